"""Quick comparison where the source has to be decoded, which costs most of the time.

A chain of blocks is decoded from the start of a block up to what is wanted: windows
at block starts are cheap. A single stream can only be decoded from its beginning:
as much of it as there is time for is compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guestcore.files.block_chain import MAX_BLOCK
from guestcore.model import PAGE_SIZE
from guestcore.validation.full_comparison import compare_blocks
from guestcore.validation.pieces import Piece
from guestcore.validation.sampling import WINDOW, Sampler

_OWED_PIECES = 8
"""So many pieces get a window and their ends compared, whatever time that takes."""
_ROUNDS = 256
_TRIES = 16


class ChainSampler(Sampler):
    """Compares windows at the starts of compressed blocks, and the ends of pieces."""

    def run(self) -> None:
        """Compare; the comparer holds what was found."""
        few = len(self.pieces) <= _OWED_PIECES
        for number in range(_ROUNDS):
            for i, piece in enumerate(self.pieces):
                if self.is_late(owed=few and number <= 1):
                    return
                if number == 1:
                    self.compare_ends(i, piece)
                else:
                    self.compare(i, piece, self._pick_start(piece), WINDOW)

    def _pick_start(self, piece: Piece) -> int:
        """Return where a block starts, one with content in the core if possible."""
        first = -piece.image_offset % MAX_BLOCK
        places = range(first, piece.size, MAX_BLOCK)
        if not places:  # inside one block
            place = self.place(0, piece.size)
            return min(self.comparer.next_core_data(piece, place), place)
        for _ in range(_TRIES):
            at = places[self.place(0, len(places) * PAGE_SIZE) // PAGE_SIZE]
            if self.comparer.next_core_data(piece, at) == at:
                break
        return at


class StreamSampler(Sampler):
    """Compares the beginning of a memory that is one compressed stream."""

    def run_blocks(self, blocks: Iterable[tuple[int, memoryview]]) -> None:
        """Compare; the comparer holds what was found."""
        compare_blocks(self.comparer, self.pieces, self._in_time(blocks), _ignore)
        end = self._reached
        for i, piece in enumerate(self.pieces):
            if piece.image_offset < end:
                self.seen.add(i)

    _reached = 0

    def _in_time(
        self, blocks: Iterable[tuple[int, memoryview]]
    ) -> Iterator[tuple[int, memoryview]]:
        for offset, data in blocks:
            self._reached = offset + len(data)
            yield offset, data
            if self.is_late():
                return


def _ignore(done: int) -> None:
    """A quick comparison is over before anybody could watch it."""
