"""The picture of the screen: taken where it is sound, never trusted, never raised."""

import struct
import zlib

import pytest

from guestcore.demo.machine import write_demo
from guestcore.demo.thumbnail import draw_console
from guestcore.sources import thumbnail
from guestcore.sources.thumbnail import read_thumbnail
from tests.builders.saved_states import TWO_REGIONS
from tests.builders.state_bytes import MAGICS, block, compressions, num, packed
from tests.builders.state_bytes import state_bytes as made

PICTURE = draw_console(["login:"])


@pytest.fixture
def picture_in(tmp_path):
    def picture_in(*bodies, name="MKSVMX", **options):
        path = tmp_path / "guest.vmsn"
        groups = {"memory": TWO_REGIONS, name: b"".join(bodies)}
        path.write_bytes(made(groups, **options))
        return read_thumbnail(path)

    return picture_in


def png(width, height, *, kind=b"IHDR", size=13, signature=b"\x89PNG\r\n\x1a\n"):
    return signature + struct.pack(">I4sII", size, kind, width, height) + bytes(9)


def test_the_demo_shows_its_screen(tmp_path):
    state = write_demo(tmp_path / "demo")
    assert read_thumbnail(state).startswith(b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize("padding", [0, 1, 300])
def test_a_picture_is_returned_as_it_is(picture_in, padding):
    others = num("imageWidth", 256, 4) + block("cursor", b"x" * 70_000)
    assert picture_in(others, block("imageData", PICTURE, padding=padding)) == PICTURE


@pytest.mark.parametrize("magic", [m for m in MAGICS if m & 15])
def test_every_kind_of_checkpoint_has_one(picture_in, magic):
    assert picture_in(block("imageData", PICTURE), magic=magic) == PICTURE


@pytest.mark.parametrize("codec", list(compressions(b"12")))
def test_a_compressed_picture_is_decoded(picture_in, codec):
    data = compressions(PICTURE)[codec]
    assert picture_in(packed("imageData", data, len(PICTURE))) == PICTURE


@pytest.mark.parametrize(
    ("width", "height"), [(1, 1), (8192, 2048), (2048, 8192), (4096, 4096)]
)
def test_large_and_small_screens_are_taken(picture_in, width, height):
    assert picture_in(block("imageData", png(width, height))) is not None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG",
        b"GIF89a" + bytes(100),
        png(0, 5),
        png(5, 0),
        png(8193, 1),
        png(1, 8193),
        png(8192, 2049),
        png(0xFFFF_FFFF, 0xFFFF_FFFF),
        png(9, 9, kind=b"IDAT"),
        png(9, 9, size=12),
        png(9, 9, signature=b"\x89PNG\n\r\x1a\n"),
    ],
)
def test_what_cannot_be_drawn_is_no_picture(picture_in, data):
    assert picture_in(block("imageData", data)) is None


def test_a_picture_without_end_is_not_loaded(picture_in):
    large = PICTURE.ljust((8 << 20) + 1, b"\0")
    assert picture_in(block("imageData", large)) is None
    bomb = zlib.compress(bytes(64 << 20))
    assert picture_in(packed("imageData", bomb, 64 << 20)) is None
    assert picture_in(packed("imageData", bomb, 8 << 20)) is None


def test_a_state_without_a_picture_has_none(picture_in):
    assert picture_in(num("imageWidth", 256, 4)) is None
    assert picture_in(block("imageData", PICTURE), name="mks") is None


def test_a_picture_after_too_many_tags_is_not_looked_for(picture_in, monkeypatch):
    monkeypatch.setattr(thumbnail, "_MAX_TAGS", 10)
    fillers = num("x", 1, 1) * 20
    assert picture_in(fillers, block("imageData", PICTURE)) is None


@pytest.mark.parametrize("cut", [0, 3, 11, 40, 91, 105, 130])
def test_a_file_that_was_cut_has_none(tmp_path, cut):
    path = tmp_path / "guest.vmsn"
    whole = made({"MKSVMX": block("imageData", PICTURE)})
    path.write_bytes(whole[:cut])
    assert read_thumbnail(path) is None


def test_what_is_no_state_file_has_none(tmp_path):
    (tmp_path / "a.vmss").write_bytes(b"\x9e\xdd\x43\x89" + bytes(5000))
    assert read_thumbnail(tmp_path / "a.vmss") is None
    assert read_thumbnail(tmp_path) is None
    assert read_thumbnail(tmp_path / "nothing.vmss") is None


def test_memory_before_the_picture_is_not_read(tmp_path, monkeypatch):
    path = tmp_path / "guest.vmss"
    memory = TWO_REGIONS + block("Memory", bytes(8 << 20), 0, 0)
    path.write_bytes(made({"memory": memory, "MKSVMX": block("imageData", PICTURE)}))
    read = []
    original = thumbnail.SourceFile.readinto_at

    def counting(self, offset, buffer):
        read.append(len(buffer))
        return original(self, offset, buffer)

    monkeypatch.setattr(thumbnail.SourceFile, "readinto_at", counting)
    assert read_thumbnail(path) == PICTURE
    assert sum(read) < len(PICTURE) + 10_000
