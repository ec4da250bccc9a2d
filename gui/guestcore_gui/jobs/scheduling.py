"""Which job begins next, and how the queue is stopped. No Qt here."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from guestcore.core.naming import free_name
from guestcore_gui.jobs.job import Asked, Job, JobRequest, JobState, Why, new_job


class StopChoice(StrEnum):
    """What *Stop* may mean."""

    FINISH = "finish"
    """What runs comes to its end; nothing else begins."""
    NOW = "now"
    """What runs is cancelled; nothing else begins."""
    GO_ON = "go on"


def new_jobs(requests: Iterable[JobRequest], jobs: Iterable[Job]) -> list[Job]:
    """Return jobs that wait, each with a core of its own.

    One that names the core of another job gets the next free name, unless it is to
    replace it.

    :param jobs: Those that are there.
    """
    taken = {_output(job): job.request.output for job in jobs if not job.state.is_over}
    made: list[Job] = []
    for request in requests:
        job = new_job(request)
        if _output(job) in taken and not request.force:
            output = free_name(request.output, taken.values())
            job.request = replace(request, output=output)
        taken[_output(job)] = job.request.output
        made.append(job)
    return made


def startable(
    jobs: Iterable[Job], running: Collection[Job], limit: int
) -> Iterator[Job]:
    """Yield the jobs to begin now, in the order of the queue.

    Never two at once that write the same core.

    :param limit: How many may run.
    """
    free = limit - len(running)
    busy = {_output(job) for job in running}
    for job in jobs:
        if free <= 0:
            return
        if job.state is not JobState.WAITING or job.held or _output(job) in busy:
            continue
        busy.add(_output(job))
        free -= 1
        yield job


def stranded(jobs: Iterable[Job], running: Collection[Job]) -> list[Job]:
    """Return the jobs that would let a virtual machine stand still in a stopped queue.

    :param running: Those that come to their end, unless they lack disk space.
    """
    return [
        job
        for job in jobs
        if job.lets_machine_wait
        and job.asked is not Asked.CANCEL
        and (job not in running or job.why is Why.SPACE)
    ]


def is_pending(job: Job) -> bool:
    """True if a job will go on without the user."""
    return job.state.is_active or (job.state is JobState.WAITING and not job.held)


def head_of(jobs: Sequence[Job]) -> int:
    """Return the place before everything that waits."""
    states = [job.state for job in jobs]
    waiting = JobState.WAITING
    return states.index(waiting) if waiting in states else len(states)


def _output(job: Job) -> str:
    return os.path.normcase(os.path.abspath(job.request.output))
