"""The picture of a machine's screen, drawn to fit."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from guestcore_gui.parts.pictures import decode_picture as decode_with_limits
from guestcore_gui.theme.colours import colours
from guestcore_gui.theme.icons import icon
from guestcore_gui.theme.metrics import BIG_ICON

_SHOWN = QSize(640, 480)
"""Pixels that a picture is scaled down to: the widget at 200 %, and more."""
_RADIUS = 4.0
_SIZE = QSize(160, 120)


def decode_picture(data: bytes | None) -> QImage | None:
    """Return a picture as large as it is shown, None if it cannot be drawn."""
    return decode_with_limits(data, _SHOWN)


class PictureView(QWidget):
    """The machine's screen when its state was saved."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.setFixedSize(_SIZE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._describe()

    @property
    def image(self) -> QImage | None:
        """What is shown."""
        return self._image

    def show_picture(self, image: QImage | None) -> None:
        """Show a picture; None: say that there is none."""
        self._image = image
        self._describe()
        self.update()

    def _describe(self) -> None:
        if self._image is None:
            text = self.tr("No picture of the screen")
        else:
            text = self.tr("The screen when the state was saved")
        self.setAccessibleName(text)
        self.setToolTip(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture in its frame."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(colours(self.palette()).line)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
        if self._image is None:
            place = QRect(0, 0, BIG_ICON, BIG_ICON)
            place.moveCenter(self.rect().center())
            icon("monitor", "quiet").paint(painter, place)
        else:
            inner = frame.adjusted(1.5, 1.5, -1.5, -1.5)
            size = self._image.size().scaled(
                inner.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio
            )
            shown = QRectF(0, 0, size.width(), size.height())
            shown.moveCenter(inner.center())
            painter.drawImage(shown, self._image)
        painter.end()
