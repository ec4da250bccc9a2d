"""Lists every tag of a state file, fit to be mailed.

Numbers are listed only of a few tags that describe the file; of all others name,
size and place. So no text, register, path, picture or nvram byte of a guest is in
the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from guestcore.checkpoint import layout
from guestcore.checkpoint.container import Group, has_checkpoint_magic
from guestcore.checkpoint.reader import CheckpointReader
from guestcore.errors import GuestCoreError
from guestcore.files.source_file import SourceFile


class TagListing(NamedTuple):
    """One tag. ``size`` is in bytes, in the file; ``offset`` counts from its start."""

    group: str
    name: str
    indices: tuple[int, ...]
    size: int
    offset: int
    value: int | None


def list_tags(path: Path) -> Iterator[TagListing]:
    """Yield the tags in the order of the file; none if it is no checkpoint.

    What a damaged group holds behind the damage is left out.

    :raises GuestCoreError: if the header is damaged.
    """
    with SourceFile(path) as file:
        if not has_checkpoint_magic(file.read_at(0, min(4, file.size))):
            return
        reader = CheckpointReader(file)
        seen = set()
        for group in reader.container.groups:
            if group.position not in seen:  # two may share their tags
                seen.add(group.position)
                yield from _list_group(reader, group)


def _list_group(reader: CheckpointReader, group: Group) -> Iterator[TagListing]:
    walk = reader.open_walk(group)
    facts = {name for owner, name in layout.FORMAT_FACTS if owner == group.name}
    is_cpu = group.name == layout.GroupName.CPU
    try:
        for tag in walk.tags():
            value = tag.number if tag.name in facts else None
            if is_cpu and value and tag.name == layout.VCPU_COUNT:
                walk.limit = layout.max_cpu_tags(min(value, layout.MAX_VCPUS))
            name = tag.name.decode("utf-8", "surrogateescape")
            yield TagListing(group.name, name, tag.indices, tag.size, tag.offset, value)
    except GuestCoreError:
        return  # opening the file says what is wrong; the list shows what is there
