"""Warnings: what to know before converting, in amber."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from guestcore_gui.i18n import localized
from guestcore_gui.parts.labels import Card, IconLabel, PlainLabel
from guestcore_gui.theme.metrics import BIG_ICON, GRID, TIGHT, heading_font

_FIRST = 3
_MAX = 100
"""A hostile state file may have thousands of warnings."""


class Notes(Card):
    """A card with the warnings; the first ones until all are asked for."""

    def __init__(self) -> None:
        super().__init__("warning")
        self._warnings: Sequence[str] = ()
        self._is_whole = False
        self.title = PlainLabel(font=heading_font())
        self.text = PlainLabel(selectable=True)
        self.more = QPushButton()
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._show_all)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        row.setSpacing(2 * GRID)
        icon = IconLabel("triangle-alert", "warning", BIG_ICON)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(TIGHT)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        row.addLayout(column, 1)

    def show_warnings(self, warnings: Sequence[str]) -> None:
        """Show some warnings; without any, nothing."""
        self._warnings = list(dict.fromkeys(warnings))[:_MAX]
        self._is_whole = False
        self._show()

    def _show(self) -> None:
        count = len(self._warnings)
        shown = self._warnings if self._is_whole else self._warnings[:_FIRST]
        texts = [localized(warning) for warning in shown]
        if count > 1:
            texts = [f"• {text}" for text in texts]
        self.title.setText(self.tr("%n warning(s)", "", count))
        self.text.setText("\n".join(texts))
        self.more.setText(self.tr("Show all %n warning(s)", "", count))
        self.more.setVisible(len(shown) < count)
        self.setVisible(bool(self._warnings))

    def _show_all(self) -> None:
        self._is_whole = True
        self._show()
