"""Feeds many damaged inputs to everything that reads files.

    python tests/fuzz/long_run.py                      100 000 inputs of 3 seeds
    python tests/fuzz/long_run.py --target core
    python tests/fuzz/long_run.py --repeat "core, pae, check:17"

Every input has to end in a result or a GuestCoreError, within the time and memory
that hostile input may cost. Anything else is printed with what repeats it. Prints
one JSON object; the exit code is 1 if there was a problem.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.fuzz.running import PROBLEMS, run_one
from tests.fuzz.targets import all_targets

MAX_RSS = 200 << 20
_SEED_STEP = 1_000_000_000
_QUICK_FOLDER = "/dev/shm"
_PROBLEMS_SHOWN = 50


class Figures:
    """What a share of the inputs gave."""

    def __init__(self) -> None:
        self.outcomes: dict[str, Counter[str]] = defaultdict(Counter)
        self.slowest: tuple[float, str] = (0.0, "")
        self.problems: list[str] = []
        self.rss = 0

    def add(self, other: Figures) -> None:
        for name, counts in other.outcomes.items():
            self.outcomes[name] += counts
        self.slowest = max(self.slowest, other.slowest)
        self.problems += other.problems
        self.rss = max(self.rss, other.rss)


def run_share(first: int, step: int, count: int, seed: int, target: str) -> Figures:
    """Run every *step*-th input, beginning with *first*."""
    figures = Figures()
    with tempfile.TemporaryDirectory(dir=_folder()) as folder:
        targets = [t for t in all_targets(Path(folder)) if target in t.name]
        for number in range(first, count, step):
            chosen = targets[number % len(targets)]
            one = seed * _SEED_STEP + number
            result = run_one(chosen, one)
            figures.outcomes[chosen.name][result.outcome] += 1
            name = f"{chosen.name}:{one}"
            figures.slowest = max(figures.slowest, (result.seconds, name))
            if result.outcome in PROBLEMS:
                figures.problems.append(f"{name} {result.outcome}: {result.detail}")
    figures.rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    if figures.rss > MAX_RSS:
        figures.problems.append(f"seed {seed}: peak memory {figures.rss >> 20} MiB")
    return figures


def repeat(name: str) -> int:
    """Run one input again and print what became of it."""
    target, _, seed = name.rpartition(":")
    with tempfile.TemporaryDirectory(dir=_folder()) as folder:
        chosen = next(t for t in all_targets(Path(folder)) if t.name == target)
        result = run_one(chosen, int(seed))
    text = f"{result.outcome} {result.seconds:.3f} s\n{result.detail}"
    print(text)  # noqa: T201  a script
    return 1 if result.outcome in PROBLEMS else 0


def _folder() -> str | None:
    return _QUICK_FOLDER if os.path.isdir(_QUICK_FOLDER) else None


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--count", type=int, default=100_000, help="inputs in all")
    parser.add_argument("--seeds", type=int, default=3, help="shared out to so many")
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=multiprocessing.cpu_count())
    parser.add_argument("--target", default="", help="part of a target's name")
    parser.add_argument("--repeat", metavar="NAME:SEED", help="run one input again")
    return parser.parse_args()


def main() -> int:
    """Run the shares in processes of their own and print the figures."""
    options = _parse_arguments()
    if options.repeat:
        return repeat(options.repeat)
    started = time.monotonic()
    each = -(-options.count // options.seeds)
    shares = [
        (first, options.jobs, each, seed, options.target)
        for seed in range(options.first_seed, options.first_seed + options.seeds)
        for first in range(options.jobs)
    ]
    figures = Figures()
    context = multiprocessing.get_context("spawn")  # nothing inherited: peaks are ours
    with context.Pool(options.jobs, maxtasksperchild=1) as pool:
        for share in pool.starmap(run_share, shares, chunksize=1):
            figures.add(share)
    kinds = sum(figures.outcomes.values(), Counter())
    summary = {
        "inputs": sum(kinds.values()),
        "seeds": options.seeds,
        "seconds": round(time.monotonic() - started),
        "slowest_ms": round(figures.slowest[0] * 1000),
        "slowest_input": figures.slowest[1],
        "peak_mib": figures.rss >> 20,
        "outcomes": dict(kinds.most_common()),
        "targets": {name: dict(c) for name, c in sorted(figures.outcomes.items())},
        "problems": figures.problems[:_PROBLEMS_SHOWN],
    }
    print(json.dumps(summary, indent=1))  # noqa: T201  a script
    return 1 if figures.problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
