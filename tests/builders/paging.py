"""Sparse guest RAM and page tables in every paging mode, built in memory."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from guestcore.guest.memory import GuestMemory
from guestcore.model import PAGE_SIZE, MemoryRegion, PagingMode

MIB = 1 << 20
GIB = 1 << 30

_SHIFTS = {
    PagingMode.LONG_5LEVEL: (48, 39, 30, 21, 12),
    PagingMode.LONG_4LEVEL: (39, 30, 21, 12),
    PagingMode.PAE: (30, 21, 12),
    PagingMode.LEGACY_32BIT: (22, 12),
}


class SparseImage:
    """A memory image that holds only the pages ever written; offset is gpa."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.pages: dict[int, bytearray] = {}
        self.bytes_read = 0

    def read_at(self, offset: int, size: int) -> bytes:
        if offset < 0 or offset + size > self.size:
            raise AssertionError("read outside the image")
        self.bytes_read += size
        data = bytearray(size)
        done = 0
        while done < size:
            page, start = divmod(offset + done, PAGE_SIZE)
            length = min(size - done, PAGE_SIZE - start)
            if page in self.pages:
                data[done : done + length] = self.pages[page][start : start + length]
            done += length
        return bytes(data)

    def readinto_at(self, offset: int, buffer: memoryview) -> None:
        buffer[:] = self.read_at(offset, len(buffer))

    def write(self, gpa: int, data: bytes) -> None:
        done = 0
        while done < len(data):
            page, start = divmod(gpa + done, PAGE_SIZE)
            piece = data[done : done + PAGE_SIZE - start]
            content = self.pages.setdefault(page, bytearray(PAGE_SIZE))
            content[start : start + len(piece)] = piece
            done += len(piece)


class Ram:
    """Guest RAM to write to, and to read as the product does."""

    def __init__(self, size: int, holes: Sequence[tuple[int, int]] = ()) -> None:
        """:param holes: (gpa, end) without RAM, ascending."""
        self.image = SparseImage(size)
        starts = [0, *(end for _, end in holes)]
        ends = [*(gpa for gpa, _ in holes), size]
        self.memory = GuestMemory(
            self.image,
            [
                MemoryRegion(gpa, end - gpa, gpa)
                for gpa, end in zip(starts, ends, strict=True)
            ],
        )

    def write(self, gpa: int, data: bytes) -> None:
        self.image.write(gpa, data)

    def read(self, gpa: int, size: int) -> bytes:
        data = self.memory.read(gpa, size)
        assert data is not None
        return data


class PageTableBuilder:
    """Writes page tables; tables are taken upwards from ``next_table``."""

    def __init__(
        self, ram: Ram, mode: PagingMode, tables_at: int, root: int | None = None
    ) -> None:
        self.ram = ram
        self.mode = mode
        self.next_table = tables_at
        self.shifts = _SHIFTS[mode]
        self.entry = "<I" if mode is PagingMode.LEGACY_32BIT else "<Q"
        self.root = self.allocate() if root is None else root

    def allocate(self) -> int:
        gpa = self.next_table
        self.next_table += PAGE_SIZE
        return gpa

    def page_sizes(self) -> tuple[int, ...]:
        """Sizes that one entry of this mode can map, smallest first."""
        if self.mode is PagingMode.LEGACY_32BIT:
            return PAGE_SIZE, 4 * MIB
        if self.mode is PagingMode.PAE:
            return PAGE_SIZE, 2 * MIB
        return PAGE_SIZE, 2 * MIB, GIB

    def map(self, va: int, gpa: int, size: int = PAGE_SIZE, flags: int = 3) -> None:
        """Map one page of *size* bytes."""
        depth = self.shifts.index(size.bit_length() - 1)
        value = gpa | flags
        if size > PAGE_SIZE:
            value |= 0x80
            if self.mode is PagingMode.LEGACY_32BIT:  # PSE-36
                value = (gpa & 0xFFC0_0000) | (gpa >> 32) << 13 | flags | 0x80
        self.set_entry(va, depth, value)

    def map_range(
        self, va: int, gpa: int, length: int, page: int = 2 * MIB, flags: int = 3
    ) -> None:
        """Map [va, va + length) to [gpa, ...) with pages of one size."""
        for offset in range(0, length, page):
            self.map(va + offset, gpa + offset, page, flags)

    def set_entry(self, va: int, depth: int, value: int) -> None:
        """Write the entry for *va* in the table at *depth* (0 is the root)."""
        self.ram.write(self.entry_gpa(va, depth), struct.pack(self.entry, value))

    def entry_gpa(self, va: int, depth: int) -> int:
        """Return where the entry lies; the tables above it are made."""
        table = self.root
        for upper in range(depth):
            place = self._slot(table, va, upper)
            (entry,) = struct.unpack(self.entry, self.ram.read(place, self._width))
            if not entry & 1:
                entry = self.allocate() | self._table_flags(upper)
                self.ram.write(place, struct.pack(self.entry, entry))
            table = entry & 0x000F_FFFF_FFFF_F000
        return self._slot(table, va, depth)

    def _slot(self, table: int, va: int, depth: int) -> int:
        bits = 2 if self.mode is PagingMode.PAE and depth == 0 else 9
        bits = 10 if self.mode is PagingMode.LEGACY_32BIT else bits
        return table + (va >> self.shifts[depth] & (1 << bits) - 1) * self._width

    @property
    def _width(self) -> int:
        return struct.calcsize(self.entry)

    def _table_flags(self, depth: int) -> int:
        return 1 if self.mode is PagingMode.PAE and depth == 0 else 7
