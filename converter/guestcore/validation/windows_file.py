"""A Windows crash dump as its header tells it: fields, runs of memory, bitmap.

Offsets: ``DUMP_HEADER64`` and ``DUMP_HEADER32`` as Windows' own tools and readers
have them [vol3] [leechcore]. What a hostile file announces is bounded before it is
read.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from types import TracebackType

from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.model import PAGE_SIZE
from guestcore.sentence import sentence
from guestcore.validation.core_file import Segment

FILL = {32: 0x4547_4150, 64: 0x4547_4150_4547_4150}
"""``PAGE``, which stands wherever nothing was set."""
MACHINES = {0x8664: "x86-64", 0x14C: "x86", 0xAA64: "ARM64"}
MAX_RUNS = {32: 86, 64: 43}
"""As many as there is room for before the saved registers."""

_MAGICS = {b"PAGEDU64": 64, b"PAGEDUMP": 32}
_HEADER_SIZE = {32: 0x1000, 64: 0x2000}
_FIELDS: Mapping[int, Mapping[str, tuple[int, str]]] = {
    64: {
        "directory": (0x10, "<Q"),
        "modules": (0x20, "<Q"),
        "machine": (0x30, "<I"),
        "processors": (0x34, "<I"),
        "debugger_data": (0x80, "<Q"),
        "run_count": (0x88, "<I"),
        "page_count": (0x90, "<Q"),
        "kind": (0xF98, "<I"),
        "file_size": (0xFA0, "<Q"),
    },
    32: {
        "directory": (0x10, "<I"),
        "modules": (0x18, "<I"),
        "machine": (0x20, "<I"),
        "processors": (0x24, "<I"),
        "debugger_data": (0x60, "<I"),
        "run_count": (0x64, "<I"),
        "page_count": (0x68, "<I"),
        "kind": (0xF88, "<I"),
        "file_size": (0xFA0, "<Q"),
    },
}
_RUNS = {64: (0x98, "<QQ"), 32: (0x6C, "<II")}
_BITMAP_SIGNS = (b"SDMPDUMP", b"FDMPDUMP")
_BITMAP_HEAD = struct.Struct("<8s24xQQQ")


class DumpType(IntEnum):
    """What of memory is in the dump."""

    FULL = 1
    KERNEL = 2
    TRIAGE = 4
    FULL_BITMAP = 5
    ACTIVE = 6

    @property
    def has_bitmap(self) -> bool:
        """True if a bitmap instead of runs says which pages there are."""
        return self in (DumpType.KERNEL, DumpType.FULL_BITMAP, DumpType.ACTIVE)


@dataclass(frozen=True, slots=True)
class Bitmap:
    """The second header of a dump with a bitmap; numbers are as the file has them."""

    first_page: int
    """Where the first page is in the file."""
    present: int
    """Pages in the file."""
    pages: int
    """Bits of the bitmap."""


@dataclass(frozen=True, slots=True)
class WindowsFile:
    """An opened dump. Close it."""

    file: SourceFile
    bits: int
    fields: Mapping[str, int]
    """Numbers of the header, as the file has them."""
    loads: tuple[Segment, ...]
    """The runs, without those beyond :data:`MAX_RUNS`; none with a bitmap."""
    bitmap: Bitmap | None

    @property
    def header_size(self) -> int:
        """Bytes before the memory."""
        return _HEADER_SIZE[self.bits]

    def is_set(self, name: str) -> bool:
        """True if a field was filled in."""
        return self.fields[name] not in (0, FILL[self.bits])

    def readable(self, segment: Segment) -> int:
        """Return how many bytes of a run are in the file."""
        return max(min(segment.filesz, self.file.size - segment.offset), 0)

    def __enter__(self) -> WindowsFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.file.close()


def open_windows_file(path: Path) -> WindowsFile:
    """Open a dump and read its header.

    :raises GuestCoreError: if it is none, or ends inside its header.
    """
    file = SourceFile(path)
    try:
        return _read(file)
    except BaseException:
        file.close()
        raise


def _read(file: SourceFile) -> WindowsFile:
    magic = file.read_at(0, min(file.size, 8))
    bits = _MAGICS.get(magic)
    if bits is None:
        raise GuestCoreError(
            ErrorKind.UNKNOWN_FORMAT,
            sentence(
                "{path} is no Windows dump: it begins with {bytes}",
                path=file.path,
                bytes=magic.hex(" "),
            ),
            hint=sentence("name a memory.dmp"),
        )
    head = file.read_at(0, _HEADER_SIZE[bits])
    fields = {
        name: struct.unpack_from(form, head, at)[0]
        for name, (at, form) in _FIELDS[bits].items()
    }
    bitmap: Bitmap | None = None
    loads: tuple[Segment, ...] = ()
    if fields["kind"] in (DumpType.KERNEL, DumpType.FULL_BITMAP, DumpType.ACTIVE):
        bitmap = _read_bitmap(file, _HEADER_SIZE[bits])
    elif fields["kind"] == DumpType.FULL:
        loads = _read_runs(head, bits, fields["run_count"])
    return WindowsFile(file, bits, fields, loads, bitmap)


def _read_runs(head: bytes, bits: int, count: int) -> tuple[Segment, ...]:
    at, form = _RUNS[bits]
    offset, runs = _HEADER_SIZE[bits], []
    for i in range(min(count, MAX_RUNS[bits])):
        page, pages = struct.unpack_from(form, head, at + i * struct.calcsize(form))
        size = pages * PAGE_SIZE
        runs.append(
            Segment("PT_LOAD", offset, 0, page * PAGE_SIZE, size, size, PAGE_SIZE)
        )
        offset += size
    return tuple(runs)


def _read_bitmap(file: SourceFile, at: int) -> Bitmap | None:
    if file.size < at + _BITMAP_HEAD.size:
        return None
    sign, *numbers = _BITMAP_HEAD.unpack(file.read_at(at, _BITMAP_HEAD.size))
    return Bitmap(*numbers) if sign in _BITMAP_SIGNS else None
