"""Compares bytes of the core with bytes of the source, page by page."""

from __future__ import annotations

import threading

import numpy as np
import numpy.typing as npt

from guestcore.files.source_file import SourceFile
from guestcore.guest.memory import MemoryImage
from guestcore.model import PAGE_SIZE
from guestcore.validation.holes import DataRuns
from guestcore.validation.pieces import Piece

STEP = 1 << 20
"""Most bytes compared at a time: both sides stay in the processor's cache."""

_WORD = 8

Buffer = npt.NDArray[np.uint8]

_ZEROS = np.zeros(STEP, np.uint8)
_ZEROS.setflags(write=False)


class Comparer:
    """Counts pages that differ; used by several threads at once."""

    def __init__(self, image: MemoryImage, core: SourceFile) -> None:
        self.image = image
        self.source_file = image if isinstance(image, SourceFile) else None
        self.core = core
        self._source_data = (
            DataRuns(image.fd) if isinstance(image, SourceFile) else None
        )
        self._core_data = DataRuns(core.fd)
        self._lock = threading.Lock()
        self._own = threading.local()
        """Each thread's room for what it compares: asking for new each time costs as
        much as comparing."""
        self.bytes = 0
        self.different = 0
        """Pages that differ."""
        self.first: int | None = None
        """Lowest guest physical address of a page that differs."""
        self.last = 0
        """Address behind the highest page known to differ."""

    def read_source(self, piece: Piece, buffer: Buffer) -> Buffer:
        """Return the bytes of *piece* in the source; *buffer* may hold them."""
        view = buffer[: piece.size]
        if self.source_file is not None and self.next_source_data(piece, 0) >= (
            piece.size
        ):
            return _ZEROS[: piece.size]
        self.image.readinto_at(piece.image_offset, view.data)
        return view

    def read_core(self, piece: Piece, buffer: Buffer) -> Buffer:
        """Return the bytes of *piece* in the core; *buffer* may hold them.

        A hole is not read: that would fill the page cache with zeros.
        """
        if piece.core_offset is None or self.next_core_data(piece, 0) >= piece.size:
            return _ZEROS[: piece.size]
        view = buffer[: piece.size]
        self.core.readinto_at(piece.core_offset, view.data)
        return view

    def compare(self, piece: Piece, source: Buffer, core: Buffer) -> None:
        """Compare the bytes of a piece and keep what differs."""
        if not hasattr(self._own, "words"):
            self._own.words = np.empty(STEP // _WORD, np.bool_)
        pages = _find_different(source, core, self._own.words)
        with self._lock:
            self.bytes += piece.size
            self.different += len(pages)
            if len(pages):
                first, last = (piece.gpa + int(pages[n]) * PAGE_SIZE for n in (0, -1))
                self.first = first if self.first is None else min(self.first, first)
                self.last = max(self.last, last + PAGE_SIZE)

    def next_data(self, piece: Piece, start: int) -> int:
        """Return where, from *start* on, source or core may hold data."""
        if self.source_file is None:
            return start
        found = self.next_source_data(piece, start)
        if found > start:
            found = min(found, self.next_core_data(piece, start))
        return max(found // PAGE_SIZE * PAGE_SIZE, start)

    def next_source_data(self, piece: Piece, start: int) -> int:
        """Return where, from *start* on, the source may hold data."""
        if self._source_data is None:
            return start
        base = piece.image_offset
        return self._source_data.find(base + start, base + piece.size) - base

    def next_core_data(self, piece: Piece, start: int) -> int:
        """Return where, from *start* on, the core may hold data."""
        if piece.core_offset is None:
            return piece.size
        base = piece.core_offset
        return self._core_data.find(base + start, base + piece.size) - base


def _find_different(
    source: Buffer, core: Buffer, words: npt.NDArray[np.bool_]
) -> npt.NDArray[np.intp]:
    """Return the numbers of the pages that differ.

    :param words: Room for one result a word of the piece.
    """
    count = len(source) // _WORD
    whole, unequal = count * _WORD, words[:count]
    np.not_equal(
        source[:whole].view(np.uint64), core[:whole].view(np.uint64), out=unequal
    )
    if not unequal.any() and np.array_equal(source[whole:], core[whole:]):
        return np.empty(0, np.intp)
    starts = np.arange(0, len(source), PAGE_SIZE)
    return np.flatnonzero(np.logical_or.reduceat(source != core, starts))
