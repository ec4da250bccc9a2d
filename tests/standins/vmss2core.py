#!/usr/bin/env python3
"""A stand-in for VMware's vmss2core, which cannot be had for tests. It is not VMware's.

It does what is documented of the real one: the banner, the usage without arguments,
"... 10 MBs written." lines, "Finished writing core.", and files of fixed names in the
folder it is started in. What the real one writes into them is not known here: the
stand-in has guestcore write the core, and makes a bare header for a Windows dump. So it
shows how an engine is handled, and nothing of VMware's format.

How it misbehaves is told by VMSS2CORE_STANDIN, a list with commas (see VARIANTS). The
file that VMSS2CORE_STANDIN_PIDS names gets the numbers of its processes.
"""

# ruff: noqa: T201  a program that prints
from __future__ import annotations

import contextlib
import os
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import BinaryIO

VERSION = "8456865"
BANNER = (
    f"vmss2core version {VERSION} Copyright (C) 1998-2017 VMware, Inc. "
    "All rights reserved."
)
USAGE = "usage: vmss2core [options] <state file> [<vmem file>]   (a stand-in for tests)"
VARIANTS = {
    "fails": "prints an error and ends with exit code 3 half way",
    "hangs": "stops half way, for ever",
    "deaf": "ignores SIGTERM, SIGINT and SIGHUP",
    "silent": "prints nothing at all",
    "nothing": "ends with 0, but writes no file",
    "empty": "ends with 0, but its file is empty",
    "junk": "writes what is neither a core nor a dump",
    "cut": "leaves the end of its file out",
    "wrong": "writes other memory than it was given",
    "other": "writes a core where a dump is asked for, and a dump for a core",
    "log": "writes a log beside its core",
    "child": "starts a child in its group that outlives it",
    "stray": "starts a child in a session of its own",
    "slow": "takes three seconds and more",
    "floods": "prints a line without an end, then a hundred thousand",
    "dies": "kills itself",
}
MIB = 1 << 20
CHILD = "import os, time; print(os.getpid(), flush=True); time.sleep(600)"


def main(arguments: list[str]) -> int:
    variant = set(filter(None, os.environ.get("VMSS2CORE_STANDIN", "").split(",")))
    assert variant <= set(VARIANTS), variant
    if "silent" in variant:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  until the end
    print(BANNER, flush=True)
    options = [argument for argument in arguments if argument.startswith("-")]
    files = [Path(name) for name in arguments if not name.startswith("-")]
    if not files:
        print(USAGE, flush=True)
        if "hangs" in variant:
            time.sleep(600)
        return 1
    if not files[0].is_file():
        print(f"Cannot open {files[0]}", flush=True)
        return 2
    if "deaf" in variant:
        import signal

        for name in ("SIGTERM", "SIGINT", "SIGHUP"):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    tell_processes(variant)
    if "floods" in variant:
        flood()
    write(options, files, variant)
    if "dies" in variant:
        os.kill(os.getpid(), 9)
    print("Finished writing core.", flush=True)
    return 0


def tell_processes(variant: set[str]) -> None:
    """Start what a variant wants, and leave the numbers where a test finds them."""
    pids = [os.getpid()]
    for name in variant & {"child", "stray"}:
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD],
            start_new_session=name == "stray",
            stdout=subprocess.PIPE if name == "stray" else None,
            stderr=subprocess.DEVNULL if name == "stray" else None,
        )
        pids.append(child.pid)
    told = os.environ.get("VMSS2CORE_STANDIN_PIDS")
    if told:
        unfinished = Path(f"{told}.new")
        unfinished.write_text(" ".join(map(str, pids)))
        unfinished.rename(told)


def flood() -> None:
    sys.stdout.write("x" * (2 * MIB) + "\n")
    for number in range(100_000):
        sys.stdout.write(f"line {number}\n")
    sys.stdout.flush()


def write(options: list[str], files: list[Path], variant: set[str]) -> None:
    """Write what the options ask for into the current folder."""
    if "nothing" in variant:
        return
    kinds = {"-N", "-N4", "-N6", "-M"}
    if any(option.startswith("-W") for option in options):
        names, make = ["memory.dmp"], make_dump
    elif kinds & set(options):
        names, make = ["vmss.core"], make_core
    else:  # one core for each vCPU; two are enough here
        names, make = ["vmss.core0", "vmss.core1"], make_core
    if "other" in variant:
        make = make_core if make is make_dump else make_dump
    # made elsewhere and already without a name: what is killed leaves nothing there
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        make(files, made)
        if "cut" in variant:
            os.truncate(made, made.stat().st_size - 5 * MIB)
        if "wrong" in variant:
            spoil(made)
        source = made.open("rb")
    with source:
        if "log" in variant:
            Path("vmss2core.log").write_text("a log\n")
        for name in names:
            source.seek(0)
            deliver(source, Path(name), variant)


def deliver(source: BinaryIO, target: Path, variant: set[str]) -> None:
    """Copy a file as the real one writes: a line every 10 MB."""
    if "empty" in variant:
        target.touch()
        return
    with target.open("wb") as file:
        done = 0
        while piece := source.read(MIB):
            if "junk" in variant and not done:
                piece = b"no core " + piece[8:]
            file.write(piece)
            done += len(piece)
            if done % (10 * MIB) == 0:
                print(f"... {done // MIB} MBs written.", flush=True)
            if "slow" in variant:
                file.flush()
                time.sleep(0.05)
            if done >= 20 * MIB and "fails" in variant:
                print("Error writing core: No space left on device", flush=True)
                sys.exit(3)
            if done >= 20 * MIB and "hangs" in variant:
                file.flush()
                time.sleep(600)


def make_core(files: list[Path], target: Path) -> None:
    from guestcore.pipeline import CheckDepth, ConvertOptions, convert
    from guestcore.sources import OpenOptions

    opening = OpenOptions(vmem=files[1] if len(files) > 1 else None)
    done = convert(
        files[0], ConvertOptions(target, opening, CheckDepth.NONE, sparse="never")
    )
    if done.error is not None:
        print(done.error, flush=True)
        sys.exit(4)


def make_dump(files: list[Path], target: Path) -> None:
    """Write a full dump: a header with what readers check, then the memory."""
    from guestcore.sources import OpenOptions, open_guest

    opening = OpenOptions(vmem=files[1] if len(files) > 1 else None)
    with open_guest(files[0], opening) as guest, target.open("wb") as file:
        memory = guest.require_memory()
        runs = [(region.gpa >> 12, region.size >> 12) for region in memory.regions]
        file.write(dump_header(runs, len(guest.vcpus)))
        for region in memory.regions:
            for at in range(region.gpa, region.end, MIB):
                size = min(MIB, region.end - at)
                file.write(memory.read(at, size))


def dump_header(runs: list[tuple[int, int]], processors: int) -> bytes:
    """Return DUMP_HEADER64; what is not set says PAGE."""
    header = bytearray(b"PAGE" * 2048)
    pages = sum(count for _, count in runs)
    for at, form, *values in (
        (4, "<4s", b"DU64"),
        (0x08, "<II", 15, 19041),
        (0x10, "<Q", 0x1AD000),
        (0x20, "<QQ", 0xFFFF_F800_0000_1000, 0xFFFF_F800_0000_2000),
        (0x30, "<II", 0x8664, processors),
        (0x80, "<Q", 0xFFFF_F800_0000_3000),
        (0x88, "<IIQ", len(runs), 0, pages),
        (0xF98, "<II", 1, 0),
        (0xFA0, "<Q", 0x2000 + pages * 4096),
    ):
        struct.pack_into(form, header, at, *values)
    for number, run in enumerate(runs):
        struct.pack_into("<QQ", header, 0x98 + 16 * number, *run)
    return bytes(header)


def spoil(path: Path) -> None:
    """Fill the second half of a file with something else."""
    with path.open("r+b") as file:
        size = path.stat().st_size
        file.seek(size // 2 // 4096 * 4096)
        while file.tell() < size:
            file.write(b"\xa5" * min(MIB, size - file.tell()))


def install(folder: Path, name: str = "vmss2core", variant: str = "") -> Path:
    """Put a program into a folder that runs the stand-in (POSIX); return it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    script = Path(__file__).resolve()
    lines = ["#!/bin/sh", f'exec "{sys.executable}" "{script}" "$@"', ""]
    if variant:
        lines.insert(1, f"export VMSS2CORE_STANDIN={variant}")
    path.write_text("\n".join(lines))
    path.chmod(0o755)
    return path


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        sys.exit(main(sys.argv[1:]))
