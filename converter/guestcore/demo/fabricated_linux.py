"""Makes up the memory and registers of a running Linux, small but consistent.

A kernel (see :mod:`guestcore.demo.fabricated_kernel`), for each CPU its GDT, TSS,
stack and per-CPU page, and one process with kernel and user tables (PTI). There
is no scheduler, no driver, no file: nothing beyond what a reader needs to
recognise and prove the kernel.
"""

from __future__ import annotations

import random
import struct
from dataclasses import dataclass

from guestcore.demo import x86_tables
from guestcore.demo.fabricated_kernel import (
    CPU_ENTRY_AREA,
    DATA,
    ENTRY_TEXT,
    IDLE,
    INIT_STACK,
    LARGE_PAGE,
    RODATA,
    TEXT,
    FabricatedKernel,
    LinuxSpec,
)
from guestcore.demo.memory_image import MemoryReader
from guestcore.demo.sparse_ram import (
    ACCESSED,
    DIRTY,
    NO_EXECUTE,
    PRESENT,
    USER,
    WRITABLE,
    PageTables,
)
from guestcore.model import GENERAL_REGISTERS, PAGE_SIZE, KernelInfo

__all__ = ["FabricatedGuest", "LinuxSpec", "fabricate"]

_USER_TEXT = PRESENT | ACCESSED | USER
_USER_DATA = _USER_TEXT | WRITABLE | DIRTY | NO_EXECUTE

_CPU_ENTRY_SIZE = 0x3B000
_GDT, _ENTRY_STACK, _TSS = 1, 2, 3
"""Pages of a CPU's area; page 0 is its own data, five pages of TSS end it."""
_CPU_PAGES = 8
_STACK_SIZE = 4 * PAGE_SIZE
_STACK_USED = 0x60
_STACK_END_MAGIC = 0x57AC_6E9D

_USER_CODE = 0x40_1000
_USER_STACK_TOP = 0x7FFC_A530_0000
_SPIN = 0x67A

_CR0 = 0x8005_0033
_CR4 = 0x37_0EF0  # with PCIDE, SMEP and SMAP, without LA57
_USER_PCID = 0x801
"""Bit 11 tells user tables' PCIDs from the kernel's."""

_WORDS = b"the guest was never real its pages are made of words like these".split()


@dataclass(frozen=True, slots=True)
class FabricatedGuest:
    """A made-up guest, and the truth about it."""

    regions: tuple[tuple[int, int], ...]
    vcpus: tuple[dict[str, int], ...]
    read: MemoryReader
    kernel: KernelInfo


def fabricate(spec: LinuxSpec) -> FabricatedGuest:
    """Return a guest that runs the Linux of *spec*.

    :raises ValueError: if its RAM has no room for all that.
    """
    rng = random.Random(spec.seed)
    kernel = FabricatedKernel(spec, rng)
    kernel.ram.write(0, b"Fabricated by GuestCore; no machine ever ran this.\n")
    vcpus = [_write_cpu(kernel, cpu, rng) for cpu in range(spec.vcpus)]
    user_cr3 = _write_process(kernel)
    for cpu in range(1, spec.vcpus, 2):
        vcpus[cpu] |= _user_registers(user_cr3)
    _write_cache(kernel, rng)
    return FabricatedGuest(
        tuple(spec.regions), tuple(vcpus), kernel.ram.read, kernel.facts()
    )


def _write_cpu(
    kernel: FabricatedKernel, cpu: int, rng: random.Random
) -> dict[str, int]:
    """Write a CPU's own pages; return its registers, idle in the kernel."""
    area = kernel.ram.allocate(_CPU_PAGES * PAGE_SIZE)
    gs_base = kernel.page_offset + area
    gdt_base = CPU_ENTRY_AREA + PAGE_SIZE + cpu * _CPU_ENTRY_SIZE
    tss_base = gdt_base + (_TSS - _GDT) * PAGE_SIZE
    kernel.ram.write(area, struct.pack("<QI", gs_base, cpu))
    kernel.ram.write(area + _GDT * PAGE_SIZE, x86_tables.gdt(cpu, tss_base))
    # the entry stack grows down from the TSS
    kernel.ram.write(area + _TSS * PAGE_SIZE, x86_tables.tss(tss_base))
    for page in range(_GDT, _CPU_PAGES):
        va = gdt_base + (page - _GDT) * PAGE_SIZE
        flags = DATA if page == _ENTRY_STACK else RODATA
        kernel.tables.map_page(va, area + page * PAGE_SIZE, 12, flags)
    return {
        **{name: rng.randrange(1 << 16) for name in GENERAL_REGISTERS},
        **dict.fromkeys(("es", "ds", "fs", "gs", "ldtr", "fs_base"), 0),
        **dict.fromkeys(("dr0", "dr1", "dr2", "dr3"), 0),
        "rsp": _write_stack(kernel, cpu),
        "rip": kernel.text_start + IDLE,
        "eflags": 0x246,
        "cr0": _CR0,
        "cr2": _USER_STACK_TOP - 2 * PAGE_SIZE,
        "cr3": kernel.tables.root,
        "cr4": _CR4,
        "cs": x86_tables.KERNEL_CS,
        "ss": x86_tables.KERNEL_SS,
        "tr": x86_tables.TSS,
        "gs_base": gs_base,
        "gdtr_base": gdt_base,
        "gdtr_limit": x86_tables.GDT_LIMIT,
        "idtr_base": CPU_ENTRY_AREA,
        "idtr_limit": x86_tables.IDT_LIMIT,
        "dr6": 0xFFFF_0FF0,
        "dr7": 0x400,
    }


def _write_stack(kernel: FabricatedKernel, cpu: int) -> int:
    """Write the idle task's stack; return its pointer.

    The first CPU's is part of the image, others lie in vmalloc space.
    """
    if cpu == 0:
        bottom = kernel.text_start + INIT_STACK
        first = kernel.image_gpa + INIT_STACK
        pages = list(range(first, first + _STACK_SIZE, PAGE_SIZE))
    else:
        bottom = kernel.vmalloc + cpu * 2 * _STACK_SIZE  # guard pages between them
        pages = [kernel.ram.allocate() for _ in range(_STACK_SIZE // PAGE_SIZE)]
        kernel.tables.map_pages(bottom, pages, DATA)
    kernel.ram.write(pages[0], struct.pack("<Q", _STACK_END_MAGIC))
    callers = [kernel.text_start + 0x3035 + n * PAGE_SIZE for n in range(4)]
    used = struct.pack("<4Q", *callers)
    kernel.ram.write(pages[-1] + PAGE_SIZE - _STACK_USED, used)
    return bottom + _STACK_SIZE - _STACK_USED


def _write_process(kernel: FabricatedKernel) -> int:
    """Make a process with both of its tables; return the CR3 of user mode.

    The kernel's half of the user tables has what entering the kernel takes and
    nothing else [linux pti.rst].
    """
    ram = kernel.ram
    code, stack = ram.allocate(), ram.allocate()
    ram.write(code + _SPIN, bytes.fromhex("f390ebfc"))  # pause; jmp back
    ram.write(stack + PAGE_SIZE - 32, b"fabricated\0")
    both = ram.allocate(2 * PAGE_SIZE, alignment=2 * PAGE_SIZE)
    own = PageTables(ram, both)
    own.copy_top(kernel.tables, range(256, 512))
    own.map_page(_USER_CODE, code, 12, _USER_TEXT)
    own.map_page(_USER_STACK_TOP - PAGE_SIZE, stack, 12, _USER_DATA)
    user = PageTables(ram, both + PAGE_SIZE)
    user.copy_top(own, range(256))
    user.copy_top(own, [CPU_ENTRY_AREA >> 39 & 511])
    entry = kernel.text_start + ENTRY_TEXT
    user.map(entry, kernel.image_gpa + ENTRY_TEXT, LARGE_PAGE, TEXT)
    return user.root | _USER_PCID


def _user_registers(cr3: int) -> dict[str, int]:
    """Return what differs for a CPU that spins in the process."""
    return {
        "rip": _USER_CODE + _SPIN,
        "rsp": _USER_STACK_TOP - 64,
        "cr3": cr3,
        "cs": x86_tables.USER_CS,
        "ss": x86_tables.USER_SS,
        "fs_base": _USER_STACK_TOP - 0x800,
        "gs_base": 0,
    }


def _write_cache(kernel: FabricatedKernel, rng: random.Random) -> None:
    for number in range(kernel.spec.cache_size // PAGE_SIZE):
        words = b" ".join(rng.choices(_WORDS, k=9))
        line = b"%d %s\n" % (number, words)
        page = (line * (PAGE_SIZE // len(line) + 1))[:PAGE_SIZE]
        kernel.ram.write(kernel.ram.allocate(), page)
