"""Guest RAM of which only written pages exist, and page tables inside it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from guestcore.demo.memory_image import place_regions
from guestcore.model import PAGE_SIZE, find_region

PRESENT = 1 << 0
WRITABLE = 1 << 1
USER = 1 << 2
ACCESSED = 1 << 5
DIRTY = 1 << 6
LARGE = 1 << 7
GLOBAL = 1 << 8
NO_EXECUTE = 1 << 63
"""Bits of a page-table entry: Intel SDM volume 3 section 4.5."""

_ADDRESS = 0x000F_FFFF_FFFF_F000
_SHIFTS = (39, 30, 21, 12)
_PAGE_SHIFTS = (30, 21, 12)
_TABLE_FLAGS = PRESENT | WRITABLE | USER | ACCESSED | DIRTY
_ENTRIES = 512
_TRIES = 1000


class SparseRam:
    """RAM of *regions*, (gpa, size); what was never written reads as zeros."""

    def __init__(self, regions: Sequence[tuple[int, int]], rng: random.Random) -> None:
        self.regions = place_regions(regions)
        self.size = sum(region.size for region in self.regions)
        self._pages: dict[int, bytearray] = {}
        self._taken: set[int] = set()
        self._rng = rng

    def read(self, gpa: int, size: int) -> bytes:
        """Return *size* bytes from a guest physical address."""
        first, last = gpa // PAGE_SIZE, (gpa + size - 1) // PAGE_SIZE
        data = bytearray((last - first + 1) * PAGE_SIZE)
        for number in range(first, last + 1):
            page = self._pages.get(number)
            if page is not None:
                start = (number - first) * PAGE_SIZE
                data[start : start + PAGE_SIZE] = page
        start = gpa - first * PAGE_SIZE
        return bytes(memoryview(data)[start : start + size])

    def write(self, gpa: int, data: bytes) -> None:
        """Write into RAM.

        :raises ValueError: if that is not all RAM.
        """
        region = find_region(self.regions, gpa)
        if region is None or gpa + len(data) > region.end:
            raise ValueError(f"no RAM at {gpa:#x} for {len(data)} bytes")
        while data:
            number, start = divmod(gpa, PAGE_SIZE)
            piece = data[: PAGE_SIZE - start]
            page = self._pages.setdefault(number, bytearray(PAGE_SIZE))
            page[start : start + len(piece)] = piece
            gpa, data = gpa + len(piece), data[len(piece) :]

    def reserve(self, gpa: int, size: int) -> None:
        """Keep :meth:`allocate` from handing out [gpa, gpa + size)."""
        self._taken.update(range(gpa // PAGE_SIZE, -(-(gpa + size) // PAGE_SIZE)))

    def allocate(self, size: int = PAGE_SIZE, alignment: int = PAGE_SIZE) -> int:
        """Return the gpa of free pages, anywhere in RAM.

        :raises ValueError: if RAM is too full to find any by chance.
        """
        for _ in range(_TRIES):
            place = self._rng.randrange(self.size // alignment) * alignment
            region = next(r for r in self.regions if place < r.file_offset + r.size)
            gpa = region.gpa + place - region.file_offset
            pages = range(gpa // PAGE_SIZE, (gpa + size) // PAGE_SIZE)
            fits = gpa % alignment == 0 and gpa + size <= region.end
            if fits and self._taken.isdisjoint(pages):
                self._taken.update(pages)
                return gpa
        raise ValueError(f"no {size} bytes of RAM are free")


class PageTables:
    """4-level page tables in *ram*."""

    def __init__(self, ram: SparseRam, root: int) -> None:
        self._ram = ram
        self.root = root

    def map(self, va: int, gpa: int, size: int, flags: int) -> None:
        """Map [va, va + size), with the largest pages that fit."""
        while size > 0:
            shift = next(
                s for s in _PAGE_SHIFTS if (va | gpa) % (1 << s) == 0 and size >> s
            )
            self.map_page(va, gpa, shift, flags)
            va, gpa, size = va + (1 << shift), gpa + (1 << shift), size - (1 << shift)

    def map_pages(self, va: int, pages: Iterable[int], flags: int) -> None:
        """Map 4 KiB pages that lie anywhere, one behind the other."""
        for index, gpa in enumerate(pages):
            self.map_page(va + index * PAGE_SIZE, gpa, 12, flags)

    def map_page(self, va: int, gpa: int, shift: int, flags: int) -> None:
        """Map one page of ``1 << shift`` bytes."""
        table = self.root
        for level in _SHIFTS[: _SHIFTS.index(shift)]:
            table = self._table_below(table + _slot(va, level) * 8)
        large = LARGE if shift > 12 else 0
        self._write(table + _slot(va, shift) * 8, gpa | flags | large)

    def copy_top(self, source: PageTables, slots: Iterable[int]) -> None:
        """Share top-level entries, with everything below them."""
        for slot in slots:
            entry = source.root + slot * 8
            self._ram.write(self.root + slot * 8, self._ram.read(entry, 8))

    def _table_below(self, place: int) -> int:
        entry = int.from_bytes(self._ram.read(place, 8), "little")
        if not entry & PRESENT:
            entry = self._ram.allocate() | _TABLE_FLAGS
            self._write(place, entry)
        return entry & _ADDRESS

    def _write(self, place: int, entry: int) -> None:
        self._ram.write(place, entry.to_bytes(8, "little"))


def _slot(va: int, shift: int) -> int:
    return va >> shift & _ENTRIES - 1
