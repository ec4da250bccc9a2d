"""Decides how each vCPU translates addresses, without EFER.

Checkpoints do not tell EFER under a known name, so whether a vCPU with CR4.PAE
runs in long mode follows from what only long mode can do. CR bits: Intel SDM
volume 3 section 2.5; gates: section 6.11 and 6.14.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guestcore.guest.paging import AddressSpace, PhysicalMemory, root_gpa
from guestcore.model import PagingMode, Vcpu

_CR0_PAGING = 1 << 31
_CR4_PAE = 1 << 5
_CR4_LA57 = 1 << 12

_WIDE_REGISTERS = ("rip", "idtr_base", "gdtr_base", "gs_base")
"""Registers that have no bits above 31 outside long mode. Stack and general
registers may keep old upper halves there."""

_PAGE_FAULT = 14
_LONG_GATES = {0xE, 0xF}
_SHORT_GATES = {0x5, 0xE, 0xF}  # task gate, interrupt gate, trap gate


def with_modes(
    vcpus: Sequence[Vcpu], memory: PhysicalMemory | None, guest_os: str | None
) -> tuple[Vcpu, ...]:
    """Return the vCPUs with their ``mode`` decided; first evidence wins.

    A vCPU that uses no page tables is ``unpaged``. One whose CR0 or CR4 the
    checkpoint lacks, or that nothing decides, is ``unknown``.

    :param memory: The guest's memory, if it can be read.
    :param guest_os: ``guestOS`` of the VM's configuration; a name that ends in
        ``-64`` is the last evidence.
    """
    modes = [_mode_of(vcpu, memory) for vcpu in vcpus]
    is_long = _guess_long_mode(modes, guest_os)
    return tuple(
        replace(vcpu, mode=mode or _guessed(vcpu, is_long))
        for vcpu, mode in zip(vcpus, modes, strict=True)
    )


def _mode_of(vcpu: Vcpu, memory: PhysicalMemory | None) -> PagingMode | None:
    """Return the mode that the vCPU itself shows, ``None`` if it shows none."""
    cr0, cr4 = vcpu.registers.get("cr0"), vcpu.registers.get("cr4")
    if cr0 is None:
        return PagingMode.UNKNOWN
    if not cr0 & _CR0_PAGING:
        return PagingMode.UNPAGED
    if cr4 is None:
        return PagingMode.UNKNOWN
    if not cr4 & _CR4_PAE:
        return PagingMode.LEGACY_32BIT
    long = _long_mode(vcpu)
    if any(_is_wide(vcpu.registers.get(name, 0)) for name in _WIDE_REGISTERS):
        return long
    return None if memory is None else _mode_by_walk(vcpu, memory, long)


def _guess_long_mode(
    modes: Sequence[PagingMode | None], guest_os: str | None
) -> bool | None:
    """Tell what vCPUs that show nothing run in: as the others, then by the name."""
    long = sum(mode is not None and mode.is_long for mode in modes)
    pae = sum(mode is PagingMode.PAE for mode in modes)
    if long != pae:
        return long > pae
    return None if guest_os is None else guest_os.endswith("-64")


def _guessed(vcpu: Vcpu, is_long: bool | None) -> PagingMode:
    if is_long is None:
        return PagingMode.UNKNOWN
    return _long_mode(vcpu) if is_long else PagingMode.PAE


def _long_mode(vcpu: Vcpu) -> PagingMode:
    if vcpu.registers.get("cr4", 0) & _CR4_LA57:
        return PagingMode.LONG_5LEVEL
    return PagingMode.LONG_4LEVEL


def _is_wide(value: int) -> bool:
    """True for a canonical address (of up to 57 bits) above 4 GiB."""
    return value >> 32 != 0 and value >> 56 in (0, 0xFF)


def _mode_by_walk(
    vcpu: Vcpu, memory: PhysicalMemory, long: PagingMode
) -> PagingMode | None:
    """Walk CR3 both ways; a well-formed gate counts more than a mapped address.

    A 32-bit PAE directory read as a 4-level table may map something by chance.
    """
    cr3 = vcpu.registers.get("cr3")
    if cr3 is None:
        return None
    spaces = [
        AddressSpace(memory, mode, root_gpa(cr3, mode))
        for mode in (long, PagingMode.PAE)
    ]
    for test in (_has_page_fault_gate, _maps_idt_or_code):
        passed = [space.mode for space in spaces if test(space, vcpu)]
        if len(passed) == 1:
            return passed[0]
    return None


def _has_page_fault_gate(space: AddressSpace, vcpu: Vcpu) -> bool:
    """True if gate 14 of the IDT is present and has this mode's format."""
    idt = vcpu.registers.get("idtr_base")
    if idt is None:
        return False
    size = 16 if space.mode.is_long else 8
    gate = space.read(idt + _PAGE_FAULT * size, size)
    if gate is None:
        return False
    present, system = gate[5] & 0x80, not gate[5] & 0x10
    kinds = _LONG_GATES if space.mode.is_long else _SHORT_GATES
    return bool(present) and system and gate[5] & 0xF in kinds and not any(gate[12:])


def _maps_idt_or_code(space: AddressSpace, vcpu: Vcpu) -> bool:
    for name in ("idtr_base", "rip"):
        if name in vcpu.registers:
            return space.read(vcpu.registers[name], 1) is not None
    return False
