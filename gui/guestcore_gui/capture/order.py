"""What the user ordered, and the thread that does it. No Qt here."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from guestcore.capture import (
    CaptureCancelled,
    CaptureError,
    CaptureMethod,
)
from guestcore.choices import CheckDepth
from guestcore.core.naming import default_output
from guestcore.errors import Cancelled, ErrorKind, GuestCoreError, system_reason
from guestcore.progress import Progress
from guestcore.sentence import sentence
from guestcore_gui.jobs.job import JobRequest

if TYPE_CHECKING:
    from guestcore.capture import Captured, CapturePlan, Journal

_COPY = "copy-"
"""Begins the ``capture_id`` of a job that converts copied files."""
_FOLDER = "GuestCore-"
_MAX_NAMES = 1000


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
    from guestcore.capture import capture

    try:
        captured = capture(order.plan, journal, progress)
        if order.way is Way.COPY_FIRST:
            return _copy(order, captured, journal, progress)
    except CaptureCancelled as stopped:
        return Stopped(stopped.left)
    request = _request(order, captured.state, captured.memory, captured.id)
    return Filled(request, is_urgent=order.way is Way.CONVERT_FIRST)


def is_copy(request: JobRequest) -> bool:
    """True if a job converts copies that were made for it."""
    return request.capture_id.startswith(_COPY)


def discard(request: JobRequest) -> None:
    """Remove the copies that were made for a job, and their folder.

    :raises GuestCoreError: if that is not possible.
    """
    from guestcore.capture import discard_copy

    folder = request.source.parent
    if not is_copy(request) or folder.name != _FOLDER + request.capture_id:
        return  # not a folder that we made: nothing in it is ours
    discard_copy(request.source)
    with contextlib.suppress(OSError):  # somebody else's files are in it, or it is gone
        folder.rmdir()


def _copy(
    order: Order, captured: Captured, journal: Journal, progress: Progress
) -> Filled:
    """Copy the files of a suspended machine; it is resumed whatever happens."""
    from guestcore.capture import copy_aside, release

    name = _COPY + captured.id
    folder = order.folder / (_FOLDER + name)
    try:
        _make(folder)
        state = copy_aside(captured, folder, progress)
    except BaseException as error:
        left = release(captured.id, journal, order.plan.vmrun, False, progress).left
        with contextlib.suppress(OSError):  # it was never made
            folder.rmdir()
        if isinstance(error, Cancelled):
            raise CaptureCancelled(left) from error
        if isinstance(error, GuestCoreError):
            raise CaptureError(error, left) from error
        raise
    left = release(captured.id, journal, order.plan.vmrun, False, progress).left
    memory = state.with_suffix(captured.memory.suffix) if captured.memory else None
    return Filled(_request(order, state, memory, name), left)


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


def _request(
    order: Order, state: Path, memory: Path | None, capture_id: str
) -> JobRequest:
    return JobRequest(
        source=state,
        output=_free_name(order.folder / default_output(state).name),
        title=order.plan.machine,
        check=order.check,
        memory=memory,
        capture_id=capture_id,
        remove_snapshot=order.remove_snapshot and order.way is Way.SNAPSHOT,
    )


def _free_name(path: Path) -> Path:
    """Return a name in the same folder that nothing has."""
    names = (path.with_stem(f"{path.stem}-{n}") for n in range(2, _MAX_NAMES))
    taken = path
    while taken.exists() or taken.is_symlink():
        taken = next(names, path)
        if taken is path:
            break  # the output refuses it with a reason
    return taken
