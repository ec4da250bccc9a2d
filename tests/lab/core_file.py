"""Reads an ELF core with struct alone: shares nothing with the code under test."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from tests.lab.notes import read_notes

_HEADERS = 4 << 20
"""All headers and notes lie before this."""
_PRSTATUS_64 = (
    "r15", "r14", "r13", "r12", "rbp", "rbx", "r11", "r10", "r9", "r8",
    "rax", "rcx", "rdx", "rsi", "rdi", "orig_rax", "rip", "cs", "eflags",
    "rsp", "ss", "fs_base", "gs_base", "ds", "es", "fs", "gs",
)  # fmt: skip
_PRSTATUS_32 = (
    "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "rax", "ds", "es", "fs", "gs",
    "orig_rax", "rip", "cs", "eflags", "rsp", "ss",
)  # fmt: skip
"""Order of the kernel's user_regs_struct; 32-bit registers by their 64-bit names."""


@dataclass(frozen=True)
class Segment:
    """A PT_LOAD."""

    vaddr: int
    gpa: int
    size: int
    offset: int


class CoreFile:
    """An ELF core of either class."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            self._head = file.read(_HEADERS)
        self.elf_class = {1: "ELF32", 2: "ELF64"}[self._head[4]]
        (self.machine,) = struct.unpack_from("<H", self._head, 18)
        self.notes = read_notes(self._head)
        self.segments = self._segments()

    def _segments(self) -> list[Segment]:
        wide = self.elf_class == "ELF64"
        table, size = (64, 56) if wide else (52, 32)
        (count,) = struct.unpack_from("<H", self._head, 56 if wide else 44)
        found = []
        for place in range(table, table + count * size, size):
            if wide:
                kind, _, offset, vaddr, gpa, length = struct.unpack_from(
                    "<IIQQQQ", self._head, place
                )
            else:
                kind, offset, vaddr, gpa, length = struct.unpack_from(
                    "<5I", self._head, place
                )
            if kind == 1:
                found.append(Segment(vaddr, gpa, length, offset))
        return found

    def notes_of(self, name: bytes) -> list[bytes]:
        """Return the contents of all notes of a name."""
        return [data for owner, _, data in self.notes if owner == name]

    def read(self, gpa: int, size: int) -> bytes:
        """Return memory by guest physical address."""
        segment = next(s for s in self.segments if s.gpa <= gpa < s.gpa + s.size)
        return self._read(segment, gpa - segment.gpa, size)

    def read_virtual(self, address: int, size: int) -> bytes:
        """Return memory by the virtual addresses in the program headers, as gdb."""
        segment = next(
            s for s in self.segments if s.vaddr <= address < s.vaddr + s.size
        )
        return self._read(segment, address - segment.vaddr, size)

    def _read(self, segment: Segment, start: int, size: int) -> bytes:
        assert start + size <= segment.size
        with self.path.open("rb") as file:
            file.seek(segment.offset + start)
            return file.read(size)


def parse_prstatus(data: bytes) -> dict[str, int]:
    """Return the registers of a CORE note of type 1, and its ``pid``."""
    if len(data) == 336:
        pid, start, names, width = 32, 112, _PRSTATUS_64, "Q"
    else:
        assert len(data) == 144
        pid, start, names, width = 24, 72, _PRSTATUS_32, "I"
    values = struct.unpack_from(f"<{len(names)}{width}", data, start)
    found = dict(zip(names, values, strict=True))
    return found | {"pid": int.from_bytes(data[pid : pid + 4], "little")}
