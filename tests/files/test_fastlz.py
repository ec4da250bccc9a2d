import random
import time
import tracemalloc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guestcore.demo.fastlz_encoder import encode
from guestcore.files.fastlz import (
    MAX_DISTANCE,
    MAX_RATIO,
    Decoder,
    FastLzError,
    WindowNeeded,
    decompress,
)
from tests.builders.plain_checkpoint import decode_fastlz

MIB = 1 << 20

# hand-made from the grammar; FastLZ's own decoder agrees with these
VECTORS = {
    "three literals": ("22414243", b"ABC"),
    "near repetition": ("224142432002", b"ABCABC"),
    "zeros, level 2": ("2000e03600", bytes(64)),
    "zeros, level 1": ("0000e03600", bytes(64)),
    "length beyond one byte": ("2041e0ff2400", b"A" * 301),
    "exactly 255 more": ("2041e0ff0000", b"A" * 265),
    "level 1 stops at 264": ("0041e0ff00", b"A" * 265),
    "4 MiB of zeros": ("2000e0" + "ff" * 16448 + "3600", bytes(4 * MIB)),
}


@pytest.mark.parametrize(("stream", "output"), VECTORS.values(), ids=VECTORS)
def test_known_streams_give_known_bytes(stream, output):
    assert decompress(bytes.fromhex(stream), len(output)) == output


def test_level_2_looks_back_beyond_8191_by_an_escape():
    noise = random.Random(1).randbytes(9000)
    near = encode(noise, level=2) + bytes([0x3F, 0xFE])  # 8191 back
    assert decompress(near, 9003)[9000:] == noise[-8191:-8188]
    far = encode(noise, level=2) + bytes([0x3F, 0xFF, 0x00, 0x02])  # 8192 + 2 back
    assert decompress(far, 9003)[9000:] == noise[-8194:-8191]


def test_level_1_has_no_escape():
    noise = random.Random(1).randbytes(9000)
    stream = encode(noise, level=1) + bytes([0x3F, 0xFF])
    assert decompress(stream, 9003)[9000:] == noise[-8192:-8189]


def texts(longest):
    piece = st.one_of(
        st.binary(min_size=1, max_size=40),
        st.integers(1, 700).map(bytes),
        st.sampled_from([b"the same words again", b"ab" * 50, bytes(range(256)) * 2]),
    )
    return st.lists(piece, min_size=1, max_size=longest).map(b"".join)


@given(texts(60), st.sampled_from([1, 2]))
def test_what_was_encoded_is_decoded(text, level):
    assert decompress(encode(text, level=level), len(text)) == text


@given(texts(60), st.sampled_from([1, 2]), st.data())
def test_a_part_is_the_same_as_from_the_whole(text, level, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    decoder = Decoder(encode(text, level=level), len(text))
    assert decoder.decode(start, end) == text[start:end]
    assert decoder.decode(0, len(text)) == text


def large_texts():
    source = random.Random(2)
    noise = source.randbytes(MIB)
    yield pytest.param(noise, id="noise")
    yield pytest.param(bytes(MIB), id="zeros")
    words = [source.randbytes(source.randrange(1, 12)) for _ in range(3000)]
    yield pytest.param(b"".join(source.choices(words, k=100_000)), id="words")
    for period in (8191, 8192, 8193, 73727):
        yield pytest.param(noise[:period] * 4, id=f"period {period}")


@pytest.mark.parametrize("text", [*large_texts()])
def test_long_texts_are_decoded_in_many_steps(text):
    assert decompress(encode(text), len(text)) == text


def test_only_what_is_asked_for_is_decoded():
    text = random.Random(3).randbytes(MIB)
    decoder = Decoder(encode(text), MIB)
    assert decoder.decode(4096, 8192) == text[4096:8192]
    assert decoder.decoded < MIB // 8


def decode_plainly(stream):
    try:
        return decode_fastlz(stream)
    except (AssertionError, StopIteration, RuntimeError, IndexError):
        return None


@given(st.binary(min_size=1, max_size=60).map(lambda b: bytes([b[0] & 63]) + b[1:]))
@example(bytes([0x21, 1, 2, 0xFF, 0xFF, 0xFF]))
@example(bytes([0x20, 1, 0x3F, 0xFF, 0]))
def test_any_bytes_give_what_the_grammar_says_or_an_error(stream):
    expected = decode_plainly(stream)
    if expected is None:
        with pytest.raises(FastLzError):
            decompress(stream, 1 << 20)
    else:
        assert decompress(stream, len(expected)) == expected


@pytest.mark.parametrize("level", [1, 2])
def test_a_stream_cut_anywhere_is_an_error(level):
    text = b"some words, some words, " * 3 + random.Random(4).randbytes(70) + bytes(500)
    stream = encode(text, level=level)
    for length in range(len(stream)):
        with pytest.raises(FastLzError):
            decompress(stream[:length], len(text))


@pytest.mark.parametrize("size", [63, 65])
def test_another_size_than_announced_is_an_error(size):
    with pytest.raises(FastLzError, match=f"instead of {size}"):
        decompress(bytes.fromhex("2000e03600"), size)


@pytest.mark.parametrize("first", [0x40, 0x80, 0xE0])
def test_a_level_that_does_not_exist_is_an_error(first):
    with pytest.raises(FastLzError, match="no FastLZ"):
        decompress(bytes([first, 0]), 1)


def test_nothing_is_no_stream():
    with pytest.raises(FastLzError, match="no FastLZ"):
        decompress(b"", 1)


def test_an_error_stays_the_same_when_asked_again():
    decoder = Decoder(bytes.fromhex("22414243e0"), 1000)
    for _ in range(2):
        with pytest.raises(FastLzError, match="byte 4"):
            decoder.decode(0, 1000)
    assert decoder.decoded == 3


def test_what_lies_before_damage_can_still_be_read():
    decoder = Decoder(bytes.fromhex("22414243") + b"\xe0", 1000)
    assert decoder.decode(0, 3) == b"ABC"


def test_looking_back_to_before_the_start_asks_for_a_window():
    with pytest.raises(WindowNeeded):
        decompress(bytes.fromhex("20412005"), 4)


def test_a_window_is_looked_back_into():
    stream = bytes.fromhex("2041" + "2003")  # 4 back, 1 literal: 3 in the window
    assert decompress(stream, 4, b"...xyz") == b"Axyz"


def test_what_a_window_does_not_cover_is_zero():
    stream = bytes.fromhex("2041" + "2005")
    assert decompress(stream, 4, b"z") == b"A\0\0\0"


def test_a_window_reaches_as_far_as_a_repetition():
    farthest = bytes.fromhex("2041" + "3fff" + "ffff")
    window = b"old" + bytes(range(250)) + bytes(MAX_DISTANCE)
    expected = b"A" + window[-MAX_DISTANCE:][1:4]
    assert decompress(farthest, 4, window) == expected


BOMBS = {
    "one endless length": bytes.fromhex("2000e0") + b"\xff" * (4 * MIB),
    "a length of a gibibyte": bytes.fromhex("2000e0") + b"\xff" * 4_300_000 + b"\0\0",
    "many long lengths": b"\x20\0" + (b"\xe0" + b"\xff" * 60 + b"\0\0") * 60_000,
    "many middle lengths, level 1": b"\0\0" + b"\xe0\xff\0" * 1_400_000,
    "more literals than announced": b"\x3f"
    + bytes(32)
    + (b"\x1f" + bytes(32)) * 127_000,
    "one literal at a time": b"\x20\0" * 2 * MIB,
}


@pytest.mark.parametrize("stream", BOMBS.values(), ids=BOMBS)
@pytest.mark.parametrize("size", [1000, 64 << 10])
def test_a_bomb_ends_early_in_little_memory(stream, size):
    tracemalloc.start()
    started = time.monotonic()
    with pytest.raises(FastLzError):
        decompress(stream, size)
    seconds = time.monotonic() - started
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert seconds < 1.5
    assert peak < 2 * 255 * (16 << 10) + 2 * size


@given(texts(20), st.sampled_from([1, 2]))
@example(bytes(4 * MIB), 2)
def test_no_stream_gives_more_than_the_largest_ratio(text, level):
    assert len(text) <= MAX_RATIO * len(encode(text, level=level))
