"""What group ``memory`` tells: regions, memory inside the file, known zero pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from guestcore.checkpoint import layout
from guestcore.checkpoint.reader import CheckpointReader
from guestcore.checkpoint.regions import RegionTags
from guestcore.checkpoint.tags import Tag
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.sentence import sentence

_FIELDS = {
    layout.REGION_GPA_PAGE: "pfn",
    layout.REGION_PAGES: "size",
    layout.REGION_IMAGE_PAGE: "image_page",
}
_WANTED = frozenset((*_FIELDS, layout.REGION_COUNT, layout.MEMORY, layout.KNOWN_ZERO))
_MAX_DESCRIBED = layout.MAX_REGIONS + 1
"""Most indices of region tags that are looked at: so many are refused later."""


@dataclass(slots=True)
class MemoryGroup:
    """The tags of group ``memory`` that matter."""

    region_count: int | None = None
    """``regionsCount``, as announced."""
    regions: list[RegionTags] = field(default_factory=list)
    """In the order of their indices."""
    blocks: list[Tag] = field(default_factory=list)
    """``Memory[i][j]`` by indices: the memory itself."""
    known_zero: Tag | None = None
    """A bitmap, one bit a page of the image."""
    cut: GuestCoreError | None = None
    """The file ends inside the last of ``blocks``."""

    @property
    def is_embedded(self) -> bool:
        """True if the state file holds the memory."""
        return bool(self.blocks)


def read_memory_group(reader: CheckpointReader) -> MemoryGroup:
    """Return what the group tells; nothing if there is no such group.

    :raises GuestCoreError: ``truncated`` or ``damaged``, unless the file ends in
        the memory itself.
    """
    found = MemoryGroup()
    by_index: dict[int, RegionTags] = {}
    blocks: dict[tuple[int, ...], Tag] = {}
    last: Tag | None = None
    try:
        for tag in reader.walk(layout.GroupName.MEMORY, _WANTED):
            last = tag
            if tag.name == layout.MEMORY:
                if tag.is_block and tag.memory_size:
                    blocks.setdefault(tag.indices, tag)
            elif tag.name == layout.KNOWN_ZERO:
                found.known_zero = found.known_zero or tag
            elif tag.name == layout.REGION_COUNT:
                if found.region_count is None:
                    found.region_count = tag.number
            elif len(tag.indices) == 1:
                index = tag.indices[0]
                if index in by_index or len(by_index) < _MAX_DESCRIBED:
                    region = by_index.setdefault(index, RegionTags())
                    region.tell(_FIELDS[tag.name], tag.number)
    except GuestCoreError as error:
        in_memory = last is not None and blocks.get(last.indices) is last
        if last is None or not in_memory or last.end <= reader.file.size:
            raise
        found.cut = error
    found.regions = [by_index[index] for index in sorted(by_index)]
    found.blocks = [blocks[indices] for indices in sorted(blocks)]
    _check_blocks(reader, found)
    return found


def _check_blocks(reader: CheckpointReader, found: MemoryGroup) -> None:
    compressed = any(tag.may_be_compressed for tag in found.blocks)
    limit = 1 if compressed else layout.MAX_MEMORY_BLOCKS
    if len(found.blocks) > limit:
        raise GuestCoreError(
            ErrorKind.DAMAGED,
            sentence(
                "{path} holds its memory in {blocks} blocks; {limit} can be read",
                path=reader.file.path,
                blocks=len(found.blocks),
                limit=limit,
            ),
            hint=sentence("tell us about this file: no product is known to write that"),
        )
