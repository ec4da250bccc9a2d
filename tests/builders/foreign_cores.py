"""ELF cores as others write them, of a guest that the tests know all about.

Where the producers differ from us: /proc/vmcore (Linux: crash_core.c, vmcore.c)
names the kernel image first and again inside its run of RAM; QEMU (dump.c,
arch_dump.c) packs memory behind the notes and knows virtual addresses only with
``-p``; netdump-style writers align everything.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from guestcore.demo.fabricated_linux import FabricatedGuest
from guestcore.model import PAGE_SIZE

EM_386, EM_X86_64, EM_AARCH64 = 3, 62, 183
PT_LOAD, PT_NOTE = 1, 4
NT_PRSTATUS, NT_PRPSINFO, NT_TASKSTRUCT, NT_AUXV = 1, 3, 4, 6
_STEP = 1 << 20

_STATUS_ORDER = (
    "r15", "r14", "r13", "r12", "rbp", "rbx", "r11", "r10", "r9", "r8", "rax", "rcx",
    "rdx", "rsi", "rdi", "", "rip", "cs", "eflags", "rsp", "ss", "fs_base", "gs_base",
    "ds", "es", "fs", "gs",
)  # fmt: skip
_STATE_ORDER = (
    "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rsp", "rbp", "r8", "r9", "r10", "r11",
    "r12", "r13", "r14", "r15", "rip", "eflags",
)  # fmt: skip

Note = tuple[str, int, bytes]
"""Owner, type, descriptor."""


@dataclass(frozen=True)
class Load:
    """A PT_LOAD."""

    vaddr: int
    paddr: int
    size: int
    memsz: int | None = None
    shares: int | None = None
    """Its bytes are those of another one in the file: the number of that."""


@dataclass
class CoreShape:
    """What to write; the defaults are a plain core of x86-64."""

    loads: Sequence[Load]
    notes: Sequence[Note] = ()
    machine: int = EM_X86_64
    kind: int = 4
    bits: int = 64
    phoff: int | None = None
    ehsize: int | None = None
    align: int = 0
    note_align: int = 0
    data_align: int = PAGE_SIZE
    flags: int = 0
    notes_last: bool = False
    extended: bool = False
    """Count the program headers in a section header."""
    extra_headers: Sequence[bytes] = field(default=())
    """More program headers, as they are."""


def note_bytes(notes: Sequence[Note]) -> bytes:
    """Return notes one behind the other, padded to 4 bytes."""
    parts = []
    for owner, kind, data in notes:
        name = owner.encode() + b"\0"
        parts.append(struct.pack("<III", len(name), len(data), kind))
        parts += [name, bytes(-len(name) % 4), data, bytes(-len(data) % 4)]
    return b"".join(parts)


def write_core(path: Path, shape: CoreShape, guest: FabricatedGuest | None) -> Path:
    """Write a core; its memory is the guest's, or zero without one."""
    wide = shape.bits == 64
    phoff = _header_size(shape) if shape.phoff is None else shape.phoff
    count = 1 + len(shape.loads) + len(shape.extra_headers)
    section_at = phoff + count * (56 if wide else 32)
    notes = note_bytes(shape.notes)
    notes_at = section_at + (64 if shape.extended else 0)
    offsets, end = _place(shape, notes_at + (0 if shape.notes_last else len(notes)))
    if shape.notes_last:
        notes_at, end = end, end + len(notes)
    sizes = (len(notes), len(notes))
    headers = [_phdr(wide, PT_NOTE, notes_at, (0, 0), sizes, shape.note_align)]
    for load, offset in zip(shape.loads, offsets, strict=True):
        sizes = (load.size, load.size if load.memsz is None else load.memsz)
        place = (load.vaddr, load.paddr)
        headers.append(_phdr(wide, PT_LOAD, offset, place, sizes, shape.align))
    with path.open("wb") as file:
        file.write(_ehdr(shape, phoff, section_at, count))
        file.seek(phoff)
        file.write(b"".join((*headers, *shape.extra_headers)))
        if shape.extended:
            file.write(struct.pack("<IIQQQQIIQQ", 0, 0, 0, 0, 0, 1, 0, count, 0, 0))
        file.seek(notes_at)
        file.write(notes)
        for load, offset in zip(shape.loads, offsets, strict=True):
            for at, data in _data(guest, load):
                file.seek(offset + at)
                file.write(data)
        file.truncate(end)
    return path


def _header_size(shape: CoreShape) -> int:
    return 64 if shape.bits == 64 else 52


def _place(shape: CoreShape, start: int) -> tuple[list[int], int]:
    """Return where each segment's bytes go, and where the last ends."""
    offsets: list[int] = []
    for load in shape.loads:
        if load.shares is not None:
            offsets.append(offsets[load.shares])
            continue
        start = -(-start // shape.data_align) * shape.data_align
        offsets.append(start)
        start += load.size
    return offsets, start


def _ehdr(shape: CoreShape, phoff: int, section_at: int, count: int) -> bytes:
    wide = shape.bits == 64
    section_size = 64 if shape.extended else 0
    return struct.pack(
        "<4s5B7xHHIQQQIHHHHHH" if wide else "<4s5B7xHHIIIIIHHHHHH",
        b"\x7fELF", 2 if wide else 1, 1, 1, 0, 0,
        shape.kind, shape.machine, 1, 0, phoff,
        section_at if shape.extended else 0, shape.flags,
        _header_size(shape) if shape.ehsize is None else shape.ehsize,
        56 if wide else 32, 0xFFFF if shape.extended else count,
        section_size, int(shape.extended), 0,
    )  # fmt: skip


def _phdr(
    wide: bool,
    kind: int,
    offset: int,
    place: tuple[int, int],
    sizes: tuple[int, int],
    align: int,
) -> bytes:
    if wide:
        return struct.pack("<IIQQQQQQ", kind, 7, offset, *place, *sizes, align)
    return struct.pack("<IIIIIIII", kind, offset, *place, *sizes, 7, align)


def _data(guest: FabricatedGuest | None, load: Load) -> Iterator[tuple[int, bytes]]:
    if guest is None or load.shares is not None:
        return
    for at in range(0, load.size, _STEP):
        data = guest.read(load.paddr + at, min(_STEP, load.size - at))
        if any(data):
            yield at, data


def status_note(registers: Mapping[str, int], pid: int, signal: int = 0) -> Note:
    """Return NT_PRSTATUS of x86-64."""
    values = [registers.get(name, 0) for name in _STATUS_ORDER]
    data = struct.pack("<12xHHQQI12x64x27QQ", signal, 0, 0, 0, pid, *values, 0)
    return "CORE", NT_PRSTATUS, data


def state_note(registers: Mapping[str, int], size: int = 440) -> Note:
    """Return QEMU's CPU state, with attributes as QEMU would hold them."""
    get = registers.get
    data = struct.pack("<II18Q", 1, size, *(get(name, 0) for name in _STATE_ORDER))
    attributes = {"cs": 0xAF9B00, "ss": 0xCF9300, "ldtr": 0x8200, "tr": 0x8900}
    for name in ("cs", "ds", "es", "fs", "gs", "ss", "ldtr", "tr"):
        limit = 0xFFFF_FFFF if name in ("cs", "ss") else 0
        base = get(f"{name}_base", 0)
        flags = attributes.get(name, 0)
        data += struct.pack("<IIIIQ", get(name, 0), limit, flags, 0, base)
    for name in ("gdtr", "idtr"):
        data += struct.pack(
            "<IIIIQ", 0, get(f"{name}_limit", 0), 0, 0, get(f"{name}_base", 0)
        )
    control = [get(name, 0) for name in ("cr0", "cr1", "cr2", "cr3", "cr4")]
    data += struct.pack("<5Q", *control)
    return "QEMU", 0, (data + struct.pack("<Q", get("kernel_gs_base", 0)))[:size]


def vmcoreinfo_note(text: bytes) -> Note:
    return "VMCOREINFO", 0, text


def proc_vmcore(guest: FabricatedGuest, *, crashtime: bool = True) -> CoreShape:
    """Return what the kdump kernel shows as /proc/vmcore.

    Idle CPUs have process 0; a page of notes may end in zeros.
    """
    kernel = guest.kernel
    assert kernel.vmcoreinfo is not None
    assert kernel.text_start is not None
    assert kernel.text_end is not None
    assert kernel.image_gpa is not None
    assert kernel.page_offset is not None
    text = kernel.vmcoreinfo + (b"CRASHTIME=1764000000\n" if crashtime else b"")
    notes = [
        status_note(registers, 0 if index else 1234)
        for index, registers in enumerate(guest.vcpus)
    ]
    image = Load(
        kernel.text_start, kernel.image_gpa, kernel.text_end - kernel.text_start
    )
    ram = [Load(kernel.page_offset + gpa, gpa, size) for gpa, size in guest.regions]
    return CoreShape([image, *ram], [*notes, vmcoreinfo_note(text)])


def qemu_dump(
    guest: FabricatedGuest,
    *,
    paging: bool = False,
    vmcoreinfo: bool = False,
    version: str = "7.2",
) -> CoreShape:
    """Return what QEMU's dump-guest-memory writes.

    :param paging: ``-p``: many segments with virtual addresses, several of them
        over the same memory.
    :param version: "7.2" puts section headers first; "3.1" as most do; "2.0" has
        the shorter CPU note.
    """
    kernel = guest.kernel
    assert kernel.vmcoreinfo is not None
    assert kernel.page_offset is not None
    notes = [status_note(r, i + 1) for i, r in enumerate(guest.vcpus)]
    size = 432 if version == "2.0" else 440
    notes += [state_note(registers, size) for registers in guest.vcpus]
    if vmcoreinfo:
        notes.append(vmcoreinfo_note(kernel.vmcoreinfo))
    loads = [Load(0 if version == "2.0" else gpa, gpa, n) for gpa, n in guest.regions]
    if paging:
        loads = list(_mapped(guest, kernel.page_offset, loads))
    new = version == "7.2"
    return CoreShape(
        loads,
        notes,
        phoff=192 if new else None,
        ehsize=8 if new else None,
        data_align=PAGE_SIZE if paging else 1,
    )


def _mapped(
    guest: FabricatedGuest, page_offset: int, whole: Sequence[Load]
) -> Iterator[Load]:
    """Yield RAM in pieces at their addresses in the direct map, and the image's text
    again at its own, with the bytes of its piece.
    """
    kernel = guest.kernel
    piece, image_gpa = 2 << 20, kernel.image_gpa
    assert kernel.text_start is not None
    assert image_gpa is not None
    image_piece, number = 0, 0
    for load in whole:
        for at in range(0, load.size, piece):
            gpa = load.paddr + at
            if gpa == image_gpa:
                image_piece = number
            yield Load(page_offset + gpa, gpa, min(piece, load.size - at))
            number += 1
    yield Load(kernel.text_start, image_gpa, piece, shares=image_piece)


def netdump_style(guest: FabricatedGuest) -> CoreShape:
    """Return a core with aligned segments and a task's notes, as vmss2core's."""
    notes = [status_note(r, i + 1) for i, r in enumerate(guest.vcpus)]
    notes.append(("CORE", NT_PRPSINFO, bytes(40) + b"vmlinux".ljust(96, b"\0")))
    notes.append(("CORE", NT_TASKSTRUCT, bytes(8)))
    loads = [Load(gpa, gpa, size) for gpa, size in guest.regions]
    return CoreShape(loads, notes, align=PAGE_SIZE)


def process_core() -> CoreShape:
    """Return the core of a process as Linux writes it."""
    notes = [
        status_note({"rip": 0x401000}, 4711, signal=11),
        ("CORE", NT_PRPSINFO, bytes(40) + b"cat".ljust(96, b"\0")),
        ("CORE", NT_AUXV, bytes(320)),
    ]
    loads = [Load(0x40_0000 + n * 0x10_0000, 0, PAGE_SIZE) for n in range(3)]
    return CoreShape([*loads, Load(0xFFFF_FFFF_FF60_0000, 0, PAGE_SIZE)], notes)
