"""The lines that open a core, each with a button that copies it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from guestcore.text import printable
from guestcore_gui.i18n import localized
from guestcore_gui.parts.copying import CopyButton
from guestcore_gui.parts.labels import Card, IconLabel, PlainLabel
from guestcore_gui.theme.metrics import GRID, fixed_font, heading_font, small_font

if TYPE_CHECKING:
    from guestcore.report.commands import DebuggerCommands

_MAX_LINE = 8000


class CommandsCard(Card):
    """crash, gdb and drgn. What is shown is made visible, what is copied is exact."""

    def __init__(self, commands: DebuggerCommands) -> None:
        super().__init__()
        self.lines: dict[str, QLineEdit] = {}
        self.buttons: dict[str, CopyButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        title = self.tr("Open it in a debugger")
        layout.addWidget(PlainLabel(title, font=heading_font()))
        grid = QGridLayout()
        grid.setSpacing(GRID)
        labels = (
            ("crash", self.tr("Copy &crash line"), commands.crash),
            ("gdb", self.tr("Copy &gdb line"), commands.gdb),
            ("drgn", self.tr("Copy &drgn line"), commands.drgn),
        )
        for row, (name, label, line) in enumerate(labels):
            self.lines[name] = _line(name, line)
            self.buttons[name] = CopyButton(label, partial(str, line))
            grid.addWidget(self.lines[name], row, 0)
            grid.addWidget(self.buttons[name], row, 1)
        layout.addLayout(grid)
        if commands.hint:
            layout.addWidget(self._hint(commands.hint))

    def _hint(self, text: str) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        sign = IconLabel("triangle-alert", "warning")
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        self.hint = PlainLabel(localized(text), font=small_font())
        row.addWidget(self.hint, 1)
        return box


def _line(name: str, text: str) -> QLineEdit:
    edit = QLineEdit(printable(text, limit=_MAX_LINE))
    edit.setReadOnly(True)
    edit.setFont(fixed_font())
    edit.setAccessibleName(name)
    edit.setCursorPosition(0)
    edit.setToolTip("")
    return edit
