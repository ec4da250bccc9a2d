"""The one way to run work off the GUI thread.

``Work.in_pool(function)``, ``Work.in_background(function)`` and
``Work.in_thread(function)`` call ``function(progress)`` elsewhere and return a
:class:`Task`, whose signals are emitted in the GUI thread: slots may be anything,
lambdas too, and may touch widgets. *progress* is a
:class:`guestcore.progress.Progress`: reporting to it is what makes pause and cancel
act.

Exactly one of ``succeeded``, ``failed`` and ``cancelled`` is emitted, then
``finished``. A failure that is no :class:`~guestcore.errors.GuestCoreError` is a bug
and goes to ``Work.unexpected``, too, so none ends in silence.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QDeadlineTimer,
    QObject,
    QRunnable,
    Qt,
    QThread,
    QThreadPool,
    Signal,
)

from guestcore.errors import Cancelled, GuestCoreError
from guestcore.progress import Phase

_INTERVAL = 0.05
"""Seconds between two reports that reach the GUI."""
_WAITED_FOR = 4
"""Threads for what the user waits for: a share that is dead may hold some of them."""
_BACKGROUND = 2
"""Threads for what nobody waits for."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a phase is."""

    phase: Phase
    done: int
    """Bytes or units of work."""
    total: int
    """In all; 0 if unknown."""


class TaskProgress:
    """What the work reports to. Callable from any thread."""

    def __init__(self, notify: Callable[[Step], None]) -> None:
        self._notify = notify
        self._lock = threading.Lock()
        self._go_on = threading.Event()
        self._go_on.set()
        self._cancelled = threading.Event()
        self._last_phase: Phase | None = None
        self._last_time = 0.0

    def report(self, phase: Phase, done: int, total: int) -> None:
        """Tell how far a phase is; wait here while paused.

        :raises Cancelled: if the user asked to stop.
        """
        self.check()
        now = time.monotonic()
        with self._lock:
            is_due = (
                phase is not self._last_phase
                or now - self._last_time >= _INTERVAL
                or (total and done >= total)
            )
            if is_due:
                self._last_phase, self._last_time = phase, now
        if is_due:
            self._notify(Step(phase, done, total))

    def check(self) -> None:
        """Wait while paused.

        :raises Cancelled: if the user asked to stop.
        """
        self._go_on.wait()
        if self._cancelled.is_set():
            raise Cancelled

    @property
    def is_cancelled(self) -> bool:
        """True once the user asked to stop."""
        return self._cancelled.is_set()

    @property
    def is_paused(self) -> bool:
        """True while the user wants it to wait."""
        return not self._go_on.is_set()

    def pause(self) -> None:
        """Make the work wait at its next report."""
        if not self._cancelled.is_set():
            self._go_on.clear()

    def resume(self) -> None:
        """Let it go on."""
        self._go_on.set()

    def cancel(self) -> None:
        """Make the work end at its next report."""
        self._cancelled.set()
        self._go_on.set()


class Task(QObject):
    """A piece of work. Lives in the GUI thread."""

    progressed = Signal(object)
    """A :class:`Step`, at most 20 a second."""
    told = Signal(object)
    """Whatever the work passed to ``tell``, in order."""
    succeeded = Signal(object)
    """What the function returned."""
    failed = Signal(object)
    """The exception."""
    cancelled = Signal()
    finished = Signal()

    _moved = Signal(object)
    _said = Signal(object)
    _ended = Signal(object, object)

    def __init__(self, function: Callable[[TaskProgress], object]) -> None:
        super().__init__()
        self._function = function
        self.progress = TaskProgress(self._moved.emit)
        self.is_finished = False
        queued = Qt.ConnectionType.QueuedConnection
        self._moved.connect(self._pass_on_step, queued)
        self._said.connect(self._pass_on_word, queued)
        self._ended.connect(self._finish, queued)

    def tell(self, word: object) -> None:
        """Pass something to ``told``; called by the work, in its thread."""
        self._said.emit(word)

    def cancel(self) -> None:
        """Ask the work to stop."""
        self.progress.cancel()

    def pause(self) -> None:
        """Ask the work to wait."""
        self.progress.pause()

    def resume(self) -> None:
        """Let it go on."""
        self.progress.resume()

    def execute(self) -> None:
        """Do the work; called once, in another thread."""
        try:
            self.progress.check()
            result = self._function(self.progress)
        except Exception as error:  # noqa: BLE001  shown by whoever listens
            self._ended.emit(None, error)
        else:
            self._ended.emit(result, None)

    def _pass_on_step(self, step: Step) -> None:
        if not self.is_finished and not self.progress.is_cancelled:
            self.progressed.emit(step)

    def _pass_on_word(self, word: object) -> None:
        if not self.is_finished and not self.progress.is_cancelled:
            self.told.emit(word)

    def _finish(self, result: object, error: Exception | None) -> None:
        self.is_finished = True
        if isinstance(error, Cancelled):
            self.cancelled.emit()
        elif error is not None:
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)
        self.finished.emit()


class _Runnable(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        self._task.execute()


class _Thread(QThread):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        self._task.execute()


class Work(QObject):
    """Starts tasks and keeps them until they end."""

    unexpected = Signal(object)
    """An exception that no code foresaw."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: set[Task] = set()
        self._threads: dict[Task, QThread] = {}
        self._pool, self._background = QThreadPool(self), QThreadPool(self)
        self._pool.setMaxThreadCount(_WAITED_FOR)
        self._background.setMaxThreadCount(_BACKGROUND)

    def in_pool(self, function: Callable[[TaskProgress], object]) -> Task:
        """Run short work that the user waits for in a pool of threads."""
        task = self._keep(function)
        self._pool.start(_Runnable(task))
        return task

    def in_background(self, function: Callable[[TaskProgress], object]) -> Task:
        """Run what nobody waits for (scans, thumbnails) in a pool of its own.

        However long that takes, work :meth:`in_pool` goes on.
        """
        task = self._keep(function)
        self._background.start(_Runnable(task))
        return task

    def in_thread(self, function: Callable[[TaskProgress], object]) -> Task:
        """Run long work (a conversion) in a thread of its own."""
        task = self._keep(function)
        thread = _Thread(task)
        self._threads[task] = thread
        thread.start()
        return task

    @property
    def running(self) -> int:
        """Tasks that have not ended."""
        return len(self._tasks)

    def cancel_all(self, seconds: float) -> bool:
        """Cancel everything and wait; True if it has all ended.

        :param seconds: Patience in all.
        """
        for task in self._tasks:
            task.cancel()
        deadline = QDeadlineTimer(round(seconds * 1000))
        ended = all(thread.wait(deadline) for thread in self._threads.values())
        for pool in (self._pool, self._background):
            ended = pool.waitForDone(max(0, deadline.remainingTime())) and ended
        return ended

    def _keep(self, function: Callable[[TaskProgress], object]) -> Task:
        task = Task(function)
        self._tasks.add(task)
        task.failed.connect(self._look_at_failure)
        task.finished.connect(lambda: self._forget(task))
        return task

    def _look_at_failure(self, error: Exception) -> None:
        if not isinstance(error, GuestCoreError):
            self.unexpected.emit(error)

    def _forget(self, task: Task) -> None:
        thread = self._threads.pop(task, None)
        if thread is not None:
            thread.wait()
            thread.deleteLater()
        self._tasks.discard(task)
        task.deleteLater()
