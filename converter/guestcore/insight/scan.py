"""One pass over all RAM, for guests whose registers do not lead to the kernel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from guestcore.guest.memory import BlockImage, GuestMemory
from guestcore.guest.paging import ADDRESS_MASK, LARGE, NO_EXECUTE, PRESENT
from guestcore.insight.image import find_all
from guestcore.insight.vmcoreinfo import NOTE_NAME, NOTE_NAME_AT, TEXT_START
from guestcore.model import PAGE_SIZE, MemoryRegion
from guestcore.progress import Phase, Progress

_CHUNK = 4 << 20
_OVERLAP = 16
"""Longer than any text searched for."""
_MAX_HITS = 4096
_MAX_ROOTS = 65536

_ENTRY_FLAGS = np.uint64(PRESENT | LARGE | NO_EXECUTE)
_ENTRY_ADDRESS = np.uint64(ADDRESS_MASK)
_ENTRIES = 512


@dataclass(slots=True)
class ScanFinds:
    """Guest physical addresses; unchecked."""

    notes: list[int] = field(default_factory=list)
    """Of VMCOREINFO as ELF note, those that begin a page first."""
    texts: list[int] = field(default_factory=list)
    """Of VMCOREINFO as text, those that begin a page first."""
    roots: list[tuple[int, int]] = field(default_factory=list)
    """Pages that may be a top table, each with the table its last entry names."""


def scan_memory(memory: GuestMemory, progress: Progress) -> ScanFinds:
    """Read all RAM once, in order; memory use does not grow with it.

    :raises Cancelled: as *progress* wishes.
    """
    finds = ScanFinds()
    done = 0
    for gpa, data, size in _chunks(memory):
        progress.report(Phase.SCANNING, done, memory.size)
        done += size
        if data is None or not np.frombuffer(data, np.uint8).any():
            continue
        notes = find_all(gpa - NOTE_NAME_AT, data, NOTE_NAME[:-1])
        finds.notes.extend(islice(notes, _MAX_HITS - len(finds.notes)))
        texts = find_all(gpa, data, TEXT_START)
        finds.texts.extend(islice(texts, _MAX_HITS - len(finds.texts)))
        found = _possible_roots(gpa, data[:size])
        finds.roots.extend(islice(found, _MAX_ROOTS - len(finds.roots)))
    progress.report(Phase.SCANNING, memory.size, memory.size)
    finds.notes.sort(key=_page_starts_first)
    finds.texts.sort(key=_page_starts_first)
    return finds


def _page_starts_first(gpa: int) -> tuple[bool, int]:
    """Since Linux 4.13 both forms begin a page; copies in files seldom do."""
    return gpa % PAGE_SIZE != 0, gpa


def _possible_roots(gpa: int, data: bytes) -> Iterator[tuple[int, int]]:
    """Yield pages whose last entry may lead to the kernel mapping.

    Linux maps its image through entry 511 of each top table: present, a table,
    executable.
    """
    last = np.frombuffer(data, "<u8").reshape(-1, _ENTRIES)[:, -1]
    leads_on = (last & _ENTRY_FLAGS) == PRESENT
    for page in np.flatnonzero(leads_on & ((last & _ENTRY_ADDRESS) != 0)).tolist():
        yield gpa + page * PAGE_SIZE, int(last[page] & _ENTRY_ADDRESS)


def _chunks(memory: GuestMemory) -> Iterator[tuple[int, bytes | None, int]]:
    """Yield address, bytes (with the first of the next chunk) and plain size."""
    if isinstance(memory.image, BlockImage):
        yield from _decoded_chunks(memory.image, memory.regions)
        return
    for region in memory.regions:
        for gpa in range(region.gpa, region.end, _CHUNK):
            size = min(_CHUNK, region.end - gpa)
            length = min(_CHUNK + _OVERLAP, region.end - gpa)
            yield gpa, memory.read(gpa, length), size


def _decoded_chunks(
    image: BlockImage, regions: Sequence[MemoryRegion]
) -> Iterator[tuple[int, bytes, int]]:
    """Yield what :func:`_chunks` does, in the order in which it is decoded."""
    gpa, chunk = 0, b""
    for following, data in _decoded_pieces(image, regions):
        if chunk:
            adjoins = following == gpa + len(chunk)
            overlap = data[:_OVERLAP] if adjoins else b""
            yield gpa, chunk + overlap, len(chunk)
        gpa, chunk = following, data
    if chunk:
        yield gpa, chunk, len(chunk)


def _decoded_pieces(
    image: BlockImage, regions: Sequence[MemoryRegion]
) -> Iterator[tuple[int, bytes]]:
    """Yield address and bytes of all that the regions have in each block."""
    by_offset = sorted(regions, key=lambda region: region.file_offset)
    if not by_offset:
        return
    end = max(region.file_offset + region.size for region in regions)
    with closing(image.blocks(by_offset[0].file_offset, end)) as blocks:
        for offset, block in blocks:
            for region in by_offset:
                if region.file_offset >= offset + len(block):
                    break
                start = max(offset, region.file_offset)
                stop = min(offset + len(block), region.file_offset + region.size)
                if start < stop:
                    part = bytes(block[start - offset : stop - offset])
                    yield region.gpa + start - region.file_offset, part
