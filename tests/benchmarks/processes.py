"""Times and weighs whole processes, in turn, so that a busy machine is fair."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

GUESTCORE = (sys.executable, "-m", "guestcore")
_SAMPLE = 0.005
"""Seconds between two looks at a process's memory."""


def run(*command: str | Path) -> float:
    """Run a command to its end; return the seconds it took."""
    started = time.perf_counter()
    done = subprocess.run(
        command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    seconds = time.perf_counter() - started
    if done.returncode:
        text = done.stderr.decode(errors="replace").strip()
        raise RuntimeError(f"{command[:4]} ended with {done.returncode}: {text}")
    return seconds


def start_seconds(rounds: int = 5) -> float:
    """Return the median time from starting Python to having imported everything."""
    code = "import guestcore.cli, guestcore.pipeline, guestcore.core.writer"
    times = [run(sys.executable, "-c", code) for _ in range(rounds + 1)]
    return statistics.median(times[1:])


def interleave(
    contenders: Mapping[str, Callable[[], float]],
    rounds: int,
    *,
    before: Callable[[], None] = lambda: None,
) -> dict[str, list[float]]:
    """Run all contenders in turn, *rounds* times after one that does not count.

    :param before: Called before each run; its time does not count either.
    """
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(rounds + 1):
        for name, contender in contenders.items():
            before()
            seconds = contender()
            if turn:
                times[name].append(seconds)
    return times


def copy_and_sync(source: Path, target: Path) -> float:
    """Copy a file in full and wait until it is on disk; return the seconds."""
    started = time.perf_counter()
    run("cp", "--reflink=never", "--sparse=never", source, target)
    fd = os.open(target, os.O_RDWR)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
    return time.perf_counter() - started


_READ = """
import sys, time
buffer, started = bytearray(1 << 20), time.perf_counter()
for path in sys.argv[1:]:
    with open(path, "rb", buffering=0) as file:
        while file.readinto(buffer):
            pass
print(time.perf_counter() - started)
"""


def read_files(paths: Sequence[Path]) -> float:
    """Read files once, one after the other; return the seconds.

    In a process of its own, as the check is one: a second pass in the same process
    takes half the time.
    """
    done = subprocess.run(
        [sys.executable, "-c", _READ, *paths], check=True, capture_output=True
    )
    return float(done.stdout)


def peak_memory(*command: str | Path) -> int:
    """Return the most bytes a command and all its children held at one time.

    The sum of what each living process held at its own worst moment: never less
    than the truth.
    """
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(_high_water, _family(process.pid))))
        time.sleep(_SAMPLE)
    if process.returncode:
        raise RuntimeError(f"{command[:4]} ended with {process.returncode}")
    return peak


def _family(pid: int) -> list[int]:
    found = [pid]
    for parent in found:  # grows while it is walked
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += map(int, task.read_text().split())
            except OSError:
                continue  # it has ended
    return found


def _high_water(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    for line in status.splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) << 10
    return 0
