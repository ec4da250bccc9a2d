"""Cores of guests whose memory is compressed: the same bytes, in its own order."""

import zlib
from pathlib import Path

import pytest

from guestcore.core.output import OutputFile
from guestcore.demo.fastlz_encoder import encode, encode_chain_block
from guestcore.errors import Cancelled, ErrorKind, GuestCoreError
from guestcore.files.block_chain import ChainImage
from guestcore.files.source_file import SourceFile
from guestcore.files.stream_image import FastLzImage, ZlibImage
from guestcore.guest.memory import GuestMemory
from guestcore.model import PAGE_SIZE, MemoryRegion
from guestcore.progress import Phase
from tests.core.made_guests import MIB, guest_of, random_pages, write

SIZE = 10 * MIB
REGIONS = (
    MemoryRegion(0x1_0000_0000, 5 * MIB, 0),
    MemoryRegion(0, MIB, 9 * MIB),
    MemoryRegion(4 * MIB, 4 * MIB - PAGE_SIZE, 5 * MIB),
)
"""In another order than in the file, and without one page of it."""


def make_memory():
    memory = bytearray(SIZE)
    for number, offset in enumerate(range(0, SIZE, 700 * PAGE_SIZE)):
        data = random_pages(20 * PAGE_SIZE, number)
        memory[offset : offset + len(data)] = data[: SIZE - offset]
    return bytes(memory)


MEMORY = make_memory()


def store_chain(memory):
    parts = (memory[at : at + 4 * MIB] for at in range(0, SIZE, 4 * MIB))
    return b"".join(map(encode_chain_block, parts))


KINDS = {
    "chain": (ChainImage, store_chain),
    "zlib": (ZlibImage, zlib.compress),
    "FastLZ": (FastLzImage, encode),
}


@pytest.fixture
def folder(tmp_path) -> Path:
    path = tmp_path / "out"
    path.mkdir()
    return path


def guest_from(file: SourceFile, kind=ChainImage):
    return guest_of(GuestMemory(kind(file, 0, file.size, SIZE), REGIONS))


@pytest.fixture(params=KINDS.values(), ids=KINDS)
def compressed(tmp_path, request):
    kind, store = request.param
    path = tmp_path / "stored"
    path.write_bytes(store(MEMORY))
    with SourceFile(path) as file:
        yield guest_from(file, kind)


@pytest.fixture
def raw(tmp_path):
    path = tmp_path / "raw"
    path.write_bytes(MEMORY)
    with SourceFile(path) as file:
        yield guest_of(GuestMemory(file, REGIONS))


@pytest.fixture
def chain(tmp_path):
    """A chain whose last block is damaged, and long enough for helper processes."""
    path = tmp_path / "chain"
    data = bytearray(store_chain(MEMORY))
    data[-9000:-100] = b"\xff" * 8900
    path.write_bytes(data)
    with SourceFile(path) as file:
        yield guest_from(file)


@pytest.mark.parametrize("sparse", ["auto", "never"])
def test_the_core_is_the_same_as_from_raw_memory(raw, compressed, folder, sparse):
    write(raw, folder / "raw.core", sparse=sparse, reflink="never")
    write(compressed, folder / "decoded.core", sparse=sparse)
    expected = (folder / "raw.core").read_bytes()
    assert (folder / "decoded.core").read_bytes() == expected


def test_zero_pages_take_no_space(compressed, folder):
    _, written = write(compressed, folder / "a.core")
    assert written.allocated < SIZE // 4
    assert not written.reflinked


def test_progress_ends_with_all_bytes_of_the_guest(compressed, folder):
    reports = []

    class Recorder:
        def report(self, phase, done, total):
            reports.append((phase, done, total))

    write(compressed, folder / "a.core", progress=Recorder())
    total = sum(region.size for region in REGIONS)
    written = [(done, of) for phase, done, of in reports if phase is Phase.WRITING]
    assert written[-1] == (total, total)
    assert written == sorted(written)


@pytest.mark.parametrize(("free", "fits"), [(2 * MIB, True), (MIB // 4, False)])
def test_space_is_asked_for_what_is_not_zero(
    compressed, folder, monkeypatch, free, fits
):
    monkeypatch.setattr(OutputFile, "free_space", lambda self: free)
    if fits:
        write(compressed, folder / "a.core")
        return
    with pytest.raises(GuestCoreError, match="not enough space") as error:
        write(compressed, folder / "a.core")
    assert error.value.kind is ErrorKind.OUTPUT
    assert list(folder.iterdir()) == []


def test_memory_is_decoded_once_if_there_is_space(compressed, folder, monkeypatch):
    spans = []
    kind = type(compressed.memory.image)
    original = kind.blocks

    def blocks(self, *span):
        spans.append(span)
        return original(self, *span)

    monkeypatch.setattr(kind, "blocks", blocks)
    write(compressed, folder / "a.core")
    assert spans == [(0, SIZE)]


def test_damage_leaves_no_core(chain, folder):
    with pytest.raises(GuestCoreError) as error:
        write(chain, folder / "a.core")
    assert error.value.kind is ErrorKind.DAMAGED
    assert list(folder.iterdir()) == []


def test_stopping_leaves_nothing_and_ends_the_decoding(compressed, folder, monkeypatch):
    class Stop:
        def report(self, phase, done, total):
            if phase is Phase.WRITING and done:
                raise Cancelled

    begun, ended = [], []
    kind = type(compressed.memory.image)
    original = kind.blocks

    def blocks(self, *span):
        begun.append(span)
        try:
            yield from original(self, *span)
        finally:
            ended.append(span)

    monkeypatch.setattr(kind, "blocks", blocks)
    with pytest.raises(Cancelled) as stopped:
        write(compressed, folder / "a.core", progress=Stop())
    assert stopped.tb is not None  # it would keep what nobody closed
    assert begun == ended != []
    assert list(folder.iterdir()) == []
