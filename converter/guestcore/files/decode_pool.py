"""Decodes blocks in order on all cores: helper processes, and a few blocks in hand.

Each helper has a thread here that feeds it; what waits in pipes and processes holds
no lock of Python. Where helpers cannot be started, the threads decode themselves:
slower, with the same result.
"""

from __future__ import annotations

import mmap
import os
import queue
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass

from guestcore.files.decode_helper import ZEROS, Helper, Outcome
from guestcore.files.decode_worker import MAX_BLOCK, Status, decode_block

MAX_HELPERS = 3
"""Each takes 25 MB: more of them would not keep within 150 MiB in all. What the
parent has to do, writing too, fills a core more."""
_SPARE_BUFFERS = 2
"""Finished blocks that may wait for a slow one in front of them."""
_MAX_ZEROS = 64
"""Finished blocks of zeros that may wait as well: they need no buffer."""
_WAKE_UP = 0.2
"""Seconds: Windows sees Ctrl-C only between two waits."""


@dataclass(frozen=True, slots=True)
class Job:
    """One block to be decoded; sizes are bounded by :data:`MAX_BLOCK`."""

    place: int
    """Where its stream begins in the file."""
    stored: int
    """Bytes of its stream."""
    size: int
    """Bytes it gives; equal to *stored* if it is not compressed."""


Read = Callable[[int, memoryview], None]
"""Fills a buffer from a file offset."""


def usable_cores() -> int:
    """Return how many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def decode_in_order(
    jobs: Iterable[Job], read: Read, helpers: int
) -> Generator[Outcome, None, None]:
    """Yield the outcome of each job, in order.

    Close the generator to end the helpers at once.

    :param helpers: Processes to start; 0 decodes here.
    :raises HelperLostError: if a helper that had started is gone.
    :raises GuestCoreError: whatever *read* raises.
    """
    if helpers < 1:
        buffer = _page_buffer()
        for job in jobs:
            yield _decode_here(job, read, buffer)
        return
    pool = _Pool(iter(jobs), read, helpers)
    try:
        yield from pool.outcomes()
    finally:
        pool.close()


def _page_buffer() -> memoryview:
    """Return room for a block that begins at a page: the fastest to write from."""
    return memoryview(mmap.mmap(-1, MAX_BLOCK))


def _decode_here(job: Job, read: Read, buffer: memoryview) -> Outcome:
    read(job.place, buffer[: job.stored])
    if job.stored == job.size:
        return Outcome(Status.OUTPUT, buffer[: job.size])
    status, output = decode_block(bytes(buffer[: job.stored]), job.size)
    if status is Status.ZEROS:
        return Outcome(status, ZEROS[: job.size])
    return Outcome(status, memoryview(output))


class _Pool:
    """Threads, their helpers, and what they have finished."""

    def __init__(self, jobs: Iterator[Job], read: Read, helpers: int) -> None:
        self._jobs = enumerate(jobs)
        self._read = read
        self._lock = threading.Lock()
        self._changed = threading.Condition(self._lock)
        self._stopped = False
        self._finished: dict[
            int, tuple[Outcome, memoryview | None] | BaseException
        ] = {}
        self._working = helpers
        self._helpers: list[Helper] = []
        self._buffers: queue.SimpleQueue[memoryview | None] = queue.SimpleQueue()
        for _ in range(helpers + _SPARE_BUFFERS):
            self._buffers.put(_page_buffer())
        self._threads = [
            threading.Thread(target=self._work, daemon=True, name="block decoder")
            for _ in range(helpers)
        ]
        for thread in self._threads:
            thread.start()

    def outcomes(self) -> Generator[Outcome, None, None]:
        number = 0
        while True:
            with self._changed:
                while number not in self._finished and self._working:
                    self._changed.wait(_WAKE_UP)
                result = self._finished.pop(number, None)
            if result is None:
                return
            if isinstance(result, BaseException):
                raise result
            outcome, buffer = result
            yield outcome
            if buffer is not None:
                self._buffers.put(buffer)
            number += 1

    def close(self) -> None:
        """End helpers and threads."""
        with self._lock:
            self._stopped = True
            for helper in self._helpers:
                helper.kill()
        for _ in self._threads:
            self._buffers.put(None)
        for thread in self._threads:
            thread.join()
        for helper in self._helpers:
            helper.close()

    def _work(self) -> None:
        try:
            helper = self._start_helper()
            source = memoryview(bytearray(MAX_BLOCK))
            while self._do_one(helper, source):
                pass
        finally:
            with self._changed:
                self._working -= 1
                self._changed.notify()

    def _do_one(self, helper: Helper | None, source: memoryview) -> bool:
        """Do the next job; False if there is none, or nobody waits for it.

        A buffer first, then the job: so the first of all unfinished jobs always
        has a buffer, and all can go on.
        """
        buffer = self._buffers.get()
        with self._lock:
            numbered = None if self._stopped else next(self._jobs, None)
        if buffer is None or numbered is None:
            self._buffers.put(buffer)
            return False
        number, job = numbered
        result: tuple[Outcome, memoryview | None] | BaseException
        try:
            outcome = self._decode(job, helper, source, buffer)
            result = outcome, buffer
            if outcome.status is Status.ZEROS and len(self._finished) < _MAX_ZEROS:
                self._buffers.put(buffer)
                result = outcome, None
        except BaseException as error:  # noqa: BLE001  raised where it is waited for
            result = error
        with self._changed:
            self._finished[number] = result
            self._changed.notify()
        return True

    def _decode(
        self, job: Job, helper: Helper | None, source: memoryview, buffer: memoryview
    ) -> Outcome:
        if helper is None or job.stored == job.size:
            return _decode_here(job, self._read, buffer)
        self._read(job.place, source[: job.stored])
        return helper.decode(source[: job.stored], job.size, buffer)

    def _start_helper(self) -> Helper | None:
        with self._lock:  # one at a time: on Windows they would share their pipes
            if self._stopped:
                return None
            try:
                helper = Helper()
            except (OSError, ValueError):  # no such program, no processes left
                return None
            self._helpers.append(helper)
        return helper if helper.is_ready() else None
