"""Facts as a table of two columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from guestcore_gui.parts.labels import PlainLabel
from guestcore_gui.result.words import Fact
from guestcore_gui.theme.metrics import GRID, TIGHT, fixed_font, text_width


class FactsTable(QWidget):
    """Labels and values; the values can be marked and copied."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(TIGHT)
        grid.setColumnStretch(1, 1)
        width = max((text_width(fact.label) for fact in facts), default=0)
        for row, fact in enumerate(facts):
            label = PlainLabel(fact.label, quiet=True)
            label.setFixedWidth(width + TIGHT)
            value = PlainLabel(fact.value, font=fixed_font() if fact.is_fixed else None)
            value.setAccessibleName(f"{fact.label}: {fact.value}")
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
