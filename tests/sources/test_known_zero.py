"""The list of pages that are known to be zero: a check, and a licence."""

import time
import zlib

import numpy as np
import pytest

from guestcore.errors import ErrorKind
from guestcore.model import PAGE_SIZE, MemoryKind
from tests.builders.saved_states import (
    TWO_REGIONS,
    guest_of,
    page,
    pages,
    problem_of,
    write_pair,
    write_state,
)
from tests.builders.state_bytes import block, chain, packed, regions

PAGES = 64


def bitmap(zero, count=PAGES):
    """Return the bits of these pages, the lowest first."""
    bits = np.zeros(count, np.uint8)
    bits[list(zero)] = 1
    return np.packbits(bits, bitorder="little").tobytes()


def image(zero):
    return b"".join(bytes(PAGE_SIZE) if n in zero else page(n) for n in range(PAGES))


def listed(zero, **options):
    return TWO_REGIONS + block("MainMemKnownZero", bitmap(zero), **options)


def write_sparse(path, data):
    with path.open("wb") as file:
        file.truncate(len(data))
        for at in range(0, len(data), PAGE_SIZE):
            if any(data[at : at + PAGE_SIZE]):
                file.seek(at)
                file.write(data[at : at + PAGE_SIZE])


ZERO = {3, 4, 5, 17, 63}


@pytest.mark.parametrize("padding", [0, 7])
def test_pages_that_are_zero_go_unmentioned(tmp_path, padding):
    with guest_of(
        write_pair(tmp_path, image(ZERO), listed(ZERO, padding=padding))
    ) as g:
        assert g.warnings == []


@pytest.mark.parametrize("sparse", [False, True])
@pytest.mark.parametrize("wrong", [{0}, {1, 2, 62}])
def test_pages_that_are_not_zero_warn_and_their_bytes_win(tmp_path, wrong, sparse):
    state = write_pair(tmp_path, image(ZERO), listed(ZERO | wrong))
    if sparse:
        write_sparse(tmp_path / "guest.vmem", image(ZERO))
    with guest_of(state) as guest:
        assert guest.memory.read(min(wrong) << 12, PAGE_SIZE) == page(min(wrong))
        (warning,) = guest.warnings
        assert warning.startswith(
            f"{len(wrong)} pages that the state file lists as zero"
        )


def test_pages_of_compressed_memory_are_checked(tmp_path):
    data = chain(image(ZERO), 8 * PAGE_SIZE)
    with guest_of(write_pair(tmp_path, data, listed(ZERO | {40}))) as guest:
        assert guest.layout.kind is MemoryKind.VMEM_COMPRESSED
        assert guest.warnings[0].startswith("1 pages that")


def test_pages_of_embedded_memory_are_checked(tmp_path):
    memory = TWO_REGIONS + block("Memory", image(ZERO), 0, 0, padding=9)
    memory += block("MainMemKnownZero", bitmap(ZERO | {40, 41}))
    with guest_of(write_state(tmp_path / "guest.vmss", memory)) as guest:
        assert guest.warnings[0].startswith("2 pages that")


def test_a_compressed_list_is_read(tmp_path):
    data = bitmap(ZERO | {9})
    tags = TWO_REGIONS + packed("MainMemKnownZero", zlib.compress(data), len(data))
    with guest_of(write_pair(tmp_path, image(ZERO), tags)) as guest:
        assert guest.warnings[0].startswith("1 pages that")


@pytest.mark.parametrize(
    ("data", "size"),
    [(b"\xff\xff", 8), (b"\0", (4 << 20) + 1)],
    ids=["damaged", "large"],
)
def test_a_list_that_cannot_be_read_is_left_out(tmp_path, data, size):
    tags = TWO_REGIONS + packed("MainMemKnownZero", data, size)
    with guest_of(write_pair(tmp_path, image(ZERO), tags)) as guest:
        assert guest.problem is None
        assert "list of zero pages was left out" in guest.warnings[0]


def test_a_list_shorter_than_memory_is_used_as_far_as_it_goes(tmp_path):
    tags = TWO_REGIONS + block("MainMemKnownZero", b"\x01")
    with guest_of(write_pair(tmp_path, image({0}), tags)) as guest:
        assert guest.warnings == []


# --- a short file


def test_a_file_that_leaves_out_zero_pages_is_whole(tmp_path):
    tail = set(range(50, 64))
    state = write_pair(tmp_path, image(())[: 50 * PAGE_SIZE], listed(tail))
    with guest_of(state) as guest:
        assert (guest.problem, guest.warnings, guest.layout.missing) == (None, [], ())
        assert guest.memory.read(47 << 12, PAGE_SIZE) == page(47)
        assert guest.memory.read((1 << 30) + 5 * PAGE_SIZE, PAGE_SIZE) == bytes(
            PAGE_SIZE
        )
        assert guest.memory.read(1 << 30, 3 * PAGE_SIZE) == pages(2, 48) + bytes(
            PAGE_SIZE
        )


def test_the_part_of_a_page_that_is_there_counts(tmp_path):
    state = write_pair(tmp_path, image(())[: 50 * PAGE_SIZE + 8], listed(range(50, 64)))
    with guest_of(state) as guest:
        expected = page(50)[:8] + bytes(PAGE_SIZE - 8)
        assert guest.memory.read((1 << 30) + 2 * PAGE_SIZE, PAGE_SIZE) == expected


@pytest.mark.parametrize("listed_pages", [range(51, 64), range(50, 63), ()])
def test_a_file_that_leaves_out_more_is_truncated(tmp_path, listed_pages):
    state = write_pair(tmp_path, image(())[: 50 * PAGE_SIZE], listed(listed_pages))
    error = problem_of(state)
    assert error.kind is ErrorKind.TRUNCATED
    assert f"{50 * PAGE_SIZE} bytes found" in error.message


def test_an_unreadable_list_is_no_licence(tmp_path):
    tags = TWO_REGIONS + packed("MainMemKnownZero", b"\xff\xff", 8)
    state = write_pair(tmp_path, image(())[: 50 * PAGE_SIZE], tags)
    assert problem_of(state).kind is ErrorKind.TRUNCATED


# --- bounded


@pytest.mark.parametrize("pattern", [b"\x55", b"\xff"], ids=["every second", "all"])
def test_checking_a_large_sparse_file_takes_no_time(tmp_path, pattern):
    size = 1 << 24  # pages: 64 GiB
    tags = regions((0, size)) + block("MainMemKnownZero", pattern * (size // 8))
    state = write_pair(tmp_path, b"", tags)
    with (tmp_path / "guest.vmem").open("r+b") as file:
        file.truncate(size * PAGE_SIZE)
        file.seek((size - 2) * PAGE_SIZE)
        file.write(b"x")
    started = time.process_time()
    with guest_of(state) as guest:
        assert guest.warnings[0].startswith("1 pages that")
    assert time.process_time() - started < 2


def test_checking_does_not_decode_all_of_a_compressed_file(tmp_path):
    one = bytes.fromhex("200000") + bytes.fromhex("e0") + b"\xff" * 16447 + b"\x37\0"
    block_of_zeros = (
        (4 << 20).to_bytes(8, "little") + len(one).to_bytes(8, "little") + one
    )
    size = 1 << 20  # pages
    tags = regions((0, size)) + block("MainMemKnownZero", b"\x01" * (size // 8))
    state = write_pair(tmp_path, block_of_zeros * 1024, tags)
    started = time.process_time()
    with guest_of(state) as guest:
        assert guest.layout.kind is MemoryKind.VMEM_COMPRESSED
    assert time.process_time() - started < 2
