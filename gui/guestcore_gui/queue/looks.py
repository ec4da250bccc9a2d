"""Icons of the states and of the buttons in a row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from guestcore_gui.jobs.job import Asked, Job, JobState
from guestcore_gui.jobs.words import state_key

_STATES = {
    JobState.WAITING: ("clock", "quiet"),
    JobState.RUNNING: ("circle-play", ""),
    JobState.PAUSED: ("circle-pause", "warning"),
    JobState.DONE: ("file-check", ""),
    JobState.INVALID: ("shield-x", "bad"),
    JobState.FAILED: ("circle-x", "bad"),
    JobState.CANCELLED: ("ban", "quiet"),
    Asked.PAUSE: ("circle-pause", "quiet"),
    Asked.CANCEL: ("ban", "quiet"),
    "stands": ("power", "warning"),
    "held": ("circle-pause", "quiet"),
    "deleted": ("trash-2", "quiet"),
    "valid": ("circle-check", "good"),
    "warnings": ("triangle-alert", "warning"),
}


class Button(StrEnum):
    """What can be done to a job."""

    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"
    RETRY = "retry"
    REMOVE = "remove"
    REPORT = "report"
    LOG = "log"
    FOLDER = "folder"


_ICONS = {
    Button.PAUSE: "pause",
    Button.RESUME: "play",
    Button.CANCEL: "x",
    Button.RETRY: "rotate-cw",
    Button.REMOVE: "x",
    Button.REPORT: "file-text",
    Button.LOG: "list",
    Button.FOLDER: "folder-open",
}


@dataclass(frozen=True, slots=True)
class Look:
    """An icon of the theme and its tone."""

    icon: str
    tone: str


def state_look(job: Job) -> Look:
    """Return the icon of a job's state; no two verdicts have one shape."""
    return Look(*_STATES[state_key(job)])


def button_icon(button: Button) -> str:
    """Return the icon of a button."""
    return _ICONS[button]


def buttons_of(job: Job) -> tuple[Button, ...]:
    """Return the buttons in a row, two at most; the menu has all."""
    if job.asked is Asked.CANCEL:
        return ()
    if can_resume(job):
        return Button.RESUME, Button.CANCEL
    if not job.state.is_over:
        return Button.PAUSE, Button.CANCEL
    if job.core_gone:
        return Button.RETRY, Button.REMOVE
    if job.state is JobState.DONE:
        return Button.REPORT, Button.FOLDER
    if job.state is JobState.INVALID:
        return Button.REPORT, Button.RETRY
    if job.state is JobState.FAILED:
        return Button.LOG, Button.RETRY
    return Button.RETRY, Button.REMOVE


def can_resume(job: Job) -> bool:
    """True if a job waits for the user."""
    if job.asked is Asked.PAUSE or job.state is JobState.PAUSED:
        return True
    return job.state is JobState.WAITING and job.held
