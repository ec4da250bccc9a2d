"""A guest inside its kdump kernel: finds the first kernel, the one that crashed.

After a crash with a crash kernel loaded, a vCPU runs that second kernel in
memory reserved for it. It was told where the first kernel left an ELF header
(``elfcorehdr=``), whose PT_NOTEs name, by physical address, the first kernel's
notes [linux: crash_dump.c, kexec_core.c]. A variable keeps that address until
/proc/vmcore is there; from then on, two others point to what that file begins
with: the header with its notes merged into one, and the notes themselves, in
memory that is contiguous only virtually [linux: fs/proc/vmcore.c]. No other
kernel's image points to any of these.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from itertools import islice

from guestcore.guest.memory import GuestMemory
from guestcore.insight.kernel import LinuxKernel, examine_known
from guestcore.insight.vmcoreinfo import (
    NOTE_NAME,
    Vmcoreinfo,
    is_note,
    parse_vmcoreinfo,
    read_note,
)
from guestcore.model import PAGE_SIZE, START_KERNEL_MAP

_MAGIC = b"\x7fELF"
_CORE = 4
_MACHINES = (3, 62)  # EM_386, EM_X86_64
_LOAD, _NOTE = 1, 4
_MAX_CORES = 4
"""Most headers looked into; there is one."""
_MAX_HEADERS = 16384
"""One for each CPU that the kernel was built for, one for each run of RAM."""
_MAX_NOTES = 4
"""Most notes named VMCOREINFO that are parsed of one header; there is one."""
_MAX_MERGED = 16 << 20
"""Bytes of merged notes: those of 16384 CPUs take 6 MiB."""
_NOTE_HEADER = struct.Struct("<III")
_STATUS_START = (5, 1), b"CORE\0"
"""Sizes and type, name of the note that merged notes begin with: a CPU's status."""


def find_crashed_kernel(
    memory: GuestMemory, running: LinuxKernel
) -> LinuxKernel | None:
    """Return the first kernel if *running* is a kdump kernel.

    :return: The kernel, proved through its own page tables; ``None`` if this is
        no kdump kernel, or the first kernel's memory does not prove it.
    """
    for info, headers in _candidates(memory, running):
        text_base = _find_phys_base(headers)
        crashed = examine_known(memory, info, running.space.tables, text_base)
        if crashed is not None and crashed.place.gpa != running.place.gpa:
            return crashed
    return None


def _candidates(
    memory: GuestMemory, running: LinuxKernel
) -> Iterator[tuple[Vmcoreinfo, list[_ProgramHeader]]]:
    """Yield what may be the first kernel's VMCOREINFO, with the ELF header's rest."""
    nearby = _core_headers(memory, running.finds.nearby_pages)
    for headers in islice(nearby, _MAX_CORES):
        info = _find_note(memory, headers)
        if info is not None:
            yield info, headers
    pages = {
        va: gpa
        for va in running.finds.page_pointers
        if (gpa := running.space.translate(va)) is not None
    }
    in_order = sorted(set(pages.values()))  # the quickest if memory is compressed
    merged = list(islice(_core_headers(memory, in_order), _MAX_CORES))
    if not merged:
        return
    statuses = (
        va
        for va, gpa in sorted(pages.items(), key=lambda page: page[1])
        if _begins_with_status(memory.read(gpa, 32) or b"")
    )
    for va in islice(statuses, _MAX_CORES):
        for headers in merged:
            info = _find_merged_note(running, va, headers)
            if info is not None:
                yield info, headers


class _ProgramHeader:
    """The fields of a program header that matter here."""

    def __init__(self, data: bytes, *, is_64bit: bool) -> None:
        layout = "<IIQQQQ" if is_64bit else "<IIIII"
        fields: tuple[int, ...] = struct.unpack_from(layout, data)
        self.type = fields[0]
        self.offset, self.vaddr, self.paddr, self.size = fields[-4:]


def _core_headers(
    memory: GuestMemory, pages: Iterable[int]
) -> Iterator[list[_ProgramHeader]]:
    for gpa in pages:
        if memory.is_tired:
            break
        headers = _read_program_headers(memory, gpa)
        if headers:
            yield headers


def _read_program_headers(memory: GuestMemory, gpa: int) -> list[_ProgramHeader]:
    """Return the program headers of an ELF core header in RAM, empty if none."""
    header = memory.read(gpa, 64)
    if header is None or not header.startswith(_MAGIC) or header[4] not in (1, 2):
        return []
    is_64bit = header[4] == 2
    kind, machine = struct.unpack_from("<HH", header, 16)
    if is_64bit:
        (offset,), count_at, size = struct.unpack_from("<Q", header, 32), 56, 56
    else:
        (offset,), count_at, size = struct.unpack_from("<I", header, 28), 44, 32
    (count,) = struct.unpack_from("<H", header, count_at)
    if kind != _CORE or machine not in _MACHINES or count > _MAX_HEADERS:
        return []
    table = memory.read(gpa + offset, count * size) or b""
    return [
        _ProgramHeader(table[i : i + size], is_64bit=is_64bit)
        for i in range(0, len(table), size)
    ]


def _find_note(memory: GuestMemory, headers: list[_ProgramHeader]) -> Vmcoreinfo | None:
    """Return VMCOREINFO; the other notes are the CPUs', one for each."""
    places = dict.fromkeys(h.offset for h in headers if h.type == _NOTE)
    named = (gpa for gpa in places if is_note(memory, gpa))
    infos = (read_note(memory, gpa) for gpa in islice(named, _MAX_NOTES))
    return next((info for info in infos if info is not None), None)


def _begins_with_status(data: bytes) -> bool:
    if len(data) < _NOTE_HEADER.size + 5:
        return False
    name_size, _, kind = _NOTE_HEADER.unpack_from(data)
    name = data[_NOTE_HEADER.size : _NOTE_HEADER.size + 5]
    return ((name_size, kind), name) == _STATUS_START


def _find_merged_note(
    running: LinuxKernel, va: int, headers: list[_ProgramHeader]
) -> Vmcoreinfo | None:
    """Return VMCOREINFO from the notes that a merged header speaks of, at *va*."""
    size = next((header.size for header in headers if header.type == _NOTE), 0)
    size = min(-(-size // PAGE_SIZE) * PAGE_SIZE, _MAX_MERGED)
    data = running.space.read(va, size) or b""
    at = 0
    while at + _NOTE_HEADER.size <= len(data):
        name_size, text_size, _ = _NOTE_HEADER.unpack_from(data, at)
        name_at = at + _NOTE_HEADER.size
        text_at = name_at + -(-name_size // 4) * 4
        at = text_at + -(-text_size // 4) * 4
        if data[name_at : name_at + name_size] == NOTE_NAME:
            return parse_vmcoreinfo(data[text_at : text_at + text_size])
    return None


def _find_phys_base(headers: list[_ProgramHeader]) -> int | None:
    """Return phys_base as the segment of the kernel image implies it."""
    for header in headers:
        if header.type == _LOAD and header.vaddr >= START_KERNEL_MAP:
            return header.paddr - (header.vaddr - START_KERNEL_MAP)
    return None
