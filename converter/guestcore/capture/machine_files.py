"""What the text files of a machine say now: they change while it is captured.

Every call reads them anew. Names of files are looked up in the machine's folder,
wherever the text leads.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.dictionary import read_dictionary
from guestcore.files.vmsd import (
    Snapshot,
    SnapshotList,
    bare_name,
    parse_number,
    parse_snapshots,
)
from guestcore.machines.companions import Listing, find_memory_file, suffix_of
from guestcore.machines.definitions import VMSD_SUFFIX, VMX_SUFFIX, find_state_file
from guestcore.sentence import sentence

_MAX_MEMORY_MIB = 1 << 25
"""32 TiB, more than any machine can have."""

Stamp = tuple[int, int, int]
"""Size, time of change and allocated blocks of a file."""


def find_vmx(path: Path) -> Path:
    """Return the .vmx that is meant by a path; a folder or bundle may hold one.

    :raises GuestCoreError: ``input`` or ``ambiguous``.
    """
    if not os.path.isdir(path):
        return path
    found = Listing(path).with_suffix(VMX_SUFFIX)
    if len(found) == 1:
        return found[0]
    raise GuestCoreError(
        ErrorKind.AMBIGUOUS if found else ErrorKind.INPUT,
        sentence("{path} holds {count} .vmx files", path=path, count=len(found)),
        hint=sentence("name the .vmx of the virtual machine"),
    )


def read_settings(vmx: Path) -> Mapping[str, str]:
    """Return the settings of a machine, keys in lower case.

    :raises GuestCoreError: if the .vmx cannot be read.
    """
    if suffix_of(vmx.name) != VMX_SUFFIX:
        raise GuestCoreError(
            ErrorKind.INPUT,
            sentence("{path} is not the .vmx of a virtual machine", path=vmx),
            hint=sentence("name the .vmx of the virtual machine"),
        )
    return read_dictionary(vmx)


def memory_size(settings: Mapping[str, str]) -> int:
    """Return the bytes of memory that a machine has, 0 if that is not told."""
    mebibytes = parse_number(settings.get("memsize", "")) or 0
    return mebibytes << 20 if 0 < mebibytes <= _MAX_MEMORY_MIB else 0


def read_snapshots(vmx: Path) -> SnapshotList:
    """Return the snapshots of a machine; none if there is no list yet.

    :raises GuestCoreError: if the list cannot be read.
    """
    listing = Listing(vmx.parent)
    vmsd = listing.find(vmx.stem + VMSD_SUFFIX)
    if vmsd is None:
        alone = listing.with_suffix(VMSD_SUFFIX)
        if len(alone) != 1 or len(listing.with_suffix(VMX_SUFFIX)) != 1:
            return SnapshotList()
        vmsd = alone[0]
    return parse_snapshots(read_dictionary(vmsd))


def find_snapshot(vmx: Path, name: str, uid: int | None = None) -> Snapshot | None:
    """Return the snapshot of that title, None unless there is exactly one.

    :param uid: What it must have, if that is known.
    :raises GuestCoreError: if the list cannot be read.
    """
    found = [s for s in read_snapshots(vmx).snapshots if s.name == name]
    if len(found) != 1 or uid not in (None, found[0].uid):
        return None
    return found[0]


def snapshot_state(vmx: Path, snapshot: Snapshot) -> Path | None:
    """Return the state file of a snapshot, None if it is not there."""
    return find_state_file(Listing(vmx.parent), snapshot.file_name)


def suspended_state(vmx: Path) -> Path | None:
    """Return the state file that a machine resumes from, None if there is none.

    :raises GuestCoreError: if the .vmx cannot be read.
    """
    name = bare_name(read_settings(vmx).get("checkpoint.vmstate", ""))
    return find_state_file(Listing(vmx.parent), name)


def stamp_of(path: Path | None) -> Stamp | None:
    """Return what tells two versions of a file apart; None if it is not there."""
    with contextlib.suppress(OSError, ValueError):
        if path is not None:
            status = os.stat(path)
            blocks = getattr(status, "st_blocks", 0)  # Windows has none
            return status.st_size, status.st_mtime_ns, blocks
    return None


def suspension_stamps(vmx: Path, since: float) -> dict[Path, Stamp]:
    """Return the files of suspended states that were written since a time.

    :param since: Seconds since 1970.
    """
    stamps = {}
    for state in Listing(vmx.parent).with_suffix(".vmss"):
        stamp = stamp_of(state)
        if stamp is None or stamp[1] < since * 1e9:
            continue
        stamps[state] = stamp
        memory = find_memory_file(state)
        memory_stamp = stamp_of(memory)
        if memory is not None and memory_stamp is not None:
            stamps[memory] = memory_stamp
    return stamps
