"""Registers in notes, decoded by structures of the checks' own.

[linux] ``include/uapi/linux/elfcore.h`` and user_regs_struct of arch/x86;
[qemu] CPU-state note, version 1. Readers tell them by their sizes.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from guestcore.sentence import sentence

STATUS_FIELDS = {
    64: (
        "r15", "r14", "r13", "r12", "rbp", "rbx", "r11", "r10", "r9", "r8", "rax",
        "rcx", "rdx", "rsi", "rdi", "orig_rax", "rip", "cs", "eflags", "rsp", "ss",
        "fs_base", "gs_base", "ds", "es", "fs", "gs",
    ),
    32: (
        "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "rax", "ds", "es", "fs", "gs",
        "orig_rax", "rip", "cs", "eflags", "rsp", "ss",
    ),
}  # fmt: skip
"""Registers of a process status in order, by the guest's bits [linux]."""

_STATUS_64 = struct.Struct("<12sHHQQI12s64s27QQ")
_STATUS_32 = struct.Struct("<12sHHIII12s32s17II")

_QEMU_GENERAL = (
    "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rsp", "rbp",
    "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "rip", "eflags",
)  # fmt: skip
_QEMU_SEGMENTS = ("cs", "ds", "es", "fs", "gs", "ss", "ldtr", "tr", "gdtr", "idtr")
_QEMU_CONTROL = ("cr0", "cr1", "cr2", "cr3", "cr4")
_QEMU_HEAD = struct.Struct("<II18Q")
_QEMU_SEGMENT = struct.Struct("<IIIIQ")
_QEMU_TAIL = struct.Struct("<5Q")
QEMU_SIZE = _QEMU_HEAD.size + 10 * _QEMU_SEGMENT.size + _QEMU_TAIL.size
"""432 bytes; since QEMU 3.0 eight more, the kernel's GS base."""
QEMU_FIELDS = (
    *_QEMU_GENERAL,
    *(f"{name}{part}"
      for name in _QEMU_SEGMENTS for part in ("", "_limit", "_flags", "_base")),
    *_QEMU_CONTROL,
    "kernel_gs_base",
)  # fmt: skip
STATUS_SIZES = {64: _STATUS_64.size, 32: _STATUS_32.size}
"""336 and 144 bytes."""


class StatusNote(NamedTuple):
    """NT_PRSTATUS."""

    pid: int
    signal: int
    registers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class QemuNote:
    """QEMU's CPU state.

    Of segments: ``cs`` is the selector, ``cs_base``, ``cs_limit`` and ``cs_flags``
    its hidden parts; ``gdtr`` and ``idtr`` likewise.
    """

    registers: Mapping[str, int]


def decode_status(data: bytes, bits: int) -> StatusNote | None:
    """Return a process status, ``None`` if it has another size.

    :param bits: 32 for i386 guests, whatever the class of the file.
    """
    if len(data) != STATUS_SIZES[bits]:
        return None
    fields = (_STATUS_64 if bits == 64 else _STATUS_32).unpack(data)
    signal, pid, registers = fields[1], fields[5], fields[8:-1]
    return StatusNote(
        pid, signal, dict(zip(STATUS_FIELDS[bits], registers, strict=True))
    )


def decode_qemu(data: bytes) -> QemuNote | str:
    """Return QEMU's CPU state, or what is wrong with it."""
    if len(data) < QEMU_SIZE:
        return sentence(
            "has {held} bytes, {size} or {or_size} were expected",
            held=len(data),
            size=QEMU_SIZE,
            or_size=QEMU_SIZE + 8,
        )
    version, size, *general = _QEMU_HEAD.unpack_from(data)
    if version != 1:
        return sentence("has version {version}, 1 was expected", version=version)
    if size != len(data):
        return sentence(
            "says it has {size} bytes, but has {held}", size=size, held=len(data)
        )
    registers: dict[str, int] = dict(zip(_QEMU_GENERAL, general, strict=True))
    offset = _QEMU_HEAD.size
    for name in _QEMU_SEGMENTS:
        selector, limit, flags, _, base = _QEMU_SEGMENT.unpack_from(data, offset)
        registers |= {
            name: selector,
            f"{name}_limit": limit,
            f"{name}_flags": flags,
            f"{name}_base": base,
        }
        offset += _QEMU_SEGMENT.size
    control = _QEMU_TAIL.unpack_from(data, offset)
    registers.update(zip(_QEMU_CONTROL, control, strict=True))
    if len(data) >= QEMU_SIZE + 8:
        registers["kernel_gs_base"] = int.from_bytes(data[QEMU_SIZE:][:8], "little")
    return QemuNote(registers)
