"""Check 4: the bytes of memory against the source."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from itertools import islice

from guestcore.files.block_chain import ChainImage
from guestcore.guest.guest import Guest
from guestcore.guest.memory import GuestMemory
from guestcore.model import PAGE_SIZE
from guestcore.progress import Phase
from guestcore.validation.comparison import Comparer
from guestcore.validation.compressed_sampling import ChainSampler, StreamSampler
from guestcore.validation.pieces import (
    MAX_PIECES,
    Piece,
    Ranges,
    find_pieces,
    merge,
    subtract,
)
from guestcore.validation.result import Check, Outcome
from guestcore.validation.sampling import WINDOW, Sampler
from guestcore.validation.sentences import count_of, join_findings, size_of
from guestcore.validation.subject import Subject

NAME = "content"
_MOST_TIMES = 4
"""A core whose segments hold the source's memory more often is not compared in
full: overlapping segments may claim any amount."""
_ADAPTERS = [(0xA_0000, 0x10_0000)]
"""Video memory and ROMs: no RAM to QEMU, but part of a VMware memory file."""


def check_content(subject: Subject) -> Check:
    """Wrong or missing bytes fail; what the source itself lacks warns."""
    guest = subject.guest
    if guest is None:
        return Check(NAME, Outcome.SKIP, "no source was given to compare with")
    memory = guest.require_memory()
    faults, warnings = _compare_places(subject, guest, memory)
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
    done = _describe(subject, comparer, (seen, len(pieces)), memory)
    if warnings:
        return Check(NAME, Outcome.WARN, join_findings([*warnings, done]))
    return Check(NAME, Outcome.PASS, done)


def _compare_places(
    subject: Subject, guest: Guest, memory: GuestMemory
) -> tuple[list[str], list[str]]:
    """Compare which memory there is; return faults and warnings."""
    core = merge([(s.paddr, s.end) for s in subject.core.loads])
    source = merge([(region.gpa, region.end) for region in memory.regions])
    absent = merge(
        [(r.gpa, r.end) for r in guest.layout.missing] if guest.layout else []
    )
    faults: list[str] = []
    warnings: list[str] = []
    missing, extra = subtract(source, core), subtract(core, source)
    if not subject.has_our_layout:
        real = subtract(missing, _ADAPTERS)
        if real != missing:
            warnings.append("video memory and ROMs below 1 MiB are not in the core")
            missing = real
    if missing:
        faults.append(f"{_place(missing)} of the source's memory is not in any segment")
    if extra:
        found = f"{_place(extra)} in the core is no memory of the source"
        (faults if subject.has_our_layout else warnings).append(found)
    if absent:
        warnings.append(
            f"{_place(absent)} is announced, but not in the memory file: readers get "
            "an error there"
        )
    return faults, warnings


def _is_adapters(comparer: Comparer) -> bool:
    (start, end), first = _ADAPTERS[0], comparer.first
    return first is not None and start <= first and comparer.last <= end


def _place(ranges: Ranges) -> str:
    size = sum(end - start for start, end in ranges)
    return f"{size_of(size)} from {ranges[0][0]:#x} on"


def _compare_all(
    comparer: Comparer, pieces: Sequence[Piece], subject: Subject, total: int
) -> None:
    def report(done: int) -> None:
        subject.progress.report(Phase.CHECKING, done, total)

    report(0)
    blocks = getattr(comparer.image, "blocks", None)
    if blocks is None or not pieces:
        comparer.compare_all(pieces, report)
    else:  # decoded in order, on all cores
        end = max(piece.image_offset + piece.size for piece in pieces)
        start = min(piece.image_offset for piece in pieces)
        with closing(blocks(start, end)) as decoded:
            comparer.compare_blocks(pieces, decoded, report)
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
    subject: Subject, comparer: Comparer, seen: tuple[int, int], memory: GuestMemory
) -> str:
    """Return what was compared.

    :param seen: Pieces that were looked at, and all pieces.
    """
    if subject.full:
        holes = ""
        if comparer.bytes < memory.size:
            holes = f"; {size_of(memory.size - comparer.bytes)} are holes in both"
        return (
            f"all {memory.size // PAGE_SIZE} pages ({size_of(memory.size)}) equal the "
            f"source's{holes}"
        )
    pieces = (
        count_of(seen[1], "range")
        if seen[0] == seen[1]
        else (f"{seen[0]} of {seen[1]} ranges, for more there was no time")
    )
    return (
        f"a sample of {size_of(comparer.bytes)} out of {size_of(memory.size)} equals "
        f"the source: first and last page and windows of {size_of(WINDOW)} with data "
        f"in {pieces}, by a fixed seed"
    )
