"""The one button of a page that does what the page is for."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from guestcore_gui.theme.metrics import GRID, heading_font

_RADIUS = 4.0
_CONTRAST = 4.5
"""Of its text: the least that is read by everyone."""


class PrimaryButton(QPushButton):
    """A button filled with the highlight of the palette.

    It is painted here: styles shade what a palette says of buttons, and white on a
    lighter highlight cannot be read.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)
        self.setFont(heading_font())

    def sizeHint(self) -> QSize:
        """Return its size."""
        hint = super().sizeHint()
        return QSize(hint.width() + 2 * GRID, max(hint.height(), 4 * GRID))

    def colours(self) -> tuple[QColor, QColor]:
        """Return the colours of its surface and its text as it is now."""
        role = QPalette.ColorRole
        if not self.isEnabled():
            window = self.palette().color(role.Window)
            is_dark = window.lightness() < 128
            text = self.palette().color(QPalette.ColorGroup.Disabled, role.ButtonText)
            return window.lighter(130) if is_dark else window.darker(110), text
        active = QPalette.ColorGroup.Active
        fill, text = _readable(self.palette().color(active, role.Highlight))
        if self.isDown():
            fill = fill.darker(115)
        elif self.underMouse():
            fill = fill.darker(107)
        return fill, text

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        fill, text = self.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        box = QRectF(self.rect())
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(text, 1.5))
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 2, 2)
        painter.setPen(text)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(self.rect(), flags, self.text())
        painter.end()


def contrast(first: QColor, second: QColor) -> float:
    """Return the contrast of two colours as WCAG 2 has it: 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _readable(highlight: QColor) -> tuple[QColor, QColor]:
    """Return the highlight, darkened until white can be read on it, and white."""
    white, fill = QColor(Qt.GlobalColor.white), QColor(highlight)
    while contrast(fill, white) < _CONTRAST and fill.lightness() > 0:
        fill = fill.darker(106)
    return fill, white
