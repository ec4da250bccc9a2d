"""The facts as a grid: one column of labels and values, two where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from guestcore_gui.details.facts import Fact
from guestcore_gui.parts.labels import PlainLabel
from guestcore_gui.theme.metrics import GRID, MARGIN, fixed_font, text_width

_WIDE = 90
"""Characters of the width from which on there are two columns."""


class FactsView(QWidget):
    """Shows facts; each value can be marked with the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self._facts: Sequence[Fact] = ()
        self._labels: list[tuple[PlainLabel, PlainLabel]] = []
        self._columns = 1
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(GRID)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show other facts."""
        self._facts = facts
        for pair in self._labels:
            for label in pair:
                self._grid.removeWidget(label)
                label.hide()
                label.deleteLater()
        self._labels = [_labels_of(fact) for fact in facts]
        self._arrange()

    def text(self) -> str:
        """Return everything as lines, to be copied."""
        return "\n".join(f"{fact.label}: {fact.value}" for fact in self._facts)

    def value(self, label: str) -> str | None:
        """Return the value beside a label."""
        found = (fact.value for fact in self._facts if fact.label == label)
        return next(found, None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width."""
        super().resizeEvent(event)
        columns = 2 if event.size().width() >= text_width("x") * _WIDE else 1
        if columns != self._columns:
            self._columns = columns
            self._arrange()

    def _arrange(self) -> None:
        rows = -(-len(self._labels) // self._columns)
        for number, (name, value) in enumerate(self._labels):
            column, row = divmod(number, max(rows, 1))
            self._grid.addWidget(name, row, 3 * column, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, row, 3 * column + 1)
        for column in range(5):
            is_value = column % 3 == 1 and column < 3 * self._columns
            self._grid.setColumnStretch(column, 1 if is_value else 0)
        self._grid.setColumnMinimumWidth(2, MARGIN if self._columns > 1 else 0)


def _labels_of(fact: Fact) -> tuple[PlainLabel, PlainLabel]:
    name = PlainLabel(fact.label, quiet=True)
    name.setWordWrap(False)
    font = fixed_font() if fact.is_fixed else None
    value = PlainLabel(fact.value, font=font, selectable=True)
    value.setAccessibleName(f"{fact.label}: {fact.value}")
    value.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
    return name, value
