"""Finds the numbers that a format's readers believe: sizes, counts, places, indices.

The inputs are sound; the walks here trust them and share no code with the product.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from tests.fuzz.mutations import Field

_TABLE_ENTRY_FLAGS = 0x01
_TABLE_SIZE = 4096
_ADDRESS = 0x000F_FFFF_FFFF_F000
_ESSENTIAL = ("memory", "cpu")
_WEIGHT = 4
"""How often fields that a core depends on come up more than others."""


def of_state(data: bytes, *, descriptor: str = "<64sQQ") -> list[Field]:
    """Return header, group table, tag heads, indices, numbers and block headers."""
    magic, _, count = struct.unpack_from("<III", data)
    width = 4 if "I" in descriptor else 8
    sizes = "<IIH" if magic & 0xF == 0 else "<QQH"
    fields = [Field(at, 4) for at in (0, 4, 8)]
    for index in range(count):
        place = 12 + struct.calcsize(descriptor) * index
        raw_name, position, _ = struct.unpack_from(descriptor, data, place)
        name = raw_name.rstrip(b"\0").decode()
        found = [Field(place + 64, width), Field(place + 64 + width, width)]
        found += _of_tags(data, position, sizes)
        fields += found * (_WEIGHT if name in _ESSENTIAL else 1)
    return fields


def _of_tags(data: bytes, at: int, sizes: str) -> Iterator[Field]:
    while data[at : at + 2] != b"\0\0":
        flags, length = data[at], data[at + 1]
        yield Field(at, 1)
        yield Field(at + 1, 1)
        at += 2 + length
        for _ in range(flags >> 6):
            yield Field(at, 4)
            at += 4
        size = flags & 63
        if size >= 62:
            size, _, padding = struct.unpack_from(sizes, data, at)
            for letter in sizes[1:]:
                yield Field(at, struct.calcsize(f"<{letter}"))
                at += struct.calcsize(f"<{letter}")
            at += padding
        elif size in (1, 2, 4, 8):
            yield Field(at, size)
        at += size


def of_words(data: bytes, start: int, end: int, width: int = 4) -> list[Field]:
    """Return every *width* bytes of a part that is nothing but numbers."""
    return [Field(at, width) for at in range(start, min(end, len(data)), width)]


def of_chain(data: bytes, start: int = 0) -> list[Field]:
    """Return both sizes of each block, and the first bytes of its stream."""
    fields = []
    while start < len(data):
        _, stored = struct.unpack_from("<QQ", data, start)
        fields += [Field(start, 8), Field(start + 8, 8)]
        fields += [Field(start + 16 + n, 1) for n in range(min(stored, 8))]
        start += 16 + stored
    return fields


def of_core(data: bytes) -> list[Field]:
    """Return the ELF header's fields, program headers, note heads, QEMU's sizes."""
    wide = data[4] == 2
    (phoff,) = struct.unpack_from("<Q" if wide else "<I", data, 32 if wide else 28)
    count_at, size = (56, 56) if wide else (44, 32)
    (count,) = struct.unpack_from("<H", data, count_at)
    fields = [Field(4, 1), Field(5, 1), Field(16, 2), Field(18, 2)]
    fields += of_words(data, 24, 48 if wide else 36, 8 if wide else 4)
    fields += of_words(data, count_at - 8, count_at + 8, 2)
    for index in range(count):
        at = phoff + index * size
        words = [(at, 4), (at + 4, 4)]
        words += [(at + n, 8) for n in range(8, 56, 8)]
        if not wide:
            words = [(at + n, 4) for n in range(0, 32, 4)]
        fields += [Field(*word) for word in words]
        if struct.unpack_from("<I", data, at) == (4,):
            offset, filesz = (
                struct.unpack_from("<Q16xQ", data, at + 8)
                if wide
                else struct.unpack_from("<I8xI", data, at + 4)
            )
            fields += _of_notes(data, offset, offset + filesz)
    return fields


def _of_notes(data: bytes, at: int, end: int) -> Iterator[Field]:
    while at < end:
        namesz, descsz, _ = struct.unpack_from("<III", data, at)
        yield from (Field(at + n, 4) for n in (0, 4, 8))
        at += 12 + -(-namesz // 4) * 4
        if descsz >= 8:  # version and size of QEMU's note, or the like
            yield Field(at, 4)
            yield Field(at + 4, 4)
        at += -(-descsz // 4) * 4


def of_tables(image: bytes, roots: list[tuple[int, int, int]]) -> list[Field]:
    """Return the present entries of page tables in an image whose offsets are gpa.

    :param roots: (gpa, levels, bytes of an entry).
    """
    fields: dict[Field, None] = {}
    seen = set()
    waiting = list(roots)
    while waiting:
        table, levels, width = waiting.pop()
        if (table, levels) in seen or table + _TABLE_SIZE > len(image):
            continue
        seen.add((table, levels))
        length = 32 if (levels, width) == (3, 8) else _TABLE_SIZE
        for at in range(table, table + length, width):
            entry = int.from_bytes(image[at : at + width], "little")
            if not entry & _TABLE_ENTRY_FLAGS:
                continue
            fields[Field(at, width)] = None
            if levels > 1 and not entry & 0x80:
                waiting.append((entry & _ADDRESS, levels - 1, width))
    return list(fields)
