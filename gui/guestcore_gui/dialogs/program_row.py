"""Choosing one of VMware's programs: a path, and what was found there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from guestcore_gui.parts.labels import IconLabel, PlainLabel
from guestcore_gui.theme.metrics import GRID, TIGHT


class ProgramRow(QWidget):
    """A path that may be empty (then the program is looked for), and its state.

    :param title: What is chosen, for the file dialog and for screen readers.
    """

    changed = Signal(str)
    """The user chose another path; empty: look for it."""

    def __init__(self, title: str, path: str) -> None:
        super().__init__()
        self._title = title
        self.edit = QLineEdit(path)
        self.edit.setPlaceholderText(self.tr("Found by itself"))
        self.edit.setAccessibleName(title)
        self.edit.setClearButtonEnabled(True)
        self.edit.editingFinished.connect(self._tell)
        self.choose = QPushButton(self.tr("Choose…"))
        self.choose.setAccessibleName(self.tr("Choose {program}").format(program=title))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._ask)
        self._icon = IconLabel("loader", "quiet")
        self._state = PlainLabel(self.tr("Looking for it…"), quiet=True)
        self._told = path
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.edit, 1)
        row.addWidget(self.choose)
        layout.addLayout(row)
        state = QHBoxLayout()
        state.setSpacing(TIGHT)
        state.addWidget(self._icon)
        state.addWidget(self._state, 1)
        layout.addLayout(state)

    def set_state(self, text: str, *, found: bool) -> None:
        """Say what was found."""
        self._icon.set_icon(
            "circle-check" if found else "info", "good" if found else "quiet"
        )
        self._state.setText(text)

    def state(self) -> str:
        """Return what it says."""
        return self._state.text()

    def _ask(self) -> None:
        start = self.edit.text()
        folder = str(Path(start).parent) if start else ""
        chosen, _kind = QFileDialog.getOpenFileName(self, self._title, folder)
        if chosen:
            self.edit.setText(chosen)
            self._tell()

    def _tell(self) -> None:
        path = self.edit.text().strip()
        if path != self._told:
            self._told = path
            self.changed.emit(path)
