"""The simplest reader of a checkpoint: trusts everything, shares no code."""

from __future__ import annotations

import struct
from dataclasses import dataclass


@dataclass(frozen=True)
class PlainTag:
    name: str
    indices: tuple[int, ...]
    data: bytes
    decoded_size: int
    code: int
    offset: int
    padding: int

    @property
    def number(self) -> int:
        return int.from_bytes(self.data, "little")


@dataclass(frozen=True)
class PlainState:
    magic: int
    version: int
    extents: dict[str, tuple[int, int]]
    groups: dict[str, list[PlainTag]]

    def tag(self, group: str, name: str, *indices: int) -> PlainTag:
        (found,) = self.tags(group, name, *indices)
        return found

    def tags(self, group: str, name: str, *indices: int) -> list[PlainTag]:
        return [
            tag
            for tag in self.groups[group]
            if tag.name == name and tag.indices == indices
        ]


def parse_state(data: bytes, descriptor: str = "<64sQQ") -> PlainState:
    magic, version, count = struct.unpack_from("<III", data)
    sizes = "<IIH" if magic & 0xF == 0 else "<QQH"
    extents, groups = {}, {}
    for index in range(count):
        place = 12 + struct.calcsize(descriptor) * index
        raw_name, position, size = struct.unpack_from(descriptor, data, place)
        name = raw_name.rstrip(b"\0").decode()
        extents[name] = (position, size)
        groups[name] = _parse_tags(data, position, sizes)
    return PlainState(magic, version, extents, groups)


def _parse_tags(data: bytes, position: int, sizes: str) -> list[PlainTag]:
    tags = []
    while data[position : position + 2] != b"\0\0":
        flags, length = data[position], data[position + 1]
        position += 2
        name = data[position : position + length].decode()
        position += length
        indices = struct.unpack_from(f"<{flags >> 6}I", data, position)
        position += 4 * len(indices)
        size = decoded = code = flags & 63
        padding = 0
        if code >= 62:
            size, decoded, padding = struct.unpack_from(sizes, data, position)
            position += struct.calcsize(sizes) + padding
        value = data[position : position + size]
        tags.append(PlainTag(name, indices, value, decoded, code, position, padding))
        position += size
    return tags


def decode_chain(data: bytes) -> bytes:
    blocks, position = [], 0
    while position < len(data):
        size, stored = struct.unpack_from("<QQ", data, position)
        stream = data[position + 16 : position + 16 + stored]
        blocks.append(stream if size == stored else decode_fastlz(stream))
        assert len(blocks[-1]) == size
        position += 16 + stored
    return b"".join(blocks)


def decode_fastlz(stream: bytes) -> bytes:
    level, out = (stream[0] >> 5) + 1, bytearray()
    rest = iter(stream)
    control = next(rest) & 31
    while True:
        if control < 32:
            out += bytes(next(rest) for _ in range(control + 1))
        else:
            length, high = (control >> 5) + 2, control & 31
            more = control >= 224
            while more:
                byte = next(rest)
                length += byte
                more = level == 2 and byte == 255
            low = next(rest)
            back = (high << 8 | low) + 1
            if level == 2 and back == 8192:
                back += next(rest) << 8 | next(rest)
            assert back <= len(out)
            piece = out[-back:]
            out += (piece * (length // back + 1))[:length]
        following = next(rest, None)
        if following is None:
            return bytes(out)
        control = following
