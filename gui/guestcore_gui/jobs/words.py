"""What jobs are called, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from guestcore.progress import Phase
from guestcore.report.units import size_text
from guestcore.text import printable
from guestcore_gui.i18n import localized, translate
from guestcore_gui.jobs.job import Asked, Job, JobState, Why

_PHASES: dict[str, object] = {
    Phase.CAPTURING: QT_TRANSLATE_NOOP("Jobs", "Capturing"),
    Phase.WAITING: QT_TRANSLATE_NOOP("Jobs", "Waiting for the memory file"),
    Phase.OPENING: QT_TRANSLATE_NOOP("Jobs", "Opening"),
    Phase.UNDERSTANDING: QT_TRANSLATE_NOOP("Jobs", "Understanding the guest"),
    Phase.SCANNING: QT_TRANSLATE_NOOP("Jobs", "Searching memory"),
    Phase.WRITING: QT_TRANSLATE_NOOP("Jobs", "Writing memory"),
    Phase.FLUSHING: QT_TRANSLATE_NOOP("Jobs", "Flushing to disk"),
    Phase.CHECKING: QT_TRANSLATE_NOOP("Jobs", "Checking"),
    Phase.RELEASING: QT_TRANSLATE_NOOP("Jobs", "Releasing the virtual machine"),
}
_STATES: dict[str, object] = {
    JobState.WAITING: QT_TRANSLATE_NOOP("Jobs", "Waiting"),
    JobState.RUNNING: QT_TRANSLATE_NOOP("Jobs", "Running"),
    JobState.PAUSED: QT_TRANSLATE_NOOP("Jobs", "Paused"),
    JobState.DONE: QT_TRANSLATE_NOOP("Jobs", "Not checked"),
    JobState.INVALID: QT_TRANSLATE_NOOP("Jobs", "Invalid"),
    JobState.FAILED: QT_TRANSLATE_NOOP("Jobs", "Failed"),
    JobState.CANCELLED: QT_TRANSLATE_NOOP("Jobs", "Cancelled"),
    Asked.PAUSE: QT_TRANSLATE_NOOP("Jobs", "Pausing…"),
    Asked.CANCEL: QT_TRANSLATE_NOOP("Jobs", "Cancelling…"),
    "stands": QT_TRANSLATE_NOOP("Jobs", "VM suspended"),
    "held": QT_TRANSLATE_NOOP("Jobs", "On hold"),
    "deleted": QT_TRANSLATE_NOOP("Jobs", "Deleted"),
    "valid": QT_TRANSLATE_NOOP("Jobs", "Valid"),
    "warnings": QT_TRANSLATE_NOOP("Jobs", "Warnings"),
}
_TITLE = 200
"""Characters of a title that are shown."""


def phase_word(phase: str) -> str:
    """Return the name of a phase."""
    text = _PHASES.get(phase)
    return translate("Jobs", str(text)) if text else ""


def state_key(job: Job) -> str:
    """Return what a job's state is called in the tables of words and icons."""
    if job.asked:
        return job.asked
    if job.lets_machine_wait:
        return "stands"
    if job.state is JobState.WAITING and job.held:
        return "held"
    if job.core_gone and job.state.is_over:
        return "deleted"
    if job.state is JobState.DONE and job.verdict in ("valid", "warnings"):
        return job.verdict
    return job.state


def state_word(job: Job) -> str:
    """Return the state of a job in a word or two."""
    return translate("Jobs", str(_STATES[state_key(job)]))


def all_state_words() -> list[str]:
    """Return every word that a state may have, to make room for the longest."""
    return [translate("Jobs", str(text)) for text in _STATES.values()]


def percent_of(job: Job) -> int | None:
    """Return how far the phase of a job is; None if that is not known.

    Never 100: while it is not over, something goes on.
    """
    if not job.state.is_active or job.total <= 0 or job.done >= job.total:
        return None
    return min(99, 100 * job.done // job.total)


def title_of(job: Job) -> str:
    """Return a title that may be shown."""
    return printable(job.request.title or job.request.source.name, limit=_TITLE)


def what_is_so(job: Job) -> str:
    """Return a sentence on a job that does not run, or on its phase."""
    if not job.lets_machine_wait:
        return _what_is_so(job)
    text = translate("Jobs", "{state}; its virtual machine stands still")
    return text.format(state=_what_is_so(job))


def _what_is_so(job: Job) -> str:
    if job.why is Why.SPACE:
        text = translate(
            "Jobs", "The disk is too full: it goes on when {size} are free"
        )
        return text.format(size=localized(size_text(job.needed)))
    if job.why is Why.INTERRUPTED and job.held:
        return translate("Jobs", "Interrupted: it begins anew when resumed")
    if job.state is JobState.WAITING:
        return _waiting(job)
    if job.state.is_active:
        return phase_word(job.phase) or translate("Jobs", "Starting")
    return _outcome(job)


def _waiting(job: Job) -> str:
    if job.held:
        return translate("Jobs", "It begins when resumed")
    return translate("Jobs", "It begins when its turn comes")


def _outcome(job: Job) -> str:
    if job.state is JobState.FAILED:
        return localized(job.reason) or translate("Jobs", "It failed")
    if job.state is JobState.CANCELLED:
        return translate("Jobs", "Nothing was written")
    if job.core_gone:
        return translate("Jobs", "The core was deleted")
    passed, asked = job.checks
    if job.state is JobState.INVALID:
        text = translate(
            "Jobs", "This core cannot be trusted: {failed} of {asked} checks failed"
        )
        return text.format(failed=_failed(job), asked=asked)
    if not asked:
        return translate("Jobs", "The core was written and not checked")
    text = translate("Jobs", "{passed} of {asked} checks passed")
    return text.format(passed=passed, asked=asked)


def _failed(job: Job) -> int:
    check = job.summary.get("check")
    checks = check.get("checks") if isinstance(check, dict) else None
    return sum(
        isinstance(one, dict) and one.get("verdict") == "fail"
        for one in (checks if isinstance(checks, list) else ())
    )
