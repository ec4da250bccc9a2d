import random
import time
import tracemalloc
import zlib
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guestcore.demo.fastlz_encoder import encode
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.files.stream_image import FastLzImage, ZlibImage

MIB = 1 << 20
LONG = 9 + 255


def make_memory(size):
    source = random.Random(size)
    words = [source.randbytes(source.randrange(2, 40)) for _ in range(500)]
    memory = bytearray()
    while len(memory) < size:
        memory += b"".join(source.choices(words, k=500))
        memory += bytes(source.randrange(200_000))
        memory += source.randbytes(20_000) * source.randrange(1, 8)
    return bytes(memory[:size])


MEMORY = make_memory(7 * MIB + 4096)
STREAMS = ["zlib", "FastLZ level 1", "FastLZ level 2"]


@cache
def stream_of(name):
    if name == "zlib":
        return ZlibImage, zlib.compress(MEMORY, 1)
    return FastLzImage, encode(MEMORY, level=int(name[-1]))


KINDS = {"zlib": ZlibImage, "FastLZ": FastLzImage}


@pytest.fixture
def open_image(tmp_path):
    files = []

    def build(kind, stream, size, before=b"tags", behind=b"more tags"):
        path = tmp_path / f"state {len(files)}.vmss"
        path.write_bytes(before + stream + behind)
        files.append(SourceFile(path))
        return kind(files[-1], len(before), len(before) + len(stream), size)

    yield build
    for file in files:
        file.close()


@pytest.fixture(params=STREAMS)
def image(request, open_image):
    return open_image(*stream_of(request.param), len(MEMORY))


def is_damaged(error, *words):
    assert error.value.kind is ErrorKind.DAMAGED
    return all(word in error.value.message for word in words)


def test_every_way_of_reading_gives_the_same_bytes(image):
    assert image.size == len(MEMORY)
    assert image.read_at(0, image.size) == MEMORY
    assert b"".join(data for _, data in image.blocks()) == MEMORY
    buffer = bytearray(5000)
    image.readinto_at(3 * MIB - 1000, memoryview(buffer))
    assert buffer == MEMORY[3 * MIB - 1000 :][:5000]


def test_pages_can_be_read_in_any_order(image):
    source = random.Random(1)
    for _ in range(40):
        offset = source.randrange(len(MEMORY) - 4096)
        assert image.read_at(offset, 4096) == MEMORY[offset : offset + 4096]


def test_a_part_can_be_read_in_order(image):
    start, end = MIB + 5, 5 * MIB + 7
    parts = [(offset, bytes(data)) for offset, data in image.blocks(start, end)]
    assert [offset for offset, _ in parts][:2] == [start, 2 * MIB]
    assert b"".join(data for _, data in parts) == MEMORY[start:end]


def test_threads_can_share_an_image(image):
    def read(seed):
        offset = random.Random(seed).randrange(len(MEMORY) - 4096)
        return image.read_at(offset, 4096) == MEMORY[offset : offset + 4096]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(read, range(60)))


def test_reading_again_goes_on_from_a_place_in_the_middle(image, monkeypatch):
    image.read_at(len(MEMORY) - 1, 1)
    read_at, places = image._file.read_at, []
    monkeypatch.setattr(
        image._file,
        "read_at",
        lambda offset, size: places.append(offset) or read_at(offset, size),
    )
    image.read_at(5 * MIB, 10)
    assert min(place for place in places if place != 4) > image._file.size // 5


@pytest.mark.parametrize(("offset", "size"), [(len(MEMORY), 1), (-1, 1), (0, 1 << 60)])
def test_reading_outside_is_an_error(image, offset, size):
    with pytest.raises(GuestCoreError) as error:
        image.read_at(offset, size)
    assert error.value.kind is ErrorKind.TRUNCATED


@pytest.mark.parametrize("name", STREAMS)
def test_a_stream_that_gives_more_than_announced_is_damaged(open_image, name):
    image = open_image(*stream_of(name), 2 * MIB)
    assert image.read_at(0, 4096) == MEMORY[:4096]
    with pytest.raises(GuestCoreError) as error:
        image.read_at(2 * MIB - 1, 1)
    assert is_damaged(error, str(2 * MIB), "0x4", "state 0.vmss")


@pytest.mark.parametrize("name", STREAMS)
def test_a_stream_that_gives_less_than_announced_is_damaged(open_image, name):
    image = open_image(*stream_of(name), len(MEMORY) + 1)
    assert image.read_at(0, 4096) == MEMORY[:4096]
    with pytest.raises(GuestCoreError) as error:
        image.read_at(len(MEMORY), 1)
    assert is_damaged(error, str(len(MEMORY)))


@pytest.mark.parametrize("name", STREAMS)
def test_what_lies_before_a_cut_can_be_read(open_image, name):
    kind, stream = stream_of(name)
    image = open_image(kind, stream[: len(stream) // 2], len(MEMORY), behind=b"")
    assert image.read_at(0, MIB) == MEMORY[:MIB]
    for _ in range(2):
        with pytest.raises(GuestCoreError) as error:
            image.read_at(len(MEMORY) - 1, 1)
        assert is_damaged(error, "damaged")
    assert image.read_at(MIB, MIB) == MEMORY[MIB : 2 * MIB]


def test_one_wrong_byte_in_zlib_is_damage(open_image):
    _, stream = stream_of("zlib")
    wrong = stream[:100_000] + bytes([stream[100_000] ^ 1]) + stream[100_001:]
    image = open_image(ZlibImage, wrong, len(MEMORY))
    with pytest.raises(GuestCoreError) as error:
        image.read_at(0, len(MEMORY))
    assert is_damaged(error)


FAULTS = {
    "looks back before its start": "204120 05",
    "cut inside literals": "25 4141",
    "cut inside a repetition": "2041 e0",
    "cut inside a long repetition": "2041 e0ff",
    "cut before a long distance": "2041 e0ff00",
    "cut in a far distance": "2041 ffff00ff00",
    "long, before its start": "2041 e1ff0000",
    "empty": "",
    "of an unknown level": "40 00",
}


@pytest.mark.parametrize("stream", FAULTS.values(), ids=FAULTS)
def test_a_fault_in_fastlz_is_damage(open_image, stream):
    with pytest.raises(GuestCoreError) as error:
        open_image(FastLzImage, bytes.fromhex(stream), 1000, behind=b"").read_at(0, 9)
    assert is_damaged(error)


def test_a_long_repetition_may_end_exactly_with_the_input(open_image):
    stream = bytes.fromhex("2041 e0ff0000")
    image = open_image(FastLzImage, stream, 1 + LONG)
    assert image.read_at(0, image.size) == b"A" * (1 + LONG)


def test_a_long_repetition_may_come_from_far_back(open_image):
    noise = random.Random(5).randbytes(9000)
    stream = encode(noise, level=2) + bytes.fromhex("ff" + "ff" * 600 + "00ff0003")
    size = 9000 + 9 + 600 * 255
    image = open_image(FastLzImage, stream, size)
    assert image.read_at(0, size) == noise + (noise[-8195:] * 20)[: size - 9000]


def test_one_instruction_for_a_gibibyte_takes_little_memory(open_image):
    size = 1 << 30
    count, rest = divmod(size - 1 - 9, 255)
    stream = bytes.fromhex("2000e0") + b"\xff" * count + bytes([rest, 0])
    image = open_image(FastLzImage, stream, size)
    tracemalloc.start()
    assert image.read_at(40 * MIB, 4096) == bytes(4096)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * MIB


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_bomb_stops_at_the_announced_size(open_image, kind):
    bomb = zlib.compress(bytes(256 * MIB), 1)
    if kind is FastLzImage:
        bomb = bytes.fromhex("2000") + (b"\xe0" + b"\xff" * 250 + b"\0\0") * 4000
    image = open_image(kind, bomb, 8 * MIB)
    started = time.monotonic()
    tracemalloc.start()
    with pytest.raises(GuestCoreError) as error:
        image.read_at(0, 8 * MIB)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert is_damaged(error)
    assert peak < 32 * MIB
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=50,
    deadline=None,
)
@given(data=st.data())
def test_any_damage_ends_in_bytes_or_one_error(open_image, kind, data):
    memory = MEMORY[:20_000]
    stream = zlib.compress(memory) if kind is ZlibImage else encode(memory, level=2)
    wrong = bytearray(stream)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(wrong) - 1))
        wrong[at] = data.draw(st.integers(0, 255))
    try:
        image = open_image(kind, bytes(wrong), len(memory))
        found = len(image.read_at(0, image.size))
    except GuestCoreError as error:
        found = error.kind
    assert found in (len(memory), ErrorKind.DAMAGED)
