"""The frame that shows where files may be dropped."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from guestcore_gui.theme.metrics import GRID, heading_font

_RADIUS = 8.0


class DropHint(QWidget):
    """Lies over a page while files are dragged over the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFont(heading_font())
        self.hide()

    def cover(self) -> None:
        """Lie over the whole page."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a veil, a frame and the words."""
        del event
        palette, role = self.palette(), QPalette.ColorRole
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = palette.color(role.Window)
        veil.setAlphaF(0.95)
        painter.fillRect(self.rect(), veil)
        frame = QRectF(self.rect()).adjusted(GRID, GRID, -GRID, -GRID)
        tint = palette.color(role.Highlight)
        tint.setAlphaF(0.12)
        painter.setBrush(tint)
        pen = QPen(palette.color(role.Highlight), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
        painter.setPen(palette.color(role.WindowText))
        text = self.tr("Drop to look at it; nothing is moved or changed")
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect().adjusted(24, 24, -24, -24), flags, text)
        painter.end()
