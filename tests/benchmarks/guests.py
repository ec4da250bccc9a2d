"""Guests to measure with: a small fabricated Linux below, filler above."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import numpy as np

from guestcore.demo.checkpoint_writer import CheckpointSpec, write_checkpoint
from guestcore.demo.fabricated_linux import LinuxSpec, fabricate
from guestcore.demo.memory_image import MemoryReader

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30
LINUX_SIZE = 64 * MIB
HOLE = 3 * GIB, 4 * GIB
"""Addresses without RAM, as VMware's machines have."""
RUNS = tuple((64 << n) * KIB for n in range(7))
"""64 KiB to 4 MiB."""


def write_dense(folder: Path, size: int) -> Path:
    """Write a guest without a zero page; return its state file."""
    pool = _random_pool(1)

    def filler(offset: int, length: int) -> bytes:
        start = offset % (len(pool) // 2)
        return pool[start : start + length]

    return _write(folder, "dense", size, filler)


def write_mixed(folder: Path, size: int) -> Path:
    """Write a guest three quarters of which are zero, in runs of mixed length.

    The zeros are stored, not left as holes: so VMware writes them.
    """
    pool, rng = _random_pool(2), random.Random(3)
    starts, used, at = [], [], 0
    while at < size + HOLE[1] - HOLE[0]:
        starts.append(at)
        used.append(rng.random() < 0.25)
        at += rng.choice(RUNS)
    bounds = np.array([*starts, at])

    def filler(offset: int, length: int) -> bytes:
        data = bytearray(length)
        run = int(np.searchsorted(bounds, offset, side="right")) - 1
        while bounds[run] < offset + length:
            if used[run]:
                start = max(int(bounds[run]), offset)
                end = min(int(bounds[run + 1]), offset + length)
                begin = start % (len(pool) // 2)
                data[start - offset : end - offset] = pool[begin : begin + end - start]
            run += 1
            if run == len(used):
                break
        return bytes(data)

    state = _write(folder, "mixed", size, filler)
    vmem, plain = state.with_suffix(".vmem"), state.with_suffix(".plain")
    subprocess.run(["cp", "--reflink=never", "--sparse=never", vmem, plain], check=True)
    plain.replace(vmem)
    return state


def write_sparse(folder: Path, size: int) -> Path:
    """Write a guest that uses almost none of its memory."""
    return _write(
        folder, f"sparse-{size // GIB}", size, lambda _, length: bytes(length)
    )


def _random_pool(seed: int) -> bytes:
    rng = np.random.default_rng(seed)
    return rng.integers(1, 256, 32 * MIB, np.uint8).tobytes()


def _write(folder: Path, stem: str, size: int, filler: MemoryReader) -> Path:
    """Write a guest of *size* bytes; *filler* gives what is above its Linux."""
    linux = fabricate(LinuxSpec(seed=7, regions=((0, LINUX_SIZE),)))

    def read(gpa: int, length: int) -> bytes:
        below = max(0, min(length, LINUX_SIZE - gpa))
        data = linux.read(gpa, below) if below else b""
        if below < length:
            data += filler(gpa + below, length - below)
        return data

    low = min(size, HOLE[0])
    regions = [(0, low)] + ([(HOLE[1], size - low)] if size > low else [])
    spec = CheckpointSpec(vcpus=linux.vcpus, regions=regions)
    folder.mkdir(parents=True, exist_ok=True)
    return write_checkpoint(folder, stem, spec, read).state
