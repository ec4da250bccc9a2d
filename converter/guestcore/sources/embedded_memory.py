"""Memory inside the state file, as ESX before 6.0 writes it: plain or compressed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guestcore.checkpoint import layout
from guestcore.checkpoint.blocks import is_zlib
from guestcore.checkpoint.regions import RegionError
from guestcore.checkpoint.tags import Tag
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.block_chain import (
    CHAIN_HEADER,
    MAX_BLOCK,
    ChainImage,
    looks_like_chain,
)
from guestcore.files.block_index import BlockIndex
from guestcore.files.source_file import SourceFile
from guestcore.files.stream_image import FastLzImage, ZlibImage
from guestcore.guest.guest import MemoryLayout
from guestcore.guest.memory import MemoryImage
from guestcore.model import PAGE_SIZE, MemoryKind, MemoryRegion
from guestcore.sentence import plural, sentence
from guestcore.sources.opened_memory import (
    MemorySource,
    OpenedMemory,
    finish,
    place_memory,
    refuse_lock,
)

_HEAD = 256
"""Bytes by which a zlib stream is recognised."""


def open_embedded(source: MemorySource, opened: OpenedMemory) -> None:
    """Open the memory that the state file holds.

    :raises RegionError: if the regions do not fit it.
    :raises GuestCoreError: ``damaged`` or ``truncated``, if it is compressed.
    """
    state, blocks = source.state, source.group.blocks
    held = sum(tag.memory_size for tag in blocks)
    if held > layout.MAX_MEMORY_PAGES * PAGE_SIZE:
        raise RegionError(
            sentence("its memory block announces {held} bytes", held=held)
        )
    placement = place_memory(source, held)
    opened.warnings += placement.warnings
    _compare_sizes(placement.image_size, blocks, held, opened)
    if source.options.vmem is not None:
        opened.warnings.append(
            sentence("the state file holds the memory itself: no memory file was used")
        )
    compressed = blocks[0].may_be_compressed
    regions = placement.regions
    if not compressed:
        regions = tuple(_split_at_blocks(regions, blocks))
    opened.layout = MemoryLayout(MemoryKind.EMBEDDED, state.path, regions)
    if refuse_lock(source.options, [state.path], opened):
        return
    image: MemoryImage = state
    if compressed:
        image = _open_compressed(source, blocks[0], opened)
    finish(source.options, image, opened.layout, opened)


def _compare_sizes(
    needed: int, blocks: Sequence[Tag], held: int, opened: OpenedMemory
) -> None:
    if needed > held or (needed < held and len(blocks) > 1):
        raise RegionError(
            plural(
                len(blocks),
                "the regions need {needed} bytes of memory; it holds {held}, in "
                "{count} block",
                "the regions need {needed} bytes of memory; it holds {held}, in "
                "{count} blocks",
                needed=needed,
                held=held,
            )
        )
    if needed < held:
        opened.warnings.append(
            sentence(
                "the memory in the state file has {held} bytes, {more} more than "
                "its regions need; they were left out",
                held=held,
                more=held - needed,
            )
        )


def _open_compressed(
    source: MemorySource, tag: Tag, opened: OpenedMemory
) -> MemoryImage:
    state = source.state
    start, end = tag.offset, min(tag.end, state.size)
    zlib = start < end and is_zlib(state.read_at(start, min(_HEAD, end - start)))
    chain = not zlib and start < end and _is_chain(state, tag, end)
    if tag.code == layout.BLOCK:
        differ = sentence(
            "{size} bytes in the file and {memory_size} in memory",
            size=tag.size,
            memory_size=tag.memory_size,
        )
        if not zlib and not chain:
            raise RegionError(
                sentence(
                    "its memory block announces {differ}, but is not compressed",
                    differ=differ,
                )
            )
        opened.warnings.append(
            sentence(
                "the memory block announces {differ}: it was taken for compressed, "
                "though it is not marked so",
                differ=differ,
            )
        )
    if chain:
        return _open_chain(source, tag, ChainImage(state, start, end, tag.memory_size))
    if source.group.cut is not None:
        raise source.group.cut
    if zlib:
        return ZlibImage(state, start, end, tag.memory_size)
    return _open_stream(state, tag)


def _is_chain(state: SourceFile, tag: Tag, end: int) -> bool:
    """True if a block holds a chain, not one stream that begins like it.

    Its headers must lead to just the end of the block, or of the memory; one that
    begins with a block of full size is believed whatever follows.
    """
    if not looks_like_chain(state, tag.offset, end):
        return False
    try:
        index = BlockIndex(state, tag.offset, end, tag.memory_size)
    except GuestCoreError as error:
        if error.kind is not ErrorKind.DAMAGED:
            raise
        header = state.read_at(tag.offset, CHAIN_HEADER.size)
        return int(CHAIN_HEADER.unpack(header)[0]) == MAX_BLOCK
    return index.size == tag.memory_size or index.end == end or end < tag.end


def _open_chain(source: MemorySource, tag: Tag, image: ChainImage) -> ChainImage:
    if image.size < tag.memory_size and source.group.cut is None:
        raise RegionError(
            sentence(
                "its compressed memory gives {size} bytes and announces {memory_size}",
                size=image.size,
                memory_size=tag.memory_size,
            )
        )
    return image


def _open_stream(state: SourceFile, tag: Tag) -> MemoryImage:
    try:
        return FastLzImage(state, tag.offset, tag.end, tag.memory_size)
    except GuestCoreError as error:
        if error.kind is not ErrorKind.DAMAGED:
            raise
        raise RegionError(
            sentence("its memory is compressed in a way that we do not know")
        ) from error


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
