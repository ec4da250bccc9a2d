"""The plan of a quick comparison: few bytes, but such that tell segments apart.

Every piece of memory is looked at: its first and last page, then windows spread
over it, where the file systems say that there is data, begun one page before the
data, so that a shifted segment shows at its edges. A piece in which no content was
met is searched for some. Small pieces are compared whole. Where windows lie is
chosen by a fixed seed: the same files give the same sample.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import numpy as np

from guestcore.model import PAGE_SIZE
from guestcore.validation.comparison import STEP, Comparer
from guestcore.validation.pieces import Piece

WINDOW = 128 << 10
WINDOWS = 1024
"""Of all pieces together: 128 MiB."""
FEWEST = 4
"""Windows that each piece gets, however many pieces there are."""
SECONDS = 0.4
"""What goes beyond the fewest windows ends then: a slow disk gives fewer."""
_MANY_PIECES = 2048
"""With more pieces not even the fewest windows of each are owed."""
_SEED = 0x60D_C0DE
_PROBES = 512
"""Single pages tried to find content in a piece."""
_SEARCHED = 64 << 20
"""Bytes read in order to find content, of all pieces together."""


class Sampler:
    """Compares a sample of all pieces of memory that is not compressed."""

    def __init__(self, comparer: Comparer, pieces: Sequence[Piece]) -> None:
        self.comparer = comparer
        self.pieces = pieces
        self.seen: set[int] = set()
        """Pieces of which something was compared."""
        self.content: set[int] = set()
        """Pieces in which the source is not all zero."""
        self._random = random.Random(_SEED)
        self._buffers = np.empty(STEP, np.uint8), np.empty(STEP, np.uint8)
        self._end = time.monotonic() + SECONDS
        self._left_to_search = _SEARCHED

    def run(self) -> None:
        """Compare; the comparer holds what was found."""
        per_piece = max(WINDOWS // max(len(self.pieces), 1), FEWEST)
        large = []
        for i, piece in enumerate(self.pieces):
            if self.is_late(owed=len(self.pieces) <= _MANY_PIECES):
                return
            if piece.size <= per_piece * WINDOW:
                self._compare_whole(i, piece)
            else:
                self.compare_ends(i, piece)
                large.append(i)
        self._compare_windows(large, per_piece)
        for i in large:
            if i not in self.content:
                self._search(i, self.pieces[i])

    def is_late(self, *, owed: bool = False) -> bool:
        """True if the time is over, and nothing more is *owed*."""
        return not owed and time.monotonic() > self._end

    def compare_ends(self, i: int, piece: Piece) -> None:
        """Compare the first and the last page of a piece."""
        self.compare(i, piece, 0, PAGE_SIZE)
        self.compare(i, piece, piece.size - PAGE_SIZE, PAGE_SIZE)

    def _compare_whole(self, i: int, piece: Piece) -> None:
        start = 0
        while (start := self.comparer.next_data(piece, start)) < piece.size:
            self.compare(i, piece, start, STEP)
            start += STEP

    def _compare_windows(self, large: Sequence[int], count: int) -> None:
        """Compare windows, one in each stratum, piece by piece in turn."""
        strata = list(range(count))
        self._random.shuffle(strata)
        few = len(self.pieces) <= _MANY_PIECES
        for number, stratum in enumerate(strata):
            for i in large:
                if self.is_late(owed=number < FEWEST and few):
                    return
                piece = self.pieces[i]
                low, high = (
                    piece.size * n // count // PAGE_SIZE * PAGE_SIZE
                    for n in (stratum, stratum + 1)
                )
                at = self._pick(piece, low, high)
                if at is not None:
                    self.compare(i, piece, at - PAGE_SIZE, WINDOW)

    def _pick(self, piece: Piece, low: int, high: int) -> int | None:
        """Return a place in [low, high) with data, ``None`` if it is all hole."""
        comparer = self.comparer
        first = comparer.next_data(piece, low)
        if first >= high:
            return None
        at = comparer.next_data(piece, self.place(first, high))
        return at if at < high else first

    def place(self, low: int, high: int) -> int:
        """Return a page in [low, high), by the seed."""
        pages = max((high - low) // PAGE_SIZE, 1)
        return low + self._random.randrange(pages) * PAGE_SIZE

    def _search(self, i: int, piece: Piece) -> None:
        """Look for content in a piece that so far was all zero."""
        for number in range(_PROBES):
            if self.is_late() or i in self.content:
                return
            at = self.place(0, piece.size)
            if number % 8 == 0:
                at = min(self.comparer.next_core_data(piece, at), piece.size - 1)
            else:
                at = self.comparer.next_data(piece, at)
            self.compare(i, piece, at, PAGE_SIZE)
        start = 0
        while i not in self.content and self._left_to_search > 0:
            start = self.comparer.next_data(piece, start)
            if start >= piece.size or self.is_late():
                return
            self.compare(i, piece, start, STEP)
            start += STEP
            self._left_to_search -= STEP

    def compare(self, i: int, piece: Piece, start: int, size: int) -> None:
        """Compare *size* bytes of a piece from *start* on, as far as it goes."""
        start = max(start, 0)
        part = piece.part(start, min(size, piece.size - start))
        if part.size <= 0:
            return
        comparer = self.comparer
        self.seen.add(i)
        source = comparer.read_source(part, self._buffers[0])
        if i not in self.content and source.any():
            self.content.add(i)
        comparer.compare(part, source, comparer.read_core(part, self._buffers[1]))
