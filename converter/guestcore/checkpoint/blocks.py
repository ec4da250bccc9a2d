"""Loads the blocks that are needed whole: texts, packed registers, bitmaps.

Code 62 marks a compressed block; with which codec no source tells. Each that fits
is tried and believed only if it gives exactly the announced size: zlib, which older
products have; a chain of FastLZ blocks, as in memory files; one FastLZ stream.
"""

from __future__ import annotations

import zlib

from guestcore.checkpoint import layout
from guestcore.checkpoint.tags import Tag
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.block_chain import CHAIN_HEADER, MAX_BLOCK
from guestcore.files.fastlz import MAX_DISTANCE, FastLzError, decompress
from guestcore.files.source_file import SourceFile
from guestcore.sentence import sentence

_FREE_CHAIN_BLOCKS, _CHAIN_BLOCK = 16, 4096
"""Beyond the first 16, blocks of a chain must have 4 KiB on average: a bound on
their number, far below the 4 MiB that they have in memory files."""


def read_data(file: SourceFile, tag: Tag, limit: int) -> bytes:
    """Return what a tag holds, decompressed.

    :param limit: Most bytes, on disk and in memory.
    :raises GuestCoreError: ``damaged`` if it is larger or cannot be decompressed.
    """
    if not tag.is_block:
        return tag.value[:limit]
    if max(tag.size, tag.memory_size) > limit:
        size = max(tag.size, tag.memory_size)
        raise _damaged(
            file,
            tag,
            sentence("holds {size} bytes, more than {limit}", size=size, limit=limit),
        )
    data = file.read_at(tag.offset, tag.size)
    if not tag.may_be_compressed:
        return data
    decoded = _decompress(data, tag.memory_size)
    if decoded is not None:
        return decoded
    if tag.code == layout.BLOCK:
        return data  # the sizes differ, but nothing says that it is compressed
    raise _damaged(file, tag, sentence("is compressed in a way that we do not know"))


def read_prefix(file: SourceFile, tag: Tag, size: int, limit: int) -> bytes:
    """Return the first *size* bytes of a tag, or all if it holds less.

    :param limit: Most bytes of a compressed one, which has to be read whole.
    :raises GuestCoreError: as :func:`read_data`, if it is compressed.
    """
    if tag.is_block and not tag.may_be_compressed:
        return file.read_at(tag.offset, min(tag.size, size))
    return read_data(file, tag, limit)[:size]


def read_text(file: SourceFile, tag: Tag) -> str | None:
    """Return a text up to its first NUL; ``None`` if it is empty."""
    data = read_prefix(file, tag, layout.MAX_TEXT, layout.MAX_COMPRESSED_TEXT)
    return data.partition(b"\0")[0].decode("utf-8", "surrogateescape") or None


def is_zlib(head: bytes) -> bool:
    """True if *head* begins a zlib stream (RFC 1950) that can be inflated so far."""
    if len(head) < 2 or head[0] & 0xF != 8 or (head[0] << 8 | head[1]) % 31:
        return False
    try:
        zlib.decompressobj().decompress(head, 1)
    except zlib.error:
        return False
    return True


def _decompress(data: bytes, size: int) -> bytes | None:
    """Return the *size* bytes behind *data* by the codec that gives just as many."""
    if is_zlib(data):
        inflated = _inflate(data, size)
        if inflated is not None:
            return inflated
    chained = _decode_chain(data, size)
    if chained is not None:
        return chained
    try:
        return bytes(decompress(data, size))
    except FastLzError:
        return None


def _inflate(data: bytes, size: int) -> bytes | None:
    inflater = zlib.decompressobj()
    try:
        decoded = inflater.decompress(data, size + 1)
    except zlib.error:
        return None
    return decoded if len(decoded) == size and inflater.eof else None


def _decode_chain(data: bytes, size: int) -> bytes | None:
    """Decode *data* as a chain of blocks, ``None`` if it is none of that size."""
    decoded = bytearray()
    at = count = 0
    while at + CHAIN_HEADER.size <= len(data):
        block_size, stored = CHAIN_HEADER.unpack_from(data, at)
        at += CHAIN_HEADER.size
        end = at + stored
        fits = 0 < stored <= block_size <= MAX_BLOCK and end <= len(data)
        count += 1
        many = count > _FREE_CHAIN_BLOCKS + len(decoded) // _CHAIN_BLOCK
        if many or not fits or len(decoded) + block_size > size:
            return None
        block = data[at:end]
        if stored < block_size:
            window = bytes(decoded[-MAX_DISTANCE:]) if decoded else None
            try:
                block = bytes(decompress(block, block_size, window))
            except FastLzError:
                return None
        decoded += block
        at = end
    return bytes(decoded) if at == len(data) and len(decoded) == size else None


def _damaged(file: SourceFile, tag: Tag, what: str) -> GuestCoreError:
    name = tag.name.decode("utf-8", "surrogateescape")
    return GuestCoreError(
        ErrorKind.DAMAGED,
        sentence(
            "tag {name} of {path} at {offset:#x} {what}",
            name=name,
            path=file.path,
            offset=tag.offset,
            what=what,
        ),
        hint=sentence("copy the file again"),
    )
