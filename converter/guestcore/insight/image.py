"""Reads a kernel image once and keeps what identifies the kernel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from guestcore.guest.memory import GuestMemory
from guestcore.guest.paging import Addresses
from guestcore.insight.utsname import BANNER_START, SYSNAME
from guestcore.insight.vmcoreinfo import NOTE_NAME, TEXT_START
from guestcore.model import PAGE_SIZE, START_KERNEL_MAP

CHUNK = 1 << 20
_OVERLAP = 16
"""Longer than any text searched for, and whole words."""
_WORD = 8
MAX_HITS = 4096
"""Of one kind; real images have a few hundred at most."""
MAX_POINTERS = 32768
"""Real images point to 5000 to 6500 pages."""

_TOP_BYTE_AND_OFFSET = np.uint64(0xFF << 56 | PAGE_SIZE - 1)
_KERNEL_PAGE = np.uint64(0xFF << 56)
_NEARBY = 1 << 30
"""How far from its image the memory reserved for a kdump kernel may reach."""
_GNU = b"GNU\0"
_GNU_AT = 12
"""Offset of the name in an ELF note."""


@dataclass(slots=True)
class ImageFinds:
    """What a kernel image may hold, unchecked; bare addresses are gpa."""

    banners: list[int] = field(default_factory=list)
    sysnames: list[int] = field(default_factory=list)
    vmcoreinfo_names: list[int] = field(default_factory=list)
    """Of the name inside the ELF note."""
    vmcoreinfo_texts: list[int] = field(default_factory=list)
    gnu_notes: list[int] = field(default_factory=list)
    page_pointers: list[int] = field(default_factory=list)
    """Virtual addresses of whole pages that the image's data names."""
    nearby_pages: list[int] = field(default_factory=list)
    """Physical addresses of whole pages near the image that its data names."""


def scan_image(
    memory: GuestMemory, gpa: int, size: int, page_offset_32: int | None = None
) -> ImageFinds:
    """Read [gpa, gpa + size) in one pass; what is not RAM is left out.

    :param page_offset_32: Start of the direct map of an i386 kernel, whose
        pointers have 32 bits; ``None`` for x86-64.
    """
    finds = ImageFinds()
    pointers: set[int] = set()
    nearby: set[int] = set()
    for at, data in _chunks(memory, gpa, size):
        _find_texts(finds, at, data)
        _extend(finds.gnu_notes, find_words(at, data, _GNU))
        _extend(finds.sysnames, find_words(at, data, SYSNAME[:4]))
        if page_offset_32 is None:
            values = np.frombuffer(data, "<u8")
            kernel = values[(values & _TOP_BYTE_AND_OFFSET) == _KERNEL_PAGE]
            _collect(pointers, kernel[kernel < np.uint64(START_KERNEL_MAP)])
        else:
            values = np.frombuffer(data, "<u4").astype(np.uint64)
            _collect(pointers, values[values >= np.uint64(page_offset_32)])
        distance = values - np.uint64(max(gpa - _NEARBY, 1))
        _collect(nearby, values[distance < np.uint64(2 * _NEARBY)])
    finds.page_pointers = sorted(pointers)
    finds.nearby_pages = sorted(nearby)
    return finds


def find_all(at: int, data: bytes, needle: bytes) -> Iterator[int]:
    """Yield the address of each *needle* in *data*, which lies at *at*."""
    found = data.find(needle)
    while found >= 0:
        yield at + found
        found = data.find(needle, found + 1)


def find_words(at: int, data: bytes, word: bytes) -> list[int]:
    """Return the addresses of a 4-byte *word* at multiples of 4, ascending."""
    words = np.frombuffer(data, "<u4")
    hits = np.flatnonzero(words == np.frombuffer(word, "<u4")[0])
    return [at + 4 * hit for hit in hits[:MAX_HITS].tolist()]


def find_build_ids(memory: GuestMemory, finds: ImageFinds) -> list[str]:
    """Return the distinct build IDs in an image's GNU notes.

    The vDSO inside the image has notes too; its ELF header begins the page.
    """
    found = []
    for gpa in finds.gnu_notes:
        note = memory.read(gpa - _GNU_AT, 36) or b""
        header = memory.read(gpa & -PAGE_SIZE, 4)
        sizes = note[:4], note[4:8], note[8:12]
        if [int.from_bytes(size, "little") for size in sizes] == [4, 20, 3]:
            build_id = note[16:36].hex()
            if header != b"\x7fELF" and build_id not in found:
                found.append(build_id)
    return found


def _find_texts(finds: ImageFinds, at: int, data: bytes) -> None:
    for needle, places in (
        (BANNER_START, finds.banners),
        (NOTE_NAME[:-1], finds.vmcoreinfo_names),
        (TEXT_START, finds.vmcoreinfo_texts),
    ):
        places.extend(islice(find_all(at, data, needle), MAX_HITS - len(places)))


def _extend(places: list[int], found: list[int]) -> None:
    places.extend(found[: MAX_HITS - len(places)])


def _collect(pages: set[int], values: Addresses) -> None:
    if len(pages) < MAX_POINTERS:
        whole = np.unique(values[(values & np.uint64(PAGE_SIZE - 1)) == 0])
        pages.update(whole[: MAX_POINTERS - len(pages)].tolist())


def _chunks(memory: GuestMemory, gpa: int, size: int) -> Iterator[tuple[int, bytes]]:
    """Read RAM piece by piece, each with the first bytes of the next.

    Pieces are whole words; segments of a core may end between two.
    """
    for region in memory.regions:
        start, end = max(gpa, region.gpa), min(gpa + size, region.end)
        for at in range(start, end, CHUNK):
            data = memory.read(at, min(CHUNK + _OVERLAP, end - at))
            if data is not None:
                yield at, data[: len(data) // _WORD * _WORD]
