"""From what the user named to the state file that is meant."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from guestcore.checkpoint.memory_group import read_memory_group
from guestcore.checkpoint.probe import probe_state
from guestcore.checkpoint.reader import CheckpointReader
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.machines.companions import (
    MEMORY_SUFFIX,
    find_beside,
    find_memory_file,
    find_states_of,
    is_locked,
    suffix_of,
)
from guestcore.machines.machine import Survey
from guestcore.machines.resolve import find_state
from guestcore.model import PAGE_SIZE
from guestcore.sentence import sentence
from guestcore.sources.identify import HEAD_SIZE, error_for, known_error
from guestcore.sources.vmware_debug_guest import SUFFIX as DEBUG_SUFFIX

_MACHINE_SUFFIXES = (".vmx", ".vmsd")


@dataclass(frozen=True, slots=True)
class Located:
    """A state file and, if that was named, its memory file."""

    state: Path
    memory: Path | None = None
    warnings: tuple[str, ...] = ()
    """About the machine that was named."""


def locate(path: Path) -> Located:
    """Return what is meant by *path*; nothing is guessed.

    :raises GuestCoreError: as :func:`~guestcore.machines.resolve.find_state`; or the
        state file of a memory file is missing, or more than one fits.
    """
    if os.path.isdir(path):
        return _in_folder(path)
    suffix = suffix_of(path.name)
    if suffix in _MACHINE_SUFFIXES:
        return _of_machine(path)
    if suffix == MEMORY_SUFFIX:
        return _of_memory_file(path)
    return Located(path)


def _of_machine(path: Path) -> Located:
    state = find_state(path)
    warnings = [w for machine in Survey(path).machines for w in machine.warnings]
    return Located(state, warnings=tuple(dict.fromkeys(warnings)))


def _in_folder(path: Path) -> Located:
    debug = find_beside(path, f"debug{DEBUG_SUFFIX}")
    if debug is None:
        return _of_machine(path)
    complete = find_memory_file(debug) is not None
    try:
        located = _of_machine(path)
    except GuestCoreError as error:
        if error.kind is not ErrorKind.INPUT and (
            not complete or error.kind is ErrorKind.AMBIGUOUS
        ):
            raise
        return Located(debug)
    if not complete:
        return located
    if not Survey(path).has_memory(located.state):
        return Located(debug)
    raise GuestCoreError(
        ErrorKind.AMBIGUOUS,
        sentence(
            "{path} has 2 saved states with memory: {first}, {second}",
            path=path,
            first=located.state.name,
            second=debug.name,
        ),
        hint=sentence("name the one that you want"),
    )


def _of_memory_file(path: Path) -> Located:
    with SourceFile(path) as file:
        states = find_states_of(path)
        debug = find_beside(path.parent, f"{path.stem}{DEBUG_SUFFIX}")
        if debug is not None and not states:
            return Located(debug, path)
        if not states:
            raise _no_state(file)
        # A state that holds memory itself does not speak of this file.
        fitting = [s for s in states if not probe_state(s).embedded] or states
        if len(fitting) > 1:
            fitting = [s for s in fitting if _image_size(s) == file.size]
        if len(fitting) != 1:
            names = ", ".join(state.name for state in states)
            raise GuestCoreError(
                ErrorKind.AMBIGUOUS,
                sentence(
                    "{path} may belong to any of {states} state files: {names}",
                    path=path,
                    states=len(states),
                    names=names,
                ),
                hint=sentence("name the state file that is meant"),
            )
        return Located(fitting[0], path)


def _no_state(file: SourceFile) -> GuestCoreError:
    if is_locked(file.path):
        return GuestCoreError(
            ErrorKind.RUNNING,
            sentence("{path} is the memory of a running machine", path=file.path),
            hint=sentence(
                "suspend the machine or take a snapshot with its memory, then name that"
            ),
        )
    if not file.size:
        return error_for(file)
    known = known_error(file, file.read_at(0, min(HEAD_SIZE, file.size)))
    if known is not None:
        return known
    stem = file.path.stem
    return GuestCoreError(
        ErrorKind.MISSING_COMPANION,
        sentence(
            "{path} is memory alone: {stem}.vmss or {stem}.vmsn, which tells how "
            "it is to be read, is not beside it",
            path=file.path,
            stem=stem,
        ),
        hint=sentence("put the state file into the same folder, with the same name"),
    )


def _image_size(state: Path) -> int | None:
    """Return the size of the memory that a state file announces."""
    try:
        with SourceFile(state) as file:
            regions = read_memory_group(CheckpointReader(file)).regions
    except GuestCoreError:
        return None
    return sum(region.size or 0 for region in regions) * PAGE_SIZE
