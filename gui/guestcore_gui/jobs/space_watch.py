"""Jobs whose disk was too small to begin: watches for space, off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from guestcore_gui.jobs.job import Job
from guestcore_gui.jobs.runner import FreeSpace
from guestcore_gui.work import Work

_INTERVAL = 1000
"""Milliseconds between two looks."""


class SpaceWatch(QObject):
    """Looks at the disks of the jobs that wait for one, while there are any.

    :param waiting: Returns those jobs.
    """

    has_room = Signal(str)
    """The id of a job whose disk has the space that it needs."""

    def __init__(
        self,
        work: Work,
        space: FreeSpace,
        waiting: Callable[[], Iterable[Job]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._space = space
        self._waiting = waiting
        self._timer = QTimer(self, singleShot=True, interval=_INTERVAL)
        self._timer.timeout.connect(self._look)
        self._is_looking = False

    def watch(self) -> None:
        """Begin, if there is something to watch for."""
        if not self._timer.isActive() and not self._is_looking and any(self._waiting()):
            self._timer.start()

    def _look(self) -> None:
        wants = [
            (job.id, job.request.output.parent, job.needed) for job in self._waiting()
        ]
        if not wants:
            return
        self._is_looking = True
        task = self._work.in_background(
            lambda _progress: _satisfied(wants, self._space)
        )
        task.succeeded.connect(self._tell)
        task.finished.connect(self._go_on)

    def _tell(self, ids: list[str]) -> None:
        for job_id in ids:
            self.has_room.emit(job_id)

    def _go_on(self) -> None:
        self._is_looking = False
        self.watch()


def _satisfied(wants: list[tuple[str, Path, int]], space: FreeSpace) -> list[str]:
    """Return the ids of the jobs that can begin; an unreadable disk counts as one."""
    free: dict[Path, int | None] = {}
    satisfied: list[str] = []
    for job_id, folder, needed in wants:
        if folder not in free:
            free[folder] = _free(folder, space)
        left = free[folder]
        if left is None or left >= needed:
            satisfied.append(job_id)
    return satisfied


def _free(folder: Path, space: FreeSpace) -> int | None:
    try:
        return space(folder)
    except OSError:  # the conversion will tell what is wrong
        return None
