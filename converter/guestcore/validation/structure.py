"""Check 1: the file holds what its headers announce, once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from guestcore.validation.core_file import CoreFile
from guestcore.validation.departures import find_departures
from guestcore.validation.result import Check, Outcome
from guestcore.validation.sentences import count_of, join_findings, size_of
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
        f"ELF{core.bits}, {count_of(len(core.headers), 'program header')}, "
        f"{size_of(size)} of memory in {count_of(len(core.loads), 'segment')}: all in "
        "the file, ascending, none overlaps another",
    )


def _find_faults(core: CoreFile) -> Iterator[str]:
    """Yield what makes memory or notes unreadable, or contradicts itself."""
    if len(core.headers) < core.announced:
        yield (
            f"the file is cut: {core.announced} program headers are announced, "
            f"{len(core.headers)} are in it"
        )
    elif not core.loads:
        yield "there is no PT_LOAD, so no memory"
    file_size = core.file.size
    for i, segment in enumerate(core.headers):
        if segment.kind not in ("PT_LOAD", "PT_NOTE"):
            continue
        end = segment.offset + segment.filesz
        if segment.filesz and end > file_size:
            yield (
                f"the file is cut or the segment misplaced: program header {i} reaches "
                f"to byte {end}, the file has {file_size}"
            )
        if segment.kind == "PT_LOAD" and segment.end > _ADDRESSES:
            yield f"program header {i} reaches beyond the last physical address"
    yield from _find_shared_bytes(core)


def _find_shared_bytes(core: CoreFile) -> Iterator[str]:
    """Yield segments that claim the same bytes for different memory."""
    ordered = sorted((s for s in core.loads if s.filesz), key=lambda s: s.offset)
    for first, second in pairwise(ordered):
        shared = first.offset + first.filesz - second.offset
        if shared > 0 and second.paddr - second.offset != first.paddr - first.offset:
            yield (
                f"the segments of {first.paddr:#x} and {second.paddr:#x} share "
                f"{size_of(shared)} of the file from byte {second.offset} on"
            )
