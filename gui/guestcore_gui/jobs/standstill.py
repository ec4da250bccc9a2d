"""Virtual machines that stand still longer than their users may expect."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

from guestcore_gui.jobs.job import Job, JobState, Why
from guestcore_gui.jobs.job_list import JobList

_PATIENCE = 120_000
"""Milliseconds that a machine may wait for the turn of its job without a word."""


class Cause(StrEnum):
    """Why a machine stands still and nothing is done about it."""

    TURN = "turn"
    """Other jobs run first."""
    USER = "user"
    """The job is paused or on hold."""
    SPACE = "space"
    """The disk is too full."""


def cause_of(job: Job) -> Cause | None:
    """Return why the machine of a job waits; None if it does not."""
    if not job.lets_machine_wait:
        return None
    if job.why is Why.SPACE:
        return Cause.SPACE
    return Cause.USER if job.held or job.state is JobState.PAUSED else Cause.TURN


class Standstill(QObject):
    """Tells of each such machine once for every cause.

    :param patience: Milliseconds until it tells of a job that waits for its turn.
    """

    noticed = Signal(object)
    """A job whose machine stands still; :func:`cause_of` says why."""
    passed = Signal(object)
    """A job that was told of and lets no machine wait any more."""

    def __init__(
        self, jobs: JobList, parent: QObject | None = None, *, patience: int = _PATIENCE
    ) -> None:
        super().__init__(parent)
        self._patience = patience
        self._causes: dict[Job, Cause] = {}
        """What was told."""
        self._turns: dict[Job, QTimer] = {}
        jobs.job_added.connect(self._look)
        jobs.job_changed.connect(self._look)
        jobs.job_removed.connect(self._forget)

    @property
    def jobs(self) -> tuple[Job, ...]:
        """What was told of and has not passed."""
        return tuple(self._causes)

    def _look(self, job: Job) -> None:
        cause = cause_of(job)
        if cause is None:
            self._forget(job)
        elif cause is Cause.TURN:
            if job not in self._causes and job not in self._turns:
                self._wait(job)
        elif self._causes.get(job) is not cause:
            self._tell(job, cause)

    def _wait(self, job: Job) -> None:
        timer = QTimer(self, singleShot=True, interval=self._patience)
        timer.timeout.connect(lambda: self._tell(job, Cause.TURN))
        self._turns[job] = timer
        timer.start()

    def _tell(self, job: Job, cause: Cause) -> None:
        self._stop_waiting(job)
        self._causes[job] = cause
        self.noticed.emit(job)

    def _forget(self, job: Job) -> None:
        self._stop_waiting(job)
        if self._causes.pop(job, None) is not None:
            self.passed.emit(job)

    def _stop_waiting(self, job: Job) -> None:
        timer = self._turns.pop(job, None)
        if timer is not None:
            timer.stop()
            timer.deleteLater()
