"""One instance a user: a second start hands its files to the first and ends."""

from __future__ import annotations

import contextlib
import getpass
import hashlib
import json
import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from guestcore_gui.paths import Paths

_PATIENCE = 2000
"""Milliseconds that the first instance has to answer."""
_MAX_MESSAGE = 16 << 20
_MAX_CALLERS = 32
_TAKEN = b"ok\n"


def instance_name(paths: Paths) -> str:
    """Return the name under which the instance of a user is found.

    A portable copy with folders of its own is an instance of its own. On Unix it is
    the path of a socket, in the user's own folder where there is one.
    """
    digest = hashlib.sha256(
        f"{_user()}\0{paths.state}".encode("utf-8", "surrogateescape")
    )
    name = f"guestcore-{digest.hexdigest()[:16]}"
    if os.name == "nt":
        return name
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    folder = own if own and os.path.isdir(own) else tempfile.gettempdir()
    return os.path.join(folder, name)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a user without a name
        return str(getattr(os, "getuid", lambda: 0)())


def take_place(paths: Paths) -> QLockFile | None:
    """Become the only instance; None if another one is. Keep what is returned.

    Where nothing can be locked everyone gets a place: better two windows than none.
    """
    with contextlib.suppress(OSError):  # then locking fails, too
        paths.state.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(paths.state / "instance.lock"))
    lock.setStaleLockTime(0)  # only that of a process that has died
    if lock.tryLock(0) or lock.error() is not QLockFile.LockError.LockFailedError:
        return lock
    return None


def hand_over(name: str, files: list[Path]) -> bool:
    """Give files to the instance that runs; False if none of ours answers."""
    if not _is_ours(name):
        return False
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_PATIENCE):
        return False
    token = os.environ.get("XDG_ACTIVATION_TOKEN", "")
    message = {"files": [str(path) for path in files], "activation": token}
    socket.write(json.dumps(message).encode() + b"\n")
    while socket.bytesToWrite():
        if not socket.waitForBytesWritten(_PATIENCE):
            return False
    answer = b""
    while len(answer) < len(_TAKEN) and socket.waitForReadyRead(_PATIENCE):
        answer += bytes(socket.readAll().data())
    return answer == _TAKEN


def _is_ours(name: str) -> bool:
    """Return False for a socket that another user has put in our place."""
    if os.name == "nt":
        return True
    try:
        return os.lstat(name).st_uid == os.getuid()
    except OSError:
        return False


class Instance(QObject):
    """The first instance, listening for others."""

    opened = Signal(list)
    """Paths that another start was given; may be none. The window is wanted."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(_MAX_CALLERS)
        self._server.newConnection.connect(self._accept)
        self._received: dict[QLocalSocket, bytes] = {}
        if not self._server.listen(name):
            # Left by a run that was killed: who makes this has taken the place.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def _accept(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            if len(self._received) >= _MAX_CALLERS:
                caller.abort()
                continue
            self._received[caller] = b""
            caller.readyRead.connect(self._read)
            caller.disconnected.connect(self._forget)
            self._take(caller)

    def _read(self) -> None:
        caller = self.sender()
        if isinstance(caller, QLocalSocket):
            self._take(caller)

    def _take(self, caller: QLocalSocket) -> None:
        data = self._received.get(caller, b"") + bytes(caller.readAll().data())
        self._received[caller] = data
        if len(data) > _MAX_MESSAGE:
            caller.abort()
            return
        line, end, _ = data.partition(b"\n")
        if not end:
            return
        files = _parse(line)
        self._received[caller] = b""
        if files is None:
            caller.abort()
            return
        caller.write(_TAKEN)
        caller.flush()
        self.opened.emit(files)

    def _forget(self) -> None:
        caller = self.sender()
        if isinstance(caller, QLocalSocket):
            self._received.pop(caller, None)
            caller.deleteLater()


def _parse(line: bytes) -> list[Path] | None:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(message, dict) or not isinstance(message.get("files"), list):
        return None
    token = message.get("activation")
    if isinstance(token, str) and token and "\0" not in token:
        os.environ["XDG_ACTIVATION_TOKEN"] = token  # Wayland raises the window by it
    return [
        Path(text)
        for text in message["files"]
        if isinstance(text, str) and text and "\0" not in text
    ]
