"""Copies of a suspended machine's files: noted first, removed when not needed.

They lie in a folder of their own. The journal names it before it is made, so that
whole memory files never lie where nobody looks.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from guestcore.capture.copying import copy_aside, discard_copy
from guestcore.capture.journal import Journal
from guestcore.capture.pending import Pending, Step
from guestcore.capture.releasing import release
from guestcore.capture.terms import (
    CaptureCancelled,
    Captured,
    CaptureError,
    CaptureMethod,
    Released,
)
from guestcore.capture.vmrun import Vmrun
from guestcore.core.temporary import remove_leftovers
from guestcore.errors import Cancelled, ErrorKind, GuestCoreError, system_reason
from guestcore.machines.companions import MEMORY_SUFFIX
from guestcore.progress import Progress
from guestcore.sentence import Sentence, sentence

_FOLDER = "GuestCore-copy-"
_NAME = re.compile(re.escape(_FOLDER) + "[0-9a-f]{1,32}")


@dataclass(frozen=True, slots=True)
class Copied:
    """Copies of a machine's memory; the machine was resumed."""

    state: Path
    memory: Path | None
    """None if the state file holds the memory."""
    id: str
    """What the journal knows them by, for :func:`discard_copies`."""
    left: tuple[str, ...] = ()
    """A sentence for each thing that remains though it should not."""


def copy_and_resume(
    captured: Captured,
    folder: Path,
    memory_size: int,
    journal: Journal,
    vmrun: Vmrun,
    progress: Progress,
) -> Copied:
    """Copy the files of a suspended machine into a new folder; resume the machine.

    It is resumed whatever happens, and nothing is left if copying fails.

    :param folder: Where the folder of the copies is made.
    :param memory_size: Bytes of the machine's memory.
    :raises CaptureError: if they cannot be copied.
    :raises CaptureCancelled: if the user asked to stop.
    """
    entry: Pending | None = None
    try:
        entry = _begin(captured, folder, memory_size, journal)
        state = copy_aside(captured, _folder_of(entry), progress)
        journal.change(entry.id, step=Step.TAKEN)
    except BaseException as error:
        left = release(captured.id, journal, vmrun, False, progress).left
        if entry is not None:
            left += discard_copies(entry.id, journal).left
        if isinstance(error, Cancelled):
            raise CaptureCancelled(left) from error
        if isinstance(error, GuestCoreError):
            raise CaptureError(error, left) from error
        raise
    left = release(captured.id, journal, vmrun, False, progress).left
    memory = state.with_suffix(captured.memory.suffix) if captured.memory else None
    return Copied(state, memory, entry.id, left)


def discard_copies(copied_id: str, journal: Journal) -> Released:
    """Remove the copies of that id, as far as they are there; never fails.

    What cannot be removed stays in the journal; this may be called again.
    """
    try:
        entry = journal.find(copied_id)
        if entry is None or entry.copies is None:
            return Released()
        if not _NAME.fullmatch(entry.copies.name) or entry.state is None:
            journal.forget(copied_id)  # not a folder that we made: nothing is ours
            return Released()
        _remove(entry.copies, entry.state.name)
        journal.forget(copied_id)
    except GuestCoreError as error:
        return Released((error.message,))
    return Released()


def recover_copies(
    entry: Pending, journal: Journal, needed: Collection[str] | None
) -> list[Sentence]:
    """Look after copies that a crashed run left; return what the user should know.

    Whole ones are named once, not removed: they may be all that is left of a memory.

    :param needed: Ids of copies that are still to be converted; None if unknown.
    """
    folder = _folder_of(entry)
    if _is_gone(folder):
        journal.forget(entry.id)
        return []
    if entry.step is Step.BEGUN:
        left = discard_copies(entry.id, journal).left
        return [_still_there(entry)] if left else [_removed(entry)]
    if needed is None or entry.id in needed or entry.told:
        return []
    journal.change(entry.id, told=True)
    return [_left_over(entry)]


def _begin(
    captured: Captured, folder: Path, memory_size: int, journal: Journal
) -> Pending:
    """Make the folder of the copies, which is noted before."""
    place = folder / f"{_FOLDER}{captured.id}"
    entry = journal.add(
        Pending(
            vmx=captured.vmx,
            method=CaptureMethod.SUSPEND,
            memory_size=memory_size,
            began=time.time(),
            state=captured.state,
            copies=place,
        )
    )
    try:
        _make(place)
    except BaseException:
        journal.forget(entry.id)  # what lies there is not ours
        raise
    return entry


def _folder_of(entry: Pending) -> Path:
    return entry.copies or Path()


def _make(folder: Path) -> None:
    try:
        folder.mkdir()
    except OSError as error:
        raise GuestCoreError(
            ErrorKind.OUTPUT,
            sentence(
                "cannot make the folder {folder}: {reason}",
                folder=folder,
                reason=system_reason(error),
            ),
            hint=sentence("choose another folder"),
        ) from error


def _remove(folder: Path, state_name: str) -> None:
    """Remove the two files and what an interrupted copy has left of them."""
    state = folder / Path(state_name).name
    for path in (state, state.with_suffix(MEMORY_SUFFIX)):
        remove_leftovers(path)
    discard_copy(state)
    with contextlib.suppress(OSError):  # somebody else's files are in it, or it is gone
        folder.rmdir()


def _is_gone(folder: Path) -> bool:
    """True if the folder is not there and the one that held it is."""
    return not os.path.lexists(folder) and os.path.isdir(folder.parent)


def _removed(entry: Pending) -> Sentence:
    return sentence(
        "an interrupted capture had left half a copy of {vmx} in {folder}: it was "
        "removed",
        vmx=entry.vmx,
        folder=_folder_of(entry),
    )


def _still_there(entry: Pending) -> Sentence:
    return sentence(
        "an interrupted capture left half a copy of {vmx} in {folder}, which cannot "
        "be removed: remove it",
        vmx=entry.vmx,
        folder=_folder_of(entry),
    )


def _left_over(entry: Pending) -> Sentence:
    return sentence(
        "an interrupted capture left copies of {vmx} in {folder}: convert them, or "
        "remove them if you do not need them",
        vmx=entry.vmx,
        folder=_folder_of(entry),
    )
