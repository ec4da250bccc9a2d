"""One line that says how things are: an icon, words, and a colour for both."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from guestcore_gui.parts.labels import IconLabel, PlainLabel
from guestcore_gui.theme.colours import colours
from guestcore_gui.theme.metrics import TIGHT, small_font


class StatusLine(QWidget):
    """Says something; the colour only repeats what icon and words say."""

    def __init__(self) -> None:
        super().__init__()
        self.tone = "quiet"
        self._icon = IconLabel("info", "quiet")
        self.text = PlainLabel(font=small_font())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TIGHT)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)

    def say(self, name: str, tone: str, text: str) -> None:
        """Say something.

        :param name: Of an icon.
        :param tone: As in :data:`guestcore_gui.theme.icons.TONES`.
        """
        self.tone = tone
        self._icon.set_icon(name, tone)
        self.text.setText(text)
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._colour()

    def _colour(self) -> None:
        palette = QPalette()
        colour = getattr(colours(), self.tone)
        palette.setColor(QPalette.ColorRole.WindowText, colour)
        self.text.setPalette(palette)
