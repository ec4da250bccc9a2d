"""What a core will hold, decided before a byte is written.

The layout is the one that crash, drgn, gdb, makedumpfile, libkdumpfile,
Volatility 3 and LeechCore all read; each rule below has a reader that stumbles
without it (FORMAT.md, "The core").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from construct import Struct

from guestcore.core.elf_layout import (
    EHDR32,
    EHDR64,
    ET_CORE,
    EV_CURRENT,
    PF_RWX,
    PHDR32,
    PHDR64,
    PT_LOAD,
    PT_NOTE,
    ElfClass,
    Machine,
)
from guestcore.core.notes import (
    build_cpu_notes,
    build_vmcoreinfo_note,
    describe_missing_registers,
)
from guestcore.core.segments import cut, place_memory
from guestcore.guest.guest import Guest
from guestcore.model import (
    PAGE_SIZE,
    Architecture,
    KernelInfo,
    MemoryRegion,
    Vcpu,
)
from guestcore.sentence import sentence

_4_GIB = 1 << 32
MAX_HEADERS = 145
"""As many as LeechCore reads [leechcore]; more are sound, and warned of."""


@dataclass(frozen=True, slots=True)
class CoreSegment:
    """A PT_LOAD: a run of RAM, contiguous in the guest, the image and the core.

    Sizes and offsets are bytes; file and memory size of the segment are equal.
    """

    p_vaddr: int
    p_paddr: int
    size: int
    image_offset: int
    """Where the bytes lie in the (decoded) memory image."""
    file_offset: int
    """Where they go in the core."""


@dataclass(frozen=True, slots=True)
class CorePlan:
    """A whole core except for the bytes of its memory."""

    elf_class: ElfClass
    machine: Machine
    segments: tuple[CoreSegment, ...]
    """Ascending by ``p_paddr``, not overlapping, without gaps in the file."""
    notes: bytes
    note_count: int
    data_offset: int
    """Where memory begins in the core: a multiple of the page size."""
    warnings: tuple[str, ...] = ()

    @property
    def memory_size(self) -> int:
        """Bytes of RAM in the core."""
        return sum(segment.size for segment in self.segments)

    @property
    def size(self) -> int:
        """Bytes of the whole file."""
        return self.data_offset + self.memory_size

    def build_header(self) -> bytes:
        """Return the file's first ``data_offset`` bytes: headers and notes."""
        headers = _headers_size(self.elf_class, len(self.segments))
        ehdr, phdr = _layouts(self.elf_class)
        parts = [
            ehdr.build(
                {
                    "e_type": ET_CORE,
                    "e_machine": self.machine,
                    "e_version": EV_CURRENT,
                    "e_entry": 0,
                    "e_phoff": ehdr.sizeof(),  # makedumpfile looks nowhere else
                    "e_shoff": 0,
                    "e_flags": 0,  # bit 0 would say "incomplete"
                    "e_ehsize": ehdr.sizeof(),
                    "e_phentsize": phdr.sizeof(),
                    "e_phnum": 1 + len(self.segments),
                    "e_shentsize": 0,
                    "e_shnum": 0,
                    "e_shstrndx": 0,
                }
            ),
            # crash takes the first header for the notes without looking, and only
            # sees notes that lie before all memory.
            phdr.build(_phdr(PT_NOTE, headers, 0, 0, len(self.notes), flags=0)),
        ]
        parts += [
            phdr.build(
                _phdr(PT_LOAD, s.file_offset, s.p_vaddr, s.p_paddr, s.size, PF_RWX)
            )
            for s in self.segments
        ]
        return b"".join((*parts, self.notes)).ljust(self.data_offset, b"\0")


def plan_core(guest: Guest, kernel: KernelInfo | None) -> CorePlan:
    """Return the plan of the core of a guest.

    :param kernel: What is known about its kernel; None if nothing.
    :raises GuestCoreError: the guest's problem, if its memory cannot be read, or
        if reading its descriptor or page tables fails.
    """
    memory = guest.require_memory()
    machine, warnings = _choose_machine(guest, kernel)
    placement = place_memory(kernel, machine, memory)
    warnings += placement.warnings
    pieces = list(cut(memory.regions, placement.mappings))
    notes, note_count = b"", 0
    if machine is not Machine.AARCH64:
        is_32bit = machine is Machine.I386
        notes = build_cpu_notes(guest.vcpus, memory, is_32bit=is_32bit)
        note_count = 2 * len(guest.vcpus)
        warnings += describe_missing_registers(guest.vcpus)
    if kernel is not None and kernel.vmcoreinfo:
        notes += build_vmcoreinfo_note(kernel.vmcoreinfo)
        note_count += 1
    elf_class = _choose_class(machine, pieces, len(notes))
    data_offset = _data_offset(elf_class, len(pieces), len(notes))
    if 1 + len(pieces) > MAX_HEADERS:
        warnings.append(_too_many_headers(1 + len(pieces)))
    return CorePlan(
        elf_class=elf_class,
        machine=machine,
        segments=_lay_out(pieces, data_offset),
        notes=notes,
        note_count=note_count,
        data_offset=data_offset,
        warnings=tuple(warnings),
    )


def _too_many_headers(count: int) -> str:
    return sentence(
        "the core has {count} program headers: LeechCore and MemProcFS read no more "
        "than {most}",
        count=count,
        most=MAX_HEADERS,
    )


def _choose_machine(
    guest: Guest, kernel: KernelInfo | None
) -> tuple[Machine, list[str]]:
    """Go by the kernel, else by the majority of the vCPUs that page; 64-bit else."""
    if guest.architecture is Architecture.ARM64:
        return Machine.AARCH64, []
    started = [vcpu for vcpu in guest.vcpus if not vcpu.in_reset and vcpu.mode.is_paged]
    votes = Counter(_machine_of(vcpu) for vcpu in started)
    if kernel is not None and kernel.mode.is_paged:
        machine = Machine.X86_64 if kernel.mode.is_long else Machine.I386
    elif votes[Machine.I386] > votes[Machine.X86_64]:
        machine = Machine.I386
    else:
        machine = Machine.X86_64
    others = sum(votes.values()) - votes[machine]
    if not others:
        return machine, []
    bits = 32 if machine is Machine.I386 else 64
    warning = sentence(
        "the core is of a {bits}-bit guest, but {others} of {all} vCPUs "
        "run in another mode",
        bits=bits,
        others=others,
        all=len(started),
    )
    return machine, [warning]


def _machine_of(vcpu: Vcpu) -> Machine:
    return Machine.X86_64 if vcpu.mode.is_long else Machine.I386


def _choose_class(
    machine: Machine, pieces: Sequence[tuple[MemoryRegion, int]], notes_size: int
) -> ElfClass:
    """ELF32 wherever 32-bit addresses and offsets do: QEMU's rule, too [qemu]."""
    if machine is not Machine.I386:
        return ElfClass.ELF64
    size = _data_offset(ElfClass.ELF32, len(pieces), notes_size)
    size += sum(piece.size for piece, _ in pieces)
    highest = max((piece.end for piece, _ in pieces), default=0)
    # An end of 4 GiB itself would read as 0 in 32 bits.
    return ElfClass.ELF32 if max(size, highest) < _4_GIB else ElfClass.ELF64


def _lay_out(
    pieces: Sequence[tuple[MemoryRegion, int]], data_offset: int
) -> tuple[CoreSegment, ...]:
    segments = []
    offset = data_offset
    for piece, va in pieces:
        segments.append(
            CoreSegment(va, piece.gpa, piece.size, piece.file_offset, offset)
        )
        offset += piece.size
    return tuple(segments)


def _layouts(elf_class: ElfClass) -> tuple[Struct, Struct]:
    return (EHDR32, PHDR32) if elf_class is ElfClass.ELF32 else (EHDR64, PHDR64)


def _headers_size(elf_class: ElfClass, segment_count: int) -> int:
    ehdr, phdr = _layouts(elf_class)
    return int(ehdr.sizeof() + phdr.sizeof() * (1 + segment_count))


def _data_offset(elf_class: ElfClass, segment_count: int, notes_size: int) -> int:
    """Return the first page boundary behind the notes, so that reflinks work."""
    return -(-(_headers_size(elf_class, segment_count) + notes_size) // PAGE_SIZE) * (
        PAGE_SIZE
    )


def _phdr(
    kind: int, offset: int, vaddr: int, paddr: int, size: int, flags: int
) -> dict[str, int]:
    return {
        "p_type": kind,
        "p_offset": offset,
        "p_vaddr": vaddr,
        "p_paddr": paddr,
        "p_filesz": size,
        "p_memsz": size,  # Volatility 3 and LeechCore drop a segment if they differ
        "p_flags": flags,
        "p_align": 0,  # crash takes aligned offsets with anything else for netdump
    }
