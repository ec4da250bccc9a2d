"""Progress on the taskbar or dock: one number for the whole queue."""

from __future__ import annotations

import sys
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

DESKTOP_FILE = "io.github.guestcore.GuestCore"
"""Name of the .desktop file, by which docks know the program."""


class Taskbar(Protocol):
    """Where the progress of the queue is shown outside the window."""

    def show_progress(self, fraction: float | None, *, failed: bool = False) -> None:
        """Show a share from 0 to 1; None: nothing is running."""


class NoTaskbar:
    """A desktop without such a place."""

    def show_progress(self, fraction: float | None, *, failed: bool = False) -> None:
        """Do nothing."""


def open_taskbar(window: QWidget, platform: str = sys.platform) -> Taskbar:
    """Return the taskbar of this desktop.

    :param platform: As in :data:`sys.platform`.
    """
    if platform == "win32":
        from guestcore_gui.taskbar_windows import open_windows_taskbar

        return open_windows_taskbar(window) or NoTaskbar()
    return LauncherTaskbar(window) if platform.startswith("linux") else NoTaskbar()


class LauncherTaskbar(QObject):
    """The launcher signal that KDE, Ubuntu's dock and Plank listen to."""

    _PATH = "/io/github/guestcore/GuestCore"
    _INTERFACE = "com.canonical.Unity.LauncherEntry"

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last: tuple[int, bool, bool] | None = None

    def show_progress(self, fraction: float | None, *, failed: bool = False) -> None:
        """Send the signal; nobody may be listening."""
        from PySide6.QtDBus import QDBusConnection, QDBusMessage

        percent = round(100 * (fraction or 0.0))
        state = percent, fraction is not None, failed
        if state == self._last:
            return
        self._last = state
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        message = QDBusMessage.createSignal(self._PATH, self._INTERFACE, "Update")
        properties = {
            "progress": percent / 100,
            "progress-visible": fraction is not None,
            "urgent": failed,
        }
        message.setArguments([f"application://{DESKTOP_FILE}.desktop", properties])
        bus.send(message)
