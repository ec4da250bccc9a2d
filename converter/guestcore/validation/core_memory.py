"""Guest physical memory as a reader of the core sees it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from guestcore.validation.core_file import CoreFile


class Extent(NamedTuple):
    """A run of physical memory that one segment provides."""

    gpa: int
    size: int
    offset: int
    """Where its bytes are in the file."""
    stored: int
    """Bytes that are in the file; what follows reads as zeros, or was cut off."""
    cut: bool
    """True if the file ends before *size* says so."""

    @property
    def end(self) -> int:
        """Physical address behind the last byte."""
        return self.gpa + self.size


class CoreMemory:
    """Memory by physical address; of overlapping segments the first counts."""

    def __init__(self, core: CoreFile) -> None:
        self._file = core.file
        self.extents: Sequence[Extent] = tuple(_without_overlap(core))
        self._starts = [extent.gpa for extent in self.extents]

    def find(self, gpa: int) -> Extent | None:
        """Return the extent that holds an address, ``None`` if none does."""
        i = bisect_right(self._starts, gpa) - 1
        if i < 0 or gpa >= self.extents[i].end:
            return None
        return self.extents[i]

    def read(self, gpa: int, size: int) -> bytes | None:
        """Return *size* bytes, ``None`` if any of them is not in the core.

        :param size: Callers bound it.
        """
        parts = []
        while size > 0:
            extent = self.find(gpa)
            if extent is None:
                return None
            start = gpa - extent.gpa
            length = min(size, extent.size - start)
            stored = max(min(length, extent.stored - start), 0)
            if stored < length and extent.cut:
                return None
            if stored:
                parts.append(self._file.read_at(extent.offset + start, stored))
            parts.append(bytes(length - stored))
            gpa, size = gpa + length, size - length
        return b"".join(parts)


def _without_overlap(core: CoreFile) -> Iterator[Extent]:
    """Yield disjoint extents, ascending.

    The image of the kernel comes first in /proc/vmcore, and again as a part of
    the run of RAM that it lies in; both hold the same bytes.
    """
    ordered = sorted(
        ((s.paddr, i) for i, s in enumerate(core.loads) if s.memsz > 0),
    )
    reached = 0
    for _, i in ordered:
        segment = core.loads[i]
        start = max(segment.paddr, reached)
        if start >= segment.end:
            continue
        skipped = start - segment.paddr
        readable = core.readable(segment)
        yield Extent(
            start,
            segment.end - start,
            segment.offset + skipped,
            max(readable - skipped, 0),
            readable < segment.filesz,
        )
        reached = segment.end
