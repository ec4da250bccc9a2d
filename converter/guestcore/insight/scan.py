"""One pass over all RAM, for guests whose registers do not lead to the kernel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from guestcore.guest.memory import GuestMemory
from guestcore.guest.paging import ADDRESS_MASK, LARGE, NO_EXECUTE, PRESENT
from guestcore.insight.image import find_all
from guestcore.insight.vmcoreinfo import NOTE_NAME, NOTE_NAME_AT, TEXT_START
from guestcore.model import PAGE_SIZE
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
    for region in memory.regions:
        for gpa in range(region.gpa, region.end, _CHUNK):
            size = min(_CHUNK, region.end - gpa)
            length = min(_CHUNK + _OVERLAP, region.end - gpa)
            yield gpa, memory.read(gpa, length), size
