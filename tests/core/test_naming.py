"""What cores are called, and which names are free."""

from pathlib import Path

import pytest

from guestcore.core import naming
from guestcore.core.naming import (
    default_output,
    free_name,
    is_converted,
    looks_like_core,
    unmarked,
)

CORE = b"\x7fELF\2\1\1".ljust(16, b"\0") + b"\4\0"


def test_a_core_lies_beside_its_state():
    assert default_output(Path("/vm/a.b.vmss")) == Path("/vm/a.b.core")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("a.core.invalid", "a.core"),
        ("a.core.invalid.2", "a.core"),
        ("a.core", None),
        (".invalid", None),
        ("a.core.invalid.old", None),
        ("a.core.invalidated", None),
    ],
)
def test_the_mark_of_a_core_that_failed_is_taken_off(name, wanted):
    assert unmarked(Path("/vm", name)) == (wanted and Path("/vm", wanted))


def test_a_name_that_nothing_has_is_kept(tmp_path):
    assert free_name(tmp_path / "a.core") == tmp_path / "a.core"


def test_a_name_that_is_taken_gets_the_first_free_number(tmp_path):
    for name in ("a.core", "a-2.core", "a-4.core"):
        (tmp_path / name).touch()
    assert free_name(tmp_path / "a.core") == tmp_path / "a-3.core"


def test_names_that_will_be_taken_soon_are_not_free(tmp_path):
    taken = {tmp_path / "a.core", tmp_path / "a-2.core"}
    assert free_name(tmp_path / "a.core", taken) == tmp_path / "a-3.core"


def test_a_link_that_leads_nowhere_takes_its_name(tmp_path):
    (tmp_path / "a.core").symlink_to(tmp_path / "gone")
    assert free_name(tmp_path / "a.core") == tmp_path / "a-2.core"


def test_the_search_for_a_free_name_ends(tmp_path, monkeypatch):
    monkeypatch.setattr(naming, "_MAX_NAMES", 4)
    taken = {tmp_path / name for name in ("a.core", "a-2.core", "a-3.core")}
    assert free_name(tmp_path / "a.core", taken) == tmp_path / "a.core"


@pytest.mark.parametrize(
    ("content", "is_core"),
    [
        (CORE, True),
        (b"\x7fELF\1\2\1".ljust(16, b"\0") + b"\0\4", True),
        (b"PAGEDU64", True),
        (b"\x7fELF\2\1\1".ljust(16, b"\0") + b"\2\0", False),  # a program
        (CORE[:16], False),
        (b"", False),
    ],
)
def test_a_core_is_told_by_its_first_bytes(tmp_path, content, is_core):
    path = tmp_path / "file"
    path.write_bytes(content)
    assert looks_like_core(path) is is_core


def test_what_is_no_file_is_no_core(tmp_path):
    for path in (tmp_path, tmp_path / "gone", Path("a\0b")):
        assert not looks_like_core(path)


def test_a_state_is_converted_when_its_core_lies_there(tmp_path):
    state, core = tmp_path / "a.vmss", tmp_path / "a.core"
    state.touch()
    assert is_converted(state) is None
    core.write_bytes(CORE)
    assert is_converted(state) == core
