"""Distances and type sizes: one grid, three sizes of text."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication

GRID = 8
"""Pixels; between rows."""
TIGHT = 4
"""Inside a group of controls."""
MARGIN = 24
"""Around a page, and between groups."""
ICON = 16
BIG_ICON = 24
HUGE_ICON = 48


def title_font() -> QFont:
    """Return the font of page titles."""
    return _scaled(1.5, bold=True)


def heading_font() -> QFont:
    """Return the font of headings inside a page: body size, bold."""
    return _scaled(1.0, bold=True)


def small_font() -> QFont:
    """Return the font of secondary text."""
    return _scaled(0.9)


def fixed_font() -> QFont:
    """Return the system's fixed font, for addresses and registers."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(QApplication.font().pointSizeF())
    return font


def text_width(sample: str, font: QFont | None = None) -> int:
    """Return the width of a text in pixels, to size what must hold it."""
    return QFontMetrics(font or QApplication.font()).horizontalAdvance(sample)


def _scaled(factor: float, *, bold: bool = False) -> QFont:
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * factor)
    font.setBold(bold)
    return font
