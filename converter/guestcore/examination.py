"""One look at a core that is there already: what it tells, and whether it is sound."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from guestcore.checkpoint.layout import MAX_VCPUS
from guestcore.checkpoint.probe import StateKind, probe_state
from guestcore.core.naming import unmarked
from guestcore.core.platform_io import read_allocated
from guestcore.errors import GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.guest.guest import Guest
from guestcore.machines.companions import find_memory_file, find_states_of
from guestcore.model import KernelInfo, Vcpu
from guestcore.progress import NoProgress, Progress
from guestcore.sources import OpenOptions, open_guest
from guestcore.validation import check_core
from guestcore.validation.core_file import open_core
from guestcore.validation.facts import read_facts
from guestcore.validation.result import ValidationReport, Verdict
from guestcore.validation.windows_dump import check_windows_dump
from guestcore.validation.windows_file import open_windows_file

_WINDOWS_MAGICS = (b"PAGEDU64", b"PAGEDUMP")


class CoreKind(StrEnum):
    """What was examined."""

    ELF = "elf"
    WINDOWS = "windows dump"


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found out about a core; what is not known is None or empty."""

    path: Path
    kind: CoreKind | None = None
    """None if it could not be opened."""
    size: int | None = None
    allocated: int | None = None
    """Bytes it takes on disk."""
    elf_class: str | None = None
    """``ELF64`` or ``ELF32``; None for a Windows dump."""
    segments: int = 0
    """Runs of memory."""
    notes: int = 0
    memory_size: int | None = None
    """Bytes of the guest's memory that it holds."""
    vcpu_count: int | None = None
    vcpus: tuple[Vcpu, ...] = ()
    """None of a Windows dump."""
    kernel: KernelInfo | None = None
    """By the core's own VMCOREINFO."""
    against: Path | None = None
    """The source that it was compared with."""
    report: ValidationReport | None = None
    error: GuestCoreError | None = None
    """Why there is no report."""

    @property
    def failed_before(self) -> bool:
        """True if its name says that a check failed when it was written."""
        return unmarked(self.path) is not None

    @property
    def failed_check(self) -> bool:
        """True if the core cannot be trusted: what failed once is not made good."""
        failed = self.report is not None and self.report.verdict is Verdict.INVALID
        return failed or self.failed_before


def examine_core(
    path: Path,
    *,
    against: Path | None = None,
    opening: OpenOptions | None = None,
    full: bool = False,
    progress: Progress | None = None,
) -> Examination:
    """Examine an ELF core or a Windows dump. Errors are part of the result.

    :param against: The source that it was made from, see :func:`find_source`.
    :param opening: How that is opened. It is only compared, so that unless told
        otherwise short memory and locks do not matter: they show in the report.
    :param full: Compare every page with the source instead of a sample.
    :raises Cancelled: as *progress* wishes.
    """
    opening = opening or OpenOptions(allow_truncated=True, ignore_lock=True)
    known = Examination(path, against=against)
    try:
        known, head = _read_file(known)
        known = _read_core(known, head)
        if against is None:
            report = _check(known, None, full=False, progress=progress)
        else:
            with open_guest(against, opening) as guest:
                guest.require_memory()
                report = _check(known, guest, full=full, progress=progress)
    except GuestCoreError as error:
        return replace(known, error=error)
    return replace(known, report=report)


def find_source(core: Path) -> Path | None:
    """Return the state file beside a core that it was made from, by its name.

    Nothing is guessed: ``None`` if two could be meant, or if the only one is newer
    than the core or has no memory to compare.
    """
    states = [
        state
        for state in find_states_of(unmarked(core) or core)
        if _may_be_source(state, core)
    ]
    return states[0] if len(states) == 1 else None


def _may_be_source(state: Path, core: Path) -> bool:
    try:
        if state.stat().st_mtime > core.stat().st_mtime:
            return False
    except OSError:
        return False
    probe = probe_state(state)
    if probe.kind is not StateKind.CHECKPOINT:
        return False
    return probe.embedded or find_memory_file(state) is not None


def _read_file(known: Examination) -> tuple[Examination, bytes]:
    """Add the sizes of the file; return its first bytes, too."""
    with SourceFile(known.path) as file:
        allocated = read_allocated(file.fd, file.path)
        head = file.read_at(0, min(file.size, 8))
        return replace(known, size=file.size, allocated=allocated), head


def _read_core(known: Examination, head: bytes) -> Examination:
    """Add what the core tells of itself."""
    if head in _WINDOWS_MAGICS:
        return _read_windows(replace(known, kind=CoreKind.WINDOWS))
    with open_core(known.path) as core:
        facts = read_facts(core)
    return replace(
        known,
        kind=CoreKind.ELF,
        elf_class=facts.elf_class,
        segments=facts.segments,
        notes=facts.notes,
        memory_size=facts.memory_size,
        vcpu_count=len(facts.vcpus),
        vcpus=facts.vcpus,
        kernel=facts.kernel,
    )


def _read_windows(known: Examination) -> Examination:
    with open_windows_file(known.path) as dump:
        held = [dump.readable(run) for run in dump.loads]
        count = dump.fields["processors"]
        return replace(
            known,
            segments=len(dump.loads),
            memory_size=sum(held) if held else None,
            vcpu_count=count if 0 < count <= MAX_VCPUS else None,
        )


def _check(
    known: Examination,
    guest: Guest | None,
    *,
    full: bool,
    progress: Progress | None,
) -> ValidationReport:
    check = check_windows_dump if known.kind is CoreKind.WINDOWS else check_core
    return check(known.path, guest, full=full, progress=progress or NoProgress())
