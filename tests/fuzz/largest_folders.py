"""Folders of machines with as many snapshots, settings and files as are read."""

from __future__ import annotations

from pathlib import Path

from guestcore.demo.checkpoint_writer import (
    CheckpointSpec,
    MemoryStorage,
    write_checkpoint,
)
from tests.fuzz.largest_states import Case, Command

MAX_SNAPSHOTS = 10_000
MAX_SIZE = 4 << 20
MAX_ENTRIES = 200_000


def _write(folder: Path, vmx: str, vmsd: str) -> None:
    (folder / "machine.vmx").write_text(f'.encoding = "UTF-8"\n{vmx}')
    (folder / "machine.vmsd").write_text(f'.encoding = "UTF-8"\n{vmsd}')


def snapshots(command: str, *, files: bool, parent: str) -> Case:
    """A list of snapshots: each below the one before, or all below one, or in rings."""

    def write(folder: Path) -> Command:
        layout = CheckpointSpec(memory=MemoryStorage.NONE, crash_readable=False)
        state = write_checkpoint(folder, "s0", layout, suffix=".vmsn").state
        data = state.read_bytes()
        lines = [f'snapshot.numSnapshots = "{MAX_SNAPSHOTS}"\nsnapshot.current = "1"\n']
        for n in range(MAX_SNAPSHOTS):
            above = {"chain": n, "fan": min(n, 1), "ring": n or MAX_SNAPSHOTS}[parent]
            lines.append(
                f'snapshot{n}.uid = "{n + 1}"\nsnapshot{n}.parent = "{above}"\n'
                f'snapshot{n}.filename = "s{n}.vmsn"\nsnapshot{n}.displayName = "{n}"\n'
            )
            if files:
                (folder / f"s{n}.vmsn").write_bytes(data)
        _write(folder, "", "".join(lines))
        return [command, folder, "--json"] if command == "info" else [command, folder]

    return write


def settings(text: str) -> Case:
    def write(folder: Path) -> Command:
        _write(folder, text[: MAX_SIZE - 100], text[: MAX_SIZE - 100])
        return ["list", folder]

    return write


def many_machines(folder: Path) -> Command:
    for n in range(1000):
        machine = folder / f"group{n % 10}" / f"machine{n}"
        machine.mkdir(parents=True)
        _write(machine, f'displayName = "{n}"\n', "")
    return ["list", folder, "--json"]


CASES: dict[str, Case] = {
    "10 000 snapshots, files there": snapshots("info", files=True, parent="chain"),
    "10 000 snapshots, listed": snapshots("list", files=True, parent="fan"),
    "10 000 snapshots, each below the last": snapshots(
        "list", files=False, parent="chain"
    ),
    "10 000 snapshots in a ring": snapshots("list", files=False, parent="ring"),
    "200 000 settings": settings(
        "".join(f'k{n} = "{n}"\n' for n in range(MAX_ENTRIES - 1))
    ),
    "one line of 4 MiB": settings('k = "' + "|41" * (MAX_SIZE // 3)),
    "4 MiB of blanks": settings(" \t" * (MAX_SIZE // 2)),
    "4 MiB of equal signs": settings("=" * MAX_SIZE),
    "4 MiB of line ends": settings("\n" * MAX_SIZE),
    "4 MiB of escapes": settings('a="|0"\n' * (MAX_SIZE // 7)),
    "1000 machines": many_machines,
}
