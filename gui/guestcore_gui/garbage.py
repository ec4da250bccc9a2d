"""Python's collection of cyclic garbage, in the GUI thread only.

Python collects in whichever thread allocates at the moment. A dialog or a timer
that is part of a cycle would be destroyed by the thread of a conversion, while Qt
works on it in its own thread: the program would crash, seldom and anywhere.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL = 200
"""Milliseconds between two looks at how much there is."""


class GarbageCollector(QObject):
    """Make one in the GUI thread before any other thread is started."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # modules and classes: looking at them again would take long
        self._timer = QTimer(self, interval=_INTERVAL)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def stop(self) -> None:
        """Let Python collect by itself again: no other thread runs any more."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _look(self) -> None:
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation]:
                gc.collect(generation)
                return
