"""One notification when the queue is done and the window is not in front."""

from __future__ import annotations

import html
import logging
import sys

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from guestcore_gui.taskbar import DESKTOP_FILE
from guestcore_gui.work import TaskProgress, Work

_log = logging.getLogger(__name__)

_SHOWN = 10_000
"""Milliseconds."""
_PATIENCE = 5.0
"""Seconds that the desktop has to take it."""
_NORMAL, _CRITICAL = 1, 2
"""Urgencies of the Desktop Notifications Specification."""


class Notifier(QObject):
    """Shows messages of the desktop.

    On Linux by the notification service, which every desktop has; elsewhere, and
    where it does not answer, by a tray icon that exists only while it has one.
    """

    def __init__(self, window: QWidget, work: Work) -> None:
        super().__init__(window)
        self._window = window
        self._work = work
        self._tray: QSystemTrayIcon | None = None

    def tell(self, title: str, text: str, *, failed: bool = False) -> None:
        """Show a message unless the user is looking at the window anyway.

        Both texts are plain and of our own making.
        """
        if self._window.isActiveWindow() and not self._window.isMinimized():
            return
        QApplication.alert(self._window)
        if not sys.platform.startswith("linux"):
            self._show_in_tray(title, text, failed=failed)
            return

        def send(progress: TaskProgress) -> bool:
            del progress
            return _send(title, text, failed=failed)

        def look(was_taken: bool) -> None:
            if not was_taken:
                self._show_in_tray(title, text, failed=failed)

        self._work.in_pool(send).succeeded.connect(look)

    def clear(self) -> None:
        """Remove the tray icon: the user has come back."""
        if self._tray is not None:
            self._tray.hide()

    def _show_in_tray(self, title: str, text: str, *, failed: bool) -> None:
        if not QSystemTrayIcon.isSystemTrayAvailable():
            _log.info("this desktop shows no notifications: %s, %s", title, text)
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._window.windowIcon(), self)
            self._tray.messageClicked.connect(self._raise)
            self._tray.activated.connect(self._raise)
        self._tray.show()
        kinds = QSystemTrayIcon.MessageIcon
        kind = kinds.Warning if failed else kinds.Information
        self._tray.showMessage(title, text, kind, _SHOWN)

    def _raise(self) -> None:
        self.clear()
        self._window.showNormal()
        self._window.raise_()
        self._window.activateWindow()


def _send(title: str, text: str, *, failed: bool) -> bool:
    """Give a message to the notification service; False if there is none.

    Not by QtDBus: PySide cannot send the unsigned number that the call begins with.
    """
    from jeepney import DBusAddress, MessageType, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    service = DBusAddress(
        "/org/freedesktop/Notifications",
        bus_name="org.freedesktop.Notifications",
        interface="org.freedesktop.Notifications",
    )
    hints = {
        "desktop-entry": ("s", DESKTOP_FILE),
        "urgency": ("y", _CRITICAL if failed else _NORMAL),
    }
    # The text may hold markup by the specification, so it is escaped.
    body = html.escape(text)
    words: tuple[object, ...]
    words = ("GuestCore", 0, DESKTOP_FILE, title, body, [], hints, _SHOWN)
    call = new_method_call(service, "Notify", "susssasa{sv}i", words)
    try:
        with open_dbus_connection("SESSION") as bus:
            reply = bus.send_and_get_reply(call, timeout=_PATIENCE)
    except (OSError, KeyError, ValueError) as error:  # no bus, or it does not answer
        _log.info("no notification service: %s", error)
        return False
    return bool(reply.header.message_type is MessageType.method_return)
