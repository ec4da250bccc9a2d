"""How debug.guest is laid out: the state that ESXi's monitor leaves when it panics.

It has no magic: its name and sizes that add up tell it [crash]. Everything is
little-endian and packed.
"""

from __future__ import annotations

import construct

HEADER = construct.Struct(
    "version" / construct.Int32ul, "vcpu_count" / construct.Int32ul
)
"""At offset 0; a gap follows."""

_OLD_RUN = construct.Struct("page" / construct.Int32ul, "count" / construct.Int32ul)
_RUN = construct.Struct("page" / construct.Int64ul, "count" / construct.Int64ul)
OLD_MEMORY = construct.Struct(
    "last_address" / construct.Int64ul,
    "page_count" / construct.Int32ul,
    construct.Padding(4),
    "hole_count" / construct.Int32ul,
    "holes" / construct.Array(2, _OLD_RUN),
)
"""36 bytes, version 1; 8 bytes a hole and 4 more follow."""
MEMORY = construct.Struct(
    "last_address" / construct.Int64ul,
    "page_count" / construct.Int64ul,
    construct.Padding(4),
    "hole_count" / construct.Int32ul,
    "holes" / construct.Array(2, _RUN),
)
"""56 bytes, since version 3."""
MAX_HOLES = 2

GAPS = {1: (13,), 2: (13, 14), 3: (14,), 4: (14,), 5: (14,), 6: (15,), 7: (8,)}
"""Bytes between header and memory, by version (ESXi 6.7 has 1, 9.0 has 7). No
source has seen version 2: it is read as the one before or behind it."""
MEMORIES = {
    1: (OLD_MEMORY,),
    2: (MEMORY, OLD_MEMORY),
    **dict.fromkeys(range(3, 8), (MEMORY,)),
}
"""How the memory may be described, by version."""
ARCHITECTURE_VERSION = 7
ARCHITECTURE = construct.Struct(
    "architecture" / construct.Int32ul, construct.Padding(7)
)
"""Behind the memory, version 7: 0 ARM64, 1 x86."""
ARM64 = 0

STATE_1 = construct.Struct(
    "cr0" / construct.Int32ul,
    "cr2" / construct.Int64ul,
    "cr3" / construct.Int64ul,
    "cr4" / construct.Int64ul,
    construct.Padding(80),
    "idtr_base" / construct.Int64ul,
)
"""116 bytes, one a vCPU."""
_STATE_2_ORDER = (
    "r15", "r14", "r13", "r12", "rbp", "rbx", "r11", "r10", "r9", "r8",
    "rax", "rcx", "rdx", "rsi", "rdi", "orig_rax", "rip", "cs", "eflags",
    "rsp", "ss", "fs_base", "gs_base", "ds", "es", "fs", "gs",
)  # fmt: skip
STATE_2 = construct.Struct(
    *(name / construct.Int64ul for name in _STATE_2_ORDER), construct.Padding(17)
)
"""233 bytes, behind STATE_1 and a gap."""
STATE_TAIL = 4096
"""Bytes behind STATE_2 that are not needed."""


def state_gap(version: int) -> int:
    """Return the bytes between STATE_1 and STATE_2."""
    return 45 if version < 4 else 42


def state_size(version: int) -> int:
    """Return the bytes that one vCPU takes."""
    return int(STATE_1.sizeof() + state_gap(version) + STATE_2.sizeof() + STATE_TAIL)
