"""Fabricated machines for the pictures of the documentation: nobody ever ran them."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from guestcore.demo.checkpoint_writer import (
    CheckpointSpec,
    MemoryStorage,
    write_checkpoint,
)
from guestcore.demo.fabricated_linux import LinuxSpec, fabricate
from guestcore.demo.fastlz_encoder import encode_chain_block
from guestcore.demo.memory_image import MemoryReader
from guestcore.demo.thumbnail import draw_console
from guestcore.files.decode_worker import MAX_BLOCK
from guestcore.model import PAGE_SIZE
from tests.builders.saved_states import pages, write_pair
from tests.builders.state_bytes import regions

MIB, GIB = 1 << 20, 1 << 30
_LINUX_SIZE = 64 * MIB
_HOLE = 3 * GIB, 4 * GIB
"""Addresses without RAM, as VMware's machines have."""
_SPOT = 2 * MIB
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictured:
    """A machine with a suspended state and snapshots."""

    name: str
    """Of the folder, the files and the machine."""
    title: str
    system: str = "debian12-64"
    release: str = "6.1.0-31-amd64"
    size: int = 4 * GIB
    vcpus: int = 4
    used: int = 96 * MIB
    """Bytes above the kernel that hold something, in spots all over."""
    screen: tuple[str, ...] = ()
    snapshots: tuple[str, ...] = ()
    """Names, oldest first, each the next one's parent."""
    taken: datetime = datetime(2026, 3, 9, 6, 42, tzinfo=UTC)


MACHINES = (
    Pictured(
        name="api01",
        title="api01 (production)",
        screen=(
            "",
            " debian 12 api01 tty1",
            "",
            " api01 login:",
            "",
            " watchdog: bug: soft lockup",
            "   cpu 2 stuck for 26s",
            " watchdog: bug: soft lockup",
            "   cpu 2 stuck for 52s",
        ),
        snapshots=("before the update", "hangs under load"),
    ),
    Pictured(
        name="runner",
        title="test runner",
        system="ubuntu-64",
        release="6.8.0-52-generic",
        size=2 * GIB,
        vcpus=2,
        screen=("", " runner login: _"),
        snapshots=("clean install",),
        taken=datetime(2026, 3, 2, 17, 5, tzinfo=UTC),
    ),
    Pictured(
        name="legacy",
        title="legacy mail",
        system="debian11-64",
        release="5.10.0-33-amd64",
        size=1 * GIB,
        vcpus=1,
        screen=("", " mail login: _"),
        snapshots=("moved from the old host",),
        taken=datetime(2026, 1, 20, 9, 30, tzinfo=UTC),
    ),
)


def write_pictured_machines(folder: Path) -> None:
    """Write every machine into a folder of its own below *folder*."""
    for seed, machine in enumerate(MACHINES, 11):
        _write_machine(folder / machine.name, machine, seed)


def write_slow_machine(folder: Path) -> Path:
    """Write a machine whose memory takes a while to decode; return its state."""
    folder.mkdir(parents=True)
    count = 1024
    block = encode_chain_block(pages(MAX_BLOCK // PAGE_SIZE))
    layout = regions((0, count * MAX_BLOCK // PAGE_SIZE))
    state = write_pair(folder, block * count, layout, stem=folder.name, suffix=".vmsn")
    entries = {"displayName": folder.name, "guestOS": "debian12-64"}
    _write_dictionary(state.with_suffix(".vmx"), entries)
    return state


def _write_machine(folder: Path, machine: Pictured, seed: int) -> None:
    folder.mkdir(parents=True)
    states = [
        (f"{machine.name}-Snapshot{uid}", ".vmsn", machine.taken - timedelta(days=uid))
        for uid in range(len(machine.snapshots), 0, -1)
    ]
    suspended = f"{machine.name}-5c3f81d2"
    states.append((suspended, ".vmss", machine.taken))
    for number, (stem, suffix, taken) in enumerate(states):
        _write_state(folder, machine, (stem, suffix), taken, seed + 20 * number)
    _write_dictionary(
        folder / f"{machine.name}.vmx",
        {
            "displayName": machine.title,
            "guestOS": machine.system,
            "memsize": str(machine.size // MIB),
            "numvcpus": str(machine.vcpus),
            "checkpoint.vmState": f"{suspended}.vmss",
        },
    )
    _write_dictionary(folder / f"{machine.name}.vmsd", _snapshot_list(machine))


def _snapshot_list(machine: Pictured) -> dict[str, str]:
    count = len(machine.snapshots)
    entries = {
        "snapshot.lastUID": str(count),
        "snapshot.current": str(count),
        "snapshot.numSnapshots": str(count),
    }
    for index, name in enumerate(machine.snapshots):
        taken = machine.taken - timedelta(days=count - index)
        high, low = divmod((taken - _EPOCH) // timedelta(microseconds=1), 1 << 32)
        entries |= {
            f"snapshot{index}.uid": str(index + 1),
            f"snapshot{index}.filename": f"{machine.name}-Snapshot{index + 1}.vmsn",
            f"snapshot{index}.displayName": name,
            f"snapshot{index}.createTimeHigh": str(high),
            f"snapshot{index}.createTimeLow": str(low - (low >> 31 << 32)),
        }
        if index:
            entries[f"snapshot{index}.parent"] = str(index)
    return entries


def _write_state(
    folder: Path,
    machine: Pictured,
    name: tuple[str, str],
    taken: datetime,
    seed: int,
) -> None:
    spec = LinuxSpec(
        seed=seed,
        regions=((0, _LINUX_SIZE),),
        vcpus=machine.vcpus,
        osrelease=machine.release,
        version=f"#1 SMP PREEMPT_DYNAMIC {taken:%a %b %d %Y} (fabricated)",
        hostname=machine.name,
    )
    guest = fabricate(spec)
    low = min(machine.size, _HOLE[0])
    ranges = [(0, low)]
    if machine.size > low:
        ranges.append((_HOLE[1], machine.size - low))
    layout = CheckpointSpec(
        vcpus=guest.vcpus,
        regions=ranges,
        memory=MemoryStorage.VMEM,
        product_version="17.6.1",
        build="build-24319023",
        thumbnail=draw_console(machine.screen),
    )
    read = _reader(guest.read, machine, seed)
    written = write_checkpoint(folder, name[0], layout, read, suffix=name[1])
    for path in (written.state, written.memory):
        if path is not None:
            os.utime(path, (taken.timestamp(), taken.timestamp()))


def _reader(linux: MemoryReader, machine: Pictured, seed: int) -> MemoryReader:
    """Return memory: a Linux below, spots of use above, thicker at the start."""
    rng = random.Random(seed)
    data = rng.randbytes(_SPOT)
    top = machine.size + (_HOLE[1] - _HOLE[0] if machine.size > _HOLE[0] else 0)
    spots: set[int] = set()
    while len(spots) < machine.used // _SPOT:
        gpa = int(_LINUX_SIZE + (top - _LINUX_SIZE) * rng.random() ** 2)
        spots.add(gpa // _SPOT)

    def read(gpa: int, size: int) -> bytes:
        if gpa < _LINUX_SIZE:
            below = min(size, _LINUX_SIZE - gpa)
            rest = bytes(size - below)
            return linux(gpa, below) + rest
        start = gpa % _SPOT
        if gpa // _SPOT in spots and start + size <= _SPOT:
            return data[start : start + size]
        return bytes(size)

    return read


def _write_dictionary(path: Path, entries: dict[str, str]) -> None:
    lines = [f'{key} = "{value}"' for key, value in entries.items()]
    path.write_text("\n".join(('.encoding = "UTF-8"', *lines, "")), encoding="utf-8")
