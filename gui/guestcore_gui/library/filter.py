"""Search and order of the library. Qt does both; no row calls Python."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRegularExpression, QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItemModel

from guestcore_gui.library.entry import Entry
from guestcore_gui.library.model import (
    DATE_ROLE,
    ENTRY_ROLE,
    NAME_ROLE,
    SEARCH_ROLE,
    Index,
    LibraryModel,
)

_MAX_WORDS = 8
_MAX_TEXT = 200


class LibraryFilter(QSortFilterProxyModel):
    """Shows what holds all words of a search, and whatever is below it."""

    def __init__(self, model: LibraryModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._nothing = QStandardItemModel(self)
        self.setSourceModel(model)
        self.setRecursiveFilteringEnabled(True)
        self.setAutoAcceptChildRows(True)
        self.setFilterRole(SEARCH_ROLE)
        self._text = ""
        self.set_order("name")

    @property
    def is_filtering(self) -> bool:
        """True while something is searched for."""
        return bool(self._text)

    def set_search(self, text: str) -> None:
        """Show rows that hold all words of a text, in any case and order.

        Views forget what was open and chosen.
        """
        words = text[:_MAX_TEXT].split()[:_MAX_WORDS]
        self._text = " ".join(words)
        pattern = "".join(f"(?=.*{QRegularExpression.escape(word)})" for word in words)
        option = QRegularExpression.PatternOption
        expression = QRegularExpression(
            f"^{pattern}" if pattern else "",
            option.CaseInsensitiveOption | option.UseUnicodePropertiesOption,
        )
        # Started anew: taking scattered rows away one by one makes the view lay
        # itself out for each.
        self.setSourceModel(self._nothing)
        self.setFilterRegularExpression(expression)
        self.setSourceModel(self._rows)

    def set_order(self, order: str) -> None:
        """Sort machines by ``name`` or by ``date``; states keep the order of time."""
        self.setSortRole(DATE_ROLE if order == "date" else NAME_ROLE)
        self.sort(0, Qt.SortOrder.AscendingOrder)

    def entry(self, index: Index) -> Entry | None:
        """Return what a row shows."""
        found: Entry | None = index.data(ENTRY_ROLE) if index.isValid() else None
        return found
