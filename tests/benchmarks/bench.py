#!/usr/bin/env python3
"""Speed and memory of GuestCore, measured on this machine; prints a table.

    python tests/benchmarks/bench.py [--only dense mixed ...] [--json FILE]

Ratios are between runs made in turn, in one call, from a warm cache; the median
counts. Whole processes are timed; how long Python takes to start and import is
told apart. It takes some 25 GB of disk for files that are removed again.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

if __name__ == "__main__":  # started as a file: find the folder "tests"
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks import guests, processes
from tests.benchmarks.processes import GUESTCORE
from tests.core.file_systems import mounted

GIB, MIB = 1 << 30, 1 << 20


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value and what is wanted of it."""

    benchmark: str
    value: float
    unit: str
    wanted: str
    is_met: bool | None
    """None: for information."""
    details: dict[str, object]


@dataclass(frozen=True, slots=True)
class Bench:
    """Where and how often to measure."""

    folder: Path
    rounds: int
    size: int
    """Bytes of the guests that are copied."""
    start: float
    """Seconds that Python takes to start and import."""


def most(name: str, value: float, unit: str, limit: float, **details: object) -> Figure:
    return Figure(name, value, unit, f"<= {limit:g}", value <= limit, details)


def least(name: str, value: float, unit: str, limit: float, **more: object) -> Figure:
    return Figure(name, value, unit, f">= {limit:g}", value >= limit, more)


def dense(bench: Bench) -> Iterator[Figure]:
    """A guest without a zero page."""
    state = guests.write_dense(bench.folder, bench.size)
    core, copy = _against_copy(bench, state)
    yield most("dense: core / copy", core / copy, "x", 1.0, core=core, copy=copy,
               without_start=(core - bench.start) / copy)  # fmt: skip


def mixed(bench: Bench) -> Iterator[Figure]:
    """A guest three quarters of which are zero."""
    state = guests.write_mixed(bench.folder, bench.size)
    core, copy = _against_copy(bench, state)
    yield least("3/4 zero: copy / core", copy / core, "x", 2.0, core=core, copy=copy,
                without_start=copy / (core - bench.start))  # fmt: skip


def _against_copy(bench: Bench, state: Path) -> tuple[float, float]:
    """Return the median seconds of a conversion and of a copy on disk."""
    vmem, core, copy = (bench.folder / n for n in (f"{state.stem}.vmem", "c", "copy"))
    convert = (*GUESTCORE, "convert", state, "-o", core, "--reflink", "never", "-q")

    def clean() -> None:
        core.unlink(missing_ok=True)
        copy.unlink(missing_ok=True)
        os.sync()
        processes.read_files([vmem])

    times = processes.interleave(
        {
            "core": lambda: processes.run(*convert),
            "copy": lambda: processes.copy_and_sync(vmem, copy),
        },
        bench.rounds,
        before=clean,
    )
    return statistics.median(times["core"]), statistics.median(times["copy"])


def reflink(bench: Bench) -> Iterator[Figure]:
    """A file system whose files can share blocks."""
    for kind in ("xfs", "btrfs"):
        try:
            yield from _reflink_on(kind, bench)
        except pytest.skip.Exception as reason:
            why = {"not measured": str(reason)}
            yield Figure(f"reflink, {kind}", 0.0, "", "", None, why)


def _reflink_on(kind: str, bench: Bench) -> Iterator[Figure]:
    with mounted(kind, bench.size + 2 * GIB) as folder:
        state = guests.write_dense(folder, bench.size)
        os.sync()
        free = os.statvfs(folder).f_bfree * os.statvfs(folder).f_frsize
        core = folder / "core"
        call = (*GUESTCORE, "convert", state, "-o", core, "--force", "-q")
        times = [processes.run(*call) for _ in range(bench.rounds + 1)]
        os.sync()
        left = os.statvfs(folder).f_bfree * os.statvfs(folder).f_frsize
        yield most(f"reflink, {kind}", statistics.median(times[1:]), "s", 1.0)
        yield most(f"reflink, {kind}: space", (free - left) / MIB, "MiB", 8)


def memory(bench: Bench) -> Iterator[Figure]:
    """Memory of a conversion with its check, all processes together."""
    peaks = {}
    for gib in (1, 16):
        state = guests.write_sparse(bench.folder, gib * GIB)
        call = (*GUESTCORE, "convert", state, "-o", bench.folder / "c", "--force", "-q")
        peaks[gib] = max(processes.peak_memory(*call) for _ in range(bench.rounds))
        yield most(f"memory at {gib} GiB", peaks[gib] / MIB, "MiB", 150)
    yield most("memory, 16 GiB / 1 GiB", peaks[16] / peaks[1], "x", 1.1)


def info(bench: Bench) -> Iterator[Figure]:
    """What it takes to look at a large guest."""
    state = guests.write_sparse(bench.folder, 16 * GIB)
    times = [processes.run(*GUESTCORE, "info", state) for _ in range(bench.rounds + 1)]
    yield most("info at 16 GiB", statistics.median(times[1:]), "s", 1.0,
               start=bench.start)  # fmt: skip


def checks(bench: Bench) -> Iterator[Figure]:
    """Both depths of the check, with the source at hand."""
    state = guests.write_dense(bench.folder, bench.size)
    vmem, core = state.with_suffix(".vmem"), bench.folder / "core"
    processes.run(*GUESTCORE, "convert", state, "-o", core, "--check", "none", "-q")
    quick = (*GUESTCORE, "check", core, "--against", state)
    times = processes.interleave(
        {
            "quick": lambda: processes.run(*quick),
            "full": lambda: processes.run(*quick, "--full"),
            "read": lambda: processes.read_files([vmem, core]),
        },
        bench.rounds,
    )
    medians = {name: statistics.median(values) for name, values in times.items()}
    yield most("quick check", medians["quick"], "s", 1.0, start=bench.start)
    yield most("full check / reading both", medians["full"] / medians["read"], "x",
               1.3, full=medians["full"], read=medians["read"],
               without_start=(medians["full"] - bench.start) / medians["read"],
               )  # fmt: skip


def compressed(bench: Bench) -> Iterator[Figure]:
    """Compressed memory, beside the reference decoder in C."""
    from tests.benchmarks.compressed import measure

    yield from measure(bench)


BENCHMARKS: dict[str, Callable[[Bench], Iterator[Figure]]] = {
    function.__name__: function
    for function in (dense, mixed, reflink, memory, info, checks, compressed)
}


@contextmanager
def scratch(folder: Path | None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="guestcore-bench-", dir=folder) as name:
        yield Path(name)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=BENCHMARKS, default=[*BENCHMARKS])
    parser.add_argument("--rounds", type=int, default=3, help="runs that count")
    parser.add_argument("--size", type=int, default=4, help="GiB of the copied guests")
    parser.add_argument("--folder", type=Path, help="where to work")
    parser.add_argument("--json", type=Path, help="write the figures there, too")
    options = parser.parse_args()
    start = processes.start_seconds()
    figures = [Figure("start and imports", start, "s", "", None, {})]
    print_figure(figures[0])
    for name in options.only:
        with scratch(options.folder) as folder:
            bench = Bench(folder, options.rounds, options.size * GIB, start)
            for figure in BENCHMARKS[name](bench):
                figures.append(figure)
                print_figure(figure)
    if options.json:
        machine = {"system": platform.platform(), "cores": os.cpu_count()}
        report = {"machine": machine, "figures": list(map(dataclasses.asdict, figures))}
        options.json.write_text(json.dumps(report, indent=2) + "\n")
    return 0 if all(figure.is_met is not False for figure in figures) else 1


def print_figure(figure: Figure) -> None:
    verdict = {True: "ok", False: "MISSED", None: ""}[figure.is_met]
    details = ", ".join(
        f"{name} {value:.2f}" if isinstance(value, float) else f"{name} {value}"
        for name, value in figure.details.items()
    )
    sys.stdout.write(
        f"{figure.benchmark:28} {figure.value:9.2f} {figure.unit:4} "
        f"{figure.wanted:8} {verdict:7} {details}\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
