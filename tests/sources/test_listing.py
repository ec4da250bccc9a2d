"""The list of tags: everything that is there, nothing that is private."""

import json
import re
import subprocess
import sys

import pytest

from guestcore.checkpoint.layout import FORMAT_FACTS
from guestcore.demo.checkpoint_writer import CheckpointSpec, write_checkpoint
from guestcore.demo.machine import write_demo
from guestcore.demo.register_tags import RegisterEncoding
from guestcore.errors import GuestCoreError
from guestcore.model import REGISTER_NAMES
from guestcore.sources.listing import list_tags
from tests.builders.plain_checkpoint import parse_state
from tests.builders.saved_states import CPU, TWO_REGIONS, pages
from tests.builders.state_bytes import (
    END,
    RawGroup,
    block,
    item,
    num,
    packed,
    state_bytes,
)

SECRET = "the-guests-secret"
SECRET_NUMBER = 0x5EC2_E7AB_1234_5678


@pytest.fixture
def listed(tmp_path):
    def listed(groups, **options):
        path = tmp_path / "guest.vmss"
        path.write_bytes(state_bytes(groups, **options))
        return list(list_tags(path))

    return listed


def test_each_tag_is_listed_with_its_place(listed):
    body = num("x", 1, 4, 2) + block("b", b"12345", padding=3) + packed("c", b"1", 9)
    assert [tuple(tag) for tag in listed({"scsi0": body})] == [
        ("scsi0", "x", (2,), 4, 92 + 7, None),
        ("scsi0", "b", (), 5, 92 + 11 + 3 + 18 + 3, None),
        ("scsi0", "c", (), 1, 92 + 37 + 3 + 18 + 3 - 0, None),
    ]


def test_the_list_is_what_the_simplest_reader_sees(tmp_path):
    state = write_demo(tmp_path / "demo")
    plain = parse_state(state.read_bytes())
    found = [
        (tag.group, tag.name, tag.indices, tag.size, tag.offset)
        for tag in list_tags(state)
    ]
    assert found == [
        (group, tag.name, tag.indices, len(tag.data), tag.offset)
        for group, tags in plain.groups.items()
        for tag in tags
    ]


@pytest.mark.parametrize(("group", "name"), sorted(FORMAT_FACTS))
def test_format_facts_are_listed_with_their_value(listed, group, name):
    (tag,) = listed({str(group): num(name, 77, 4)})
    assert tag.value == 77


@pytest.mark.parametrize(("group", "name"), sorted(FORMAT_FACTS))
def test_the_same_names_elsewhere_are_not(listed, group, name):
    other = "memory" if group != "memory" else "cpu"
    assert [tag.value for tag in listed({other: num(name, 77, 4)})] == [None]


@pytest.mark.parametrize("value", [SECRET.encode(), b"123", b""])
def test_a_format_fact_that_is_no_number_is_not_told(listed, value):
    body = item("memSize", value=value) + block("Platform", value)
    assert [tag.value for tag in listed({"Checkpoint": body})] == [None, None]


def test_nothing_private_is_in_the_list(tmp_path):
    registers = {
        name: SECRET_NUMBER + n * 0x1_0001_0001 for n, name in enumerate(REGISTER_NAMES)
    }
    registers |= {"gdtr_limit": 0x7F, "idtr_limit": 0xFFF}
    spec = CheckpointSpec(
        vcpus=[registers],
        memory_size=1 << 16,
        registers=RegisterEncoding.BOTH,
        configuration=f'displayName = "{SECRET}"\n',
        thumbnail=SECRET.encode(),
        product=SECRET,
        build=SECRET,
    )
    written = write_checkpoint(tmp_path, "guest", spec, lambda gpa, size: bytes(size))
    done = subprocess.run(
        [sys.executable, "-m", "guestcore", "info", "--json", "--tags", written.state],
        check=True,
        capture_output=True,
        text=True,
    )
    tags = json.loads(done.stdout)["tags"]
    assert {"gpregs", "cfgFile", "imageData", "rax"} <= {tag["name"] for tag in tags}
    text = json.dumps(tags)
    assert SECRET not in text
    numbers = {int(number) for number in re.findall(r"\d+", text)}
    halves = {
        value & mask for value in registers.values() for mask in (2**64 - 1, 2**32 - 1)
    }
    assert not numbers & {half for half in halves if half > 1 << 16}
    facts = {name.decode() for _, name in FORMAT_FACTS}
    assert {tag["name"] for tag in tags if tag["value"] is not None} <= facts


def test_what_a_damaged_group_holds_before_the_damage_is_listed(listed):
    groups = {
        "memory": num("x", 1, 4) + block("b", b"", size=999) + num("y", 1, 4),
        "cpu": num("z", 1, 4),
    }
    assert [tag.name for tag in listed(groups)] == ["x", "b", "z"]


def test_groups_that_share_their_tags_are_listed_once(listed):
    groups = [
        RawGroup("cpu", num("x", 1, 4) + END),
        RawGroup("scsi0", b"", position=12 + 160),
    ]
    assert [tag.group for tag in listed(groups)] == ["cpu"]


@pytest.mark.parametrize("count", [4, 0xFFFF_FFFF])
def test_more_tags_are_listed_where_more_vcpus_are_announced(listed, count):
    body = num("cpu:numVCPUs", count, 4) + item("x") * 200_000
    assert len(listed({"cpu": body})) == (200_000 if count == 4 else 200_001)


def test_old_files_and_damaged_ones_are_listed(listed):
    old = listed({"cpu": CPU, "memory": TWO_REGIONS}, magic=0xBAD0BAD0, version=99)
    assert len(old) == 9
    embedded = TWO_REGIONS + block("Memory", pages(3), 0, 0, size=1 << 40)
    assert listed({"memory": embedded})[-1].size == 1 << 40


def test_a_file_that_is_no_saved_state_has_no_tags(tmp_path):
    path = tmp_path / "debug.guest"
    for data in (b"", b"\6\0\0\0", bytes(99)):
        path.write_bytes(data)
        assert list(list_tags(path)) == []


def test_a_damaged_header_is_an_error(listed):
    with pytest.raises(GuestCoreError):
        listed({"cpu": b""}, count=0)
