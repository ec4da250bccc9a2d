"""Compares bytes of the core with bytes of the source, page by page."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

from guestcore.files.source_file import SourceFile
from guestcore.guest.memory import MemoryImage
from guestcore.model import PAGE_SIZE
from guestcore.validation.holes import find_data
from guestcore.validation.pieces import Piece

STEP = 1 << 20
"""Bytes compared at a time: they stay in the processor's cache."""
THREADS = 2

Buffer = npt.NDArray[np.uint8]


class Comparer:
    """Counts pages that differ; used by several threads at once."""

    def __init__(self, image: MemoryImage, core: SourceFile) -> None:
        self.image = image
        self.source_file = image if isinstance(image, SourceFile) else None
        self.core = core
        self._lock = threading.Lock()
        self.bytes = 0
        self.different = 0
        """Pages that differ."""
        self.first: int | None = None
        """Lowest guest physical address of a page that differs."""
        self.last = 0
        """Address behind the highest page known to differ."""

    def read_source(self, offset: int, size: int, buffer: Buffer) -> Buffer:
        """Return bytes of the source; *buffer* may hold them."""
        view = buffer[:size]
        self.image.readinto_at(offset, view.data)
        return view

    def read_core(self, piece: Piece, buffer: Buffer) -> Buffer:
        """Return the bytes of *piece* in the core; *buffer* may hold them."""
        view = buffer[: piece.size]
        if piece.core_offset is None:
            view[:] = 0
        else:
            self.core.readinto_at(piece.core_offset, view.data)
        return view

    def compare(self, piece: Piece, source: Buffer, core: Buffer) -> None:
        """Compare the bytes of a piece and keep what differs."""
        pages = _find_different(source, core)
        with self._lock:
            self.bytes += piece.size
            self.different += len(pages)
            if len(pages):
                first, last = (piece.gpa + int(pages[n]) * PAGE_SIZE for n in (0, -1))
                self.first = first if self.first is None else min(self.first, first)
                self.last = max(self.last, last + PAGE_SIZE)

    def compare_all(
        self, pieces: Iterable[Piece], report: Callable[[int], None]
    ) -> None:
        """Compare whole pieces, on two threads; holes on both sides are skipped.

        :param report: Told the bytes that are done, by the calling thread only.
        """
        steps = self._steps(pieces)
        stop = threading.Event()
        lock = threading.Lock()

        def work(tell: Callable[[int], None]) -> None:
            buffers = np.empty(STEP, np.uint8), np.empty(STEP, np.uint8)
            try:
                while not stop.is_set():
                    with lock:
                        step = next(steps, None)
                    if step is None:
                        return
                    piece, done = step
                    source = self.read_source(
                        piece.image_offset, piece.size, buffers[0]
                    )
                    self.compare(piece, source, self.read_core(piece, buffers[1]))
                    tell(done)
            except BaseException:
                stop.set()
                raise

        with ThreadPoolExecutor(THREADS - 1) as pool:
            helpers = [pool.submit(work, _ignore) for _ in range(THREADS - 1)]
            work(report)
        for helper in helpers:
            helper.result()

    def compare_blocks(
        self,
        pieces: Iterable[Piece],
        blocks: Iterable[tuple[int, memoryview]],
        report: Callable[[int], None],
    ) -> None:
        """Compare pieces with a decoded image, whose blocks come in order.

        :param blocks: Offset in the image and bytes of each.
        :param report: Told the bytes that are done.
        """
        pending = deque(sorted(pieces, key=lambda piece: piece.image_offset))
        buffer = np.empty(STEP, np.uint8)
        active: list[Piece] = []
        done = 0
        for offset, data in blocks:
            source, end = np.frombuffer(data, np.uint8), offset + len(data)
            while pending and pending[0].image_offset < end:
                active.append(pending.popleft())
            for piece in active:
                for part in _parts_in(piece, offset, end):
                    start = part.image_offset - offset
                    view = source[start : start + part.size]
                    self.compare(part, view, self.read_core(part, buffer))
                    done += part.size
            active = [p for p in active if p.image_offset + p.size > end]
            report(done)

    def _steps(self, pieces: Iterable[Piece]) -> Iterator[tuple[Piece, int]]:
        """Yield steps that may hold data, each with the bytes done behind it."""
        done = 0
        for piece in pieces:
            start = 0
            while True:
                start = self.next_data(piece, start)
                if start >= piece.size:
                    break
                size = min(STEP, piece.size - start)
                yield piece.part(start, size), done + start + size
                start += size
            done += piece.size

    def next_data(self, piece: Piece, start: int) -> int:
        """Return where, from *start* on, source or core may hold data."""
        if self.source_file is None:
            return start
        found = self.next_source_data(piece, start)
        if found > start:
            found = min(found, self.next_core_data(piece, start))
        return max(found // PAGE_SIZE * PAGE_SIZE, start)

    def next_source_data(self, piece: Piece, start: int) -> int:
        """Return where, from *start* on, the source may hold data."""
        if self.source_file is None:
            return start
        base = piece.image_offset
        found = find_data(self.source_file.fd, base + start, base + piece.size)
        return found - base

    def next_core_data(self, piece: Piece, start: int) -> int:
        """Return where, from *start* on, the core may hold data."""
        if piece.core_offset is None:
            return piece.size
        base = piece.core_offset
        return find_data(self.core.fd, base + start, base + piece.size) - base


def _parts_in(piece: Piece, start: int, end: int) -> Iterator[Piece]:
    """Yield what of a piece lies in [start, end) of the image, step by step."""
    at = max(start, piece.image_offset)
    end = min(end, piece.image_offset + piece.size)
    while at < end:
        size = min(STEP, end - at)
        yield piece.part(at - piece.image_offset, size)
        at += size


def _find_different(source: Buffer, core: Buffer) -> npt.NDArray[np.intp]:
    """Return the numbers of the pages that differ."""
    whole = len(source) // 8 * 8
    if np.array_equal(
        source[:whole].view(np.uint64), core[:whole].view(np.uint64)
    ) and np.array_equal(source[whole:], core[whole:]):
        return np.empty(0, np.intp)
    starts = np.arange(0, len(source), PAGE_SIZE)
    return np.flatnonzero(np.logical_or.reduceat(source != core, starts))


def _ignore(done: int) -> None:
    """The calling thread alone reports."""
