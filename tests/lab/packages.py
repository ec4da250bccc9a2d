"""Kernels, their debug information, and programs that run from their own folder."""

from __future__ import annotations

import lzma
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from tests.lab.archive import (
    NEWEST,
    NEXT,
    OLDSTABLE,
    STABLE,
    STABLE_I386,
    Archive,
    LabError,
    Package,
)
from tests.lab.cache import digest, lab_folder, make_once


@dataclass(frozen=True)
class KernelChoice:
    """A kernel to be looked up: the newest that a meta package points to."""

    archive: Archive
    meta: str = "linux-image-cloud-amd64"


STABLE_KERNEL = KernelChoice(STABLE)
NEWEST_KERNEL = KernelChoice(NEWEST)
OLD_KERNEL = KernelChoice(OLDSTABLE)
NEXT_KERNEL = KernelChoice(NEXT)
PAE_KERNEL = KernelChoice(STABLE_I386, "linux-image-686-pae")


@dataclass(frozen=True)
class Kernel:
    """An unpacked kernel."""

    image: Path
    """The compressed kernel that boots (vmlinuz)."""
    modules: Path
    archive: Archive
    package: Package

    @property
    def architecture(self) -> str:
        """Debian's name: amd64 or i386."""
        return self.archive.architecture

    @property
    def release(self) -> str:
        return self.modules.name


@cache
def fetch_kernel(choice: KernelChoice) -> Kernel:
    """Download and unpack a kernel, once."""
    archive = choice.archive
    packages = archive.resolve(choice.meta, r"linux-(image|binary|modules)-\d")
    main = next(p for p in packages if p.name.startswith("linux-image-"))
    folder = make_once(
        lab_folder() / "kernels" / f"{main}-{archive.architecture}",
        partial(archive.unpack, packages),
    )
    image = _only(folder.rglob("vmlinuz*"))
    return Kernel(image, _only(folder.glob("**/lib/modules/*")), archive, main)


@cache
def fetch_vmlinux(kernel: Kernel) -> Path:
    """Download and unpack a kernel's symbols and debug information, once."""
    package = kernel.package
    debug = Package(f"{package.name}-dbg", package.version)
    folder = make_once(
        lab_folder() / "debug" / f"{debug}-{kernel.architecture}",
        lambda target: kernel.archive.unpack([debug], target, "*/vmlinux*"),
    )
    return _only(p for p in folder.rglob("vmlinux*") if not p.is_symlink())


def read_module(kernel: Kernel, name: str) -> bytes:
    """Return a kernel module's file, decompressed."""
    path = _only(kernel.modules.rglob(f"{name}.ko*"))
    data = path.read_bytes()
    return lzma.decompress(data) if path.suffix == ".xz" else data


@dataclass(frozen=True)
class Program:
    """A program in a folder with its libraries and loader."""

    folder: Path
    name: str

    @property
    def executable(self) -> Path:
        return _only(p for p in self.folder.glob(f"**/*bin/{self.name}") if p.is_file())

    @property
    def loader(self) -> Path:
        return _only(
            p for p in self.folder.rglob("ld-linux*.so.2") if not p.is_symlink()
        )

    @property
    def libraries(self) -> list[Path]:
        """The folders that hold shared libraries."""
        found = {p.parent for p in self.folder.rglob("lib*.so.*")}
        return sorted(folder for folder in found if "gdb" not in folder.parts)

    @property
    def command(self) -> list[str]:
        """What to put before the program's own arguments."""
        path = ":".join(str(folder) for folder in self.libraries)
        return [str(self.loader), "--library-path", path, str(self.executable)]


@cache
def fetch_program(archive: Archive, package: str, name: str) -> Program:
    """Download and unpack a package with everything it depends on, once."""
    packages = archive.resolve(package)
    versions = digest(sorted(map(str, packages)))
    folder = make_once(
        lab_folder() / "programs" / f"{package}-{archive.architecture}-{versions}",
        partial(archive.unpack, packages),
    )
    return Program(folder, name)


def _only(paths: Iterable[Path]) -> Path:
    found = sorted(paths)
    if len(found) != 1:
        raise LabError(f"one file was expected, not {found}")
    return found[0]
