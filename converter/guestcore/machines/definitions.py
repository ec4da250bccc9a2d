"""What the .vmx and .vmsd of a folder say, and which saved states are whose."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from guestcore.errors import GuestCoreError
from guestcore.files.dictionary import read_dictionary
from guestcore.files.vmsd import SnapshotList, bare_name, parse_snapshots
from guestcore.machines.companions import (
    MEMORY_SUFFIX,
    OLD_STATE_SUFFIX,
    STATE_SUFFIXES,
    Listing,
    fold,
    holds_lock,
    suffix_of,
)
from guestcore.sentence import sentence

VMX_SUFFIX = ".vmx"
VMSD_SUFFIX = ".vmsd"

_LOCKED_SUFFIXES = (VMX_SUFFIX, ".vmdk", MEMORY_SUFFIX)
"""Of files that a running machine locks, in a folder with ``.lck`` appended [kb]."""
_MAX_MACHINES = 1000
_WORKING_FOLDER = "workingdir"


@dataclass(frozen=True, slots=True)
class Definition:
    """A machine as its text files define it."""

    vmx: Path | None = None
    vmsd: Path | None = None
    settings: Mapping[str, str] | None = None
    """Of the .vmx; None if there is none or it cannot be read."""
    snapshots: SnapshotList = SnapshotList()  # noqa: RUF009  frozen, shared safely
    resumes_from: Path | None = None
    """The state that the machine starts from next, as the .vmx says."""
    states: tuple[Path, ...] = ()
    """Its state files in the folder, sorted by name."""
    locked: bool = False
    """A running machine locks its .vmx, its disks and its memory file."""
    warnings: tuple[str, ...] = ()

    def setting(self, key: str) -> str | None:
        """Return a setting of the .vmx; None if it is absent or empty."""
        return (self.settings or {}).get(key) or None

    @property
    def encrypted(self) -> bool:
        """True if the .vmx holds the safe of the machine's keys."""
        return self.setting("encryption.keysafe") is not None


def read_definitions(listing: Listing, named: Path | None = None) -> list[Definition]:
    """Return the machines in a folder, those with a .vmx first.

    Several can share a folder; each has the states that its files name, then those
    that begin with its name. What is nobody's makes one more machine.

    :param named: A file that has to be among them, even a .vmsd that fits no .vmx.
    """
    definitions = [
        _read(listing, vmx, vmsd) for vmx, vmsd in _pair_files(listing, named)
    ]
    return _share_states(listing, definitions)


def find_state_file(listing: Listing, name: str | None) -> Path | None:
    """Return the state file that a .vmx or .vmsd names, None if it is not there."""
    if not name or suffix_of(name) not in (*STATE_SUFFIXES, OLD_STATE_SUFFIX):
        return None
    return listing.find(name)


def _pair_files(
    listing: Listing, named: Path | None
) -> list[tuple[Path | None, Path | None]]:
    """Return each .vmx with its .vmsd: of the same stem, or simply the only one."""
    vmxs = listing.with_suffix(VMX_SUFFIX)
    vmsds = listing.with_suffix(VMSD_SUFFIX)
    if len(vmxs) > _MAX_MACHINES:
        vmxs = [p for p in vmxs if p == named] or vmxs[:_MAX_MACHINES]
    pairs: list[tuple[Path | None, Path | None]] = []
    for vmx in vmxs:
        vmsd = listing.find(vmx.stem + VMSD_SUFFIX)
        if vmsd is None and len(vmxs) == len(vmsds) == 1:
            vmsd = vmsds[0]
        pairs.append((vmx, vmsd))
    taken = {vmsd for _, vmsd in pairs}
    alone = [p for p in vmsds if p not in taken and (not vmxs or p == named)]
    return pairs + [(None, vmsd) for vmsd in alone[:_MAX_MACHINES]]


def _read(listing: Listing, vmx: Path | None, vmsd: Path | None) -> Definition:
    warnings: list[str] = []
    settings = _load(vmx, warnings)
    snapshots = parse_snapshots(_load(vmsd, warnings) or {})
    warnings += snapshots.warnings
    moved_to = (settings or {}).get(_WORKING_FOLDER, "")
    if moved_to.strip("./\\"):
        warnings.append(
            sentence(
                "the .vmx names another working folder, saved states may lie "
                "there: {moved_to}",
                moved_to=moved_to,
            )
        )
    return Definition(
        vmx=vmx,
        vmsd=vmsd,
        settings=settings,
        snapshots=snapshots,
        resumes_from=_find_resumed(listing, settings or {}, warnings),
        warnings=tuple(warnings),
    )


def _load(path: Path | None, warnings: list[str]) -> dict[str, str] | None:
    if path is None:
        return None
    try:
        return read_dictionary(path)
    except GuestCoreError as error:
        warnings.append(error.message)
        return None


def _find_resumed(
    listing: Listing, settings: Mapping[str, str], warnings: list[str]
) -> Path | None:
    text = settings.get("checkpoint.vmstate", "")
    if not text:
        return None
    name = bare_name(text)
    if name != text:
        warnings.append(
            sentence(
                "the .vmx names a saved state with a path, only the last part is "
                "looked up beside it: {text}",
                text=text,
            )
        )
    path = find_state_file(listing, name)
    if path is None:
        warnings.append(
            sentence(
                "the saved state that the .vmx names is not here: {text}", text=text
            )
        )
    return path


def _share_states(
    listing: Listing, definitions: Sequence[Definition]
) -> list[Definition]:
    shares: list[list[Path]] = [[] for _ in definitions]
    nobodys: list[Path] = []
    named = _states_by_name(listing, definitions)
    stems = {
        fold(path.stem): number
        for number, definition in enumerate(definitions)
        if (path := definition.vmx or definition.vmsd)
    }
    for state in listing.with_suffix(*STATE_SUFFIXES):
        owner = 0 if len(definitions) == 1 else named.get(state)
        if owner is None:
            owner = _owner_by_stem(state.stem, stems)
        (nobodys if owner is None else shares[owner]).append(state)
    locked = set(_find_locked(listing, len(definitions), stems))
    shared = [
        replace(definition, states=tuple(states), locked=number in locked)
        for number, (definition, states) in enumerate(
            zip(definitions, shares, strict=True)
        )
    ]
    return shared + [Definition(states=tuple(nobodys))] * bool(nobodys)


def _find_locked(
    listing: Listing, count: int, stems: Mapping[str, int]
) -> Iterator[int]:
    """Yield which of *count* machines hold a lock; that of a crashed host stays."""
    for folder in listing.subfolders:
        stem, suffix = os.path.splitext(os.path.splitext(folder)[0])
        if suffix_of(folder) != ".lck" or suffix.lower() not in _LOCKED_SUFFIXES:
            continue
        owner = 0 if count == 1 else _owner_by_stem(stem, stems)
        if owner is not None and holds_lock(listing.folder / folder):
            yield owner


def _states_by_name(
    listing: Listing, definitions: Iterable[Definition]
) -> dict[Path, int]:
    owners: dict[Path, int] = {}
    for number, definition in enumerate(definitions):
        if definition.resumes_from is not None:
            owners.setdefault(definition.resumes_from, number)
        for snapshot in definition.snapshots.snapshots:
            path = find_state_file(listing, snapshot.file_name)
            if path is not None:
                owners.setdefault(path, number)
    return owners


def _owner_by_stem(stem: str, stems: Mapping[str, int]) -> int | None:
    """Return whose ``<stem>``, ``<stem>-Snapshot3`` … this is; longest stem first."""
    stem = fold(stem)
    while stem and stem not in stems:
        stem = stem.rpartition("-")[0]
    return stems.get(stem)
