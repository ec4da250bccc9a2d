"""Segment registers with their hidden parts, from the guest's descriptor tables.

A checkpoint tells selectors and a few bases. The rest stands in the GDT and the
LDT of the guest, in its own memory. Descriptor layout: Intel SDM volume 3
sections 3.4.5 and 7.2.3; the form of ``flags``: QEMU's CPU note [qemu].
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from guestcore.guest.paging import (
    AddressSpace,
    PhysicalMemory,
    TableCache,
    candidate_roots,
)
from guestcore.model import SEGMENT_REGISTERS, PagingMode, Vcpu

_ATTRIBUTES = 0x00FF_FF00
"""Access byte, limit bits 16-19 and AVL, L, D/B, G in a descriptor's second dword."""
_GRANULARITY = 1 << 23
_PRESENT = 1 << 15
_VIRTUAL_8086 = 1 << 17
_NEVER_LOADED_LDT = 0x8200
"""Present, type LDT: what LDTR holds from reset on, also after loading null."""

_Read = Callable[[int, int], bytes | None]
"""Reads linear addresses of one vCPU: (address, size)."""


@dataclass(frozen=True, slots=True)
class SegmentState:
    """A segment register as the processor holds it."""

    selector: int = 0
    base: int = 0
    limit: int = 0
    """In bytes: the highest offset inside the segment."""
    flags: int = 0
    """Second dword of the descriptor without its base bits; 0 if not known."""


def segment_states(
    vcpu: Vcpu, memory: PhysicalMemory | None, tables: TableCache | None = None
) -> Mapping[str, SegmentState]:
    """Return the state of es, cs, ss, ds, fs, gs, ldtr and tr, by name.

    What the guest's tables do not tell (table not mapped, no memory, null
    selector) is 0; only a null LDTR keeps its type, as QEMU shows it. Where the
    checkpoint tells the base of FS or GS, it wins.

    :param tables: Cache shared by the vCPUs of a guest.
    """
    registers = vcpu.registers
    states = {
        name: SegmentState(registers.get(name, 0) & 0xFFFF)
        for name in SEGMENT_REGISTERS
    }
    if memory is not None and "gdtr_base" in registers:
        for read in _readers(vcpu, memory, tables):
            if _load_all(vcpu, states, read):
                break
    if registers.get("ldtr", 4) < 4:  # told, and null
        states["ldtr"] = replace(states["ldtr"], flags=_NEVER_LOADED_LDT)
    for name in ("fs", "gs"):
        base = registers.get(f"{name}_base")
        if base is not None:
            states[name] = replace(states[name], base=base)
    return states


def _readers(
    vcpu: Vcpu, memory: PhysicalMemory, tables: TableCache | None
) -> list[_Read]:
    if vcpu.mode is PagingMode.UNPAGED and vcpu.registers.get("cr0", 0) & 1:
        return [memory.read]  # protected mode without paging: linear is physical
    tables = tables or TableCache(memory)
    return [
        AddressSpace(memory, vcpu.mode, root, tables=tables).read
        for root in candidate_roots(vcpu)
    ]


def _load_all(vcpu: Vcpu, states: dict[str, SegmentState], read: _Read) -> bool:
    """Fill in *states*; False if the GDT cannot be read that way."""
    long = vcpu.mode.is_long
    gdt = SegmentState(
        base=vcpu.registers["gdtr_base"],
        limit=vcpu.registers.get("gdtr_limit", 0xFFFF),
    )
    if read(gdt.base, 8) is None:
        return False
    states["ldtr"] = _load(states["ldtr"].selector, gdt, None, read, wide=long)
    states["tr"] = _load(states["tr"].selector, gdt, None, read, wide=long)
    if vcpu.registers.get("eflags", 0) & _VIRTUAL_8086 and not long:
        return True  # selectors are paragraphs there, not indices
    ldt = states["ldtr"] if states["ldtr"].flags else None
    for name in ("es", "cs", "ss", "ds", "fs", "gs"):
        states[name] = _load(states[name].selector, gdt, ldt, read, wide=False)
    return True


def _load(
    selector: int,
    gdt: SegmentState,
    ldt: SegmentState | None,
    read: _Read,
    *,
    wide: bool,
) -> SegmentState:
    """Read one descriptor; *wide* ones (LDT and TSS in long mode) have 16 bytes."""
    unknown = SegmentState(selector)
    table = ldt if selector & 4 else gdt
    offset, size = selector & ~7, 16 if wide else 8
    if selector >> 2 == 0 or table is None or offset + size - 1 > table.limit:
        return unknown
    data = read(table.base + offset, size)
    if data is None:
        return unknown
    low, high = (int.from_bytes(data[i : i + 4], "little") for i in (0, 4))
    if not high & _PRESENT:
        return unknown
    base = low >> 16 | (high & 0xFF) << 16 | high & 0xFF00_0000
    if wide:
        base |= int.from_bytes(data[8:12], "little") << 32
    limit = low & 0xFFFF | high & 0xF_0000
    if high & _GRANULARITY:
        limit = limit << 12 | 0xFFF
    return SegmentState(selector, base, limit, high & _ATTRIBUTES)
