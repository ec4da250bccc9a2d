"""What the user ordered, and the thread that does it. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from guestcore.capture import CaptureCancelled, CaptureMethod
from guestcore.choices import CheckDepth
from guestcore.core.naming import default_output, free_name
from guestcore.progress import Progress
from guestcore_gui.jobs.job import JobRequest

if TYPE_CHECKING:
    from guestcore.capture import CapturePlan, Journal


class Way(StrEnum):
    """How a running machine is captured."""

    SNAPSHOT = "snapshot"
    CONVERT_FIRST = "convert first"
    """Suspended; resumed when the core is written."""
    COPY_FIRST = "copy first"
    """Suspended; its files are copied, and it is resumed at once."""

    @property
    def method(self) -> CaptureMethod:
        """What VMware is asked for."""
        is_snapshot = self is Way.SNAPSHOT
        return CaptureMethod.SNAPSHOT if is_snapshot else CaptureMethod.SUSPEND


@dataclass(frozen=True, slots=True)
class Order:
    """A capture, and what becomes of it."""

    plan: CapturePlan
    way: Way
    folder: Path
    """Of the core, and of the copies."""
    check: CheckDepth
    remove_snapshot: bool


@dataclass(frozen=True, slots=True)
class Filled:
    """A captured machine that waits to be converted."""

    request: JobRequest
    left: tuple[str, ...] = ()
    """What remains though it should not."""
    is_urgent: bool = False
    """Its machine stands still until it is converted."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The user stopped it."""

    left: tuple[str, ...]


def fill(order: Order, journal: Journal, progress: Progress) -> Filled | Stopped:
    """Do what was ordered; the machine runs again if this fails.

    :raises GuestCoreError: if a step fails.
    """
    from guestcore.capture import capture, copy_and_resume

    try:
        captured = capture(order.plan, journal, progress)
        if order.way is Way.COPY_FIRST:
            copied = copy_and_resume(
                captured,
                order.folder,
                order.plan.core_size,
                journal,
                order.plan.vmrun,
                progress,
            )
            request = _request(order, copied.state, copied.memory, copied.id)
            return Filled(request, copied.left)
    except CaptureCancelled as stopped:
        return Stopped(stopped.left)
    request = _request(order, captured.state, captured.memory, captured.id)
    return Filled(request, is_urgent=order.way is Way.CONVERT_FIRST)


def _request(
    order: Order, state: Path, memory: Path | None, capture_id: str
) -> JobRequest:
    return JobRequest(
        source=state,
        output=free_name(order.folder / default_output(state).name),
        title=order.plan.machine,
        check=order.check,
        memory=memory,
        capture_id=capture_id,
        remove_snapshot=order.remove_snapshot and order.way is Way.SNAPSHOT,
    )
