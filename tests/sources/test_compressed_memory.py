"""Memory in a chain of compressed blocks, beside the state file."""

import struct

import pytest

from guestcore.demo.fastlz_encoder import encode_chain_block
from guestcore.errors import ErrorKind
from guestcore.model import PAGE_SIZE, MemoryKind, MemoryRegion
from tests.builders.saved_states import (
    GIB,
    TWO_REGIONS_PAGES,
    WHOLE,
    expected_pages,
    guest_of,
    page_numbers,
    pages,
    problem_of,
    write_pair,
)
from tests.builders.state_bytes import chain, regions

IMAGE = pages(TWO_REGIONS_PAGES)
REGIONS = (
    MemoryRegion(0, 48 * PAGE_SIZE, 0),
    MemoryRegion(GIB, 16 * PAGE_SIZE, 48 * PAGE_SIZE),
)


def compressed(image, block_size=16 * PAGE_SIZE):
    """Return a chain as the product's writer makes it, of smaller blocks."""
    return b"".join(
        encode_chain_block(image[at : at + block_size])
        for at in range(0, len(image), block_size)
    )


@pytest.mark.parametrize("block_size", [16 * PAGE_SIZE, 1000, 4 << 20])
@pytest.mark.parametrize("how", [compressed, chain], ids=["compressed", "stored"])
def test_a_chain_of_blocks_is_decoded(tmp_path, how, block_size):
    with guest_of(write_pair(tmp_path, how(IMAGE, block_size))) as guest:
        assert page_numbers(guest) == WHOLE
        assert guest.layout.kind is MemoryKind.VMEM_COMPRESSED
        assert guest.layout.regions == REGIONS
        assert (guest.memory.raw_file, guest.warnings) == (None, [])


def test_a_chain_without_regions_is_one_run(tmp_path):
    with guest_of(write_pair(tmp_path, compressed(IMAGE), b"")) as guest:
        assert page_numbers(guest) == expected_pages((0, 64, 0))


def test_a_cut_chain_without_regions_is_truncated_unless_allowed(tmp_path):
    whole = compressed(IMAGE)
    state = write_pair(tmp_path, whole[:-5], b"")
    error = problem_of(state)
    assert error.kind is ErrorKind.TRUNCATED
    assert "guest memory is missing from 0x" in error.message
    with guest_of(state, allow_truncated=True) as guest:
        assert 0 < guest.layout.size < len(IMAGE)


def test_memory_of_just_the_right_size_is_raw_whatever_it_begins_with(tmp_path):
    image = struct.pack("<QQ", 4080, 4080).ljust(PAGE_SIZE, b"x")
    image += struct.pack("<QQ", 8, 8).ljust(PAGE_SIZE, b"x")
    with guest_of(write_pair(tmp_path, image, regions((0, 2)))) as guest:
        assert guest.layout.kind is MemoryKind.VMEM
        assert guest.memory.read(0, PAGE_SIZE) == image[:PAGE_SIZE]


def test_a_chain_longer_than_needed_warns(tmp_path):
    with guest_of(write_pair(tmp_path, compressed(IMAGE + pages(16)))) as guest:
        assert page_numbers(guest) == WHOLE
        assert "more than the memory needs" in guest.warnings[0]


def test_a_cut_chain_is_truncated(tmp_path):
    data = compressed(IMAGE)
    state = write_pair(tmp_path, data[: len(data) // 2])
    error = problem_of(state)
    assert error.kind is ErrorKind.TRUNCATED
    assert f"{64 * PAGE_SIZE} expected" in error.message
    with guest_of(state, allow_truncated=True) as guest:
        missing = guest.layout.missing[0]
        found = page_numbers(guest)
        assert found == {gpa: n for gpa, n in WHOLE.items() if gpa < missing.gpa}
        assert found
        assert f"{missing.gpa:#x} to" in guest.warnings[0]


def test_a_damaged_header_in_a_chain_is_damage(tmp_path):
    data = bytearray(chain(IMAGE, 16 * PAGE_SIZE))
    second = 16 + 16 * PAGE_SIZE
    third = 2 * second
    data[third : third + 8] = b"\xff" * 8
    state = write_pair(tmp_path, bytes(data))
    error = problem_of(state)
    assert error.kind is ErrorKind.DAMAGED
    assert f"offset {third:#x}" in error.message
    with guest_of(state) as guest:  # what is announced is still known
        assert guest.layout.regions == REGIONS
