"""What a program prints: read as it comes, bounded, its progress picked out."""

from __future__ import annotations

import contextlib
import os
import re
import threading
from collections import deque
from typing import IO

_CHUNK = 64 << 10
MAX_LINE = 300
"""Bytes of a line that are kept."""
MAX_KEPT = 1000
"""Lines that are handed on in all; the last ones are known however many come."""
_LAST = 8
_WRITTEN = re.compile(rb"(\d{1,9}) MBs written")


class ProgramOutput:
    """Reads a pipe in a thread of its own until nobody holds its other end."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe
        self._lock = threading.Lock()
        self._partial = b""
        self._written = 0
        self._fresh: list[str] = []
        self._kept = 0
        self._left_out = 0
        self._last: deque[str] = deque(maxlen=_LAST)
        self._ends_in_progress = False
        self._thread = threading.Thread(
            target=self._read, daemon=True, name="output of a program"
        )
        self._thread.start()

    @property
    def written(self) -> int:
        """Bytes that it says it has written."""
        return self._written

    @property
    def left_out(self) -> int:
        """Lines beyond :data:`MAX_KEPT`, which nobody was handed."""
        return self._left_out

    def take_lines(self) -> list[str]:
        """Return the lines that came since the last call, without progress."""
        with self._lock:
            lines, self._fresh = self._fresh, []
        return lines

    def last_lines(self) -> list[str]:
        """Return the last lines, one of progress at most in a row."""
        with self._lock:
            return list(self._last)

    def finish(self, seconds: float) -> None:
        """Wait for the rest; a process out of reach may hold the pipe longer."""
        self._thread.join(seconds)

    def _read(self) -> None:
        with self._pipe, contextlib.suppress(OSError):  # then that was all
            while chunk := os.read(self._pipe.fileno(), _CHUNK):
                self._feed(chunk)
        with self._lock:
            self._add(self._partial)

    def _feed(self, chunk: bytes) -> None:
        *lines, rest = (self._partial + chunk).replace(b"\r", b"\n").split(b"\n")
        self._partial = rest[:MAX_LINE]
        with self._lock:
            for line in lines:
                self._add(line)

    def _add(self, line: bytes) -> None:
        text = line[:MAX_LINE].decode("utf-8", "replace").strip()
        if not text:
            return
        found = _WRITTEN.search(line[:MAX_LINE])
        if found:
            self._written = int(found[1]) << 20
            if self._ends_in_progress:
                self._last.pop()
        elif self._kept < MAX_KEPT:
            self._kept += 1
            self._fresh.append(text)
        else:
            self._left_out += 1
        self._last.append(text)
        self._ends_in_progress = found is not None
