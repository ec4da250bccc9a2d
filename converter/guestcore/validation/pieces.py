"""Which bytes of the core stand for which bytes of the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from guestcore.model import MemoryRegion
from guestcore.validation.core_file import Segment

MAX_PIECES = 1 << 17
"""Most pieces that are compared; a core of ours has at most one for each region
and two more."""


class HoldsMemory(Protocol):
    """A core or a dump, as far as memory goes."""

    @property
    def loads(self) -> Sequence[Segment]:
        """Its runs of memory."""

    def readable(self, segment: Segment) -> int:
        """Return how many bytes of a segment are in the file."""


class Piece(NamedTuple):
    """A run of memory that lies in one piece in the source and in the core."""

    gpa: int
    size: int
    image_offset: int
    core_offset: int | None
    """None where the core keeps no bytes: it says zero."""

    def part(self, start: int, size: int) -> Piece:
        """Return *size* bytes from *start* on, counted from the beginning."""
        core = None if self.core_offset is None else self.core_offset + start
        return Piece(self.gpa + start, size, self.image_offset + start, core)


def find_pieces(core: HoldsMemory, regions: Sequence[MemoryRegion]) -> Iterator[Piece]:
    """Yield what each segment holds of the source's memory.

    Bytes that overlapping segments hold twice come twice. What a cut file lacks is
    left out.
    """
    starts = [region.gpa for region in regions]
    for segment in core.loads:
        stored = core.readable(segment)
        parts = [(segment.paddr, stored, segment.offset)]
        if stored == segment.filesz < segment.memsz:
            parts.append((segment.paddr + stored, segment.memsz - stored, -1))
        for gpa, size, offset in parts:
            i = max(bisect_right(starts, gpa) - 1, 0)
            while i < len(regions) and regions[i].gpa < gpa + size:
                region = regions[i]
                start, end = max(gpa, region.gpa), min(gpa + size, region.end)
                if start < end:
                    yield Piece(
                        start,
                        end - start,
                        region.file_offset + start - region.gpa,
                        None if offset < 0 else offset + start - gpa,
                    )
                i += 1


Ranges = list[tuple[int, int]]
"""(start, end), ascending, disjoint."""


def merge(ranges: Sequence[tuple[int, int]]) -> Ranges:
    """Return the union of ranges."""
    merged: Ranges = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        elif start < end:
            merged.append((start, end))
    return merged


def subtract(ranges: Ranges, other: Ranges) -> Ranges:
    """Return what of *ranges* is not in *other*."""
    left: Ranges = []
    first = 0
    for start, end in ranges:
        while first < len(other) and other[first][1] <= start:
            first += 1
        at, i = start, first
        while i < len(other) and other[i][0] < end:
            if other[i][0] > at:
                left.append((at, other[i][0]))
            at = max(at, other[i][1])
            i += 1
        if at < end:
            left.append((at, end))
    return left
