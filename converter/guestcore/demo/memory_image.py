"""Guest memory as an image to be written: raw with holes, or compressed.

An image is every region's memory, one behind the other, in the order of their
guest physical addresses. It is read piece by piece and never held whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from guestcore.demo.fastlz_encoder import CHAIN_BLOCK, encode_chain_block
from guestcore.model import PAGE_SIZE, MemoryRegion

MemoryReader = Callable[[int, int], bytes]
"""Returns the bytes at (gpa, size); asked for RAM inside one region only."""

_PIECE = 1 << 20


class MemoryImage:
    """The memory of *regions*, (gpa, size) in any order, by image offset."""

    def __init__(self, regions: Sequence[tuple[int, int]], read: MemoryReader) -> None:
        self.regions = place_regions(regions)
        self.size = sum(region.size for region in self.regions)
        self._read = read

    def read(self, offset: int, size: int) -> bytes:
        """Return at most *size* bytes: fewer at the end of the image."""
        pieces = []
        for region in self.regions:
            start = max(offset, region.file_offset)
            end = min(offset + size, region.file_offset + region.size)
            if start < end:
                gpa = region.gpa + start - region.file_offset
                pieces.append(self._read(gpa, end - start))
        return b"".join(pieces)

    def write_raw(self, file: BinaryIO) -> None:
        """Write the image from the file's position on, zero pages as holes."""
        start = file.tell()
        for offset in range(0, self.size, _PIECE):
            data = self.read(offset, _PIECE)
            used = _used_pages(data)
            edges = np.flatnonzero(np.diff(used, prepend=False, append=False))
            for first, last in edges.reshape(-1, 2).tolist():
                file.seek(start + offset + first * PAGE_SIZE)
                file.write(data[first * PAGE_SIZE : last * PAGE_SIZE])
        file.seek(start + self.size)
        file.truncate()

    def write_chain(self, file: BinaryIO) -> None:
        """Write the image as a chain of compressed blocks."""
        file.writelines(
            encode_chain_block(self.read(offset, CHAIN_BLOCK))
            for offset in range(0, self.size, CHAIN_BLOCK)
        )

    def zero_bitmap(self) -> bytes:
        """Return a bit for each page, lowest bit first: 1 = all zero."""
        used = [
            _used_pages(self.read(offset, _PIECE))
            for offset in range(0, self.size, _PIECE)
        ]
        return np.packbits(~np.concatenate(used), bitorder="little").tobytes()


def place_regions(regions: Sequence[tuple[int, int]]) -> list[MemoryRegion]:
    """Return regions by gpa, each at the end of the ones before it.

    :raises ValueError: unless they are whole pages and do not overlap.
    """
    placed: list[MemoryRegion] = []
    offset = end = 0
    for gpa, size in sorted(regions):
        if gpa % PAGE_SIZE or size % PAGE_SIZE or size <= 0 or gpa < end:
            raise ValueError(f"no whole pages, or overlapping: {gpa:#x}, {size:#x}")
        placed.append(MemoryRegion(gpa, size, offset))
        offset, end = offset + size, gpa + size
    return placed


def read_from_file(
    file: BinaryIO, regions: Sequence[tuple[int, int]], offset: int = 0
) -> MemoryReader:
    """Return a reader of an image that lies raw in *file* from *offset* on."""
    placed = place_regions(regions)

    def read(gpa: int, size: int) -> bytes:
        region = next(r for r in placed if r.gpa <= gpa and gpa + size <= r.end)
        file.seek(offset + region.file_offset + gpa - region.gpa)
        data = file.read(size)
        if len(data) != size:
            raise ValueError(f"the memory file ends before {gpa + size:#x}")
        return data

    return read


def _used_pages(data: bytes) -> npt.NDArray[np.bool_]:
    """Tell for each page whether it holds anything but zeros."""
    words = np.frombuffer(data, np.uint64).reshape(-1, PAGE_SIZE // 8)
    used: npt.NDArray[np.bool_] = np.any(words, axis=1)
    return used
