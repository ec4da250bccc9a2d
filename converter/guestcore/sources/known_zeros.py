"""What is known of zero pages without reading one.

Holes of a sparse memory file tell of them, and VMware's own list in the state file.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from guestcore.errors import GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.model import MemoryRegion
from guestcore.sources.zero_tail import ZeroTailImage

if TYPE_CHECKING:
    from guestcore.guest.guest import Guest
    from guestcore.guest.memory import ZeroPages

_MAX_RUNS = 256
"""Runs of data that are looked up in one piece of memory."""
_PATIENCE = 0.2
"""Seconds after which no more holes are looked up."""


class KnownZeros:
    """Counts zero bytes in the memory of a guest, for a fraction of a second."""

    def __init__(self, guest: Guest) -> None:
        self.exact = True
        """False once there was too much to look at: counts are then estimates."""
        self._until = time.monotonic() + _PATIENCE
        self._listed: ZeroPages | None = None
        self._file: SourceFile | None = None
        if guest.memory is None:
            return
        self._listed = guest.known_zero
        image = guest.memory.image
        if isinstance(image, ZeroTailImage):
            image = image.file
        if isinstance(image, SourceFile) and _has_holes(image, guest.memory.regions):
            self._file = image

    def count(self, offset: int, size: int) -> float | None:
        """Return how many bytes of the image are zero, None where nothing tells."""
        if self._file is None and self._listed is None:
            return None
        if time.monotonic() > self._until:
            self.exact = False
            return None
        counts = (self._count_listed(offset, size), self._count_holes(offset, size))
        return max((count for count in counts if count is not None), default=None)

    def _count_listed(self, offset: int, size: int) -> int | None:
        if self._listed is None:
            return None
        try:
            return self._listed.count(offset, size)
        except GuestCoreError:  # the state file became shorter: nothing tells
            self._listed = None
            return None

    def _count_holes(self, offset: int, size: int) -> float | None:
        if self._file is None:
            return None
        held = max(min(offset + size, self._file.size) - offset, 0)
        at, end, data = offset, offset + held, 0
        for _ in range(_MAX_RUNS):
            if at >= end:
                break
            start, stop = self._file.next_data(at, end)
            data += stop - start
            at = stop
        seen = at - offset
        if seen < held:  # what was seen stands for the rest
            self.exact = False
            data = data * held // seen
        return size - data


def _has_holes(file: SourceFile, regions: Sequence[MemoryRegion]) -> bool:
    """True if the file system tells of holes in what the regions take."""
    return any(
        file.next_data(region.file_offset, end) != (region.file_offset, end)
        for region in regions
        if (end := min(region.file_offset + region.size, file.size))
        > region.file_offset
    ) or any(region.file_offset + region.size > file.size for region in regions)
