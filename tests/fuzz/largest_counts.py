"""Measures what inputs just inside the bounds cost, each in a process of its own.

    python tests/fuzz/largest_counts.py              all of them: about two minutes
    python tests/fuzz/largest_counts.py --only vCPUs

Prints a line for each; the exit code is 1 if one took too long or too much memory,
or ended in anything but a result or an error that is told.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.fuzz import (
    largest_cores,
    largest_folders,
    largest_guests,
    largest_states,
    largest_streams,
)
from tests.fuzz.largest_states import Case
from tests.fuzz.measuring import Measured, measure

MAX_SECONDS = 5.0
MAX_RSS = 200 << 20
GROUPS: dict[str, dict[str, Case]] = {
    "states": largest_states.CASES,
    "folders": largest_folders.CASES,
    "guests": largest_guests.CASES,
    "streams": largest_streams.CASES,
    "cores": largest_cores.CASES,
}
LONGER = {
    "streams: chain of blocks that decode slowly": 20.0,
    "states: 2 000 000 tags listed": 10.0,
    "states: 4096 groups": 10.0,
}
"""What may take longer, in seconds: a file of 64 MiB made to decode slowly, of which
64 MiB are decoded, and lists of two million lines."""
ALL: dict[str, Case] = {
    f"{group}: {name}": case
    for group, cases in GROUPS.items()
    for name, case in cases.items()
}


def run(name: str) -> Measured:
    """Write the input of a case and run the command on it."""
    with tempfile.TemporaryDirectory(prefix="guestcore-largest-") as folder:
        return measure(ALL[name](Path(folder)))


def find_problem(name: str, measured: Measured) -> str | None:
    """Return what is wrong with a run."""
    most = LONGER.get(name, MAX_SECONDS)
    if measured.code not in (0, 1, 3) or "Traceback" in measured.errors:
        return f"exit code {measured.code}: {measured.errors[-2000:]}"
    if measured.seconds > most:
        return f"{measured.seconds:.1f} s, more than {most}"
    if measured.rss > MAX_RSS:
        return f"{measured.rss >> 20} MiB, more than {MAX_RSS >> 20}"
    return None


def main() -> int:
    """Run the cases one by one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--only", default="", help="part of a case's name")
    only = parser.parse_args().only
    problems = 0
    for name in (name for name in ALL if only in name):
        measured = run(name)
        problem = find_problem(name, measured)
        problems += problem is not None
        figures = f"{measured.seconds:6.2f} s {measured.rss >> 20:4} MiB"
        print(f"{name:<50} {figures}  {problem or 'ok'}")  # noqa: T201  a script
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
