"""Python's collection of cyclic garbage, in the GUI thread only, in short steps.

Python collects in whichever thread allocates at the moment. A dialog or a timer
that is part of a cycle would be destroyed by the thread of a conversion, while Qt
works on it in its own thread: the program would crash, seldom and anywhere.

A collection looks at every object of its generation and holds the window still for
that long. So while work is done, many objects that have grown old are set aside
(``gc.freeze``) instead of looked at, and everything is looked at when it is quiet.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_INTERVAL = 50
"""Milliseconds between two looks at how much there is, while there is much."""
_BUSY_INTERVAL, _IDLE_INTERVAL = 200, 2000
"""The same where there is little, while work is done and while there is none.

Each look that finds nothing doubles the time to the next one, up to these.
"""
_MANY = 40_000
"""Objects that are looked at in some 20 milliseconds."""
_SOME = 8_000
"""Objects of middle age after which these are collected."""
_QUIET = 2.0
"""Seconds without work after which everything is looked at."""
_GROWN = 10_000
"""Objects that have to have grown old since the last time, to make that worth it."""


class GarbageCollector(QObject):
    """Make one in the GUI thread before any other thread is started.

    :param is_busy: Tells whether work is done in other threads.
    """

    def __init__(self, is_busy: Callable[[], bool], parent: QObject | None) -> None:
        super().__init__(parent)
        self._is_busy = is_busy
        self._quiet_since = time.monotonic()
        gc.disable()
        gc.freeze()  # modules and classes: looking at them again would take long
        self._known = gc.get_freeze_count()
        self._timer = QTimer(self, interval=_INTERVAL)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def stop(self) -> None:
        """Let Python collect by itself again: no other thread runs any more."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _look(self) -> None:
        longest = _BUSY_INTERVAL if self._is_busy() else _IDLE_INTERVAL
        later = min(2 * self._timer.interval(), longest)
        self._timer.setInterval(_INTERVAL if self._collect() else later)

    def _collect(self) -> bool:
        """Collect what there is to collect now; False if there was nothing."""
        now = time.monotonic()
        if self._is_busy():
            self._quiet_since = now
        elif now - self._quiet_since >= _QUIET:
            self._quiet_since = now
            if self._has_grown():
                self._collect_everything()
                return True
        counts, limits = gc.get_count(), gc.get_threshold()
        if counts[2] > limits[2]:
            self._collect_old()
        elif len(gc.get_objects(generation=1)) > _SOME or counts[1] > limits[1]:
            gc.collect(1)
        elif counts[0] > limits[0]:
            gc.collect(0)
        else:
            return False
        return True

    def _collect_old(self) -> None:
        """Collect what has grown old lately, unless it is too much for now."""
        gc.collect(1)
        if len(gc.get_objects(generation=2)) > _MANY:
            gc.freeze()
        else:
            gc.collect(2)

    def _has_grown(self) -> bool:
        old = gc.get_freeze_count() + len(gc.get_objects(generation=2))
        return old - self._known > _GROWN

    def _collect_everything(self) -> None:
        gc.unfreeze()
        gc.collect(2)
        gc.freeze()
        self._known = gc.get_freeze_count()
