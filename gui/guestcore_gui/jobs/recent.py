"""The jobs that ended last, of which everything is kept as it is. No Qt here."""

from __future__ import annotations

from collections import deque

from guestcore_gui.jobs.job import Job

_COUNT = 10


class Recent:
    """Packs away what older jobs have left."""

    def __init__(self) -> None:
        self._jobs: deque[Job] = deque()

    def add(self, job: Job) -> None:
        """Take a job that is over."""
        if job in self._jobs:  # it was done again
            self._jobs.remove(job)
        self._jobs.append(job)
        if len(self._jobs) > _COUNT:
            old = self._jobs.popleft()
            if old.state.is_over:
                old.pack_away()
