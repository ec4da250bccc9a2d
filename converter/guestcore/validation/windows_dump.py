"""Checks of a Windows dump: its header, its size, its memory against the source.

What WinDbg needs beyond that lies in the guest's memory and is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from pathlib import Path

from guestcore.guest.guest import Guest
from guestcore.model import PAGE_SIZE, MemoryRegion
from guestcore.progress import NoProgress, Phase, Progress
from guestcore.sentence import plural, sentence
from guestcore.validation.comparison import Comparer
from guestcore.validation.contents import compare_in_full, compare_sample
from guestcore.validation.pieces import MAX_PIECES, Piece, find_pieces, merge, subtract
from guestcore.validation.result import Check, Outcome, ValidationReport
from guestcore.validation.sentences import join_findings, size_of
from guestcore.validation.windows_file import (
    MACHINES,
    MAX_RUNS,
    DumpType,
    WindowsFile,
    open_windows_file,
)

_FEW_OF = 1000
"""A writer decodes and fills in pages for WinDbg: one in so many may differ."""
_ALWAYS_FEW = 16
_BITMAP_AT_MOST = 16 << 20
"""Bytes: readers refuse a first page beyond."""


def check_windows_dump(
    path: Path,
    guest: Guest | None = None,
    *,
    full: bool = False,
    progress: Progress | None = None,
) -> ValidationReport:
    """Check a ``memory.dmp`` in itself, and against the guest it was made from.

    :param full: Compare every page instead of a sample.
    :raises GuestCoreError: if it is no Windows dump or cannot be read.
    :raises Cancelled: as *progress* wishes.
    """
    progress = progress or NoProgress()
    progress.report(Phase.CHECKING, 0, 0)
    with open_windows_file(path) as dump:
        checks = (
            _check_header(dump, guest),
            _check_size(dump),
            _check_content(dump, guest, progress, full=full),
        )
    return ValidationReport(checks)


def _judge(
    name: str, faults: Sequence[str], warnings: Sequence[str], done: str
) -> Check:
    if faults:
        return Check(name, Outcome.FAIL, join_findings(faults))
    if warnings:
        return Check(name, Outcome.WARN, join_findings([*warnings, done]))
    return Check(name, Outcome.PASS, done)


def _check_header(dump: WindowsFile, guest: Guest | None) -> Check:
    fields, faults, warnings = dump.fields, [], []
    machine, count = MACHINES.get(fields["machine"]), fields["processors"]
    if machine is None:
        faults.append(
            sentence("machine type {number:#x} is unknown", number=fields["machine"])
        )
    if not dump.is_set("directory"):
        faults.append(
            sentence("no page tables are named: no debugger can translate addresses")
        )
    if not dump.is_set("debugger_data"):
        warnings.append(
            sentence("the kernel's debugger data is not named: WinDbg needs it")
        )
    if not dump.is_set("modules"):
        warnings.append(sentence("the list of loaded modules is not named"))
    if guest is not None and guest.vcpus and count != len(guest.vcpus):
        warnings.append(
            sentence(
                "it has {count} processors, the source {expected}",
                count=count,
                expected=len(guest.vcpus),
            )
        )
    done = sentence(
        "{bits}-bit Windows dump of {machine}, processors: {count}, page tables at "
        "{directory:#x}",
        bits=dump.bits,
        machine=machine,
        count=count,
        directory=fields["directory"],
    )
    return _judge("header", faults, warnings, done)


def _check_size(dump: WindowsFile) -> Check:
    kind = dump.fields["kind"]
    if kind == DumpType.FULL:
        faults, expected = list(_find_run_faults(dump)), _full_size(dump)
    elif kind in tuple(DumpType) and DumpType(kind).has_bitmap:
        faults, expected = list(_find_bitmap_faults(dump)), _bitmap_size(dump)
    else:
        what = sentence("dumps of type {kind} do not hold the memory", kind=kind)
        return Check("size", Outcome.FAIL, what)
    if dump.file.size < expected:
        faults.append(
            sentence(
                "the file is cut: it has {size} bytes, its header announces {expected}",
                size=dump.file.size,
                expected=expected,
            )
        )
    done = sentence(
        "{memory} of memory, all in the file",
        memory=size_of(expected - dump.header_size),
    )
    return _judge("size", faults, list(_find_oddities(dump, expected)), done)


def _find_oddities(dump: WindowsFile, expected: int) -> Iterator[str]:
    """Yield what is odd about the size, but makes nothing unreadable."""
    size, told = dump.file.size, dump.fields["file_size"]
    if size > expected:
        yield plural(
            size - expected,
            "{count} byte follows behind the memory",
            "{count} bytes follow behind the memory",
        )
    if told != expected:
        yield sentence(
            "the header says that {told} bytes are needed, its memory takes {expected}",
            told=told,
            expected=expected,
        )


def _full_size(dump: WindowsFile) -> int:
    return dump.header_size + sum(run.filesz for run in dump.loads)


def _bitmap_size(dump: WindowsFile) -> int:
    if dump.bitmap is None:
        return dump.header_size
    return dump.bitmap.first_page + dump.bitmap.present * PAGE_SIZE


def _find_run_faults(dump: WindowsFile) -> Iterator[str]:
    """Yield what is wrong with the list of runs."""
    count, most = dump.fields["run_count"], MAX_RUNS[dump.bits]
    if not 0 < count <= most:
        yield sentence(
            "{count} runs of memory are announced, 1 to {most} were expected",
            count=count,
            most=most,
        )
    for first, second in pairwise(dump.loads):
        if second.paddr < first.end:
            yield sentence(
                "the run at {second:#x} follows one that ends at {end:#x}",
                second=second.paddr,
                end=first.end,
            )
    pages = sum(run.filesz for run in dump.loads) // PAGE_SIZE
    if pages != dump.fields["page_count"]:
        yield sentence(
            "the runs hold {pages} pages, the header says {told}",
            pages=pages,
            told=dump.fields["page_count"],
        )


def _find_bitmap_faults(dump: WindowsFile) -> Iterator[str]:
    """Yield what is wrong with the second header."""
    bitmap = dump.bitmap
    if bitmap is None:
        yield sentence("the bitmap that says which pages there are is missing")
        return
    if bitmap.present > bitmap.pages:
        yield sentence(
            "{present} pages are said to be there, out of {pages}",
            present=bitmap.present,
            pages=bitmap.pages,
        )
    if bitmap.first_page % PAGE_SIZE or bitmap.first_page > _BITMAP_AT_MOST:
        yield sentence(
            "the memory is said to begin at byte {offset}", offset=bitmap.first_page
        )


def _check_content(
    dump: WindowsFile, guest: Guest | None, progress: Progress, *, full: bool
) -> Check:
    name = "content"
    if guest is None:
        what = sentence("no source was given to compare with")
        return Check(name, Outcome.SKIP, what)
    if not dump.loads:
        what = sentence("the memory of such a dump is not compared with the source")
        return Check(name, Outcome.SKIP, what)
    memory = guest.require_memory()
    pieces = list(islice(find_pieces(dump, memory.regions), MAX_PIECES))
    comparer = Comparer(memory.image, dump.file)
    if full:
        compare_in_full(comparer, pieces, progress)
    else:
        compare_sample(comparer, pieces)
    faults: list[str] = []
    warnings = list(_find_missing(memory.regions, pieces))
    if comparer.different:
        few = max(_ALWAYS_FEW, comparer.bytes // PAGE_SIZE // _FEW_OF)
        (warnings if comparer.different <= few else faults).append(
            _describe_difference(comparer)
        )
    done = sentence(
        "{compared} of {size} compared with the source",
        compared=size_of(comparer.bytes),
        size=size_of(memory.size),
    )
    return _judge(name, faults, warnings, done)


def _find_missing(
    regions: Sequence[MemoryRegion], pieces: Sequence[Piece]
) -> Iterator[str]:
    """Yield that memory of the source is not in the dump."""
    missing = subtract(
        merge([(region.gpa, region.end) for region in regions]),
        merge([(piece.gpa, piece.gpa + piece.size) for piece in pieces]),
    )
    if missing:
        yield sentence(
            "{size} of the source's memory is not in the dump, the first at {first:#x}",
            size=size_of(sum(end - start for start, end in missing)),
            first=missing[0][0],
        )


def _describe_difference(comparer: Comparer) -> str:
    return plural(
        comparer.different,
        "{count} page with other bytes than the source, at {first:#x}; a few are "
        "filled in for WinDbg",
        "{count} pages with other bytes than the source, the first at {first:#x}; a "
        "few are filled in for WinDbg",
        first=comparer.first,
    )
