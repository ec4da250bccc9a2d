"""Check 4: the bytes of memory against the source."""

from __future__ import annotations

from itertools import islice

from guestcore.sentence import plural, sentence
from guestcore.validation.comparison import Comparer
from guestcore.validation.contents import compare_in_full, compare_sample
from guestcore.validation.coverage import ADAPTERS, compare_places
from guestcore.validation.pieces import MAX_PIECES, find_pieces
from guestcore.validation.result import Check, Outcome
from guestcore.validation.sampling import WINDOW
from guestcore.validation.sentences import join_findings, size_of
from guestcore.validation.subject import Subject

NAME = "content"
_MOST_TIMES = 4
"""A core whose segments hold the source's memory more often is not compared in
full: overlapping segments may claim any amount."""


def check_content(subject: Subject) -> Check:
    """Wrong or missing bytes fail; what the source itself lacks warns."""
    guest = subject.guest
    if guest is None:
        return Check(
            NAME, Outcome.SKIP, sentence("no source was given to compare with")
        )
    memory = guest.require_memory()
    coverage = compare_places(subject, guest, memory)
    faults, warnings = coverage.faults, coverage.warnings
    pieces = list(islice(find_pieces(subject.core, memory.regions), MAX_PIECES + 1))
    total = sum(piece.size for piece in pieces)
    if len(pieces) > MAX_PIECES or total > _MOST_TIMES * memory.size:
        faults.append(
            sentence(
                "segments overlap so often that they hold {total} and more of the "
                "source's {size}",
                total=size_of(total),
                size=size_of(memory.size),
            )
        )
        pieces = []
    comparer = Comparer(memory.image, subject.core.file)
    seen = len(pieces)
    if subject.full:
        compare_in_full(comparer, pieces, subject.progress)
    else:
        seen = compare_sample(comparer, pieces)
    if comparer.different:
        if _is_adapters(comparer) and not subject.has_our_layout:
            warnings.append(_describe_adapters(comparer))
        else:
            faults.insert(0, _describe_different(comparer))
    if faults:
        return Check(NAME, Outcome.FAIL, join_findings(faults))
    size = min(total, memory.size)
    done = _describe(subject, comparer, (seen, len(pieces)), size)
    if warnings:
        return Check(NAME, Outcome.WARN, join_findings([*warnings, done]))
    return Check(NAME, Outcome.PASS, done)


def _describe_different(comparer: Comparer) -> str:
    return plural(
        comparer.different,
        "{count} page with other bytes than the source, the first at {first:#x}",
        "{count} pages with other bytes than the source, the first at {first:#x}",
        first=comparer.first,
    )


def _describe_adapters(comparer: Comparer) -> str:
    return plural(
        comparer.different,
        "{count} page with other bytes than the source, the first at {first:#x}, where "
        "adapters have their memory",
        "{count} pages with other bytes than the source, the first at {first:#x}, "
        "where adapters have their memory",
        first=comparer.first,
    )


def _is_adapters(comparer: Comparer) -> bool:
    (start, end), first = ADAPTERS[0], comparer.first
    return first is not None and start <= first and comparer.last <= end


def _describe(
    subject: Subject, comparer: Comparer, seen: tuple[int, int], size: int
) -> str:
    """Return what was compared.

    :param seen: Pieces that were looked at, and all pieces.
    :param size: Bytes that both have.
    """
    if subject.full:
        if comparer.bytes < size:
            return sentence(
                "every page of {size} was compared and is equal; {holes} are holes in "
                "both",
                size=size_of(size),
                holes=size_of(size - comparer.bytes),
            )
        return sentence(
            "every page of {size} was compared and is equal", size=size_of(size)
        )
    pieces = (
        plural(seen[1], "{count} range", "{count} ranges")
        if seen[0] == seen[1]
        else sentence(
            "{seen} of {all} ranges, for more there was no time",
            seen=seen[0],
            all=seen[1],
        )
    )
    return sentence(
        "a sample of {bytes} out of {size} equals the source: first and last "
        "page and windows of {window} with data in {pieces}, by a fixed seed",
        bytes=size_of(comparer.bytes),
        size=size_of(size),
        window=size_of(WINDOW),
        pieces=pieces,
    )
