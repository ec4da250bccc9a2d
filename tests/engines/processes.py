"""Real processes, looked at from outside."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 10
"""Seconds that what must happen may take on a busy machine."""


def wait_until(happened: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait for a condition, and fail if it does not come true."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


def runs(pid: int) -> bool:
    """True if a process is there and not merely waiting to be reaped."""
    return state(pid) not in ("", "Z", "X")


def state(pid: int) -> str:
    """Return the state of a process as ps shows it: R, S, T ...; "" if it is gone."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    return text.rpartition(")")[2].split()[0]


def read_pids(path: Path) -> list[int]:
    """Return the numbers that a stand-in tells, once it has."""
    wait_until(path.exists)
    return [int(number) for number in path.read_text().split()]


def is_group_gone(pid: int) -> bool:
    """True if no process has *pid* as its group."""
    try:
        os.killpg(pid, 0)
    except ProcessLookupError:
        return True
    return False
