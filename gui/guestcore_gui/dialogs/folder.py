"""Shows a file in the platform's file manager. Never opens the file itself."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCall,
    QDBusPendingCallWatcher,
)
from PySide6.QtGui import QDesktopServices

_log = logging.getLogger(__name__)

_SERVICE = "org.freedesktop.FileManager1"
_OBJECT = "/org/freedesktop/FileManager1"
_PATIENCE = 3000
"""Milliseconds that a file manager has to answer."""

_waiting: set[QDBusPendingCallWatcher] = set()
"""Questions to file managers that are not answered."""


def show_in_folder(path: Path) -> bool:
    """Select a file in the file manager, or open its folder if that cannot be.

    :return: False if the folder is not there.
    """
    path = path.absolute()
    if not path.parent.is_dir():
        return False
    if not path.exists():
        return _open_folder(path.parent)
    if sys.platform == "win32":
        explorer = os.path.join(os.environ.get("WINDIR", r"C:\Windows"), "explorer.exe")
        # No name on Windows holds a quotation mark; explorer wants them just there.
        subprocess.Popen(f'"{explorer}" /select,"{path}"')
        return True
    if sys.platform == "darwin":
        QProcess.startDetached("/usr/bin/open", ["-R", str(path)])
        return True
    _ask_file_manager(path)
    return True


def _ask_file_manager(path: Path) -> None:
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        _open_folder(path.parent)
        return
    message = QDBusMessage.createMethodCall(_SERVICE, _OBJECT, _SERVICE, "ShowItems")
    message.setArguments([[path.as_uri()], ""])
    watcher = QDBusPendingCallWatcher(bus.asyncCall(message, _PATIENCE))
    _waiting.add(watcher)

    def look_at_answer(call: QDBusPendingCall) -> None:
        _waiting.discard(watcher)
        if call.isError():
            _log.info("no file manager answers: %s", call.error().message())
            _open_folder(path.parent)
        watcher.deleteLater()

    watcher.finished.connect(look_at_answer)


def _open_folder(folder: Path) -> bool:
    # A folder only: the address of a file would be opened with some program.
    return folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
