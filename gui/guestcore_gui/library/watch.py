"""Notices changes in folders, so that nobody has to refresh."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

_log = logging.getLogger(__name__)

MAX_WATCHED = 1024 if sys.platform == "linux" else 200
"""Folders; elsewhere each takes a file or a thread. F5 looks into all of them."""
_CHUNK = 64
"""Folders that are added or removed at once: the system looks at each of them."""
_DELAY = 400
"""Milliseconds in which changes are gathered: files seldom come alone."""


class FolderWatch(QObject):
    """Watches a bounded number of folders."""

    changed = Signal(object)
    """A set of folders in which something appeared, vanished or was renamed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._gather)
        self._wanted: list[str] = []
        self._unwanted: list[str] = []
        self._changed: set[Path] = set()
        self._delay = QTimer(self, singleShot=True, interval=_DELAY)
        self._delay.timeout.connect(self._tell)
        self._stepping = QTimer(self, interval=0)
        self._stepping.timeout.connect(self._step)

    @property
    def folders(self) -> set[Path]:
        """What is watched now."""
        return {Path(name) for name in self._watcher.directories()}

    def set_folders(self, folders: list[Path]) -> None:
        """Watch these and no others; the first ones if they are too many."""
        names = [str(folder) for folder in folders if _fits(folder)][:MAX_WATCHED]
        watched = set(self._watcher.directories())
        self._unwanted = sorted(watched.difference(names))
        self._wanted = [name for name in names if name not in watched]
        if self._wanted or self._unwanted:
            self._stepping.start()

    def _step(self) -> None:
        gone, self._unwanted = self._unwanted[:_CHUNK], self._unwanted[_CHUNK:]
        if gone:
            self._watcher.removePaths(gone)
            return
        some, self._wanted = self._wanted[:_CHUNK], self._wanted[_CHUNK:]
        failed = self._watcher.addPaths(some) if some else []
        if failed:
            _log.info("%d folders cannot be watched", len(failed))
        if not self._wanted:
            self._stepping.stop()

    def _gather(self, folder: str) -> None:
        self._changed.add(Path(folder))
        if not self._delay.isActive():
            self._delay.start()

    def _tell(self) -> None:
        changed, self._changed = self._changed, set()
        self.changed.emit(changed)


def _fits(folder: Path) -> bool:
    """True for names that Qt can hold: not those that are no text."""
    try:
        str(folder).encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in str(folder)
