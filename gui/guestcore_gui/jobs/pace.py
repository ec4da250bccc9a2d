"""How fast work goes, smoothed over some seconds. No Qt here."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

_WINDOW = 5.0
"""Seconds that the rate is taken over."""
_LEAST = 0.5
"""Seconds before it means anything."""


class Pace:
    """Rate and time left of one phase of one job."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: deque[tuple[float, int]] = deque()

    def restart(self) -> None:
        """Forget what was seen: another phase, or the end of a pause."""
        self._seen.clear()

    def add(self, done: int) -> None:
        """Take in how much is done by now."""
        now = self._clock()
        self._seen.append((now, done))
        while len(self._seen) > 2 and now - self._seen[1][0] >= _WINDOW:
            self._seen.popleft()

    @property
    def rate(self) -> float:
        """Units a second; 0 if it is not known yet."""
        if not self._seen:
            return 0.0
        (start, first), (end, last) = self._seen[0], self._seen[-1]
        if end - start < _LEAST:
            return 0.0
        return max(0.0, (last - first) / (end - start))

    def seconds_left(self, done: int, total: int) -> float | None:
        """Return the seconds until *total* at the present rate, if known."""
        rate = self.rate
        return (total - done) / rate if total and rate else None
