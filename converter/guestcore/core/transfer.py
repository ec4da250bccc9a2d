"""Moves guest memory from its image to where it belongs, on all cores but in order.

Raw memory goes through three or four threads that each read, look for zero pages
and write; reading, looking and writing release Python's lock. What is stored
depends on the bytes alone, never on which thread was first.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from guestcore.core.plan import CoreSegment
from guestcore.files.source_file import SourceFile
from guestcore.guest.memory import BlockImage
from guestcore.model import PAGE_SIZE

CHUNK = 1 << 20
"""Bytes that one thread has in hand: they stay in the processor's cache."""
_SMALLEST_GAP = 256 << 10
"""A hole that is worth a jump; smaller ones are read and found to be zero."""


@dataclass(frozen=True, slots=True)
class Run:
    """Bytes that lie in one piece in the image and in the core."""

    image_offset: int
    file_offset: int
    size: int

    def part(self, start: int, end: int) -> Run:
        """Return [start, end) of this run, counted from its beginning."""
        return Run(self.image_offset + start, self.file_offset + start, end - start)

    def split(self, size: int) -> Iterator[Run]:
        """Yield the run in parts of at most *size* bytes."""
        for start in range(0, self.size, size):
            yield self.part(start, min(start + size, self.size))


Read = Callable[[int, memoryview], None]
"""Fills a buffer from an image offset."""
Store = Callable[[int, memoryview], None]
"""Takes the bytes of a core from a file offset on; called from several threads."""


def join_segments(segments: Iterable[CoreSegment]) -> list[Run]:
    """Return the runs behind the segments, as few as possible, in file order."""
    runs: list[Run] = []
    for segment in segments:
        run = Run(segment.image_offset, segment.file_offset, segment.size)
        if runs and _adjoin(runs[-1], run):
            run = Run(
                runs[-1].image_offset, runs[-1].file_offset, runs.pop().size + run.size
            )
        runs.append(run)
    return runs


def _adjoin(first: Run, second: Run) -> bool:
    return (
        first.image_offset + first.size == second.image_offset
        and first.file_offset + first.size == second.file_offset
    )


def find_data(runs: Iterable[Run], source: SourceFile) -> Iterator[Run]:
    """Yield the parts of *runs* that are not holes in a sparse source.

    They begin and end at pages of the core, and include small holes.
    """
    for run in runs:
        base = run.image_offset
        pending: tuple[int, int] | None = None
        at = 0
        while at < run.size:
            start, end = (
                edge - base for edge in source.next_data(base + at, base + run.size)
            )
            at = end
            start = start // PAGE_SIZE * PAGE_SIZE
            end = min(-(-end // PAGE_SIZE) * PAGE_SIZE, run.size)
            if start >= end:
                break
            if pending is not None and start - pending[1] < _SMALLEST_GAP:
                pending = pending[0], max(end, pending[1])
                continue
            if pending is not None:
                yield run.part(*pending)
            pending = start, end
        if pending is not None:
            yield run.part(*pending)


def find_nonzero(data: memoryview) -> list[tuple[int, int]]:
    """Return the runs of pages that are not zero, as offsets in *data*.

    :param data: Whole pages.
    """
    pages = np.frombuffer(data, np.uint64).reshape(-1, PAGE_SIZE // 8)
    used = np.bitwise_or.reduce(pages, axis=1) != 0
    edges = np.flatnonzero(np.diff(used, prepend=False, append=False)) * PAGE_SIZE
    bounds = edges.tolist()
    return list(zip(bounds[::2], bounds[1::2], strict=True))


def page_buffer(size: int) -> memoryview:
    """Return *size* bytes that begin at a page, as writing past caches wants them."""
    memory = np.zeros(size + PAGE_SIZE, np.uint8)
    start = -memory.ctypes.data % PAGE_SIZE
    return memory.data[start : start + size]


def usual_threads() -> int:
    """Return how many threads copy: one of them always waits for the disk."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return max(3, min(4, cores + 1))


class Transfer:
    """One pass over some runs of an image.

    :param report: Called with the bytes done so far, by the calling thread only,
        first, last and after each chunk that it moved; what it raises stops all.
    """

    def __init__(self, store: Store, report: Callable[[int], None]) -> None:
        self._store = store
        self._report = report
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._done = 0

    def copy_runs(self, runs: Iterable[Run], read: Read, *, threads: int) -> None:
        """Read the runs by position and store them.

        :raises GuestCoreError: from reading or storing, in whichever thread.
        """
        chunks = (chunk for run in runs for chunk in run.split(CHUNK))
        with ThreadPoolExecutor(max(threads - 1, 1)) as pool:
            try:
                helpers = [
                    pool.submit(self._work, chunks, read, _ignore)
                    for _ in range(threads - 1)
                ]
                with self._lock:
                    self._report(0)
                self._work(chunks, read, self._report)
                for helper in helpers:
                    helper.result()
                self._report(self._done)
            except BaseException:  # Ctrl-C too, wherever it strikes
                self._stop.set()
                raise

    def copy_blocks(self, runs: Sequence[Run], image: BlockImage) -> None:
        """Decode the image in order, once, and store what the runs need of it.

        :raises GuestCoreError: from decoding or storing.
        """
        runs = sorted(runs, key=lambda run: run.image_offset)
        if not runs:
            return
        end = max(run.image_offset + run.size for run in runs)
        with closing(image.blocks(runs[0].image_offset, end)) as blocks:
            for offset, block in blocks:
                for run in runs:
                    if run.image_offset >= offset + len(block):
                        break
                    self._store_part(run, offset, block)
                self._report(self._done)

    def _store_part(self, run: Run, offset: int, block: memoryview) -> None:
        start = max(offset, run.image_offset)
        end = min(offset + len(block), run.image_offset + run.size)
        if start < end:
            target = run.file_offset + start - run.image_offset
            self._store(target, block[start - offset : end - offset])
            self._done += end - start

    def _work(
        self, chunks: Iterator[Run], read: Read, report: Callable[[int], None]
    ) -> None:
        buffer = page_buffer(CHUNK)
        try:
            while not self._stop.is_set():
                with self._lock:
                    chunk = next(chunks, None)
                if chunk is None:
                    return
                view = buffer[: chunk.size]
                read(chunk.image_offset, view)
                self._store(chunk.file_offset, view)
                with self._lock:
                    self._done += chunk.size
                    # Nobody gets another chunk until it returns: a pause is one.
                    report(self._done)
        except BaseException:
            self._stop.set()
            raise


def _ignore(done: int) -> None:
    """Helpers report nothing: the calling thread's reports count all bytes."""
