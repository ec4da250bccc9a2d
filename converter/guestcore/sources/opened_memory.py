"""What opening a checkpoint's memory takes and gives, wherever the memory lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from guestcore.checkpoint import layout
from guestcore.checkpoint.memory_group import MemoryGroup
from guestcore.checkpoint.regions import Placement, RegionError, place_regions
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.guest.guest import MemoryLayout
from guestcore.guest.memory import GuestMemory, MemoryImage
from guestcore.machines.companions import is_locked
from guestcore.model import PAGE_SIZE, MemoryRegion
from guestcore.sources.options import OpenOptions

_RANGES_SHOWN = 8


@dataclass(slots=True)
class OpenedMemory:
    """What became of a checkpoint's memory."""

    layout: MemoryLayout | None = None
    memory: GuestMemory | None = None
    problem: GuestCoreError | None = None
    """Why ``memory`` is None."""
    warnings: list[str] = field(default_factory=list)
    files: list[SourceFile] = field(default_factory=list)
    """Opened here, to be closed with the guest."""


@dataclass(frozen=True, slots=True)
class MemorySource:
    """What is known before any memory is opened."""

    state: SourceFile
    group: MemoryGroup
    options: OpenOptions
    memory_mib: int | None = None
    """``memSize``."""
    is_arm64: bool = False

    @property
    def base_gpa(self) -> int:
        """Where memory begins if no region says it."""
        return layout.ARM64_MEMORY_START if self.is_arm64 else 0


def find_announced(source: MemorySource) -> MemoryLayout | None:
    """Return the layout that the regions announce, ``None`` if there are none."""
    if source.group.regions:
        placement = place_regions(source.group.regions, source.group.region_count)
        if placement.regions:
            return MemoryLayout(None, None, placement.regions)
    if source.is_arm64 and source.memory_mib:
        region = MemoryRegion(source.base_gpa, source.memory_mib << 20, 0)
        return MemoryLayout(None, None, (region,))
    return None


def place_memory(source: MemorySource, available: int) -> Placement:
    """Return the regions as the tags tell; one, if they tell none.

    :param available: Bytes of the image.
    """
    group = source.group
    if group.regions:
        placement = place_regions(group.regions, group.region_count, available or None)
        if placement.regions:
            return placement
    warnings = []
    if group.region_count:
        warnings.append(
            f"the state file announces {group.region_count} memory regions and "
            "describes none: the memory is taken for one"
        )
    size = available // PAGE_SIZE * PAGE_SIZE
    if source.is_arm64 and source.memory_mib:
        size = source.memory_mib << 20
    if not 0 < size <= layout.MAX_MEMORY_PAGES * PAGE_SIZE:
        raise RegionError(f"its memory would have {size} bytes")
    region = MemoryRegion(source.base_gpa, size, 0)
    return Placement((region,), size, warnings)


def refuse_lock(
    source: MemorySource,
    path: Path,
    announced: MemoryLayout | None,
    opened: OpenedMemory,
) -> bool:
    """State the problem if the machine seems to run and that was not allowed."""
    if source.options.ignore_lock:
        return False
    locked = next((p for p in (path, source.state.path) if is_locked(p)), None)
    if locked is None:
        return False
    opened.layout = announced
    opened.problem = GuestCoreError(
        ErrorKind.RUNNING,
        f"the virtual machine seems to run: {locked.name}.lck is there, so "
        f"{locked} may change while it is read",
        hint="suspend the machine or take a snapshot with its memory; if it does not "
        "run, the lock is stale: use --ignore-lock",
    )
    return True


def finish(
    source: MemorySource,
    image: MemoryImage,
    announced: MemoryLayout,
    opened: OpenedMemory,
) -> None:
    """Give the memory its regions; what the image is too short for is missing."""
    present, missing = split_present(announced.regions, image.size)
    opened.layout = replace(announced, missing=missing)
    if missing:
        error = truncated_error(announced.path, image.size, announced.regions, missing)
        if not source.options.allow_truncated or not present:
            opened.problem = error
            return
        ranges = ", ".join(f"{r.gpa:#x} to {r.end:#x}" for r in missing[:_RANGES_SHOWN])
        more = ", …" if len(missing) > _RANGES_SHOWN else ""
        opened.warnings.append(f"{error.message}; the core lacks {ranges}{more}")
    opened.memory = GuestMemory(image, present)


def truncated_error(
    path: Path | None,
    image_size: int,
    regions: Sequence[MemoryRegion],
    missing: Sequence[MemoryRegion],
) -> GuestCoreError:
    """Return what to say of memory that is shorter than its regions."""
    expected = max(region.file_offset + region.size for region in regions)
    return GuestCoreError(
        ErrorKind.TRUNCATED,
        f"{path} ends early: {image_size} bytes found, {expected} expected; guest "
        f"memory is missing from {missing[0].gpa:#x} on",
        hint="copy the file again; to take what is there, use --allow-truncated",
    )


def split_present(
    regions: Sequence[MemoryRegion], image_size: int
) -> tuple[tuple[MemoryRegion, ...], tuple[MemoryRegion, ...]]:
    """Return the parts that the image holds, in whole pages, and the others."""
    present, missing = [], []
    for region in regions:
        held = max(0, min(region.size, image_size - region.file_offset))
        held = held // PAGE_SIZE * PAGE_SIZE
        if held:
            present.append(replace(region, size=held))
        if held < region.size:
            missing.append(
                MemoryRegion(
                    region.gpa + held, region.size - held, region.file_offset + held
                )
            )
    return tuple(present), tuple(missing)
