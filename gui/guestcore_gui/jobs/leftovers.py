"""Temporary files of runs that were killed: found beside known targets."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from guestcore.core.temporary import Leftover, find_leftovers, remove_leftover
from guestcore_gui.work import TaskProgress, Work

_log = logging.getLogger(__name__)

_MAX_FOLDERS = 100
_MAX_FOUND = 1000


class Leftovers(QObject):
    """Looks and removes off the GUI thread."""

    found = Signal(list)
    """:class:`Leftover` that no living process holds; not told if there are none."""

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self.items: list[Leftover] = []
        """What is offered at present."""

    def search(self, targets: Iterable[Path]) -> None:
        """Look into the folders of some cores, of which few or none may be left."""
        folders = list(dict.fromkeys(target.parent for target in targets))
        folders = folders[-_MAX_FOLDERS:]
        if folders:
            task = self._work.in_background(lambda progress: _search(folders, progress))
            task.succeeded.connect(self._tell)

    def remove(self) -> None:
        """Remove what is offered."""
        doomed = [leftover.path for leftover in self.items]
        self.items = []
        self._work.in_background(lambda progress: _remove(doomed, progress))

    def keep(self) -> None:
        """Offer it no more, until the next start."""
        self.items = []

    def _tell(self, found: list[Leftover]) -> None:
        self.items = found
        if found:
            self.found.emit(found)


def _search(folders: list[Path], progress: TaskProgress) -> list[Leftover]:
    found: list[Leftover] = []
    for folder in folders:
        progress.check()
        found += find_leftovers(folder)
    return found[:_MAX_FOUND]


def _remove(paths: list[Path], progress: TaskProgress) -> None:
    for path in paths:
        progress.check()
        if not remove_leftover(path):
            _log.info("left where it is, for it cannot be removed: %s", path)
