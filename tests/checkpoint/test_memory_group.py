"""What group ``memory`` tells."""

import pytest

from guestcore.checkpoint.memory_group import read_memory_group
from guestcore.checkpoint.probe import StateKind, probe_state
from guestcore.checkpoint.reader import CheckpointReader
from guestcore.errors import ErrorKind, GuestCoreError
from tests.builders.state_bytes import (
    block,
    item,
    num,
    opened,
    packed,
    regions,
    state_bytes,
)


def read(tmp_path, body):
    with opened(tmp_path / "a.vmss", state_bytes({"memory": body})) as file:
        return read_memory_group(CheckpointReader(file))


def described(found):
    return [(r.pfn, r.size, r.image_page) for r in found.regions]


@pytest.mark.parametrize("width", [4, 8])
def test_region_values_have_the_width_that_they_say(tmp_path, width):
    page = 1 << 8 * width - 1
    found = read(tmp_path, regions((0, 3), (page, 2), width=width))
    assert described(found) == [(0, 3, 0), (page, 2, 3)]
    assert found.region_count == 2


def test_widths_may_be_mixed(tmp_path):
    body = num("regionSize", 7, 8, 0) + num("regionPPN", 3, 4, 0)
    found = read(tmp_path, body)
    assert (described(found), found.region_count) == ([(3, 7, None)], None)


def test_regions_come_by_their_index(tmp_path):
    body = b"".join(
        num("regionPPN", page, 4, index) + num("regionSize", 1, 4, index)
        for page, index in ((7, 0xFFFF_FFFF), (8, 2), (9, 0))
    )
    assert [r.pfn for r in read(tmp_path, body).regions] == [9, 8, 7]


def test_of_two_tags_with_a_name_the_first_counts(tmp_path):
    body = num("regionsCount", 1, 4) + num("regionsCount", 9, 4)
    body += regions((0, 3)) + regions((9, 4))
    found = read(tmp_path, body)
    assert (described(found), found.region_count) == ([(0, 3, 0)], 1)


def test_a_value_of_no_number_is_not_told(tmp_path):
    body = item("regionPPN", 0, value=b"123") + num("regionSize", 4, 4, 0)
    assert described(read(tmp_path, body)) == [(None, 4, None)]


def test_tags_of_other_indices_are_not_regions(tmp_path):
    assert not read(
        tmp_path, num("regionPPN", 0, 4) + num("regionSize", 1, 4, 0, 0)
    ).regions


def test_more_regions_than_possible_are_not_collected(tmp_path):
    body = b"".join(num("regionPPN", index, 4, index) for index in range(5000))
    assert len(read(tmp_path, body).regions) == 1025


def test_memory_blocks_come_by_their_indices(tmp_path):
    body = block("Memory", b"b" * 8, 1, 0) + block("Memory", b"a" * 4, 0, 0)
    found = read(tmp_path, body)
    assert [tag.size for tag in found.blocks] == [4, 8]
    assert found.is_embedded


@pytest.mark.parametrize(
    "body", [b"", block("Memory", b"", 0, 0), num("Memory", 1, 4, 0, 0)]
)
def test_memory_without_a_size_in_memory_is_not_embedded(tmp_path, body):
    assert not read(tmp_path, body).is_embedded


def test_the_list_of_zero_pages_is_found(tmp_path):
    found = read(tmp_path, block("MainMemKnownZero", b"\xff", padding=4))
    assert found.known_zero.size == 1


def test_memory_that_the_file_cuts_is_told_apart(tmp_path):
    found = read(tmp_path, regions((0, 3)) + block("Memory", bytes(99), 0, 0, size=999))
    assert found.cut.kind is ErrorKind.TRUNCATED
    assert described(found) == [(0, 3, 0)]


@pytest.mark.parametrize("name", ["hotSet", "MainMemKnownZero"])
def test_any_other_block_past_the_end_is_an_error(tmp_path, name):
    body = block("Memory", bytes(99), 0, 0) + block(name, b"", size=999)
    with pytest.raises(GuestCoreError) as caught:
        read(tmp_path, body)
    assert caught.value.kind is ErrorKind.TRUNCATED


@pytest.mark.parametrize("count", [64, 65])
def test_so_many_memory_blocks_are_possible(tmp_path, count):
    body = b"".join(block("Memory", b"page", 0, index) for index in range(count))
    if count == 64:
        assert len(read(tmp_path, body).blocks) == 64
    else:
        with pytest.raises(GuestCoreError, match="in 65 blocks; 64 can be read"):
            read(tmp_path, body)


def test_compressed_memory_is_one_block(tmp_path):
    body = packed("Memory", b"abc", 4096, 0, 0)
    assert len(read(tmp_path, body).blocks) == 1
    with pytest.raises(GuestCoreError, match="in 2 blocks; 1 can be read"):
        read(tmp_path, body + packed("Memory", b"abc", 4096, 0, 1))


# --- a quick look


@pytest.mark.parametrize(
    ("body", "embedded", "announces"),
    [
        (b"", False, False),
        (num("regionsCount", 0, 4), False, True),
        (regions((0, 3)), False, True),
        (block("Memory", bytes(8), 0, 0), True, True),
        (block("Memory", b"", 0, 0), False, False),
        (num("Memory", 5, 4, 0, 0), False, False),
        (regions((0, 3)) + block("x", b"", size=999), False, True),
    ],
)
def test_a_look_tells_whether_there_is_memory(tmp_path, body, embedded, announces):
    path = tmp_path / "a.vmsn"
    path.write_bytes(state_bytes({"memory": body}))
    look = probe_state(path)
    assert (look.kind, look.embedded, look.announces_memory) == (
        StateKind.CHECKPOINT,
        embedded,
        announces,
    )


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", StateKind.OTHER),
        (b"\x7fELF", StateKind.OTHER),
        (bytes.fromhex("9edd4389") + bytes(99), StateKind.ENCRYPTED),
        (bytes.fromhex("d2bed2be"), StateKind.CHECKPOINT),
    ],
)
def test_a_look_never_fails(tmp_path, data, kind):
    path = tmp_path / "a.vmsn"
    path.write_bytes(data)
    assert probe_state(path).kind is kind
    assert probe_state(tmp_path / "absent.vmsn").kind is StateKind.OTHER
    assert probe_state(tmp_path).kind is StateKind.OTHER
