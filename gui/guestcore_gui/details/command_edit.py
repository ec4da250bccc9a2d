"""The command line of another engine, to be looked at and edited."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from guestcore.engines import format_command, parse_command
from guestcore.engines.commands import writes_windows_dump
from guestcore.errors import GuestCoreError
from guestcore_gui.details.status_line import StatusLine
from guestcore_gui.i18n import localized
from guestcore_gui.theme.metrics import GRID, TIGHT, fixed_font

_LINES = 3


class CommandEdit(QWidget):
    """A field for a command line; what is wrong with it stands below."""

    changed = Signal()
    """The user edited it."""
    made_anew = Signal()
    """The user wants it as it was."""

    def __init__(self) -> None:
        super().__init__()
        self._made = ""
        self.edit = QPlainTextEdit()
        self.edit.setFont(fixed_font())
        self.edit.setTabChangesFocus(True)
        self.edit.setAccessibleName(self.tr("Command line"))
        height = self.edit.fontMetrics().lineSpacing() * _LINES
        self.edit.setFixedHeight(height + 2 * GRID)
        self.edit.setMinimumWidth(1)
        self.edit.textChanged.connect(self._on_change)
        self.error = StatusLine()
        self.reset = QPushButton(self.tr("Mak&e anew"))
        self.reset.setAutoDefault(False)
        self.reset.clicked.connect(self.made_anew)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(self.edit)
        layout.addWidget(self.error)
        layout.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeading)
        self._on_change()

    def show_command(self, command: Sequence[str]) -> None:
        """Show a command line; what was edited is gone."""
        self._made = format_command(command)
        self.edit.setPlainText(self._made)

    def parse(self) -> tuple[str, ...]:
        """Return the command line.

        :raises GuestCoreError: if it is none; the field says so, too.
        """
        return parse_command(self._text())

    def is_windows_dump(self) -> bool:
        """True if it asks for a dump for WinDbg."""
        try:
            return writes_windows_dump(self.parse())
        except GuestCoreError:
            return False

    def _text(self) -> str:
        return self.edit.toPlainText()

    def _on_change(self) -> None:
        text, message = self._text(), ""
        if text or self._made:
            try:
                parse_command(text)
            except GuestCoreError as error:
                message = localized(error.message)
        self.error.say("circle-x", "bad", message)
        self.error.setVisible(bool(message))
        self.edit.setAccessibleDescription(message)
        self.reset.setVisible(text != self._made)
        self.changed.emit()
