"""A virtual machine: its name, its snapshots and every saved state on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from guestcore.checkpoint.probe import StateKind, StateProbe, probe_state
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.vmsd import list_few
from guestcore.machines.companions import (
    MEMORY_SUFFIX,
    SNAPSHOT_SUFFIX,
    Listing,
    suffix_of,
)
from guestcore.machines.definitions import (
    VMSD_SUFFIX,
    VMX_SUFFIX,
    Definition,
    find_state_file,
    read_definitions,
)
from guestcore.sentence import sentence

SUSPENDED = "suspended"
SNAPSHOT = "snapshot"

_BUNDLE_SUFFIX = ".vmwarevm"
_MAX_LOOKS = 1000
"""State files of one folder that are opened to see whether they hold memory."""


@dataclass(frozen=True, slots=True)
class CheckpointEntry:
    """A saved state of a machine."""

    path: Path
    """The state file; a snapshot list may name one that is not there."""
    kind: str
    """``suspended`` or ``snapshot``."""
    name: str
    """The snapshot's title, else the stem of the file."""
    created: datetime | None
    memory: bool
    """It can be converted, as far as a look can tell."""
    current: bool
    """The machine now descends from it ("you are here"); true for one at most."""
    parent: Path | None
    """State file of the snapshot it descends from."""


@dataclass(frozen=True, slots=True)
class Machine:
    """A virtual machine."""

    path: Path
    """Its .vmx; without one, the folder."""
    name: str
    guest_os: str | None
    """As VMware spells it, such as ``debian12-64``."""
    encrypted: bool
    checkpoints: tuple[CheckpointEntry, ...]
    """Snapshots in the order they were taken, then what no list names."""
    warnings: tuple[str, ...]


class Survey:
    """The machines of one folder, or the one that a .vmx or .vmsd names.

    :raises GuestCoreError: kind ``input`` if *path* is neither, or cannot be read.
    """

    def __init__(self, path: Path, listing: Listing | None = None) -> None:
        named = None
        if listing is None:
            listing, named = _list_files(path)
        self.listing = listing
        self._looks: dict[Path, StateProbe] = {}
        self.machines = [
            _build(definition, self)
            for definition in read_definitions(listing, named)
            if named is None or named in (definition.vmx, definition.vmsd)
        ]
        """Those with a .vmx first, sorted by its name."""

    def look(self, state: Path) -> StateProbe | None:
        """Return what a state file is; None if there are too many to look into."""
        if state not in self._looks:
            if len(self._looks) >= _MAX_LOOKS:
                return None
            self._looks[state] = probe_state(state)
        return self._looks[state]

    def has_memory(self, state: Path) -> bool:
        """True if a state file and its memory are there."""
        look = self.look(state)
        if look is None or look.kind is not StateKind.CHECKPOINT:
            return False
        return (
            look.embedded or self.listing.find(state.stem + MEMORY_SUFFIX) is not None
        )


def read_machine(path: Path) -> Machine:
    """Return the machine of a .vmx, a .vmsd, a folder or a bundle.

    Text files that cannot be read are left out, with a warning in the machine.

    :raises GuestCoreError: ``input`` if there is no machine, ``ambiguous`` if the
        folder holds several.
    """
    machines = Survey(path).machines
    if not machines:
        raise GuestCoreError(
            ErrorKind.INPUT,
            sentence("{path} holds no virtual machine", path=path),
            hint=sentence(
                "name the folder that holds its .vmx; `guestcore list` shows machines"
            ),
        )
    if len(machines) > 1:
        raise GuestCoreError(
            ErrorKind.AMBIGUOUS,
            sentence(
                "{path} holds {machines} virtual machines: {names}",
                path=path,
                machines=len(machines),
                names=", ".join(machine.path.name for machine in machines),
            ),
            hint=sentence("name the .vmx of one of them"),
        )
    return machines[0]


def _list_files(path: Path) -> tuple[Listing, Path | None]:
    if os.path.isdir(path):  # false, not an error, for a name that cannot be
        return Listing(path), None
    if suffix_of(path.name) not in (VMX_SUFFIX, VMSD_SUFFIX) or not os.path.isfile(
        path
    ):
        raise GuestCoreError(
            ErrorKind.INPUT,
            sentence("{path} is neither a folder nor a .vmx or .vmsd file", path=path),
            hint=sentence("name the folder of the virtual machine or its .vmx"),
        )
    listing = Listing(path.parent)
    return listing, listing.find(path.name)


def _build(definition: Definition, survey: Survey) -> Machine:
    folder = survey.listing.folder
    warnings = list(definition.warnings)
    entries = list(_listed_entries(definition, survey, warnings))
    entries += list(_other_entries(definition, survey, entries))
    looks = [survey.look(path) for path in definition.states]
    if None in looks:
        warnings.append(
            sentence(
                "there are {looks} saved states; only the first {max_looks} of the "
                "folder were looked into for memory",
                looks=len(looks),
                max_looks=_MAX_LOOKS,
            )
        )
    locked_up = any(look and look.kind is StateKind.ENCRYPTED for look in looks)
    return Machine(
        path=definition.vmx or folder,
        name=definition.setting("displayname") or _name_by_files(definition, folder),
        guest_os=definition.setting("guestos"),
        encrypted=definition.encrypted or locked_up,
        checkpoints=tuple(entries),
        warnings=tuple(warnings),
    )


def _name_by_files(definition: Definition, folder: Path) -> str:
    file = definition.vmx or definition.vmsd
    if file is not None:
        return file.stem
    name = folder.name or folder.resolve().name
    return name.removesuffix(_BUNDLE_SUFFIX) or str(folder)


def _listed_entries(
    definition: Definition, survey: Survey, warnings: list[str]
) -> Iterator[CheckpointEntry]:
    """Yield what the .vmsd lists; warn of files that are not there."""
    folder, current = survey.listing.folder, definition.snapshots.current
    paths: dict[int, Path | None] = {}
    """Of each snapshot; where it has no file, that of its nearest ancestor."""
    yielded: set[Path] = set()
    missing, unusable = [], []
    for snapshot in definition.snapshots.snapshots:
        parent = None if snapshot.parent is None else paths[snapshot.parent]
        paths[snapshot.uid] = parent
        found = find_state_file(survey.listing, snapshot.file_name)
        path = found or (folder / snapshot.file_name if snapshot.file_name else None)
        if path is None or path in yielded:
            unusable.append(snapshot.name)
            continue
        if found is None:
            missing.append(path.name)
        yielded.add(path)
        paths[snapshot.uid] = path
        yield CheckpointEntry(
            path=path,
            kind=SNAPSHOT,
            name=snapshot.name or path.stem,
            created=snapshot.created,
            memory=found is not None and survey.has_memory(found),
            current=snapshot.uid == current,
            parent=parent,
        )
    if missing:
        warnings.append(
            sentence(
                "state files that the snapshot list names are missing: {names}",
                names=list_few(missing),
            )
        )
    if unusable:
        warnings.append(
            sentence(
                "snapshots that name no file, or that of another one, were left "
                "out: {names}",
                names=list_few(unusable),
            )
        )


def _other_entries(
    definition: Definition, survey: Survey, listed: Sequence[CheckpointEntry]
) -> Iterator[CheckpointEntry]:
    """Yield the state files that no snapshot list names."""
    known = {entry.path for entry in listed}
    here = next((entry.path for entry in listed if entry.current), None)
    states = dict.fromkeys(definition.states)
    if definition.resumes_from is not None:
        states[definition.resumes_from] = None
    for path in states:
        if path in known:
            continue
        snapshot = suffix_of(path.name) == SNAPSHOT_SUFFIX
        resumed = path == definition.resumes_from
        yield CheckpointEntry(
            path=path,
            kind=SNAPSHOT if snapshot else SUSPENDED,
            name=path.stem,
            created=None if snapshot else _time_of_change(path),
            memory=survey.has_memory(path),
            current=resumed and here is None,
            parent=here if resumed else None,
        )


def _time_of_change(path: Path) -> datetime | None:
    """Return when a suspended state was written: no tag in it tells."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None
