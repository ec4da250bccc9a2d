"""Writes the demo: the folder of a virtual machine that never existed."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from guestcore.demo.checkpoint_writer import (
    CheckpointSpec,
    MemoryStorage,
    write_checkpoint,
)
from guestcore.demo.fabricated_linux import LinuxSpec, fabricate
from guestcore.demo.register_tags import RegisterEncoding
from guestcore.demo.tag_stream import Group, Tag, block, number
from guestcore.demo.thumbnail import draw_console
from guestcore.errors import ErrorKind, GuestCoreError, system_reason
from guestcore.sentence import sentence

NAME = "GuestCore demo (fabricated)"
STEM = "fabricated-demo"

_MIB = 1 << 20
LINUX = LinuxSpec(seed=4, regions=((0, 48 * _MIB), (4 << 30, 16 * _MIB)))
"""The guest of the suspended state: 64 MiB, with a hole as machines of more than
3 GiB have. In the snapshots it was booted another time."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ESCAPES = {ord(character): f"|{ord(character):02X}" for character in '|"\n'}
_DEVICES = (
    "ConfigParams", "DMA", "CMOS", "FlashRam", "PIC", "Timer", "keyboard", "serial",
    "ide0", "scsi0", "MemoryHotplug", "vmDebugControl",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _State:
    """A saved state: its files and how the guest is written into them."""

    stem: str
    suffix: str
    taken: datetime
    linux: LinuxSpec
    layout: CheckpointSpec


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """An entry of the snapshot list."""

    uid: int
    parent: int | None
    name: str
    description: str
    taken: datetime
    layout: CheckpointSpec

    @property
    def state(self) -> _State:
        """The files of this snapshot."""
        stem = f"{STEM}-Snapshot{self.uid}"
        linux = replace(LINUX, seed=self.uid)
        return _State(stem, ".vmsn", self.taken, linux, self.layout)


_CLEAN = _Snapshot(
    1,
    None,
    "clean install",
    "Memory in a compressed .vmem",
    datetime(2026, 1, 12, 9, 0, tzinfo=UTC),
    CheckpointSpec(memory=MemoryStorage.VMEM_COMPRESSED, region_width=8),
)
_OFF = _Snapshot(
    2,
    _CLEAN.uid,
    "powered off",
    "Taken without memory: there is nothing to convert",
    datetime(2026, 1, 12, 18, 10, tzinfo=UTC),
    CheckpointSpec(memory=MemoryStorage.NONE),
)
_UPDATE = _Snapshot(
    3,
    _CLEAN.uid,
    'before the "big" update',
    "Memory inside the .vmsn",
    datetime(2026, 2, 3, 8, 15, tzinfo=UTC),
    CheckpointSpec(
        memory=MemoryStorage.EMBEDDED, registers=RegisterEncoding.INDIVIDUAL
    ),
)
_SNAPSHOTS, _CURRENT = (_CLEAN, _OFF, _UPDATE), _UPDATE
_SUSPENDED = _State(
    f"{STEM}-5eed0de0",
    ".vmss",
    datetime(2026, 2, 3, 11, 45, tzinfo=UTC),
    LINUX,
    CheckpointSpec(memory=MemoryStorage.VMEM, known_zero=True),
)


_MAX_KEPT = 100


def write_demo(folder: Path) -> Path:
    """Write a machine with a suspended state and three snapshots into *folder*.

    Every time the same bytes and times of change. Nothing is overwritten, and
    nothing half written is left.

    :return: The state file to try first.
    :raises GuestCoreError: kind ``output`` if a file of that name exists or the
        folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".guestcore-demo-", dir=folder) as unfinished:
            _write_machine(Path(unfinished))
            _move_files(Path(unfinished), folder)
    except OSError as error:
        raise GuestCoreError(
            ErrorKind.OUTPUT,
            sentence(
                "cannot write the demo to {folder}: {reason}",
                folder=folder,
                reason=system_reason(error),
            ),
            hint=sentence(
                "name a folder that you may write to, on a disk with space left"
            ),
        ) from error
    return folder / f"{_SUSPENDED.stem}{_SUSPENDED.suffix}"


def keep_demo(folder: Path) -> Path:
    """Return the state file to try first of a demo that is kept; write it if need be.

    What a run that was killed left in *folder* is not touched: another one is used.

    :raises GuestCoreError: kind ``output`` if it cannot be written.
    """
    name = f"{_SUSPENDED.stem}{_SUSPENDED.suffix}"
    for n in range(1, _MAX_KEPT + 1):
        place = folder if n == 1 else folder.with_name(f"{folder.name}-{n}")
        if (place / name).is_file():
            return place / name
        if not os.path.lexists(place) or not any(place.iterdir()):
            return write_demo(place)
    return write_demo(folder)  # says what is wrong


def _move_files(source: Path, folder: Path) -> None:
    files = sorted(source.iterdir())
    for file in files:
        if os.path.lexists(folder / file.name):
            raise GuestCoreError(
                ErrorKind.OUTPUT,
                sentence("{path} exists already", path=folder / file.name),
                hint=sentence("name an empty or a new folder"),
            )
    for file in files:
        file.rename(folder / file.name)


def _write_machine(folder: Path) -> None:
    suspended = f"{_SUSPENDED.stem}{_SUSPENDED.suffix}"
    configuration = _configuration(suspended)
    _write_text(folder / f"{STEM}.vmx", configuration, _SUSPENDED.taken)
    _write_text(folder / f"{STEM}.vmsd", _snapshot_list(), _CURRENT.taken)
    for snapshot in _SNAPSHOTS:
        _write_state(folder, snapshot.state, _configuration(""))
    _write_state(folder, _SUSPENDED, configuration)


def _write_text(path: Path, text: str, changed: datetime) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
    _set_time(path, changed)


def _set_time(path: Path, changed: datetime) -> None:
    os.utime(path, (changed.timestamp(), changed.timestamp()))


def _write_state(folder: Path, state: _State, configuration: str) -> None:
    guest = fabricate(state.linux)
    layout = replace(
        state.layout,
        regions=guest.regions,
        product="VMware Workstation (fabricated)",
        configuration=configuration,
        extra_groups=_devices(state.linux.seed),
    )
    if layout.memory is not MemoryStorage.NONE:
        layout = replace(
            layout,
            vcpus=guest.vcpus,
            thumbnail=_screen(state),
            extra_tags={"cpu": _halted(guest.vcpus)},
        )
    written = write_checkpoint(
        folder, state.stem, layout, guest.read, suffix=state.suffix
    )
    for path in (written.state, written.memory):
        if path is not None:
            _set_time(path, state.taken)


def _halted(vcpus: Iterable[dict[str, int]]) -> list[Tag]:
    """Return ``halted`` of each vCPU: those in the kernel wait for interrupts."""
    return [
        number("halted", int(registers["cs"] & 3 == 0), 1, index)
        for index, registers in enumerate(vcpus)
    ]


def _devices(seed: int) -> list[Group]:
    """Return groups of devices, filled with bytes that mean nothing."""
    rng = random.Random(seed)
    return [
        Group(
            name,
            [
                number("version", 1, 4),
                block("state", rng.randbytes(rng.randrange(64, 1024))),
            ],
        )
        for name in _DEVICES
    ]


def _screen(state: _State) -> bytes:
    return draw_console(
        (
            "",
            f" {NAME}",
            f" Linux {state.linux.osrelease}",
            "",
            f" {state.taken:%Y-%m-%d %H:%M:%S} UTC",
            "",
            f" {state.linux.hostname} login: _",
        )
    )


def _configuration(suspended: str) -> str:
    """Return the .vmx.

    :param suspended: Name of the suspended state; empty while there is none.
    """
    return _dictionary(
        {
            "config.version": "8",
            "virtualHW.version": "21",
            "displayName": NAME,
            "annotation": "Written by GuestCore.\nNo machine ever ran this.",
            "guestOS": "debian12-64",
            "firmware": "bios",
            "memsize": str(sum(size for _, size in LINUX.regions) // _MIB),
            "numvcpus": str(LINUX.vcpus),
            "checkpoint.vmState": suspended,
        }
    )


def _snapshot_list() -> str:
    """Return the .vmsd."""
    entries = {
        "snapshot.lastUID": str(max(snapshot.uid for snapshot in _SNAPSHOTS)),
        "snapshot.current": str(_CURRENT.uid),
        "snapshot.numSnapshots": str(len(_SNAPSHOTS)),
    }
    for index, snapshot in enumerate(_SNAPSHOTS):
        high, low = _halves((snapshot.taken - _EPOCH) // timedelta(microseconds=1))
        values = {
            "uid": str(snapshot.uid),
            "filename": f"{snapshot.state.stem}{snapshot.state.suffix}",
            "displayName": snapshot.name,
            "description": snapshot.description,
            "createTimeHigh": str(high),
            "createTimeLow": str(low),
        }
        if snapshot.parent is not None:
            values["parent"] = str(snapshot.parent)
        entries |= {f"snapshot{index}.{key}": value for key, value in values.items()}
    return _dictionary(entries)


def _halves(microseconds: int) -> tuple[int, int]:
    """Split a time as VMware does: both halves are signed 32-bit numbers."""
    low = microseconds & 0xFFFF_FFFF
    return microseconds >> 32, low - (low >> 31 << 32)


def _dictionary(entries: dict[str, str]) -> str:
    """Return VMware's text format; see FORMAT.md."""
    lines = (f'{key} = "{value.translate(_ESCAPES)}"' for key, value in entries.items())
    return "\n".join(('.encoding = "UTF-8"', *lines, ""))
