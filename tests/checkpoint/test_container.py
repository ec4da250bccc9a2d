"""Header and table of groups."""

import pytest

from guestcore.checkpoint.container import read_container
from guestcore.checkpoint.reader import CheckpointReader
from guestcore.errors import ErrorKind, GuestCoreError
from tests.builders.state_bytes import (
    END,
    MAGICS,
    OLD_MAGICS,
    RawGroup,
    num,
    opened,
    state_bytes,
)

BODY = num("version", 1, 4) + END


def read(tmp_path, data):
    with opened(tmp_path / "a.vmss", data) as file:
        return read_container(file)


def failure(tmp_path, data):
    with pytest.raises(GuestCoreError) as caught:
        read(tmp_path, data)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("magic", MAGICS, ids=hex)
def test_every_magic_is_read(tmp_path, magic):
    container = read(tmp_path, state_bytes({"cpu": b"", "scsi0": b""}, magic=magic))
    assert container.magic == magic
    assert [group.name for group in container.groups] == ["cpu", "scsi0"]


@pytest.mark.parametrize("magic", MAGICS, ids=hex)
def test_only_the_old_32_bit_variants_are_warned_of(tmp_path, magic):
    container = read(tmp_path, state_bytes({"cpu": b""}, magic=magic))
    assert container.is_old == (magic in OLD_MAGICS)
    assert any("old 32-bit" in w for w in container.warnings) == container.is_old


@pytest.mark.parametrize("magic", OLD_MAGICS, ids=hex)
def test_the_table_of_an_old_file_may_have_short_entries(tmp_path, magic):
    groups = [RawGroup("cpu", BODY), RawGroup("scsi0", BODY)]
    data = state_bytes(groups, magic=magic, descriptor="<64sII")
    container = read(tmp_path, data)
    assert [group.position for group in container.groups] == [156, 156 + len(BODY)]


def test_a_new_file_never_has_short_entries(tmp_path):
    data = state_bytes({"memory": b""}, descriptor="<64sII")
    assert failure(tmp_path, data).kind is ErrorKind.TRUNCATED


def test_an_old_table_of_neither_layout_is_unsupported(tmp_path):
    groups = [RawGroup("cpu", BODY, position=999)]
    error = failure(tmp_path, state_bytes(groups, magic=OLD_MAGICS[0]))
    assert error.kind is ErrorKind.UNSUPPORTED
    assert "old 32-bit" in error.message


def test_a_cut_table_of_an_old_file_is_truncated(tmp_path):
    data = state_bytes({"cpu": b"", "memory": b""}, magic=OLD_MAGICS[0])
    error = failure(tmp_path, data[:150])
    assert error.kind is ErrorKind.TRUNCATED
    assert "150 bytes found" in error.message


@pytest.mark.parametrize("version", [1, 8, 32])
def test_known_versions_go_unmentioned(tmp_path, version):
    assert read(tmp_path, state_bytes({"cpu": b""}, version=version)).warnings == ()


@pytest.mark.parametrize("version", [0, 33, 0xFFFF_FFFF])
def test_other_versions_are_read_with_a_warning(tmp_path, version):
    (warning,) = read(tmp_path, state_bytes({"cpu": b""}, version=version)).warnings
    assert f"version {version}; 1 to 32" in warning


def test_as_many_groups_as_possible_are_read(tmp_path):
    groups = [RawGroup(f"g{index}", END) for index in range(4096)]
    container = read(tmp_path, state_bytes(groups))
    assert len(container.groups) == 4096
    assert container.groups[4095].position == 12 + 80 * 4096 + 2 * 4095


@pytest.mark.parametrize("count", [0, 4097, 0xFFFF_FFFF])
def test_an_impossible_number_of_groups_is_damage(tmp_path, count):
    error = failure(tmp_path, state_bytes({"cpu": b""}, count=count))
    assert error.kind is ErrorKind.DAMAGED
    assert f"announces {count} groups; 1 to 4096" in error.message


def test_a_table_that_the_file_cuts_is_truncated(tmp_path):
    error = failure(tmp_path, state_bytes({"cpu": b""}, count=4096))
    assert error.kind is ErrorKind.TRUNCATED
    assert "94 bytes found, at least 327692 expected" in error.message


@pytest.mark.parametrize("size", range(4, 12))
def test_a_header_that_the_file_cuts_is_truncated(tmp_path, size):
    error = failure(tmp_path, state_bytes({"cpu": b""})[:size])
    assert error.kind is ErrorKind.TRUNCATED


@pytest.mark.parametrize("position", [0, 171, 10_000, 2**64 - 1])
def test_other_groups_outside_the_file_are_left_out(tmp_path, position):
    groups = [RawGroup("cpu", BODY), RawGroup("scsi0", BODY, position=position)]
    container = read(tmp_path, state_bytes(groups))
    assert [group.name for group in container.groups] == ["cpu"]
    (warning,) = container.warnings
    assert "1 of 2 groups" in warning
    assert "scsi0" in warning


@pytest.mark.parametrize("name", ["cpu", "memory"])
@pytest.mark.parametrize(
    ("position", "kind"),
    [(5, ErrorKind.DAMAGED), (2**63, ErrorKind.TRUNCATED)],
    ids=["in the table", "behind the end"],
)
def test_groups_that_make_a_core_must_lie_in_the_file(tmp_path, name, position, kind):
    groups = [RawGroup("scsi0", BODY), RawGroup(name, BODY, position=position)]
    with opened(tmp_path / "a.vmss", state_bytes(groups)) as file:
        reader = CheckpointReader(file)
        assert [group.name for group in reader.container.groups] == ["scsi0"]
        with pytest.raises(GuestCoreError) as caught:
            list(reader.walk(name))
    assert caught.value.kind is kind
    assert f"begin at {position:#x}" in caught.value.message


def test_of_two_groups_with_a_name_the_first_counts(tmp_path):
    groups = [
        RawGroup("memory", num("regionsCount", 1, 4) + END),
        RawGroup("memory", num("regionsCount", 2, 4) + END),
    ]
    with opened(tmp_path / "a.vmss", state_bytes(groups)) as file:
        reader = CheckpointReader(file)
        assert [tag.number for tag in reader.walk("memory")] == [1]
        assert "twice" in reader.warnings[0]


def test_a_second_group_outside_the_file_does_not_hide_the_first(tmp_path):
    groups = [RawGroup("cpu", BODY), RawGroup("cpu", BODY, position=1)]
    with opened(tmp_path / "a.vmss", state_bytes(groups)) as file:
        assert len(list(CheckpointReader(file).walk("cpu"))) == 1


def test_a_name_may_fill_its_place_and_hold_any_byte(tmp_path):
    names = [b"x" * 64, b"caf\xe9\0junk", b"\x1b[2J"]
    container = read(tmp_path, state_bytes([RawGroup(name, END) for name in names]))
    found = [group.name for group in container.groups]
    assert found == ["x" * 64, "caf\udce9", "\x1b[2J"]
