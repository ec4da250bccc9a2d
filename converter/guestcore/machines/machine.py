"""A virtual machine: its name, its snapshots and every saved state on the disk."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from guestcore.checkpoint import layout
from guestcore.checkpoint.probe import StateKind, StateProbe
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.vmsd import parse_number
from guestcore.machines.checkpoints import (
    MAX_LOOKS,
    CheckpointEntry,
    Looks,
    list_checkpoints,
)
from guestcore.machines.companions import Listing, suffix_of
from guestcore.machines.definitions import (
    VMSD_SUFFIX,
    VMX_SUFFIX,
    Definition,
    read_definitions,
)
from guestcore.model import PAGE_SIZE
from guestcore.sentence import sentence

__all__ = ["CheckpointEntry", "Machine", "Survey", "read_machine"]

_BUNDLE_SUFFIX = ".vmwarevm"
_MAX_MEMORY_MIB = layout.MAX_MEMORY_PAGES * PAGE_SIZE >> 20


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
    running: bool = False
    """It seems to run: it holds its disks or its memory locked."""
    memory_size: int | None = None
    """Bytes of memory that its .vmx gives it; None if it does not say."""


class Survey:
    """The machines of one folder, or the one that a .vmx or .vmsd names.

    :param pause: Called before a file is opened; what it raises ends the work.
    :raises GuestCoreError: kind ``input`` if *path* is neither, or cannot be read.
    """

    def __init__(
        self,
        path: Path,
        listing: Listing | None = None,
        pause: Callable[[], None] | None = None,
    ) -> None:
        named = None
        if listing is None:
            listing, named = _list_files(path)
        self.listing = listing
        self._looks = Looks(listing, pause)
        self.machines = [
            _build(definition, self._looks)
            for definition in read_definitions(listing, named)
            if named is None or named in (definition.vmx, definition.vmsd)
        ]
        """Those with a .vmx first, sorted by its name."""

    def look(self, state: Path) -> StateProbe | None:
        """Return what a state file is; None if there are too many to look into."""
        return self._looks.look(state)

    def has_memory(self, state: Path) -> bool:
        """True if a state file and its memory are there."""
        return self._looks.has_memory(state)


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
                "name the folder that holds its .vmx (guestcore list shows machines)"
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


def _build(definition: Definition, looks: Looks) -> Machine:
    folder = looks.listing.folder
    warnings = list(definition.warnings)
    entries = tuple(list_checkpoints(definition, looks, warnings))
    seen = [looks.look(path) for path in definition.states]
    if None in seen:
        warnings.append(
            sentence(
                "there are {looks} saved states; only the first {max_looks} of the "
                "folder were looked into for memory",
                looks=len(seen),
                max_looks=MAX_LOOKS,
            )
        )
    locked_up = any(look and look.kind is StateKind.ENCRYPTED for look in seen)
    return Machine(
        path=definition.vmx or folder,
        name=definition.setting("displayname") or _name_by_files(definition, folder),
        guest_os=definition.setting("guestos"),
        encrypted=definition.encrypted or locked_up,
        checkpoints=entries,
        warnings=tuple(warnings),
        running=definition.locked,
        memory_size=_memory_size(definition),
    )


def _memory_size(definition: Definition) -> int | None:
    mib = parse_number(definition.setting("memsize") or "")
    return mib << 20 if mib is not None and 0 < mib <= _MAX_MEMORY_MIB else None


def _name_by_files(definition: Definition, folder: Path) -> str:
    file = definition.vmx or definition.vmsd
    if file is not None:
        return file.stem
    name = folder.name or folder.resolve().name
    return name.removesuffix(_BUNDLE_SUFFIX) or str(folder)
