"""Snapshot lists, true and hostile ones."""

import time
from datetime import UTC, datetime

import pytest

from guestcore.files.vmsd import MAX_SNAPSHOTS, bare_name, parse_snapshots


def listing(*entries: dict[str, object], count: object = None, **top: object):
    keys = {"snapshot.numsnapshots": str(len(entries) if count is None else count)}
    keys |= {f"snapshot.{key}": str(value) for key, value in top.items()}
    for number, entry in enumerate(entries):
        n = entry.get("n", number)
        keys |= {f"snapshot{n}.{k}": str(v) for k, v in entry.items() if k != "n"}
    return keys


def entry(uid: object, parent: object = None, **more: object) -> dict[str, object]:
    result = {"uid": uid, "filename": f"vm-Snapshot{uid}.vmsn", **more}
    return result if parent is None else {**result, "parent": parent}


def when(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def uids(dictionary) -> list[int]:
    return [snapshot.uid for snapshot in parse_snapshots(dictionary).snapshots]


def parents(dictionary) -> dict[int, int | None]:
    return {s.uid: s.parent for s in parse_snapshots(dictionary).snapshots}


def test_an_entry_in_full():
    found = parse_snapshots(
        listing(
            entry(
                7,
                displayname="before / after \\ update",
                description="two\nlines",
                createtimehigh=407168,
                createtimelow=792357272,
            ),
            current=7,
        )
    )
    (snapshot,) = found.snapshots
    assert (found.current, found.warnings) == (7, ())
    assert (snapshot.uid, snapshot.parent) == (7, None)
    assert snapshot.name == "before / after \\ update"
    assert snapshot.description == "two\nlines"
    assert snapshot.file_name == "vm-Snapshot7.vmsn"
    assert snapshot.created is not None


@pytest.mark.parametrize(
    ("high", "low", "expected"),
    [
        pytest.param(407168, 792357272, when(2025, 6, 1, 10, 33, 56), id="2025"),
        pytest.param(
            300237,
            -1952402371,
            when(2010, 11, 11, 21, 20, 38),
            id="2010",
        ),
        pytest.param(336295, 1080846290, when(2015, 10, 9, 7, 51, 47), id="2015"),
    ],
)
def test_times_of_real_lists(high, low, expected):
    (snapshot,) = parse_snapshots(
        listing(entry(1, createtimehigh=high, createtimelow=low))
    ).snapshots
    assert snapshot.created.replace(microsecond=0) == expected


@pytest.mark.parametrize(
    ("high", "low"),
    [
        pytest.param("", "", id="empty"),
        pytest.param("0", "0", id="zero"),
        pytest.param("x", "1", id="no number"),
        pytest.param("1", "1e3", id="no integer"),
        pytest.param("-1", "0", id="before 1970"),
        pytest.param("2147483647", "0", id="behind the year 9999"),
        pytest.param("1", str(1 << 32), id="low half too large"),
        pytest.param("9" * 5000, "0", id="thousands of digits"),
        pytest.param("٣٠٠٢٣٧", "0", id="digits of another script"),
    ],
)
def test_times_that_cannot_be_are_not_known(high, low):
    (snapshot,) = parse_snapshots(
        listing(entry(1, createtimehigh=high, createtimelow=low))
    ).snapshots
    assert snapshot.created is None


def test_entries_behind_the_announced_number_are_stale():
    assert uids(listing(entry(1), entry(2), entry(3), count=2)) == [1, 2]


def test_the_number_in_a_key_has_no_meaning():
    keys = listing(entry(4, n=9), entry(5, 4, n=2), entry(6, n=0), count=2)
    assert uids(keys) == [4, 5]


def test_an_empty_list_is_no_fault():
    assert parse_snapshots({}).warnings == ()
    assert parse_snapshots(listing()).snapshots == ()


def test_a_missing_number_of_entries_takes_all_with_a_warning():
    keys = listing(entry(1), entry(2))
    del keys["snapshot.numsnapshots"]
    found = parse_snapshots(keys)
    assert len(found.snapshots) == 2
    assert len(found.warnings) == 1


def test_fewer_entries_than_announced_are_told():
    found = parse_snapshots(listing(entry(1), count=3))
    assert len(found.snapshots) == 1
    assert "3" in found.warnings[0]


def test_the_most_recently_used_list_is_no_snapshot():
    assert uids({**listing(entry(1)), "snapshot.mru0.uid": "1"}) == [1]


def test_snapshots_come_in_the_order_they_were_taken():
    keys = listing(entry(4, 1), entry(2, 1), entry(1), entry(3, 2))
    assert uids(keys) == [1, 2, 3, 4]
    assert parents(keys) == {1: None, 2: 1, 3: 2, 4: 1}


def test_a_parent_comes_before_its_child_whatever_their_uids():
    assert uids(listing(entry(1, 9), entry(9), entry(5, 1))) == [9, 1, 5]


def test_an_unknown_parent_makes_a_root():
    found = parse_snapshots(listing(entry(1, 8, displayname="lost")))
    assert found.snapshots[0].parent is None
    assert "lost" in found.warnings[0]


@pytest.mark.parametrize(
    "entries",
    [
        pytest.param([entry(1, 1)], id="its own parent"),
        pytest.param([entry(1, 2), entry(2, 1)], id="two"),
        pytest.param([entry(5, 1), entry(1, 2), entry(2, 1)], id="two and a child"),
        pytest.param([entry(n, n % 50 + 1) for n in range(1, 51)], id="fifty"),
    ],
)
def test_rings_of_parents_are_cut(entries):
    found = parse_snapshots(listing(*entries))
    seen = set()
    for snapshot in found.snapshots:
        assert snapshot.parent is None or snapshot.parent in seen
        seen.add(snapshot.uid)
    assert len(seen) == len(entries)
    assert sum(snapshot.parent is None for snapshot in found.snapshots) == 1
    assert len(found.warnings) == 1


@pytest.mark.parametrize("uid", ["", "0", "-3", "x", "1.0", "1_0", "9" * 30])
def test_entries_without_a_uid_are_left_out_with_a_warning(uid):
    found = parse_snapshots(listing(entry(uid), entry(2)))
    assert [snapshot.uid for snapshot in found.snapshots] == [2]
    assert len(found.warnings) == 1


def test_of_two_entries_with_one_uid_the_first_counts():
    found = parse_snapshots(
        listing(entry(1, displayname="a"), entry(1, displayname="b"))
    )
    assert [snapshot.name for snapshot in found.snapshots] == ["a"]
    assert len(found.warnings) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("vm.vmsn", "vm.vmsn"),
        ("../../etc/passwd", "passwd"),
        ("/vmfs/volumes/a/vm.vmsn", "vm.vmsn"),
        ("C:\\VMs\\vm.vmsn", "vm.vmsn"),
        ("\\\\server\\share\\vm.vmsn", "vm.vmsn"),
        ("サーバー.vmsn", "サーバー.vmsn"),
        ("a/", None),
        ("..", None),
        (".", None),
        ("", None),
        ("a\0b.vmsn", None),
    ],
)
def test_of_a_path_only_the_last_part_is_kept(text, name):
    assert bare_name(text) == name
    found = parse_snapshots(listing(entry(1, filename=text)))
    assert found.snapshots[0].file_name == name
    assert len(found.warnings) == (text not in ("", name))


@pytest.mark.parametrize(
    ("current", "expected"),
    [("2", 2), ("0", None), ("9", None), ("", None), ("x", None)],
)
def test_where_the_machine_is(current, expected):
    found = parse_snapshots(listing(entry(1), entry(2, 1), current=current))
    assert found.current == expected


@pytest.mark.parametrize("shape", ["chain", "star", "ring", "reversed chain"])
def test_ten_thousand_snapshots_are_read_soon(shape):
    last = MAX_SNAPSHOTS
    parent = {
        "chain": lambda n: n - 1 or None,
        "star": lambda n: None if n == 1 else 1,
        "ring": lambda n: n % last + 1,
        "reversed chain": lambda n: None if n == last else n + 1,
    }[shape]
    keys = listing(*(entry(n, parent(n)) for n in range(1, last + 1)))
    start = time.monotonic()
    assert len(parse_snapshots(keys).snapshots) == MAX_SNAPSHOTS
    assert time.monotonic() - start < 2


def test_more_than_ten_thousand_snapshots_are_cut_with_a_warning():
    keys = listing(*(entry(n) for n in range(1, MAX_SNAPSHOTS + 101)))
    found = parse_snapshots(keys)
    assert len(found.snapshots) == MAX_SNAPSHOTS
    assert str(MAX_SNAPSHOTS) in found.warnings[0]
