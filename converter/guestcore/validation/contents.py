"""Compares the contents of a core with its source: all of them, or a sample.

How depends on the source: memory that is decoded is read in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from guestcore.files.block_chain import ChainImage
from guestcore.progress import Phase, Progress
from guestcore.validation.comparison import Comparer
from guestcore.validation.compressed_sampling import ChainSampler, StreamSampler
from guestcore.validation.full_comparison import compare_all, compare_blocks
from guestcore.validation.pieces import Piece
from guestcore.validation.sampling import Sampler


def compare_in_full(
    comparer: Comparer, pieces: Sequence[Piece], progress: Progress
) -> None:
    """Compare every page; the comparer holds what was found.

    :raises Cancelled: as *progress* wishes.
    """
    total = sum(piece.size for piece in pieces)

    def report(done: int) -> None:
        progress.report(Phase.CHECKING, done, total)

    report(0)
    blocks = getattr(comparer.image, "blocks", None)
    if blocks is None or not pieces:
        compare_all(comparer, pieces, report)
    else:  # decoded in order, on all cores
        end = max(piece.image_offset + piece.size for piece in pieces)
        start = min(piece.image_offset for piece in pieces)
        with closing(blocks(start, end)) as decoded:
            compare_blocks(comparer, pieces, decoded, report)
    report(total)


def compare_sample(comparer: Comparer, pieces: Sequence[Piece]) -> int:
    """Compare a sample; return of how many pieces something was compared."""
    image = comparer.image
    blocks = getattr(image, "blocks", None)
    if blocks is not None and not isinstance(image, ChainImage):
        stream = StreamSampler(comparer, pieces)
        with closing(blocks()) as decoded:
            stream.run_blocks(decoded)
        return len(stream.seen)
    kind = Sampler if blocks is None else ChainSampler
    sampler = kind(comparer, pieces)
    sampler.run()
    return len(sampler.seen)
