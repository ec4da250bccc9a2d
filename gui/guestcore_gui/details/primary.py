"""The one button of a page that does what the page is for."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QPushButton, QWidget

from guestcore_gui.theme.metrics import heading_font


class PrimaryButton(QPushButton):
    """A button filled with the highlight of the palette."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)
        self.setFont(heading_font())
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        super().changeEvent(event)
        if event.type() in (
            QEvent.Type.ApplicationPaletteChange,
            QEvent.Type.EnabledChange,
        ):
            self._colour()

    def _colour(self) -> None:
        role, group = QPalette.ColorRole, QPalette.ColorGroup
        own, palette = QGuiApplication.palette(), QPalette()
        for state in (group.Active, group.Inactive):
            fill = own.color(group.Active, role.Highlight)
            text = own.color(group.Active, role.HighlightedText)
            palette.setColor(state, role.Button, fill)
            palette.setColor(state, role.ButtonText, text)
        self.setPalette(palette)
