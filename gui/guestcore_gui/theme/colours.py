"""The colours that mean something, one set for each theme.

Everything else comes from the palette. Contrasts are kept by a test: text colours
have 4.5 : 1 on the window and on the base colour of their theme.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QGuiApplication, QPalette


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours of verdicts, of quiet text and of the memory map."""

    good: QColor
    warning: QColor
    bad: QColor
    quiet: QColor
    """Secondary text."""
    resident: QColor
    """Memory that holds data."""
    zero: QColor
    """Memory known to be zero."""
    missing: QColor
    """Announced, and not in the file."""
    hole: QColor
    """Addresses that are not RAM."""
    line: QColor
    """Hairlines between zones and around cards."""


_LIGHT = Colours(
    good=QColor("#1a6e36"),
    warning=QColor("#8a5300"),
    bad=QColor("#b3261e"),
    quiet=QColor("#5c5f66"),
    resident=QColor("#2f6fbd"),
    zero=QColor("#b9d2ee"),
    missing=QColor("#d9822b"),
    hole=QColor("#dddfe3"),
    line=QColor("#d0d3d9"),
)
_DARK = Colours(
    good=QColor("#6fce8c"),
    warning=QColor("#f0b45a"),
    bad=QColor("#ff8a80"),
    quiet=QColor("#a6abb4"),
    resident=QColor("#5b9bea"),
    zero=QColor("#2f4a6b"),
    missing=QColor("#e09a4f"),
    hole=QColor("#3b3e44"),
    line=QColor("#45484f"),
)


def colours(palette: QPalette | None = None) -> Colours:
    """Return the colours that go with a palette (the program's own if None)."""
    return _DARK if is_dark(palette) else _LIGHT


def is_dark(palette: QPalette | None = None) -> bool:
    """True if a palette writes light on dark."""
    palette = palette or QGuiApplication.palette()
    window = palette.color(QPalette.ColorRole.Window)
    return window.lightness() < palette.color(QPalette.ColorRole.WindowText).lightness()


def light_palette() -> QPalette:
    """Return the light palette for styles that do not switch themselves."""
    return _palette(
        window="#f5f6f8",
        base="#ffffff",
        button="#eceef1",
        text="#1b1d21",
        quiet="#6b6f77",
        highlight="#2563b5",
        link="#1d5fb8",
    )


def dark_palette() -> QPalette:
    """Return the dark palette for styles that do not switch themselves."""
    return _palette(
        window="#212327",
        base="#31343a",
        button="#3d4148",
        text="#e8eaed",
        quiet="#9aa0a8",
        highlight="#3f7fd0",
        link="#7ab0f5",
    )


def _palette(
    *,
    window: str,
    base: str,
    button: str,
    text: str,
    quiet: str,
    highlight: str,
    link: str,
) -> QPalette:
    role, palette = QPalette.ColorRole, QPalette(QColor(button), QColor(window))
    for where, colour in (
        (role.Window, window),
        (role.Base, base),
        (role.AlternateBase, window),
        (role.Button, button),
        (role.ToolTipBase, base),
        (role.WindowText, text),
        (role.Text, text),
        (role.ButtonText, text),
        (role.ToolTipText, text),
        (role.PlaceholderText, quiet),
        (role.Highlight, highlight),
        (role.HighlightedText, "#ffffff"),
        (role.Link, link),
        (role.LinkVisited, link),
    ):
        palette.setColor(where, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(disabled, where, QColor(quiet))
    palette.setColor(disabled, role.Highlight, QColor(button))
    palette.setColor(disabled, role.HighlightedText, QColor(quiet))
    return palette
