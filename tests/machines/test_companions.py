"""Files that belong together, by their names alone."""

import os
import time

import pytest

from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.machines import companions
from guestcore.machines.companions import (
    Listing,
    find_beside,
    find_memory_file,
    find_states_of,
    is_locked,
    same_size_candidates,
)
from tests.machines.vm_folder import lock

posix = pytest.mark.skipif(
    os.name == "nt", reason="Windows has neither FIFOs nor names that differ in case"
)


def touch(folder, *names):
    for name in names:
        (folder / name).touch()


def test_the_exact_name_is_found(tmp_path):
    touch(tmp_path, "a.vmem")
    assert find_beside(tmp_path, "a.vmem") == tmp_path / "a.vmem"


def test_a_name_in_another_case_is_found(tmp_path):
    touch(tmp_path, "Büro Ñ.VMEM")
    found = find_beside(tmp_path, "bÜRO ñ.vmem")
    assert found.samefile(tmp_path / "Büro Ñ.VMEM")


def test_accents_coded_as_macos_does_are_the_same(tmp_path):
    touch(tmp_path, "Bu\u0308ro.vmem")
    assert find_beside(tmp_path, "B\u00fcro.vmem") is not None


@posix
def test_the_exact_name_goes_before_others(tmp_path):
    touch(tmp_path, "A.VMEM", "A.vmem", "a.vmem")
    assert find_beside(tmp_path, "A.vmem").name == "A.vmem"
    assert find_beside(tmp_path, "a.VMEM").name == "A.VMEM"
    assert Listing(tmp_path).find("a.vmem").name == "a.vmem"


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../a.vmem", "/etc/passwd", "a\0", "sub/a.vmem", "absent"]
)
def test_what_is_no_name_in_the_folder_is_not_found(tmp_path, name):
    folder = tmp_path / "vm"
    (folder / "sub").mkdir(parents=True)
    touch(tmp_path, "a.vmem")
    touch(folder / "sub", "a.vmem")
    assert find_beside(folder, name) is None


def test_a_folder_that_is_not_there_holds_nothing(tmp_path):
    assert find_beside(tmp_path / "absent", "a.vmem") is None
    assert find_memory_file(tmp_path / "absent" / "a.vmss") is None
    assert find_states_of(tmp_path / "absent" / "a.vmem") == []
    assert same_size_candidates(tmp_path / "absent", 0) == []
    assert not is_locked(tmp_path / "absent" / "a.vmem")


@pytest.mark.parametrize(
    ("state", "memory"),
    [
        ("vm-Snapshot3.vmsn", "vm-Snapshot3.vmem"),
        ("VM.1.VMSS", "vm.1.vmem"),
        ("サーバー.vmss", "サーバー.VMEM"),
        ("debug.guest", "debug.vmem"),
    ],
)
def test_a_state_finds_its_memory_file(tmp_path, state, memory):
    touch(tmp_path, state, memory, "other.vmem", "vm-Snapshot31.vmem")
    assert find_memory_file(tmp_path / state).samefile(tmp_path / memory)


def test_a_folder_in_place_of_the_memory_file_is_none(tmp_path):
    touch(tmp_path, "a.vmss")
    (tmp_path / "a.vmem").mkdir()
    assert find_memory_file(tmp_path / "a.vmss") is None


@posix
def test_a_pipe_or_a_dead_link_in_place_of_the_memory_file_is_none(tmp_path):
    os.mkfifo(tmp_path / "a.vmem")
    (tmp_path / "b.vmem").symlink_to(tmp_path / "absent")
    (tmp_path / "c.vmem").symlink_to(tmp_path / "c.vmem")
    for stem in "abc":
        assert find_memory_file(tmp_path / f"{stem}.vmss") is None


@posix
def test_a_file_in_another_case_beats_a_folder_of_the_exact_name(tmp_path):
    (tmp_path / "a.vmem").mkdir()
    touch(tmp_path, "A.VMEM")
    assert find_memory_file(tmp_path / "a.vmss") == tmp_path / "A.VMEM"


def test_a_suspended_state_is_the_first_of_a_memory_file(tmp_path):
    touch(tmp_path, "a.vmem", "a.vmsn", "A.VMSS", "a.vmx", "ab.vmss")
    found = find_states_of(tmp_path / "a.vmem")
    assert [path.name.lower() for path in found] == ["a.vmss", "a.vmsn"]


@pytest.mark.parametrize("member", ["M12345.lck", "m1.LCK", "x.lck"])
def test_a_lock_is_seen(tmp_path, member):
    lock(tmp_path / "a.vmem", member)
    assert is_locked(tmp_path / "a.vmem")
    assert is_locked(tmp_path / "A.VMEM")
    assert not is_locked(tmp_path / "b.vmem")


def test_a_lock_folder_without_a_member_locks_nothing(tmp_path):
    (tmp_path / "a.vmem.lck" / "D1.lck").mkdir(parents=True)
    touch(tmp_path / "a.vmem.lck", "note.txt")
    touch(tmp_path, "b.vmem.lck")
    assert not is_locked(tmp_path / "a.vmem")
    assert not is_locked(tmp_path / "b.vmem")


def test_memory_files_of_the_same_size_are_suggested(tmp_path):
    for name, size in (("b.vmem", 9), ("A.VMEM", 9), ("c.vmem", 8), ("d.bin", 9)):
        (tmp_path / name).write_bytes(bytes(size))
    (tmp_path / "e.vmem").mkdir()
    found = same_size_candidates(tmp_path, 9)
    assert [path.name for path in found] == ["A.VMEM", "b.vmem"]


def test_only_a_handful_is_suggested(tmp_path):
    touch(tmp_path, *(f"{n}.vmem" for n in range(50)))
    assert 0 < len(same_size_candidates(tmp_path, 0)) < 20


def test_a_listing_holds_files_of_machines_and_subfolders(tmp_path):
    touch(tmp_path, "b.vmx", "A.VMX", "c.vmss", "note.txt", "._b.vmx")
    (tmp_path / "z").mkdir()
    (tmp_path / "d.vmx").mkdir()
    listing = Listing(tmp_path)
    assert [path.name for path in listing.with_suffix(".vmx")] == ["A.VMX", "b.vmx"]
    assert listing.find("note.txt") is None
    assert listing.subfolders == ["d.vmx", "z"]


def test_a_folder_that_cannot_be_read_is_an_input_error(tmp_path):
    touch(tmp_path, "file")
    for path in (tmp_path / "file", tmp_path / "absent"):
        with pytest.raises(GuestCoreError) as caught:
            Listing(path)
        assert caught.value.kind is ErrorKind.INPUT
        assert str(path) in caught.value.message


def test_too_many_files_of_machines_are_damage(tmp_path, monkeypatch):
    monkeypatch.setattr(companions, "_MAX_LISTED", 10)
    touch(tmp_path, *(f"{n}.vmss" for n in range(11)))
    with pytest.raises(GuestCoreError) as caught:
        Listing(tmp_path)
    assert caught.value.kind is ErrorKind.DAMAGED


def test_a_huge_folder_is_searched_soon(tmp_path):
    for number in range(5_000):
        os.close(os.open(tmp_path / f"disk-{number}.vmdk", os.O_CREAT | os.O_WRONLY))
    touch(tmp_path, "A.VMEM")
    start = time.monotonic()
    assert find_memory_file(tmp_path / "a.vmss") is not None
    assert not is_locked(tmp_path / "a.vmem")
    assert time.monotonic() - start < 1
