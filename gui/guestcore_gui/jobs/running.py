"""One running job: its thread, and what the thread says put into the job."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from guestcore.core.output_errors import NoSpaceError
from guestcore.errors import GuestCoreError
from guestcore_gui.i18n import translate
from guestcore_gui.jobs.job import Asked, Job, JobState, Why
from guestcore_gui.jobs.journal import note
from guestcore_gui.jobs.overall import fraction_of
from guestcore_gui.jobs.pace import Pace
from guestcore_gui.jobs.runner import (
    FreeSpace,
    JobProgress,
    Line,
    Outcome,
    SpaceIsLow,
    Stands,
    run_job,
)
from guestcore_gui.jobs.words import phase_word, what_is_so
from guestcore_gui.work import Step, Work


class Run(QObject):
    """The running of a job. Lives in the GUI thread until ``ended``."""

    moved = Signal(object)
    """The job: how far it is."""
    changed = Signal(object)
    """The job: its state, too."""
    ended = Signal(object)
    """The job, whose state is none of a run any more."""

    _told = Signal(object)

    def __init__(self, job: Job, work: Work, space: FreeSpace, parent: QObject) -> None:
        super().__init__(parent)
        self.job = job
        self._pace = Pace()
        self._told.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        request = job.request
        progress = JobProgress(request.output.parent, self._told.emit, space)
        self._progress = progress
        self._begin()
        self._task = work.in_thread(
            lambda inner: run_job(request, progress.attach(inner))
        )
        self._task.progressed.connect(self._move)
        self._task.succeeded.connect(self._succeed)
        self._task.failed.connect(self._fail)
        self._task.cancelled.connect(self._cancelled)

    def pause(self) -> None:
        """Ask the thread to wait; at once if it does already."""
        self._progress.pause()
        if self._progress.needed:
            self.job.state, self.job.why = JobState.PAUSED, Why.NOTHING
        elif self.job.state is JobState.RUNNING:
            self.job.asked = Asked.PAUSE
        self.changed.emit(self.job)

    def resume(self) -> None:
        """Let the thread go on, as soon as the disk has room."""
        self._progress.resume()
        self._pace.restart()
        job, needed = self.job, self._progress.needed
        job.asked = Asked.NOTHING
        job.state = JobState.PAUSED if needed else JobState.RUNNING
        job.why, job.needed = (Why.SPACE, needed) if needed else (Why.NOTHING, 0)
        self.changed.emit(job)

    def cancel(self) -> None:
        """Ask the thread to end."""
        self.job.asked = Asked.CANCEL
        self._task.cancel()
        self.changed.emit(self.job)

    def _begin(self) -> None:
        job = self.job
        job.state, job.why, job.needed, job.asked = (
            JobState.RUNNING, Why.NOTHING, 0, Asked.NOTHING,
        )  # fmt: skip
        job.phase, job.done, job.total, job.fraction = "", 0, 0, 0.0
        job.reason = job.hint = job.error_kind = ""
        note(job, translate("Jobs", "Started"))
        note(job, str(job.request.source))

    def _move(self, step: Step) -> None:
        job = self.job
        if step.phase != job.phase:
            self._pace.restart()
            note(job, phase_word(step.phase))
        job.phase, job.done, job.total = step.phase.value, step.done, step.total
        self._pace.add(step.done)
        job.rate = self._pace.rate
        job.seconds_left = self._pace.seconds_left(step.done, step.total)
        job.fraction = max(job.fraction, fraction_of(step.phase, step.done, step.total))
        self.moved.emit(job)

    def _hear(self, word: object) -> None:
        job = self.job
        if isinstance(word, Line):
            note(job, word.text)
            return
        if self._task.progress.is_cancelled or not job.state.is_active:
            return
        if isinstance(word, SpaceIsLow):
            self._hear_of_space(word.needed)
        elif isinstance(word, Stands) and word.still and self._progress.is_paused:
            job.state, job.asked, job.why = JobState.PAUSED, Asked.NOTHING, Why.NOTHING
            note(job, translate("Jobs", "Paused"))
        elif isinstance(word, Stands) and not word.still:
            self._pace.restart()
            note(job, translate("Jobs", "Goes on"))
        job.rate, job.seconds_left = 0.0, None
        self.changed.emit(job)

    def _hear_of_space(self, needed: int) -> None:
        job = self.job
        self._pace.restart()
        job.needed = needed
        if self._progress.is_paused:
            job.state, job.asked, job.why = JobState.PAUSED, Asked.NOTHING, Why.NOTHING
        elif needed:
            job.state, job.why = JobState.PAUSED, Why.SPACE
            note(job, what_is_so(job))
        else:
            job.state, job.why = JobState.RUNNING, Why.NOTHING
            note(job, translate("Jobs", "Goes on"))

    def _succeed(self, outcome: Outcome) -> None:
        job, conversion = self.job, outcome.conversion
        error = conversion.error
        if isinstance(error, NoSpaceError) and not self._task.progress.is_cancelled:
            self._await_space(error)
            return
        job.result, job.summary = conversion, outcome.summary
        if error is not None:
            self._fail(error)
            return
        self._end(JobState.INVALID if conversion.failed_check else JobState.DONE)

    def _await_space(self, error: NoSpaceError) -> None:
        """End this run; it begins anew when the disk has room."""
        self.job.reason, self.job.needed = error.message, error.needed
        held = self._progress.is_paused
        if held:  # asked to pause meanwhile: then it waits for the user
            self.job.held = True
        self._end(JobState.WAITING if held else JobState.PAUSED, Why.SPACE)

    def _fail(self, error: Exception) -> None:
        job = self.job
        if isinstance(error, GuestCoreError):
            job.reason, job.hint = error.message, error.hint
            job.error_kind = error.kind.value
            self._end(JobState.FAILED)
            return
        job.reason = f"{type(error).__name__}: {error}"
        job.error_kind = "bug"
        self._end(JobState.FAILED, Why.UNEXPECTED)

    def _cancelled(self) -> None:
        self._end(JobState.CANCELLED)

    def _end(self, state: JobState, why: Why = Why.NOTHING) -> None:
        job = self.job
        job.state, job.asked, job.why = state, Asked.NOTHING, why
        job.rate, job.seconds_left = 0.0, None
        if state.is_over:
            job.needed = 0
        if state in (JobState.DONE, JobState.INVALID):
            job.fraction = 1.0
        note(job, what_is_so(job))
        if job.hint:
            note(job, job.hint)
        self.ended.emit(job)
