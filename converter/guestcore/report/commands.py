"""The command lines that open a core in crash, gdb and drgn."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path, PurePath

from elftools.common.exceptions import ELFError
from elftools.elf.elffile import ELFFile
from elftools.elf.sections import NoteSection

from guestcore.model import GuestOs, KernelInfo
from guestcore.sentence import sentence

PLACEHOLDER = "VMLINUX"
"""Stands for the kernel's image with debug symbols where none was found."""

_FOLDERS = (
    "/usr/lib/debug/boot/vmlinux-{release}",  # Debian, Ubuntu
    "/usr/lib/debug/lib/modules/{release}/vmlinux",  # Fedora, RHEL, SUSE
    "/boot/vmlinux-{release}",
    "/lib/modules/{release}/build/vmlinux",
)


@dataclass(frozen=True, slots=True)
class DebuggerCommands:
    """Lines for a shell, quoted; ``hint`` says what the placeholder means."""

    crash: str
    gdb: str
    drgn: str
    hint: str

    @property
    def lines(self) -> tuple[str, str, str]:
        """The three lines in the order people try them."""
        return self.crash, self.gdb, self.drgn


def debugger_commands(core: Path, kernel: KernelInfo | None) -> DebuggerCommands | None:
    """Return the lines for a core of Linux, or None for anything else.

    :param kernel: Tells the release, the build-id and the KASLR offset.
    """
    if kernel is None or kernel.os is not GuestOs.LINUX:
        return None
    vmlinux = find_vmlinux(kernel)
    symbols = PLACEHOLDER if vmlinux is None else str(vmlinux)
    place = f" -o {kernel.kaslr_offset:#x}" if kernel.kaslr_offset else ""
    # gdb reads the name inside -ex by its own rules: no quotes of a shell there
    load = f"symbol-file {_gdb_escape(symbols)}{place}"
    target = _not_an_option(core)
    return DebuggerCommands(
        crash=shlex.join(["crash", symbols, target]),
        gdb=shlex.join(["gdb", "-c", target, "-ex", load]),
        drgn=shlex.join(["drgn", "-c", target, "-s", symbols]),
        hint="" if vmlinux else _package_hint(kernel.osrelease or ""),
    )


def find_vmlinux(kernel: KernelInfo) -> Path | None:
    """Return a vmlinux on this machine that has the kernel's build-id.

    Without a build-id in the guest nothing is offered: the release alone does
    not identify a build.
    """
    release = kernel.osrelease or ""
    if not kernel.build_id or PurePath(release).name != release:
        return None
    names = [Path(folder.format(release=release)) for folder in _FOLDERS]
    build_id = kernel.build_id.lower()
    if len(build_id) > 2 and build_id.isalnum():
        names.append(
            Path(f"/usr/lib/debug/.build-id/{build_id[:2]}/{build_id[2:]}.debug")
        )
    return next((name for name in names if read_build_id(name) == build_id), None)


def read_build_id(path: Path) -> str | None:
    """Return the GNU build-id of an ELF file in hex, or None."""
    try:
        with path.open("rb") as file:
            for section in ELFFile(file).iter_sections("SHT_NOTE"):
                if isinstance(section, NoteSection):
                    for note in section.iter_notes():
                        if note["n_type"] == "NT_GNU_BUILD_ID":
                            return str(note["n_desc"])
    except (OSError, ELFError):
        return None
    return None


def _gdb_escape(name: str) -> str:
    return "".join("\\" + c if c in " \t\"'\\" else c for c in name)


def _not_an_option(path: Path) -> str:
    name = str(path)
    return f"./{name}" if name.startswith("-") else name


def _package_hint(release: str) -> str:
    return sentence(
        "{placeholder} is the kernel's vmlinux with debug symbols: package "
        "linux-image-{release}-dbg (Debian), linux-image-{release}-dbgsym "
        "(Ubuntu) or kernel-debuginfo-{release} (Fedora, RHEL)",
        placeholder=PLACEHOLDER,
        release=release,
    )
