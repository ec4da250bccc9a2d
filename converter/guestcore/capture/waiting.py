"""Waits until the memory of a capture is completely written.

VMware may answer before that [kb]: a snapshot's memory is written while the machine
runs on. Complete means: nobody holds the memory file locked, nothing changed for a
while, and the reader that will convert it finds nothing missing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from guestcore.capture.machine_files import Stamp, stamp_of
from guestcore.capture.terms import POLL, Pulse, Timing
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.machines.companions import find_memory_file, is_locked
from guestcore.progress import Phase, Progress
from guestcore.sentence import sentence
from guestcore.sources import open_guest

T = TypeVar("T")


def wait_for(
    find: Callable[[], T | None], seconds: float, pulse: Pulse, *, every: float = POLL
) -> T | None:
    """Return what *find* returns as soon as that is not None, else None in the end.

    Files are read while VMware writes them: errors count as nothing found.
    """
    end = time.monotonic() + seconds
    while True:
        pulse.beat()
        try:
            found = find()
        except GuestCoreError:
            found = None
        if found is not None or time.monotonic() >= end:
            return found
        pulse.rest(every)


def wait_for_memory(
    state: Path, memory_size: int, timing: Timing, progress: Progress
) -> Path | None:
    """Wait until a saved state is complete; return its memory file, if it has one.

    The deadline moves as long as the files change.

    :param memory_size: Bytes that are expected, for the progress.
    :raises GuestCoreError: ``encrypted``; or what is wrong with the files when they
        did not change for ``timing.stall`` seconds.
    """
    pulse = Pulse(progress, Phase.WAITING, total=memory_size)
    watch = _Watch(state)
    judged: tuple[Stamp | None, ...] | None = None
    problem: GuestCoreError | None = None
    while True:
        quiet = watch.look()
        pulse.done = min(watch.written, memory_size)
        pulse.beat()
        locked = watch.memory is not None and is_locked(watch.memory)
        if quiet >= timing.settle and not locked and judged != watch.stamps:
            judged = watch.stamps
            problem = _find_problem(state)
            if problem is None:
                return watch.memory
            if problem.kind is ErrorKind.ENCRYPTED:
                raise problem
        if quiet >= timing.stall:
            raise _still_locked(state) if locked or problem is None else problem
        pulse.rest()


class _Watch:
    """Looks at a state file and its memory file again and again."""

    def __init__(self, state: Path) -> None:
        self._state = state
        self.memory: Path | None = None
        self.stamps: tuple[Stamp | None, ...] = ()
        self._changed = time.monotonic()

    def look(self) -> float:
        """Return the seconds since the files changed."""
        now = time.monotonic()
        self.memory = find_memory_file(self._state)
        stamps = (stamp_of(self._state), stamp_of(self.memory))
        if stamps != self.stamps:
            self.stamps, self._changed = stamps, now
        return now - self._changed

    @property
    def written(self) -> int:
        """Bytes of the larger file; where holes are known, without them."""
        return max(
            (min(size, blocks * 512) if blocks else size)
            for size, _, blocks in (*filter(None, self.stamps), (0, 0, 0))
        )


def _find_problem(state: Path) -> GuestCoreError | None:
    """Return what would keep the files from being converted now."""
    try:
        with open_guest(state) as guest:
            return guest.problem
    except GuestCoreError as error:
        return error


def _still_locked(state: Path) -> GuestCoreError:
    return GuestCoreError(
        ErrorKind.CAPTURE,
        sentence("VMware still holds the memory of {state} locked", state=state),
        hint=sentence("look at the virtual machine in VMware"),
    )
