"""Runs the command line in a process of its own and measures what it takes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_POLL = 0.01
_RUN = "import sys; from guestcore.cli import main; sys.exit(main(sys.argv[1:]))"


class Measured(NamedTuple):
    """What one run took."""

    code: int
    seconds: float
    """By the clock, or of processor time if that is less: others may be busy."""
    rss: int
    """Bytes: the peaks of all its processes together."""
    errors: str
    """What it wrote to stderr."""


def measure(arguments: Sequence[object], limit: float = 60) -> Measured:
    """Run ``guestcore`` with *arguments*; its output is thrown away.

    :raises TimeoutError: if it takes *limit* seconds, by the clock.
    """
    command = [sys.executable, "-W", "error", "-c", _RUN, *map(str, arguments)]
    with tempfile.TemporaryFile() as errors:
        started = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        rss = 0
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            seconds = time.monotonic() - started
            if pid:
                break
            if seconds > limit:
                process.kill()
                process.wait()
                raise TimeoutError(f"{' '.join(command[4:])} took {limit} s")
            rss = max(rss, sum(map(_peak, _family(process.pid))))
            time.sleep(_POLL)
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        text = errors.read().decode(errors="replace")
    worked = usage.ru_utime + usage.ru_stime
    return Measured(process.returncode, min(seconds, worked), rss, text)


def _family(pid: int) -> list[int]:
    """Return a process and its descendants."""
    found = [pid]
    for one in found:
        try:
            children = Path(f"/proc/{one}/task/{one}/children").read_text()
        except OSError:
            continue  # gone meanwhile
        found += map(int, children.split())
    return found


def _peak(pid: int) -> int:
    """Return a process's peak of resident memory, 0 if it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    lines = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(lines[0].split()[1]) << 10 if lines else 0
