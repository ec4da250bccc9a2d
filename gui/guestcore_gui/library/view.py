"""The tree of the library: what is open and what is chosen survives everything."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from guestcore_gui.library.delegate import LibraryDelegate
from guestcore_gui.library.entry import Entry, Kind
from guestcore_gui.library.filter import LibraryFilter
from guestcore_gui.library.model import LibraryModel
from guestcore_gui.library.thumbnails import Thumbnails
from guestcore_gui.library.wide_tree import WideTree

_FEW = 12
"""So many machines are opened by themselves."""
_FEW_STATES = 64
"""A machine with more is opened level by level."""
_MANY_FOUND = 300
"""Rows up to which what a search finds is opened: nobody looks at more."""


class LibraryView(WideTree):
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
        self._is_users = False
        self._keeps_in_sight = False
        """A row was chosen for the user, who has not scrolled since."""
        self.setModel(self.filter)
        self._delegate = LibraryDelegate(thumbnails, self)
        self.setItemDelegate(self._delegate)
        self._set_up()
        self._opening = QTimer(self, singleShot=True, interval=0)
        self._opening.timeout.connect(self._open_more)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.filter.rowsInserted.connect(self._on_inserted)
        self._bringing = QTimer(self, singleShot=True, interval=0)
        self._bringing.timeout.connect(self._bring_into_sight)
        self.filter.rowsInserted.connect(lambda *_: self._bringing.start())
        self.verticalScrollBar().actionTriggered.connect(self._on_scrolled_by_user)
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
        if not text.strip() and not self.filter.is_filtering:
            return
        self._is_quiet = True
        self.filter.set_search(text)
        if self.filter.is_filtering:
            self._open_found()
        else:
            for index in self._rows.find(lambda entry: entry.key in self._open):
                self.expand(self.filter.mapFromSource(index))
        self._choose_again()
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
        # Not setCurrentIndex of the view: it looks at Ctrl, as held for Ctrl+V.
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(place, flags.ClearAndSelect | flags.Rows)
        self._chosen = {entry.key}
        self._keeps_in_sight = True
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
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)

    def _choose_again(self) -> None:
        """Choose what was chosen, as far as it is shown."""
        flags = QItemSelectionModel.SelectionFlag
        for index in self._rows.find(lambda entry: entry.key in self._chosen):
            place = self.filter.mapFromSource(index)
            if place.isValid():
                self.selectionModel().setCurrentIndex(place, flags.Select | flags.Rows)
                self.scrollTo(place)

    def _open_found(self) -> None:
        """Open everything, if it is little; else the first rows of it."""
        waiting, left = deque([QModelIndex()]), _MANY_FOUND
        while waiting and left > 0:
            above = waiting.popleft()
            self.expand(above)
            for row in range(min(self.filter.rowCount(above), left)):
                left -= 1
                index = self.filter.index(row, 0, above)
                if self.filter.hasChildren(index):
                    waiting.append(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what the keys choose for the user's choice."""
        with self._by_user():
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The same for the mouse."""
        with self._by_user():
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The same for rows that are swept over."""
        with self._by_user():
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The same."""
        with self._by_user():
            super().mouseReleaseEvent(event)

    @contextmanager
    def _by_user(self) -> Iterator[None]:
        """Tell of choices in here: others follow from rows that come and go."""
        self._is_users = True
        try:
            yield
        finally:
            self._is_users = False

    def _on_selection(self) -> None:
        if not self._is_users:
            return
        entries = (
            self.filter.entry(index) for index in self.selectionModel().selectedRows()
        )
        keys = {entry.key for entry in entries if entry is not None}
        if keys:
            self._chosen = keys
            self._keeps_in_sight = False
            self.chosen_changed.emit()

    def _on_scrolled_by_user(self) -> None:
        self._keeps_in_sight = False

    def _bring_into_sight(self) -> None:
        """Rows that come above a chosen one push it down."""
        if self._keeps_in_sight:
            self.scrollTo(self.currentIndex())

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

    def _open_more(self) -> None:
        if self.filter.is_filtering:
            self._open_found()

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
