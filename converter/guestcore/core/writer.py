"""Writes a planned core: shared blocks where possible, else only what is not zero."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass

from guestcore.core.output import OutputFile
from guestcore.core.plan import CorePlan
from guestcore.core.platform_io import clone_range, start_writeback
from guestcore.core.transfer import (
    Run,
    Store,
    Transfer,
    find_data,
    find_nonzero,
    join_segments,
    usual_threads,
)
from guestcore.files.source_file import SourceFile
from guestcore.guest.memory import BlockImage, GuestMemory
from guestcore.progress import NoProgress, Phase, Progress

_CLONE_STEP = 64 << 20
"""Bytes shared between two looks at whether to stop."""
_WRITEBACK_STEP = 8 << 20
"""Bytes after which the disk is told to begin: waiting for fsync would leave it
idle while we copy."""


@dataclass(frozen=True, slots=True)
class Written:
    """A core whose bytes are all on disk, still under its temporary name."""

    size: int
    allocated: int
    """Bytes it takes on disk; after a reflink, shared with the source."""
    reflinked: bool


def write_core(
    plan: CorePlan,
    memory: GuestMemory,
    output: OutputFile,
    *,
    sparse: str = "auto",
    reflink: str = "auto",
    progress: Progress | None = None,
    threads: int | None = None,
) -> Written:
    """Write a core and wait until it is on disk.

    :param sparse: ``auto`` leaves zero pages as holes; ``never`` writes a plain
        file, which shares no blocks either.
    :param reflink: ``auto`` shares blocks with the source where the file system
        allows; ``never`` copies.
    :param threads: How many copy; the bytes do not depend on it.
    :raises GuestCoreError: kind ``output`` if writing fails or the disk is too
        small; whatever reading the memory raises.
    """
    progress = progress or NoProgress()
    job = _Job(plan, memory, output, progress, is_sparse=sparse != "never")
    reflinked = reflink != "never" and job.share_blocks()
    if not reflinked:
        job.copy(threads or usual_threads())
    output.write_at(0, memoryview(plan.build_header()))
    output.flush(progress)
    return Written(plan.size, output.allocated(), reflinked)


class _Job:
    """One core to be written."""

    def __init__(
        self,
        plan: CorePlan,
        memory: GuestMemory,
        output: OutputFile,
        progress: Progress,
        *,
        is_sparse: bool,
    ) -> None:
        self._plan = plan
        self._memory = memory
        self._output = output
        self._progress = progress
        self._is_sparse = is_sparse
        self._runs = join_segments(plan.segments)
        self._lock = threading.Lock()
        self._begun = 0
        """Up to here the disk was told to begin."""

    def share_blocks(self) -> bool:
        """Try to share all blocks with the source; if False, nothing is written."""
        source = self._memory.raw_file
        if source is None or not self._is_sparse:
            return False
        self._output.set_size(self._plan.size)
        done, total = 0, self._plan.memory_size
        for run in self._runs:
            for part in run.split(_CLONE_STEP):
                self._progress.report(Phase.WRITING, done, total)
                if not _share(source, self._output, part):
                    self._output.set_size(0)
                    return False
                done += part.size
        self._progress.report(Phase.WRITING, total, total)
        return True

    def copy(self, threads: int) -> None:
        """Copy the memory, after making sure that it will fit."""
        total = sum(run.size for run in self._data())
        needed = total
        if self._is_sparse and total > self._output.free_space():
            needed = self._count_nonzero(total, threads)
        self._output.require_space(self._plan.data_offset + needed)
        self._output.set_size(self._plan.size)
        store = self._store_nonzero if self._is_sparse else self._store_all
        self._transfer(store, Phase.WRITING, total, threads)

    def _data(self) -> Iterable[Run]:
        source = self._memory.raw_file
        if source is None or not self._is_sparse:
            return self._runs
        return find_data(self._runs, source)

    def _count_nonzero(self, total: int, threads: int) -> int:
        """Return the bytes of pages that are not zero, by reading all memory."""
        count = 0

        def add(_offset: int, data: memoryview) -> None:
            nonlocal count
            size = sum(end - start for start, end in find_nonzero(data))
            with self._lock:
                count += size

        self._transfer(add, Phase.SCANNING, total, threads)
        return count

    def _transfer(self, store: Store, phase: Phase, total: int, threads: int) -> None:
        transfer = Transfer(
            store, lambda done: self._progress.report(phase, done, total)
        )
        image = self._memory.image
        if isinstance(image, BlockImage):
            transfer.copy_blocks(self._runs, image)
            return
        transfer.copy_runs(self._data(), image.readinto_at, threads=threads)

    def _store_nonzero(self, offset: int, data: memoryview) -> None:
        for start, end in find_nonzero(data):
            self._output.write_at(offset + start, data[start:end])
        self._begin_writeback(offset + len(data))

    def _store_all(self, offset: int, data: memoryview) -> None:
        self._output.write_at(offset, data)
        self._begin_writeback(offset + len(data))

    def _begin_writeback(self, reached: int) -> None:
        """Have the disk begin with what lies before *reached*, step by step.

        A thread may still be writing there: what comes later is left to fsync.
        """
        end = reached // _WRITEBACK_STEP * _WRITEBACK_STEP
        with self._lock:
            start, self._begun = self._begun, max(self._begun, end)
        if end > start:
            start_writeback(self._output.fd, start, end - start)


def _share(source: SourceFile, output: OutputFile, part: Run) -> bool:
    try:
        clone_range(
            source.fd, part.image_offset, part.size, output.fd, part.file_offset
        )
    except OSError:  # another file system, offsets off its blocks, no such call
        return False
    return True
