"""The tag stream of a group."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guestcore.checkpoint import layout
from guestcore.checkpoint.reader import CheckpointReader
from guestcore.errors import ErrorKind, GuestCoreError
from tests.builders.plain_checkpoint import parse_state
from tests.builders.state_bytes import (
    END,
    MAGICS,
    OLD_MAGICS,
    RawGroup,
    block,
    item,
    num,
    opened,
    packed,
    state_bytes,
)

START = 12 + 80
"""Of the first tag, with one group."""


def walk(tmp_path, data, name="memory", **options):
    with opened(tmp_path / "a.vmss", data) as file:
        reader = CheckpointReader(file)
        return list(reader.walk(name, **options))


def failure(tmp_path, data, name="memory"):
    with pytest.raises(GuestCoreError) as caught:
        walk(tmp_path, data, name)
    assert caught.value.hint
    return caught.value


def only(tags):
    (tag,) = tags
    return tag


@pytest.mark.parametrize("indices", [(), (7,), (1, 2), (0, 0xFFFF_FFFF, 3)])
def test_a_tag_has_up_to_three_indices(tmp_path, indices):
    tag = only(walk(tmp_path, state_bytes({"memory": num("x", 5, 4, *indices)})))
    assert (tag.name, tag.indices, tag.number) == (b"x", indices, 5)
    assert tag.offset == START + 3 + 4 * len(indices)


@pytest.mark.parametrize("width", [1, 2, 4, 8])
def test_a_number_is_as_wide_as_its_tag_says(tmp_path, width):
    value = (1 << 8 * width) - 2
    tag = only(walk(tmp_path, state_bytes({"memory": num("x", value, width)})))
    assert (tag.number, tag.size) == (value, width)


@pytest.mark.parametrize("size", [0, 3, 5, 16, 61])
def test_other_inline_sizes_are_bytes(tmp_path, size):
    value = bytes(range(size))
    tag = only(walk(tmp_path, state_bytes({"memory": item("x", 4, value=value)})))
    assert (tag.value, tag.number, tag.is_block) == (value, None, False)


def test_only_two_zero_bytes_end_a_group(tmp_path):
    body = (
        item("empty") + item("", 1, value=b"v") + item("", value=b"w") + num("x", 1, 4)
    )
    tags = walk(tmp_path, state_bytes({"memory": body}))
    assert [tag.name for tag in tags] == [b"empty", b"", b"", b"x"]
    assert tags[0].value == b""


@pytest.mark.parametrize("padding", [0, 1, 6, 4096, 65535])
def test_the_padding_of_a_block_is_skipped(tmp_path, padding):
    body = block("MainMemKnownZero", b"data", 0, padding=padding) + num("x", 1, 4)
    data = state_bytes({"memory": body})
    bitmap, x = walk(tmp_path, data)
    assert data[bitmap.offset : bitmap.end] == b"data"
    assert (bitmap.size, bitmap.memory_size, x.number) == (4, 4, 1)


def test_a_block_may_be_empty(tmp_path):
    empty, x = walk(tmp_path, state_bytes({"memory": block("b", b"") + num("x", 1, 4)}))
    assert (empty.size, empty.is_block, x.number) == (0, True, 1)


def test_a_compressed_block_tells_both_sizes(tmp_path):
    tag = only(walk(tmp_path, state_bytes({"memory": packed("b", b"abc", 900)})))
    assert (tag.code, tag.size, tag.memory_size) == (layout.COMPRESSED, 3, 900)
    assert tag.may_be_compressed


@pytest.mark.parametrize("magic", MAGICS, ids=hex)
def test_the_magic_tells_the_width_of_block_sizes(tmp_path, magic):
    sizes = "<IIH" if magic in OLD_MAGICS else "<QQH"
    body = block("b", b"12345", 1, 2, padding=3, sizes=sizes) + num("x", 9, 8)
    found = walk(tmp_path, state_bytes({"memory": body}, magic=magic))
    assert [(tag.size, tag.number) for tag in found] == [(5, None), (8, 9)]


def test_names_are_as_long_as_they_say(tmp_path):
    name = bytes(range(1, 256))
    body = num(name, 1, 4, 1, 2, 3) + num("hv:ttbrEL1[0]", 2, 8, 0)
    tags = walk(tmp_path, state_bytes({"memory": body}))
    assert [tag.name for tag in tags] == [name, b"hv:ttbrEL1[0]"]


@pytest.mark.parametrize("size", [0, 1, 16, 2, 10**6, 2**64 - 1])
def test_the_announced_size_does_not_matter_where_a_group_ends_itself(tmp_path, size):
    body = num("align_mask", 0xFFFF, 4) + num("x", 1, 4) + END
    groups = [
        RawGroup("memory", body, size=size),
        RawGroup("cpu", b"\x04\x01y1234\0\0"),
    ]
    assert [tag.name for tag in walk(tmp_path, state_bytes(groups))] == [
        b"align_mask",
        b"x",
    ]


def test_no_end_is_needed_where_the_next_group_begins(tmp_path):
    groups = [RawGroup("memory", num("x", 1, 4)), RawGroup("cpu", num("y", 1, 4) + END)]
    assert [tag.name for tag in walk(tmp_path, state_bytes(groups))] == [b"x"]


def test_no_end_is_needed_at_the_end_of_the_file(tmp_path):
    data = state_bytes([RawGroup("memory", num("x", 1, 4))])
    assert [tag.name for tag in walk(tmp_path, data)] == [b"x"]


@pytest.mark.parametrize("odd", [0, -2, 2], ids=["as it is", "without its end", "more"])
def test_a_size_may_count_the_end_or_not(tmp_path, odd):
    body = num("x", 1, 4) + END
    groups = [
        RawGroup("memory", body, size=len(body) + odd),
        RawGroup("cpu", num("y", 1, 4) + END),
    ]
    assert len(walk(tmp_path, state_bytes(groups))) == 1


def test_a_file_cut_anywhere_in_a_group_is_truncated(tmp_path):
    body = (
        num("first", 1, 4, 0) + block("second", b"data", 1, padding=2) + num("z", 1, 8)
    )
    data = state_bytes({"memory": body})
    for size in range(START + 1, len(data)):
        error = failure(tmp_path, data[:size])
        assert error.kind is ErrorKind.TRUNCATED
        assert f"the file has {size}" in error.message


def test_a_block_past_the_end_comes_before_the_error(tmp_path):
    data = state_bytes(
        {"memory": num("x", 1, 4) + block("Memory", b"", 0, 0, size=999)}
    )
    with opened(tmp_path / "a.vmss", data) as file:
        tags = CheckpointReader(file).walk("memory")
        assert next(tags).name == b"x"
        assert next(tags).size == 999
        with pytest.raises(GuestCoreError, match="999 bytes wanted at offset"):
            next(tags)


@pytest.mark.parametrize("size", [2**63, 2**64 - 1])
def test_sizes_that_would_wrap_exceed_the_file(tmp_path, size):
    data = state_bytes({"memory": block("b", b"", size=size) + num("x", 1, 4)})
    assert failure(tmp_path, data).kind is ErrorKind.TRUNCATED


def test_only_what_is_wanted_is_given(tmp_path):
    body = b"".join(num(name, 1, 4) for name in "abcb") + block("b", b"12")
    found = walk(tmp_path, state_bytes({"memory": body}), wanted={b"b"})
    assert [tag.code for tag in found] == [4, 4, 63]


@pytest.mark.parametrize("number", [200_000, 200_001])
def test_a_group_holds_at_most_200_000_tags(tmp_path, number):
    data = state_bytes({"memory": item("x") * number})
    if number > 200_000:
        error = failure(tmp_path, data)
        assert error.kind is ErrorKind.DAMAGED
        assert "200001 tags" in error.message
    else:
        assert len(walk(tmp_path, data)) == number


def test_a_damaged_group_of_another_name_only_warns(tmp_path):
    data = state_bytes({"Checkpoint": num("x", 1, 4) + block("b", b"", size=99)})
    with opened(tmp_path / "a.vmss", data) as file:
        reader = CheckpointReader(file)
        found = list(reader.walk_leniently("Checkpoint"))
    assert [tag.name for tag in found] == [b"x"]
    assert "group Checkpoint was read only in part" in reader.warnings[0]


def test_groups_that_nobody_reads_are_looked_at_once(tmp_path):
    bad = block("b", b"", size=2**40)
    groups = {f"scsi{n}": bad for n in range(9)} | {"ide0": num("x", 1, 4)}
    with opened(tmp_path / "a.vmss", state_bytes(groups)) as file:
        reader = CheckpointReader(file)
        reader.check_other_groups()
        reader.check_other_groups()
    (warning,) = reader.warnings
    assert "9 groups" in warning
    assert "scsi0" in warning


NAMES = st.binary(max_size=255)
INDICES = st.lists(st.integers(0, 2**32 - 1), max_size=3)
INLINE = st.builds(
    lambda name, indices, value: item(name, *indices, value=value),
    NAMES,
    INDICES,
    st.binary(max_size=61),
)
BLOCKS = st.builds(
    lambda name, indices, size, padding: block(
        name, bytes(size), *indices, padding=padding
    ),
    NAMES,
    INDICES,
    st.integers(0, 3000),
    st.integers(0, 600),
)


@settings(max_examples=150, deadline=None)
@given(bodies=st.lists(st.one_of(INLINE, BLOCKS), max_size=12))
def test_any_tags_are_read_as_the_simplest_reader_reads_them(tmp_path_factory, bodies):
    body = b"".join(b for b in bodies if b[:2] != END)
    data = state_bytes({"memory": body})
    found = walk(tmp_path_factory.getbasetemp(), data)
    expected = _plain(data)
    assert [(tag.name, tag.indices, tag.offset, tag.size) for tag in found] == expected


def _plain(data):
    """Walk with nothing but arithmetic."""
    at, found = START, []
    while data[at : at + 2] != END:
        flags, length = data[at], data[at + 1]
        name = data[at + 2 : at + 2 + length]
        at += 2 + length
        indices = struct.unpack_from(f"<{flags >> 6}I", data, at)
        at += 4 * len(indices)
        size = flags & 63
        if size == 63:
            size, _, padding = struct.unpack_from("<QQH", data, at)
            at += 18 + padding
        found.append((name, indices, at, size))
        at += size
    return found


def test_the_plain_parser_of_other_tests_agrees(tmp_path):
    data = state_bytes({"memory": num("x", 3, 8, 1) + block("b", b"12", padding=7)})
    plain = parse_state(data).groups["memory"]
    found = walk(tmp_path, data)
    assert [(tag.offset, tag.size) for tag in found] == [
        (tag.offset, len(tag.data)) for tag in plain
    ]
