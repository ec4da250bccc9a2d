"""``MainMemKnownZero``: pages that VMware knows to be zero.

It is a check on the memory, whose own bytes win; and where a memory file is short,
the licence to take what it leaves out for zeros.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from guestcore.checkpoint import layout
from guestcore.checkpoint.blocks import read_data
from guestcore.checkpoint.tags import Tag
from guestcore.files.source_file import SourceFile
from guestcore.guest.memory import MemoryImage
from guestcore.model import PAGE_SHIFT, PAGE_SIZE

_CHUNK = 1 << 20
"""Bytes of bitmap looked at in one go: 32 GiB of memory."""
_MAX_CHECKED = 65536
"""Most pages that are read to check the bitmap (256 MiB)."""
_PIECE = 256
"""Pages read in one go."""


class KnownZeroPages:
    """The bitmap: one bit a page of the image, the lowest first.

    :raises GuestCoreError: if it is compressed and damaged, or too large then.
    """

    def __init__(self, file: SourceFile, tag: Tag) -> None:
        self._file = file
        self._tag = tag
        plain = tag.code == layout.BLOCK and tag.size == tag.memory_size
        self._data = None if plain else read_data(file, tag, layout.MAX_BITMAP)
        self.page_count = 8 * (tag.size if self._data is None else len(self._data))
        """Pages that the bitmap speaks of."""

    def covers(self, first: int, end: int) -> bool:
        """True if all pages [first, end) of the image are known to be zero."""
        if end > self.page_count:
            return False
        for start in range(first, end, 8 * _CHUNK):
            if not self._flags(start, min(start + 8 * _CHUNK, end)).all():
                return False
        return True

    def count_contradictions(
        self, image: MemoryImage, start: int, page_count: int
    ) -> int:
        """Return how many flagged pages are not zero.

        Holes of a sparse file are skipped, and reading is bounded: of more pages
        than that, the first ones are looked at.

        :param start: Where in *image* the first page lies, in bytes.
        :param page_count: Pages from there on that are guest memory.
        """
        left, wrong = _MAX_CHECKED, 0
        limit = min(self.page_count, page_count, 8 * layout.MAX_BITMAP)
        for chunk in range(0, limit, 8 * _CHUNK):
            flags = self._flags(chunk, min(chunk + 8 * _CHUNK, limit))
            for first, last in _runs(flags):
                run = chunk + first, chunk + last
                for piece, piece_end in _data_pages(image, start, *run):
                    stop = min(piece_end, piece + left)
                    wrong += _count_nonzero(image, start, piece, stop)
                    left -= stop - piece
                    if left <= 0:
                        return wrong
        return wrong

    def _flags(self, first: int, end: int) -> npt.NDArray[np.bool_]:
        start, stop = first // 8, -(-end // 8)
        if self._data is None:
            data = self._file.read_at(self._tag.offset + start, stop - start)
        else:
            data = self._data[start:stop]
        bits = np.unpackbits(np.frombuffer(data, np.uint8), bitorder="little")
        return bits[first - 8 * start : end - 8 * start].astype(np.bool_)


def _runs(flags: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(flags, prepend=False, append=False)).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _data_pages(
    image: MemoryImage, origin: int, first: int, end: int
) -> list[tuple[int, int]]:
    """Return the page runs in [first, end) that are not holes of a sparse file."""
    if not isinstance(image, SourceFile):
        return [(first, end)]
    runs: list[tuple[int, int]] = []
    at, stop = origin + (first << PAGE_SHIFT), origin + (end << PAGE_SHIFT)
    while at < stop and len(runs) <= _MAX_CHECKED:
        start, at = image.next_data(at, stop)
        if start < at:
            pages = (start - origin) >> PAGE_SHIFT, -(-(at - origin) // PAGE_SIZE)
            runs.append(pages)
    return runs


def _count_nonzero(image: MemoryImage, origin: int, first: int, end: int) -> int:
    wrong = 0
    for start in range(first, end, _PIECE):
        count = min(_PIECE, end - start)
        data = image.read_at(origin + (start << PAGE_SHIFT), count << PAGE_SHIFT)
        words = np.frombuffer(data, np.uint64).reshape(-1, PAGE_SIZE // 8)
        wrong += int(words.any(axis=1).sum())
    return wrong
