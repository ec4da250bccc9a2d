"""A thin bar of progress, painted where a widget would be too much."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

_HEIGHT = 6
_TRACK_ALPHA = 40
_PERIOD = 1.6
"""Seconds in which the piece of an unknown share crosses the bar."""
_PIECE = 0.3


def paint_bar(
    painter: QPainter,
    area: QRect,
    fill: QColor,
    track: QColor,
    share: float | None,
    now: float | None,
) -> None:
    """Paint a bar.

    :param share: From 0 to 1; None if it is not known: then a piece travels.
    :param now: Seconds by which it travels; None: it rests in the middle.
    """
    if area.width() <= 0:
        return
    top = area.top() + (area.height() - _HEIGHT) / 2
    whole = QRectF(area.left(), top, area.width(), _HEIGHT)
    ground = QColor(track)
    ground.setAlpha(_TRACK_ALPHA)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(whole, _HEIGHT / 2, _HEIGHT / 2)
    painter.setBrush(fill)
    if share is not None:
        piece = QRectF(whole)
        piece.setWidth(max(_HEIGHT, whole.width() * share))
    else:
        piece = _travelling(whole, now)
    painter.drawRoundedRect(piece, _HEIGHT / 2, _HEIGHT / 2)
    painter.restore()


def _travelling(whole: QRectF, now: float | None) -> QRectF:
    width = whole.width() * _PIECE
    way = 0.5 if now is None else now % _PERIOD / _PERIOD
    there_and_back = way if now is None else 1 - abs(2 * way - 1)
    left = whole.left() + (whole.width() - width) * there_and_back
    return QRectF(left, whole.top(), width, whole.height())
