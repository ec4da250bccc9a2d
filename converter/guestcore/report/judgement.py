"""What a report says first: whether the core can be trusted."""

from __future__ import annotations

from dataclasses import dataclass

from guestcore.errors import GuestCoreError
from guestcore.model import GuestOs, KernelInfo
from guestcore.sentence import Sentence, plural, sentence
from guestcore.validation.result import Outcome, ValidationReport, Verdict

NOT_COMPARED = sentence(
    "Registers and memory were not compared with the source: it is not there."
)
"""Of a core that is sound in itself."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is read first."""

    tone: str
    """``good``, ``warn`` or ``bad``."""
    title: Sentence
    text: str
    hint: str = ""


def judge_report(
    report: ValidationReport | None,
    error: GuestCoreError | None,
    *,
    kernel: KernelInfo | None,
    is_windows: bool,
    failed_before: bool = False,
    compared: bool = True,
) -> Judgement:
    """Judge a core by its report.

    :param failed_before: A check failed when it was written.
    :param compared: Its source was there to compare with.
    """
    if error is not None:
        title = sentence("There is no core that could be trusted")
        return Judgement("bad", title, error.message, error.hint)
    if report is not None and report.verdict is Verdict.INVALID:
        title = sentence("This core cannot be trusted")
        return Judgement("bad", title, _count_failed(report))
    if failed_before:
        return Judgement(
            "bad",
            sentence("This core cannot be trusted"),
            sentence("A check failed when it was written, though none fails now."),
            sentence("Convert the machine again."),
        )
    if report is None or not _count(report, Outcome.PASS):
        return Judgement(
            "warn",
            sentence("This core was not checked"),
            sentence("Whether it can be trusted is not known."),
            sentence("Check it before relying on it."),
        )
    hint = _readers(kernel, is_windows=is_windows)
    text = _count_passed(report) if compared else NOT_COMPARED
    if report.verdict is Verdict.WARNINGS:
        title = sentence("Valid core, with warnings")
        return Judgement("warn", title, text, hint)
    if not compared:
        return Judgement("warn", sentence("Valid, not compared"), text, hint)
    return Judgement("good", sentence("Valid core"), _count_passed(report), hint)


def _readers(kernel: KernelInfo | None, *, is_windows: bool) -> str:
    if is_windows:
        return sentence("Opens in WinDbg.")
    if kernel is not None and kernel.os is GuestOs.LINUX:
        return sentence("Opens in crash, gdb and drgn.")
    return ""


def _count(report: ValidationReport, outcome: Outcome) -> int:
    return sum(check.outcome is outcome for check in report.checks)


def _count_passed(report: ValidationReport) -> Sentence:
    asked = len(report.checks) - _count(report, Outcome.SKIP)
    return plural(
        asked,
        "{passed} of {count} check passed.",
        "{passed} of {count} checks passed.",
        passed=_count(report, Outcome.PASS),
    )


def _count_failed(report: ValidationReport) -> Sentence:
    asked = len(report.checks) - _count(report, Outcome.SKIP)
    first = next(c for c in report.checks if c.outcome is Outcome.FAIL)
    return plural(
        asked,
        "{failed} of {count} check failed: {detail}",
        "{failed} of {count} checks failed, the first: {detail}",
        failed=_count(report, Outcome.FAIL),
        detail=first.detail,
    )
