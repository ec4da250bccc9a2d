"""Takes the memory of a running machine: noted first, undone if anything fails."""

from __future__ import annotations

import time
from pathlib import Path

from guestcore.capture.journal import Journal
from guestcore.capture.machine_files import (
    find_snapshot,
    snapshot_state,
    stamp_of,
    suspended_state,
)
from guestcore.capture.pending import Pending, Step
from guestcore.capture.plan import CapturePlan
from guestcore.capture.processes import TimeLimitError
from guestcore.capture.terms import (
    CaptureCancelled,
    Captured,
    CaptureError,
    CaptureMethod,
    Pulse,
    not_running,
)
from guestcore.capture.undoing import undo
from guestcore.capture.waiting import wait_for, wait_for_memory
from guestcore.errors import Cancelled, ErrorKind, GuestCoreError
from guestcore.progress import Phase, Progress
from guestcore.sentence import sentence


def capture(plan: CapturePlan, journal: Journal, progress: Progress) -> Captured:
    """Capture as planned; give it back with :func:`~.releasing.release`.

    :raises GuestCoreError: the plan's problem, or that the journal cannot be written;
        nothing was begun then.
    :raises CaptureError: if a step fails. What was done is undone: the machine runs.
    :raises CaptureCancelled: if the user asked to stop; likewise.
    """
    if plan.problem is not None:
        raise plan.problem
    if not plan.vmrun.is_running(plan.vmx, progress):
        raise not_running(plan.vmx)
    is_snapshot = plan.method is CaptureMethod.SNAPSHOT
    Pulse(progress, Phase.CAPTURING).beat()
    entry = journal.add(
        Pending(
            vmx=plan.vmx,
            method=plan.method,
            memory_size=plan.core_size,
            began=time.time(),
            snapshot_name=plan.snapshot_name if is_snapshot else None,
        )
    )
    try:
        take = _take_snapshot if is_snapshot else _suspend
        return take(plan, entry.id, journal, progress)
    except BaseException as error:
        interrupted = not isinstance(error, GuestCoreError) or isinstance(
            error.__cause__, TimeLimitError
        )
        left = undo(entry.id, journal, plan.vmrun, progress, interrupted=interrupted)
        if isinstance(error, Cancelled):
            raise CaptureCancelled(left) from error
        if isinstance(error, GuestCoreError):
            raise CaptureError(error, left) from error
        raise


def _take_snapshot(
    plan: CapturePlan, captured_id: str, journal: Journal, progress: Progress
) -> Captured:
    vmx, name, timing = plan.vmx, plan.snapshot_name, plan.vmrun.timing
    plan.vmrun.snapshot(vmx, name, progress, memory_size=plan.core_size)
    pulse = Pulse(progress, Phase.WAITING, total=plan.core_size)
    snapshot = wait_for(lambda: find_snapshot(vmx, name), timing.stall, pulse)
    if snapshot is None:
        raise _nothing_new(vmx)
    journal.change(captured_id, step=Step.TAKEN, uid=snapshot.uid)
    state = wait_for(lambda: snapshot_state(vmx, snapshot), timing.stall, pulse)
    if state is None:
        raise _nothing_new(vmx)
    journal.change(captured_id, state=state)
    memory = wait_for_memory(state, plan.core_size, timing, progress)
    return Captured(state, memory, vmx, plan.method, name, captured_id)


def _suspend(
    plan: CapturePlan, captured_id: str, journal: Journal, progress: Progress
) -> Captured:
    vmx, timing = plan.vmx, plan.vmrun.timing
    before = _identify(vmx)
    plan.vmrun.suspend(vmx, progress, memory_size=plan.core_size)
    pulse = Pulse(progress, Phase.WAITING, total=plan.core_size)

    def find_new() -> Path | None:
        state = suspended_state(vmx)
        return state if _identify(vmx) != before else None

    state = wait_for(find_new, timing.stall, pulse)
    if state is None:
        raise _nothing_new(vmx)
    memory = wait_for_memory(state, plan.core_size, timing, progress)
    stamp = stamp_of(state)
    journal.change(
        captured_id,
        step=Step.TAKEN,
        state=state,
        state_time=None if stamp is None else stamp[1],
    )
    return Captured(state, memory, vmx, plan.method, None, captured_id)


def _identify(vmx: Path) -> object:
    """Return what tells a suspended state from one that an earlier run left."""
    state = suspended_state(vmx)
    return state, stamp_of(state)


def _nothing_new(vmx: Path) -> GuestCoreError:
    return GuestCoreError(
        ErrorKind.CAPTURE,
        sentence(
            "VMware says that it is done, but {vmx} has no new saved state", vmx=vmx
        ),
        hint=sentence("look at the virtual machine in VMware"),
    )
