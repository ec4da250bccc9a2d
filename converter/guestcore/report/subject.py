"""What a report speaks of, whether a core was made now or was there already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from guestcore.examination import CoreKind, Examination
from guestcore.machines.guest_systems import guest_os_name
from guestcore.model import GuestOs, KernelInfo, MemoryRegion, Vcpu
from guestcore.pipeline import Conversion, Core
from guestcore.report.judgement import Judgement, judge_report
from guestcore.report.units import size_text, time_text
from guestcore.sentence import Sentence, sentence
from guestcore.validation.result import ValidationReport

Row = tuple[str, str]
"""A label and its value."""

_RINGS = {0: sentence("kernel"), 3: sentence("user mode")}
_SYSTEMS = {GuestOs.LINUX: "Linux", GuestOs.WINDOWS: "Windows"}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column titles."""

    heading: Sentence
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class ReportSubject:
    """Everything that a report shows, in English and not escaped."""

    path: Path
    """The core; without one, the input."""
    judgement: Judgement
    report: ValidationReport | None
    kernel: KernelInfo | None
    source: Path | None
    """What the core was made from or compared with, if that is known."""
    warnings: Sequence[str]
    facts: Sequence[tuple[Sentence, Sequence[Row]]]
    """Heading and rows."""
    tables: Sequence[Table]
    may_open: bool
    """There is a core that a Linux debugger may be pointed to."""


def subject_of(result: Conversion | Examination) -> ReportSubject:
    """Return what a report on a result shows."""
    if isinstance(result, Examination):
        return _of_examination(result)
    return _of_conversion(result)


def _of_conversion(result: Conversion) -> ReportSubject:
    known, core = result.description, result.core
    layout = known.layout
    core_rows = () if core is None else tuple(_made_core_rows(core, result.seconds))
    return ReportSubject(
        path=known.path if core is None else core.path,
        judgement=judge_report(
            result.report,
            result.error,
            kernel=known.kernel,
            is_windows=core is not None and core.is_windows_dump,
        ),
        report=result.report,
        kernel=known.kernel,
        source=known.path,
        warnings=known.warnings,
        facts=(
            (sentence("Core"), core_rows),
            (sentence("Virtual machine"), tuple(_source_rows(result))),
            (sentence("Kernel"), tuple(_kernel_rows(known.kernel))),
        ),
        tables=(
            _vcpu_table(known.vcpus),
            _region_table(layout.regions if layout else ()),
        ),
        may_open=core is not None
        and not core.is_windows_dump
        and not result.failed_check,
    )


def _of_examination(seen: Examination) -> ReportSubject:
    is_windows = seen.kind is CoreKind.WINDOWS
    return ReportSubject(
        path=seen.path,
        judgement=judge_report(
            seen.report,
            seen.error,
            kernel=seen.kernel,
            is_windows=is_windows,
            failed_before=seen.failed_before,
            compared=seen.against is not None,
        ),
        report=seen.report,
        kernel=seen.kernel,
        source=seen.against,
        warnings=(),
        facts=(
            (sentence("Core"), tuple(_seen_core_rows(seen))),
            (sentence("Kernel"), tuple(_kernel_rows(seen.kernel))),
        ),
        tables=(_vcpu_table(seen.vcpus),),
        may_open=seen.kind is CoreKind.ELF and not seen.failed_check,
    )


def _made_core_rows(core: Core, seconds: float) -> Iterator[Row]:
    yield sentence("Class"), core.elf_class
    yield sentence("Size"), size_text(core.size)
    shared = sentence("shared with the memory file")
    yield sentence("On disk"), shared if core.shared else size_text(core.allocated)
    yield sentence("Segments"), str(core.segment_count)
    yield sentence("Notes"), str(core.note_count)
    yield sentence("Written in"), time_text(seconds)


def _seen_core_rows(seen: Examination) -> Iterator[Row]:
    if seen.kind is CoreKind.WINDOWS:
        yield sentence("Class"), sentence("Windows dump")
    elif seen.elf_class:
        yield sentence("Class"), seen.elf_class
    for label, size in (
        (sentence("Size"), seen.size),
        (sentence("On disk"), seen.allocated),
        (sentence("Memory"), seen.memory_size),
    ):
        if size is not None:
            yield label, size_text(size)
    if seen.kind is CoreKind.ELF:
        yield sentence("Segments"), str(seen.segments)
        yield sentence("Notes"), str(seen.notes)
    if seen.vcpu_count is not None:
        yield sentence("vCPUs"), str(seen.vcpu_count)
    if seen.against is not None:
        yield sentence("Compared with"), str(seen.against)


def _source_rows(result: Conversion) -> Iterator[Row]:
    known = result.description
    origin, layout = known.origin, known.layout
    if origin is not None:
        yield sentence("Saved state"), str(origin.path)
        product = " ".join(filter(None, (origin.product, origin.product_version)))
        if product:
            yield sentence("Product"), product
        if origin.build:
            yield sentence("Build"), origin.build
    if known.guest_os:
        yield sentence("Guest system"), guest_os_name(known.guest_os)
    if layout is not None:
        yield sentence("Memory"), size_text(layout.size)
        if layout.path is not None and origin and layout.path != origin.path:
            yield sentence("Memory file"), str(layout.path)


def _kernel_rows(kernel: KernelInfo | None) -> Iterator[Row]:
    if kernel is None:
        return
    yield sentence("System"), _SYSTEMS[kernel.os]
    texts = (
        (sentence("Release"), kernel.osrelease),
        (sentence("Host name"), kernel.hostname),
        (sentence("Banner"), kernel.banner),
        (sentence("Build ID"), kernel.build_id),
        (sentence("KASLR offset"), _address(kernel.kaslr_offset)),
        (sentence("Kernel start"), _address(kernel.text_start)),
        (sentence("Direct map"), _address(kernel.page_offset)),
        (sentence("Page tables"), _address(kernel.pgd_gpa)),
        ("phys_base", _address(kernel.phys_base)),
        (sentence("kdump kernel"), kernel.kdump and kernel.kdump.osrelease),
    )
    yield from ((label, text) for label, text in texts if text)


def _vcpu_table(vcpus: Iterable[Vcpu]) -> Table:
    rows = [
        (
            str(vcpu.index),
            vcpu.mode.value,
            _ring(vcpu),
            _address(vcpu.registers.get("rip")) or "",
            _address(vcpu.registers.get("cr3")) or "",
        )
        for vcpu in vcpus
    ]
    columns = (
        sentence("vCPU"),
        sentence("Paging"),
        sentence("Ring"),
        "rip",
        "cr3",
    )
    return Table(sentence("vCPUs"), columns, rows)


def _ring(vcpu: Vcpu) -> str:
    if vcpu.cpl is None:
        return sentence("not known")
    return _RINGS.get(vcpu.cpl, sentence("ring {ring}", ring=vcpu.cpl))


def _region_table(regions: Iterable[MemoryRegion]) -> Table:
    rows = [
        (f"{region.gpa:#x}", f"{region.end:#x}", size_text(region.size))
        for region in regions
    ]
    columns = sentence("From"), sentence("To"), sentence("Size")
    return Table(sentence("Memory regions"), columns, rows)


def _address(value: int | None) -> str | None:
    return None if value is None else f"{value:#x}"
