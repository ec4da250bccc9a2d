"""The table of the queue: columns, keys, and cores dragged out of it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyleOptionFocusRect,
    QTableView,
    QWidget,
)

from guestcore.report.units import rate_text, time_left_text
from guestcore_gui.i18n import localized
from guestcore_gui.jobs.job import Job, JobState
from guestcore_gui.jobs.words import all_state_words, percent_of
from guestcore_gui.queue.delegate import BUTTON, QueueDelegate, row_height
from guestcore_gui.queue.model import Column, Index, QueueModel
from guestcore_gui.theme.metrics import GRID, ICON, TIGHT, text_width

_TICK = 50
"""Milliseconds between two steps of a bar whose share is not known."""
_TITLE_SHARE = 0.4
"""Of the width that titles and progress have together."""
_LARGE_RATE = 888 << 20
_LONG = (7.0, 50.0, 59 * 60.0, 20 * 3600.0)
"""Seconds, to make room for the longest text."""


class QueueView(QTableView):
    """Rows only; Tab leaves it."""

    chosen_changed = Signal()

    def __init__(self, model: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = model
        self.setModel(model)
        self.delegate = QueueDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(self.tr("Queue"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self._set_up_headers()
        self.selectionModel().selectionChanged.connect(
            lambda *_: self.chosen_changed.emit()
        )
        self._ticker = QTimer(self, interval=_TICK)
        self._ticker.timeout.connect(self._tick)
        model.dataChanged.connect(self._look_for_motion)

    def chosen(self) -> list[Job]:
        """Return the chosen jobs, in their order; the current one if none is."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        if not rows and self.currentIndex().isValid():
            rows = [self.currentIndex().row()]
        return [self._jobs.job(row) for row in rows]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag cores; over the buttons nothing is dragged."""
        if self.indexAt(event.position().toPoint()).column() != Column.ACTIONS:
            super().mouseMoveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share what is left between title and progress."""
        wide = (Column.TITLE, Column.PROGRESS)
        taken = sum(self.columnWidth(column) for column in Column if column not in wide)
        left = self.viewport().width() - taken
        self.setColumnWidth(Column.TITLE, max(BUTTON, round(left * _TITLE_SHARE)))
        super().resizeEvent(event)

    def moveCursor(
        self,
        action: QAbstractItemView.CursorAction,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        """Go to the first and the last row with Home and End: rows are what counts."""
        actions = QAbstractItemView.CursorAction
        last = self._jobs.rowCount() - 1
        if last < 0 or action not in (actions.MoveHome, actions.MoveEnd):
            return super().moveCursor(action, modifiers)
        row = 0 if action == actions.MoveHome else last
        place = self._jobs.index(row, max(0, self.currentIndex().column()))
        self.scrollTo(place)  # also where it is the current one already
        return place

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Paint the frame of the focus anew: it is as wide as a row."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and around the one with the focus a frame."""
        super().paintEvent(event)
        current = self.currentIndex()
        if not (self.hasFocus() and current.isValid()):
            return
        option = QStyleOptionFocusRect()
        option.initFrom(self)
        option.state |= QStyle.StateFlag.State_KeyboardFocusChange
        row = self.visualRect(current)
        option.rect = QRect(0, row.top(), self.viewport().width(), row.height())
        chosen = self.selectionModel().isSelected(current)
        roles = QPalette.ColorRole
        role = roles.Highlight if chosen else roles.Base
        option.backgroundColor = self.palette().color(role)
        frame = QStyle.PrimitiveElement.PE_FrameFocusRect
        painter = QPainter(self.viewport())
        self.style().drawPrimitive(frame, option, painter, self)
        painter.end()

    def _set_up_headers(self) -> None:
        self.verticalHeader().hide()
        # All rows alike: asking each for its height would take long in long queues.
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_height(self.fontMetrics()))
        header = self.horizontalHeader()
        header.hide()
        header.setMinimumSectionSize(BUTTON)
        stretch, fixed = QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.Fixed
        for column in Column:
            is_wide = column is Column.PROGRESS
            header.setSectionResizeMode(column, stretch if is_wide else fixed)
        margin = 2 * GRID + TIGHT
        state = max(text_width(word) for word in all_state_words())
        left = max(text_width(localized(time_left_text(seconds))) for seconds in _LONG)
        rate = text_width(localized(rate_text(_LARGE_RATE)))
        self.setColumnWidth(Column.STATE, ICON + GRID + state + margin)
        self.setColumnWidth(Column.RATE, rate + margin)
        self.setColumnWidth(Column.LEFT, left + margin)
        self.setColumnWidth(Column.SIZE, text_width("888 MiB") + margin)
        self.setColumnWidth(Column.ACTIONS, 2 * BUTTON + TIGHT + GRID)

    def _look_for_motion(self, first: QModelIndex, last: QModelIndex) -> None:
        if self._ticker.isActive():
            return
        if any(self._moves(row) for row in range(first.row(), last.row() + 1)):
            self._ticker.start()

    def _tick(self) -> None:
        rows = self._moving_rows()
        if not rows:
            self._ticker.stop()
        for row in rows:
            self.update(self._jobs.index(row, Column.PROGRESS))

    def _moving_rows(self) -> list[int]:
        rows = range(self._jobs.rowCount(QModelIndex()))
        return [row for row in rows if self._moves(row)]

    def _moves(self, row: int) -> bool:
        job = self._jobs.job(row)
        return job.state is JobState.RUNNING and percent_of(job) is None
