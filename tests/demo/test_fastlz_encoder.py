import random

import pytest

from guestcore.demo.fastlz_encoder import CHAIN_BLOCK, encode, encode_chain_block
from tests.builders.plain_checkpoint import decode_chain, decode_fastlz

# hand-made from the grammar; FastLZ's own decoder agrees with these
VECTORS = {
    "no match": (b"ABC", 1, "02414243"),
    "zeros, level 1": (bytes(64), 1, "0000e03600"),
    "zeros, level 2": (bytes(64), 2, "2000e03600"),
    "length beyond one byte": (b"A" * 301, 2, "2041e0ff2400"),
    "exactly 255 more": (b"A" * 265, 2, "2041e0ff0000"),
    "two matches where level 1 ends": (b"A" * 266, 1, "0041e0fd002000"),
}


@pytest.mark.parametrize(("data", "level", "expected"), VECTORS.values(), ids=VECTORS)
def test_streams_follow_the_grammar(data, level, expected):
    assert encode(data, level=level).hex() == expected


def texts():
    source = random.Random(1)
    noise = source.randbytes(1 << 17)
    mixed = b"".join(
        source.choice(
            (
                bytes(source.randrange(1, 900)),
                source.randbytes(source.randrange(1, 50)),
                b"the same words again",
            )
        )
        for _ in range(600)
    )
    yield pytest.param(b"\0", id="one byte")
    yield pytest.param(noise[:33], id="two literal runs")
    yield pytest.param(noise, id="noise")
    yield pytest.param(mixed, id="mixed")
    yield pytest.param(bytes(source.choice(b"ab") for _ in range(3000)), id="bits")
    for period in (8191, 8192, 8193, 73727, 73728):
        yield pytest.param(noise[:period] * 3, id=f"period {period}")


@pytest.mark.parametrize("level", [1, 2])
@pytest.mark.parametrize("data", [*texts()])
def test_what_is_encoded_decodes_to_the_same(data, level):
    assert decode_fastlz(encode(data, level=level)) == data


@pytest.mark.parametrize(
    ("period", "is_found"), [(8193, True), (73727, True), (73728, False)]
)
def test_level_2_reaches_73727_bytes_back(period, is_found):
    data = random.Random(2).randbytes(period) * 2
    assert (len(encode(data, level=2)) < period * 1.5) is is_found


def test_the_level_goes_by_size():
    assert encode(bytes(65535))[0] >> 5 == 0
    assert encode(bytes(65536))[0] >> 5 == 1


def test_four_mebibytes_of_zeros_shrink_to_16453_bytes():
    stream = encode(bytes(CHAIN_BLOCK))
    assert stream == bytes.fromhex("2000e0") + b"\xff" * 16448 + bytes.fromhex("3600")


def test_what_does_not_shrink_is_stored():
    noise = random.Random(3).randbytes(5000)
    block = encode_chain_block(noise)
    assert block[:16] == (5000).to_bytes(8, "little") * 2
    assert decode_chain(block) == noise


def test_nothing_cannot_be_encoded():
    with pytest.raises(ValueError, match="empty"):
        encode(b"")
