"""Descriptor tables as Linux sets them up on x86-64.

Layout: Intel SDM volume 3 sections 3.4.5 (descriptors), 6.14.1 (gates), 7.7
(TSS). Values and slots: Linux, ``arch/x86/include/asm/segment.h`` [linux].
"""

from __future__ import annotations

import struct
from collections.abc import Callable

KERNEL_CS, KERNEL_SS, USER_CS, USER_SS, TSS = 0x10, 0x18, 0x33, 0x2B, 0x40
"""Selectors."""
GDT_LIMIT = 16 * 8 - 1
IDT_LIMIT = 256 * 16 - 1
TSS_LIMIT = 0x4087
"""Five pages, most of them the I/O bitmap."""

_SEGMENTS = {
    1: 0x00CF_9B00_0000_FFFF,  # kernel code, 32 bits
    2: 0x00AF_9B00_0000_FFFF,  # kernel code
    3: 0x00CF_9300_0000_FFFF,  # kernel data
    4: 0x00CF_FB00_0000_FFFF,  # user code, 32 bits
    5: 0x00CF_F300_0000_FFFF,  # user data
    6: 0x00AF_FB00_0000_FFFF,  # user code
}
_CPU_NUMBER = 0x0040_F500_0000_0000
"""Slot 15; its limit is the CPU's number, for getcpu in user mode."""
_BUSY_TSS = 0x8B
_INTERRUPT_GATE, _USER_INTERRUPT_GATE = 0x8E, 0xEE
_FROM_USER = (3, 4, 0x80)
"""int3, into and the old system call may come from user mode."""
_IO_BITMAP_AT = 102
_STACK_0_AT = 4


def gdt(cpu: int, tss_base: int) -> bytes:
    """Return the GDT of one CPU."""
    slots = [0] * 16
    for slot, value in _SEGMENTS.items():
        slots[slot] = value
    slots[TSS >> 3] = (
        TSS_LIMIT & 0xFFFF
        | (tss_base & 0xFF_FFFF) << 16
        | _BUSY_TSS << 40
        | (tss_base >> 24 & 0xFF) << 56
    )
    slots[(TSS >> 3) + 1] = tss_base >> 32
    slots[15] = _CPU_NUMBER | cpu
    return struct.pack("<16Q", *slots)


def tss(kernel_stack: int) -> bytes:
    """Return the fixed part of a TSS."""
    data = bytearray(104)
    struct.pack_into("<Q", data, _STACK_0_AT, kernel_stack)
    struct.pack_into("<H", data, _IO_BITMAP_AT, TSS_LIMIT + 1)
    return bytes(data)


def idt(entry_of: Callable[[int], int]) -> bytes:
    """Return an IDT whose gate n leads to ``entry_of(n)``."""
    gates = []
    for vector in range(256):
        entry = entry_of(vector)
        kind = _USER_INTERRUPT_GATE if vector in _FROM_USER else _INTERRUPT_GATE
        gates.append(
            struct.pack(
                "<HHBBHII",
                entry & 0xFFFF,
                KERNEL_CS,
                0,
                kind,
                entry >> 16 & 0xFFFF,
                entry >> 32,
                0,
            )
        )
    return b"".join(gates)
