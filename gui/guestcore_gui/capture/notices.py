"""What the user is told of captures: what remains, and which machine stands still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from guestcore_gui.i18n import localized
from guestcore_gui.jobs.job import Job
from guestcore_gui.jobs.standstill import Cause, cause_of
from guestcore_gui.jobs.words import title_of
from guestcore_gui.notice import Notice

if TYPE_CHECKING:
    from guestcore_gui.window import MainWindow


class CaptureNotices(QObject):
    """Tells it at the top of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._bar = window.notices
        self._jobs = window.desktop.jobs
        self._shown: dict[Job, Notice] = {}
        """Of machines that stand still."""
        window.desktop.captures.told.connect(self._tell)
        window.routes.dialogs.remains.connect(self._tell)
        self._jobs.gave_way.connect(self._on_given_way)
        standstill = window.desktop.standstill
        standstill.noticed.connect(self._on_standstill)
        standstill.passed.connect(self._on_passed)
        for job in standstill.jobs:  # told in the window before this one
            self._on_standstill(job)

    def _tell(self, sentences: list[str]) -> None:
        text = "\n".join(localized(sentence) for sentence in sentences)
        self._bar.add(text, "warning")

    def _on_given_way(self, job: Job) -> None:
        text = self.tr("{machine} was not converted, so that it need not stand still.")
        self._bar.add(text.format(machine=title_of(job)), "warning")

    def _on_standstill(self, job: Job) -> None:
        cause = cause_of(job)
        if cause is None:
            return
        self._on_passed(job)
        text = self._why(cause).format(machine=title_of(job))
        notice = self._bar.add(text, "warning")
        notice.add_action(self.tr("Cancel the job"), lambda: self._jobs.cancel(job))
        self._shown[job] = notice

    def _on_passed(self, job: Job) -> None:
        notice = self._shown.pop(job, None)
        if notice is not None and not notice.is_dismissed:
            notice.dismiss()

    def _why(self, cause: Cause) -> str:
        if cause is Cause.TURN:
            return self.tr(
                "{machine} stands still until its core is written, and other jobs run "
                "before that. Pause them, or cancel its job to let the machine run on."
            )
        if cause is Cause.USER:
            return self.tr(
                "{machine} stands still until its core is written, and that is paused. "
                "Resume the job, or cancel it to let the machine run on."
            )
        return self.tr(
            "{machine} stands still until its core is written, and the disk is too "
            "full for that. Free some space, or cancel the job to let the machine run "
            "on."
        )
