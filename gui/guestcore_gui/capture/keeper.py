"""Gives back what captures took, when their jobs are over or after a crash."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from guestcore.capture import (
    CaptureCancelled,
    CaptureMethod,
    Journal,
    Released,
    Vmrun,
    find_vmrun,
)
from guestcore.errors import GuestCoreError
from guestcore_gui.jobs.job import Job, JobRequest, JobState
from guestcore_gui.settings import SettingsStore
from guestcore_gui.work import Task, TaskProgress, Work

FindVmrun = Callable[[Path | None], Vmrun | None]


class CaptureKeeper(QObject):
    """Resumes machines and removes snapshots, in threads of their own."""

    released = Signal(object)
    """Something was given back: a list of sentences on what remains, often empty."""
    told = Signal(object)
    """What the user should know of either: a list of sentences, never empty."""
    recovered = Signal(object)
    """What a crashed run had left was looked at: a list of sentences."""

    def __init__(
        self,
        work: Work,
        captures_path: Path,
        settings_store: SettingsStore,
        parent: QObject | None = None,
        *,
        find: FindVmrun = find_vmrun,
    ) -> None:
        super().__init__(parent)
        self.journal = Journal(captures_path)
        self._work = work
        self._settings = settings_store
        self.find = find
        """How vmrun is found."""
        self._running: set[Task] = set()
        self._being_released: set[str] = set()
        self._abandoned: dict[str, JobRequest] = {}
        """What is to be given up as soon as it is released."""
        self.released.connect(self._tell)
        self.recovered.connect(self._tell)

    @property
    def is_busy(self) -> bool:
        """True while something is being given back: the program should wait."""
        return bool(self._running)

    def release(self, job: Job) -> None:
        """Give back the capture of a job that is over.

        A suspended machine is resumed in any case. Without a core that can be trusted
        a snapshot stays, as copies do, so that the job can be tried again; then
        :meth:`abandon` removes them.
        """
        self._give_back(job.request, is_final=job.state is JobState.DONE)

    def abandon(self, job: Job) -> None:
        """Give back the capture of a job that will not be tried again."""
        self._give_back(job.request, is_final=True)

    def recover(self, needed: Collection[str] | None = None) -> None:
        """Look after what a run that crashed has left; called once at the start.

        :param needed: Ids of captures whose jobs are in the queue; None if unknown.
        """

        def look(progress: TaskProgress) -> list[str]:
            from guestcore.capture import recover

            return recover(self.journal, self._vmrun(), progress, needed)

        task = self._start(look)
        task.succeeded.connect(self.recovered.emit)
        task.failed.connect(lambda error: self.recovered.emit(_words(error)))

    def _tell(self, sentences: list[str]) -> None:
        if sentences:
            self.told.emit(sentences)

    def _give_back(self, request: JobRequest, *, is_final: bool) -> None:
        captured_id = request.capture_id
        if not captured_id:
            return
        if captured_id in self._being_released:
            if is_final:
                self._abandoned[captured_id] = request
            return
        kept = self.tr("The snapshot of {machine} stays, so that it can be tried again")
        kept = kept.format(machine=request.title or request.source.name)

        def work(progress: TaskProgress) -> list[str]:
            return self._release(request, is_final, kept, progress)

        self._being_released.add(captured_id)
        task = self._start(work)
        task.finished.connect(lambda: self._on_released(captured_id))
        task.succeeded.connect(self.released.emit)
        task.failed.connect(lambda error: self.released.emit(_words(error)))

    def _on_released(self, captured_id: str) -> None:
        self._being_released.discard(captured_id)
        request = self._abandoned.pop(captured_id, None)
        if request is not None:
            self._give_back(request, is_final=True)

    def _release(
        self, request: JobRequest, is_final: bool, kept: str, progress: TaskProgress
    ) -> list[str]:
        from guestcore.capture import discard_copies, release

        entry = self.journal.find(request.capture_id)
        if entry is None:
            return []
        if entry.copies is not None:
            done = discard_copies(entry.id, self.journal) if is_final else Released()
            return list(done.left)
        is_snapshot = entry.method is CaptureMethod.SNAPSHOT
        if is_snapshot and request.remove_snapshot and not is_final:
            return [kept]
        removes = request.remove_snapshot
        try:
            vmrun = self._vmrun()
            done = release(entry.id, self.journal, vmrun, removes, progress)
        except CaptureCancelled as stopped:
            return list(stopped.left)
        return list(done.left)

    def _vmrun(self) -> Vmrun | None:
        chosen = self._settings.value.vmrun
        return self.find(Path(chosen) if chosen else None)

    def _start(self, function: Callable[[TaskProgress], object]) -> Task:
        task = self._work.in_thread(function)
        self._running.add(task)
        task.finished.connect(lambda: self._running.discard(task))
        return task


def _words(error: Exception) -> list[str]:
    """Return what an error says; one that nobody foresaw is shown elsewhere."""
    if not isinstance(error, GuestCoreError):
        return []
    return [error.message, *([error.hint] if error.hint else [])]
