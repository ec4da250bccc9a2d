"""Damage to bytes, repeatable from a seed: anywhere, and where numbers lie."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

INTERESTING = (
    0, 1, 2, 3, 8, 62, 63, 0x7F, 0x80, 0xFF, 0xFFF, 0x1000, 0x7FFF, 0x8000, 0xFFFF,
    0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 1 << 32, (1 << 34) + 1, 1 << 40,
    (1 << 52) - 1, 1 << 52, (1 << 63) - 1, 1 << 63, (1 << 64) - 1,
)  # fmt: skip
WIDTHS = (1, 2, 4, 8)


class Field(NamedTuple):
    """A little-endian number that the format keeps here: what a liar would change."""

    offset: int
    width: int


def mutate(
    data: bytes,
    rng: random.Random,
    fields: Sequence[Field] = (),
    hot: Sequence[tuple[int, int]] = (),
) -> bytes:
    """Return *data* with a few changes.

    :param fields: Half of the time only these are changed, then also both.
    :param hot: (offset, size) of the parts worth changing; all of it if empty.
    """
    changed = bytearray(data)
    choice = rng.random()
    if fields and choice < 0.7:
        for _ in range(_few(rng)):
            _lie(changed, rng, rng.choice(fields), fields)
    if not fields or choice > 0.5:
        parts = hot or ((0, len(data)),)
        for _ in range(_few(rng)):
            at, size = rng.choice(parts)
            end = min(at + size, len(changed))
            if at < end:
                rng.choice(CHANGES)(changed, rng, at, end)
    return bytes(changed)


def _few(rng: random.Random) -> int:
    return min(8, 1 + int(rng.expovariate(0.8)))


def _lie(
    data: bytearray, rng: random.Random, field: Field, fields: Sequence[Field]
) -> None:
    """Give a field another value: an odd one, a near one, a place in the file."""
    at, width = field
    told = int.from_bytes(data[at : at + width], "little")
    other_at, other_width = rng.choice(fields)
    value = rng.choice(
        (
            rng.choice(INTERESTING),
            told + rng.choice((-1, 1, 2, 8, -16, 4096, -4096)),
            told * 2,
            told << 12,
            told ^ 1 << rng.randrange(8 * width),
            len(data) + rng.randint(-2, 2),
            len(data) - at,
            at + rng.randint(-64, 64),
            int.from_bytes(data[other_at : other_at + other_width], "little"),
            rng.getrandbits(8 * width),
        )
    )
    _put(data, at, width, value)


def _put(data: bytearray, at: int, width: int, value: int) -> None:
    piece = (value % (1 << 8 * width)).to_bytes(width, "little")
    data[at : at + width] = piece[: max(len(data) - at, 0)]


def _flip_bit(data: bytearray, rng: random.Random, at: int, end: int) -> None:
    data[rng.randrange(at, end)] ^= 1 << rng.randrange(8)


def _set_number(data: bytearray, rng: random.Random, at: int, end: int) -> None:
    place, width = rng.randrange(at, end), rng.choice(WIDTHS)
    _put(data, place, width, rng.choice(INTERESTING))


def _add_to_number(data: bytearray, rng: random.Random, at: int, end: int) -> None:
    place, width = rng.randrange(at, end), rng.choice(WIDTHS)
    told = int.from_bytes(data[place : place + width], "little")
    _put(data, place, width, told + rng.randint(-16, 16))


def _random_bytes(data: bytearray, rng: random.Random, at: int, end: int) -> None:
    place = rng.randrange(at, end)
    count = min(rng.randint(1, 16), end - place)
    data[place : place + count] = rng.randbytes(count)


def _cut_end(data: bytearray, rng: random.Random, at: int, end: int) -> None:
    del data[rng.randrange(at, end) :]


def _cut_out(data: bytearray, rng: random.Random, at: int, end: int) -> None:
    place = rng.randrange(at, end)
    del data[place : place + rng.choice((1, 2, 4, 8, 16, 64, 4096))]


def _insert(data: bytearray, rng: random.Random, at: int, end: int) -> None:
    place = rng.randrange(at, end)
    data[place:place] = rng.randbytes(rng.choice((1, 2, 4, 8, 16, 64)))


def _copy_over(data: bytearray, rng: random.Random, at: int, end: int) -> None:
    count = rng.randint(1, 128)
    source, target = rng.randrange(at, end), rng.randrange(at, end)
    piece = data[source : source + count]
    data[target : target + len(piece)] = piece


def _repeat(data: bytearray, rng: random.Random, at: int, end: int) -> None:
    place = rng.randrange(at, end)
    piece = data[place : place + rng.randint(1, 64)]
    data[place:place] = piece * rng.randint(1, 32)


CHANGES = (
    _flip_bit, _flip_bit, _set_number, _set_number, _add_to_number, _random_bytes,
    _cut_end, _cut_out, _insert, _copy_over, _repeat,
)  # fmt: skip
