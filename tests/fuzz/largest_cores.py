"""Cores just inside the bounds of what is checked."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

from guestcore.demo.register_tags import RegisterEncoding
from guestcore.pipeline import CheckDepth, ConvertOptions, convert
from tests.fuzz.largest_states import Case, Command, all_vcpus
from tests.fuzz.largest_states import most_regions as regions_of_a_state

MAX_HEADERS = 100_000
MAX_NOTES = 1 << 14
MAX_NOTE_BYTES = 16 << 20
_PAGE = 4096
_LOAD, _NOTE = 1, 4


def _phdr(kind: int, offset: int, va: int, gpa: int, size: int) -> bytes:
    return struct.pack("<IIQQQQQQ", kind, 7, offset, va, gpa, size, size, 0)


def _note(owner: bytes, kind: int, data: bytes) -> bytes:
    name = owner + b"\0"
    head = struct.pack("<III", len(name), len(data), kind)
    return head + name + bytes(-len(name) % 4) + data + bytes(-len(data) % 4)


def write_core(
    path: Path, loads: list[bytes], notes: bytes, size: int = 1 << 20
) -> Path:
    """Write a core; with many headers they are counted in a section header.

    *loads* are program headers whose memory begins at file offset 0.
    """
    count = len(loads) + 1
    ident = b"\x7fELF\x02\x01\x01".ljust(16, b"\0")
    notes_at = 64 + 56 * count
    section_at = notes_at + len(notes)
    told = min(count, 0xFFFF)
    offset, *sections = (section_at, 64, 1) if told == 0xFFFF else (0, 0, 0)
    ehdr = struct.pack(
        "<16sHHIQQQIHHHHHH",
        ident, 4, 62, 1, 0, 64, offset, 0, 64, 56, told, *sections, 0,
    )  # fmt: skip
    section = struct.pack("<44xI16x", count)
    header = _phdr(_NOTE, notes_at, 0, 0, len(notes))
    with path.open("wb") as file:
        file.write(b"".join((ehdr, header, *loads, notes, section)))
        file.truncate(max(file.tell(), size))
    return path


def _status(pid: int) -> bytes:
    return struct.pack("<32xI300x", pid)


def _qemu() -> bytes:
    return struct.pack("<II", 1, 440).ljust(440, b"\1")


def headers(place: Callable[[int], tuple[int, int, int, int]]) -> Case:
    """As many segments as there may be; *place* gives offset, va, gpa and size."""

    def write(folder: Path) -> Command:
        loads = [_phdr(_LOAD, *place(n)) for n in range(MAX_HEADERS - 2)]
        notes = _note(b"CORE", 1, _status(1)) + _note(b"QEMU", 0, _qemu())
        return ["check", write_core(folder / "core", loads, notes), "--json"]

    return write


def many_notes(make: Callable[[int], bytes], count: int = MAX_NOTES) -> Case:
    def write(folder: Path) -> Command:
        notes = b"".join(make(n) for n in range(count))[: MAX_NOTE_BYTES - 4]
        loads = [_phdr(_LOAD, 0, 0, 0, 1 << 20)]
        return ["check", write_core(folder / "core", loads, notes), "--json"]

    return write


def _register_notes() -> Iterator[bytes]:
    for n in range(4096):
        yield _note(b"CORE", 1, _status(n + 1))
    for _ in range(4096):
        yield _note(b"QEMU", 0, _qemu())


def registers(folder: Path) -> Command:
    loads = [_phdr(_LOAD, 0, 0, 0, 1 << 20)]
    path = write_core(folder / "core", loads, b"".join(_register_notes()))
    return ["check", path, "--json"]


def against(write_state: Case) -> Case:
    """Our own core of a large state, compared with it in full."""

    def write(folder: Path) -> Command:
        state = Path(str(write_state(folder)[1]))
        core = folder / "guest.core"
        assert not convert(
            state, ConvertOptions(output=core, check=CheckDepth.NONE)
        ).error
        return ["check", core, "--against", state, "--full", "--json"]

    return write


def _file_list(count: int) -> bytes:
    """Return a note of type NT_FILE that claims many files."""
    return _note(b"CORE", 0x46494C45, struct.pack("<QQ", count, _PAGE) + bytes(8 << 20))


_DIRECT = 0xFFFF_8880_0000_0000
CASES: dict[str, Case] = {
    "100 000 segments": headers(
        lambda n: (0, _DIRECT + 2 * n * _PAGE, 2 * n * _PAGE, _PAGE)
    ),
    "100 000 segments, descending": headers(
        lambda n: (0, 0, (MAX_HEADERS - n) * _PAGE, _PAGE)
    ),
    "100 000 overlapping segments": headers(lambda n: (n, n, n * 8, 1 << 20)),
    "100 000 endless segments": headers(lambda n: (0, 0, n, (1 << 64) - 1)),
    "100 000 equal segments": headers(lambda n: (0, _DIRECT, 0, 1 << 20)),
    "16384 notes": many_notes(lambda n: _note(b"CORE", 3, bytes(136))),
    "1 000 000 empty notes": many_notes(lambda n: _note(b"", n & 7, b""), 1_000_000),
    "notes that list 2^40 files": many_notes(lambda n: _file_list(1 << 40), 1),
    "note that lists 1 000 000 files": many_notes(lambda n: _file_list(300_000), 1),
    "note of 16 MiB": many_notes(
        lambda n: _note(b"VMCOREINFO", 0, b"A=1\n" * (4 << 20)), 1
    ),
    "name of 16 MiB": many_notes(lambda n: _note(b"N" * (15 << 20), 0, b""), 1),
    "registers of 4096 vCPUs": registers,
    "4096 vCPUs, against their source": against(
        all_vcpus(RegisterEncoding.PACKED, "info")
    ),
    "1024 regions, against their source": against(regions_of_a_state("info")),
}
