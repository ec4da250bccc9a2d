"""Saves the queue: soon after each change, never more than twice a second."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from guestcore_gui.i18n import reason_of
from guestcore_gui.jobs.job import Job
from guestcore_gui.jobs.packed import pack_text, unpack_text
from guestcore_gui.jobs.store import job_text, write_jobs
from guestcore_gui.jsonfile import OwnFile
from guestcore_gui.work import Work

_log = logging.getLogger(__name__)

_INTERVAL = 500
"""Milliseconds between two saves."""


class QueueSaver(QObject):
    """Writes in a thread what the GUI thread has put into words.

    :param jobs: Returns the jobs as they are now, in their order.
    """

    failed = Signal(str)
    """The queue cannot be saved; why. Once, until it can again."""

    def __init__(
        self,
        work: Work,
        file: OwnFile,
        jobs: Callable[[], Iterable[Job]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._jobs = jobs
        self._texts: dict[str, bytes] = {}
        self._writer = _Writer(file)
        self._is_dirty = self._is_writing = self._has_failed = False
        self._timer = QTimer(self, singleShot=True, interval=_INTERVAL)
        self._timer.timeout.connect(self._save)

    def changed(self, job: Job | None = None) -> None:
        """Save soon.

        :param job: What has changed in itself; None: the order or the number.
        """
        if job is not None:
            self._texts.pop(job.id, None)
        self._is_dirty = True
        if not self._timer.isActive() and not self._is_writing:
            self._save()

    def save_now(self) -> None:
        """Save before this returns: the program is about to end."""
        self._timer.stop()
        problem = self._writer.write(self._take())
        if problem:
            _log.warning("the queue cannot be saved: %s", problem)

    def _save(self) -> None:
        if not self._is_dirty:
            return
        self._is_writing = True
        edition = self._take()
        task = self._work.in_thread(lambda _progress: self._writer.write(edition))
        task.succeeded.connect(self._look_at_outcome)
        task.finished.connect(self._go_on)

    def _take(self) -> _Edition:
        self._is_dirty = False
        jobs = list(self._jobs())
        texts = {
            job.id: self._texts.get(job.id) or pack_text(job_text(job)) for job in jobs
        }
        self._texts = texts
        return self._writer.number(list(texts.values()))

    def _go_on(self) -> None:
        self._is_writing = False
        self._timer.start()

    def _look_at_outcome(self, problem: str) -> None:
        if problem and not self._has_failed:
            self.failed.emit(problem)
        self._has_failed = bool(problem)


@dataclass(frozen=True, slots=True)
class _Edition:
    number: int
    texts: list[bytes]
    """Packed."""


class _Writer:
    """Writes editions, from any thread, and never an older over a newer one."""

    def __init__(self, file: OwnFile) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._made = self._written = 0

    def number(self, texts: list[bytes]) -> _Edition:
        """Return the next edition; called in one thread only."""
        self._made += 1
        return _Edition(self._made, texts)

    def write(self, edition: _Edition) -> str:
        """Write an edition unless it is out of date; return what went wrong."""
        with self._lock:
            if edition.number < self._written:
                return ""
            try:
                self._file.make_way()
                write_jobs(self._file.path, map(unpack_text, edition.texts))
            except OSError as error:
                return reason_of(error, self._file.path)
            self._written = edition.number
            return ""
