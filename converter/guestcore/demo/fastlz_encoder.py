"""Compresses as VMware's memory files are compressed: FastLZ, in a chain of blocks.

The grammar (levels in the top three bits of the first byte, level 1 below 64 KiB
and level 2 from there on) is public [fastlz], the chain of 4 MiB blocks is
described by [vmem-decrypt]; see FORMAT.md. Quick on runs, of which memory is full;
elsewhere good for some megabytes a second.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

CHAIN_BLOCK = 4 << 20
"""Bytes of memory in each block of a chain, the last one excepted."""

_LEVEL_2_FROM = 1 << 16
_HASH_BITS = 16
_HASH_MASK = (1 << _HASH_BITS) - 1
_HASH_SHIFT = 16
_HASH_FACTOR = 0x9E37_79B1
"""2**32 divided by the golden ratio: spreads well."""
_PATIENCE = 5
"""Every 2**5 misses the step grows by one."""
_MAX_LITERALS = 32
_MIN_MATCH = 4
_MIN_FAR_MATCH = 6
"""A far match takes 4 bytes: shorter ones would gain next to nothing."""
_NEAR_1, _NEAR_2 = 8192, 8191
"""Largest distance of a short match (level 2 keeps one value as its escape)."""
_FAR = 8191 + 65536
_MAX_MATCH_1 = 9 + 255


def encode_chain_block(data: bytes) -> bytes:
    """Return one block of a chain: both sizes, then FastLZ, or *data* as it is."""
    stream = encode(data)
    if len(stream) >= len(data):
        stream = data
    return struct.pack("<QQ", len(data), len(stream)) + stream


def encode(data: bytes, *, level: int | None = None) -> bytes:
    """Return a FastLZ stream of *data* (at least one byte).

    :param level: 1 or 2; by default what FastLZ itself takes for this size.
    """
    if not data:
        raise ValueError("FastLZ cannot hold an empty text")
    if level is None:
        level = 1 if len(data) < _LEVEL_2_FROM else 2
    out = bytearray()
    done = 0
    for position, length, back in _matches(data, level):
        _put_literals(out, data[done:position])
        _put_match(out, length, back, level)
        done = position + length
    _put_literals(out, data[done:])
    out[0] |= (level - 1) << 5
    return bytes(out)


def _matches(data: bytes, level: int) -> Iterator[tuple[int, int, int]]:
    """Yield (position, length, how far back) of what to copy, in order.

    Remembers one place for each hash of 4 bytes. The longer nothing matches, the
    fewer places are looked at.
    """
    near, far = (_NEAR_1, _NEAR_1) if level == 1 else (_NEAR_2, _FAR)
    places = [-far - 1] * (1 << _HASH_BITS)
    position = misses = 0
    while position + _MIN_MATCH <= len(data):
        word = data[position : position + _MIN_MATCH]
        key = int.from_bytes(word, "little") * _HASH_FACTOR >> _HASH_SHIFT & _HASH_MASK
        back = position - places[key]
        places[key] = position
        length = 0
        if back <= far and data.startswith(word, position - back):
            length = _match_length(data, position, back)
        if length >= (_MIN_MATCH if back <= near else _MIN_FAR_MATCH):
            yield position, length, back
            position += length
            misses = 0
        else:
            position += 1 + (misses >> _PATIENCE)
            misses += 1


def _match_length(data: bytes, position: int, back: int) -> int:
    """Return how many bytes repeat, knowing that the first four do."""
    end = position + _MIN_MATCH
    close = min(end + 16, len(data))
    while end < close:
        if data[end] != data[end - back]:
            return end - position
        end += 1
    step = 16
    while step:  # pieces that double in size, then halve
        piece = data[end : end + step]
        if piece and piece == data[end - back : end - back + len(piece)]:
            end += len(piece)
            step *= 2
        else:
            step //= 2
    return end - position


def _put_literals(out: bytearray, literals: bytes) -> None:
    for start in range(0, len(literals), _MAX_LITERALS):
        piece = literals[start : start + _MAX_LITERALS]
        out.append(len(piece) - 1)
        out += piece


def _put_match(out: bytearray, length: int, back: int, level: int) -> None:
    if level == 1:
        while length > _MAX_MATCH_1:
            piece = min(_MAX_MATCH_1, length - 3)  # 3 is the shortest match
            _put_near(out, piece, back - 1, level)
            length -= piece
        _put_near(out, length, back - 1, level)
    elif back <= _NEAR_2:
        _put_near(out, length, back - 1, level)
    else:
        _put_head(out, length, 31, level)
        out.append(255)
        out += (back - _NEAR_2 - 1).to_bytes(2, "big")


def _put_near(out: bytearray, length: int, distance: int, level: int) -> None:
    _put_head(out, length, distance >> 8, level)
    out.append(distance & 0xFF)


def _put_head(out: bytearray, length: int, high: int, level: int) -> None:
    if length < 9:
        out.append(length - 2 << 5 | high)
        return
    out.append(7 << 5 | high)
    rest = length - 9
    if level == 2:
        out += b"\xff" * (rest // 255)
        rest %= 255
    out.append(rest)
