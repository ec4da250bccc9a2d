"""A table whose rows can be copied: what is copied is plain, without grouping."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from guestcore_gui.theme.metrics import TIGHT

CopyRole = Qt.ItemDataRole.UserRole + 1
"""What a cell gives when it is copied; its text if there is none."""
_MEASURED = 32
"""Rows whose text decides how wide columns are: the others are alike."""
MAX_ROWS_SHOWN = 16
"""A table that has more scrolls."""


class CopyTable(QTableView):
    """A quiet table, as high as its rows up to a number of them."""

    def __init__(
        self, model: QAbstractItemModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(_MEASURED)
        header.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self._copy = QAction(self.tr("&Copy"), self)
        self._copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._copy.triggered.connect(self.copy)
        self.addAction(self._copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        model.modelReset.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Fit rows and columns to the text and the height to the rows."""
        row = self.fontMetrics().height() + 2 * TIGHT
        self.verticalHeader().setDefaultSectionSize(row)
        self.resizeColumnsToContents()
        header = self.horizontalHeader()
        for column in range(self.model().columnCount() - 1):
            width = header.sectionSize(column)
            header.resizeSection(column, width + 2 * TIGHT)
        rows = min(max(self.model().rowCount(), 1), MAX_ROWS_SHOWN)
        bar = self.horizontalScrollBar().sizeHint().height()
        wide = header.length() > self.viewport().width() > 0
        height = rows * row + header.sizeHint().height() + (bar if wide else 0)
        self.setFixedHeight(height)

    def copy(self) -> None:
        """Copy the selected rows, all if none is; columns are parted by tabs."""
        model = self.model()
        rows = sorted({index.row() for index in self.selectedIndexes()})
        lines = []
        for row in rows or range(model.rowCount()):
            cells = [model.index(row, column) for column in range(model.columnCount())]
            texts = [cell.data(CopyRole) or cell.data() or "" for cell in cells]
            lines.append("\t".join(map(str, texts)))
        QGuiApplication.clipboard().setText("\n".join(lines))

    def sizeHint(self) -> QSize:
        """Return a size that does not make its page wide."""
        return QSize(240, self.height())

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()
