"""Walks the tags of one group without reading what they hold.

The loop is plain struct work: a group may hold two million tags. Memory of many
gigabytes may lie between two tags, so they are read through a small window.
"""

from __future__ import annotations

import struct
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from guestcore.checkpoint import layout
from guestcore.checkpoint.container import Group
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.sentence import sentence

_FIRST_WINDOW = 512
_LARGEST_WINDOW = 64 << 10
_MARGIN = layout.MAX_HEADER + layout.COMPRESSED
"""A tag whose first byte is this far from the window's end lies all inside."""
_UNPACK_INDICES = tuple(struct.Struct(f"<{count}I").unpack_from for count in range(4))


class Tag(NamedTuple):
    """One tag. Offsets count from the start of the file."""

    name: bytes
    indices: tuple[int, ...]
    code: int
    """Inline size, or :data:`~.layout.BLOCK` or ``COMPRESSED``."""
    offset: int
    """Of the data."""
    size: int
    """Bytes in the file."""
    memory_size: int
    """Bytes once decompressed."""
    value: bytes
    """Inline data; empty for a block."""

    @property
    def is_block(self) -> bool:
        """True if the data must be read apart."""
        return self.code >= layout.COMPRESSED

    @property
    def end(self) -> int:
        """File offset behind the data."""
        return self.offset + self.size

    @property
    def may_be_compressed(self) -> bool:
        """True if so marked, or if the sizes of a plain block differ."""
        compressed = self.code == layout.COMPRESSED
        return self.is_block and (compressed or self.size != self.memory_size)

    @property
    def number(self) -> int | None:
        """The inline number, unsigned; ``None`` if the width is no number's."""
        if self.code not in layout.NUMBER_WIDTHS:
            return None
        return int.from_bytes(self.value, "little")


@dataclass(slots=True)
class Budget:
    """What may still be spent on all groups of a file."""

    tags: int = layout.MAX_TAGS
    metadata: int = layout.MAX_METADATA


class TagWalk:
    """The tags of one group, to be iterated once.

    :param budget: Shared by all groups of the file.
    :param end_known: True if the announced end can be trusted: another group, or
        the end of the file, follows there. Then no terminator is needed.
    """

    def __init__(
        self,
        file: SourceFile,
        group: Group,
        budget: Budget,
        *,
        old: bool,
        end_known: bool = False,
    ) -> None:
        self.file = file
        self.group = group
        self.limit = layout.MAX_GROUP_TAGS
        """Most tags; may be raised while walking."""
        self.end: int | None = None
        """File offset behind the group, once walked to its end."""
        self._budget = budget
        self._stop = group.position + group.size if end_known else -1
        self._block_header = layout.OLD_BLOCK_HEADER if old else layout.BLOCK_HEADER
        self._window = _FIRST_WINDOW
        self._read_up_to = -1

    def tags(self, wanted: Container[bytes] | None = None) -> Iterator[Tag]:
        """Yield the tags in order; a block that exceeds the file comes last.

        :param wanted: Names to yield, ``None`` for all; the others are only
            checked.
        :raises GuestCoreError: ``truncated`` where a tag exceeds the file,
            ``damaged`` where there are more tags than possible.
        """
        new_tag, file_size = tuple.__new__, self.file.size
        base = self.group.position
        buffer = self._read_window(base)
        i, safe, count = 0, len(buffer) - _MARGIN, 0
        try:
            while True:
                if i > safe:
                    base += i
                    buffer = self._read_window(base)
                    i, safe = 0, len(buffer) - _MARGIN
                flags, name_length = buffer[i], buffer[i + 1]
                if (not flags and not name_length) or base + i == self._stop:
                    break
                count += 1
                if count > self.limit or count > self._budget.tags:
                    raise self._too_many(count)
                k = i + 2 + name_length
                name = buffer[i + 2 : k]
                indices_at, k = k, k + (flags >> 6 << 2)
                code = flags & 63
                if code < layout.COMPRESSED:
                    i = k + code
                    if base + i > file_size:
                        raise self._exceeds_file(name, base + k, code)
                    if wanted is None or name in wanted:
                        indices = _UNPACK_INDICES[flags >> 6](buffer, indices_at)
                        value = buffer[k:i]
                        fields = name, indices, code, base + k, code, code, value
                        yield new_tag(Tag, fields)
                    continue
                size, memory_size, padding = self._block_header.unpack_from(buffer, k)
                k += self._block_header.size
                exceeds = base + k + padding + size > file_size
                if base + k <= file_size and (wanted is None or name in wanted):
                    indices = _UNPACK_INDICES[flags >> 6](buffer, indices_at)
                    offset = base + k + padding
                    fields = name, indices, code, offset, size, memory_size, b""
                    yield new_tag(Tag, fields)
                if exceeds:
                    raise self._exceeds_file(name, base + k + padding, size)
                i = k + padding + size
        finally:
            self._budget.tags -= count
        position = base + i
        self._require_end(position)
        self.end = position if position == self._stop else position + 2

    def _read_window(self, position: int) -> bytes:
        """Return bytes from *position* on, with zeros behind the file's end.

        Small after a jump, so that tags between large blocks cost little.
        """
        follows = position <= self._read_up_to
        grown = min(self._window * 4, _LARGEST_WINDOW)
        self._window = grown if follows else _FIRST_WINDOW
        size = min(self._window, self.file.size - position)
        self._budget.metadata -= size
        if self._budget.metadata < 0:
            raise GuestCoreError(
                ErrorKind.DAMAGED,
                sentence(
                    "the tags of {path} take more than {max_metadata} MiB, in "
                    "group {name}",
                    path=self.file.path,
                    max_metadata=layout.MAX_METADATA >> 20,
                    name=self.group.name,
                ),
                hint=sentence("copy the file again"),
            )
        self._read_up_to = position + size
        data = self.file.read_at(position, size)
        return data if size == self._window else data + bytes(_MARGIN)

    def _require_end(self, position: int) -> None:
        """Refuse a group that the end of the file cut between two tags."""
        announced = self.group.position + self.group.size
        if position + 2 > self.file.size and position < announced:
            raise self._exceeds_file(b"(the next one)", position, 2)

    def _too_many(self, count: int) -> GuestCoreError:
        return GuestCoreError(
            ErrorKind.DAMAGED,
            sentence(
                "group {name} of {path} holds {count} tags or more, which is more "
                "than possible",
                name=self.group.name,
                path=self.file.path,
                count=count,
            ),
            hint=sentence("copy the file again"),
        )

    def _exceeds_file(self, name: bytes, offset: int, size: int) -> GuestCoreError:
        shown = name.decode("utf-8", "surrogateescape") or "(cut)"
        return GuestCoreError(
            ErrorKind.TRUNCATED,
            sentence(
                "{path} ends inside group {name}, tag {shown}: {size} bytes wanted "
                "at offset {offset:#x}, the file has {file_size}",
                path=self.file.path,
                name=self.group.name,
                shown=shown,
                size=size,
                offset=offset,
                file_size=self.file.size,
            ),
            hint=sentence("copy the file again"),
        )
