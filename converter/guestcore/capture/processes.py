"""Runs another program: no shell, limits on time and output, stopped when asked."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO

MAX_OUTPUT = 1 << 20
"""Bytes of output that are read, and about as many as a program may write."""
_POLL = 0.05
_PATIENCE = 5
"""Seconds that a killed program may take to be gone."""


class TimeLimitError(Exception):
    """The program did not end in time and was ended."""


class OutputLimitError(Exception):
    """The program wrote more than anybody reads and was ended."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A program that ended by itself."""

    code: int
    output: bytes
    """What it wrote, errors included; at most :data:`MAX_OUTPUT` bytes."""


def run_program(
    command: Sequence[str], limit: float, look: Callable[[], None]
) -> Finished:
    """Run a program to its end.

    Only the program itself is ever killed: what it started may be a virtual machine.

    :param limit: Seconds after which it is killed.
    :param look: Called several times a second; if it raises, the program is killed.
    :raises OSError: if it cannot be started; ``ValueError`` for a NUL in *command*.
    :raises TimeLimitError: or :class:`OutputLimitError`.
    """
    look()
    # A file and no pipe: whatever the program leaves running holds its end open.
    with tempfile.TemporaryFile() as output:
        process = _start(command, output)
        end = time.monotonic() + limit
        try:
            while (code := _wait(process)) is None:
                look()
                if time.monotonic() > end:
                    raise TimeLimitError
                if os.fstat(output.fileno()).st_size > MAX_OUTPUT:
                    raise OutputLimitError
        except BaseException:
            process.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_PATIENCE)
            raise
        output.seek(0)
        return Finished(code, output.read(MAX_OUTPUT))


def _wait(process: subprocess.Popen[bytes]) -> int | None:
    try:
        return process.wait(_POLL)
    except subprocess.TimeoutExpired:
        return None


def _start(command: Sequence[str], output: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        env=_environment(),
        # Out of reach of the terminal's Ctrl-C, which could hit a machine that it
        # starts; on Windows, without a window.
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _environment() -> dict[str, str]:
    """Return our environment, without what only a frozen program's own part needs."""
    environment = dict(os.environ)
    if getattr(sys, "frozen", False):
        original = environment.pop("LD_LIBRARY_PATH_ORIG", None)
        environment.pop("LD_LIBRARY_PATH", None)
        if original is not None:
            environment["LD_LIBRARY_PATH"] = original
    return environment
