"""Gives back what a crash left."""

from __future__ import annotations

import os
import time
from collections.abc import Collection
from pathlib import Path

from guestcore.capture.copies import recover_copies
from guestcore.capture.journal import Journal
from guestcore.capture.machine_files import (
    read_settings,
    read_snapshots,
    stamp_of,
    suspended_state,
)
from guestcore.capture.pending import Pending, Step
from guestcore.capture.releasing import needs_vmware
from guestcore.capture.terms import CaptureMethod, Pulse, Shielded
from guestcore.capture.undoing import resume, stays_running
from guestcore.capture.vmrun import Vmrun
from guestcore.errors import GuestCoreError
from guestcore.progress import Phase, Progress
from guestcore.sentence import Sentence, sentence

_RECENT = 900
"""Seconds in which VMware may still do what a crashed run asked for."""
_BEFORE = 120
"""Seconds by which clocks may differ."""


def recover(
    journal: Journal,
    vmrun: Vmrun | None,
    progress: Progress,
    needed: Collection[str] | None = None,
) -> list[str]:
    """Resume the machines that a crashed run left suspended; return what happened.

    Snapshots that it left are named once, not removed; they stay in the journal, and
    :func:`~.releasing.release` can remove them. Copies are treated likewise, but for
    half ones, which are removed. Captures of living processes are left alone.

    :param needed: Ids of copies that are still to be converted; None if unknown.
    :raises Cancelled: if the user asked to stop, between two machines.
    """
    said: list[str] = []
    try:
        entries = journal.pending()
    except GuestCoreError as error:
        return [*journal.take_warnings(), error.message]
    said += journal.take_warnings()
    for entry in entries:
        if entry.alive:
            continue
        progress.report(Phase.RELEASING, 0, 0)
        try:
            if entry.copies is not None:
                said += recover_copies(entry, journal, needed)
            else:
                said += _recover(entry, journal, vmrun, progress)
        except GuestCoreError as error:
            said.append(error.message if entry.copies else _unknown(entry, error))
    return said


def _recover(
    entry: Pending, journal: Journal, vmrun: Vmrun | None, progress: Progress
) -> list[Sentence]:
    if _was_removed(entry.vmx):
        journal.forget(entry.id)
        return [_gone(entry)]
    read_settings(entry.vmx)  # fails if its disk is not there
    if entry.method is CaptureMethod.SNAPSHOT:
        return _recover_snapshot(entry, journal)
    if vmrun is None:
        if _is_ours(entry):
            return [needs_vmware(entry)]
        journal.forget(entry.id)
        return []
    pulse = Pulse(Shielded(progress), Phase.RELEASING)
    if stays_running(entry, vmrun, pulse):
        if not _may_still_come(entry):
            journal.forget(entry.id)
        return []
    if not _is_ours(entry):
        journal.forget(entry.id)
        return []
    left = resume(entry, vmrun, progress)
    if left:
        return list(left)
    journal.forget(entry.id)
    return [_resumed(entry)]


def _recover_snapshot(entry: Pending, journal: Journal) -> list[Sentence]:
    named = [
        s
        for s in read_snapshots(entry.vmx).snapshots
        if s.name == entry.snapshot_name and entry.uid in (None, s.uid)
    ]
    if not named:
        if not _may_still_come(entry):
            journal.forget(entry.id)
        return []
    if entry.told:
        return []
    journal.change(entry.id, told=True, uid=named[0].uid, step=Step.TAKEN)
    return [
        sentence(
            "an interrupted capture left the snapshot {name} of {vmx}: remove it if "
            "you do not need it",
            name=entry.snapshot_name or "",
            vmx=entry.vmx,
        )
    ]


def _was_removed(vmx: Path) -> bool:
    """True if the folder is there and the machine is not."""
    try:
        os.stat(vmx)
    except FileNotFoundError:
        return os.path.isdir(vmx.parent)
    except (OSError, ValueError):
        return False  # it may come back
    return False


def _may_still_come(entry: Pending) -> bool:
    """True if VMware may be at work for a run that crashed a moment ago."""
    age = time.time() - entry.began
    return entry.step is Step.BEGUN and 0 <= age < _RECENT


def _is_ours(entry: Pending) -> bool:
    """True if the state that the machine would resume from is that of the capture.

    The user may have resumed it and suspended it again.
    """
    state = suspended_state(entry.vmx)
    stamp = stamp_of(state)
    if state is None or stamp is None:
        return False
    if entry.step is Step.TAKEN:
        return state == entry.state and stamp[1] == entry.state_time
    age = stamp[1] / 1e9 - entry.began
    return -_BEFORE <= age < _RECENT


def _gone(entry: Pending) -> Sentence:
    return sentence(
        "{vmx}, which an interrupted capture may have left suspended or with a "
        "snapshot, is not there any more",
        vmx=entry.vmx,
    )


def _resumed(entry: Pending) -> Sentence:
    return sentence(
        "{vmx}, which an interrupted capture had left suspended, was resumed",
        vmx=entry.vmx,
    )


def _unknown(entry: Pending, error: GuestCoreError) -> Sentence:
    if entry.method is CaptureMethod.SUSPEND:
        return sentence(
            "{vmx} may still be suspended by an interrupted capture: {reason}",
            vmx=entry.vmx,
            reason=error.message,
        )
    return sentence(
        "{vmx} may still have the snapshot {name} of an interrupted capture: {reason}",
        vmx=entry.vmx,
        name=entry.snapshot_name or "",
        reason=error.message,
    )
