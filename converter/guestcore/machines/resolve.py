"""Which saved state a machine's folder, .vmx or .vmsd stands for."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from guestcore.checkpoint.probe import StateKind
from guestcore.errors import ErrorKind, GuestCoreError, InputCase
from guestcore.files.source_file import SourceFile
from guestcore.machines.companions import MEMORY_SUFFIX, Listing, fold, is_locked
from guestcore.machines.machine import Survey
from guestcore.sentence import sentence

_SUSPEND = sentence(
    "suspend the virtual machine, or take a snapshot with its memory, and try again"
)


def find_state(path: Path) -> Path:
    """Return the only saved state with memory of a .vmx, .vmsd, folder or bundle.

    Nothing is guessed. Where no state can be converted, but one alone announces
    memory or cannot be understood, it is returned: opening it tells what is wrong.

    :raises GuestCoreError: ``ambiguous`` naming all of several; ``missing-companion``,
        ``encrypted``, ``running`` or ``no-memory`` if there is none; ``input`` if
        there is no machine or *path* cannot be read.
    """
    if not os.path.isdir(path):
        SourceFile(path).close()
    survey = Survey(path)
    states = _states(survey)
    ready = [state for state in states if survey.has_memory(state)]
    if len(ready) > 1:
        raise GuestCoreError(
            ErrorKind.AMBIGUOUS,
            sentence(
                "{path} has {ready} saved states with memory: {names}",
                path=path,
                ready=len(ready),
                names=_names(ready),
            ),
            hint=sentence("name the one that you want"),
        )
    return ready[0] if ready else _explain_lack(path, survey, states)


def _states(survey: Survey) -> list[Path]:
    """Return the state files of all machines that are there, each once."""
    files = {
        entry.path: None
        for machine in survey.machines
        for entry in machine.checkpoints
        if survey.listing.find(entry.path.name) is not None
    }
    return list(files)


def _explain_lack(path: Path, survey: Survey, states: list[Path]) -> Path:
    """Return the state whose opening tells why there is no memory, else raise."""
    looks = [(state, look) for state in states if (look := survey.look(state))]
    announcing = [state for state, look in looks if look.announces_memory]
    if len(announcing) == 1:
        return announcing[0]
    if announcing:
        raise _missing_memory(path, announcing)
    locked_up = [state for state, look in looks if look.kind is StateKind.ENCRYPTED]
    if locked_up or any(machine.encrypted for machine in survey.machines):
        raise _encrypted(path)
    running = _running_memory(survey.listing)
    if running is not None:
        raise _running(path, running)
    odd = [state for state, look in looks if look.kind is StateKind.OTHER]
    if len(odd) == 1:
        return odd[0]
    if odd:
        raise _not_understood(path, odd)
    raise _no_memory(path, survey, states)


def _missing_memory(path: Path, announcing: list[Path]) -> GuestCoreError:
    missing = _names(state.with_suffix(MEMORY_SUFFIX) for state in announcing)
    return GuestCoreError(
        ErrorKind.MISSING_COMPANION,
        sentence(
            "the memory files of {states} saved states in {path} are missing: "
            "{missing}",
            states=len(announcing),
            path=path,
            missing=missing,
        ),
        hint=sentence(
            "copy them beside their state files: {names}", names=_names(announcing)
        ),
    )


def _encrypted(path: Path) -> GuestCoreError:
    return GuestCoreError(
        ErrorKind.ENCRYPTED,
        sentence(
            "the virtual machine in {path} is encrypted: its memory cannot be read "
            "without its password",
            path=path,
        ),
        hint=sentence(
            "remove the encryption in VMware (VM, Settings, Options, Access Control) "
            "and suspend the machine again"
        ),
    )


def _running(path: Path, locked: Path) -> GuestCoreError:
    return GuestCoreError(
        ErrorKind.RUNNING,
        sentence(
            "the virtual machine in {path} is running: {name} is locked, and there is "
            "no saved state with memory",
            path=path,
            name=locked.name,
        ),
        hint=sentence(
            "{suspend}; a state file is needed (--ignore-lock does not help)",
            suspend=_SUSPEND,
        ),
    )


def _not_understood(path: Path, odd: list[Path]) -> GuestCoreError:
    return GuestCoreError(
        ErrorKind.DAMAGED,
        sentence(
            "{files} files in {path} are named as saved states and none of them can be "
            "understood: {names}",
            files=len(odd),
            path=path,
            names=_names(odd),
        ),
        hint=sentence("copy the files again"),
    )


def _no_memory(path: Path, survey: Survey, states: list[Path]) -> GuestCoreError:
    if states:
        return GuestCoreError(
            ErrorKind.NO_MEMORY,
            sentence(
                "no saved state in {path} was taken with the virtual machine's "
                "memory: {names}",
                path=path,
                names=_names(states),
            ),
            hint=_SUSPEND,
        )
    if survey.machines:
        return GuestCoreError(
            ErrorKind.NO_MEMORY,
            sentence("{path} has no saved state", path=survey.machines[0].path),
            hint=_SUSPEND,
        )
    return _no_machine(path, survey.listing.with_suffix(MEMORY_SUFFIX))


def _no_machine(path: Path, memory_files: list[Path]) -> GuestCoreError:
    if memory_files:
        return GuestCoreError(
            ErrorKind.MISSING_COMPANION,
            sentence(
                "{path} holds memory files and no state file: {names}",
                path=path,
                names=_names(memory_files),
            ),
            hint=sentence("copy the .vmss or .vmsn of the same name beside the .vmem"),
        )
    return GuestCoreError(
        ErrorKind.INPUT,
        sentence("{path} holds no virtual machine", path=path),
        hint=sentence(
            "name the folder with its .vmx or state files (guestcore list FOLDER shows "
            "the machines below a folder)"
        ),
        case=InputCase.NO_MACHINE,
    )


def _running_memory(listing: Listing) -> Path | None:
    """Return a memory file that a running machine holds locked."""
    folders = {fold(name) for name in listing.subfolders}
    for memory_file in listing.with_suffix(MEMORY_SUFFIX):
        locked = fold(f"{memory_file.name}.lck") in folders and is_locked(memory_file)
        if locked:
            return memory_file
    return None


def _names(paths: Iterable[Path]) -> str:
    return ", ".join(path.name for path in paths)
