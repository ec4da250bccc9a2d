"""The log of a job: lines with their time, bounded."""

from __future__ import annotations

from PySide6.QtCore import QTime

from guestcore_gui.i18n import localized
from guestcore_gui.jobs.job import Job

_MAX_LINES = 500
_MAX_LINE = 1000


def note(job: Job, text: str) -> None:
    """Add a line; text from elsewhere is made fit to be shown."""
    time = QTime.currentTime().toString("HH:mm:ss")
    job.add_line(f"{time}  {localized(text, limit=_MAX_LINE)}", _MAX_LINES)
