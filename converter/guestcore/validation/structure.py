"""Check 1: the file holds what its headers announce, once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from guestcore.sentence import plural, sentence
from guestcore.validation.core_file import CoreFile
from guestcore.validation.departures import find_departures
from guestcore.validation.result import Check, Outcome
from guestcore.validation.sentences import join_findings, size_of
from guestcore.validation.subject import Subject

NAME = "structure"
_ADDRESSES = 1 << 64


def check_structure(subject: Subject) -> Check:
    """Headers and segments: cut or contradicting ones fail, odd ones warn."""
    core = subject.core
    faults = list(_find_faults(core))
    if faults:
        return Check(NAME, Outcome.FAIL, join_findings(faults))
    departures = find_departures(core)
    if departures:
        return Check(NAME, Outcome.WARN, join_findings(departures))
    size = sum(s.filesz for s in core.loads)
    return Check(
        NAME,
        Outcome.PASS,
        sentence(
            "ELF{bits}, {program_headers}, {size} of memory in {segments}: all in "
            "the file, ascending, none overlaps another",
            bits=core.bits,
            program_headers=plural(
                len(core.headers), "{count} program header", "{count} program headers"
            ),
            size=size_of(size),
            segments=plural(len(core.loads), "{count} segment", "{count} segments"),
        ),
    )


def _find_faults(core: CoreFile) -> Iterator[str]:
    """Yield what makes memory or notes unreadable, or contradicts itself."""
    if len(core.headers) < core.announced:
        yield sentence(
            "the file is cut: {announced} program headers are announced, "
            "{headers} are in it",
            announced=core.announced,
            headers=len(core.headers),
        )
    elif not core.loads:
        yield sentence("there is no PT_LOAD, so no memory")
    file_size = core.file.size
    for i, segment in enumerate(core.headers):
        if segment.kind not in ("PT_LOAD", "PT_NOTE"):
            continue
        end = segment.offset + segment.filesz
        if segment.filesz and end > file_size:
            yield sentence(
                "the file is cut or the segment misplaced: program header {number} "
                "reaches to byte {end}, the file has {file_size}",
                number=i,
                end=end,
                file_size=file_size,
            )
        if segment.kind == "PT_LOAD" and segment.end > _ADDRESSES:
            yield sentence(
                "program header {number} reaches beyond the last physical address",
                number=i,
            )
    yield from _find_shared_bytes(core)


def _find_shared_bytes(core: CoreFile) -> Iterator[str]:
    """Yield segments that claim the same bytes for different memory."""
    ordered = sorted((s for s in core.loads if s.filesz), key=lambda s: s.offset)
    for first, second in pairwise(ordered):
        shared = first.offset + first.filesz - second.offset
        if shared > 0 and second.paddr - second.offset != first.paddr - first.offset:
            yield sentence(
                "the segments of {paddr:#x} and {other:#x} share {shared} of "
                "the file from byte {offset} on",
                paddr=first.paddr,
                other=second.paddr,
                shared=size_of(shared),
                offset=second.offset,
            )
