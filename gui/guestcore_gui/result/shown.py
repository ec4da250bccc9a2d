"""What a report shows: of a job, of what a restart has left of one, or of a core.

No Qt here. What comes from a file of ours is read with suspicion.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from guestcore.model import GuestOs, KernelInfo
from guestcore.validation.result import Check, Outcome
from guestcore_gui.jobs.job import Job, JobRequest, JobState

if TYPE_CHECKING:
    from guestcore.examination import Examination
    from guestcore.pipeline import Conversion

_INVALID_NAME = re.compile(r".\.invalid(\.\d+)?")
_MAX_CHECKS = 100


class Judgement(StrEnum):
    """What the page says on top. Only the first three are success."""

    VALID = "valid"
    WARNINGS = "warnings"
    NOT_COMPARED = "not compared"
    INVALID = "invalid"
    UNCHECKED = "unchecked"
    FAILED = "failed"
    """There is no core, or it cannot be read."""
    CANCELLED = "cancelled"
    NOT_OVER = "not over"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no report."""

    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class CoreFacts:
    """What is known of the file; sizes in bytes, None if not known."""

    path: Path
    size: int | None = None
    allocated: int | None = None
    elf_class: str = ""
    segments: int | None = None
    notes: int | None = None
    shared: bool = False
    is_windows_dump: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A report, whatever it was made from."""

    title: str
    """A machine's or a file's name, as it is."""
    judgement: Judgement
    core: CoreFacts | None = None
    checks: tuple[Check, ...] = ()
    kernel: KernelInfo | None = None
    warnings: tuple[str, ...] = ()
    problem: Problem | None = None
    seconds: float | None = None
    source: Path | None = None
    request: JobRequest | None = None
    failed_before: bool = False
    """A check failed when the core was written."""
    against: Path | None = None
    """The source that the last check compared with."""

    @property
    def passed(self) -> int:
        """Checks that passed."""
        return sum(check.outcome is Outcome.PASS for check in self.checks)

    @property
    def asked(self) -> int:
        """Checks that could be made."""
        return sum(check.outcome is not Outcome.SKIP for check in self.checks)

    @property
    def failed(self) -> tuple[Check, ...]:
        """Checks that failed."""
        return tuple(c for c in self.checks if c.outcome is Outcome.FAIL)

    @property
    def warned(self) -> int:
        """Checks that warned."""
        return sum(check.outcome is Outcome.WARN for check in self.checks)

    @property
    def is_success(self) -> bool:
        """True if the core may be trusted."""
        good = Judgement.VALID, Judgement.WARNINGS, Judgement.NOT_COMPARED
        return self.judgement in good


def shown_of_job(job: Job) -> Shown:
    """Return what a job has come to."""
    result = job.result
    shown = _of_summary(job) if result is None else _of_conversion(job, result)
    failed = job.state is JobState.FAILED
    problem = Problem(job.reason, job.hint) if failed else None
    was_invalid = job.state is JobState.INVALID or _is_marked(shown.core)
    shown = replace(shown, problem=problem, failed_before=was_invalid)
    return replace(shown, judgement=_judge_job(job, shown))


def shown_of_examination(known: Examination, before: Shown | None = None) -> Shown:
    """Return what was found out about a core.

    :param before: What was shown of it, if it is looked at again.
    """
    from guestcore.examination import CoreKind

    report = known.report
    is_windows = known.kind is CoreKind.WINDOWS
    core = CoreFacts(
        path=known.path,
        size=known.size,
        allocated=known.allocated,
        elf_class=known.elf_class or "",
        segments=known.segments if known.kind else None,
        notes=known.notes if known.kind and not is_windows else None,
        shared=before is not None and before.core is not None and before.core.shared,
        is_windows_dump=is_windows,
    )
    problem = None
    if known.error is not None:
        problem = Problem(known.error.message, known.error.hint)
    shown = before or Shown(known.path.name, Judgement.FAILED)
    shown = replace(
        shown,
        core=core,
        checks=() if report is None else tuple(report.checks),
        kernel=(before.kernel if before else None) or known.kernel,
        problem=problem,
        against=known.against,
        source=shown.source or known.against,
        failed_before=shown.failed_before or _is_marked(core),
    )
    judgement = judge(shown) if problem is None else Judgement.FAILED
    return replace(shown, judgement=judgement)


def judge(shown: Shown) -> Judgement:
    """Judge by the checks; what failed once is not made good by another look."""
    if shown.failed or shown.failed_before:
        return Judgement.INVALID
    if not shown.passed:
        return Judgement.UNCHECKED
    if shown.warned:
        return Judgement.WARNINGS
    return Judgement.NOT_COMPARED if shown.against is None else Judgement.VALID


def _judge_job(job: Job, shown: Shown) -> Judgement:
    if not job.state.is_over:
        return Judgement.NOT_OVER
    if job.state is JobState.CANCELLED:
        return Judgement.CANCELLED
    if job.state is JobState.FAILED or shown.core is None:
        return Judgement.FAILED
    return judge(shown)


def _is_marked(core: CoreFacts | None) -> bool:
    """True if a core's name says that a check failed when it was written."""
    return core is not None and _INVALID_NAME.search(core.path.name) is not None


def _of_conversion(job: Job, result: Conversion) -> Shown:
    core = result.core
    facts = None
    if core is not None:
        facts = CoreFacts(
            path=core.path,
            size=core.size,
            allocated=core.allocated,
            elf_class=core.elf_class,
            segments=core.segment_count,
            notes=core.note_count,
            shared=core.shared,
            is_windows_dump=core.is_windows_dump,
        )
    return Shown(
        title=_title(job.request),
        judgement=Judgement.NOT_OVER,
        core=facts,
        checks=() if result.report is None else tuple(result.report.checks),
        kernel=result.description.kernel,
        warnings=result.description.warnings,
        seconds=result.seconds,
        source=job.request.source,
        request=job.request,
        against=job.request.source,
    )


def _of_summary(job: Job) -> Shown:
    summary = job.summary
    seconds = summary.get("seconds")
    warnings = summary.get("warnings")
    listed = warnings if isinstance(warnings, list) else []
    return Shown(
        title=_title(job.request),
        judgement=Judgement.NOT_OVER,
        core=_core_from(_part(summary, "core")),
        checks=_checks_from(_part(summary, "check")),
        kernel=_kernel_from(_part(summary, "kernel")),
        warnings=tuple(text for text in listed if isinstance(text, str)),
        seconds=float(seconds) if isinstance(seconds, int | float) else None,
        source=job.request.source,
        request=job.request,
        against=job.request.source,
    )


def _title(request: JobRequest) -> str:
    return request.title or request.source.name


def _part(summary: Mapping[str, object], name: str) -> Mapping[str, object]:
    part = summary.get(name)
    return part if isinstance(part, dict) else {}


def _core_from(stored: Mapping[str, object]) -> CoreFacts | None:
    path = _text(stored, "path")
    if not path or "\0" in path:
        return None
    elf_class = _text(stored, "class") or ""
    return CoreFacts(
        path=Path(path),
        size=_number(stored, "size"),
        allocated=_number(stored, "allocated"),
        elf_class=elf_class,
        segments=_number(stored, "segments"),
        notes=_number(stored, "notes"),
        is_windows_dump=not elf_class.startswith("ELF"),
    )


def _checks_from(stored: Mapping[str, object]) -> tuple[Check, ...]:
    checks = stored.get("checks")
    found = []
    for check in (checks if isinstance(checks, list) else ())[:_MAX_CHECKS]:
        if isinstance(check, dict):
            # an outcome that nobody knows is no success
            verdict = _text(check, "verdict") or ""
            known = verdict in {outcome.value for outcome in Outcome}
            outcome = Outcome(verdict) if known else Outcome.FAIL
            name, detail = _text(check, "name") or "", _text(check, "detail") or ""
            found.append(Check(name, outcome, detail))
    return tuple(found)


def _kernel_from(stored: Mapping[str, object]) -> KernelInfo | None:
    system = _text(stored, "os")
    if system not in {known.value for known in GuestOs}:
        return None
    return KernelInfo(
        os=GuestOs(system),
        osrelease=_text(stored, "osrelease"),
        banner=_text(stored, "banner"),
        hostname=_text(stored, "hostname"),
        kaslr_offset=_address(stored, "kaslr_offset"),
        build_id=_text(stored, "build_id"),
        text_start=_address(stored, "text_start"),
    )


def _text(stored: Mapping[str, object], name: str) -> str | None:
    value = stored.get(name)
    return value if isinstance(value, str) else None


def _number(stored: Mapping[str, object], name: str) -> int | None:
    value = stored.get(name)
    is_count = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return value if is_count and isinstance(value, int) else None


def _address(stored: Mapping[str, object], name: str) -> int | None:
    try:
        return int(_text(stored, name) or "", 16)
    except ValueError:
        return None
