"""One inspection, one conversion: the steps in order, for every front end."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from guestcore.choices import CheckDepth, ConvertOptions
from guestcore.core.naming import default_output, is_converted
from guestcore.core.output import OutputFile
from guestcore.core.plan import CorePlan, plan_core
from guestcore.core.writer import Written, write_core
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.block_chain import ChainImage
from guestcore.guest.guest import Guest, MemoryLayout, Origin
from guestcore.insight import Insight, ScanPolicy, find_kernel
from guestcore.model import KernelInfo, Vcpu
from guestcore.progress import NoProgress, Phase, Progress
from guestcore.sentence import plural, sentence
from guestcore.sources import OpenOptions, open_guest
from guestcore.sources.memory_map import MemoryMap, map_guest
from guestcore.validation import check_core
from guestcore.validation.result import ValidationReport, Verdict

__all__ = [
    "CheckDepth",
    "Conversion",
    "ConvertOptions",
    "Core",
    "Description",
    "convert",
    "default_output",
    "describe",
    "describe_guest",
    "finish_output",
    "is_converted",
    "with_insight",
]


@dataclass(frozen=True, slots=True)
class Description:
    """Everything known about an input; what is not known is None or empty."""

    path: Path
    """The input as it was named."""
    origin: Origin | None = None
    layout: MemoryLayout | None = None
    vcpus: tuple[Vcpu, ...] = ()
    kernel: KernelInfo | None = None
    scan_may_help: bool = False
    """True if no kernel was found, and ``ConvertOptions.scan`` may find one."""
    guest_os: str | None = None
    """``guestOS`` of the VM's configuration, such as ``debian12-64``."""
    memory_map: MemoryMap | None = None
    """Only if asked for, and if memory is announced."""
    warnings: tuple[str, ...] = ()
    error: GuestCoreError | None = None


@dataclass(frozen=True, slots=True)
class Core:
    """A finished core, or a Windows dump."""

    path: Path
    size: int
    allocated: int
    """Bytes it takes on disk; shared with the source after a reflink."""
    elf_class: str
    """``ELF64``, ``ELF32``; of a Windows dump ``DUMP64``, ``DUMP32``."""
    segment_count: int
    """Of a Windows dump: its runs of memory."""
    note_count: int
    shared: bool = False
    """Its blocks are the source's own (reflink): it takes no space of its own."""

    @property
    def is_windows_dump(self) -> bool:
        """True if it is for WinDbg: no ELF core, whatever system the guest runs."""
        return not self.elf_class.startswith("ELF")


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of one conversion."""

    description: Description
    core: Core | None = None
    report: ValidationReport | None = None
    seconds: float = 0.0

    @property
    def error(self) -> GuestCoreError | None:
        """Why there is no core."""
        return self.description.error

    @property
    def failed_check(self) -> bool:
        """True if the core was written but cannot be trusted."""
        return self.report is not None and self.report.verdict is Verdict.INVALID


def describe(
    path: Path,
    opening: OpenOptions,
    *,
    scan: bool = False,
    memory_map: bool = False,
    progress: Progress | None = None,
) -> Description:
    """Find out what an input is, without writing anything.

    Errors are part of the result. *scan* reads all memory if need be.

    :param memory_map: Draw the memory, too.
    """
    policy = ScanPolicy.ALWAYS if scan else ScanPolicy.WHEN_BLIND
    known = Description(path)
    try:
        with open_guest(path, opening) as guest:
            known = describe_guest(path, guest)
            if memory_map:
                known = replace(known, memory_map=map_guest(guest))
            insight = find_kernel(guest, scan=policy, progress=progress or NoProgress())
            return with_insight(known, insight)
    except GuestCoreError as error:
        return replace(known, error=error)


def convert(
    path: Path, options: ConvertOptions, progress: Progress | None = None
) -> Conversion:
    """Convert one input to a core and check it.

    Errors are part of the result, beside whatever was found out before.

    :raises Cancelled: if the user asked to stop; nothing unfinished stays.
    """
    started = time.monotonic()
    progress = progress or NoProgress()
    known = Description(path)
    try:
        with ExitStack() as stack:
            progress.report(Phase.OPENING, 0, 0)
            guest = stack.enter_context(open_guest(path, options.opening))
            known = describe_guest(path, guest)
            guest.require_memory()
            output = stack.enter_context(_open_output(guest, options))
            progress.report(Phase.UNDERSTANDING, 0, 0)
            policy = ScanPolicy.ALWAYS if options.scan else ScanPolicy.WHEN_LINUX
            insight = find_kernel(guest, scan=policy, progress=progress)
            known = with_insight(known, insight)
            plan = plan_core(guest, insight.kernel)
            known = replace(known, warnings=(*known.warnings, *plan.warnings))
            core, report = _produce(guest, plan, output, options, progress)
            known = replace(known, warnings=(*known.warnings, *_doubts(guest)))
    except GuestCoreError as error:
        seconds = time.monotonic() - started
        return Conversion(replace(known, error=error), seconds=seconds)
    return Conversion(known, core, report, time.monotonic() - started)


def _open_output(guest: Guest, options: ConvertOptions) -> OutputFile:
    target = options.output or default_output(guest.origin.path)
    return OutputFile(target, sources=guest.files, force=options.force)


def _produce(
    guest: Guest,
    plan: CorePlan,
    output: OutputFile,
    options: ConvertOptions,
    progress: Progress,
) -> tuple[Core, ValidationReport | None]:
    written = write_core(
        plan,
        guest.require_memory(),
        output,
        sparse=options.sparse,
        reflink=options.reflink,
        progress=progress,
    )
    report = None
    if options.check is not CheckDepth.NONE:
        full = options.check is CheckDepth.FULL
        report = check_core(output.temporary, guest, full=full, progress=progress)
    return _core(finish_output(output, guest, report), plan, written), report


def _core(path: Path, plan: CorePlan, written: Written) -> Core:
    return Core(
        path=path,
        size=written.size,
        allocated=written.allocated,
        elf_class=plan.elf_class,
        segment_count=len(plan.segments),
        note_count=plan.note_count,
        shared=written.reflinked,
    )


def _doubts(guest: Guest) -> list[str]:
    """Return what only reading all memory could tell."""
    image = guest.require_memory().image
    if not isinstance(image, ChainImage) or not image.linked_blocks:
        return []
    count = image.linked_blocks
    warning = plural(
        count,
        "{count} block of the compressed memory cannot be decoded without the one "
        "before: no product is known to write that; compare with what you know of "
        "the guest",
        "{count} blocks of the compressed memory cannot be decoded without the one "
        "before: no product is known to write that; compare with what you know of "
        "the guest",
    )
    return [warning]


def finish_output(
    output: OutputFile, guest: Guest, report: ValidationReport | None
) -> Path:
    """Give a core the name that its report allows, and return that.

    :raises GuestCoreError: if a source changed meanwhile, or the name is taken.
    """
    _refuse_changed_source(guest)
    if report is not None and report.verdict is Verdict.INVALID:
        return output.commit_invalid()
    return output.commit()


def _refuse_changed_source(guest: Guest) -> None:
    for file in guest.files:
        if file.has_changed():
            raise GuestCoreError(
                ErrorKind.SOURCE_CHANGED,
                sentence(
                    "{path} changed while it was read; the core was discarded",
                    path=file.path,
                ),
                hint=sentence(
                    "suspend the virtual machine, or copy its files, then try again"
                ),
            )


def describe_guest(path: Path, guest: Guest) -> Description:
    """Return what a source knows by itself."""
    return Description(
        path=path,
        origin=guest.origin,
        layout=guest.layout,
        vcpus=guest.vcpus,
        guest_os=guest.guest_os,
        warnings=tuple(guest.warnings),
        error=guest.problem,
    )


def with_insight(known: Description, insight: Insight) -> Description:
    """Return it with what was found out about the kernel."""
    kernel_warnings = insight.kernel.warnings if insight.kernel else ()
    return replace(
        known,
        kernel=insight.kernel,
        scan_may_help=insight.scan_may_help,
        warnings=(*known.warnings, *insight.warnings, *kernel_warnings),
    )
