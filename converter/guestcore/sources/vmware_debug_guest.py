"""ESXi's debug.guest with debug.vmem: written when its monitor panics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import construct

from guestcore.checkpoint import layout as checkpoint_layout
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.guest.guest import Guest, MemoryLayout, Origin
from guestcore.guest.modes import with_modes
from guestcore.machines.companions import find_memory_file
from guestcore.model import (
    PAGE_SIZE,
    SEGMENT_REGISTERS,
    Architecture,
    MemoryKind,
    MemoryRegion,
    SourceFormat,
    Vcpu,
)
from guestcore.sentence import sentence
from guestcore.sources import debug_guest_layout as layout
from guestcore.sources.identify import HEAD_SIZE, known_error
from guestcore.sources.opened_memory import OpenedMemory, finish
from guestcore.sources.options import OpenOptions

SUFFIX = ".guest"
_ARM64 = sentence(
    "this is an ARM64 guest: its memory is converted, the core has no registers"
)


@dataclass(frozen=True, slots=True)
class _Header:
    """What the file says before the vCPUs."""

    version: int
    vcpu_count: int
    regions: tuple[MemoryRegion, ...]
    is_arm64: bool
    size: int
    """Bytes up to the first vCPU."""

    @property
    def whole(self) -> int:
        """Bytes of the file by this reading."""
        return self.size + self.vcpu_count * layout.state_size(self.version)


def probe(file: SourceFile, options: OpenOptions) -> Guest | None:
    """Return the guest of a debug.guest, ``None`` if *file* is something else.

    :raises GuestCoreError: if it has the name but its sizes do not add up.
    """
    headers = list(_headers(file))
    header = next((header for header in headers if header.whole == file.size), None)
    if header is None:
        if file.path.suffix.lower() != SUFFIX:
            return None
        raise _explain(file, headers)
    vcpus = tuple(_read_vcpus(file, header))
    opened = OpenedMemory(MemoryLayout(None, None, header.regions))
    if header.is_arm64:
        opened.warnings.append(_ARM64)
    if not vcpus:
        opened.warnings.append(
            sentence("the file has no vCPUs: the core holds memory alone")
        )
    try:
        try:
            _open_memory(file, header, options, opened)
            if not header.is_arm64:
                vcpus = with_modes(vcpus, opened.memory, None)
        except GuestCoreError as error:
            opened.fail(error)
    except BaseException:
        opened.close()
        raise
    return Guest(
        origin=Origin(file.path, SourceFormat.VMWARE_DEBUG_GUEST),
        layout=opened.layout,
        memory=opened.memory,
        vcpus=vcpus,
        architecture=Architecture.ARM64 if header.is_arm64 else Architecture.X86,
        problem=opened.problem,
        warnings=opened.warnings,
        files=[file, *opened.files],
    )


def _headers(file: SourceFile) -> Iterator[_Header]:
    """Yield the readings of the header whose numbers add up."""
    if file.size < layout.HEADER.sizeof():
        return
    start = layout.HEADER.parse(file.read_at(0, layout.HEADER.sizeof()))
    version, count = start.version, start.vcpu_count
    if version not in layout.GAPS or count > checkpoint_layout.MAX_VCPUS:
        return
    for gap in layout.GAPS[version]:
        for memory in layout.MEMORIES[version]:
            header = _read_header(file, version, count, gap, memory)
            if header is not None:
                yield header


def _read_header(
    file: SourceFile, version: int, vcpu_count: int, gap: int, memory: construct.Struct
) -> _Header | None:
    at = layout.HEADER.sizeof() + gap
    if at + memory.sizeof() > file.size:
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
    if regions is None:
        return None
    return _Header(version, vcpu_count, regions, is_arm64, at)


def _regions(info: construct.Container) -> tuple[MemoryRegion, ...] | None:
    """Return the runs between the holes, ``None`` if the numbers do not add up."""
    holes = sorted((hole.page, hole.count) for hole in info.holes[: info.hole_count])
    pages = info.page_count + sum(count for _, count in holes)
    if info.last_address + 1 != pages * PAGE_SIZE:
        return None
    if pages > checkpoint_layout.MAX_PAGE:
        return None
    if not 0 < info.page_count <= checkpoint_layout.MAX_MEMORY_PAGES:
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
    return {
        name: value & 0xFFFF if name in SEGMENT_REGISTERS else value
        for name, value in parsed.items()
        if isinstance(value, int)
    }


def _open_memory(
    file: SourceFile, header: _Header, options: OpenOptions, opened: OpenedMemory
) -> None:
    path = options.vmem or find_memory_file(file.path)
    announced = MemoryLayout(MemoryKind.VMEM, path, header.regions)
    if path is None:
        name, folder = f"{file.path.stem}.vmem", file.path.parent
        raise GuestCoreError(
            ErrorKind.MISSING_COMPANION,
            sentence(
                "{path} holds no memory and {name} ({size} bytes) is not beside it",
                path=file.path,
                name=name,
                size=announced.size,
            ),
            hint=sentence(
                "put {name} into {folder}, or name it where it is (--vmem)",
                name=name,
                folder=folder,
            ),
        )
    kind = ErrorKind.INPUT if options.vmem else ErrorKind.MISSING_COMPANION
    image = SourceFile(path, kind=kind)
    opened.files.append(image)
    if image.size != announced.size:
        other = known_error(image, image.read_at(0, min(HEAD_SIZE, image.size)))
        if other is not None:
            raise other
    if image.size > announced.size:
        opened.warnings.append(
            sentence(
                "{path} has {size} bytes, {more} more than the memory needs; "
                "they were left out",
                path=path,
                size=image.size,
                more=image.size - announced.size,
            )
        )
    finish(options, image, announced, opened)


def _explain(file: SourceFile, headers: Sequence[_Header]) -> GuestCoreError:
    """Return what is wrong with a file that has the name of a debug.guest.

    :param headers: Readings by which the file would have another size.
    """
    other = known_error(file, file.read_at(0, min(HEAD_SIZE, file.size)))
    if other is not None:
        return other
    size = layout.HEADER.sizeof()
    if file.size < size:
        return _truncated(
            sentence(
                "{path} has {size} bytes; its header alone has {header}",
                path=file.path,
                size=file.size,
                header=size,
            )
        )
    if any(file.size < header.whole for header in headers):
        return _truncated(
            sentence(
                "{path} ends early: {size} bytes found, {expected} expected",
                path=file.path,
                size=file.size,
                expected=min(h.whole for h in headers if file.size < h.whole),
            )
        )
    start = layout.HEADER.parse(file.read_at(0, size))
    if start.version not in layout.GAPS:
        return _unknown_version(file, start.version)
    return _wrong_size(file, start.version, start.vcpu_count)


def _wrong_size(file: SourceFile, version: int, vcpu_count: int) -> GuestCoreError:
    return GuestCoreError(
        ErrorKind.DAMAGED,
        sentence(
            "{path} is no debug.guest of version {version}: with {vcpu_count} vCPUs "
            "its {size} bytes do not add up",
            path=file.path,
            version=version,
            vcpu_count=vcpu_count,
            size=file.size,
        ),
        hint=sentence("copy the file again"),
    )


def _truncated(message: str) -> GuestCoreError:
    return GuestCoreError(
        ErrorKind.TRUNCATED, message, hint=sentence("copy the file again")
    )


def _unknown_version(file: SourceFile, version: int) -> GuestCoreError:
    return GuestCoreError(
        ErrorKind.UNSUPPORTED,
        sentence(
            "{path} has version {version} of debug.guest; {first} to {last} are known",
            path=file.path,
            version=version,
            first=min(layout.GAPS),
            last=max(layout.GAPS),
        ),
        hint=sentence("look for a newer GuestCore"),
    )
