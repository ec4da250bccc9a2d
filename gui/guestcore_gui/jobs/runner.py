"""What the thread of a job runs, and the progress that can make it wait. No Qt here."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from guestcore.progress import Phase, Progress
from guestcore_gui.jobs.job import JobRequest

if TYPE_CHECKING:
    from guestcore.pipeline import Conversion

SPACE_MARGIN = 256 << 20
"""Bytes that must stay free while more than that is still to be written."""
SPACE_POLL = 1.0
"""Seconds between two looks at a disk that was too full."""
_SPACE_STEP = 64 << 20
"""Bytes after which the free space is looked at again ..."""
_SPACE_SECONDS = 0.2
"""... or seconds."""
_TICK = 0.05
"""Seconds in which a waiting thread notices that it is cancelled."""

FreeSpace = Callable[[Path], int]
"""Bytes free on the disk of a folder; raises ``OSError``."""


@dataclass(frozen=True, slots=True)
class Stands:
    """The thread waits now, or goes on."""

    still: bool


@dataclass(frozen=True, slots=True)
class SpaceIsLow:
    """The thread waits for free space, or has got it."""

    needed: int
    """Bytes that have to be free; 0: they are."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of another program's output."""

    text: str


class Cancellable(Progress, Protocol):
    """Progress whose owner knows whether it was cancelled."""

    @property
    def is_cancelled(self) -> bool:
        """True once the user asked to stop."""

    def check(self) -> None:
        """Raise ``Cancelled`` if the user asked to stop."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job came to."""

    conversion: Conversion
    summary: dict[str, object]
    """Its JSON object."""


def free_space(folder: Path) -> int:
    """Return the bytes that are free on the disk of a folder.

    :raises OSError: if that cannot be found out.
    """
    return shutil.disk_usage(folder).free


class JobProgress:
    """Passes progress on, and holds the thread while it is to wait.

    :param tell: Called in the job's thread with :class:`Stands`,
        :class:`SpaceIsLow` and :class:`Line`.
    """

    def __init__(
        self, folder: Path, tell: Callable[[object], None], space: FreeSpace
    ) -> None:
        self._folder = folder
        self._tell = tell
        self._space = space
        self._go_on = threading.Event()
        self._go_on.set()
        self._inner: Cancellable | None = None
        self._looked_at = 0
        self._looked_when = 0.0
        self.needed = 0
        """Bytes that the disk lacks at present; readable from any thread."""

    def attach(self, inner: Cancellable) -> JobProgress:
        """Name the progress that everything is passed on to; return self."""
        self._inner = inner
        return self

    @property
    def is_paused(self) -> bool:
        """True while the user wants it to wait."""
        return not self._go_on.is_set()

    def pause(self) -> None:
        """Make the thread wait at its next report."""
        self._go_on.clear()

    def resume(self) -> None:
        """Let it go on."""
        self._go_on.set()

    def report(self, phase: Phase, done: int, total: int) -> None:
        """Pass it on; wait here while paused or while the disk is too full.

        :raises Cancelled: if the user asked to stop.
        """
        if self._inner is None:
            return
        self._inner.report(phase, done, total)
        if phase is Phase.WRITING and not (total and done >= total):
            self._wait_for_space(done, total)
        if self.is_paused:
            self._tell(Stands(True))
            self._wait(lambda: self._go_on.wait(_TICK))
            self._tell(Stands(False))
        self._inner.check()

    def say(self, text: str) -> None:
        """Pass on a line of another program's output."""
        self._tell(Line(text))

    def _wait_for_space(self, done: int, total: int) -> None:
        now = time.monotonic()
        if (
            now - self._looked_when < _SPACE_SECONDS
            and 0 <= done - self._looked_at < _SPACE_STEP
        ):
            return
        self._looked_at, self._looked_when = done, now
        least = min(total - done, SPACE_MARGIN) if total else SPACE_MARGIN
        if self._has(least):
            return
        # More than it began with, else it would stop again at once.
        self.needed = min(total - done, 2 * SPACE_MARGIN) if total else 2 * SPACE_MARGIN
        self._tell(SpaceIsLow(self.needed))
        until = 0.0

        def is_back() -> bool:
            nonlocal until
            time.sleep(_TICK)
            if time.monotonic() < until:
                return False
            until = time.monotonic() + SPACE_POLL
            return self._has(self.needed)

        self._wait(is_back)
        self.needed = 0
        self._tell(SpaceIsLow(0))

    def _has(self, size: int) -> bool:
        try:
            return self._space(self._folder) >= size
        except OSError:  # writing will tell what is wrong
            return True

    def _wait(self, is_over: Callable[[], bool]) -> None:
        while not is_over():
            if self._inner is not None and self._inner.is_cancelled:
                return  # the check that follows raises


def run_job(request: JobRequest, progress: JobProgress) -> Outcome:
    """Convert with the engine that the request names.

    :raises Cancelled: if the user asked to stop; nothing unfinished stays.
    """
    # Not at the start: what converts takes longer to import than a window.
    from guestcore.engines import convert_with_vmss2core
    from guestcore.pipeline import convert
    from guestcore.report.objects import convert_object

    source, options = request.source, request.options
    if request.command:
        conversion = convert_with_vmss2core(
            source, request.command, options, progress, progress.say
        )
    else:
        conversion = convert(source, options, progress)
    return Outcome(conversion, convert_object(conversion))
