"""Registers as QEMU's own core tells them: the note named "QEMU", type 0.

Layout: ``QEMUCPUState`` of QEMU's target/i386/arch_dump.c. Read with struct alone,
so that it shares nothing with the code under test.
"""

from __future__ import annotations

import struct

_GENERAL = (
    "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rsp", "rbp",
    "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "rip", "eflags",
)  # fmt: skip
_SEGMENTS = ("cs", "ds", "es", "fs", "gs", "ss", "ldtr", "tr", "gdtr", "idtr")
_CONTROL = ("cr0", "cr1", "cr2", "cr3", "cr4")
_STATE = "<II18Q" + "IIIIQ" * 10 + "5QQ"
STATE_SIZE = struct.calcsize(_STATE)


def read_qemu_notes(core: bytes) -> list[dict[str, int]]:
    """Return each vCPU's registers from the notes of an ELF core.

    A segment ``cs`` gives ``cs``, ``cs_limit``, ``cs_flags`` and ``cs_base``.
    """
    return [
        parse_state(data)
        for name, _, data in read_notes(core)
        if name == b"QEMU" and len(data) == STATE_SIZE
    ]


def parse_state(data: bytes) -> dict[str, int]:
    """Return the registers of one QEMU note."""
    _, _, *values = struct.unpack(_STATE, data)
    registers = dict(zip(_GENERAL, values, strict=False))
    rest = values[len(_GENERAL) :]
    for index, name in enumerate(_SEGMENTS):
        selector, limit, flags, _, base = rest[index * 5 : index * 5 + 5]
        registers |= {
            name: selector,
            f"{name}_limit": limit,
            f"{name}_flags": flags,
            f"{name}_base": base,
        }
    rest = rest[len(_SEGMENTS) * 5 :]
    return registers | dict(zip((*_CONTROL, "kernel_gs_base"), rest, strict=True))


def read_notes(core: bytes) -> list[tuple[bytes, int, bytes]]:
    """Return (name, type, data) of every note of an ELF core, either class."""
    wide = core[4] == 2
    table = int.from_bytes(core[32:40] if wide else core[28:32], "little")
    size, count = struct.unpack_from("<HH", core, 54 if wide else 42)
    found = []
    for index in range(count):
        place = table + index * size
        (kind,) = struct.unpack_from("<I", core, place)
        if kind != 4:
            continue
        offset, _, _, length = (
            struct.unpack_from("<QQQQ", core, place + 8)
            if wide
            else struct.unpack_from("<IIII", core, place + 4)
        )
        found += _parse_notes(core[offset : offset + length])
    return found


def _parse_notes(data: bytes) -> list[tuple[bytes, int, bytes]]:
    found, place = [], 0
    while place < len(data):
        name_size, size, kind = struct.unpack_from("<III", data, place)
        name = data[place + 12 : place + 12 + name_size].rstrip(b"\0")
        start = place + 12 + -(-name_size // 4) * 4
        found.append((name, kind, data[start : start + size]))
        place = start + -(-size // 4) * 4
    return found
