"""Inputs made up from nothing but the grammar of each format."""

import struct
import tempfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guestcore.errors import GuestCoreError
from guestcore.files.dictionary import parse_dictionary
from guestcore.files.fastlz import FastLzError, decompress
from guestcore.files.vmsd import parse_snapshots
from guestcore.validation import check_core
from tests.fuzz.readers import inform
from tests.fuzz.running import judge

quick = settings(
    max_examples=40,
    deadline=2000,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
odd_numbers = st.one_of(
    st.integers(0, 16),
    st.sampled_from([0xFFF, 0x1000, 0xFFFF, 0xFFFF_FFFF, 1 << 40, (1 << 64) - 1]),
    st.integers(0, (1 << 64) - 1),
)


@pytest.fixture(scope="module")
def place():
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "guest.vmss"


def ends_well(action):
    """Run *action*; a GuestCoreError has to be a good one."""
    try:
        action()
    except GuestCoreError as error:
        judge(error)


# --- settings files

keys = st.sampled_from(
    ["snapshot.numSnapshots", "snapshot.current", ".encoding", "displayName"]
) | st.builds(
    "snapshot{}.{}".format,
    st.integers(0, 12),
    st.sampled_from(["uid", "parent", "filename", "createTimeHigh", "createTimeLow"]),
)
values = st.one_of(
    st.integers(-3, 12).map(str),
    odd_numbers.map(str),
    st.text(max_size=20),
    st.sampled_from(
        ["|22|0A", "../../x.vmss", "C:\\x.vmsn", "utf-8", "gbk", "|F", "\0"]
    ),
)
lines = st.builds('{} = "{}"'.format, keys, values) | st.text(max_size=40)


@quick
@given(st.lists(lines, max_size=40), st.sampled_from(["utf-8", "utf-16", "gb18030"]))
def test_any_lines_are_a_settings_file(texts, encoding):
    data = "\n".join(texts).encode(encoding, "surrogatepass")
    snapshots = parse_snapshots(parse_dictionary(data)).snapshots
    known = {None}
    for snapshot in snapshots:
        assert snapshot.parent in known
        known.add(snapshot.uid)


# --- state files

names = st.sampled_from(
    [
        b"cpu:numVCPUs", b"regionsCount", b"regionPPN", b"regionPageNum", b"regionSize",
        b"Memory", b"MainMemKnownZero", b"gpregs", b"CR64", b"CR", b"rip", b"rsp",
        b"GDTR", b"IDTR", b"S", b"S.base64", b"memSize", b"Platform", b"cfgFile",
        b"ProductName", b"x",
    ]
)  # fmt: skip
indices = st.lists(odd_numbers.map(lambda n: n & 0xFFFF_FFFF), max_size=3)


@st.composite
def tags(draw):
    name, places = draw(names), draw(indices)
    head = bytes([len(places) << 6])
    body = bytes([len(name)]) + name + struct.pack(f"<{len(places)}I", *places)
    if draw(st.booleans()):
        width = draw(st.sampled_from([0, 1, 2, 4, 8, 10]))
        value = (draw(odd_numbers) & (1 << 8 * width) - 1).to_bytes(width, "little")
        return bytes([head[0] | width]) + body + value
    data = draw(st.binary(max_size=200))
    if draw(st.booleans()):
        data = zlib.compress(data)
    told = draw(st.sampled_from([len(data)] * 4) | odd_numbers)
    held = draw(st.sampled_from([len(data)] * 4) | odd_numbers)
    padding = draw(st.sampled_from([0, 0, 0, 1, 0xFFFF]))
    code = draw(st.sampled_from([62, 63]))
    block = struct.pack("<QQH", told, held, padding) + bytes(min(padding, 8)) + data
    return bytes([head[0] | code]) + body + block


@st.composite
def states(draw):
    groups = draw(
        st.lists(
            st.tuples(
                st.sampled_from([b"cpu", b"memory", b"Checkpoint", b"Snapshot", b"x"]),
                st.lists(tags(), max_size=6).map(b"".join),
            ),
            max_size=5,
        )
    )
    magic = draw(st.sampled_from([0xBED2BED2, 0xBED3BED3, 0xBED2BED0, 0xBAD0BAD0]))
    at, table, bodies = 12 + 80 * len(groups), [], []
    for name, body in groups:
        place = draw(st.sampled_from([at] * 6) | odd_numbers)
        table.append(struct.pack("<64sQQ", name, place, draw(odd_numbers)))
        bodies.append(body + b"\0\0")
        at += len(bodies[-1])
    head = struct.pack("<III", magic, 8, len(groups))
    return b"".join((head, *table, *bodies))


@quick
@given(states())
def test_any_tags_are_described_or_refused(place, data):
    place.write_bytes(data)
    ends_well(lambda: inform(place))


# --- compressed streams


@quick
@given(st.binary(max_size=300), st.integers(0, 400), st.none() | st.binary(max_size=40))
def test_any_bytes_decompress_to_their_size_or_not_at_all(stream, size, window):
    try:
        assert len(decompress(stream, size, window)) == size
    except FastLzError:
        return


# --- cores

notes = st.builds(
    lambda owner, kind, data, more: (
        struct.pack("<III", len(owner) + more, len(data), kind)
        + owner.ljust(-(-len(owner) // 4) * 4, b"\0")
        + data.ljust(-(-len(data) // 4) * 4, b"\0")
    ),
    st.sampled_from([b"CORE\0", b"QEMU\0", b"VMCOREINFO\0", b"LINUX\0", b""]),
    st.sampled_from([0, 1, 3, 0x46494C45]),
    st.binary(max_size=60)
    | st.sampled_from([bytes(336), struct.pack("<II", 1, 440).ljust(440, b"\7")]),
    st.sampled_from([0, 0, 0, 1, 5000]),
)
headers = st.tuples(
    st.sampled_from([1, 1, 4, 6, 0x6474E551]),
    *(st.sampled_from([0, 64, 4096, 8192, 1 << 32]) | odd_numbers for _ in range(6)),
)


@quick
@given(
    st.lists(headers, max_size=6),
    st.lists(notes, max_size=5).map(b"".join),
    st.integers(0, 3),
    st.sampled_from([0, 0, 0, 1, 0xFFFF]),
)
def test_any_program_headers_are_judged(place, table, all_notes, cut, more):
    start = 64 + 56 * (1 + len(table))
    rows = [(4, start, 0, 0, len(all_notes), len(all_notes), 0), *table]
    count = min(len(rows) + more, 0xFFFF)
    ident = b"\x7fELF\x02\x01\x01".ljust(16, b"\0")
    head = struct.pack(
        "<16sHHIQQQIHHHHHH", ident, 4, 62, 1, 0, 64, 0, 0, 64, 56, count, 0, 0, 0
    )
    packed = [struct.pack("<II6Q", row[0], 7, *row[1:]) for row in rows]
    data = b"".join((head, *packed, all_notes, bytes(8192)))
    place.write_bytes(data[: len(data) - cut * 3000])
    ends_well(lambda: check_core(place))
