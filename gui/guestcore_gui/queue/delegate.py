"""Paints a row of the queue in the palette of the moment."""

from __future__ import annotations

import time

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QIcon,
    QMouseEvent,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from guestcore_gui.jobs.job import Job, JobState
from guestcore_gui.jobs.words import percent_of
from guestcore_gui.queue.bar import paint_bar
from guestcore_gui.queue.looks import Button, button_icon, buttons_of, state_look
from guestcore_gui.queue.model import JOB_ROLE, Column
from guestcore_gui.theme.colours import colours
from guestcore_gui.theme.icons import icon
from guestcore_gui.theme.metrics import GRID, ICON, TIGHT

BUTTON = ICON + GRID
"""Side of a button in a row."""
_SENTENCE = (Column.PROGRESS, Column.RATE, Column.LEFT)
"""The columns over which a sentence goes where there is no bar."""
_START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_SHORTEST_BAR = 48
_QUIET = (Column.RATE, Column.LEFT, Column.SIZE)

Index = QModelIndex | QPersistentModelIndex


class QueueDelegate(QStyledItemDelegate):
    """Bars, state icons and buttons; everything else as the style has it."""

    pressed = Signal(object, object)
    """A job and the :class:`Button` of it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a height that has room for the buttons."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), row_height(option.fontMetrics))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint a cell."""
        self.initStyleOption(option, index)
        job: Job = index.data(JOB_ROLE)
        column, text = Column(index.column()), option.text
        option.text = ""
        option.state &= ~QStyle.StateFlag.State_HasFocus  # the view frames the row
        style = option.widget.style() if option.widget else QApplication.style()
        painter.save()
        style.drawControl(
            QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget
        )
        area = option.rect.adjusted(GRID, 0, -GRID, 0)
        if column is Column.STATE:
            look = state_look(job)
            self._paint_icon(painter, option, area, icon(look.icon, look.tone))
            area.setLeft(area.left() + ICON + GRID)
        if column is Column.ACTIONS:
            self._paint_buttons(painter, option, job)
        elif column in _SENTENCE and not is_moving(job):
            self._paint_sentence(painter, option, index)
        elif column is Column.PROGRESS:
            self._paint_progress(painter, option, area, job, text)
        else:
            self._paint_text(painter, option, area, text, column)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Press buttons."""
        if isinstance(event, QMouseEvent) and index.column() == Column.ACTIONS:
            is_left = event.button() is Qt.MouseButton.LeftButton
            button = self._button_at(option, index, event)
            if is_left and button is not None:
                if event.type() is QEvent.Type.MouseButtonRelease:
                    self.pressed.emit(index.data(JOB_ROLE), button)
                return True
        return super().editorEvent(event, model, option, index)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Say what a button does."""
        if index.column() == Column.ACTIONS:
            button = self._button_at(option, index, event)
            text = self._button_text(button) if button is not None else ""
            QToolTip.showText(event.globalPos(), text, view)
            return True
        return super().helpEvent(event, view, option, index)

    def _button_text(self, button: Button) -> str:
        return {
            Button.PAUSE: self.tr("Pause (Space)"),
            Button.RESUME: self.tr("Resume (Space)"),
            Button.CANCEL: self.tr("Cancel (Delete)"),
            Button.RETRY: self.tr("Convert again (Ctrl+R)"),
            Button.REMOVE: self.tr("Remove from the list (Delete)"),
            Button.REPORT: self.tr("Show the report (Return)"),
            Button.LOG: self.tr("Show the log (Ctrl+L)"),
            Button.FOLDER: self.tr("Show the core in its folder"),
        }[button]

    def _button_at(
        self,
        option: QStyleOptionViewItem,
        index: Index,
        event: QMouseEvent | QHelpEvent,
    ) -> Button | None:
        job: Job = index.data(JOB_ROLE)
        pos = (
            event.position().toPoint()
            if isinstance(event, QMouseEvent)
            else event.pos()
        )
        for button, rect in _button_rects(option.rect, job):
            if rect.contains(pos):
                return button
        return None

    def _paint_buttons(
        self, painter: QPainter, option: QStyleOptionViewItem, job: Job
    ) -> None:
        for button, rect in _button_rects(option.rect, job):
            self._paint_icon(
                painter,
                option,
                rect.adjusted(TIGHT, 0, 0, 0),
                icon(button_icon(button)),
            )

    def _paint_icon(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, what: QIcon
    ) -> None:
        top = area.top() + (area.height() - ICON) // 2
        mode = QIcon.Mode.Selected if _is_selected(option) else QIcon.Mode.Normal
        place = QRect(area.left(), top, ICON, ICON)
        what.paint(painter, place, Qt.AlignmentFlag.AlignCenter, mode)

    def _paint_text(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        area: QRect,
        text: str,
        column: Column,
    ) -> None:
        painter.setPen(_text_colour(option, quiet=column in _QUIET))
        painter.setFont(option.font)
        middle, right = Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight
        mode = middle if column is Column.TITLE else right
        shown = option.fontMetrics.elidedText(text, mode, area.width())
        painter.drawText(area, int(option.displayAlignment), shown)

    def _paint_sentence(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint what of a sentence lies in this cell: it goes over several."""
        view = option.widget
        if not isinstance(view, QTableView):
            return
        lefts = [view.columnViewportPosition(column) for column in _SENTENCE]
        width = sum(view.columnWidth(column) for column in _SENTENCE)
        whole = QRect(min(lefts), option.rect.top(), width, option.rect.height())
        painter.setClipRect(option.rect)
        text = index.sibling(index.row(), Column.PROGRESS).data()
        area = whole.adjusted(GRID, 0, -GRID, 0)
        option.displayAlignment = _START
        self._paint_text(painter, option, area, text, Column.PROGRESS)

    def _paint_progress(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        area: QRect,
        job: Job,
        text: str,
    ) -> None:
        metrics = option.fontMetrics
        percent = percent_of(job)
        number = "" if percent is None else self.tr("{n} %").format(n=percent)
        number_width = metrics.horizontalAdvance(self.tr("{n} %").format(n=100))
        most = area.width() - number_width - GRID - _SHORTEST_BAR
        advance = metrics.horizontalAdvance(text) + 1  # it is rounded
        text_width = min(most, advance + GRID)
        text_width = max(text_width, area.width() * 2 // 5)
        words = QRect(area.left(), area.top(), text_width - GRID, area.height())
        self._paint_text(painter, option, words, text, Column.PROGRESS)
        bar = area.adjusted(text_width, 0, -(number_width + GRID), 0)
        fill = _text_colour(option, quiet=True)
        if job.state is JobState.RUNNING and not _is_selected(option):
            fill = option.palette.color(QPalette.ColorRole.Highlight)
        share = None if percent is None else job.done / job.total
        moves = job.state is JobState.RUNNING and can_move(option)
        now = time.monotonic() if moves else None
        track = _text_colour(option, quiet=False)
        paint_bar(painter, bar, fill, track, share, now)
        painter.setPen(_text_colour(option, quiet=False))
        end = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, int(end), number)


def row_height(metrics: QFontMetrics) -> int:
    """Return a height that has room for text and buttons."""
    return max(metrics.height() + GRID, BUTTON + TIGHT)


def is_moving(job: Job) -> bool:
    """True if a bar says more of a job than a sentence."""
    return job.state.is_active and not job.why


def can_move(option: QStyleOptionViewItem) -> bool:
    """True if the system asks for no rest on the screen."""
    style = option.widget.style() if option.widget else QApplication.style()
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return style.styleHint(hint, option, option.widget) > 0


def _button_rects(row: QRect, job: Job) -> list[tuple[Button, QRect]]:
    top = row.top() + (row.height() - BUTTON) // 2
    return [
        (button, QRect(row.left() + place * (BUTTON + TIGHT), top, BUTTON, BUTTON))
        for place, button in enumerate(buttons_of(job))
    ]


def _is_selected(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Selected)


def _text_colour(option: QStyleOptionViewItem, *, quiet: bool) -> QColor:
    if _is_selected(option):
        is_active = option.state & QStyle.StateFlag.State_Active
        groups = QPalette.ColorGroup
        group = groups.Active if is_active else groups.Inactive
        return option.palette.color(group, QPalette.ColorRole.HighlightedText)
    if quiet:
        return colours(option.palette).quiet
    return option.palette.color(QPalette.ColorRole.Text)
