"""One notification when the queue is done and the window is not in front."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

_SHOWN = 10_000
"""Milliseconds."""


class Notifier(QObject):
    """Shows messages of the desktop. The tray icon exists only while it has one."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._tray: QSystemTrayIcon | None = None

    def tell(self, title: str, text: str, *, failed: bool = False) -> bool:
        """Show a message unless the user is looking at the window anyway.

        Both texts are plain and of our own making. Returns True if it was shown.
        """
        if self._window.isActiveWindow() and not self._window.isMinimized():
            return False
        QApplication.alert(self._window)
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return True
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._window.windowIcon(), self)
            self._tray.messageClicked.connect(self._raise)
            self._tray.activated.connect(self._raise)
        self._tray.show()
        kinds = QSystemTrayIcon.MessageIcon
        kind = kinds.Warning if failed else kinds.Information
        self._tray.showMessage(title, text, kind, _SHOWN)
        return True

    def clear(self) -> None:
        """Remove the tray icon: the user has come back."""
        if self._tray is not None:
            self._tray.hide()

    def _raise(self) -> None:
        self.clear()
        self._window.showNormal()
        self._window.raise_()
        self._window.activateWindow()
