"""Which of rsp and rbp is which in packed registers.

One source alone says which slot of ``gpregs`` is which (FORMAT.md): if no
kernel-mode vCPU's rsp can be a stack, and every one's rbp can, they are swapped.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from guestcore.guest.memory import GuestMemory
from guestcore.guest.paging import AddressSpace, TableCache, candidate_roots
from guestcore.model import Vcpu
from guestcore.sentence import sentence

SWAPPED = sentence(
    "rsp and rbp were swapped: as the state file is read otherwise, no vCPU in "
    "the kernel would have a stack"
)
_OTHER = {"rsp": "rbp", "rbp": "rsp"}


def are_swapped(
    vcpus: Sequence[Vcpu], packed: Collection[int], memory: GuestMemory
) -> bool:
    """True if only swapping makes kernel stacks of the stack pointers.

    :param packed: Indices of the vCPUs whose rsp and rbp are from packed registers.
    """
    in_kernel = [
        vcpu
        for vcpu in vcpus
        if vcpu.index in packed and vcpu.mode.is_long and vcpu.cpl == 0
    ]
    tables = TableCache(memory)
    if not in_kernel or any(_is_stack(vcpu, "rsp", tables) for vcpu in in_kernel):
        return False
    return all(_is_stack(vcpu, "rbp", tables) for vcpu in in_kernel)


def swap(vcpus: Sequence[Vcpu], packed: Collection[int]) -> tuple[Vcpu, ...]:
    """Return the vCPUs with rsp and rbp the other way round."""
    return tuple(
        replace(
            vcpu,
            registers={_OTHER.get(n, n): value for n, value in vcpu.registers.items()},
        )
        if vcpu.index in packed
        else vcpu
        for vcpu in vcpus
    )


def _is_stack(vcpu: Vcpu, name: str, tables: TableCache) -> bool:
    """True if the kernel may have its stack there: aligned, in its half, mapped."""
    address = vcpu.registers[name]
    if address >> 63 == 0 or address % 8:
        return False
    return any(
        AddressSpace(tables.memory, vcpu.mode, root, tables=tables).read(address, 8)
        for root in candidate_roots(vcpu)
    )
