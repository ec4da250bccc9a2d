"""Which state a folder, .vmx or .vmsd stands for, and why there may be none."""

import os
import time

import pytest

from guestcore.errors import ErrorKind, GuestCoreError, InputCase
from guestcore.machines.resolve import find_state
from tests.machines.vm_folder import (
    ENCRYPTED,
    lock,
    put_embedded,
    put_empty,
    put_state,
    put_text,
    put_vmsd,
)


@pytest.fixture
def vm(tmp_path):
    folder = tmp_path / "vm.vmwarevm"
    folder.mkdir()
    put_text(folder / "vm.vmx", displayName="vm")
    put_vmsd(folder / "vm.vmsd")
    return folder


def refused(path) -> GuestCoreError:
    with pytest.raises(GuestCoreError) as caught:
        find_state(path)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("put", [put_state, put_embedded])
@pytest.mark.parametrize("name", ["", "vm.vmx", "vm.vmsd"])
def test_the_only_state_with_memory_is_found(vm, name, put):
    state = put(vm, "vm-Snapshot2.vmsn")
    put_empty(vm, "vm-Snapshot1.vmsn")
    assert find_state(vm / name if name else vm) == state


def test_a_state_without_its_memory_file_does_not_count_beside_a_whole_one(vm):
    state = put_state(vm, "vm-Snapshot1.vmsn")
    put_state(vm, "vm-Snapshot2.vmsn", vmem=False)
    assert find_state(vm) == state


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_linked_folder_is_entered(vm, tmp_path):
    put_state(vm, "vm.vmss")
    link = tmp_path / "link"
    link.symlink_to(vm, target_is_directory=True)
    assert find_state(link) == link / "vm.vmss"


@pytest.mark.parametrize("name", ["", "vm.vmx", "vm.vmsd"])
def test_several_states_with_memory_are_all_named(vm, name):
    put_state(vm, "vm-1.vmss")
    put_embedded(vm, "vm-Snapshot2.vmsn")
    put_empty(vm, "vm-Snapshot3.vmsn")
    error = refused(vm / name if name else vm)
    assert error.kind is ErrorKind.AMBIGUOUS
    assert "vm-1.vmss" in error.message
    assert "vm-Snapshot2.vmsn" in error.message
    assert "vm-Snapshot3.vmsn" not in error.message


def test_the_states_of_several_machines_are_all_named(vm):
    put_text(vm / "db.vmx")
    db, own = put_state(vm, "db.vmss"), put_state(vm, "vm.vmss")
    error = refused(vm)
    assert error.kind is ErrorKind.AMBIGUOUS
    assert db.name in error.message
    assert own.name in error.message
    assert find_state(vm / "db.vmx") == db
    assert find_state(vm / "vm.vmx") == own


def test_a_state_whose_memory_file_is_missing_is_left_to_the_opener(vm):
    state = put_state(vm, "vm.vmss", vmem=False)
    put_empty(vm, "vm-Snapshot1.vmsn")
    assert find_state(vm) == state


def test_several_missing_memory_files_are_all_named(vm):
    put_state(vm, "vm-1.vmss", vmem=False)
    put_state(vm, "vm-Snapshot2.vmsn", vmem=False)
    error = refused(vm)
    assert error.kind is ErrorKind.MISSING_COMPANION
    assert "vm-1.vmem" in error.message
    assert "vm-Snapshot2.vmem" in error.message


def test_snapshots_without_memory_are_told(vm):
    put_empty(vm, "vm-Snapshot1.vmsn")
    put_empty(vm, "vm-Snapshot2.vmsn")
    error = refused(vm)
    assert error.kind is ErrorKind.NO_MEMORY
    assert "vm-Snapshot1.vmsn, vm-Snapshot2.vmsn" in error.message


def test_a_machine_without_any_state_is_told(vm):
    error = refused(vm)
    assert error.kind is ErrorKind.NO_MEMORY
    assert "suspend" in error.hint


def test_a_list_of_states_that_are_gone_is_no_memory(vm):
    put_vmsd(vm / "vm.vmsd", {"uid": 1, "filename": "vm-Snapshot1.vmsn"})
    assert refused(vm).kind is ErrorKind.NO_MEMORY


def test_an_encrypted_machine_is_told(vm):
    put_text(vm / "vm.vmx", encryption__keySafe="vmware:key/list/(x)")
    assert refused(vm).kind is ErrorKind.ENCRYPTED
    put_empty(vm, "vm-Snapshot1.vmsn")
    assert refused(vm / "vm.vmx").kind is ErrorKind.ENCRYPTED


def test_encrypted_states_are_told(vm):
    (vm / "vm-1.vmss").write_bytes(ENCRYPTED)
    (vm / "vm-2.vmss").write_bytes(ENCRYPTED)
    assert refused(vm).kind is ErrorKind.ENCRYPTED


def test_a_readable_state_of_an_encrypted_machine_is_found(vm):
    put_text(vm / "vm.vmx", encryption__keySafe="vmware:key/list/(x)")
    (vm / "vm-1.vmss").write_bytes(ENCRYPTED)
    state = put_state(vm, "vm-Snapshot1.vmsn")
    assert find_state(vm) == state


@pytest.mark.parametrize("name", ["", "vm.vmx"])
@pytest.mark.parametrize("with_snapshot", [False, True])
def test_a_running_machine_is_told(vm, name, with_snapshot):
    (vm / "564d0001.vmem").write_bytes(bytes(4096))
    lock(vm / "564d0001.vmem")
    if with_snapshot:
        put_empty(vm, "vm-Snapshot1.vmsn")
    error = refused(vm / name if name else vm)
    assert error.kind is ErrorKind.RUNNING
    assert "564d0001.vmem" in error.message
    assert "--ignore-lock" in error.hint


def test_the_snapshot_of_a_running_machine_is_found(vm):
    (vm / "564d0001.vmem").write_bytes(bytes(4096))
    lock(vm / "564d0001.vmem")
    state = put_state(vm, "vm-Snapshot1.vmsn")
    assert find_state(vm) == state


def test_a_locked_state_is_left_to_the_opener(vm):
    state = put_state(vm, "vm.vmss")
    lock(state.with_suffix(".vmem"))
    assert find_state(vm) == state


def test_a_memory_file_left_by_a_crash_is_no_state(vm):
    (vm / "564d0001.vmem").write_bytes(bytes(4096))
    assert refused(vm).kind is ErrorKind.NO_MEMORY


def test_a_damaged_state_is_left_to_the_opener(vm):
    (vm / "vm.vmss").touch()
    put_empty(vm, "vm-Snapshot1.vmsn")
    assert find_state(vm) == vm / "vm.vmss"


def test_several_damaged_states_are_all_named(vm):
    for name in ("vm-1.vmss", "vm-2.vmss"):
        (vm / name).write_bytes(b"junk")
    error = refused(vm)
    assert error.kind is ErrorKind.DAMAGED
    assert "vm-1.vmss, vm-2.vmss" in error.message


def test_states_without_text_files_suffice(tmp_path):
    state = put_state(tmp_path, "a.vmsn")
    assert find_state(tmp_path) == state


def test_a_memory_file_alone_lacks_its_state(tmp_path):
    (tmp_path / "a.vmem").write_bytes(bytes(4096))
    error = refused(tmp_path)
    assert error.kind is ErrorKind.MISSING_COMPANION
    assert "a.vmem" in error.message


@pytest.mark.parametrize("name", ["", "absent", "absent.vmx", "note.txt", "a\0.vmx"])
def test_what_holds_no_machine_is_told_from_what_is_not_there(tmp_path, name):
    (tmp_path / "note.txt").touch()
    (tmp_path / "vm").mkdir()
    put_state(tmp_path / "vm", "below.vmss")
    error = refused(tmp_path / name if name else tmp_path)
    assert error.kind is ErrorKind.INPUT
    assert error.case is (None if name else InputCase.NO_MACHINE)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no FIFOs")
def test_a_pipe_in_place_of_the_vmx_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "vm.vmx")
    error = refused(tmp_path / "vm.vmx")
    assert (error.kind, error.case) == (ErrorKind.INPUT, InputCase.NOT_A_FILE)


def test_a_folder_of_memory_files_is_searched_soon(vm):
    for number in range(5_000):
        os.close(os.open(vm / f"{number}.vmem", os.O_CREAT | os.O_WRONLY))
        (vm / f"{number}.vmdk.lck").mkdir()
    start = time.monotonic()
    assert refused(vm).kind is ErrorKind.NO_MEMORY
    assert time.monotonic() - start < 1
