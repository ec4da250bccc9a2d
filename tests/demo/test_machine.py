import errno
import re
import struct
import zlib
from datetime import UTC, datetime, timedelta

import pytest

from guestcore.demo import machine
from guestcore.demo.machine import write_demo
from guestcore.demo.thumbnail import draw_console
from guestcore.errors import ErrorKind, GuestCoreError
from tests.builders.demo_guest import demo_folder
from tests.builders.plain_checkpoint import decode_chain, parse_state

MIB = 1 << 20
REGIONS = [(0, 48 * MIB), (4 << 30, 16 * MIB)]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    return demo_folder(tmp_path_factory.mktemp("shared"))


def states(demo):
    return {
        "suspended": demo.suspended,
        "compressed": demo.compressed,
        "embedded": demo.embedded,
    }


def dictionary(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == '.encoding = "UTF-8"'
    return dict(re.fullmatch(r'(\S+) = "([^"]*)"', line).groups() for line in lines)


def memory_of(state):
    parsed = parse_state(state.read_bytes())
    vmem = state.with_suffix(".vmem")
    if not vmem.exists():
        return parsed.tag("memory", "Memory", 0, 0).data
    data = vmem.read_bytes()
    return data if len(data) == 64 * MIB else decode_chain(data)


def test_the_folder_holds_one_machine(demo):
    assert sorted(path.name for path in demo.folder.iterdir()) == [
        "fabricated-demo-5eed0de0.vmem",
        "fabricated-demo-5eed0de0.vmss",
        "fabricated-demo-Snapshot1.vmem",
        "fabricated-demo-Snapshot1.vmsn",
        "fabricated-demo-Snapshot2.vmsn",
        "fabricated-demo-Snapshot3.vmsn",
        "fabricated-demo.vmsd",
        "fabricated-demo.vmx",
    ]
    assert demo.suspended.name == "fabricated-demo-5eed0de0.vmss"


def test_the_configuration_says_that_it_is_made_up(demo):
    configuration = dictionary(demo.vmx)
    assert configuration["displayName"] == "GuestCore demo (fabricated)"
    assert configuration["memsize"] == "64"
    assert configuration["numvcpus"] == "2"
    assert configuration["checkpoint.vmState"] == demo.suspended.name
    assert configuration["annotation"].split("|0A")[1] == "No machine ever ran this."


def test_the_snapshots_are_a_tree(demo):
    entries = dictionary(demo.vmsd)
    assert entries["snapshot.numSnapshots"] == "3"
    assert entries["snapshot.current"] == "3"
    found = []
    for n in range(3):
        values = {
            key: entries.get(f"snapshot{n}.{key}")
            for key in ("uid", "parent", "filename", "displayName")
        }
        high, low = (
            int(entries[f"snapshot{n}.createTime{half}"]) for half in ("High", "Low")
        )
        assert -(1 << 31) <= low < 1 << 31
        microseconds = high << 32 | low & 0xFFFF_FFFF
        created = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(
            microseconds=microseconds
        )
        found.append((*values.values(), f"{created:%Y-%m-%d %H:%M}"))
        assert (demo.folder / values["filename"]).stat().st_mtime == created.timestamp()
    stem = "fabricated-demo-Snapshot"
    assert found == [
        ("1", None, f"{stem}1.vmsn", "clean install", "2026-01-12 09:00"),
        ("2", "1", f"{stem}2.vmsn", "powered off", "2026-01-12 18:10"),
        ("3", "1", f"{stem}3.vmsn", "before the |22big|22 update", "2026-02-03 08:15"),
    ]


def test_one_time_has_a_negative_half(demo):
    # readers that forget the sign show this one 71 minutes off
    assert int(dictionary(demo.vmsd)["snapshot1.createTimeLow"]) < 0


@pytest.mark.parametrize("name", ["suspended", "compressed", "embedded"])
def test_each_state_holds_a_linux(demo, name):
    state = states(demo)[name]
    parsed = parse_state(state.read_bytes())
    regions = [
        tuple(
            parsed.tag("memory", tag, index).number << 12
            for tag in ("regionPPN", "regionSize")
        )
        for index in range(2)
    ]
    assert regions == REGIONS
    assert parsed.tag("cpu", "cpu:numVCPUs").number == 2
    assert parsed.tag("cpu", "halted", 0).number == 1
    assert parsed.tag("cpu", "halted", 1).number == 0
    memory = memory_of(state)
    assert len(memory) == 64 * MIB
    assert memory.startswith(b"Fabricated by GuestCore")
    assert len(re.findall(rb"Linux version 6\.1\.0-demo-amd64 ", memory)) == 1
    assert len(re.findall(rb"OSRELEASE=6\.1\.0-demo-amd64\n", memory)) == 2


def test_the_three_states_are_three_boots(demo):
    builds = {
        re.search(rb"KERNELOFFSET=(\w+)", memory_of(state))[1]
        for state in states(demo).values()
    }
    assert len(builds) == 3


def test_the_suspended_guest_is_the_one_told(demo):
    memory = memory_of(demo.suspended)
    assert memory[: 48 * MIB] == demo.guest.read(0, 48 * MIB)
    assert memory[48 * MIB :] == demo.guest.read(4 << 30, 16 * MIB)
    parsed = parse_state(demo.suspended.read_bytes())
    for index, vcpu in enumerate(demo.guest.vcpus):
        assert parsed.tag("cpu", "rip", index).number == vcpu["rip"]


def test_memory_lies_in_three_different_places(demo):
    sizes = {
        name: state.with_suffix(".vmem").stat().st_size
        for name, state in states(demo).items()
        if state.with_suffix(".vmem").exists()
    }
    assert sizes["suspended"] == 64 * MIB
    assert sizes["compressed"] < MIB
    assert "embedded" not in sizes
    without = parse_state(demo.without_memory.read_bytes())
    assert [tag.name for tag in without.groups["memory"]] == ["align_mask"]


def test_it_takes_little_space(demo):
    blocks = sum(path.stat().st_blocks for path in demo.folder.iterdir())
    assert blocks * 512 < 8 * MIB


def test_states_carry_configuration_and_thumbnail(demo):
    for state in states(demo).values():
        parsed = parse_state(state.read_bytes())
        configuration = parsed.tag("Snapshot", "cfgFile").data
        assert b'displayName = "GuestCore demo (fabricated)"' in configuration
        width, height, pixels = decode_png(parsed.tag("MKSVMX", "imageData").data)
        assert (width, height) == (256, 192)
        assert 500 < sum(byte.bit_count() for byte in pixels) < 10000


def decode_png(data):
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    position, chunks = 8, {}
    while position < len(data):
        (size,) = struct.unpack_from(">I", data, position)
        kind = data[position + 4 : position + 8]
        body = data[position + 8 : position + 8 + size]
        (checksum,) = struct.unpack_from(">I", data, position + 8 + size)
        assert checksum == zlib.crc32(kind + body)
        chunks[kind] = body
        position += 12 + size
    width, height, depth, colour = struct.unpack_from(">IIBB", chunks[b"IHDR"])
    assert (depth, colour) == (1, 3)
    pixels = zlib.decompress(chunks[b"IDAT"])
    assert len(pixels) == (1 + width // 8) * height
    return width, height, pixels


def test_glyphs_are_where_they_belong():
    _, _, pixels = decode_png(draw_console(["", "T"]))
    rows = [pixels[33 * y + 1] for y in range(24)]
    assert rows[:12] == [0] * 12
    assert rows[12:16] == [0b11111100] * 2 + [0b00110000] * 2


def test_every_run_writes_the_same(demo, tmp_path):
    again = write_demo(tmp_path / "again").parent
    for path in demo.folder.iterdir():
        twin = again / path.name
        assert twin.read_bytes() == path.read_bytes(), path.name
        assert twin.stat().st_mtime_ns == path.stat().st_mtime_ns


def test_other_files_stay(tmp_path):
    other = tmp_path / "notes.txt"
    other.write_text("mine")
    assert write_demo(tmp_path).exists()
    assert other.read_text() == "mine"


def test_nothing_is_overwritten(tmp_path):
    mine = tmp_path / "fabricated-demo.vmsd"
    mine.write_text("mine")
    with pytest.raises(GuestCoreError, match=r"fabricated-demo\.vmsd exists") as caught:
        write_demo(tmp_path)
    assert caught.value.kind is ErrorKind.OUTPUT
    assert mine.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [mine]


def test_a_file_is_no_folder(tmp_path):
    path = tmp_path / "file"
    path.write_text("")
    with pytest.raises(GuestCoreError) as caught:
        write_demo(path)
    assert caught.value.kind is ErrorKind.OUTPUT


@pytest.mark.parametrize(
    "failure", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()]
)
def test_nothing_half_written_is_left(tmp_path, monkeypatch, failure):
    def fail(*_, **__):
        raise failure

    monkeypatch.setattr(machine, "write_checkpoint", fail)
    expected = GuestCoreError if isinstance(failure, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        write_demo(tmp_path)
    assert list(tmp_path.iterdir()) == []
