"""State files as bytes, free to be wrong: shares no code with writer or reader."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from guestcore.files.source_file import SourceFile

MAGIC = 0xBED2BED2
END = b"\0\0"
MAGICS = (
    0xBED2BED2, 0xBED3BED3, 0xBAD1BAD1, 0xBAD2BAD2,
    0xBED0BED0, 0xBED2BED0, 0xBAD0BAD0,
)  # fmt: skip
OLD_MAGICS = MAGICS[4:]


def item(name: str | bytes, *indices: int, value: bytes = b"") -> bytes:
    """Return a tag with its value inline."""
    return _start(name, indices, len(value)) + value


def num(name: str | bytes, value: int, width: int, *indices: int) -> bytes:
    """Return a tag with an inline number of *width* bytes."""
    return item(name, *indices, value=value.to_bytes(width, "little"))


def block(
    name: str | bytes,
    data: bytes,
    *indices: int,
    padding: int = 0,
    code: int = 63,
    memory_size: int | None = None,
    size: int | None = None,
    sizes: str = "<QQH",
) -> bytes:
    """Return a block; *size* and *memory_size* may announce what is not true."""
    size = len(data) if size is None else size
    memory_size = size if memory_size is None else memory_size
    header = struct.pack(sizes, size, memory_size, padding)
    return _start(name, indices, code) + header + b"\xee" * padding + data


def packed(name: str | bytes, data: bytes, decoded_size: int, *indices: int) -> bytes:
    """Return a compressed block."""
    return block(name, data, *indices, code=62, memory_size=decoded_size)


def _start(name: str | bytes, indices: Sequence[int], code: int) -> bytes:
    raw = name if isinstance(name, bytes) else name.encode()
    flags = len(indices) << 6 | code
    return struct.pack(f"<BB{len(raw)}s{len(indices)}I", flags, len(raw), raw, *indices)


@dataclass(frozen=True)
class RawGroup:
    """A group: its tags as bytes, and what the table says of it."""

    name: str | bytes
    body: bytes
    size: int | None = None
    """As announced; the true one if None."""
    position: int | None = None
    """As announced; the true one if None."""


def state_bytes(
    groups: Sequence[RawGroup] | Mapping[str, bytes],
    *,
    magic: int = MAGIC,
    version: int = 8,
    descriptor: str = "<64sQQ",
    count: int | None = None,
) -> bytes:
    """Return a state file; a mapping is names and tags, each ended properly."""
    if isinstance(groups, Mapping):
        groups = [RawGroup(name, body + END) for name, body in groups.items()]
    place = 12 + struct.calcsize(descriptor) * len(groups)
    table, bodies = b"", b""
    for group in groups:
        name = group.name if isinstance(group.name, bytes) else group.name.encode()
        position = place + len(bodies) if group.position is None else group.position
        size = len(group.body) if group.size is None else group.size
        table += struct.pack(descriptor, name, position, size)
        bodies += group.body
    count = len(groups) if count is None else count
    return struct.pack("<III", magic, version, count) + table + bodies


def regions(
    *described: tuple[int, int], count: int | None = None, width: int = 4
) -> bytes:
    """Return the region tags of (page, pages), numbered as they tile the image."""
    tags = num("regionsCount", len(described) if count is None else count, 4)
    at = 0
    for index, (page, pages) in enumerate(described):
        tags += num("regionPageNum", at, width, index)
        tags += num("regionPPN", page, width, index)
        tags += num("regionSize", pages, width, index)
        at += pages
    return tags


def chain(data: bytes, block_size: int = 4 << 20) -> bytes:
    """Return *data* as a chain of stored blocks."""
    pieces = (data[at : at + block_size] for at in range(0, len(data), block_size))
    return b"".join(
        struct.pack("<QQ", len(piece), len(piece)) + piece for piece in pieces
    )


def literal_fastlz(data: bytes, level: int) -> bytes:
    """Return *data* as a FastLZ stream of nothing but literals."""
    runs = [data[at : at + 32] for at in range(0, len(data), 32)]
    stream = bytearray(b"".join(bytes([len(run) - 1]) + run for run in runs))
    stream[0] |= (level - 1) << 5
    return bytes(stream)


def compressions(data: bytes) -> dict[str, bytes]:
    """Return *data* in every way a compressed block may hold it."""
    return {
        "zlib": zlib.compress(data),
        "stored chain": chain(data, max(len(data) // 2, 1)),
        "FastLZ level 1": literal_fastlz(data, 1),
        "FastLZ level 2": literal_fastlz(data, 2),
    }


@contextmanager
def opened(path: Path, data: bytes) -> Iterator[SourceFile]:
    """Write *data* and open it as the product does."""
    path.write_bytes(data)
    with SourceFile(path) as file:
        yield file
