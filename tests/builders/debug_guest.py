"""Writes debug.guest, as ESXi's monitor leaves it; shares no code with the reader."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

ORDER = (
    "r15", "r14", "r13", "r12", "rbp", "rbx", "r11", "r10", "r9", "r8",
    "rax", "rcx", "rdx", "rsi", "rdi", "orig_rax", "rip", "cs", "eflags",
    "rsp", "ss", "fs_base", "gs_base", "ds", "es", "fs", "gs",
)  # fmt: skip
GAPS = {1: 13, 3: 14, 4: 14, 5: 14, 6: 15, 7: 8}
X86, ARM64 = 1, 0


def debug_guest(
    version: int,
    vcpus: Sequence[Mapping[str, int]],
    page_count: int,
    holes: Sequence[tuple[int, int]] = (),
    *,
    last_address: int | None = None,
    architecture: int = X86,
    gap: int | None = None,
    old_memory: bool | None = None,
) -> bytes:
    """Return the file.

    :param holes: (first page, pages) without RAM.
    """
    pages = page_count + sum(count for _, count in holes)
    last_address = pages * 4096 - 1 if last_address is None else last_address
    old = version == 1 if old_memory is None else old_memory
    data = struct.pack("<II", version, len(vcpus))
    data += b"\xaa" * (GAPS[version] if gap is None else gap)
    number = "I" if old else "Q"
    data += struct.pack(f"<Q{number}II", last_address, page_count, 9, len(holes))
    for page, count in [*holes, (0, 0), (0, 0)][:2]:
        data += struct.pack(f"<{number}{number}", page, count)
    if old:
        data += b"\xbb" * (8 * len(holes) + 4)
    if version == 7:
        data += struct.pack("<I7x", architecture)
    return data + b"".join(_state(version, registers) for registers in vcpus)


def _state(version: int, registers: Mapping[str, int]) -> bytes:
    control = [registers.get(name, 0) for name in ("cr0", "cr2", "cr3", "cr4")]
    first = struct.pack("<IQQQ80xQ", *control, registers.get("idtr_base", 0))
    gap = b"\xcc" * (45 if version < 4 else 42)
    second = struct.pack("<27Q17x", *(registers.get(name, 0) for name in ORDER))
    return first + gap + second + b"\xdd" * 4096
