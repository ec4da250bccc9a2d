"""The command lines that open a core in crash, gdb and drgn."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from elftools.common.exceptions import ELFError
from elftools.elf.elffile import ELFFile
from elftools.elf.sections import NoteSection

from guestcore.model import GuestOs, KernelInfo
from guestcore.report.shell import join_words
from guestcore.sentence import sentence

PLACEHOLDER = "VMLINUX"
"""Stands for the kernel's image with debug symbols where none was found."""

_RELEASE = re.compile(r"[0-9][A-Za-z0-9._+~-]{0,127}")
_DEBIAN_FLAVOURS = {"amd64", "arm64", "686", "pae"}
"""The last part of a release: ``6.1.0-56-cloud-amd64``, ``5.10.0-30-686-pae``."""
_UBUNTU_FLAVOURS = {
    "generic", "lowlatency", "aws", "azure", "gcp", "gke", "kvm", "oem", "oracle",
    "ibm", "virtual", "server", "hwe", "lpae", "64k",
}  # fmt: skip
_SUSE_FLAVOURS = {"default", "kvmsmall", "preempt"}
_FEDORA = re.compile(r"\.(?:el|fc|amzn|azl|cm|uek)[0-9_]|uek\.")
_ARCH = re.compile(r"[.-]arch[0-9]")
_NAMES_BESIDE = ("vmlinux", "vmlinux-{release}", "vmlinux.debug")
"""Beside the core, or what it was made from."""
_MAX_SECTIONS = 10_000
_MAX_NOTES = 1 << 20
"""Bytes of a section of notes that are read."""
_FOLDERS = (
    "/usr/lib/debug/boot/vmlinux-{release}",  # Debian, Ubuntu
    "/usr/lib/debug/boot/vmlinux-{release}.debug",  # SUSE
    "/usr/lib/debug/lib/modules/{release}/vmlinux",  # Fedora, RHEL
    "/boot/vmlinux-{release}",
    "/lib/modules/{release}/build/vmlinux",
)


@dataclass(frozen=True, slots=True)
class DebuggerCommands:
    """A line for the shell for each debugger, quoted, of printable characters."""

    crash: str
    gdb: str
    drgn: str
    hint: str
    """What the placeholder means; empty if there is none."""
    vmlinux: Path | None = None
    """The kernel's image with debug symbols, where this machine has it."""
    package: str | None = None
    """The package that holds it, where the release tells."""

    @property
    def lines(self) -> tuple[str, str, str]:
        """The three lines in the order people try them."""
        return self.crash, self.gdb, self.drgn

    @property
    def placeholder(self) -> str:
        """What has to be replaced in the lines; empty if nothing has to."""
        return "" if self.vmlinux else PLACEHOLDER


def debugger_commands(
    core: Path,
    kernel: KernelInfo | None,
    source: Path | None = None,
    *,
    windows: bool = os.name == "nt",
) -> DebuggerCommands | None:
    """Return the lines for a core of Linux, or None for anything else.

    :param kernel: Tells the release, the build-id and the KASLR offset.
    :param source: What the core was made from: symbols may lie beside it.
    :param windows: Quote for ``cmd`` instead of a POSIX shell.
    """
    if kernel is None or kernel.os is not GuestOs.LINUX:
        return None
    vmlinux = find_vmlinux(kernel, [path for path in (core, source) if path])
    symbols = PLACEHOLDER if vmlinux is None else str(vmlinux)
    place = f" -o {kernel.kaslr_offset:#x}" if kernel.kaslr_offset else ""
    # gdb reads the name inside -ex by its own rules: no quotes of a shell there
    load = f"symbol-file {_gdb_escape(symbols)}{place}"
    target = _not_an_option(core)
    package = None if vmlinux else symbol_package(kernel.osrelease or "")
    hint = "" if vmlinux else _package_hint(kernel.osrelease or "", package)
    crash, gdb, drgn = (
        join_words(words, windows=windows)
        for words in (
            ("crash", symbols, target),
            ("gdb", "-c", target, "-ex", load),
            ("drgn", "-c", target, "-s", symbols),
        )
    )
    return DebuggerCommands(crash, gdb, drgn, hint, vmlinux, package)


def symbol_package(release: str) -> str | None:
    """Return the package with the symbols of a distribution's kernel, by its release.

    ``None`` for a release that no rule fits.
    """
    if not _RELEASE.fullmatch(release):
        return None
    flavour = release.rpartition("-")[2]
    if flavour in _DEBIAN_FLAVOURS:
        return f"linux-image-{release}-dbg"
    if flavour in _UBUNTU_FLAVOURS:
        return f"linux-image-{release}-dbgsym"
    if flavour in _SUSE_FLAVOURS:
        return f"kernel-{flavour}-debuginfo"
    if _FEDORA.search(release):
        name = "kernel-uek-debuginfo" if "uek." in release else "kernel-debuginfo"
        return f"{name}-{release}"
    return "linux-debug" if _ARCH.search(release) else None


def find_vmlinux(kernel: KernelInfo, near: Sequence[Path] = ()) -> Path | None:
    """Return a vmlinux on this machine that has the kernel's build-id.

    Without a build-id in the guest nothing is offered: the release alone does
    not identify a build.

    :param near: Files; their folders are searched first.
    """
    release = kernel.osrelease or ""
    if not kernel.build_id or PurePath(release).name != release:
        return None
    folders = dict.fromkeys(path if path.is_dir() else path.parent for path in near)
    names = [
        folder / name.format(release=release)
        for folder in folders
        for name in _NAMES_BESIDE
    ]
    names += [Path(folder.format(release=release)) for folder in _FOLDERS]
    build_id = kernel.build_id.lower()
    if len(build_id) > 2 and build_id.isalnum():
        names.append(
            Path(f"/usr/lib/debug/.build-id/{build_id[:2]}/{build_id[2:]}.debug")
        )
    return next((name for name in names if read_build_id(name) == build_id), None)


def read_build_id(path: Path) -> str | None:
    """Return the GNU build-id of an ELF file in hex, or None."""
    try:
        if not path.is_file():  # a pipe would block us
            return None
        with path.open("rb") as file:
            elf = ELFFile(file)
            if elf.num_sections() > _MAX_SECTIONS:
                return None
            for section in elf.iter_sections("SHT_NOTE"):
                if isinstance(section, NoteSection) and section.data_size < _MAX_NOTES:
                    for note in section.iter_notes():
                        if note["n_type"] == "NT_GNU_BUILD_ID":
                            return str(note["n_desc"])
    except (OSError, ValueError, ELFError):
        return None
    except (LookupError, TypeError, AttributeError, ArithmeticError):
        return None  # pyelftools, of a file that contradicts itself
    return None


def _gdb_escape(name: str) -> str:
    return "".join("\\" + c if c in " \t\"'\\" else c for c in name)


def _not_an_option(path: Path) -> str:
    name = str(path)
    return f"./{name}" if name.startswith("-") else name


def _package_hint(release: str, package: str | None) -> str:
    if package is not None:
        return sentence(
            "{placeholder} is the kernel's vmlinux with debug symbols: package "
            "{package}",
            placeholder=PLACEHOLDER,
            package=package,
        )
    return sentence(
        "{placeholder} is the kernel's vmlinux with debug symbols: package "
        "linux-image-{release}-dbg (Debian), linux-image-{release}-dbgsym "
        "(Ubuntu) or kernel-debuginfo-{release} (Fedora, RHEL)",
        placeholder=PLACEHOLDER,
        release=release,
    )
