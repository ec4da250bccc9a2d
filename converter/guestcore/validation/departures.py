"""Where a sound core departs from our layout, and which reader stumbles over it.

How each reader uses program headers is told in FORMAT.md, "The core".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from guestcore.model import PAGE_SIZE
from guestcore.sentence import plural, sentence
from guestcore.validation.core_file import CoreFile

_MAX_HEADERS = 145
"""LeechCore reads headers within the first 8 KiB only [leechcore]."""
_INCOMPLETE = 1


def find_departures(core: CoreFile) -> list[str]:
    """Return where a core departs from our layout, and who stumbles over it."""
    return [
        *_departures_of_header(core),
        *_departures_of_kinds(core),
        *_departures_of_alignment(core),
        *_departures_of_segments(core),
    ]


def _departures_of_header(core: CoreFile) -> Iterator[str]:
    if core.phoff != core.header_size:
        yield sentence(
            "program headers begin at {phoff}, not {header_size}: makedumpfile "
            "and old crash look nowhere else",
            phoff=core.phoff,
            header_size=core.header_size,
        )
    if core.flags & _INCOMPLETE:
        yield sentence("it is marked incomplete: crash and makedumpfile say so")
    if core.extended:
        yield sentence(
            "its {announced} program headers are counted in a section header: "
            "Volatility 3 and LeechCore do not look there",
            announced=core.announced,
        )
    elif core.announced > _MAX_HEADERS:
        yield sentence(
            "there are {announced} program headers: LeechCore and MemProcFS "
            "read {max_headers}",
            announced=core.announced,
            max_headers=_MAX_HEADERS,
        )


def _departures_of_kinds(core: CoreFile) -> Iterator[str]:
    kinds = [s.kind for s in core.headers]
    if not kinds or kinds[0] != "PT_NOTE":
        yield sentence(
            "the first program header is no PT_NOTE: crash takes it for the notes"
        )
    if kinds.count("PT_NOTE") > 1:
        yield sentence(
            "there are {count} PT_NOTEs: makedumpfile reads the last, crash the first",
            count=kinds.count("PT_NOTE"),
        )
    others = len(kinds) - kinds.count("PT_NOTE") - kinds.count("PT_LOAD")
    if others:
        yield sentence(
            "{program_headers} neither PT_LOAD nor PT_NOTE: crash takes them "
            "for memory",
            program_headers=plural(
                others, "{count} program header", "{count} program headers"
            ),
        )
    data = min((s.offset for s in core.loads if s.filesz), default=core.file.size)
    if any(s.offset + s.filesz > data for s in core.note_segments):
        yield sentence("notes lie behind memory: crash does not see them")


def _departures_of_alignment(core: CoreFile) -> Iterator[str]:
    aligned = [s for s in core.loads if s.align]
    if aligned:
        first = core.loads[0]
        trap = first.align and first.offset % PAGE_SIZE == 0
        segments = plural(len(aligned), "{count} segment", "{count} segments")
        if trap:
            yield sentence(
                "p_align is not 0 in {segments}: crash takes the file for netdump's",
                segments=segments,
            )
        else:
            yield sentence(
                "p_align is not 0 in {segments}: crash expects 0", segments=segments
            )
    if any(s.align == 8 for s in core.note_segments):
        yield sentence("p_align of the notes is 8: drgn expects other padding then")


def _departures_of_segments(core: CoreFile) -> Iterator[str]:
    shorter = sum(s.filesz != s.memsz for s in core.loads)
    if shorter:
        yield sentence(
            "{segments} with other sizes in the file than in memory: "
            "Volatility 3 and LeechCore drop them",
            segments=plural(shorter, "{count} segment", "{count} segments"),
        )
    partial = sum(bool((s.paddr | s.memsz) % PAGE_SIZE) for s in core.loads)
    if partial:
        yield sentence(
            "{segments} not of whole pages: LeechCore refuses the file",
            segments=plural(partial, "{count} segment", "{count} segments"),
        )
    starts = [s.paddr for s in core.loads]
    if starts != sorted(starts):
        yield sentence(
            "segments do not ascend by physical address: LeechCore refuses the file"
        )
    ordered = sorted(core.loads, key=lambda s: s.paddr)
    overlaps = sum(b.paddr < a.end for a, b in pairwise(ordered))
    if overlaps:
        yield sentence(
            "{segments} overlapping another in physical memory: LeechCore "
            "refuses the file, Volatility 3 may lose what lies above",
            segments=plural(overlaps, "{count} segment", "{count} segments"),
        )
