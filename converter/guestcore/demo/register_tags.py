"""Registers as tags of the group ``cpu``, in every encoding that is known.

Which products write which: packed blocks, Workstation of today [crash]
[vmem-decrypt]; one tag a register, with 32-bit halves beside it, ESX 4.1
[esx41]. The 32-bit tags alone are what an old 32-bit product may have written.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from guestcore.demo.tag_stream import Tag, block, number
from guestcore.model import SEGMENT_REGISTERS

Registers = Mapping[str, int]

_PACKED_GENERAL = (
    "rax", "rcx", "rdx", "rbx", "rbp", "rsp", "rsi", "rdi",
    "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15",
)  # fmt: skip
"""The order inside ``gpregs``: rbp before rsp [crash]."""
_NAMES_32 = {name: f"e{name[1:]}" for name in (*_PACKED_GENERAL[:8], "rip")}
_CONTROL = (0, 2, 3, 4)
_DEBUG = (0, 1, 2, 3, 6, 7)
_TABLES = {"GDTR": "gdtr_base", "IDTR": "idtr_base"}


class RegisterEncoding(StrEnum):
    """How registers are written."""

    PACKED = "packed"
    INDIVIDUAL = "individual"
    BOTH = "both"
    ONLY_32_BIT = "32-bit"


def register_tags(
    vcpu: int, registers: Registers, encoding: RegisterEncoding, padding: int = 0
) -> Iterator[Tag]:
    """Yield the tags of one vCPU; a register that is not given is left out.

    In a packed block the others are 0. ``kernel_gs_base`` cannot be written:
    nobody knows its tag.

    :param registers: By the names of :data:`guestcore.model.REGISTER_NAMES`.
    :param padding: Before the data of each packed block.
    """
    has_64_bit = encoding is not RegisterEncoding.ONLY_32_BIT
    yield from _single("eflags", "eflags", 4, registers, vcpu)
    if has_64_bit:
        yield from _single("rip", "rip", 8, registers, vcpu)
    if encoding in (RegisterEncoding.PACKED, RegisterEncoding.BOTH):
        yield from _packed(vcpu, registers, padding)
    if encoding in (RegisterEncoding.INDIVIDUAL, RegisterEncoding.BOTH):
        yield from _wide(vcpu, registers)
    if has_64_bit:
        yield from _numbered("DR64", "dr", _DEBUG, 8, registers, vcpu)
    if encoding is not RegisterEncoding.PACKED:
        yield from _narrow(vcpu, registers)
    for index, name in enumerate(SEGMENT_REGISTERS):
        yield from _single("S", name, 4, registers, vcpu, index)
    for index, name in ((4, "fs_base"), (5, "gs_base")):
        yield from _single("S.base64", name, 8, registers, vcpu, index)


def _packed(vcpu: int, registers: Registers, padding: int) -> Iterator[Tag]:
    if any(name in registers for name in _PACKED_GENERAL):
        general = (registers.get(name, 0) for name in _PACKED_GENERAL)
        yield block("gpregs", struct.pack("<16Q", *general), vcpu, padding=padding)
    if any(f"cr{n}" in registers for n in _CONTROL):
        control = (registers.get(f"cr{n}", 0) for n in range(9))
        yield block("CR64", struct.pack("<9Q", *control), vcpu, padding=padding)
    for tag, base in _TABLES.items():
        if base in registers:
            limit = registers.get(base.replace("base", "limit"), 0xFFFF)
            value = struct.pack("<HQ", limit, registers[base])
            yield block(tag, value, vcpu, padding=padding)


def _wide(vcpu: int, registers: Registers) -> Iterator[Tag]:
    """Yield one 64-bit tag a register."""
    for name in _PACKED_GENERAL:
        yield from _single(name, name, 8, registers, vcpu)
    yield from _numbered("CR64", "cr", _CONTROL, 8, registers, vcpu)
    for tag, base in _TABLES.items():
        if base in registers:
            yield number(tag, registers[base] >> 32, 4, vcpu, 2)


def _narrow(vcpu: int, registers: Registers) -> Iterator[Tag]:
    """Yield the lower halves."""
    for name, name_32 in _NAMES_32.items():
        yield from _single(name_32, name, 4, registers, vcpu)
    yield from _numbered("CR", "cr", _CONTROL, 4, registers, vcpu)
    yield from _numbered("DR", "dr", _DEBUG, 4, registers, vcpu)
    for tag, base in _TABLES.items():
        yield from _single(tag, base.replace("base", "limit"), 2, registers, vcpu, 0)
        yield from _single(tag, base, 4, registers, vcpu, 1)


def _numbered(
    tag: str,
    prefix: str,
    which: Iterable[int],
    width: int,
    registers: Registers,
    vcpu: int,
) -> Iterator[Tag]:
    for n in which:
        yield from _single(tag, f"{prefix}{n}", width, registers, vcpu, n)


def _single(
    tag: str, name: str, width: int, registers: Registers, *indices: int
) -> Iterator[Tag]:
    """Yield a register's lowest *width* bytes, if it is given."""
    if name in registers:
        mask = (1 << 8 * width) - 1
        yield number(tag, registers[name] & mask, width, *indices)
