"""The library's folders: a list, to which one adds and from which one removes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from guestcore.text import printable
from guestcore_gui.parts.labels import tooltip
from guestcore_gui.theme.icons import icon
from guestcore_gui.theme.metrics import GRID, ICON, TIGHT

_LIST_HEIGHT = 112


class FolderList(QWidget):
    """Folders in the order they were added."""

    added = Signal(str)
    """The user wants this one, too."""
    removed = Signal(str)
    """The user does not want this one any more."""

    def __init__(self, folders: Sequence[str]) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(_LIST_HEIGHT)
        self.list.setIconSize(QSize(ICON, ICON))
        self.list.setAccessibleName(self.tr("Folders of the library"))
        self.list.itemSelectionChanged.connect(self._enable)
        label = QLabel(self.tr("More &folders:"))
        label.setBuddy(self.list)
        self.add = QPushButton(icon("folder-plus"), self.tr("&Add…"))
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._ask)
        self.remove = QPushButton(icon("minus"), self.tr("&Remove"))
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(self._remove)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self.add)
        buttons.addWidget(self.remove)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(label)
        layout.addWidget(self.list)
        layout.addLayout(buttons)
        self.set_folders(folders)

    def set_folders(self, folders: Sequence[str]) -> None:
        """Show these; what is selected stays so."""
        selected = self._selected()
        self.list.clear()
        for folder in folders:
            shown = printable(folder, limit=4000)
            item = QListWidgetItem(icon("folder"), shown)
            item.setData(Qt.ItemDataRole.UserRole, folder)
            item.setToolTip(tooltip(shown))
            self.list.addItem(item)
            if folder == selected:
                self.list.setCurrentItem(item)
        self._enable()

    def folders(self) -> tuple[str, ...]:
        """Return what is shown."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in items)

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Add a folder"))
        if chosen and chosen not in self.folders():
            self.set_folders((*self.folders(), chosen))
            self.list.setCurrentRow(self.list.count() - 1)
            self.added.emit(chosen)

    def _remove(self) -> None:
        folder = self._selected()
        if folder is not None:
            self.list.takeItem(self.list.currentRow())
            self._enable()
            self.removed.emit(folder)

    def _selected(self) -> str | None:
        items = self.list.selectedItems()
        return items[0].data(Qt.ItemDataRole.UserRole) if items else None

    def _enable(self) -> None:
        self.remove.setEnabled(bool(self.list.selectedItems()))
