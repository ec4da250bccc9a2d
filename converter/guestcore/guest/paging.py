"""Walks the guest's own page tables: 2-level, PAE, 4-level and 5-level.

Source of every fact: Intel SDM volume 3 chapter 4 (AMD APM volume 2 chapter 5
agrees). A table is guest data: it may point outside RAM, to itself, or be one
of millions, so tables outside RAM count as not present, loops are cut, and the
number of tables read is bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from guestcore.model import PAGE_SIZE, PagingMode, Vcpu

Addresses = npt.NDArray[np.uint64]

ADDRESS_MASK = 0x000F_FFFF_FFFF_F000
"""Physical address bits of an entry: 52 bits, without NX and software bits."""
PRESENT = 1 << 0
LARGE = 1 << 7
NO_EXECUTE = 1 << 63

MAX_READ = 64 << 20
"""Most bytes that one virtual read returns."""
MAX_TABLES = 16384
"""Most tables kept of one guest (64 MiB)."""
MAX_VISITS = 8192
"""Most tables that one enumeration steps into."""


class PhysicalMemory(Protocol):
    """Guest physical memory: :class:`~guestcore.guest.memory.GuestMemory`, a core."""

    def read(self, gpa: int, size: int) -> bytes | None:
        """Return *size* bytes, or ``None`` if any of them is not RAM."""


class Leaves(NamedTuple):
    """Present pages of any size, ascending by virtual address."""

    va: Addresses
    gpa: Addresses
    size: Addresses
    """Bytes: 4 KiB, 2 MiB, 4 MiB or 1 GiB each."""


@dataclass(frozen=True, slots=True)
class _Level:
    shift: int
    """Lowest address bit that the index takes."""
    bits: int
    large: bool = False
    """True where bit 7 of an entry makes it a large page."""


_LEVELS = {
    PagingMode.LONG_5LEVEL: (
        _Level(48, 9), _Level(39, 9), _Level(30, 9, True), _Level(21, 9, True),
        _Level(12, 9),
    ),
    PagingMode.LONG_4LEVEL: (
        _Level(39, 9), _Level(30, 9, True), _Level(21, 9, True), _Level(12, 9),
    ),
    PagingMode.PAE: (_Level(30, 2), _Level(21, 9, True), _Level(12, 9)),
    PagingMode.LEGACY_32BIT: (_Level(22, 10, True), _Level(12, 10)),
}  # fmt: skip


def root_gpa(cr3: int, mode: PagingMode) -> int:
    """Return the address of the top table that a CR3 value names.

    PCID, cache and LAM bits are dropped; bit 12 is kept (see
    :func:`candidate_roots`).
    """
    if mode.is_long:
        return cr3 & ADDRESS_MASK
    if mode is PagingMode.PAE:
        return cr3 & 0xFFFF_FFE0  # four entries, aligned to their 32 bytes
    return cr3 & 0xFFFF_F000


def candidate_roots(vcpu: Vcpu) -> tuple[int, ...]:
    """Return the roots under which the kernel may be mapped, likeliest first.

    Under page-table isolation [linux] user and kernel tables are a pair,
    the user's one page higher; a kernel without it may keep its root at an odd
    page too. So both are offered, and what is found behind them decides.

    :return: Empty if the vCPU uses no page tables or its CR3 is unknown.
    """
    cr3 = vcpu.registers.get("cr3")
    if cr3 is None or not vcpu.mode.is_paged:
        return ()
    root = root_gpa(cr3, vcpu.mode)
    if root & PAGE_SIZE and vcpu.mode is not PagingMode.LEGACY_32BIT:
        return root, root & ~PAGE_SIZE
    return (root,)


class TableCache:
    """Tables already read; address spaces of one guest share one.

    All processes share the kernel's tables, so thousands of vCPUs cost little.
    """

    def __init__(self, memory: PhysicalMemory, *, limit: int = MAX_TABLES) -> None:
        self.memory = memory
        self._tables: dict[tuple[int, int], Addresses] = {}
        self._left = limit

    def read(self, gpa: int, entries: int, entry_size: int) -> Addresses | None:
        """Return a table's entries, or ``None`` outside RAM or over the limit."""
        key = gpa, entries
        if key in self._tables:
            return self._tables[key]
        if self._left <= 0:
            return None
        data = self.memory.read(gpa, entries * entry_size)
        if data is None:
            return None
        self._left -= 1
        table = np.frombuffer(data, f"<u{entry_size}").astype(np.uint64, copy=False)
        self._tables[key] = table
        return table


@dataclass(slots=True)
class _Enumeration:
    """The range of one enumeration, and what is left of its bounds."""

    first: int
    last: int
    """Lowest and highest address wanted, without sign extension."""
    leaves: int
    visits: int
    path: set[int] = field(default_factory=set)
    """Tables between the root and here, to cut loops."""


class AddressSpace:
    """Virtual memory as one root maps it.

    :param mode: A mode that is paged.
    :param root_gpa: See :func:`root_gpa`.
    :param tables: Shared cache; a private one without it.
    :param sme_mask: Bits that memory encryption sets in entries, to be dropped.
    :raises ValueError: if *mode* has no page tables.
    """

    def __init__(
        self,
        memory: PhysicalMemory,
        mode: PagingMode,
        root_gpa: int,
        *,
        tables: TableCache | None = None,
        sme_mask: int = 0,
    ) -> None:
        if not mode.is_paged:
            raise ValueError(f"{mode} has no page tables")
        self.memory = memory
        self.mode = mode
        self.root_gpa = root_gpa
        self.tables = tables or TableCache(memory)
        self._levels = _LEVELS[mode]
        self._entry_size = 4 if mode is PagingMode.LEGACY_32BIT else 8
        self._mask = ADDRESS_MASK & ~sme_mask

    @property
    def address_bits(self) -> int:
        """Bits of a virtual address that are translated: 32, 48 or 57."""
        return self._levels[0].shift + self._levels[0].bits

    def top_entry(self, va: int) -> int | None:
        """Return the table (or page) that the root's entry for *va* names.

        Roots with equal entries map that part of memory alike.

        :return: ``None`` if there is none. 0 is a place like any other: a 2-level
            directory maps the first 4 MiB of RAM with a page there.
        """
        plain, table = self._plain(va), self._table(0, self.root_gpa)
        if plain is None or table is None:
            return None
        entry = int(table[plain >> self._levels[0].shift])
        return entry & self._mask if entry & PRESENT else None

    def translate(self, va: int) -> int | None:
        """Return the guest physical address behind *va*, ``None`` if not mapped.

        It may lie outside RAM (a device).
        """
        place = self._locate(va)
        return None if place is None else place[0]

    def read(self, va: int, size: int) -> bytes | None:
        """Return *size* bytes at *va*; pages may lie anywhere in RAM.

        :return: ``None`` if a byte is not mapped, not RAM, or *size* is negative
            or above :data:`MAX_READ`.
        """
        if not 0 <= size <= MAX_READ:
            return None
        pieces = []
        while size > 0:
            place = self._locate(va)
            if place is None:
                return None
            gpa, rest = place
            length = min(rest, size)
            data = self.memory.read(gpa, length)
            if data is None:
                return None
            pieces.append(data)
            va, size = va + length, size - length
        return b"".join(pieces)

    def leaves(
        self,
        start: int,
        end: int,
        *,
        limit: int = 1 << 20,
        visits: int = MAX_VISITS,
    ) -> Leaves:
        """Return the present pages that touch [start, end).

        :param limit: Most leaves returned; the highest are left out.
        :param visits: Most tables stepped into; what lies behind is left out.
        """
        first, last = self._plain(start), self._plain(end - 1)
        found: list[Leaves] = []
        if start < end and first is not None and last is not None:
            bounds = _Enumeration(first, last, limit, visits)
            found.extend(self._enumerate(0, self.root_gpa, 0, bounds))
        if not found:
            nothing = np.empty(0, np.uint64)
            return Leaves(nothing, nothing, nothing)
        parts = (np.concatenate(part) for part in zip(*found, strict=True))
        va, gpa, size = (part[:limit] for part in parts)
        return Leaves(self._canonical(va), gpa, size)

    def _enumerate(
        self, depth: int, table_gpa: int, base: int, bounds: _Enumeration
    ) -> Iterator[Leaves]:
        """Yield the leaves behind one table, in order.

        :param base: Address that the table's first entry translates.
        """
        bounds.visits -= 1
        table = self._table(depth, table_gpa)
        if table is None or table_gpa in bounds.path:
            return
        shift = self._levels[depth].shift
        low = max(bounds.first - base, 0) >> shift
        high = (bounds.last - base) >> shift  # slicing ends at the table's end
        part = table[low : high + 1]
        index = np.flatnonzero(part & np.uint64(PRESENT))
        entries = part[index]
        va = (index.astype(np.uint64) << np.uint64(shift)) + np.uint64(
            base + (low << shift)
        )
        bounds.path.add(table_gpa)
        start = 0
        for i in (*self._children(depth, entries), len(entries)):
            if i > start:
                bounds.leaves -= i - start
                yield self._as_leaves(depth, va[start:i], entries[start:i])
            if i == len(entries) or bounds.leaves <= 0 or bounds.visits <= 0:
                break
            child = int(entries[i]) & self._mask
            yield from self._enumerate(depth + 1, child, int(va[i]), bounds)
            start = i + 1
        bounds.path.discard(table_gpa)

    def _children(self, depth: int, entries: Addresses) -> list[int]:
        """Return which entries lead to another table."""
        if depth == len(self._levels) - 1:
            return []
        if not self._levels[depth].large:
            return list(range(len(entries)))
        return np.flatnonzero((entries & np.uint64(LARGE)) == 0).tolist()

    def _as_leaves(self, depth: int, va: Addresses, entries: Addresses) -> Leaves:
        size = 1 << self._levels[depth].shift
        gpa = entries & np.uint64(self._mask & ~(size - 1))
        if depth == 0:  # only a 2-level directory: PSE-36 keeps bits 32..39 in 13..20
            gpa |= (entries & np.uint64(0xFF << 13)) << np.uint64(19)
        return Leaves(va, gpa, np.full(len(va), size, np.uint64))

    def _locate(self, va: int) -> tuple[int, int] | None:
        """Return the physical address of *va* and the bytes left in its page."""
        plain = self._plain(va)
        if plain is None:
            return None
        table_gpa = self.root_gpa
        deepest = len(self._levels) - 1
        for depth, level in enumerate(self._levels):
            table = self._table(depth, table_gpa)
            if table is None:
                return None
            entry = int(table[plain >> level.shift & (1 << level.bits) - 1])
            if not entry & PRESENT:
                return None
            if depth == deepest or (level.large and entry & LARGE):
                offset = plain & (1 << level.shift) - 1
                page = entry & self._mask & -(1 << level.shift)
                if depth == 0:  # PSE-36, see _as_leaves
                    page |= (entry >> 13 & 0xFF) << 32
                return page + offset, (1 << level.shift) - offset
            table_gpa = entry & self._mask
        return None

    def _table(self, depth: int, gpa: int) -> Addresses | None:
        return self.tables.read(gpa, 1 << self._levels[depth].bits, self._entry_size)

    def _plain(self, va: int) -> int | None:
        """Return the translated bits of *va*, ``None`` if it is not canonical."""
        bits = self.address_bits
        if bits == 32:
            return va if 0 <= va < 1 << 32 else None
        sign = va >> (bits - 1)
        if sign not in (0, (1 << (65 - bits)) - 1):
            return None
        return va & (1 << bits) - 1

    def _canonical(self, plain: Addresses) -> Addresses:
        bits = self.address_bits
        if bits == 32:
            return plain
        extension = np.uint64((1 << 64) - (1 << bits))
        negative = plain >> np.uint64(bits - 1) != 0
        return np.where(negative, plain | extension, plain)
