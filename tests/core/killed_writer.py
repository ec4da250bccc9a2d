"""Kills writers by SIGKILL at many points; a program, see test_killed.py.

Each writer is a child of its own and kills itself: when progress is reported for
the nth time, inside the commit, or after a random time whatever it does then.
Prints, as JSON, what each left in the folder.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from guestcore.progress import NoProgress, Phase, Progress
from tests.core.made_guests import open_guest, write

RANDOM_KILLS = 15
LONGEST = 0.06
"""Seconds: about what a whole conversion takes, so that some are hit late."""


class KillAt:
    """Kills the process at the nth report of a phase."""

    def __init__(self, phase: Phase, count: int) -> None:
        self.phase, self.left = phase, count

    def report(self, phase: Phase, done: int, total: int) -> None:
        if phase is self.phase:
            self.left -= 1
            if self.left <= 0:
                kill()


def kill(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def kill_in(name: str, *, after: bool = False) -> Callable[[], None]:
    """Return what makes a function of ``os`` deadly, before or after its work."""

    def prepare() -> None:
        real = getattr(os, name)

        def deadly(*args: object) -> None:
            if after:
                real(*args)
            kill()

        setattr(os, name, deadly)

    return prepare


def kill_after(seconds: float) -> Callable[[], None]:
    def prepare() -> None:
        signal.signal(signal.SIGALRM, kill)
        signal.setitimer(signal.ITIMER_REAL, seconds)

    return prepare


def run(folder: Path, prepare: Callable[[], None], progress: Progress) -> int:
    """Convert in a child of its own; return its status as ``os.wait`` gives it."""
    child = os.fork()
    if child == 0:
        prepare()
        with open_guest(folder / "memory.vmem") as guest:
            write(guest, folder / "a.core", progress=progress, reflink="never")
        os._exit(0)
    return os.waitpid(child, 0)[1]


def main(folder: Path, seed: int) -> None:
    rng = random.Random(seed)
    nothing = NoProgress()
    kills: dict[str, tuple[Callable[[], None], Progress]] = {
        f"{phase.value} {n}": (lambda: None, KillAt(phase, n))
        for phase in (Phase.WRITING, Phase.FLUSHING)
        for n in (1, 2, 5)
    }
    for name in ("fsync", "link", "unlink"):
        kills[f"before {name}"] = kill_in(name), nothing
        kills[f"after {name}"] = kill_in(name, after=True), nothing
    for n in range(RANDOM_KILLS):
        kills[f"random {n}"] = kill_after(rng.uniform(0.001, LONGEST)), nothing
    results = {}
    for name, (prepare, progress) in kills.items():
        (folder / "a.core").unlink(missing_ok=True)
        status = run(folder, prepare, progress)
        left = {path.name: path.stat().st_size for path in folder.iterdir()}
        results[name] = {"status": status, "left": left}
    (folder / "a.core").unlink(missing_ok=True)
    results["none"] = {"status": run(folder, lambda: None, nothing)}
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
