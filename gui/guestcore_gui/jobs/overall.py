"""How far the whole queue is. No Qt here."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

from guestcore.progress import Phase
from guestcore_gui.jobs.job import Job, JobState

_SHARES = {
    Phase.OPENING: (0.0, 0.01),
    Phase.UNDERSTANDING: (0.01, 0.02),
    Phase.SCANNING: (0.02, 0.1),
    Phase.WRITING: (0.1, 0.7),
    Phase.FLUSHING: (0.7, 0.8),
    Phase.CHECKING: (0.8, 1.0),
}
"""Where each phase begins and ends in a whole job, roughly."""
_LEAST_FRACTION = 0.02
_LEAST_SECONDS = 2.0
"""Before that nothing is said of the time left."""


def fraction_of(phase: Phase, done: int, total: int) -> float:
    """Return how much of a whole job is done, from 0 to below 1."""
    start, end = _SHARES.get(phase, (0.0, 0.0))
    share = min(1.0, done / total) if total > 0 else 0.0
    return min(0.99, start + (end - start) * share)


@dataclass(frozen=True, slots=True)
class Overall:
    """The queue in figures."""

    total: int = 0
    """Jobs of this round, and those on hold."""
    finished: int = 0
    running: int = 0
    """Jobs that have begun, paused ones too."""
    fraction: float | None = None
    """From 0 to 1 of what is not on hold; None if nothing runs."""
    seconds_left: float | None = None
    is_paused: bool = False
    """Everything that has begun is paused."""
    can_resume: bool = False
    """Something is paused or on hold."""
    has_failed: bool = False

    @property
    def current(self) -> int:
        """Number of the job that runs, for "2 of 5"."""
        return min(self.finished + 1, self.total)


@dataclass(frozen=True, slots=True)
class QueueSummary:
    """What became of a round, once nothing is left to do."""

    done: int = 0
    invalid: int = 0
    failed: int = 0
    cancelled: int = 0


class Round:
    """The jobs from the first start until nothing is left to do."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._ran: set[str] = set()
        self._seconds = 0.0
        self._last: float | None = None

    def has_begun(self, job: Job) -> None:
        """Count a job that runs."""
        self._ran.add(job.id)

    def forget(self, job: Job) -> None:
        """Count a job no more."""
        self._ran.discard(job.id)

    def end(self, jobs: Collection[Job]) -> QueueSummary | None:
        """End the round; return what became of it, None if nothing ran."""
        states = [job.state for job in jobs if job.id in self._ran]
        self._ran.clear()
        self._seconds, self._last = 0.0, None
        if not states:
            return None
        return QueueSummary(
            done=states.count(JobState.DONE),
            invalid=states.count(JobState.INVALID),
            failed=states.count(JobState.FAILED),
            cancelled=states.count(JobState.CANCELLED),
        )

    def look(self, jobs: Collection[Job]) -> Overall:
        """Return the figures as of now; called whenever something changed."""
        mine = [job for job in jobs if self._counts(job)]
        active = [job for job in mine if job.state.is_active]
        finished = sum(job.state.is_over for job in mine)
        works = any(job.state is JobState.RUNNING for job in active)
        self._count_time(works=works)
        fraction = None
        if active:
            part = sum(job.fraction for job in active)
            fraction = min(0.99, (finished + part) / len(mine))
        return Overall(
            total=len(mine) + sum(_is_on_hold(job) for job in jobs),
            finished=finished,
            running=len(active),
            fraction=fraction,
            seconds_left=self._seconds_left(fraction) if works else None,
            is_paused=bool(active) and not works,
            can_resume=any(_can_resume(job) for job in jobs),
            has_failed=any(
                job.state in (JobState.FAILED, JobState.INVALID) for job in mine
            ),
        )

    def _counts(self, job: Job) -> bool:
        waits = job.state is JobState.WAITING and not job.held
        return waits or job.state.is_active or (job.id in self._ran and not job.held)

    def _count_time(self, *, works: bool) -> None:
        now = self._clock()
        if works and self._last is not None:
            self._seconds += now - self._last
        self._last = now if works else None

    def _seconds_left(self, fraction: float | None) -> float | None:
        if not fraction or fraction < _LEAST_FRACTION:
            return None
        if self._seconds < _LEAST_SECONDS:
            return None
        return self._seconds * (1 - fraction) / fraction


def _can_resume(job: Job) -> bool:
    return job.state is JobState.PAUSED or _is_on_hold(job)


def _is_on_hold(job: Job) -> bool:
    return job.state is JobState.WAITING and job.held
