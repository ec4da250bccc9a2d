"""The saved states of a machine: those that its snapshot list names, and others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from guestcore.checkpoint.probe import StateKind, StateProbe, probe_state
from guestcore.files.vmsd import Snapshot, list_few
from guestcore.machines.companions import (
    MEMORY_SUFFIX,
    SNAPSHOT_SUFFIX,
    Listing,
    suffix_of,
)
from guestcore.machines.definitions import Definition, find_state_file
from guestcore.sentence import sentence

SUSPENDED = "suspended"
SNAPSHOT = "snapshot"

MAX_LOOKS = 10_000
"""State files of one folder that are opened to see whether they hold memory."""


@dataclass(frozen=True, slots=True)
class CheckpointEntry:
    """A saved state of a machine; sizes in bytes."""

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
    size: int | None = None
    """Of the state file; None if it is not there or was not looked into."""
    memory_size: int | None = None
    """Of the guest's memory, even where its file is missing; None if not known."""
    encrypted: bool = False
    description: str = ""
    """What the user wrote about the snapshot: any text."""


class Looks:
    """What the state files of a folder are; each is opened once at most.

    :param pause: Called before a file is opened; what it raises ends the work.
    """

    def __init__(
        self, listing: Listing, pause: Callable[[], None] | None = None
    ) -> None:
        self.listing = listing
        self._pause = pause
        self._known: dict[Path, StateProbe] = {}

    def look(self, state: Path) -> StateProbe | None:
        """Return what a state file is; None if there are too many to look into."""
        if state not in self._known:
            if len(self._known) >= MAX_LOOKS:
                return None
            if self._pause is not None:
                self._pause()
            self._known[state] = probe_state(state)
        return self._known[state]

    def has_memory(self, state: Path) -> bool:
        """True if a state file and its memory are there."""
        look = self.look(state)
        if look is None or look.kind is not StateKind.CHECKPOINT:
            return False
        return look.embedded or self.memory_file(state) is not None

    def memory_file(self, state: Path) -> Path | None:
        """Return the .vmem of a state file, None if it is not there."""
        return self.listing.find(state.stem + MEMORY_SUFFIX)

    def memory_size(self, state: Path) -> int | None:
        """Return the size of a state's memory: as announced, else of its .vmem."""
        look = self.look(state)
        if look is None or look.kind is not StateKind.CHECKPOINT:
            return None
        if look.memory_size is not None:
            return look.memory_size
        file = self.memory_file(state)
        try:
            return None if file is None else file.stat().st_size
        except OSError:  # gone since the folder was listed
            return None


def list_checkpoints(
    definition: Definition, looks: Looks, warnings: list[str]
) -> Iterator[CheckpointEntry]:
    """Yield the states of a machine: snapshots as they were taken, then the others.

    :param warnings: What the snapshot list has wrong is added.
    """
    listed = list(_listed_entries(definition, looks, warnings))
    yield from listed
    yield from _other_entries(definition, looks, listed)


def _listed_entries(
    definition: Definition, looks: Looks, warnings: list[str]
) -> Iterator[CheckpointEntry]:
    """Yield what the .vmsd lists; warn of files that are not there."""
    folder, current = looks.listing.folder, definition.snapshots.current
    paths: dict[int, Path | None] = {}
    """Of each snapshot; where it has no file, that of its nearest ancestor."""
    yielded: set[Path] = set()
    missing, unusable = [], []
    for snapshot in definition.snapshots.snapshots:
        parent = None if snapshot.parent is None else paths[snapshot.parent]
        paths[snapshot.uid] = parent
        found = find_state_file(looks.listing, snapshot.file_name)
        path = found or (folder / snapshot.file_name if snapshot.file_name else None)
        if path is None or path in yielded:
            unusable.append(snapshot.name)
            continue
        if found is None:
            missing.append(path.name)
        yielded.add(path)
        paths[snapshot.uid] = path
        is_current = snapshot.uid == current
        yield _listed_entry(snapshot, path, parent, looks, found, is_current=is_current)
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


def _listed_entry(
    snapshot: Snapshot,
    path: Path,
    parent: Path | None,
    looks: Looks,
    found: Path | None,
    *,
    is_current: bool,
) -> CheckpointEntry:
    look = None if found is None else looks.look(found)
    return CheckpointEntry(
        path=path,
        kind=SNAPSHOT,
        name=snapshot.name or path.stem,
        created=snapshot.created,
        memory=found is not None and looks.has_memory(found),
        current=is_current,
        parent=parent,
        size=None if look is None else look.size,
        memory_size=None if found is None else looks.memory_size(found),
        encrypted=look is not None and look.kind is StateKind.ENCRYPTED,
        description=snapshot.description,
    )


def _other_entries(
    definition: Definition, looks: Looks, listed: Sequence[CheckpointEntry]
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
        look = looks.look(path)
        yield CheckpointEntry(
            path=path,
            kind=SNAPSHOT if snapshot else SUSPENDED,
            name=path.stem,
            created=None if snapshot else _time_of_change(path),
            memory=looks.has_memory(path),
            current=resumed and here is None,
            parent=here if resumed else None,
            size=None if look is None else look.size,
            memory_size=looks.memory_size(path),
            encrypted=look is not None and look.kind is StateKind.ENCRYPTED,
        )


def _time_of_change(path: Path) -> datetime | None:
    """Return when a suspended state was written: no tag in it tells."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None
