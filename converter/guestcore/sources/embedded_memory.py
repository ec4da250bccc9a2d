"""Memory inside the state file, as ESX before 6.0 writes it: plain or compressed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guestcore.checkpoint import layout
from guestcore.checkpoint.blocks import is_zlib
from guestcore.checkpoint.regions import RegionError
from guestcore.checkpoint.tags import Tag
from guestcore.files.block_chain import ChainImage, looks_like_chain
from guestcore.files.source_file import SourceFile
from guestcore.files.stream_image import FastLzImage, ZlibImage
from guestcore.guest.guest import MemoryLayout
from guestcore.guest.memory import MemoryImage
from guestcore.model import PAGE_SIZE, MemoryKind, MemoryRegion
from guestcore.sources.opened_memory import (
    MemorySource,
    OpenedMemory,
    finish,
    place_memory,
    refuse_lock,
)


def open_embedded(source: MemorySource) -> OpenedMemory:
    """Open the memory that the state file holds.

    :raises RegionError: if the regions do not fit it.
    """
    state, blocks = source.state, source.group.blocks
    held = sum(tag.memory_size for tag in blocks)
    if held > layout.MAX_MEMORY_PAGES * PAGE_SIZE:
        raise RegionError(f"its memory block announces {held} bytes")
    placement = place_memory(source, held)
    opened = OpenedMemory(warnings=list(placement.warnings))
    if placement.image_size > held:
        raise RegionError(
            f"the regions need {placement.image_size} bytes of memory, "
            f"its memory block holds {held}"
        )
    if source.options.vmem is not None:
        opened.warnings.append(
            "the state file holds the memory itself: --vmem was not used"
        )
    compressed = blocks[0].code == layout.COMPRESSED
    image: MemoryImage = state
    regions = placement.regions
    if compressed:
        image = _open_compressed_block(state, blocks[0])
    else:
        regions = tuple(_split_at_blocks(regions, blocks))
    announced = MemoryLayout(MemoryKind.EMBEDDED, state.path, regions)
    if refuse_lock(source, state.path, announced, opened):
        return opened
    finish(source, image, announced, opened)
    return opened


def _open_compressed_block(state: SourceFile, tag: Tag) -> MemoryImage:
    start, end = tag.offset, min(tag.offset + tag.size, state.size)
    head = state.read_at(start, min(2, end - start))
    if is_zlib(head):
        return ZlibImage(state, start, end, tag.memory_size)
    if looks_like_chain(state, start, end):
        return ChainImage(state, start, end, tag.memory_size)
    return FastLzImage(state, start, end, tag.memory_size)


def _split_at_blocks(
    regions: Sequence[MemoryRegion], blocks: Sequence[Tag]
) -> Iterator[MemoryRegion]:
    """Yield the regions by their place in the file, cut where a block ends."""
    for region in regions:
        at = 0
        for tag in blocks:
            start = max(region.file_offset, at)
            end = min(region.file_offset + region.size, at + tag.size)
            if start < end:
                gpa = region.gpa + start - region.file_offset
                yield MemoryRegion(gpa, end - start, tag.offset + start - at)
            at += tag.size
