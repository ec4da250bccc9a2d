"""One helper process, as its parent sees it: started, asked, ended."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import guestcore
from guestcore.files.decode_worker import GREETING, MAX_BLOCK, REPLY, REQUEST, Status
from guestcore.sentence import sentence

ZEROS = memoryview(bytes(MAX_BLOCK))
"""Takes no memory: it is never written."""
_PIPE_SIZE = 1 << 20
"""Bytes; what anybody may ask for on Linux."""
_PATIENCE = 5
"""Seconds that a process may take to end."""


class HelperLostError(Exception):
    """A helper process ended, by its own fault or by another's."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job."""

    status: Status
    data: memoryview
    """The output; valid until the next outcome is asked for."""


class Helper:
    """A helper process, as seen from its parent."""

    def __init__(self) -> None:
        """Start it.

        :raises OSError: if that is not possible.
        """
        self._process = subprocess.Popen(
            helper_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=helper_environment(),
            # Out of reach of the terminal's Ctrl-C; on Windows, without a window.
            process_group=None if sys.platform == "win32" else 0,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._requests: IO[bytes] = self._process.stdin
        self._replies: IO[bytes] = self._process.stdout
        for pipe in (self._requests, self._replies):
            _widen(pipe)

    def is_ready(self) -> bool:
        """Wait until it has started; False if it cannot."""
        greeting = memoryview(bytearray(len(GREETING)))
        try:
            self._receive(greeting)
        except HelperLostError:
            return False
        return greeting == GREETING

    def decode(self, stream: memoryview, size: int, target: memoryview) -> Outcome:
        """Have a stream decoded.

        :param target: Where the output goes; at least *size* bytes.
        :raises HelperLostError: if the process is gone.
        """
        self._send(memoryview(REQUEST.pack(size, len(stream))))
        self._send(stream)
        header = memoryview(bytearray(REPLY.size))
        self._receive(header)
        status, length = REPLY.unpack(header)
        known = status in tuple(Status)
        right = length == size if status == Status.OUTPUT else length <= len(target)
        if not known or not right:
            raise HelperLostError(sentence("a helper process gave no sensible answer"))
        self._receive(target[:length])
        data = ZEROS[:size] if status == Status.ZEROS else target[:length]
        return Outcome(Status(status), data)

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def close(self) -> None:
        """End it, and wait until it is gone."""
        self.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_PATIENCE)
        for pipe in (self._requests, self._replies):
            with contextlib.suppress(OSError):
                pipe.close()

    def _send(self, data: memoryview) -> None:
        try:
            while data:
                data = data[self._requests.write(data) :]
        except (OSError, ValueError):
            raise self._lost() from None

    def _receive(self, target: memoryview) -> None:
        try:
            while target:
                count = self._replies.readinto(target)  # type: ignore[attr-defined]  # unbuffered, so it is a FileIO
                if not count:
                    raise self._lost()
                target = target[count:]
        except (OSError, ValueError):
            raise self._lost() from None

    def _lost(self) -> HelperLostError:
        try:
            code = self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            return HelperLostError(sentence("a helper process does not answer"))
        if code < 0:
            return HelperLostError(
                sentence("a helper process was killed by signal {code}", code=-code)
            )
        return HelperLostError(
            sentence("a helper process ended with code {code}", code=code)
        )


def _widen(pipe: IO[bytes]) -> None:
    """Let a pipe hold more where that can be told: processes switch less often."""
    if sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):  # the user's pipes hold too much already
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_SIZE)


def helper_command() -> list[str]:
    """Return the command that starts a helper of this very program."""
    program = sys.executable or ""  # an embedded Python may not know it
    if getattr(sys, "frozen", False):
        return [program, "_decode-blocks"]
    # The current folder may hold anything: -P keeps its modules out.
    return [program, "-P", "-S", "-m", "guestcore", "_decode-blocks"]


def helper_environment() -> dict[str, str]:
    """Return an environment in which a helper finds this very package."""
    environment = dict(os.environ)
    if not getattr(sys, "frozen", False):
        environment["PYTHONPATH"] = str(Path(guestcore.__file__).parent.parent)
    return environment
