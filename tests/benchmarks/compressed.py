#!/usr/bin/env python3
"""Compressed memory: what one core and two cores decode, and what C does.

    python tests/benchmarks/compressed.py [--chain FILE] [--rounds N]

The memory is made of what lies on this machine: programs, libraries and texts in
pages, tables of pointers, noise and zeros, as in a guest. Needs a C compiler.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

if __name__ == "__main__":  # started as a file: find the folder "tests"
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from guestcore.files.block_chain import MAX_BLOCK, ChainImage
from guestcore.files.decode_pool import usable_cores
from guestcore.files.source_file import SourceFile
from tests.benchmarks.bench import Bench, Figure, least

MIB = 1 << 20
SIZE = 256 * MIB
PAGE = 4096
SOURCE = Path(__file__).with_name("fastlz_reference.c")
WANTED = 1.7
C_TIMES = 4
"""C decodes the chain so often in one run: it is fast."""


def measure(bench: Bench) -> Iterator[Figure]:
    """Yield rates in decoded MB/s, and how two cores compare with one."""
    reference = build_reference(bench.folder)
    memory = bench.folder / "mixed.memory"
    memory.write_bytes(make_memory(SIZE))
    chain = bench.folder / "mixed.chain"
    with memory.open("rb") as source, chain.open("wb") as target:
        subprocess.run([reference, "encode"], stdin=source, stdout=target, check=True)
    with SourceFile(chain) as file:
        require_same(ChainImage(file, 0, file.size), memory)
    yield from compare(chain, reference, bench.rounds)


def compare(chain: Path, reference: Path, rounds: int) -> Iterator[Figure]:
    """Yield the figures for a chain; the contenders take turns."""
    rates: dict[str, list[float]] = {"one core": [], "two cores": [], "C": []}
    with SourceFile(chain) as file:
        image = ChainImage(file, 0, file.size)
        for turn in range(rounds + 1):
            now = {
                "one core": decoding_rate(image, helpers=0),
                "two cores": decoding_rate(image, helpers=2),
                "C": reference_rate(reference, chain),
            }
            for name, rate in now.items():
                if turn:
                    rates[name].append(rate)
    medians = {name: statistics.median(values) for name, values in rates.items()}
    stored = chain.stat().st_size / image.size
    yield least(
        "compressed: two cores / one", medians["two cores"] / medians["one core"],
        "x", WANTED, stored=stored, cores=usable_cores(),
    )  # fmt: skip
    for name, rate in medians.items():
        what = "reference in C" if name == "C" else name
        yield Figure(f"compressed: {what}", rate, "MB/s", "", None, {})


def decoding_rate(image: ChainImage, *, helpers: int) -> float:
    """Decode all memory in order as a conversion does; return MB/s."""
    started = time.perf_counter()
    size = sum(len(data) for _, data in image.blocks(helpers=helpers))
    return size / (time.perf_counter() - started) / 1e6


def reference_rate(reference: Path, chain: Path) -> float:
    """Decode all memory in C, on one core; return MB/s."""
    call = [reference, "decode", chain, str(C_TIMES)]
    done = subprocess.run(call, check=True, capture_output=True, text=True)
    size, seconds = done.stdout.split()
    return int(size) / float(seconds) / 1e6


def require_same(image: ChainImage, memory: Path) -> None:
    """Refuse to time what gives wrong bytes."""
    with memory.open("rb") as file:
        for _, data in image.blocks():
            if file.read(len(data)) != data.tobytes():
                raise RuntimeError("the decoded memory differs from the encoded")


def build_reference(folder: Path) -> Path:
    """Compile the encoder and decoder in C."""
    program = folder / "fastlz_reference"
    compiler = os.environ.get("CC", "cc")
    subprocess.run([compiler, "-O2", "-o", program, SOURCE], check=True)
    return program


def make_memory(size: int) -> bytes:
    """Return memory whose parts and their order do not change on one machine."""
    rng, noise = random.Random(1), np.random.default_rng(1)
    files = read_files(rng, size)
    memory = bytearray()
    while len(memory) < size:
        length = rng.choice((1, 4, 16, 64, 256)) * PAGE
        kind = rng.random()
        if kind < 0.25:
            memory += bytes(length)
        elif kind < 0.80:
            at = rng.randrange(len(files) - length)
            memory += files[at : at + length]
        elif kind < 0.95:
            base = np.uint64(0xFFFF_8880_0000_0000)
            step = noise.integers(0, 1 << 14, length // 8, np.uint64) << np.uint64(6)
            memory += (base + step).tobytes()
        else:
            memory += noise.bytes(length)
    return bytes(memory[:size])


def read_files(rng: random.Random, size: int) -> bytes:
    """Return the start of files that any machine with Python has: code and texts."""
    folders = {sysconfig.get_path("stdlib"), sysconfig.get_path("platlib")}
    paths = [Path(sys.executable).resolve()]
    for folder in sorted(folders):
        paths += sorted(
            path
            for suffix in ("py", "so", "pyc", "txt")
            for path in Path(folder).rglob(f"*.{suffix}")
        )
    rng.shuffle(paths)
    data = bytearray()
    for path in paths:
        content = path.read_bytes()[: 2 * MIB]
        data += content + bytes(-len(content) % PAGE)
        if len(data) > size // 2:
            break
    if len(data) < MAX_BLOCK:
        raise RuntimeError("found hardly any files to make memory of")
    return bytes(data)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--chain", type=Path, help="a compressed memory file to decode")
    parser.add_argument("--rounds", type=int, default=3, help="runs that count")
    options = parser.parse_args()
    missed = False
    with tempfile.TemporaryDirectory(prefix="guestcore-bench-") as name:
        folder = Path(name)
        figures = (
            compare(options.chain, build_reference(folder), options.rounds)
            if options.chain
            else measure(Bench(folder, options.rounds, SIZE, 0.0))
        )
        for figure in figures:
            missed |= figure.is_met is False
            more = " ".join(
                f"{key} {value:.2f}" for key, value in figure.details.items()
            )
            line = f"{figure.benchmark:28} {figure.value:8.2f} {figure.unit:5} "
            sys.stdout.write(f"{line}{figure.wanted:7} {more}\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
