"""Gives back a capture that is no longer needed."""

from __future__ import annotations

from guestcore.capture.journal import Journal
from guestcore.capture.pending import Pending
from guestcore.capture.terms import CaptureCancelled, CaptureMethod, Released
from guestcore.capture.undoing import remove_snapshot, resume
from guestcore.capture.vmrun import Vmrun
from guestcore.errors import Cancelled
from guestcore.progress import Progress
from guestcore.sentence import Sentence, sentence


def release(
    captured_id: str,
    journal: Journal,
    vmrun: Vmrun | None,
    remove_snapshot: bool,
    progress: Progress,
) -> Released:
    """Give back a capture: remove its snapshot if wished, or resume the machine.

    What could not be given back stays in the journal; this may be called again.

    :param vmrun: None if VMware is gone.
    :raises CaptureCancelled: if the user stopped the removal of a snapshot.
    :raises GuestCoreError: if the journal cannot be read.
    """
    entry = journal.find(captured_id)
    if entry is None or entry.copies is not None:
        return Released()
    if entry.method is CaptureMethod.SNAPSHOT and not remove_snapshot:
        journal.forget(captured_id)
        return Released()
    if vmrun is None:
        return Released((needs_vmware(entry),))
    try:
        left = _give_back(entry, vmrun, progress)
    except Cancelled as stopped:
        raise CaptureCancelled((_removal_stopped(entry),)) from stopped
    if left:
        journal.change(captured_id, told=True)
    else:
        journal.forget(captured_id)
    return Released(left)


def _give_back(
    entry: Pending, vmrun: Vmrun, progress: Progress
) -> tuple[Sentence, ...]:
    if entry.method is CaptureMethod.SNAPSHOT:
        return remove_snapshot(entry, vmrun, progress)
    return resume(entry, vmrun, progress)


def needs_vmware(entry: Pending) -> Sentence:
    """Return what remains because VMware is gone."""
    if entry.method is CaptureMethod.SNAPSHOT:
        return sentence(
            "vmrun was not found, so the snapshot {name} of {vmx} remains: remove it "
            "in VMware's snapshot manager",
            name=entry.snapshot_name or "",
            vmx=entry.vmx,
        )
    return sentence(
        "vmrun was not found, so {vmx} is still suspended: resume it in VMware",
        vmx=entry.vmx,
    )


def _removal_stopped(entry: Pending) -> Sentence:
    return sentence(
        "removing the snapshot {name} of {vmx} was stopped; VMware may go on with it",
        name=entry.snapshot_name or "",
        vmx=entry.vmx,
    )
