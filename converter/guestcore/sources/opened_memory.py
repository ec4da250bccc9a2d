"""What opening a guest's memory takes and gives, wherever the memory lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from guestcore.checkpoint import layout
from guestcore.checkpoint.memory_group import MemoryGroup
from guestcore.checkpoint.regions import Placement, RegionError, place_regions
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.guest.guest import MemoryLayout
from guestcore.guest.memory import GuestMemory, MemoryImage, ZeroPages
from guestcore.machines.companions import is_locked
from guestcore.model import PAGE_SIZE, MemoryRegion
from guestcore.sentence import join, sentence
from guestcore.sources.options import OpenOptions

_RANGES_SHOWN = 8


@dataclass(slots=True)
class OpenedMemory:
    """What became of a guest's memory; filled in step by step."""

    layout: MemoryLayout | None = None
    memory: GuestMemory | None = None
    known_zero: ZeroPages | None = None
    """Pages of ``memory`` that the state file lists as zero, unless it errs."""
    problem: GuestCoreError | None = None
    """Why ``memory`` is None."""
    warnings: list[str] = field(default_factory=list)
    files: list[SourceFile] = field(default_factory=list)
    """Opened here, to be closed with the guest."""

    def fail(self, problem: GuestCoreError) -> None:
        """State what keeps us from the memory; the first problem stays."""
        self.problem = self.problem or problem
        self.memory = None

    def close(self) -> None:
        """Close the files."""
        for file in self.files:
            file.close()


@dataclass(frozen=True, slots=True)
class MemorySource:
    """What is known before any memory is opened."""

    state: SourceFile
    group: MemoryGroup
    options: OpenOptions
    memory_mib: int | None = None
    """``memSize``."""
    is_arm64: bool = False
    has_registers: bool = False
    """A vCPU's registers were saved: the machine ran, so its memory was, too."""

    @property
    def described(self) -> bool:
        """True if tags say where memory lies, so that its size is sure."""
        return bool(self.group.regions) or self.is_arm64

    @property
    def announced_size(self) -> int:
        """Bytes of memory that is told of without regions: ``memSize``.

        A count of 0 regions means one from 0 on. Without the count, or without
        registers, the state may well have been saved without memory.
        """
        told = self.group.region_count is not None and self.has_registers
        return (self.memory_mib or 0) << 20 if told else 0


def find_announced(source: MemorySource) -> MemoryLayout | None:
    """Return the layout that the state file announces, ``None`` if it does not.

    :raises RegionError: if it contradicts itself.
    """
    placement = place_memory(source)
    if not placement.regions:
        return None
    return MemoryLayout(None, None, placement.regions)


def place_memory(
    source: MemorySource, available: int | None = None, *, least: int = 0
) -> Placement:
    """Return the regions as the tags tell; one, if they tell none.

    :param available: Bytes of the image; ``None`` while it is not known, then there
        may be no region.
    :param least: Bytes that memory without regions has, if the image is shorter.
    :raises RegionError: if the tags contradict each other.
    """
    group = source.group
    if group.regions:
        placement = place_regions(group.regions, group.region_count, available)
        if placement.regions:
            return placement
    if (group.region_count or 0) > 1:
        raise RegionError(
            sentence(
                "{region_count} memory regions are announced and none is described",
                region_count=group.region_count,
            )
        )
    if source.is_arm64 and source.memory_mib:
        return _place_one(layout.ARM64_MEMORY_START, source.memory_mib << 20)
    if available is None:
        size = source.announced_size
        return _place_one(0, size) if size else Placement()
    start = layout.ARM64_MEMORY_START if source.is_arm64 else 0
    return _place_one(start, max(available // PAGE_SIZE * PAGE_SIZE, least))


def _place_one(gpa: int, size: int) -> Placement:
    if not 0 < size <= layout.MAX_MEMORY_PAGES * PAGE_SIZE:
        raise RegionError(sentence("the memory would have {size} bytes", size=size))
    return Placement((MemoryRegion(gpa, size, 0),), size)


def refuse_lock(
    options: OpenOptions, paths: Iterable[Path], opened: OpenedMemory
) -> bool:
    """State the problem if the machine seems to run and that was not allowed."""
    if options.ignore_lock:
        return False
    locked = next(filter(is_locked, paths), None)
    if locked is None:
        return False
    opened.fail(
        GuestCoreError(
            ErrorKind.RUNNING,
            sentence(
                "the virtual machine seems to run: {name}.lck is there, so "
                "{locked} may change while it is read",
                name=locked.name,
                locked=locked,
            ),
            hint=sentence(
                "suspend the machine or take a snapshot with its memory; if it "
                "does not run, the lock is stale and may be ignored (--ignore-lock)"
            ),
        )
    )
    return True


def finish(
    options: OpenOptions,
    image: MemoryImage,
    announced: MemoryLayout,
    opened: OpenedMemory,
) -> None:
    """Give the memory its regions; what the image is too short for is missing."""
    present, missing = split_present(announced.regions, image.size)
    opened.layout = replace(announced, missing=missing)
    if missing:
        error = _truncated(announced, image.size, missing)
        if not options.allow_truncated or not present:
            opened.fail(error)
            return
        opened.warnings.append(
            sentence(
                "{message}; the core lacks {ranges}",
                message=error.message,
                ranges=_list_ranges(missing),
            )
        )
    opened.memory = GuestMemory(image, present)


def _list_ranges(missing: Sequence[MemoryRegion]) -> str:
    shown: list[str] = [
        sentence("{start:#x} to {end:#x}", start=region.gpa, end=region.end)
        for region in missing[:_RANGES_SHOWN]
    ]
    if len(missing) > _RANGES_SHOWN:
        shown.append("…")
    return join(", ", shown)


def _truncated(
    announced: MemoryLayout, size: int, missing: Sequence[MemoryRegion]
) -> GuestCoreError:
    expected = max(region.file_offset + region.size for region in announced.regions)
    return GuestCoreError(
        ErrorKind.TRUNCATED,
        sentence(
            "{path} ends early: {size} bytes found, {expected} expected; guest "
            "memory is missing from {gpa:#x} on",
            path=announced.path,
            size=size,
            expected=expected,
            gpa=missing[0].gpa,
        ),
        hint=sentence(
            "copy the file again, or convert what is there (--allow-truncated)"
        ),
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
