"""From what the user named to the state file that is meant."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from guestcore.checkpoint.memory_group import read_memory_group
from guestcore.checkpoint.probe import probe_state
from guestcore.checkpoint.reader import CheckpointReader
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.machines.companions import find_beside, find_states_of, is_locked
from guestcore.machines.resolve import find_state
from guestcore.model import PAGE_SIZE
from guestcore.sources.identify import HEAD_SIZE, known_error
from guestcore.sources.vmware_debug_guest import SUFFIX as DEBUG_SUFFIX

_MACHINE_SUFFIXES = (".vmx", ".vmsd")
_MEMORY_SUFFIX = ".vmem"


@dataclass(frozen=True, slots=True)
class Located:
    """A state file and, if that was named, its memory file."""

    state: Path
    memory: Path | None = None


def locate(path: Path) -> Located:
    """Return what is meant by *path*; nothing is guessed.

    :raises GuestCoreError: as :func:`~guestcore.machines.resolve.find_state`; or the
        state file of a memory file is missing, or more than one fits.
    """
    suffix = path.suffix.lower()
    if path.is_dir():
        return Located(_in_folder(path))
    if suffix in _MACHINE_SUFFIXES:
        SourceFile(path).close()  # says so if it is absent or no file
        return Located(find_state(path))
    if suffix == _MEMORY_SUFFIX:
        return _of_memory_file(path)
    return Located(path)


def _in_folder(path: Path) -> Path:
    try:
        return find_state(path)
    except GuestCoreError as error:
        debug = find_beside(path, f"debug{DEBUG_SUFFIX}")
        if error.kind is ErrorKind.INPUT and debug is not None:
            return debug
        raise


def _of_memory_file(path: Path) -> Located:
    with SourceFile(path) as file:
        states = find_states_of(path)
        debug = find_beside(path.parent, f"{path.stem}{DEBUG_SUFFIX}")
        if not states and debug is not None:
            return Located(debug, path)
        if not states:
            raise _no_state(file)
        # A state that holds memory itself does not speak of this file.
        fitting = [s for s in states if not probe_state(s).embedded] or states
        if len(fitting) > 1:
            fitting = [s for s in fitting if _image_size(s) == file.size]
        if len(fitting) != 1:
            raise GuestCoreError(
                ErrorKind.AMBIGUOUS,
                f"{path} may belong to any of {', '.join(s.name for s in states)}",
                hint="name the state file that is meant",
            )
        return Located(fitting[0], path)


def _no_state(file: SourceFile) -> GuestCoreError:
    if is_locked(file.path):
        return GuestCoreError(
            ErrorKind.RUNNING,
            f"{file.path} is the memory of a running machine",
            hint="suspend the machine or take a snapshot with its memory, then name "
            "that",
        )
    known = known_error(file, file.read_at(0, min(HEAD_SIZE, file.size)))
    if known is not None:
        return known
    stem = file.path.stem
    return GuestCoreError(
        ErrorKind.MISSING_COMPANION,
        f"{file.path} is memory alone: {stem}.vmss or {stem}.vmsn, which tells how it "
        "is to be read, is not beside it",
        hint="put the state file into the same folder, with the same name",
    )


def _image_size(state: Path) -> int | None:
    """Return the size of the memory that a state file announces."""
    try:
        with SourceFile(state) as file:
            regions = read_memory_group(CheckpointReader(file)).regions
    except GuestCoreError:
        return None
    return sum(region.size or 0 for region in regions) * PAGE_SIZE
