"""How many vCPUs there are, and whose registers are whose."""

import pytest

from guestcore.checkpoint.reader import CheckpointReader
from guestcore.checkpoint.registers import read_registers
from guestcore.errors import ErrorKind, GuestCoreError
from tests.builders.state_bytes import END, RawGroup, block, num, opened, state_bytes


def read(tmp_path, tags, count=1):
    body = b"" if count is None else num("cpu:numVCPUs", count, 4)
    with opened(tmp_path / "a.vmss", state_bytes({"cpu": body + tags})) as file:
        return read_registers(CheckpointReader(file))


def test_a_vcpu_without_tags_keeps_its_number(tmp_path):
    found = read(tmp_path, num("rip", 7, 8, 2), 4)
    assert found.registers == ({}, {}, {"rip": 7}, {})


@pytest.mark.parametrize("count", [1, 4096])
def test_up_to_4096_vcpus_are_read(tmp_path, count):
    tags = b"".join(num("rip", index, 8, index) for index in range(count))
    found = read(tmp_path, tags, count)
    assert [r["rip"] for r in found.registers] == list(range(count))
    assert found.warnings == ()


@pytest.mark.parametrize("count", [4097, 0xFFFF_FFFF])
def test_more_vcpus_are_damage(tmp_path, count):
    with pytest.raises(GuestCoreError) as caught:
        read(tmp_path, b"", count)
    assert caught.value.kind is ErrorKind.DAMAGED
    assert f"announces {count} vCPUs; up to 4096" in caught.value.message


@pytest.mark.parametrize("index", [2, 4096, 0xFFFF_FFFF])
def test_registers_of_a_vcpu_beyond_the_count_are_left_out(tmp_path, index):
    tags = num("rip", 1, 8, 0) + num("rip", 9, 8, index) + block("gpregs", b"", index)
    found = read(tmp_path, tags, 2)
    assert found.registers == ({"rip": 1}, {})
    (warning,) = found.warnings
    assert "beyond the announced 2" in warning


def test_registers_before_the_count_are_read(tmp_path):
    body = num("rip", 5, 8, 0) + num("rip", 6, 8, 3) + num("cpu:numVCPUs", 2, 4)
    found = read(tmp_path, body, None)
    assert found.registers == ({"rip": 5}, {})
    assert "beyond the announced 2" in found.warnings[0]


def test_a_second_count_does_not_matter(tmp_path):
    assert len(read(tmp_path, num("cpu:numVCPUs", 9, 4), 2).registers) == 2


def test_an_absent_count_is_taken_from_the_registers(tmp_path):
    found = read(tmp_path, num("rip", 5, 8, 2), None)
    assert len(found.registers) == 3
    assert "does not tell how many vCPUs" in found.warnings[0]


def test_no_vcpu_leaves_memory_alone(tmp_path):
    found = read(tmp_path, b"", 0)
    assert found.registers == ()
    assert "no vCPUs: the core holds memory alone" in found.warnings[0]


def test_no_group_leaves_memory_alone(tmp_path):
    with opened(tmp_path / "a.vmss", state_bytes({"memory": b""})) as file:
        found = read_registers(CheckpointReader(file))
    assert found.registers == ()
    assert "not even a group cpu" in found.warnings[0]


@pytest.mark.parametrize("size", [99, 2**40])
def test_a_block_past_the_end_is_an_error(tmp_path, size):
    with pytest.raises(GuestCoreError) as caught:
        read(tmp_path, num("rip", 1, 8, 0) + block("gpregs", b"", 0, size=size))
    assert caught.value.kind is ErrorKind.TRUNCATED


@pytest.mark.parametrize(
    ("vcpus", "tags", "sound"),
    [
        (1, 199_999, True),
        (1, 200_000, False),
        (196, 200_703, True),
        (196, 200_704, False),
    ],
)
def test_a_vcpu_may_have_1024_tags_and_all_200_000(tmp_path, vcpus, tags, sound):
    body = num("cpu:numVCPUs", vcpus, 4) + num("x", 1, 1, 0) * tags + END
    with opened(tmp_path / "a", state_bytes([RawGroup("cpu", body)])) as file:
        reader = CheckpointReader(file)
        if sound:
            assert len(read_registers(reader).registers) == vcpus
        else:
            with pytest.raises(GuestCoreError, match="more than possible"):
                read_registers(reader)
