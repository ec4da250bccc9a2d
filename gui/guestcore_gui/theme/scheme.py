"""Light, dark or as the system: switched while the program runs.

``QStyleHints.setColorScheme`` does it where the platform can; where it has no effect
(Qt before 6.10 on Linux, desktops that Qt does not know) Fusion with a palette of
ours does.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from guestcore_gui.theme.colours import dark_palette, is_dark, light_palette

_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}
_OLD_WINDOWS_STYLE = "windowsvista"
"""Reports the dark scheme and stays light."""


def apply_theme(app: QApplication, theme: str) -> None:
    """Show the program in a theme of :data:`guestcore_gui.settings.THEMES`."""
    if sys.platform == "win32" and app.style().objectName() == _OLD_WINDOWS_STYLE:
        app.setStyle("Fusion")
    app.setPalette(app.style().standardPalette())
    app.styleHints().setColorScheme(_SCHEMES[theme])
    app.setPalette(app.style().standardPalette())
    wants_dark = {"light": False, "dark": True}.get(theme)
    if wants_dark is None or is_dark(app.palette()) is wants_dark:
        return
    app.setStyle("Fusion")
    app.setPalette(dark_palette() if wants_dark else light_palette())
