"""A tree without columns that is scrolled sideways where it is deep."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QTimer
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

INDENT = 12
_ROW_MIN = 130
"""Pixels that a row has behind its indentation."""

Index = QModelIndex | QPersistentModelIndex


class WideTree(QTreeView):
    """Rows as wide as the view; wider as soon as one would have no room for words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deepest = 0
        self._wished = 0
        self.setHeaderHidden(True)
        self.setIndentation(INDENT)
        self.header().setStretchLastSection(False)
        self._widening = QTimer(self, singleShot=True, interval=0)
        self._widening.timeout.connect(lambda: self._make_room(self._wished))
        # The column goes with a model's rows, and comes back with a width of Qt's.
        self.header().sectionCountChanged.connect(self._fit_rows)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Show a row, sideways, too: what it says begins behind its indentation."""
        level = _level(index)
        self._make_room(level)
        super().scrollTo(index, hint)
        bar, left = self.horizontalScrollBar(), level * INDENT
        right = left + INDENT + _ROW_MIN
        bar.setValue(min(max(bar.value(), right - self.viewport().width()), left))

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint what leads to a row; one deeper than all before needs more room."""
        super().drawBranches(painter, rect, index)
        level = rect.width() // INDENT
        if level > max(self._deepest, self._wished):
            self._wished = level
            self._widening.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have rows as wide as the view."""
        super().resizeEvent(event)
        self._fit_rows()

    def _make_room(self, level: int) -> None:
        if level > self._deepest:
            self._deepest = level
            self._fit_rows()

    def _fit_rows(self) -> None:
        width = (self._deepest + 1) * INDENT + _ROW_MIN
        self.header().resizeSection(0, max(self.viewport().width(), width))


def _level(index: Index) -> int:
    """Return how many rows stand above one."""
    level, parent = 0, index.parent()
    while parent.isValid():
        level, parent = level + 1, parent.parent()
    return level
