"""The report as a file: what it says is what the page shows. No widgets here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.sentence import sentence
from guestcore.validation.result import Check, Outcome, ValidationReport
from guestcore_gui.jobs.job import Job
from guestcore_gui.result.looking import to_json
from guestcore_gui.result.shown import Problem, Shown

if TYPE_CHECKING:
    from guestcore.examination import Examination
    from guestcore.pipeline import Conversion

_EARLIER = Check(
    "earlier check",
    Outcome.FAIL,
    sentence("a check failed when the core was written, though none fails now"),
)


def report_text(
    path: Path,
    job: Job | None,
    summary: Mapping[str, object],
    known: Examination | None,
    shown: Shown,
    translate: Callable[[str], str],
    language: str,
) -> str:
    """Return what is written to a file, by its name HTML or JSON.

    :param summary: JSON object of the job.
    :param known: The last look at the core, if there was one.
    :param shown: What the page shows.
    """
    from guestcore.report.html import html_report

    if known is not None and shown.failed_before and not shown.failed:
        checks = (*shown.checks, _EARLIER)
        known = replace(known, report=ValidationReport(checks))
    if path.suffix.lower() == ".json":
        return _json(job, summary, known)
    if known is not None:
        return html_report(known, translate, language=language)
    conversion = job.result if job is not None else None
    return html_report(conversion or conversion_of(shown), translate, language=language)


def conversion_of(shown: Shown) -> Conversion:
    """Return what a restart has left of a conversion."""
    from guestcore.pipeline import Conversion, Core, Description

    core = shown.core
    error = None
    if core is None:
        problem = shown.problem or Problem(sentence("there is no core"))
        error = GuestCoreError(ErrorKind.INPUT, problem.message, hint=problem.hint)
    checks = shown.checks
    if shown.failed_before and not shown.failed:
        checks = (*checks, _EARLIER)
    made = None
    if core is not None:
        made = Core(
            path=core.path,
            size=core.size or 0,
            allocated=core.allocated or 0,
            elf_class=core.elf_class,
            segment_count=core.segments or 0,
            note_count=core.notes or 0,
            shared=core.shared,
        )
    return Conversion(
        Description(
            path=shown.source or Path(),
            kernel=shown.kernel,
            warnings=shown.warnings,
            error=error,
        ),
        core=made,
        report=ValidationReport(checks) if checks else None,
        seconds=shown.seconds or 0.0,
    )


def _json(
    job: Job | None, summary: Mapping[str, object], known: Examination | None
) -> str:
    from guestcore.report.objects import convert_object, examination_object

    if known is not None:
        return to_json(examination_object(known))
    if job is not None and job.result is not None:
        return to_json(convert_object(job.result))
    return to_json(dict(summary))
