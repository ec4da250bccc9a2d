"""The ELF core file: every structure we write, declared once.

Sources: [gabi] the System V ABI, chapters 4 and 5 (file, program header, note
section); [linux] ``include/uapi/linux/elfcore.h``, ``arch/x86`` user_regs_struct
(process status); [qemu] ``target/i386/arch_dump.c`` (CPU-state note). All numbers
are little-endian; no structure has implicit padding.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum

from construct import (
    Array,
    Const,
    Construct,
    Int8ul,
    Int16ul,
    Int32ul,
    Int64ul,
    Padding,
    Struct,
)

ET_CORE = 4
EV_CURRENT = 1
PT_LOAD = 1
PT_NOTE = 4
PF_RWX = 7

NT_PRSTATUS = 1
NT_QEMU = 0
NT_VMCOREINFO = 0


class ElfClass(StrEnum):
    """Width of addresses and offsets in the file."""

    ELF32 = "ELF32"
    ELF64 = "ELF64"


class Machine(IntEnum):
    """``e_machine`` [gabi]."""

    I386 = 3
    X86_64 = 62
    AARCH64 = 183


def _ehdr(elf_class: int, address: Construct) -> Struct:
    return Struct(
        "magic" / Const(b"\x7fELF"),
        "elf_class" / Const(elf_class, Int8ul),
        "data" / Const(1, Int8ul),  # little-endian
        "version" / Const(EV_CURRENT, Int8ul),
        Padding(9),  # OS ABI, ABI version, reserved
        "e_type" / Int16ul,
        "e_machine" / Int16ul,
        "e_version" / Int32ul,
        "e_entry" / address,
        "e_phoff" / address,
        "e_shoff" / address,
        "e_flags" / Int32ul,
        "e_ehsize" / Int16ul,
        "e_phentsize" / Int16ul,
        "e_phnum" / Int16ul,
        "e_shentsize" / Int16ul,
        "e_shnum" / Int16ul,
        "e_shstrndx" / Int16ul,
    )


EHDR32 = _ehdr(1, Int32ul)
"""52 bytes [gabi]."""
EHDR64 = _ehdr(2, Int64ul)
"""64 bytes [gabi]."""

PHDR32 = Struct(
    "p_type" / Int32ul,
    "p_offset" / Int32ul,
    "p_vaddr" / Int32ul,
    "p_paddr" / Int32ul,
    "p_filesz" / Int32ul,
    "p_memsz" / Int32ul,
    "p_flags" / Int32ul,
    "p_align" / Int32ul,
)
"""32 bytes [gabi]."""

PHDR64 = Struct(
    "p_type" / Int32ul,
    "p_flags" / Int32ul,
    "p_offset" / Int64ul,
    "p_vaddr" / Int64ul,
    "p_paddr" / Int64ul,
    "p_filesz" / Int64ul,
    "p_memsz" / Int64ul,
    "p_align" / Int64ul,
)
"""56 bytes; ``p_flags`` stands elsewhere than in ELF32 [gabi]."""

NOTE_HEADER = Struct("n_namesz" / Int32ul, "n_descsz" / Int32ul, "n_type" / Int32ul)
"""12 bytes in both classes; the name's size counts its NUL [gabi]."""
NOTE_ALIGNMENT = 4
"""Of name and descriptor: what kernel, QEMU and every reader use for cores, in
ELF64 too, although [gabi] says 8 there."""

PRSTATUS_REGISTERS_64 = (
    "r15", "r14", "r13", "r12", "rbp", "rbx", "r11", "r10", "r9", "r8",
    "rax", "rcx", "rdx", "rsi", "rdi", "orig_rax", "rip", "cs", "eflags",
    "rsp", "ss", "fs_base", "gs_base", "ds", "es", "fs", "gs",
)  # fmt: skip
"""Order of user_regs_struct, x86-64 [linux]."""

PRSTATUS_64 = Struct(
    "siginfo" / Array(3, Int32ul),
    "pr_cursig" / Int16ul,
    Padding(2),
    "pr_sigpend" / Int64ul,
    "pr_sighold" / Int64ul,
    "pr_pid" / Int32ul,
    "pr_ppid_pgrp_sid" / Array(3, Int32ul),
    "times" / Array(8, Int64ul),
    "pr_reg" / Struct(*(name / Int64ul for name in PRSTATUS_REGISTERS_64)),
    "pr_fpvalid" / Int32ul,
    Padding(4),
)
"""336 bytes, ``pr_pid`` at 32, ``pr_reg`` at 112 [linux]. Readers know it by its
size alone."""

PRSTATUS_REGISTERS_32 = (
    "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "rax", "ds", "es", "fs", "gs",
    "orig_rax", "rip", "cs", "eflags", "rsp", "ss",
)  # fmt: skip
"""Order of user_regs_struct, i386, under our names for the registers [linux]."""

PRSTATUS_32 = Struct(
    "siginfo" / Array(3, Int32ul),
    "pr_cursig" / Int16ul,
    Padding(2),
    "pr_sigpend" / Int32ul,
    "pr_sighold" / Int32ul,
    "pr_pid" / Int32ul,
    "pr_ppid_pgrp_sid" / Array(3, Int32ul),
    "times" / Array(8, Int32ul),
    "pr_reg" / Struct(*(name / Int32ul for name in PRSTATUS_REGISTERS_32)),
    "pr_fpvalid" / Int32ul,
)
"""144 bytes, ``pr_pid`` at 24, ``pr_reg`` at 72 [linux]; i386 guests have it in
ELF64 files too [qemu]."""

QEMU_REGISTERS = (
    "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rsp", "rbp",
    "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "rip", "eflags",
)  # fmt: skip
QEMU_SEGMENTS = ("cs", "ds", "es", "fs", "gs", "ss", "ldtr", "tr", "gdt", "idt")
QEMU_CONTROL = ("cr0", "cr1", "cr2", "cr3", "cr4")

QEMU_SEGMENT = Struct(
    "selector" / Int32ul,
    "limit" / Int32ul,
    "flags" / Int32ul,
    Padding(4),
    "base" / Int64ul,
)
"""24 bytes; ``flags`` is the second dword of the descriptor, base bits 0 [qemu]."""

QEMU_CPU = Struct(
    "version" / Const(1, Int32ul),
    "size" / Int32ul,
    *(name / Int64ul for name in QEMU_REGISTERS),
    *(name / QEMU_SEGMENT for name in QEMU_SEGMENTS),
    *(name / Int64ul for name in QEMU_CONTROL),
    "kernel_gs_base" / Int64ul,
)
"""440 bytes, the same for 32-bit guests [qemu]. Readers go by ``size``, so
nothing of our own may follow."""
