"""Part of check 4: every page of the source's memory is in the core, nothing else.

In a core of our making both are strict. QEMU does not take video memory and ROMs
for RAM, but dumps the firmware's; with ``-p`` it leaves out what no page table maps.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from guestcore.guest.guest import Guest
from guestcore.guest.memory import GuestMemory
from guestcore.guest.paging import AddressSpace, TableCache, candidate_roots
from guestcore.model import PAGE_SIZE, START_KERNEL_MAP
from guestcore.sentence import sentence
from guestcore.validation.pieces import Ranges, merge, subtract
from guestcore.validation.sentences import size_of
from guestcore.validation.subject import Subject

ADAPTERS = [(0xA_0000, 0x10_0000)]
"""Video memory and ROMs: no RAM to QEMU, but part of a VMware memory file."""
_NO_ADAPTERS = sentence("video memory and ROMs below 1 MiB are not in the core")
_KERNEL_HALF = 0xFF00_0000_0000_0000
_SPACES = 4
_PROBES = 1024
"""Most pages of missing memory that are looked up."""


@dataclass(slots=True)
class Coverage:
    """What is wrong with the memory that a core has."""

    faults: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def compare_places(subject: Subject, guest: Guest, memory: GuestMemory) -> Coverage:
    """Compare which memory there is, by addresses alone."""
    core = merge([(s.paddr, s.end) for s in subject.core.loads])
    source = merge([(region.gpa, region.end) for region in memory.regions])
    announced = guest.layout.missing if guest.layout else ()
    absent = merge([(region.gpa, region.end) for region in announced])
    found = Coverage()
    missing, extra = subtract(source, core), subtract(core, source)
    strict = subject.has_our_layout
    if not strict and (real := subtract(missing, ADAPTERS)) != missing:
        found.warnings.append(_NO_ADAPTERS)
        missing = real
    if missing and not strict and _is_unmapped(subject, guest, missing):
        found.warnings.append(
            sentence(
                "{place}, which no page table maps, is not in the core",
                place=_place(missing),
            )
        )
    elif missing:
        where = _place(missing)
        found.faults.append(
            sentence("{place} of the source is not in any segment", place=where)
        )
    if extra:
        text = sentence(
            "{place} in the core is no memory of the source", place=_place(extra)
        )
        (found.faults if strict else found.warnings).append(text)
    if absent:
        found.warnings.append(
            sentence(
                "{place} is announced, but not in the memory file: readers get an "
                "error there",
                place=_place(absent),
            )
        )
    return found


def _is_unmapped(subject: Subject, guest: Guest, missing: Ranges) -> bool:
    """True if segments tell of a direct map, and the guest's tables lack this memory.

    The source's tables are walked: the core may be without them.
    """
    distances: Counter[int] = Counter()
    for segment in subject.core.loads:
        if _KERNEL_HALF <= segment.vaddr < START_KERNEL_MAP:
            distances[segment.vaddr - segment.paddr] += segment.memsz
    if not distances:
        return False
    distance = distances.most_common(1)[0][0]
    tables = TableCache(guest.require_memory())
    spaces = [
        AddressSpace(tables.memory, vcpu.mode, root, tables=tables)
        for vcpu in guest.vcpus[:_SPACES]
        for root in candidate_roots(vcpu)
    ]
    pages = sum(end - start for start, end in missing) // PAGE_SIZE
    step = max(pages // _PROBES, 1) * PAGE_SIZE
    return bool(spaces) and not any(
        space.translate(distance + gpa) == gpa
        for space in spaces
        for start, end in missing[:_PROBES]
        for gpa in (*range(start, end, step), end - PAGE_SIZE)
    )


def _place(ranges: Ranges) -> str:
    size = sum(end - start for start, end in ranges)
    return sentence("{size} from {start:#x} on", size=size_of(size), start=ranges[0][0])
