"""Compares every byte: raw memory on two threads, decoded memory block by block."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from guestcore.validation.comparison import STEP, Comparer
from guestcore.validation.pieces import Piece

THREADS = 2


def compare_all(
    comparer: Comparer, pieces: Iterable[Piece], report: Callable[[int], None]
) -> None:
    """Compare whole pieces, on two threads; holes on both sides are skipped.

    :param report: Told the bytes that are done, by the calling thread only.
    """
    steps = _steps(comparer, pieces)
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
                source = comparer.read_source(piece, buffers[0])
                comparer.compare(piece, source, comparer.read_core(piece, buffers[1]))
                with lock:  # nobody gets another step meanwhile: a pause is one
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
    comparer: Comparer,
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
                comparer.compare(part, view, comparer.read_core(part, buffer))
                done += part.size
        active = [p for p in active if p.image_offset + p.size > end]
        report(done)


def _steps(comparer: Comparer, pieces: Iterable[Piece]) -> Iterator[tuple[Piece, int]]:
    """Yield steps that may hold data, each with the bytes done behind it."""
    done = 0
    for piece in pieces:
        start = 0
        while True:
            start = comparer.next_data(piece, start)
            if start >= piece.size:
                break
            size = min(STEP, piece.size - start)
            yield piece.part(start, size), done + start + size
            start += size
        done += piece.size


def _parts_in(piece: Piece, start: int, end: int) -> Iterator[Piece]:
    """Yield what of a piece lies in [start, end) of the image, step by step."""
    at = max(start, piece.image_offset)
    end = min(end, piece.image_offset + piece.size)
    while at < end:
        size = min(STEP, end - at)
        yield piece.part(at - piece.image_offset, size)
        at += size


def _ignore(done: int) -> None:
    """The calling thread alone reports."""
