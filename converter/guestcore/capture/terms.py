"""The words of this layer: how a machine is captured, how long things may take."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from guestcore.errors import Cancelled, ErrorKind, GuestCoreError
from guestcore.progress import Phase, Progress
from guestcore.sentence import join, sentence

POLL = 0.1
"""Seconds between two looks, at files and at whether to stop."""
_MEMORY_RATE = 16 << 20
"""Bytes a second that the slowest disk is expected to take."""


class CaptureMethod(StrEnum):
    """How the memory of a running machine gets into a file."""

    SNAPSHOT = "snapshot"
    """The machine runs on."""
    SUSPEND = "suspend"
    """Simpler, but the machine stands still until it is resumed."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long to wait, in seconds."""

    question: float = 60
    """For an answer that changes nothing."""
    change: float = 300
    """For a machine to start, and to write everything but its memory."""
    removal: float = 3600
    """For a snapshot to be merged: gigabytes of disk may be copied."""
    settle: float = 3
    """Files that did not change for so long are complete."""
    stall: float = 120
    """Files that should grow and do not for so long never will."""

    def change_limit(self, memory_size: int) -> float:
        """Return the most that a change takes that writes *memory_size* bytes."""
        return self.change + memory_size / _MEMORY_RATE


@dataclass(frozen=True, slots=True)
class Captured:
    """A machine's memory in files, and what has to be given back."""

    state: Path
    memory: Path | None
    """None if the state file holds the memory."""
    vmx: Path
    method: CaptureMethod
    snapshot_name: str | None
    """None if the machine was suspended."""
    id: str
    """What the journal knows it by."""


@dataclass(frozen=True, slots=True)
class Released:
    """How giving back went."""

    left: tuple[str, ...] = ()
    """A sentence for each thing that remains though it should not."""


class CaptureError(GuestCoreError):
    """A capture failed; the hint tells what remains, ``left`` has it in parts."""

    def __init__(self, cause: GuestCoreError, left: tuple[str, ...]) -> None:
        hints = ([cause.hint] if cause.hint else []) + list(left)
        hint = join(sentence("; "), hints) if hints else ""
        super().__init__(cause.kind, cause.message, hint=hint)
        self.left = left


class CaptureCancelled(Cancelled):
    """The user stopped a capture; ``left`` is what remains though it should not."""

    def __init__(self, left: tuple[str, ...]) -> None:
        super().__init__()
        self.left = left


class Shielded:
    """Progress that is told and cannot stop: for giving back what was taken."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def report(self, phase: Phase, done: int, total: int) -> None:
        """Pass it on; a wish to stop was heard already."""
        try:
            self._progress.report(phase, done, total)
        except Cancelled:
            return


@dataclass(slots=True)
class Pulse:
    """Reports at every look, so that waiting can be stopped at any time."""

    progress: Progress
    phase: Phase
    done: int = 0
    """Bytes, where there is something to count."""
    total: int = 0

    def beat(self) -> None:
        """Report without waiting."""
        self.progress.report(self.phase, self.done, self.total)

    def rest(self, seconds: float = POLL) -> None:
        """Wait, reporting all the while."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.beat()
            time.sleep(min(POLL, left))
        self.beat()


def not_running(vmx: Path) -> GuestCoreError:
    """Return the error about a machine that should run and does not."""
    return GuestCoreError(
        ErrorKind.CAPTURE,
        sentence("{vmx} is not running, so there is no memory to capture", vmx=vmx),
        hint=sentence(
            "start the virtual machine; a suspended one can be converted as it is"
        ),
    )
