"""What was used lately: kept in a file, written off the GUI thread."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from guestcore.sentence import Sentence
from guestcore_gui.i18n import localized
from guestcore_gui.jsonfile import OwnFile, write_json
from guestcore_gui.library.describe import describe_used
from guestcore_gui.library.entry import Entry
from guestcore_gui.parts.latest import Latest
from guestcore_gui.work import TaskProgress, Work

_log = logging.getLogger(__name__)

MAX_RECENT = 8
_MAX_PATH = 4096


@dataclass(frozen=True, slots=True)
class _Described:
    """What the pool found."""

    paths: list[Path]
    rows: list[Entry]
    is_new: bool
    """The file does not hold just these."""


class Recent(QObject):
    """The newest first."""

    described = Signal(object)
    """Their rows, a list of :class:`Entry`."""
    failed = Signal(str)
    """What was kept cannot be used; why."""

    def __init__(self, work: Work, file: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._file = OwnFile(file)
        self._paths: list[Path] = []
        self._was_read = False
        self._is_writing = False
        self._latest = Latest(self)
        self._problem: Sentence | None = None
        """Of the file, found by a look that may have been dropped; not told yet."""

    @property
    def paths(self) -> list[Path]:
        """The newest first."""
        return list(self._paths)

    def note(self, path: Path) -> None:
        """Put a path in front."""
        self._set([path, *(old for old in self._paths if old != path)])

    def forget(self, path: Path) -> None:
        """Remove a path from the list."""
        self._set([old for old in self._paths if old != path])

    def look_again(self) -> None:
        """Describe them anew; ``described`` brings the rows."""
        paths, file, was_read = list(self._paths), self._file, self._was_read

        def describe(progress: TaskProgress) -> _Described:
            del progress
            kept = paths if was_read else self._read(file)
            known = _merged(paths, kept)
            rows = [describe_used(path, i) for i, path in enumerate(known)]
            return _Described(known, rows, is_new=known != kept)

        self._latest.watch(self._work.in_background(describe), self._show)

    def _read(self, file: OwnFile) -> list[Path]:
        paths, problem = file.read(_paths_from)
        if problem is not None:
            self._problem = problem
        return paths

    def stop(self) -> None:
        """Describe no more; what has to be written is written."""
        self._latest.drop()

    def _set(self, paths: list[Path]) -> None:
        self._paths = paths[:MAX_RECENT]
        if self._was_read:
            self._write()
        self.look_again()

    def _show(self, result: _Described) -> None:
        self._paths = result.paths
        if not self._was_read:
            self._was_read = True
            if result.is_new:
                self._write()
        problem, self._problem = self._problem, None
        if problem is not None:
            self.failed.emit(localized(problem))
        self.described.emit(result.rows)

    def _write(self) -> None:
        if self._is_writing:
            return
        self._is_writing = True
        names, file = [str(path) for path in self._paths], self._file

        def write(progress: TaskProgress) -> None:
            del progress
            try:
                file.make_way()
                write_json(file.path, names)
            except OSError as error:
                _log.warning("what was used lately cannot be saved: %s", error)

        task = self._work.in_pool(write)
        task.finished.connect(lambda: self._on_written(names))

    def _on_written(self, names: list[str]) -> None:
        self._is_writing = False
        if names != [str(path) for path in self._paths]:
            self._write()


def _merged(first: list[Path], second: list[Path]) -> list[Path]:
    return list(dict.fromkeys((*first, *second)))[:MAX_RECENT]


def _paths_from(value: object) -> list[Path]:
    names = value if isinstance(value, list) else []
    return [
        Path(name)
        for name in names[:MAX_RECENT]
        if isinstance(name, str) and 0 < len(name) <= _MAX_PATH and "\0" not in name
    ]
