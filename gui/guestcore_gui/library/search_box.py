"""The field above the library in which one types what is looked for."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from guestcore_gui.theme.icons import icon

_LONGEST = 200
"""Characters."""


class SearchBox(QLineEdit):
    """Has a sign, and a button that empties it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Search (Ctrl+F)"))
        self.setAccessibleName(self.tr("Search the library"))
        self.setClearButtonEnabled(True)
        self.setMaxLength(_LONGEST)
        self.addAction(
            icon("search", "quiet"), QLineEdit.ActionPosition.LeadingPosition
        )
        # Both signs are buttons of Qt's, which screen readers find, too.
        for button in self.findChildren(QToolButton):
            is_sign = button.defaultAction() in self.actions()
            clear = self.tr("Clear the search text")
            button.setAccessibleName(self.accessibleName() if is_sign else clear)
