"""The queue as a table: one row a job, texts ready to be shown."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QUrl,
)

from guestcore.progress import Phase
from guestcore.report.units import rate_text, size_text, time_left_text
from guestcore_gui.i18n import localized
from guestcore_gui.jobs.controller import JobController
from guestcore_gui.jobs.job import Job, JobState
from guestcore_gui.jobs.words import (
    percent_of,
    state_word,
    title_of,
    what_is_so,
)
from guestcore_gui.parts.labels import tooltip

JOB_ROLE = Qt.ItemDataRole.UserRole
"""The :class:`~guestcore_gui.jobs.job.Job` itself."""
_IN_BYTES = (Phase.SCANNING, Phase.WRITING, Phase.FLUSHING, Phase.CHECKING)

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Column(IntEnum):
    """What a row shows, from the left."""

    STATE = 0
    TITLE = 1
    PROGRESS = 2
    RATE = 3
    LEFT = 4
    SIZE = 5
    ACTIONS = 6


class QueueModel(QAbstractTableModel):
    """Follows a :class:`JobController`."""

    def __init__(
        self, controller: JobController, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs = list(controller.jobs)
        self._rows: dict[Job, int] = {}
        """Made when it is asked for, and whenever rows have moved."""
        controller.job_added.connect(self._add)
        controller.job_removed.connect(self._remove)
        controller.job_moved.connect(self._move)
        controller.job_changed.connect(self._change)

    def job(self, row: int) -> Job:
        """Return the job of a row."""
        return self._jobs[row]

    def row_of(self, job: Job) -> int:
        """Return the row of a job; -1 if it has none."""
        if len(self._rows) != len(self._jobs):
            self._rows = {job: row for row, job in enumerate(self._jobs)}
        return self._rows.get(job, -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of jobs."""
        return 0 if parent.isValid() else len(self._jobs)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be chosen; those with a core can be dragged out."""
        flags = super().flags(index)
        if index.isValid() and self._jobs[index.row()].core is not None:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = 0
    ) -> object:
        """Return the names of the columns: screen readers read them out."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical or section not in tuple(Column):
            return None
        return {
            Column.STATE: self.tr("State"),
            Column.TITLE: self.tr("Job"),
            Column.PROGRESS: self.tr("Progress"),
            Column.RATE: self.tr("Rate"),
            Column.LEFT: self.tr("Time left"),
            Column.SIZE: self.tr("Size"),
            Column.ACTIONS: self.tr("Actions"),
        }[Column(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  as Qt has it
        """Return texts, tooltips and what screen readers say."""
        if not index.isValid():
            return None
        job, column = self._jobs[index.row()], Column(index.column())
        if role == JOB_ROLE:
            return job
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(job, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = self._tooltip(job, column)
            return "<br>".join(tooltip(line) for line in lines if line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(job, column)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._description(job)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (
            Column.RATE, Column.LEFT, Column.SIZE,
        ):  # fmt: skip
            return int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        return None

    def mimeTypes(self) -> list[str]:
        """Cores are dragged out as files."""
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the cores of some rows as files."""
        rows = sorted({index.row() for index in indexes})
        cores = [self._jobs[row].core for row in rows]
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(core)) for core in cores if core])
        return mime

    def supportedDragActions(self) -> Qt.DropAction:
        """Copy and nothing else: no file manager moves a core away."""
        return Qt.DropAction.CopyAction

    def _text(self, job: Job, column: Column) -> str:
        is_running = job.state is JobState.RUNNING
        match column:
            case Column.STATE:
                return state_word(job)
            case Column.TITLE:
                return title_of(job)
            case Column.PROGRESS:
                return what_is_so(job)
            case Column.RATE if is_running and job.rate and job.phase in _IN_BYTES:
                return localized(rate_text(job.rate))
            case Column.LEFT if is_running and job.seconds_left is not None:
                return localized(time_left_text(job.seconds_left))
            case Column.SIZE if job.core_size:
                return localized(size_text(job.core_size))
            case Column.ACTIONS | _:
                return ""

    def _spoken(self, job: Job, column: Column) -> str:
        text = self._text(job, column)
        if column is not Column.PROGRESS or percent_of(job) is None:
            return text
        spoken = self.tr("{phase}, {percent} percent")
        return spoken.format(phase=text, percent=percent_of(job))

    def _tooltip(self, job: Job, column: Column) -> tuple[str, ...]:
        if column is Column.TITLE:
            paths = (job.request.source, job.core or job.request.output)
            return title_of(job), *(localized(str(path)) for path in paths)
        if column is Column.ACTIONS:
            return ()
        return state_word(job), what_is_so(job), localized(job.hint)

    def _description(self, job: Job) -> str:
        """Return the whole row for a screen reader."""
        parts = [title_of(job), state_word(job)]
        parts.append(self._spoken(job, Column.PROGRESS))
        parts += [self._text(job, column) for column in (Column.LEFT, Column.SIZE)]
        return ", ".join(part for part in parts if part)

    def _add(self, job: Job, place: int) -> None:
        self.beginInsertRows(_ROOT, place, place)
        self._jobs.insert(place, job)
        self._rows.clear()
        self.endInsertRows()

    def _remove(self, job: Job, place: int) -> None:
        del job
        self.beginRemoveRows(_ROOT, place, place)
        del self._jobs[place]
        self._rows.clear()
        self.endRemoveRows()

    def _move(self, job: Job, start: int, end: int) -> None:
        self.beginMoveRows(_ROOT, start, start, _ROOT, end + (end > start))
        self._jobs.insert(end, self._jobs.pop(start))
        self._rows.clear()
        self.endMoveRows()
        self._change(job)

    def _change(self, job: Job) -> None:
        row = self.row_of(job)
        if row >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
