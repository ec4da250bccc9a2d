"""The notes of a core: registers for every reader, and the kernel's own word.

First a process status for each vCPU (all of them: crash counts these), then
QEMU's CPU state for each (control registers, descriptor tables), then
VMCOREINFO as the guest holds it. Nothing of our own: readers stumble over
notes that they do not know.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from guestcore.core.elf_layout import (
    NOTE_ALIGNMENT,
    NOTE_HEADER,
    NT_PRSTATUS,
    NT_QEMU,
    NT_VMCOREINFO,
    PRSTATUS_32,
    PRSTATUS_64,
    PRSTATUS_REGISTERS_32,
    PRSTATUS_REGISTERS_64,
    QEMU_CONTROL,
    QEMU_CPU,
    QEMU_REGISTERS,
)
from guestcore.guest.descriptors import SegmentState, segment_states
from guestcore.guest.paging import PhysicalMemory, TableCache
from guestcore.model import SEGMENT_REGISTERS, Vcpu
from guestcore.sentence import join, plural, sentence

_U32 = 0xFFFF_FFFF
_U64 = 0xFFFF_FFFF_FFFF_FFFF
_NEVER_TOLD = {"orig_rax", "cr1", "kernel_gs_base"}
"""No processor register, or one that checkpoints are not known to hold."""
_RUNS_SHOWN = 8
_NEEDED = (
    *QEMU_REGISTERS, *SEGMENT_REGISTERS,
    "fs_base", "gs_base", "gdtr_base", "gdtr_limit", "idtr_base", "idtr_limit",
    *(name for name in QEMU_CONTROL if name not in _NEVER_TOLD),
)  # fmt: skip


def build_cpu_notes(
    vcpus: Sequence[Vcpu], memory: PhysicalMemory, *, is_32bit: bool
) -> bytes:
    """Return the register notes of all vCPUs, in QEMU's order.

    A register that the checkpoint lacks is written as 0. Segment limits and
    attributes come from the guest's own descriptor tables, 0 where not mapped.
    """
    tables = TableCache(memory)
    known = [(vcpu, segment_states(vcpu, memory, tables)) for vcpu in vcpus]
    notes = [_prstatus_note(vcpu, states, is_32bit=is_32bit) for vcpu, states in known]
    notes += [_qemu_note(vcpu, states) for vcpu, states in known]
    return b"".join(notes)


def build_vmcoreinfo_note(text: bytes) -> bytes:
    """Return VMCOREINFO as a note, the text unmodified.

    In particular no CRASHTIME is added: drgn would then ignore our registers
    and take stale ones from the guest's memory [drgn].
    """
    return _note("VMCOREINFO", NT_VMCOREINFO, text)


def describe_missing_registers(vcpus: Sequence[Vcpu]) -> list[str]:
    """Return a warning for every set of registers that vCPUs lack."""
    members: dict[tuple[str, ...], list[int]] = {}
    for vcpu in vcpus:
        members.setdefault(_missing(vcpu), []).append(vcpu.index)
    return [
        sentence(
            "{vcpus}: the checkpoint does not hold {registers}; the core's notes "
            "say 0 there",
            vcpus=_name_vcpus(indices),
            registers=", ".join(missing),
        )
        for missing, indices in members.items()
        if missing
    ]


def _name_vcpus(indices: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for index in indices:
        if runs and runs[-1][1] == index - 1:
            runs[-1][1] = index
        else:
            runs.append([index, index])
    shown: list[str] = [
        f"{first}"
        if first == last
        else sentence("{first} to {last}", first=first, last=last)
        for first, last in runs[:_RUNS_SHOWN]
    ]
    if len(runs) > _RUNS_SHOWN:
        shown.append("…")
    numbers = join(", ", shown)
    return plural(len(indices), "vCPU {numbers}", "vCPUs {numbers}", numbers=numbers)


def _missing(vcpu: Vcpu) -> tuple[str, ...]:
    return tuple(name for name in _NEEDED if name not in vcpu.registers)


def _prstatus_note(
    vcpu: Vcpu, states: Mapping[str, SegmentState], *, is_32bit: bool
) -> bytes:
    layout = PRSTATUS_32 if is_32bit else PRSTATUS_64
    names = PRSTATUS_REGISTERS_32 if is_32bit else PRSTATUS_REGISTERS_64
    mask = _U32 if is_32bit else _U64
    bases = {"fs_base": states["fs"].base, "gs_base": states["gs"].base}
    registers = {**vcpu.registers, **bases}
    status = layout.build(
        {
            "siginfo": (0,) * 3,
            "pr_cursig": 0,  # anything else: gdb says the guest was killed by it
            "pr_sigpend": 0,
            "pr_sighold": 0,
            "pr_pid": vcpu.index + 1,  # 0 is "not saved" to drgn and gdb
            "pr_ppid_pgrp_sid": (0,) * 3,
            "times": (0,) * 8,
            "pr_reg": {name: registers.get(name, 0) & mask for name in names},
            "pr_fpvalid": 0,
        }
    )
    return _note("CORE", NT_PRSTATUS, status)


def _qemu_note(vcpu: Vcpu, states: Mapping[str, SegmentState]) -> bytes:
    registers = vcpu.registers
    state: dict[str, object] = {
        name: registers.get(name, 0) & _U64
        for name in (*QEMU_REGISTERS, *QEMU_CONTROL, "kernel_gs_base")
    }
    for name in SEGMENT_REGISTERS:
        state[name] = _segment(states[name])
    for name in ("gdt", "idt"):
        base, limit = (
            registers.get(f"{name}r_base", 0),
            registers.get(f"{name}r_limit", 0),
        )
        state[name] = _segment(SegmentState(base=base, limit=limit))
    return _note("QEMU", NT_QEMU, QEMU_CPU.build({"size": QEMU_CPU.sizeof(), **state}))


def _segment(state: SegmentState) -> dict[str, int]:
    return {
        "selector": state.selector & _U32,
        "limit": state.limit & _U32,
        "flags": state.flags & _U32,
        "base": state.base & _U64,
    }


def _note(name: str, kind: int, descriptor: bytes) -> bytes:
    owner = name.encode("ascii") + b"\0"
    header: bytes = NOTE_HEADER.build(
        {"n_namesz": len(owner), "n_descsz": len(descriptor), "n_type": kind}
    )
    return header + _padded(owner) + _padded(descriptor)


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % NOTE_ALIGNMENT)
