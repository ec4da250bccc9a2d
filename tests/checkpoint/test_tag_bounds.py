"""How much all groups of a file may cost together."""

import pytest

from guestcore.checkpoint.container import Group
from guestcore.checkpoint.reader import CheckpointReader
from guestcore.checkpoint.tags import Budget, TagWalk
from guestcore.errors import ErrorKind, GuestCoreError
from tests.builders.state_bytes import END, item, num, opened, state_bytes


def group_walk(file, budget):
    return TagWalk(file, Group("memory", 0, 0), budget, old=False)


@pytest.mark.parametrize("limit", [3, 4])
def test_all_groups_share_one_number_of_tags(tmp_path, limit):
    with opened(tmp_path / "a", num("x", 1, 4) * 2 + END) as file:
        budget = Budget(tags=limit)
        assert len(list(group_walk(file, budget).tags())) == 2
        again = group_walk(file, budget).tags()
        if limit == 4:
            assert len(list(again)) == 2
        else:
            with pytest.raises(GuestCoreError, match="more than possible"):
                list(again)


@pytest.mark.parametrize("spare", [0, -1])
def test_all_groups_share_what_is_read_of_the_file(tmp_path, spare):
    data = num("x", 1, 4) * 2 + END
    with opened(tmp_path / "a", data) as file:
        budget = Budget(metadata=2 * len(data) + spare)
        list(group_walk(file, budget).tags())
        again = group_walk(file, budget).tags()
        if spare == 0:
            assert len(list(again)) == 2
        else:
            with pytest.raises(GuestCoreError, match="64 MiB"):
                list(again)


def test_metadata_of_64_mib_in_all_are_read(tmp_path):
    body = item(b"n" * 255, 1, 2, 3, value=bytes(61)) * 110_000
    with opened(tmp_path / "a", state_bytes({"scsi0": body, "memory": body})) as file:
        reader = CheckpointReader(file)
        assert not list(reader.walk("scsi0", wanted=()))
        with pytest.raises(GuestCoreError) as caught:
            list(reader.walk("memory", wanted=()))
    assert caught.value.kind is ErrorKind.DAMAGED
    assert "more than 64 MiB" in caught.value.message
