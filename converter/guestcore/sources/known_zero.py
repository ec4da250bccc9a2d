"""``MainMemKnownZero``: pages that VMware knows to be zero.

It is a check on the memory, whose own bytes win; and where a memory file is short,
the licence to take what it leaves out for zeros.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from guestcore.checkpoint import layout
from guestcore.checkpoint.blocks import read_data
from guestcore.checkpoint.tags import Tag
from guestcore.files.source_file import SourceFile
from guestcore.guest.memory import MemoryImage
from guestcore.model import PAGE_SIZE

_CHUNK = 1 << 17
"""Pages whose bits are looked at in one go (512 MiB of memory)."""
_PIECE = 256
"""Pages that are read in one go."""
_MAX_READ = 65536
"""Most pages that are read to check the bitmap (256 MiB)."""
_MAX_DECODED = 2048
"""The same where memory has to be decoded for it (8 MiB)."""
_MAX_RUNS = 8192
"""Most runs of data of a sparse file that are looked at."""
_MAX_PAGES = 1 << 27
"""Most pages that are looked at (512 GiB)."""


class KnownZeroPages:
    """The bitmap: one bit a page of the image, the lowest first.

    :raises GuestCoreError: if it is compressed and damaged, or too large then.
    """

    def __init__(self, file: SourceFile, tag: Tag) -> None:
        self._file = file
        self._tag = tag
        plain = tag.is_block and not tag.may_be_compressed
        self._data = None if plain else read_data(file, tag, layout.MAX_BITMAP)
        self.page_count = 8 * (tag.size if self._data is None else len(self._data))
        """Pages that the bitmap speaks of."""

    def covers(self, first: int, end: int) -> bool:
        """True if all pages [first, end) of the image are known to be zero."""
        if end > self.page_count:
            return False
        return all(
            self._flags(start, min(start + _CHUNK, end)).all()
            for start in range(first, end, _CHUNK)
        )

    def count(self, first: int, end: int) -> int | None:
        """Return how many of the pages [first, end) are known to be zero.

        :return: ``None`` if the bitmap does not speak of the first one.
        """
        if first >= self.page_count:
            return None
        end = min(end, self.page_count)
        return sum(
            int(self._flags(start, min(start + _CHUNK, end)).sum())
            for start in range(first, end, _CHUNK)
        )

    def count_contradictions(
        self, image: MemoryImage, origin: int, page_count: int
    ) -> int:
        """Return how many flagged pages are not zero.

        Holes of a sparse file are skipped, and reading is bounded: of more pages
        than that, the first ones are looked at.

        :param origin: Where in *image* the first page lies, in bytes.
        :param page_count: Pages from there on that are guest memory.
        """
        wrong = 0
        left = _MAX_READ if isinstance(image, SourceFile) else _MAX_DECODED
        for first in self._flagged_pieces(image, origin, min(page_count, _MAX_PAGES)):
            end = min(first + _PIECE, page_count, self.page_count)
            used = _used_pages(image, origin, first, end)
            wrong += int((used & self._flags(first, end)).sum())
            left -= end - first
            if left <= 0:
                break
        return wrong

    def _flagged_pieces(
        self, image: MemoryImage, origin: int, page_count: int
    ) -> Iterator[int]:
        """Yield the first page of each piece that holds data and a flagged page."""
        limit = min(page_count, self.page_count)
        behind = 0
        for first, end in _data_runs(image, origin, limit):
            start = max(first // _PIECE * _PIECE, behind)
            for chunk in range(start, end, _CHUNK):
                behind = min(chunk + _CHUNK, -(-end // _PIECE) * _PIECE)
                flags = self._flags(chunk, min(behind, limit))
                pieces = np.unique(np.flatnonzero(flags) // _PIECE)
                yield from (chunk + pieces * _PIECE).tolist()

    def _flags(self, first: int, end: int) -> npt.NDArray[np.bool_]:
        start, stop = first // 8, -(-end // 8)
        if self._data is None:
            data = self._file.read_at(self._tag.offset + start, stop - start)
        else:
            data = self._data[start:stop]
        bits = np.unpackbits(np.frombuffer(data, np.uint8), bitorder="little")
        return bits[first - 8 * start : end - 8 * start].astype(np.bool_)


@dataclass(frozen=True, slots=True)
class PlacedZeroPages:
    """The bitmap by offsets of the image, as regions name them."""

    pages: KnownZeroPages
    origin: int
    """Where in the image its first page lies, in bytes."""

    def count(self, offset: int, size: int) -> int | None:
        """Return how many bytes of [offset, offset + size) are known to be zero."""
        first = (offset - self.origin) // PAGE_SIZE
        if first < 0:
            return None
        count = self.pages.count(first, first + size // PAGE_SIZE)
        return None if count is None else count * PAGE_SIZE


def _data_runs(
    image: MemoryImage, origin: int, page_count: int
) -> Iterator[tuple[int, int]]:
    """Yield the page runs that are not holes of a sparse file, the first ones."""
    if not isinstance(image, SourceFile):
        yield 0, page_count
        return
    at, stop = origin, origin + page_count * PAGE_SIZE
    for _ in range(_MAX_RUNS):
        start, at = image.next_data(at, stop)
        if start >= stop:
            return
        yield (start - origin) // PAGE_SIZE, -(-(at - origin) // PAGE_SIZE)


def _used_pages(
    image: MemoryImage, origin: int, first: int, end: int
) -> npt.NDArray[np.bool_]:
    """Tell for each page [first, end) whether it holds anything but zeros."""
    data = image.read_at(origin + first * PAGE_SIZE, (end - first) * PAGE_SIZE)
    words = np.frombuffer(data, np.uint64).reshape(-1, PAGE_SIZE // 8)
    used: npt.NDArray[np.bool_] = np.any(words, axis=1)
    return used
