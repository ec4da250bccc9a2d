"""Progress on a terminal's standard error; silence in a pipe."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from guestcore.progress import NoProgress, Phase, Progress

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress


@contextmanager
def open_progress(*, quiet: bool) -> Iterator[Progress]:
    """Yield a progress that draws on a terminal, or one that does nothing."""
    if quiet or not sys.stderr.isatty():
        yield NoProgress()
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )
    from rich.progress import Progress as RichProgress

    bars = RichProgress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(binary_units=True),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bars:
        yield _TerminalProgress(bars)


class _TerminalProgress:
    """One bar that starts anew with each phase."""

    def __init__(self, bars: RichProgress) -> None:
        self._bars = bars
        self._phase: Phase | None = None
        self._task = bars.add_task("", total=None)
        self._lock = threading.Lock()  # writers report from several threads

    def report(self, phase: Phase, done: int, total: int) -> None:
        """Move the bar."""
        with self._lock:
            if phase is not self._phase:
                self._phase = phase
                self._bars.reset(self._task, total=total or None)
                self._bars.update(self._task, description=phase.value)
            self._bars.update(self._task, completed=done, total=total or None)
