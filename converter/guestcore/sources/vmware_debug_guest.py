"""ESXi's debug.guest with debug.vmem: written when its monitor panics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import construct

from guestcore.checkpoint import layout as checkpoint_layout
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.guest.guest import Guest, MemoryLayout, Origin
from guestcore.guest.memory import GuestMemory
from guestcore.guest.modes import with_modes
from guestcore.machines.companions import find_memory_file
from guestcore.model import (
    PAGE_SIZE,
    Architecture,
    MemoryKind,
    MemoryRegion,
    SourceFormat,
    Vcpu,
)
from guestcore.sources import debug_guest_layout as layout
from guestcore.sources.opened_memory import split_present, truncated_error
from guestcore.sources.options import OpenOptions

SUFFIX = ".guest"
_ARM64 = "this is an ARM64 guest: its memory is converted, the core has no registers"


@dataclass(frozen=True, slots=True)
class _Header:
    """What the file says before the vCPUs."""

    version: int
    vcpu_count: int
    regions: tuple[MemoryRegion, ...]
    is_arm64: bool
    size: int
    """Bytes up to the first vCPU."""


def probe(file: SourceFile, options: OpenOptions) -> Guest | None:
    """Return the guest of a debug.guest, ``None`` if *file* is something else.

    :raises GuestCoreError: if it has the name but its sizes do not add up.
    """
    header = next(_headers(file), None)
    if header is None:
        if file.path.suffix.lower() != SUFFIX:
            return None
        raise _not_readable(file)
    vcpus = tuple(_read_vcpus(file, header))
    guest = Guest(
        origin=Origin(file.path, SourceFormat.VMWARE_DEBUG_GUEST),
        layout=MemoryLayout(None, None, header.regions),
        memory=None,
        vcpus=vcpus,
        architecture=Architecture.ARM64 if header.is_arm64 else Architecture.X86,
        files=[file],
    )
    if header.is_arm64:
        guest.warnings.append(_ARM64)
    if not vcpus:
        guest.warnings.append("the file has no vCPUs: the core holds memory alone")
    _open_memory(guest, header, options)
    if not header.is_arm64:
        guest.vcpus = with_modes(vcpus, guest.memory, None)
    return guest


def _headers(file: SourceFile) -> Iterator[_Header]:
    """Yield the readings of the header by which the file's size is right."""
    if file.size < layout.HEADER.sizeof():
        return
    start = layout.HEADER.parse(file.read_at(0, layout.HEADER.sizeof()))
    version, count = start.version, start.vcpu_count
    if version not in layout.GAPS or count > checkpoint_layout.MAX_VCPUS:
        return
    for gap in layout.GAPS[version]:
        for memory in (layout.MEMORY, layout.OLD_MEMORY):
            if (memory is layout.OLD_MEMORY) > (version in layout.OLD_VERSIONS):
                continue
            if version == 1 and memory is layout.MEMORY:
                continue
            header = _read_header(file, version, count, gap, memory)
            if header is not None:
                yield header


def _read_header(
    file: SourceFile, version: int, vcpu_count: int, gap: int, memory: construct.Struct
) -> _Header | None:
    at = layout.HEADER.sizeof() + gap
    vcpus_size = vcpu_count * layout.state_size(version)
    if at + memory.sizeof() + vcpus_size > file.size:
        return None
    info = memory.parse(file.read_at(at, memory.sizeof()))
    at += memory.sizeof()
    if info.hole_count > layout.MAX_HOLES:
        return None
    is_arm64 = False
    if memory is layout.OLD_MEMORY:
        at += 8 * info.hole_count + 4
    if version == layout.ARCHITECTURE_VERSION:
        size = layout.ARCHITECTURE.sizeof()
        if at + size > file.size:
            return None
        word = layout.ARCHITECTURE.parse(file.read_at(at, size))
        is_arm64 = word.architecture == layout.ARM64
        at += size
    regions = _regions(info)
    if at + vcpus_size != file.size or regions is None:
        return None
    return _Header(version, vcpu_count, regions, is_arm64, at)


def _regions(info: construct.Container) -> tuple[MemoryRegion, ...] | None:
    """Return the runs between the holes, ``None`` if the numbers do not add up."""
    holes = sorted((hole.page, hole.count) for hole in info.holes[: info.hole_count])
    pages = info.page_count + sum(count for _, count in holes)
    if info.last_address + 1 != pages * PAGE_SIZE:
        return None
    if not 0 < pages <= checkpoint_layout.MAX_PAGE:
        return None
    regions, gpa, offset = [], 0, 0
    for page, count in (*holes, (pages, 0)):
        size = page * PAGE_SIZE - gpa
        if size < 0:
            return None
        if size:
            regions.append(MemoryRegion(gpa, size, offset))
        gpa, offset = (page + count) * PAGE_SIZE, offset + size
    return tuple(regions) if offset == info.page_count * PAGE_SIZE else None


def _read_vcpus(file: SourceFile, header: _Header) -> Iterator[Vcpu]:
    gap, size = layout.state_gap(header.version), layout.state_size(header.version)
    for index in range(header.vcpu_count):
        registers: dict[str, int] = {}
        if not header.is_arm64:
            at = header.size + index * size
            first = layout.STATE_1.parse(file.read_at(at, layout.STATE_1.sizeof()))
            at += layout.STATE_1.sizeof() + gap
            second = layout.STATE_2.parse(file.read_at(at, layout.STATE_2.sizeof()))
            registers = _numbers(first) | _numbers(second)
            registers.pop("orig_rax")
        yield Vcpu(index, registers)


def _numbers(parsed: construct.Container) -> dict[str, int]:
    return {name: value for name, value in parsed.items() if isinstance(value, int)}


def _open_memory(guest: Guest, header: _Header, options: OpenOptions) -> None:
    path = options.vmem or find_memory_file(guest.origin.path)
    if path is None:
        name = f"{guest.origin.path.stem}.vmem"
        guest.problem = GuestCoreError(
            ErrorKind.MISSING_COMPANION,
            f"{guest.origin.path} holds no memory and {name} is not beside it",
            hint=f"put {name} into {guest.origin.path.parent}, or name it with --vmem",
        )
        return
    kind = ErrorKind.INPUT if options.vmem else ErrorKind.MISSING_COMPANION
    file = SourceFile(path, kind=kind)
    guest.files = [*guest.files, file]
    present, missing = split_present(header.regions, file.size)
    guest.layout = MemoryLayout(MemoryKind.VMEM, path, header.regions, missing)
    if missing:
        error = truncated_error(path, file.size, header.regions, missing)
        if not options.allow_truncated or not present:
            guest.problem = error
            return
        guest.warnings.append(error.message)
    guest.memory = GuestMemory(file, present)


def _not_readable(file: SourceFile) -> GuestCoreError:
    head = layout.HEADER.sizeof()
    kind = ErrorKind.TRUNCATED if file.size < head else ErrorKind.DAMAGED
    return GuestCoreError(
        kind,
        f"{file.path} is no debug.guest of a known version (1 to 7): its "
        f"{file.size} bytes do not add up",
        hint="copy the file again",
    )
