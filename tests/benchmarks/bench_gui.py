#!/usr/bin/env python3
"""Speed and memory of the desktop, in real windows; prints a table.

    python tests/benchmarks/bench_gui.py [--only start scanning ...] [--json FILE]

Needs Xvfb, openbox and what else tests/gui/desktop.py names, and some 10 GB of disk
for files that are removed again. The figures of a machine that does something else
meanwhile are worth nothing: its load is printed, too.

=================================================== =========
wanted
=================================================== =========
first window painted, from the start of the process < 1.0 s; the aim is 0.7 s
longest gap of the event loop, converting 4 GiB     < 50 ms
longest gap of the event loop, scanning 1 000 VMs   < 50 ms
conversion in the window / on the command line      <= 1.05
memory after 200 conversions of the demo            < 250 MiB
memory after 200 conversions / after 50             <= 1.05
=================================================== =========
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":  # started as a file: find the folder "tests"
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from guestcore.demo.machine import STEM, write_demo
from tests.benchmarks import guests, processes
from tests.benchmarks.bench import GIB, MIB, Figure, most, print_figure, scratch
from tests.benchmarks.processes import GUESTCORE
from tests.gui.desktop import Screen, missing_programs

PROGRAM = Path(__file__).with_name("gui_program.py")
_PATIENCE = 900


@dataclass(frozen=True, slots=True)
class Bench:
    """Where and how often to measure."""

    folder: Path
    screen: Screen
    rounds: int
    size: int
    """Bytes of the guest that is converted."""

    def watch(self, what: str, *arguments: object) -> dict[str, object]:
        """Run the program until it ends; return what it found out.

        Its modules are compiled once and kept, as those of an installed program are.
        """
        places = self.folder / "places"
        environment = {
            **self.screen.environment,
            "PYTHONPYCACHEPREFIX": str(self.folder / "compiled"),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, PROGRAM, what, places, *arguments]
        started = time.monotonic()
        done = subprocess.run(
            [str(part) for part in command],
            env=environment,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{what} ended with {done.returncode}: {done.stderr}")
        return {"started": started, **json.loads(done.stdout)}


def below(name: str, value: float, unit: str, limit: float, **more: object) -> Figure:
    return Figure(name, value, unit, f"< {limit:g}", value < limit, more)


def start(bench: Bench) -> Iterator[Figure]:
    """The first window, from before the process is there."""
    times = []
    for _ in range(bench.rounds + 1):
        found = bench.watch("paint")
        times.append(found["painted"] - found["started"])
    seconds = statistics.median(times[1:])
    yield below("first window painted", seconds, "s", 1.0, aim=0.7,
                least=min(times[1:]), most=max(times[1:]))  # fmt: skip


def idle(bench: Bench) -> Iterator[Figure]:
    """The event loop when nothing is done: what the machine itself costs."""
    yield _gaps("longest gap, idle", [bench.watch("idle")], None)


def converting(bench: Bench) -> Iterator[Figure]:
    """The event loop while a large guest is converted."""
    state = guests.write_dense(bench.folder / "vm", bench.size)
    core = bench.folder / "core"
    found = [bench.watch("convert", state, core) for _ in range(bench.rounds)]
    yield _gaps(f"longest gap, {bench.size // GIB} GiB", found, 50)


def scanning(bench: Bench) -> Iterator[Figure]:
    """The event loop while a large library is scanned."""
    write_library(bench.folder / "library", 1000)
    _set(bench, folders=[str(bench.folder / "library")])
    found = [bench.watch("scan") for _ in range(bench.rounds)]
    yield _gaps("longest gap, 1000 VMs", found, 50)


def beside(bench: Bench) -> Iterator[Figure]:
    """A conversion in the window beside one on the command line."""
    state = guests.write_dense(bench.folder / "vm", bench.size)
    core = bench.folder / "core"
    command = (*GUESTCORE, "convert", state, "-o", core, "--force", "-q")

    def clean() -> None:
        core.unlink(missing_ok=True)
        os.sync()
        processes.read_files([state.with_suffix(".vmem")])

    times = processes.interleave(
        {
            "window": lambda: bench.watch("convert", state, core)["seconds"],
            "command": lambda: processes.run(*command),
        },
        bench.rounds,
        before=clean,
    )
    medians = {name: statistics.median(values) for name, values in times.items()}
    ratio = medians["window"] / medians["command"]
    yield most("window / command line", ratio, "x", 1.05, **medians)


def queue(bench: Bench) -> Iterator[Figure]:
    """Memory of an hour's worth of queue."""
    folder, cores = bench.folder / "demo", bench.folder / "cores"
    write_demo(folder)
    cores.mkdir()
    state = next(folder.glob("*.vmss"))
    found = bench.watch("queue", state, cores, 50, 200)
    sizes = {int(count): size for count, size in found["held"].items()}
    yield below("memory after 200 demos", sizes[200] / MIB, "MiB", 250,
                start=sizes[0] / MIB, after_50=sizes[50] / MIB,
                peak=found["peak"] / MIB)  # fmt: skip
    yield most("memory, 200 demos / 50", sizes[200] / sizes[50], "x", 1.05)


def _gaps(name: str, found: Sequence[dict], limit: float | None) -> Figure:
    """Return the longest gap of the run with the longest one.

    "waited" is how much of it the thread was ready and other threads, also those of
    other programs, had all processors.
    """
    worst = max(found, key=lambda run: run["gaps"][0])
    gap, waited = worst["gaps"][0]
    more = {
        "waited": waited,
        "next": " ".join(f"{gap:.0f}" for gap, _ in worst["gaps"][1:]),
        "runs": " ".join(f"{run['gaps'][0][0]:.0f}" for run in found),
        "seconds": worst.get("seconds", 0.0),
    }
    if limit is None:
        return Figure(name, gap, "ms", "", None, more)
    return below(name, gap, "ms", limit, **more)


def write_library(folder: Path, count: int) -> None:
    """Write folders of machines, each with snapshots; their states are one file's."""
    folder.mkdir()
    model = folder.parent / "model"
    write_demo(model)
    for number in range(count):
        name = f"vm-{number:04}"
        place = folder / name
        place.mkdir()
        for file in model.iterdir():
            target = place / file.name.replace(STEM, name)
            if file.suffix in (".vmx", ".vmsd"):
                text = file.read_text().replace(STEM, name)
                target.write_text(text.replace("GuestCore demo", f"Machine {number}"))
            else:
                os.link(file, target)


def _set(bench: Bench, **settings: object) -> None:
    folder = bench.folder / "places" / "config"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "settings.json").write_text(json.dumps(settings))


BENCHMARKS: dict[str, Callable[[Bench], Iterator[Figure]]] = {
    function.__name__: function
    for function in (start, idle, scanning, converting, beside, queue)
}
_ROUNDS = {"start": 7, "idle": 1}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=BENCHMARKS, default=[*BENCHMARKS])
    parser.add_argument("--rounds", type=int, default=3, help="runs that count")
    parser.add_argument("--size", type=int, default=4, help="GiB of the guest")
    parser.add_argument("--folder", type=Path, help="where to work")
    parser.add_argument("--json", type=Path, help="write the figures there, too")
    options = parser.parse_args()
    missing = missing_programs()
    if missing:
        parser.error(f"not installed: {', '.join(missing)}")
    figures = []
    for name in options.only:
        with scratch(options.folder) as folder, Screen(folder / "screen") as screen:
            rounds = _ROUNDS.get(name, options.rounds)
            bench = Bench(folder, screen, rounds, options.size * GIB)
            figures.append(Figure("load", os.getloadavg()[0], "", "", None, {}))
            print_figure(figures[-1])
            for figure in BENCHMARKS[name](bench):
                figures.append(figure)
                print_figure(figure)
    if options.json:
        machine = {"system": platform.platform(), "cores": os.cpu_count()}
        report = {"machine": machine, "figures": list(map(dataclasses.asdict, figures))}
        options.json.write_text(json.dumps(report, indent=2) + "\n")
    return 0 if all(figure.is_met is not False for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
