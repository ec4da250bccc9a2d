"""The jobs in their order, saved after each change, read again at the start."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from guestcore_gui.i18n import localized
from guestcore_gui.jobs.job import Job, JobState
from guestcore_gui.jobs.saving import QueueSaver
from guestcore_gui.jobs.store import MAX_JOBS, jobs_from
from guestcore_gui.jsonfile import OwnFile
from guestcore_gui.work import Work

if TYPE_CHECKING:
    from guestcore.sentence import Sentence
    from guestcore.validation.result import ValidationReport


class JobList(QObject):
    """Knows nothing of running. Reads the saved queue by itself, see ``loaded``."""

    job_added = Signal(object, int)
    """A job and its place."""
    job_changed = Signal(object)
    job_removed = Signal(object, int)
    """A job and the place where it was."""
    job_moved = Signal(object, int, int)
    """A job, the place where it was, and where it is."""
    loaded = Signal()
    """The saved queue is there."""
    save_failed = Signal(str)
    """The queue cannot be read or saved; why."""

    def __init__(
        self, work: Work, queue_path: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._jobs: list[Job] = []
        self.is_loaded = False
        file = OwnFile(queue_path)
        self._saver = QueueSaver(work, file, lambda: self._jobs, self)
        self._saver.failed.connect(self.save_failed)
        task = work.in_pool(lambda _progress: file.read(jobs_from))
        task.succeeded.connect(self._take_over)

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The jobs, in their order."""
        return tuple(self._jobs)

    @property
    def keeps_machine(self) -> bool:
        """True while a virtual machine stands still for a job."""
        return any(job.stands_still for job in self._jobs)

    def find(self, job_id: str) -> Job | None:
        """Return the job of that id."""
        return next((job for job in self._jobs if job.id == job_id), None)

    def move(self, job: Job, offset: int) -> None:
        """Move a job up (below 0) or down the queue."""
        self.move_to(job, self._jobs.index(job) + offset)

    def move_to(self, job: Job, place: int) -> None:
        """Move a job to a place in the queue."""
        start = self._jobs.index(job)
        end = max(0, min(place, len(self._jobs) - 1))
        if start == end:
            return
        self._jobs.insert(end, self._jobs.pop(start))
        self.job_moved.emit(job, start, end)
        self._save()

    def judge(self, core: Path, report: ValidationReport) -> None:
        """Take over what another check of a finished core has found."""
        for job in self._jobs:
            if job.state is JobState.DONE and job.core == core:
                job.take_report(report)
                self._save(job)
                self.job_changed.emit(job)

    def forget_core(self, core: Path) -> None:
        """Note that the user has deleted a core."""
        for job in self._jobs:
            if job.core == core:
                job.core_gone = True
                self._save(job)
                self.job_changed.emit(job)

    def shut_down(self) -> None:
        """Save before this returns: the program ends."""
        if self.is_loaded:  # else the file still holds what was not read yet
            self._saver.save_now()

    def _insert(self, place: int, job: Job) -> None:
        self._jobs.insert(place, job)
        self.job_added.emit(job, place)
        self._save()

    def _take_out(self, job: Job) -> None:
        place = self._jobs.index(job)
        del self._jobs[place]
        self.job_removed.emit(job, place)
        self._save()

    def _prune(self) -> None:
        """Take out the oldest finished jobs where they are too many."""
        excess = len(self._jobs) - MAX_JOBS
        over = [job for job in self._jobs if job.state.is_over]
        for job in over[: max(0, excess)]:
            self._take_out(job)

    def _save(self, job: Job | None = None) -> None:
        if self.is_loaded:
            self._saver.changed(job)

    def _take_over(self, found: tuple[list[Job], Sentence | None]) -> None:
        jobs, problem = found
        for place, job in enumerate(jobs):
            self._jobs.insert(place, job)
            self.job_added.emit(job, place)
        self.is_loaded = True
        if len(self._jobs) > len(jobs):  # added meanwhile
            self._save()
        if problem is not None:
            self.save_failed.emit(localized(problem))
        self.loaded.emit()
