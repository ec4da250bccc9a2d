"""Where a guest has memory and where it has none, to be drawn.

Which pages are zero is told only as far as that is known: no page is read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from guestcore.model import PAGE_SIZE, MemoryRegion
from guestcore.sources.known_zeros import KnownZeros
from guestcore.sources.options import OpenOptions

if TYPE_CHECKING:
    from guestcore.guest.guest import Guest, MemoryLayout

_MAX_CELLS = 4096


class CellKind(StrEnum):
    """What a piece of guest memory is."""

    RESIDENT = "resident"
    """It is in the file."""
    ZERO = "zero"
    """All of it is known to be zero."""
    MISSING = "missing"
    """Announced, but not in the file, or there is no file."""
    UNKNOWN = "unknown"
    """The file cannot be read as things are: locked, encrypted, damaged."""


@dataclass(frozen=True, slots=True)
class MappedRegion:
    """A run of guest memory, contiguous in the guest; sizes in bytes."""

    gpa: int
    size: int
    missing: bool
    """Announced, but not in the file, or there is no file."""
    zero_share: float | None
    """0 to 1: at least so much is zero; None where nothing tells."""

    @property
    def end(self) -> int:
        """Guest physical address behind the last byte."""
        return self.gpa + self.size


@dataclass(frozen=True, slots=True)
class Hole:
    """Guest physical addresses between two regions: no memory."""

    gpa: int
    size: int

    @property
    def end(self) -> int:
        """Guest physical address behind the last byte."""
        return self.gpa + self.size


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of one region, of about the same size as the others."""

    gpa: int
    end: int
    kind: CellKind
    zero_share: float | None
    """As :attr:`MappedRegion.zero_share`."""


@dataclass(frozen=True, slots=True)
class MemoryMap:
    """Everything in the order of addresses."""

    regions: tuple[MappedRegion, ...] = ()
    holes: tuple[Hole, ...] = ()
    """Between regions; below the first one, too."""
    cells: tuple[Cell, ...] = ()
    """They cover the regions and nothing else; none lies in two."""
    exact: bool = True
    """False if there are too many holes to look at: shares are then estimates."""

    @property
    def size(self) -> int:
        """Bytes of memory announced."""
        return sum(region.size for region in self.regions)


def map_memory(
    path: Path, opening: OpenOptions | None = None, cells: int = 512
) -> MemoryMap:
    """Return the map of an input, even if its memory cannot be read.

    :raises GuestCoreError: if there is no guest, or none whose memory is announced.
    """
    from guestcore.sources.opening import open_guest

    with open_guest(path, opening) as guest:
        drawn = map_guest(guest, cells)
        if drawn is None:
            guest.require_memory()
        return drawn or MemoryMap()


def map_guest(guest: Guest, cells: int = 512) -> MemoryMap | None:
    """Return the map of an opened guest, ``None`` if no memory is announced.

    :param cells: About how many cells; each region has one at least.
    """
    layout = guest.layout
    if layout is None or not layout.regions:
        return None
    zeros = KnownZeros(guest)
    runs = _find_runs(guest, layout)
    total = sum(run.size for run in runs)
    step = max(total // min(max(cells, 1), _MAX_CELLS), PAGE_SIZE)
    all_cells: list[Cell] = []
    regions = []
    for run in runs:
        counted = [
            _make_cell(run, start, end, zeros) for start, end in _split(run, step)
        ]
        all_cells += (cell for cell, _ in counted)
        known = [zero for _, zero in counted if zero is not None]
        share = min(sum(known) / run.size, 1.0) if known else None
        missing = run.kind is CellKind.MISSING
        regions.append(MappedRegion(run.gpa, run.size, missing, share))
    return MemoryMap(
        regions=tuple(regions),
        holes=tuple(_find_holes(regions)),
        cells=tuple(all_cells),
        exact=zeros.exact,
    )


@dataclass(slots=True)
class _Run:
    """Memory of one kind without a hole, and its pieces in the image."""

    kind: CellKind
    pieces: list[MemoryRegion]

    @property
    def gpa(self) -> int:
        return self.pieces[0].gpa

    @property
    def end(self) -> int:
        return self.pieces[-1].end

    @property
    def size(self) -> int:
        return self.end - self.gpa

    def within(self, gpa: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield image offset and size of what lies in [gpa, end)."""
        index = max(bisect_right(self.pieces, gpa, key=lambda p: p.gpa) - 1, 0)
        while gpa < end and index < len(self.pieces):
            piece = self.pieces[index]
            size = min(piece.end, end) - gpa
            yield piece.file_offset + gpa - piece.gpa, size
            gpa, index = gpa + size, index + 1


def _find_runs(guest: Guest, layout: MemoryLayout) -> list[_Run]:
    pieces = [(region, CellKind.MISSING) for region in layout.missing]
    if guest.memory is not None:
        pieces += [(region, CellKind.RESIDENT) for region in guest.memory.regions]
    elif layout.missing:
        present = _cut(layout.regions, layout.missing)
        pieces += [(region, CellKind.RESIDENT) for region in present]
    else:
        kind = CellKind.MISSING if layout.path is None else CellKind.UNKNOWN
        pieces = [(region, kind) for region in layout.regions]
    runs: list[_Run] = []
    for region, kind in sorted(pieces):
        if runs and runs[-1].end == region.gpa and runs[-1].kind is kind:
            runs[-1].pieces.append(region)
        else:
            runs.append(_Run(kind, [region]))
    return runs


def _cut(
    regions: Iterable[MemoryRegion], missing: Iterable[MemoryRegion]
) -> Iterator[MemoryRegion]:
    """Yield the beginnings of regions whose ends are missing."""
    ends = {region.end: region.gpa for region in missing}
    for region in regions:
        size = ends.get(region.end, region.end) - region.gpa
        if size > 0:
            yield MemoryRegion(region.gpa, size, region.file_offset)


def _find_holes(regions: Sequence[MappedRegion]) -> Iterator[Hole]:
    if regions and regions[0].gpa:
        yield Hole(0, regions[0].gpa)
    for first, second in pairwise(regions):
        if second.gpa > first.end:
            yield Hole(first.end, second.gpa - first.end)


def _split(run: _Run, step: int) -> Iterator[tuple[int, int]]:
    """Yield pieces of about *step* bytes, whole pages."""
    pages = run.size // PAGE_SIZE
    count = min(max(round(run.size / step), 1), max(pages, 1))
    edges = [run.gpa + pages * i // count * PAGE_SIZE for i in range(count)]
    yield from pairwise((*edges, run.end))


def _make_cell(
    run: _Run, gpa: int, end: int, zeros: KnownZeros
) -> tuple[Cell, float | None]:
    """Return a cell, and how many of its bytes are known to be zero."""
    known: float | None = None
    if run.kind is CellKind.RESIDENT:
        counts = [zeros.count(offset, size) for offset, size in run.within(gpa, end)]
        if any(count is not None for count in counts):
            known = sum(count or 0 for count in counts)
    share = None if known is None else min(known / (end - gpa), 1.0)
    kind = CellKind.ZERO if share == 1.0 else run.kind
    return Cell(gpa, end, kind, share), known
