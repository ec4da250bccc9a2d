"""Which address each piece of RAM gets: physical always, virtual where known.

crash and drgn walk the guest's page tables; gdb knows nothing but ``p_vaddr``.
So RAM gets the address at which the kernel sees it: the direct map, and the
kernel image its own in the kernel mapping, for which it is cut out. The style of
/proc/vmcore, a second segment over the same RAM, is refused by LeechCore and
costs Volatility 3 the memory above it [leechcore] [vol3].
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from guestcore.core.elf_layout import Machine
from guestcore.guest.memory import GuestMemory
from guestcore.guest.paging import AddressSpace
from guestcore.model import (
    PAGE_SIZE,
    START_KERNEL_MAP,
    GuestOs,
    KernelInfo,
    MemoryRegion,
)
from guestcore.sentence import sentence

_4_GIB = 1 << 32
_KERNEL_MAP_SIZE = (1 << 64) - START_KERNEL_MAP
_VMALLOC_RESERVE = 128 << 20
"""Addresses above lowmem that i386 keeps for vmalloc unless told otherwise [linux]:
3 GiB of user space leave 896 MiB of lowmem."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """From *gpa* on, up to the next mapping, RAM is seen at *va* and upwards."""

    gpa: int
    va: int


IDENTITY = (Mapping(0, 0),)
"""Physical addresses for lack of virtual ones: what QEMU writes, too [qemu]."""


@dataclass(frozen=True, slots=True)
class Placement:
    """The mappings of a guest, ascending, the first from 0; and what is amiss."""

    mappings: tuple[Mapping, ...] = IDENTITY
    warnings: tuple[str, ...] = ()


def place_memory(
    kernel: KernelInfo | None, machine: Machine, memory: GuestMemory
) -> Placement:
    """Return how the guest's kernel sees RAM; by physical address if not Linux."""
    if kernel is None or kernel.os is not GuestOs.LINUX or machine is Machine.AARCH64:
        return Placement()
    if kernel.page_offset is None:
        return _physical(
            sentence(
                "the kernel's direct map was not found: segments carry physical "
                "instead of virtual addresses, so gdb cannot read kernel addresses"
            )
        )
    if machine is Machine.I386:
        return _place_32(kernel, kernel.page_offset, memory)
    return _place_64(kernel, kernel.page_offset, memory)


def cut(
    regions: Sequence[MemoryRegion], mappings: Sequence[Mapping]
) -> Iterator[tuple[MemoryRegion, int]]:
    """Yield every run of RAM that is seen in one piece, with its virtual address.

    Regions that adjoin in the guest and in the image count as one.
    """
    for region in _joined(regions):
        for i, mapping in enumerate(mappings):
            next_gpa = mappings[i + 1].gpa if i + 1 < len(mappings) else region.end
            start, end = max(region.gpa, mapping.gpa), min(region.end, next_gpa)
            if start < end:
                offset = region.file_offset + start - region.gpa
                piece = MemoryRegion(start, end - start, offset)
                yield piece, mapping.va + start - mapping.gpa


def _joined(regions: Sequence[MemoryRegion]) -> list[MemoryRegion]:
    joined: list[MemoryRegion] = []
    for region in regions:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.end == region.gpa
            and last.file_offset + last.size == region.file_offset
        ):
            size = last.size + region.size
            joined[-1] = MemoryRegion(last.gpa, size, last.file_offset)
        else:
            joined.append(region)
    return joined


def _physical(warning: str) -> Placement:
    return Placement(warnings=(warning,))


def _place_64(kernel: KernelInfo, page_offset: int, memory: GuestMemory) -> Placement:
    ram_end = memory.regions[-1].end if memory.regions else 0
    if page_offset + ram_end > START_KERNEL_MAP:
        return _physical(
            sentence(
                "RAM up to {ram_end:#x} does not fit into a direct map at "
                "{page_offset:#x}: segments carry physical addresses",
                ram_end=ram_end,
                page_offset=page_offset,
            )
        )
    direct = (Mapping(0, page_offset),)
    start, end, gpa = kernel.text_start, kernel.text_end, kernel.image_gpa
    if start is None or end is None or gpa is None:
        return Placement(direct, (_no_image(sentence("its place was not found")),))
    size = end - start
    aligned = not (start | size | gpa) & (PAGE_SIZE - 1)
    if not aligned or start < START_KERNEL_MAP or not 0 < size <= _KERNEL_MAP_SIZE:
        why = sentence("{start:#x} to {end:#x} is no place", start=start, end=end)
        return Placement(direct, (_no_image(why),))
    if gpa < 0 or not memory.contains(gpa, size):
        return Placement(direct, (_no_image(sentence("parts of it are not in RAM")),))
    return Placement(
        (
            *(direct if gpa else ()),
            Mapping(gpa, start),
            Mapping(gpa + size, page_offset + gpa + size),
        )
    )


def _no_image(reason: str) -> str:
    return sentence(
        "the kernel image has no segment of its own for gdb: {reason}", reason=reason
    )


def _place_32(kernel: KernelInfo, page_offset: int, memory: GuestMemory) -> Placement:
    """Give lowmem its address; highmem has none.

    Highmem keeps the physical address, as in QEMU's files, except where that
    would read as a kernel address: there it gets 0 and upwards.
    """
    if not 0 < page_offset < _4_GIB - _VMALLOC_RESERVE or page_offset % PAGE_SIZE:
        return _physical(
            sentence(
                "a direct map at {page_offset:#x} is no i386 kernel's: segments "
                "carry physical addresses",
                page_offset=page_offset,
            )
        )
    end = _lowmem_end(kernel, page_offset, memory)
    highmem = [Mapping(end, end)] if end < page_offset else []
    highmem += [Mapping(max(end, page_offset), 0), Mapping(_4_GIB, _4_GIB)]
    return Placement((Mapping(0, page_offset), *highmem))


def _lowmem_end(kernel: KernelInfo, page_offset: int, memory: GuestMemory) -> int:
    """Return where lowmem ends, by the kernel's tables; else the usual bound.

    The boot parameter ``vmalloc=`` moves it, and fixed mappings take a few MiB.
    """
    bound = _4_GIB - page_offset - _VMALLOC_RESERVE
    if kernel.pgd_gpa is None or not kernel.mode.is_paged or kernel.mode.is_long:
        return bound
    space = AddressSpace(memory, kernel.mode, kernel.pgd_gpa)
    leaves = space.leaves(page_offset, page_offset + bound)
    linear = np.flatnonzero(leaves.va - leaves.gpa == np.uint64(page_offset))
    if not len(linear):
        return bound
    last = linear[-1]
    return int(leaves.gpa[last] + leaves.size[last])
