"""Where the ranges of a memory map are drawn: to scale, except for its holes.

No Qt here. Widths are pixels, addresses and sizes bytes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from guestcore.sources.memory_map import Cell, CellKind, Hole, MappedRegion, MemoryMap

HOLE_WIDTH = 36.0
"""Most that a hole takes, however large it is."""
_LEAST = 6.0
"""What a range takes at least, so that it can be pointed at."""
_MAX_SHARE = 0.5
"""Of the width that the least widths may take together."""


@dataclass(frozen=True, slots=True)
class Span:
    """A range as it is drawn."""

    range: MappedRegion | Hole
    x: float
    width: float
    is_compressed: bool = False
    """A hole that is drawn shorter than it is."""

    @property
    def is_hole(self) -> bool:
        """True if there is no memory."""
        return isinstance(self.range, Hole)

    @property
    def end(self) -> float:
        """Behind its last pixel."""
        return self.x + self.width

    def x_of(self, gpa: int) -> float:
        """Return where an address of the range is drawn."""
        return self.x + self.width * (gpa - self.range.gpa) / self.range.size


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring cells of the same look, drawn as one."""

    x: float
    width: float
    kind: CellKind
    zero_share: float


def lay_out(drawn: MemoryMap, width: float) -> list[Span]:
    """Return regions and holes in the order of addresses, side by side."""
    ranges: list[MappedRegion | Hole] = [*drawn.regions, *drawn.holes]
    ranges.sort(key=lambda part: part.gpa)
    if not ranges or width <= 0:
        return []
    least = min(_LEAST, width * _MAX_SHARE / len(ranges))
    holes = [hole.size for hole in drawn.holes]
    # The hole's own scale is that of the memory if the holes were not there.
    scale = width / max(drawn.size, 1)
    widths = {
        hole: min(max(hole.size * scale, least), max(HOLE_WIDTH, least))
        for hole in drawn.holes
    }
    most = width * _MAX_SHARE
    if holes and sum(widths.values()) > most:
        factor = most / sum(widths.values())
        widths = {hole: size * factor for hole, size in widths.items()}
    left = width - sum(widths.values())
    shares = _share([region.size for region in drawn.regions], left, least)
    return _place(ranges, widths, shares, left / max(drawn.size, 1))


def find_span(spans: Sequence[Span], x: float) -> int | None:
    """Return the index of the span at a place, None outside of all."""
    index = bisect_right(spans, x, key=lambda span: span.x) - 1
    return index if index >= 0 and x < spans[index].end else None


def blocks(drawn: MemoryMap, spans: Sequence[Span]) -> list[Block]:
    """Return what is painted in the regions; pieces below a pixel are joined."""
    found: list[Block] = []
    cells = iter(drawn.cells)
    cell = next(cells, None)
    for span in spans:
        if span.is_hole:
            continue
        first = len(found)
        while cell is not None and cell.gpa < span.range.end:
            _add(found, first, cell, span)
            cell = next(cells, None)
    return found


def _add(found: list[Block], first: int, cell: Cell, span: Span) -> None:
    x, end = span.x_of(cell.gpa), span.x_of(min(cell.end, span.range.end))
    share = 1.0 if cell.kind is CellKind.ZERO else cell.zero_share or 0.0
    kind = CellKind.RESIDENT if cell.kind is CellKind.ZERO else cell.kind
    last = found[-1] if len(found) > first else None
    if last is not None and last.kind is kind:
        whole = end - last.x
        if last.zero_share == share or last.width < 1.0:
            mixed = (last.zero_share * last.width + share * (end - x)) / whole
            found[-1] = Block(last.x, whole, kind, mixed)
            return
    found.append(Block(x, end - x, kind, share))


def _share(sizes: Sequence[int], width: float, least: float) -> list[float]:
    """Divide a width by sizes, none below the least."""
    total = max(sum(sizes), 1)
    small = [size * width / total < least for size in sizes]
    rest = width - least * sum(small)
    large = max(
        sum(size for size, is_small in zip(sizes, small, strict=True) if not is_small),
        1,
    )
    return [
        least if is_small else size * rest / large
        for size, is_small in zip(sizes, small, strict=True)
    ]


def _place(
    ranges: Sequence[MappedRegion | Hole],
    holes: dict[Hole, float],
    regions: Sequence[float],
    scale: float,
) -> list[Span]:
    spans, x, given = [], 0.0, iter(regions)
    for part in ranges:
        if isinstance(part, Hole):
            width = holes[part]
            compressed = part.size * scale > width * 1.01
        else:
            width, compressed = next(given), False
        spans.append(Span(part, x, width, compressed))
        x += width
    return spans
