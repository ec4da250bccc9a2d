"""The tree of the library: what is open and what is chosen survives everything."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget

from guestcore_gui.library.delegate import LibraryDelegate
from guestcore_gui.library.entry import Entry, Kind
from guestcore_gui.library.filter import LibraryFilter
from guestcore_gui.library.model import LibraryModel
from guestcore_gui.library.thumbnails import Thumbnails

_INDENT = 12
_FEW = 12
"""So many machines are opened by themselves."""
_FEW_STATES = 64
"""A machine with more is opened level by level."""


class LibraryView(QTreeView):
    """Rows of one height, each in two lines."""

    chosen_changed = Signal()
    """The user has chosen other rows."""

    def __init__(
        self,
        model: LibraryModel,
        thumbnails: Thumbnails,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = model
        self.filter = LibraryFilter(model, self)
        self._open: set[str] = set()
        self._chosen: set[str] = set()
        self._is_quiet = False
        self.setModel(self.filter)
        self._delegate = LibraryDelegate(thumbnails, self)
        self.setItemDelegate(self._delegate)
        self._set_up()
        self._opening = QTimer(self, singleShot=True, interval=0)
        self._opening.timeout.connect(self._open_all)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.filter.rowsInserted.connect(self._on_inserted)
        self.expanded.connect(self._on_expanded)
        self.collapsed.connect(self._on_collapsed)
        thumbnails.loaded.connect(self.viewport().update)

    def chosen(self) -> list[Entry]:
        """Return what is chosen, from the top; the current row if nothing is."""
        indexes = self.selectionModel().selectedRows()
        if not indexes and self.currentIndex().isValid():
            indexes = [self.currentIndex()]
        entries = [self.filter.entry(index) for index in indexes]
        return [entry for entry in entries if entry is not None]

    def set_search(self, text: str) -> None:
        """Show only what holds the words of a text, opened; empty: everything."""
        was_filtering = self.filter.is_filtering
        self._is_quiet = True
        self.filter.set_search(text)
        if self.filter.is_filtering:
            self.expandAll()
        elif was_filtering:
            self._restore()
        self._is_quiet = False

    def choose(self, index: QModelIndex) -> None:
        """Choose a row of the model without telling that the user did."""
        place = self.filter.mapFromSource(index)
        entry = self.filter.entry(place)
        if entry is None:
            return
        parent = place.parent()
        while parent.isValid():
            self.expand(parent)
            parent = parent.parent()
        self._is_quiet = True
        self.setCurrentIndex(place)
        self._is_quiet = False
        self._chosen = {entry.key}
        self.scrollTo(place)

    def changeEvent(self, event: QEvent) -> None:
        """Take other fonts."""
        super().changeEvent(event)
        kinds = QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange
        if event.type() in kinds and hasattr(self, "_delegate"):
            self._delegate.update_fonts()
            self.scheduleDelayedItemsLayout()

    def _set_up(self) -> None:
        self.setAccessibleName(self.tr("Library"))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)

    def _restore(self) -> None:
        """Open and choose again what was before the search."""
        self.collapseAll()
        for index in self._rows.find(lambda entry: entry.key in self._open):
            self.expand(self.filter.mapFromSource(index))
        if self.selectionModel().hasSelection():
            return
        flags = QItemSelectionModel.SelectionFlag
        how = flags.Select | flags.Rows
        for index in self._rows.find(lambda entry: entry.key in self._chosen):
            place = self.filter.mapFromSource(index)
            self.selectionModel().setCurrentIndex(place, how)
            self.scrollTo(place)

    def _on_selection(self) -> None:
        if self._is_quiet:
            return
        entries = (
            self.filter.entry(index) for index in self.selectionModel().selectedRows()
        )
        keys = {entry.key for entry in entries if entry is not None}
        if keys:
            self._chosen = keys
            self.chosen_changed.emit()

    def _on_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        """Open groups, and machines while they are few."""
        if self._is_quiet:
            return
        if self.filter.is_filtering:
            if not self._opening.isActive():
                self._opening.start()
            return
        above = self.filter.entry(parent)
        if above is not None and above.kind.is_state:
            self.expand(parent)
        elif above is None or self._rows.machine_count <= _FEW:
            for row in range(first, last + 1):
                self._open_by_itself(self.filter.index(row, 0, parent))

    def _open_by_itself(self, index: QModelIndex) -> None:
        entry = self.filter.entry(index)
        if entry is not None and (entry.kind.is_group or entry.kind is Kind.MACHINE):
            self.expand(index)

    def _open_all(self) -> None:
        if self.filter.is_filtering:
            self.expandAll()

    def _on_expanded(self, index: QModelIndex) -> None:
        entry = self.filter.entry(index)
        if entry is None or self._is_quiet or self.filter.is_filtering:
            return
        self._open.add(entry.key)
        if entry.kind is Kind.MACHINE:
            self._open_states(index)

    def _open_states(self, machine: QModelIndex) -> None:
        """Open the snapshots of a machine, too: it is their tree that one wants."""
        waiting, left = [machine], _FEW_STATES
        while waiting and left > 0:
            index = waiting.pop()
            for row in range(min(self.filter.rowCount(index), left)):
                child = self.filter.index(row, 0, index)
                left -= 1
                if self.filter.hasChildren(child):
                    self.expand(child)
                    waiting.append(child)

    def _on_collapsed(self, index: QModelIndex) -> None:
        entry = self.filter.entry(index)
        is_search = self._is_quiet or self.filter.is_filtering
        if entry is not None and not is_search:
            self._open.discard(entry.key)
