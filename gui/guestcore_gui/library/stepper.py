"""Runs long changes of a model in slices, so that the window never stands still."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

_SLICE = 0.006
"""Seconds of work between two returns to the event loop."""


class Stepper(QObject):
    """Runs generators one after the other, in the GUI thread."""

    idle = Signal()
    """All are done."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Iterator[None]] = deque()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._run_slice)

    @property
    def is_busy(self) -> bool:
        """True while something waits to be done."""
        return bool(self._waiting)

    def add(self, steps: Iterator[None]) -> None:
        """Run this when everything before it is done."""
        self._waiting.append(steps)
        self._timer.start()

    def call(self, function: Callable[[], None]) -> None:
        """Call a function when everything before it is done."""

        def steps() -> Iterator[None]:
            function()
            yield

        self.add(steps())

    def clear(self) -> None:
        """Forget everything that waits."""
        self._waiting.clear()
        self._timer.stop()

    def _run_slice(self) -> None:
        end = time.monotonic() + _SLICE
        while self._waiting and time.monotonic() < end:
            steps = self._waiting[0]
            if next(steps, self) is self and self._waiting:
                self._waiting.popleft()
        if not self._waiting:
            self._timer.stop()
            self.idle.emit()
