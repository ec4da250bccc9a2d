"""Check 4: the bytes of memory against the source."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from itertools import islice

from guestcore.files.block_chain import ChainImage
from guestcore.progress import Phase
from guestcore.validation.comparison import Comparer
from guestcore.validation.compressed_sampling import ChainSampler, StreamSampler
from guestcore.validation.coverage import ADAPTERS, compare_places
from guestcore.validation.full_comparison import compare_all, compare_blocks
from guestcore.validation.pieces import MAX_PIECES, Piece, find_pieces
from guestcore.validation.result import Check, Outcome
from guestcore.validation.sampling import WINDOW, Sampler
from guestcore.validation.sentences import count_of, join_findings, size_of
from guestcore.validation.subject import Subject

NAME = "content"
_MOST_TIMES = 4
"""A core whose segments hold the source's memory more often is not compared in
full: overlapping segments may claim any amount."""


def check_content(subject: Subject) -> Check:
    """Wrong or missing bytes fail; what the source itself lacks warns."""
    guest = subject.guest
    if guest is None:
        return Check(NAME, Outcome.SKIP, "no source was given to compare with")
    memory = guest.require_memory()
    coverage = compare_places(subject, guest, memory)
    faults, warnings = coverage.faults, coverage.warnings
    pieces = list(islice(find_pieces(subject.core, memory.regions), MAX_PIECES + 1))
    total = sum(piece.size for piece in pieces)
    if len(pieces) > MAX_PIECES or total > _MOST_TIMES * memory.size:
        faults.append(
            f"segments overlap so often that they hold {size_of(total)} and more of "
            f"the source's {size_of(memory.size)}"
        )
        pieces = []
    comparer = Comparer(memory.image, subject.core.file)
    seen = len(pieces)
    if subject.full:
        _compare_all(comparer, pieces, subject, total)
    else:
        seen = _compare_sample(comparer, pieces)
    if comparer.different:
        found = (
            f"{count_of(comparer.different, 'page')} with other bytes than the source, "
            f"the first at {comparer.first:#x}"
        )
        if _is_adapters(comparer) and not subject.has_our_layout:
            warnings.append(found + ", where adapters have their memory")
        else:
            faults.insert(0, found)
    if faults:
        return Check(NAME, Outcome.FAIL, join_findings(faults))
    size = min(total, memory.size)
    done = _describe(subject, comparer, (seen, len(pieces)), size)
    if warnings:
        return Check(NAME, Outcome.WARN, join_findings([*warnings, done]))
    return Check(NAME, Outcome.PASS, done)


def _is_adapters(comparer: Comparer) -> bool:
    (start, end), first = ADAPTERS[0], comparer.first
    return first is not None and start <= first and comparer.last <= end


def _compare_all(
    comparer: Comparer, pieces: Sequence[Piece], subject: Subject, total: int
) -> None:
    def report(done: int) -> None:
        subject.progress.report(Phase.CHECKING, done, total)

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


def _compare_sample(comparer: Comparer, pieces: Sequence[Piece]) -> int:
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


def _describe(
    subject: Subject, comparer: Comparer, seen: tuple[int, int], size: int
) -> str:
    """Return what was compared.

    :param seen: Pieces that were looked at, and all pieces.
    :param size: Bytes that both have.
    """
    if subject.full:
        holes = ""
        if comparer.bytes < size:
            holes = f"; {size_of(size - comparer.bytes)} are holes in both"
        return f"every page of {size_of(size)} was compared and is equal{holes}"
    pieces = (
        count_of(seen[1], "range")
        if seen[0] == seen[1]
        else (f"{seen[0]} of {seen[1]} ranges, for more there was no time")
    )
    return (
        f"a sample of {size_of(comparer.bytes)} out of {size_of(size)} equals "
        f"the source: first and last page and windows of {size_of(WINDOW)} with data "
        f"in {pieces}, by a fixed seed"
    )
