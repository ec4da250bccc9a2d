"""What people read: trees, and text that cannot harm a terminal."""

from datetime import UTC, datetime
from pathlib import Path

from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.machines.machine import CheckpointEntry, Machine
from guestcore.report.plain import error_lines, list_lines


def snapshot(name: str, parent: str | None = None, **fields) -> CheckpointEntry:
    known = {"created": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "memory": True}
    return CheckpointEntry(
        path=Path(f"/vm/{name}.vmsn"),
        kind="snapshot",
        name=name,
        parent=None if parent is None else Path(f"/vm/{parent}.vmsn"),
        **{"current": False, **known, **fields},
    )


def machine(*entries: CheckpointEntry, **fields) -> Machine:
    known = {"name": "web01", "guest_os": None, "encrypted": False, "warnings": ()}
    return Machine(
        path=Path("/vm/web01.vmx"), checkpoints=entries, **{**known, **fields}
    )


def shown(*entries: CheckpointEntry) -> list[str]:
    lines = list(list_lines([machine(*entries)]))[2:]
    return [line[4:].split(" (")[0].replace("snapshot ", "") for line in lines]


def test_children_stand_below_their_parent_in_their_order():
    entries = [
        snapshot("a"), snapshot("b"), snapshot("c", "a"), snapshot("d", "a"),
        snapshot("e", "c"),
    ]  # fmt: skip
    assert shown(*entries) == ["a", "  c", "    e", "  d", "b"]


def test_a_parent_that_is_not_listed_makes_a_root():
    assert shown(snapshot("a", "gone")) == ["a"]


def test_a_line_says_memory_time_and_where_you_are():
    (line,) = list(list_lines([machine(snapshot("a", current=True))]))[2:]
    assert "(memory, 2026-01-02 03:04:05 UTC, you are here)" in line
    (line,) = list(list_lines([machine(snapshot("a", memory=False, created=None))]))[2:]
    assert "(no memory)" in line


def test_ten_thousand_generations_are_shown():
    names = [str(number) for number in range(10_000)]
    entries = [
        snapshot(name, parent)
        for name, parent in zip(names, [None, *names], strict=False)
    ]
    assert len(shown(*entries)) == 10_000


def test_names_of_machines_and_snapshots_are_escaped():
    hostile = machine(snapshot("x\x1b[2J\u202e"), name="\x07bell")
    text = "\n".join(list_lines([hostile]))
    assert "\\x1b" in text
    assert not {"\x1b", "\u202e", "\x07"} & set(text)


def test_an_error_without_a_hint_has_one_line():
    error = GuestCoreError(ErrorKind.DAMAGED, "broken\nhere")
    assert list(error_lines(error)) == ["error: broken\\x0ahere"]
