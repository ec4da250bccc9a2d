"""The queue: owns the jobs, in the GUI thread, and runs them in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from guestcore_gui.jobs.job import Asked, Job, JobRequest, JobState, Why
from guestcore_gui.jobs.job_list import JobList
from guestcore_gui.jobs.leftovers import Leftovers
from guestcore_gui.jobs.overall import Overall, Round
from guestcore_gui.jobs.recent import Recent
from guestcore_gui.jobs.runner import free_space
from guestcore_gui.jobs.running import Run
from guestcore_gui.jobs.scheduling import (
    StopChoice,
    head_of,
    is_pending,
    new_jobs,
    startable,
    stranded,
)
from guestcore_gui.jobs.space_watch import SpaceWatch
from guestcore_gui.settings import SettingsStore
from guestcore_gui.work import Work

_OVERALL_INTERVAL = 200
"""Milliseconds between two looks at the whole."""


class JobController(JobList):
    """Runs the jobs. A widget calls what the user asks for, and listens."""

    job_finished = Signal(object)
    """A job that is over, however it ended."""
    overall_changed = Signal(object)
    """An :class:`~guestcore_gui.jobs.overall.Overall`, five a second at most."""
    queue_finished = Signal(object)
    """A :class:`~guestcore_gui.jobs.overall.QueueSummary`: nothing is left to do."""
    idle = Signal()
    """Nothing runs any more; more may be on hold."""
    gave_way = Signal(object)
    """A job that was cancelled because its machine would have stood still."""
    leftovers_found = Signal(list)
    """Temporary files (``Leftover``) of killed runs, for the user to decide."""

    def __init__(
        self,
        work: Work,
        settings: SettingsStore,
        queue_path: Path,
        parent: QObject | None = None,
        *,
        space: Callable[[Path], int] = free_space,
    ) -> None:
        super().__init__(work, queue_path, parent)
        self._settings = settings
        self._space = space
        self._runs: dict[Job, Run] = {}
        self._doomed: set[Job] = set()
        """To be removed as soon as they have ended."""
        self._recent = Recent()
        self._round = Round()
        self._is_ending = False
        self.release_capture: Callable[[Job], None] | None = None
        """Called when a job of a capture is over, each time; not if it is removed."""
        self.overall = Overall()
        self._timer = QTimer(self, singleShot=True, interval=_OVERALL_INTERVAL)
        self._timer.timeout.connect(self._look_at_all)
        self._watch = SpaceWatch(work, space, self._without_space, self)
        self._watch.has_room.connect(self._on_room)
        self.leftovers = Leftovers(work, self)
        self.leftovers.found.connect(self.leftovers_found)
        settings.changed.connect(self._schedule)
        self.loaded.connect(self._on_loaded)

    @property
    def is_running(self) -> bool:
        """True while something has begun and is not over, paused or not."""
        return bool(self._runs)

    def add(self, requests: Iterable[JobRequest], *, first: bool = False) -> list[Job]:
        """Queue what the user asked for; it begins when its turn comes.

        :param first: Before all that waits: a machine stands still until they end.
        """
        jobs = new_jobs(requests, self._jobs)
        place = head_of(self._jobs) if first else len(self._jobs)
        for offset, job in enumerate(jobs):
            job.stands_still = first
            self._insert(place + offset, job)
        self._prune()
        self._schedule()
        return jobs

    def pause(self, job: Job) -> None:
        """Make a job wait until it is resumed."""
        self._pause(job)
        self._schedule()

    def resume(self, job: Job) -> None:
        """Let a job go on, or begin when its turn comes."""
        self._resume(job)
        self._schedule()

    def cancel(self, job: Job) -> None:
        """End a job; nothing unfinished stays."""
        if job in self._runs:
            self._runs[job].cancel()
        elif not job.state.is_over:
            job.become(JobState.CANCELLED)
            self._on_changed(job)
            self._schedule()
            self._finish(job)

    def retry(self, job: Job) -> None:
        """Do again what failed or was cancelled."""
        self._retry(job)
        self._schedule()

    def remove(self, job: Job) -> None:
        """Take a job off the list; one that runs is cancelled first.

        The core that it made stays where it is.
        """
        if job in self._runs:
            self._doomed.add(job)
            self.cancel(job)
        elif job in self._jobs:
            self._take_out(job)
            self._schedule()

    def clear_finished(self) -> None:
        """Take off the list what is over, and nothing else."""
        for job in [job for job in self._jobs if job.state.is_over]:
            self._take_out(job)
        self._schedule()

    def retry_failed(self) -> None:
        """Do again everything that failed, also what is not to be trusted."""
        for job in self._jobs:
            if job.state in (JobState.FAILED, JobState.INVALID):
                self._retry(job)
        self._schedule()

    def pause_all(self) -> None:
        """Make everything wait that runs or would begin."""
        for job in filter(is_pending, self._jobs):
            self._pause(job)
        self._schedule()

    def resume_all(self) -> None:
        """Let everything go on that waits for the user."""
        for job in self._jobs:
            self._resume(job)
        self._schedule()

    def stop(self, choice: StopChoice) -> None:
        """Stop the queue; what waits is on hold, or ends if a machine stands still."""
        if choice is StopChoice.GO_ON:
            return
        for job in [job for job in self._jobs if job not in self._runs]:
            if is_pending(job):
                self._pause(job)
        for job in list(self._runs):
            if choice is StopChoice.NOW:
                self.cancel(job)
            elif job.state is JobState.PAUSED or job.asked is Asked.PAUSE:
                self.resume(job)
        for job in stranded(self._jobs, self._runs):
            self.cancel(job)
            self.gave_way.emit(job)

    def remove_leftovers(self) -> None:
        """Remove what ``leftovers_found`` named and no living process holds."""
        self.leftovers.remove()

    def shut_down(self) -> None:
        """Save, and begin nothing more: the program ends.

        What runs now is shown as interrupted after the next start.
        """
        self._is_ending = True
        super().shut_down()

    def _pause(self, job: Job) -> None:
        if job.asked is Asked.CANCEL or job.state.is_over:
            return
        run = self._runs.get(job)
        if run is None:
            job.become(JobState.WAITING, held=True)
            self._on_changed(job)
        elif job.state is JobState.RUNNING or job.why is Why.SPACE:
            run.pause()

    def _resume(self, job: Job) -> None:
        if job.asked is Asked.CANCEL or job.state.is_over:
            return
        run = self._runs.get(job)
        if run is None:
            job.become(JobState.WAITING)
            self._on_changed(job)
        else:
            run.resume()

    def _retry(self, job: Job) -> None:
        if not job.can_retry or job in self._doomed:
            return
        job.start_over()
        self._on_changed(job)

    def _on_loaded(self) -> None:
        self.leftovers.search([job.request.output for job in self._jobs])
        self._schedule()

    def _schedule(self) -> None:
        """Begin what may begin, and notice when nothing is left to do."""
        if self._is_ending:
            return
        limit = self._settings.value.parallel_jobs
        for job in list(startable(self._jobs, self._runs, limit)):
            self._start(job)
            self._look_at_all()
        self._watch.watch()
        self._look_soon()

    def _start(self, job: Job) -> None:
        run = Run(job, self._work, self._space, self)
        self._runs[job] = run
        self._round.has_begun(job)
        run.moved.connect(self._on_moved)
        run.changed.connect(self._on_changed)
        run.ended.connect(self._on_ended)
        self._on_changed(job)

    def _on_moved(self, job: Job) -> None:
        self.job_changed.emit(job)
        self._look_soon()

    def _on_changed(self, job: Job) -> None:
        self._save(job)
        self._on_moved(job)

    def _on_ended(self, job: Job) -> None:
        self._runs.pop(job).deleteLater()
        self._on_changed(job)
        if job.state.is_over:
            self._finish(job)
        if job in self._doomed:
            self._doomed.discard(job)
            self._take_out(job)
        self._schedule()
        self._end_round()

    def _finish(self, job: Job) -> None:
        """Tell of a job that is over."""
        self._recent.add(job)
        job.stands_still = False
        if job not in self._doomed:
            self._release(job)
        self.job_finished.emit(job)

    def _release(self, job: Job) -> None:
        if job.request.capture_id and not job.released and self.release_capture:
            job.released = True
            self._save(job)
            self.release_capture(job)

    def _end_round(self) -> None:
        if self._runs:
            return
        if not any(is_pending(job) for job in self._jobs):
            summary = self._round.end(self._jobs)
            if summary is not None:
                self.queue_finished.emit(summary)
        self._look_at_all()
        self.idle.emit()

    def _look_at_all(self) -> None:
        overall = self._round.look(self._jobs)
        if overall != self.overall:
            self.overall = overall
            self.overall_changed.emit(overall)
        if self._runs:
            self._look_soon()

    def _look_soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _without_space(self) -> list[Job]:
        paused = (job for job in self._jobs if job.state is JobState.PAUSED)
        return [job for job in paused if job not in self._runs]

    def _on_room(self, job_id: str) -> None:
        for job in self._without_space():
            if job.id == job_id:
                self.resume(job)
