"""Keeps in sight what is new in the queue, what begins and what fails."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QTimer

from guestcore_gui.jobs.controller import JobController
from guestcore_gui.jobs.job import Job, JobState
from guestcore_gui.queue.model import QueueModel
from guestcore_gui.queue.view import QueueView

_REST = 10.0
"""Seconds since the user last did something in the list, which has the focus, after
which it may be scrolled."""
_HANDS = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
)


class Follower(QObject):
    """Scrolls a view, unless the user is working in it."""

    def __init__(
        self, controller: JobController, model: QueueModel, view: QueueView
    ) -> None:
        super().__init__(view)
        self._controller = controller
        self._model = model
        self._view = view
        self._states = {job: job.state for job in controller.jobs}
        self._new: list[Job] = []
        self._moved: list[Job] = []
        """Those that began or failed."""
        self._used = float("-inf")
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._show)
        controller.job_added.connect(self._on_added)
        controller.job_changed.connect(self._on_changed)
        controller.job_removed.connect(self._on_removed)
        for watched in (view, view.viewport()):
            watched.installEventFilter(self)
        view.verticalScrollBar().actionTriggered.connect(self._on_used)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice hands in the list."""
        if event.type() in _HANDS:
            self._on_used()
        return super().eventFilter(watched, event)

    def _on_used(self) -> None:
        self._used = time.monotonic()

    def _on_added(self, job: Job) -> None:
        self._states[job] = job.state
        if self._controller.is_loaded:  # else it is one of the last time
            self._new.append(job)
            self._late.start()

    def _on_removed(self, job: Job) -> None:
        self._states.pop(job, None)

    def _on_changed(self, job: Job) -> None:
        if self._states.get(job) is job.state:
            return
        self._states[job] = job.state
        if job.state in (JobState.RUNNING, JobState.FAILED, JobState.INVALID):
            self._moved.append(job)
            self._late.start()

    def _show(self) -> None:
        """Show all of it if there is room, else what matters most."""
        jobs = [*reversed(self._new), *self._moved]
        self._new.clear()
        self._moved.clear()
        works = self._view.hasFocus() and time.monotonic() - self._used < _REST
        for job in () if works else jobs:
            row = self._model.row_of(job)
            if row >= 0:
                self._view.scrollTo(self._model.index(row, 0))
