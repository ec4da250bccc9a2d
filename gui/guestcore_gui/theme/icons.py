"""Lucide icons (ISC licence, beside them), drawn in the palette's colours.

They are recoloured when they are painted, so they follow a change of theme.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer

from guestcore_gui.theme.colours import colours

TONES = ("", "good", "warning", "bad", "quiet")


def icon(name: str, tone: str = "") -> QIcon:
    """Return an icon.

    :param name: A file of ``icons/`` without its suffix.
    :param tone: One of :data:`TONES`: a colour of
        :class:`~guestcore_gui.theme.colours.Colours`; empty: as text.
    """
    return QIcon(_Engine(name, tone))


def app_icon() -> QIcon:
    """Return the program's own icon."""
    result = QIcon()
    data = QByteArray((files("guestcore_gui.theme") / "guestcore.svg").read_bytes())
    renderer = QSvgRenderer(data)
    for size in (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        result.addPixmap(pixmap)
    return result


@lru_cache(maxsize=128)
def _svg(name: str) -> str:
    path = files("guestcore_gui.theme") / "icons" / f"{name}.svg"
    return path.read_text("utf-8")


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, width: int, height: int) -> QPixmap:
    """Return an icon in pixels of the screen. Lists draw the same ones all the time."""
    if width <= 0 or height <= 0:  # asked for by what has no room yet
        return QPixmap()
    svg = _svg(name).replace("currentColor", colour)
    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    return pixmap


class _Engine(QIconEngine):
    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def paint(
        self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State
    ) -> None:
        del state
        if rect.isEmpty():
            return
        size = rect.size() * painter.device().devicePixelRatioF()
        colour = self._colour(mode).name()
        painter.drawPixmap(
            rect, _drawn(self._name, colour, size.width(), size.height())
        )

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        del state
        colour = self._colour(mode).name()
        return QPixmap(_drawn(self._name, colour, size.width(), size.height()))

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._tone)

    def _colour(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette()
        if mode is QIcon.Mode.Selected:
            return palette.color(QPalette.ColorRole.HighlightedText)
        if mode is QIcon.Mode.Disabled:
            group = QPalette.ColorGroup.Disabled
            return palette.color(group, QPalette.ColorRole.WindowText)
        if self._tone:
            tone: QColor = getattr(colours(palette), self._tone)
            return tone
        return palette.color(QPalette.ColorRole.WindowText)
