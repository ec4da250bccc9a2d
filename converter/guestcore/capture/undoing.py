"""Gives back what a capture took: removes its snapshot, resumes the machine.

Nothing here trusts that VMware did what it was told: the snapshot list and the list
of running machines decide.
"""

from __future__ import annotations

import contextlib
import time

from guestcore.capture.journal import Journal
from guestcore.capture.machine_files import (
    find_snapshot,
    read_snapshots,
    stamp_of,
    suspended_state,
    suspension_stamps,
)
from guestcore.capture.pending import Pending, Step
from guestcore.capture.processes import TimeLimitError
from guestcore.capture.terms import CaptureMethod, Pulse, Shielded
from guestcore.capture.vmrun import Vmrun
from guestcore.capture.waiting import wait_for
from guestcore.errors import GuestCoreError
from guestcore.files.vmsd import Snapshot
from guestcore.progress import Phase, Progress
from guestcore.sentence import Sentence, sentence

_ATTEMPTS = 3
_LOOK_EVERY = 0.5
"""Seconds between two questions to vmrun, each of which starts a process."""
_CLOCKS_DIFFER = 2
"""Seconds by which the clock of a file server may be behind."""


def undo(
    captured_id: str,
    journal: Journal,
    vmrun: Vmrun,
    progress: Progress,
    *,
    interrupted: bool,
) -> tuple[Sentence, ...]:
    """Give back a capture that was not finished; return what remains.

    Never fails. What it cannot know stays in the journal for a later look.

    :param interrupted: vmrun may have been stopped; VMware may go on all the same.
    """
    shielded = Shielded(progress)
    try:
        entry = journal.find(captured_id)
        if entry is None:
            return ()
        if entry.method is CaptureMethod.SUSPEND:
            left = resume(entry, vmrun, shielded)
        else:
            left = _take_back_snapshot(entry, vmrun, shielded, interrupted)
    except GuestCoreError as error:
        return (_told(error),)
    with contextlib.suppress(GuestCoreError):  # recovering finds out by itself
        if left:
            journal.change(captured_id, told=True)
        else:
            journal.forget(captured_id)
    return left


def _take_back_snapshot(
    entry: Pending, vmrun: Vmrun, progress: Progress, interrupted: bool
) -> tuple[Sentence, ...]:
    if entry.step is Step.BEGUN:  # the snapshot may be there, or still come
        pulse = Pulse(progress, Phase.RELEASING)
        name = entry.snapshot_name or ""
        found = wait_for(
            lambda: find_snapshot(entry.vmx, name), vmrun.timing.settle, pulse
        )
        if found is None and interrupted:
            return (_may_come(entry),)
    return remove_snapshot(entry, vmrun, progress)


def remove_snapshot(
    entry: Pending, vmrun: Vmrun, progress: Progress
) -> tuple[Sentence, ...]:
    """Remove exactly the snapshot of a capture; return what remains.

    It stays if it has children, or if it cannot be told from others.

    :raises Cancelled: if *progress* does.
    """
    name = entry.snapshot_name or ""
    reason: str = sentence("it is not the only one of that name")
    try:
        snapshots = read_snapshots(entry.vmx).snapshots
        named = [s for s in snapshots if s.name == name]
        if not named:
            return ()
        if len(named) > 1 or entry.uid not in (None, named[0].uid):
            return (_remains(entry, reason),)
        if any(s.parent == named[0].uid for s in snapshots):
            reason = sentence("another snapshot was made after it")
            return (_remains(entry, reason),)
        return _delete(entry, named[0], vmrun, progress)
    except GuestCoreError as error:
        return (_remains(entry, error.message),)


def _delete(
    entry: Pending, snapshot: Snapshot, vmrun: Vmrun, progress: Progress
) -> tuple[Sentence, ...]:
    """Have a snapshot removed; VMware may be busy with the machine at first."""
    pulse = Pulse(progress, Phase.RELEASING)
    reason: str = sentence("VMware says that it was removed, and still lists it")
    for attempt in range(_ATTEMPTS):
        if attempt:
            pulse.rest(vmrun.timing.settle)
        took_too_long = False
        try:
            vmrun.delete_snapshot(entry.vmx, snapshot.name, progress)
        except GuestCoreError as error:
            reason = error.message
            took_too_long = isinstance(error.__cause__, TimeLimitError)

        def is_gone() -> bool | None:
            return find_snapshot(entry.vmx, snapshot.name) is None or None

        if wait_for(is_gone, vmrun.timing.settle, pulse):
            return ()
        if took_too_long:
            break
    return (_remains(entry, reason),)


def resume(entry: Pending, vmrun: Vmrun, progress: Progress) -> tuple[Sentence, ...]:
    """Have a suspended machine run again; return what remains.

    A machine that is about to be suspended is waited for: it cannot be stopped.
    """
    pulse = Pulse(Shielded(progress), Phase.RELEASING)
    error: GuestCoreError | None = None
    for attempt in range(_ATTEMPTS):
        if attempt:
            pulse.rest(vmrun.timing.settle)
        try:
            if stays_running(entry, vmrun, pulse):
                return ()
        except GuestCoreError as caught:
            error = caught  # resuming is tried even so
        if not _is_suspended(entry, vmrun, pulse):
            return (_switched_off(entry),)
        try:
            vmrun.resume(entry.vmx, pulse.progress, memory_size=entry.memory_size)
        except GuestCoreError as caught:
            error = caught
        with contextlib.suppress(GuestCoreError):  # the next attempt tells
            if vmrun.is_running(entry.vmx, pulse.progress):
                return ()
    return (_still_suspended(entry, error),)


def _is_suspended(entry: Pending, vmrun: Vmrun, pulse: Pulse) -> bool:
    """True if a machine that does not run was suspended, and not switched off."""

    def find_sign() -> object | None:
        if entry.step is Step.TAKEN:
            stamp = stamp_of(entry.state)
            if stamp is not None and stamp[1] == entry.state_time:
                return stamp
        elif stamps := suspension_stamps(entry.vmx, entry.began - _CLOCKS_DIFFER):
            return stamps
        return suspended_state(entry.vmx)

    try:
        suspended_state(entry.vmx)
    except GuestCoreError:
        return True  # nobody knows
    return wait_for(find_sign, vmrun.timing.settle, pulse) is not None


def stays_running(entry: Pending, vmrun: Vmrun, pulse: Pulse) -> bool:
    """True if the machine runs and is not being suspended.

    :raises GuestCoreError: if vmrun does not tell.
    """
    timing = vmrun.timing
    started = changed = time.monotonic()
    last = None
    while vmrun.is_running(entry.vmx, pulse.progress):
        if entry.step is Step.TAKEN:
            return True  # its suspending had ended
        stamps = suspension_stamps(entry.vmx, entry.began - _CLOCKS_DIFFER)
        now = time.monotonic()
        if stamps != last:
            last, changed = stamps, now
        if now - changed >= (timing.stall if stamps else timing.settle):
            return True
        if now - started >= timing.change_limit(entry.memory_size):
            return True
        pulse.rest(_LOOK_EVERY)
    return False


def _remains(entry: Pending, reason: str) -> Sentence:
    return sentence(
        "the snapshot {name} of {vmx} remains ({reason}): remove it in VMware's "
        "snapshot manager if you do not need it",
        name=entry.snapshot_name or "",
        vmx=entry.vmx,
        reason=reason,
    )


def _switched_off(entry: Pending) -> Sentence:
    return sentence(
        "{vmx} is neither running nor suspended: it was switched off meanwhile",
        vmx=entry.vmx,
    )


def _may_come(entry: Pending) -> Sentence:
    return sentence(
        "VMware may still be taking the snapshot {name} of {vmx}: if it appears, "
        "remove it in VMware's snapshot manager",
        name=entry.snapshot_name or "",
        vmx=entry.vmx,
    )


def _still_suspended(entry: Pending, error: GuestCoreError | None) -> Sentence:
    if error is None:
        return sentence(
            "{vmx} is still suspended: resume it in VMware",
            vmx=entry.vmx,
        )
    return sentence(
        "{vmx} may still be suspended: resume it in VMware ({reason})",
        vmx=entry.vmx,
        reason=error.message,
    )


def _told(error: GuestCoreError) -> Sentence:
    return sentence(
        "what the capture left could not be found out: {reason}", reason=error.message
    )
