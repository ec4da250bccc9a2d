"""Writes the container of a checkpoint: header, groups, tags.

The format's facts, with their sources, stand in FORMAT.md; the readers have
declarations of their own, so that the two check each other.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

MAGIC = 0xBED2BED2
_NAME_SIZE = 64
_COMPRESSED, _BLOCK = 62, 63
_CRASH_BYTES_PER_GROUP = 6400
"""crash reads this much behind the header for each group, and gives up on files
that are shorter [crash]."""


@dataclass(frozen=True, slots=True)
class Streamed:
    """A value too large to hold: written straight into the file."""

    size: int
    """Bytes in memory, that is, once decompressed."""
    write: Callable[[BinaryIO], None]
    """Writes the value from the file's position on and leaves it behind the end."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One item of a group.

    Up to 61 bytes can be written inline, anything as a block.
    """

    name: str
    indices: tuple[int, ...] = ()
    value: bytes | Streamed = b""
    block: bool = False
    padding: int = 0
    """Bytes skipped before a block's data (at most 65535)."""
    alignment: int = 1
    """Of a block's data in the file; adds to the padding."""
    decoded_size: int | None = None
    """Makes it a compressed block: the size once decompressed."""


@dataclass(slots=True)
class Group:
    """A named sequence of tags; lists, so that tests can rearrange them."""

    name: str
    tags: list[Tag] = field(default_factory=list)


def number(name: str, value: int, width: int, *indices: int) -> Tag:
    """Return an inline number of *width* bytes."""
    return Tag(name, indices, value.to_bytes(width, "little"))


def block(name: str, value: bytes, *indices: int, padding: int = 0) -> Tag:
    """Return a plain block."""
    return Tag(name, indices, value, block=True, padding=padding)


def text_block(name: str, text: str, size: int = 256) -> Tag:
    """Return a text of fixed size, padded with NUL."""
    return block(name, text.encode().ljust(size, b"\0"))


def write_state(
    path: Path,
    groups: Sequence[Group],
    *,
    magic: int = MAGIC,
    version: int = 8,
    descriptor_size: int = 80,
    crash_readable: bool = True,
) -> None:
    """Write a state file of these groups, one behind the other.

    :param magic: A low nibble of 0 selects the 32-bit variant: u32 block sizes.
    :param descriptor_size: 80, or 72 (u32 position and size), which some
        believe the 32-bit variant to have.
    :param crash_readable: Append what crash wants to read behind short files.
    :raises FileExistsError: if the file exists.
    """
    sizes = "<IIH" if magic & 0xF == 0 else "<QQH"
    descriptor = {80: "<64sQQ", 72: "<64sII"}[descriptor_size]
    table = [struct.pack("<III", magic, version, len(groups))]
    with path.open("xb") as file:
        file.seek(len(table[0]) + descriptor_size * len(groups))
        for group in groups:
            name = group.name.encode()
            if len(name) > _NAME_SIZE:
                raise ValueError(f"group name longer than {_NAME_SIZE} bytes: {name!r}")
            start = file.tell()
            for tag in group.tags:
                _write_tag(file, tag, sizes)
            file.write(b"\0\0")
            table.append(struct.pack(descriptor, name, start, file.tell() - start))
        if crash_readable:
            wanted = len(table[0]) + _CRASH_BYTES_PER_GROUP * len(groups)
            file.truncate(max(file.tell(), wanted))
        file.seek(0)
        file.write(b"".join(table))


def _write_tag(file: BinaryIO, tag: Tag, sizes: str) -> None:
    name = tag.name.encode()
    is_block = tag.block or tag.decoded_size is not None
    if tag.decoded_size is not None:
        code = _COMPRESSED
    elif is_block:
        code = _BLOCK
    elif isinstance(tag.value, bytes) and len(tag.value) < _COMPRESSED:
        code = len(tag.value)
    else:
        raise ValueError(f"{tag.name} is too long to be written inline")
    file.write(struct.pack("<BB", len(tag.indices) << 6 | code, len(name)) + name)
    file.write(struct.pack(f"<{len(tag.indices)}I", *tag.indices))
    if is_block:
        _write_block(file, tag, sizes)
    elif isinstance(tag.value, bytes):
        file.write(tag.value)


def _write_block(file: BinaryIO, tag: Tag, sizes: str) -> None:
    header = file.tell()
    start = header + struct.calcsize(sizes) + tag.padding
    start += -start % tag.alignment
    file.seek(start)
    if isinstance(tag.value, bytes):
        file.write(tag.value)
        decoded_size = len(tag.value)
    else:
        tag.value.write(file)
        decoded_size = tag.value.size
    end = file.tell()
    if tag.decoded_size is not None:
        decoded_size = tag.decoded_size
    padding = start - header - struct.calcsize(sizes)
    file.seek(header)
    file.write(struct.pack(sizes, end - start, decoded_size, padding))
    file.seek(end)
