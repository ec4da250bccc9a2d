"""Writes checkpoints shaped like VMware's: one state file and its memory.

For the demo machine and for tests that wrap real guests. With the defaults the
files are also read by crash, Volatility 3 and LeechCore, whose limits they keep:
``cpu:numVCPUs`` first, no more than three regions [crash], no padded block in
``memory`` [vol3], none at all before the region tags [leechcore].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NoReturn

from guestcore.demo.memory_image import MemoryImage, MemoryReader
from guestcore.demo.register_tags import RegisterEncoding, register_tags
from guestcore.demo.tag_stream import (
    MAGIC,
    Group,
    Streamed,
    Tag,
    block,
    number,
    text_block,
    write_state,
)
from guestcore.model import PAGE_SHIFT

_MEMORY_ALIGNMENT = 1 << 16
"""Of memory inside a state file [esx41]."""


class MemoryStorage(StrEnum):
    """Where the memory is written."""

    VMEM = "vmem"
    VMEM_COMPRESSED = "compressed-vmem"
    EMBEDDED = "embedded"
    EMBEDDED_COMPRESSED = "compressed-embedded"
    NONE = "none"
    """A snapshot without memory: no regions are announced either."""


class PageNumbers(StrEnum):
    """What ``regionPageNum`` counts; sources disagree (see FORMAT.md)."""

    TILING = "tiling"
    """The region's page in the image."""
    HOLE_START = "hole-start"
    """The page behind the region before."""
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointSpec:
    """What a checkpoint holds and how it is laid out."""

    vcpus: Sequence[Mapping[str, int]] = ()
    """Registers by the names of :data:`guestcore.model.REGISTER_NAMES`."""
    regions: Sequence[tuple[int, int]] = ()
    """(gpa, size) in bytes, announced in this order; the image is in the order of
    addresses whatever it is. Empty: no region tags, memory from 0 on."""
    memory: MemoryStorage = MemoryStorage.VMEM
    memory_size: int | None = None
    """Bytes of the image from 0 on, if there are no regions."""
    registers: RegisterEncoding = RegisterEncoding.PACKED
    region_width: int = 4
    page_numbers: PageNumbers = PageNumbers.TILING
    known_zero: bool = False
    """Write ``MainMemKnownZero``; reads the memory once more."""
    padding: int = 0
    """Of every plain block. crash cannot read padded registers, Volatility 3 no
    padded block in ``memory``."""
    magic: int = MAGIC
    version: int = 8
    descriptor_size: int = 80
    crash_readable: bool = True
    """Long enough for crash (see :func:`.tag_stream.write_state`)."""
    product: str = "VMware Workstation"
    product_version: str = "17.6.0"
    build: str = "build-0"
    platform: int = 1
    """1 x86, 3 ARM64."""
    configuration: str | None = None
    """The .vmx text at that moment."""
    thumbnail: bytes | None = None
    """A PNG."""
    extra_tags: Mapping[str, Sequence[Tag]] = field(default_factory=dict)
    """Appended to the group of that name."""
    extra_groups: Sequence[Group] = ()
    """Put between ``cpu`` and ``memory``."""


@dataclass(frozen=True, slots=True)
class WrittenCheckpoint:
    """The files that were written."""

    state: Path
    memory: Path | None


def write_checkpoint(
    folder: Path,
    stem: str,
    spec: CheckpointSpec,
    memory: MemoryReader | None = None,
    *,
    suffix: str = ".vmss",
) -> WrittenCheckpoint:
    """Write ``stem`` + *suffix* and, if the memory is apart, ``stem.vmem``.

    :param memory: Needed unless the checkpoint has none.
    :raises FileExistsError: if a file of that name exists.
    """
    image = _open_image(spec, memory)
    state = folder / f"{stem}{suffix}"
    vmem = None
    if spec.memory in (MemoryStorage.VMEM, MemoryStorage.VMEM_COMPRESSED):
        vmem = folder / f"{stem}.vmem"
        with vmem.open("xb") as file:
            if spec.memory is MemoryStorage.VMEM:
                image.write_raw(file)
            else:
                image.write_chain(file)
    write_state(
        state,
        build_groups(spec, image),
        magic=spec.magic,
        version=spec.version,
        descriptor_size=spec.descriptor_size,
        crash_readable=spec.crash_readable,
    )
    return WrittenCheckpoint(state, vmem)


def _open_image(spec: CheckpointSpec, memory: MemoryReader | None) -> MemoryImage:
    regions = spec.regions
    if not regions and spec.memory_size is not None:
        regions = ((0, spec.memory_size),)
    if spec.memory is MemoryStorage.NONE:
        return MemoryImage((), _read_nothing)
    if memory is None or not regions:
        raise ValueError("memory and its regions (or size) are needed")
    return MemoryImage(regions, memory)


def _read_nothing(gpa: int, size: int) -> NoReturn:
    raise AssertionError(f"there is no memory at {gpa:#x} ({size} bytes)")


def build_groups(spec: CheckpointSpec, image: MemoryImage) -> list[Group]:
    """Return the groups in VMware's order, for :func:`write_state`.

    Tests that want something odd rearrange them first.
    """
    groups = [
        Group("Checkpoint", _checkpoint_tags(spec, image)),
        Group("cpu", _cpu_tags(spec)),
        *(Group(group.name, list(group.tags)) for group in spec.extra_groups),
        Group("memory", _memory_tags(spec, image)),
    ]
    if spec.thumbnail is not None:
        thumbnail = block("imageData", spec.thumbnail, padding=spec.padding)
        groups.append(Group("MKSVMX", [thumbnail]))
    snapshot = Group("Snapshot")
    if spec.configuration is not None:
        text = spec.configuration.encode()
        snapshot.tags.append(block("cfgFile", text, padding=spec.padding))
    groups.append(snapshot)
    for group in groups:
        group.tags.extend(spec.extra_tags.get(group.name, ()))
    return groups


def _checkpoint_tags(spec: CheckpointSpec, image: MemoryImage) -> list[Tag]:
    return [
        number("fileversion", 10, 4),
        text_block("ProductName", spec.product),
        text_block("VersionNumber", spec.product_version),
        text_block("BuildNumber", spec.build),
        number("Platform", spec.platform, 4),
        number("usageMode", 1, 4),
        number("memSize", image.size >> 20, 4),
    ]


def _cpu_tags(spec: CheckpointSpec) -> list[Tag]:
    tags = [number("cpu:numVCPUs", len(spec.vcpus), 4)]
    for index, registers in enumerate(spec.vcpus):
        tags += register_tags(index, registers, spec.registers, spec.padding)
    return tags


def _memory_tags(spec: CheckpointSpec, image: MemoryImage) -> list[Tag]:
    tags = [number("align_mask", _MEMORY_ALIGNMENT - 1, 4)]
    if spec.memory is not MemoryStorage.NONE:
        tags += _region_tags(spec, image)
    if spec.memory is MemoryStorage.EMBEDDED:
        tags.append(
            Tag(
                "Memory",
                (0, 0),
                Streamed(image.size, image.write_raw),
                block=True,
                alignment=_MEMORY_ALIGNMENT,
            )
        )
    elif spec.memory is MemoryStorage.EMBEDDED_COMPRESSED:
        chain = Streamed(image.size, image.write_chain)
        tags.append(Tag("Memory", (0, 0), chain, decoded_size=image.size))
    if spec.known_zero and image.size:
        bitmap = image.zero_bitmap()
        tags.append(block("MainMemKnownZero", bitmap, padding=spec.padding))
    return tags


def _region_tags(spec: CheckpointSpec, image: MemoryImage) -> list[Tag]:
    if not spec.regions:
        return []
    starts = _page_numbers(spec.page_numbers, image)
    width = spec.region_width
    tags = [number("regionsCount", len(spec.regions), 4)]
    for index, (gpa, size) in enumerate(spec.regions):
        if gpa in starts:
            tags.append(number("regionPageNum", starts[gpa], width, index))
        tags.append(number("regionPPN", gpa >> PAGE_SHIFT, width, index))
        tags.append(number("regionSize", size >> PAGE_SHIFT, width, index))
    return tags


def _page_numbers(kind: PageNumbers, image: MemoryImage) -> dict[int, int]:
    """Return ``regionPageNum`` by a region's gpa."""
    if kind is PageNumbers.ABSENT:
        return {}
    if kind is PageNumbers.TILING:
        return {r.gpa: r.file_offset >> PAGE_SHIFT for r in image.regions}
    starts, end = {}, 0
    for region in image.regions:
        starts[region.gpa] = end >> PAGE_SHIFT
        end = region.end
    return starts
