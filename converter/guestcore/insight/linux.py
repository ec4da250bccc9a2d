"""Finds the Linux kernel that a guest runs.

First by the vCPUs: their page tables map the kernel. Only if that is not enough,
and the caller allows it, by one pass over all RAM.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from guestcore.guest.memory import GuestMemory
from guestcore.guest.paging import AddressSpace, TableCache, candidate_roots
from guestcore.insight.kernel import (
    LinuxKernel,
    examine,
    examine_known,
    prove,
    read_candidates,
)
from guestcore.insight.kernel_layout import find_layout
from guestcore.insight.scan import ScanFinds
from guestcore.model import START_KERNEL_MAP, PagingMode, Vcpu

_MAX_ROOTS = 32
"""Most different kernel mappings that are looked for an image."""
_MAX_SCANNED_ROOTS = 128
"""The same, where a pass over all RAM has to find a root."""
_MAX_IMAGES = 6
"""Most images that are read: kernel, its user tables' part, the same of kdump."""
_PAGE_FAULT = 14


@dataclass(slots=True)
class MappedKernel:
    """A kernel and the vCPUs whose page tables map it."""

    kernel: LinuxKernel
    vcpus: list[int] = field(default_factory=list)


class _Search:
    """Looks for kernels under roots; each mapping is looked at once."""

    def __init__(self, memory: GuestMemory, max_roots: int) -> None:
        self._memory = memory
        self._left = max_roots
        self._seen: set[tuple[PagingMode, int]] = set()
        self._images = 0

    def kernel_under(self, space: AddressSpace, code: int | None) -> LinuxKernel | None:
        """Return the kernel that *space* maps, ``None`` also where one like it
        was looked at before.
        """
        shared = space.top_entry(START_KERNEL_MAP if code is None else code)
        if shared is None:
            return None
        key = space.mode, shared
        if key in self._seen or self._left <= 0:
            return None
        self._seen.add(key)
        self._left -= 1
        layout = find_layout(space, code)
        if layout is None or self._images >= _MAX_IMAGES:
            return None
        self._images += 1
        return examine(self._memory, space, layout)


def find_mapped_kernels(
    memory: GuestMemory, vcpus: Sequence[Vcpu], tables: TableCache
) -> list[MappedKernel]:
    """Return the kernels that vCPUs map, the one with most vCPUs first."""
    search = _Search(memory, _MAX_ROOTS)
    found: list[MappedKernel] = []
    for vcpu in vcpus:
        spaces = spaces_of(memory, vcpu, tables)
        mapped = _known(found, spaces) or _new(search, vcpu, spaces)
        if mapped is None:
            continue
        if mapped not in found:
            found.append(mapped)
        mapped.vcpus.append(vcpu.index)
    return sorted(found, key=lambda mapped: -len(mapped.vcpus))


def spaces_of(
    memory: GuestMemory, vcpu: Vcpu, tables: TableCache
) -> list[AddressSpace]:
    """Return the address spaces that a vCPU may use for the kernel."""
    return [
        AddressSpace(memory, vcpu.mode, root, tables=tables)
        for root in candidate_roots(vcpu)
    ]


def _known(
    found: list[MappedKernel], spaces: Sequence[AddressSpace]
) -> MappedKernel | None:
    for mapped in found:
        if any(
            space.mode is mapped.kernel.space.mode and mapped.kernel.is_mapped_by(space)
            for space in spaces
        ):
            return mapped
    return None


def _new(
    search: _Search, vcpu: Vcpu, spaces: Sequence[AddressSpace]
) -> MappedKernel | None:
    for space in spaces:
        code = None if space.mode.is_long else _page_fault_code(vcpu, space)
        kernel = search.kernel_under(space, code)
        if kernel is not None:
            return MappedKernel(kernel)
    return None


def _page_fault_code(vcpu: Vcpu, space: AddressSpace) -> int | None:
    """Return an address inside an i386 kernel: its page-fault gate's, or RIP."""
    idt = vcpu.registers.get("idtr_base")
    gate = None if idt is None else space.read(idt + _PAGE_FAULT * 8, 8)
    if gate is not None and gate[5] & 0x80:
        return int.from_bytes(gate[:2] + gate[6:8], "little")
    return vcpu.registers.get("rip") if vcpu.cpl == 0 else None


def find_scanned_vmcoreinfo(
    memory: GuestMemory, kernel: LinuxKernel, finds: ScanFinds
) -> LinuxKernel:
    """Return *kernel*, with its VMCOREINFO if a pass over RAM met it."""
    if kernel.info is not None:
        return kernel
    for info in read_candidates(memory, finds.notes, finds.texts):
        place = prove(kernel.space, kernel.layout, info)
        if place is not None:
            return replace(kernel, place=place, info=info)
    return kernel


def find_scanned_kernel(
    memory: GuestMemory, finds: ScanFinds, tables: TableCache
) -> LinuxKernel | None:
    """Return a kernel without any help of registers.

    Every process has a top table of its own, all with the running kernel's last
    entry: the entry that most tables share leads to it. Where no table does,
    each VMCOREINFO is tried with the root that it names.
    """
    search = _Search(memory, _MAX_SCANNED_ROOTS)
    for root in _roots_by_votes(finds):
        for mode in (PagingMode.LONG_4LEVEL, PagingMode.LONG_5LEVEL):
            space = AddressSpace(memory, mode, root, tables=tables)
            kernel = search.kernel_under(space, None)
            if kernel is not None:
                return find_scanned_vmcoreinfo(memory, kernel, finds)
    for info in read_candidates(memory, finds.notes, finds.texts):
        kernel = examine_known(memory, info, tables, None)
        if kernel is not None:
            return kernel
    return None


def _roots_by_votes(finds: ScanFinds) -> Iterator[int]:
    votes = Counter(entry for _, entry in finds.roots)
    example = {entry: root for root, entry in finds.roots}
    for entry, _ in votes.most_common(_MAX_SCANNED_ROOTS):
        yield example[entry]
