"""Work of which only the last piece counts: what is shown depends on a choice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from guestcore_gui.work import Step, Task, TaskProgress


@dataclass(slots=True)
class _Running:
    """What is needed to stop a task when the widget that it works for is gone."""

    progress: TaskProgress | None = None


def _stop(running: _Running) -> None:
    if running.progress is not None:
        running.progress.cancel()


class Latest(QObject):
    """Hands on what the newest task brings; older ones are cancelled and forgotten.

    It belongs to a widget: when that goes, nobody is called any more, and the task is
    cancelled.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        running = self._running = _Running()
        self.destroyed.connect(partial(_stop, running))  # self is no more then
        self._task: Task | None = None
        self._done: Callable[[Any], None] | None = None
        self._failed: Callable[[Exception], None] | None = None
        self._stopped: Callable[[], None] | None = None
        self._moved: Callable[[Step], None] | None = None

    @property
    def is_running(self) -> bool:
        """True until the newest task has ended."""
        return self._task is not None

    def watch(
        self,
        task: Task,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        stopped: Callable[[], None] | None = None,
        moved: Callable[[Step], None] | None = None,
    ) -> None:
        """Make a task the newest.

        :param done: Called with its result.
        :param failed: Called with the exception.
        :param stopped: Called when it has stopped because the user asked it to.
        :param moved: Called with each step.
        """
        self.drop()
        self._task, self._running.progress = task, task.progress
        self._done, self._failed = done, failed
        self._stopped, self._moved = stopped, moved
        task.succeeded.connect(self._on_success)
        task.failed.connect(self._on_failure)
        task.cancelled.connect(self._on_stop)
        task.progressed.connect(self._on_step)

    def cancel(self) -> None:
        """Ask the newest task to stop; it is still watched."""
        if self._task is not None:
            self._task.cancel()

    def drop(self) -> None:
        """Cancel the newest task, and forget it."""
        task = self._forget()
        if task is not None:
            task.cancel()

    def _on_success(self, result: object) -> None:
        done = self._done
        self._forget()
        if done is not None:
            done(result)

    def _on_failure(self, error: Exception) -> None:
        failed = self._failed
        self._forget()
        if failed is not None:
            failed(error)

    def _on_stop(self) -> None:
        stopped = self._stopped
        self._forget()
        if stopped is not None:
            stopped()

    def _on_step(self, step: Step) -> None:
        if self._moved is not None:
            self._moved(step)

    def _forget(self) -> Task | None:
        task, self._task, self._running.progress = self._task, None, None
        if task is not None:
            task.succeeded.disconnect(self._on_success)
            task.failed.disconnect(self._on_failure)
            task.cancelled.disconnect(self._on_stop)
            task.progressed.disconnect(self._on_step)
        self._done = self._failed = self._stopped = self._moved = None
        return task
