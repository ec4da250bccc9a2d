"""What blocks hold, compressed or not."""

import struct
import time
import zlib

import pytest

from guestcore.checkpoint.blocks import read_data, read_prefix, read_text
from guestcore.checkpoint.reader import CheckpointReader
from guestcore.demo.fastlz_encoder import encode_chain_block
from guestcore.errors import ErrorKind, GuestCoreError
from tests.builders.state_bytes import (
    block,
    chain,
    compressions,
    item,
    literal_fastlz,
    opened,
    packed,
    state_bytes,
)

TEXT = b'displayName = "a machine"\n' * 9
LIMIT = 1 << 20


def read(tmp_path, body, how=read_data, *arguments):
    with opened(tmp_path / "a.vmss", state_bytes({"Snapshot": body})) as file:
        (tag,) = CheckpointReader(file).walk("Snapshot")
        return how(file, tag, *(arguments or (LIMIT,)))


def failure(tmp_path, body, limit=LIMIT):
    with pytest.raises(GuestCoreError) as caught:
        read(tmp_path, body, read_data, limit)
    assert caught.value.kind is ErrorKind.DAMAGED
    return caught.value.message


def test_a_plain_block_is_as_it_is(tmp_path):
    assert read(tmp_path, block("b", TEXT, padding=5)) == TEXT


def test_an_inline_value_is_as_it_is(tmp_path):
    assert read(tmp_path, item("b", value=b"abc")) == b"abc"


@pytest.mark.parametrize("how", compressions(TEXT))
def test_a_compressed_block_is_read_in_every_codec(tmp_path, how):
    data = compressions(TEXT)[how]
    assert read(tmp_path, packed("b", data, len(TEXT))) == TEXT


def test_blocks_of_a_chain_may_be_compressed(tmp_path):
    halves = bytes(70_000), TEXT
    data = b"".join(encode_chain_block(half) for half in halves)
    whole = b"".join(halves)
    assert read(tmp_path, packed("b", data, len(whole))) == whole


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        ("22414243", b"ABC"),
        ("224142432002", b"ABCABC"),
        ("2000e03600", bytes(64)),
        ("0000e03600", bytes(64)),
        ("2041e0ff2400", b"A" * 301),
    ],
)
def test_known_fastlz_streams_are_read(tmp_path, stream, expected):
    body = packed("b", bytes.fromhex(stream), len(expected))
    assert read(tmp_path, body) == expected


@pytest.mark.parametrize("how", compressions(TEXT))
@pytest.mark.parametrize("odd", [-1, 1])
def test_a_codec_is_believed_only_if_the_size_is_right(tmp_path, how, odd):
    data = compressions(TEXT)[how]
    message = failure(tmp_path, packed("b", data, len(TEXT) + odd))
    assert "compressed in a way that we do not know" in message


def test_a_cut_zlib_stream_is_not_believed(tmp_path):
    failure(tmp_path, packed("b", zlib.compress(TEXT)[:-1], len(TEXT)))


def test_fastlz_that_looks_like_zlib_is_read(tmp_path):
    data = b"\x15" + bytes(range(8))  # nine literals: 28 15 is a zlib header too
    stream = literal_fastlz(data, 2)
    assert (stream[0] & 15, int.from_bytes(stream[:2]) % 31) == (8, 0)
    assert read(tmp_path, packed("b", stream, len(data))) == data


def test_bytes_of_no_codec_are_said_so(tmp_path):
    message = failure(tmp_path, packed("cfgFile", b"\xff" * 40, 100))
    assert "tag cfgFile" in message


@pytest.mark.parametrize("how", compressions(TEXT))
def test_a_plain_block_with_two_sizes_may_be_compressed(tmp_path, how):
    body = block("b", compressions(TEXT)[how], memory_size=len(TEXT))
    assert read(tmp_path, body) == TEXT


def test_a_plain_block_with_two_sizes_is_kept_if_nothing_fits(tmp_path):
    assert read(tmp_path, block("b", b"\xff" * 40, memory_size=41)) == b"\xff" * 40


@pytest.mark.parametrize("size", [100, 101])
def test_a_block_is_loaded_up_to_its_bound(tmp_path, size):
    if size > 100:
        assert "holds 101 bytes, more than 100" in failure(
            tmp_path, block("b", bytes(size)), 100
        )
    else:
        assert read(tmp_path, block("b", bytes(size)), read_data, 100) == bytes(size)


def test_what_a_block_would_grow_to_is_bounded(tmp_path):
    bomb = zlib.compress(bytes(1 << 20))
    assert "holds 1048576 bytes" in failure(tmp_path, packed("b", bomb, 1 << 20), 4096)
    assert "do not know" in failure(tmp_path, packed("b", bomb, 4000), 4096)


def test_only_the_start_of_a_large_plain_block_is_read(tmp_path):
    assert read(tmp_path, block("b", TEXT * 999), read_prefix, 10, 20) == TEXT[:10]


@pytest.mark.parametrize("how", compressions(TEXT))
def test_the_start_of_a_compressed_block_is_read(tmp_path, how):
    body = packed("b", compressions(TEXT)[how], len(TEXT))
    assert read(tmp_path, body, read_prefix, 10, 9999) == TEXT[:10]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"VMware ESX".ljust(256, b"\0"), "VMware ESX"),
        (b"no end", "no end"),
        (b"", None),
        (bytes(256), None),
        (b"caf\xe9\0junk", "caf\udce9"),
    ],
)
def test_a_text_ends_at_its_first_nul(tmp_path, data, expected):
    assert read(tmp_path, block("ProductName", data), lambda *a: read_text(*a[:2])) == (
        expected
    )


def test_many_tiny_blocks_are_no_chain(tmp_path):
    ones = chain(bytes(200_000), 1)
    started = time.process_time()
    failure(tmp_path, packed("b", ones, 200_000), 4 << 20)
    assert time.process_time() - started < 1


def test_a_chain_of_slow_blocks_is_given_up_soon(tmp_path):
    one = struct.pack("<QQ", 8, 5) + bytes.fromhex("200020 0000")
    started = time.process_time()
    failure(tmp_path, packed("b", one * 190_000, 8 * 190_000), 4 << 20)
    assert time.process_time() - started < 1
