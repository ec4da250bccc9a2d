"""Where a Linux kernel lies, read off its page tables without any symbol.

The address-space layout of x86-64: Documentation/arch/x86/x86_64/mm.rst
[linux]; what older kernels do differently is marked where it matters.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from guestcore.guest.memory import GuestMemory
from guestcore.guest.paging import AddressSpace
from guestcore.model import PAGE_SIZE, START_KERNEL_MAP

MAX_IMAGE = 128 << 20
"""Bytes; the images of distributions have 18 to 62 MiB."""

_KERNEL_MAP_END = 0xFFFF_FFFF_C000_0000
"""Modules and fixmaps follow; an image never reaches beyond (KASLR: 1 GiB)."""
_LARGEST_GAP = 64 << 20
"""Inside an image: memory that only booting needed is unmapped later."""

_LINK_64 = 0xFFFF_FFFF_8100_0000
_LINK_OLD = 0xFFFF_FFFF_8020_0000
_LINK_32 = 0xC100_0000
_ALIGNMENT = 2 << 20
"""Of the image and of the direct map."""

_LOWEST_SPLIT = 0x4000_0000
"""i386 can be built for 1, 2 or 3 GiB of user space."""
_WINDOW_32 = 32 << 20
"""How far an i386 image may reach to either side of its page-fault code."""

_PROBES = 256
_MAX_DIRECT_MAP_VISITS = 64
_MAX_LEAVES = 2 * MAX_IMAGE // PAGE_SIZE
"""Most pages of the image that are looked at, were they all of the smallest size."""
_MAX_KERNEL_MAP_VISITS = 600
"""A table for each of its 512 x 2 MiB, and those above them."""


@dataclass(frozen=True, slots=True)
class KernelLayout:
    """The kernel image; addresses and sizes in bytes."""

    text_start: int | None
    """``_text``; not known for i386, whose image has no mapping of its own."""
    text_end: int | None
    image_gpa: int
    """Where to read the image, or the memory that must hold it (i386)."""
    image_size: int
    page_offset: int | None = None
    """i386 only: there the image lies inside the direct map."""

    @property
    def phys_base(self) -> int | None:
        """Signed; None for i386."""
        if self.text_start is None:
            return None
        return self.image_gpa - (self.text_start - START_KERNEL_MAP)

    def image_va(self, gpa: int) -> int:
        """Return where the kernel maps a physical address inside its image."""
        if self.text_start is None:
            return gpa + (self.page_offset or 0)
        return gpa - self.image_gpa + self.text_start


def find_layout(space: AddressSpace, code: int | None) -> KernelLayout | None:
    """Return where *space* maps a kernel image, or ``None`` if it maps none.

    :param code: i386 needs an address inside the image.
    """
    if space.mode.is_long:
        return _find_layout_64(space)
    return None if code is None else _find_layout_32(space, code)


def _find_layout_64(space: AddressSpace) -> KernelLayout | None:
    """Take the pages above START_KERNEL_MAP that lie as the lowest does.

    Since 2.6.25 nothing is mapped there below ``_text``. Module pages are never
    at the image's distance from physical memory.
    """
    leaves = space.leaves(
        START_KERNEL_MAP,
        _KERNEL_MAP_END,
        limit=_MAX_LEAVES,
        visits=_MAX_KERNEL_MAP_VISITS,
    )
    if not len(leaves.va):
        return None
    distance = leaves.va - leaves.gpa
    linear = distance == distance[0]
    va, size = leaves.va[linear], leaves.size[linear]
    gaps = np.flatnonzero(np.diff(va) > np.uint64(_LARGEST_GAP))
    last = int(gaps[0]) if len(gaps) else len(va) - 1
    start, end = int(va[0]), int(va[last] + size[last])
    gpa = int(leaves.gpa[0])
    if start == START_KERNEL_MAP and gpa == 0 and end > _LINK_OLD:
        # Up to 2.6.24 the mapping began at physical 0, below the image.
        gpa, start = gpa + _LINK_OLD - start, _LINK_OLD
    return KernelLayout(start, end, gpa, min(end - start, MAX_IMAGE))


def _find_layout_32(space: AddressSpace, code: int) -> KernelLayout | None:
    gpa = space.translate(code)
    if gpa is None:
        return None
    page_offset = code - gpa
    if page_offset < _LOWEST_SPLIT or page_offset % _ALIGNMENT:
        return None
    middle = gpa & -PAGE_SIZE
    start = max(middle - _WINDOW_32, 0)
    return KernelLayout(None, None, start, middle + _WINDOW_32 - start, page_offset)


def kaslr_offset(text_start: int, *, is_64bit: bool) -> int:
    """Return how far a kernel runs from its usual link address.

    Kernels linked lower (2.6.18: 0xffffffff80200000) cannot move: 0.
    """
    return max(text_start - (_LINK_64 if is_64bit else _LINK_32), 0)


def text_start_32(stext: int) -> int:
    """Return ``_text`` of an i386 kernel: older ones have ``_stext`` behind it."""
    return stext & -_ALIGNMENT


def find_page_offset(
    space: AddressSpace, memory: GuestMemory, image_gpa: int
) -> int | None:
    """Return where the direct map of all RAM begins (x86-64), found by probing.

    Each top-level entry of the kernel half may begin it; the one wins that maps
    most of RAM, the kernel image included, at one distance. Memory that the
    kernel was told not to use (``mem=``) lies behind the direct map's end.
    """
    probes = _spread(memory)
    best, best_hits = None, 0
    for offset in _direct_map_candidates(space):
        if space.translate(offset + image_gpa) != image_gpa:
            continue
        mapped = [space.translate(offset + gpa) == gpa for gpa in probes]
        hits = sum(mapped)
        reach = len(mapped) - mapped[::-1].index(True) if hits else 0
        if hits > best_hits and hits * 2 >= reach:
            best, best_hits = offset, hits
    return best


def _direct_map_candidates(space: AddressSpace) -> list[int]:
    """Return the distances of the first page behind each top-level entry."""
    slot = 1 << (space.address_bits - 9)
    half = (1 << 64) - (1 << space.address_bits - 1)
    offsets = []
    for start in range(half, START_KERNEL_MAP & -slot, slot):
        first = space.leaves(
            start, start + slot, limit=1, visits=_MAX_DIRECT_MAP_VISITS
        )
        if len(first.va):
            offset = int(first.va[0]) - int(first.gpa[0])
            if offset >= half and offset % _ALIGNMENT == 0 and offset not in offsets:
                offsets.append(offset)
    return offsets


def _spread(memory: GuestMemory) -> list[int]:
    """Return page addresses spread evenly over RAM, ascending."""
    step = max(memory.size // _PROBES, 1)
    wanted = step // 2
    probes = []
    for region in memory.regions:
        while wanted < region.size:
            probes.append(region.gpa + wanted)
            wanted += step
        wanted -= region.size
    return probes
