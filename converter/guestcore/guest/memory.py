"""Guest physical memory, whatever file it comes from."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from typing import Protocol, runtime_checkable

from guestcore.files.source_file import SourceFile
from guestcore.model import MemoryRegion, find_region


class MemoryImage(Protocol):
    """Bytes by offset: a :class:`SourceFile`, or a decoder that acts like one."""

    @property
    def size(self) -> int:
        """Bytes of the (decoded) image."""

    def read_at(self, offset: int, size: int) -> bytes:
        """Return exactly *size* bytes or raise GuestCoreError."""

    def readinto_at(self, offset: int, buffer: memoryview) -> None:
        """Fill *buffer* or raise GuestCoreError."""


@runtime_checkable
class BlockImage(MemoryImage, Protocol):
    """An image that is decoded, and faster in order than by offset."""

    @property
    def effort(self) -> int:
        """Compressed bytes that reading by offset made it decode so far."""

    def effort_to(self, offset: int) -> int:
        """Return how much ``effort`` reading at an offset takes, at least."""

    def blocks(
        self, start: int = 0, end: int | None = None
    ) -> Generator[tuple[int, memoryview], None, None]:
        """Yield image offset and bytes of all of [start, end), in order.

        All but the last end with a page; each is valid until the next is asked
        for. Close the generator to stop early.
        """


class ZeroPages(Protocol):
    """Tells of pages that are known to be zero, without reading them."""

    def count(self, offset: int, size: int) -> int | None:
        """Return how many bytes of [offset, offset + size) of the image are zero.

        :param offset: As regions name it; both whole pages.
        :return: At least so many; ``None`` where nothing is known.
        :raises GuestCoreError: if what tells it cannot be read.
        """


MAX_EFFORT = 64 << 20
"""Compressed bytes, see :meth:`GuestMemory.renew_patience`: some seconds. To know a
distribution's kernel takes half of it."""


class GuestMemory:
    """The guest's RAM: an image and the regions that place it in the guest."""

    def __init__(self, image: MemoryImage, regions: Sequence[MemoryRegion]) -> None:
        self.image = image
        self._decoded = image if isinstance(image, BlockImage) else None
        self._effort_limit = 0
        self.gave_up = False
        """True if something was not read since patience was renewed."""
        self.renew_patience()
        self.regions = tuple(sorted(regions))
        """Present RAM, sorted by gpa, not overlapping."""

    @property
    def size(self) -> int:
        """Bytes of RAM that are present."""
        return sum(region.size for region in self.regions)

    @property
    def raw_file(self) -> SourceFile | None:
        """The file whose offsets the regions name, if the memory is not encoded."""
        return self.image if isinstance(self.image, SourceFile) else None

    def renew_patience(self, *, for_conversion: bool = False) -> None:
        """Let :meth:`read` decode so much of a compressed memory again.

        Where a guest chooses what is read, as by page tables, every read may decode
        4 MiB: hostile ones would keep us busy for hours.

        :param for_conversion: All of it will be decoded anyway: this may take a part
            of the time that that takes.
        """
        self.gave_up = False
        if self._decoded is not None:
            more = self.image.size // 4 if for_conversion else 0
            self._effort_limit = self._decoded.effort + MAX_EFFORT + more

    @property
    def is_tired(self) -> bool:
        """True if the patience that is left should be kept for what matters most."""
        if self._decoded is None:
            return False
        return self._effort_limit - self._decoded.effort < MAX_EFFORT // 4

    def contains(self, gpa: int, size: int = 1) -> bool:
        """True if all of [gpa, gpa + size) is RAM that we have."""
        while size > 0:
            region = find_region(self.regions, gpa)
            if region is None:
                return False
            step = region.end - gpa
            gpa, size = gpa + step, size - step
        return True

    def read(self, gpa: int, size: int) -> bytes | None:
        """Return *size* bytes from a guest physical address.

        :param size: Callers bound it; guest data must never choose it freely.
        :return: ``None`` if any byte lies outside the RAM that we have, or patience
            is used up.
        :raises GuestCoreError: if the file cannot be read.
        """
        region = find_region(self.regions, gpa)
        if region is not None:
            offset = region.file_offset + gpa - region.gpa
            if not self._has_patience(offset):
                return None
            if gpa + size <= region.end:
                return self.image.read_at(offset, size)
        if not self.contains(gpa, size):
            return None
        return b"".join(
            self.image.read_at(offset, length)
            for offset, length in self._pieces(gpa, size)
        )

    def _has_patience(self, offset: int) -> bool:
        if self._decoded is None:
            return True
        effort = self._decoded.effort + self._decoded.effort_to(offset)
        if effort > self._effort_limit:
            self.gave_up = True
        return effort <= self._effort_limit

    def _pieces(self, gpa: int, size: int) -> Iterator[tuple[int, int]]:
        while size > 0:
            region = find_region(self.regions, gpa)
            if region is None:
                return
            length = min(size, region.end - gpa)
            yield region.file_offset + gpa - region.gpa, length
            gpa, size = gpa + length, size - length
