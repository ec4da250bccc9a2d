"""Which memory file belongs to a state file, and when it is none of use."""

import os

import pytest

from guestcore.errors import ErrorKind
from guestcore.model import PAGE_SIZE, MemoryRegion
from tests.builders.saved_states import (
    GIB,
    TWO_REGIONS_PAGES,
    WHOLE,
    guest_of,
    page_numbers,
    pages,
    problem_of,
    write_pair,
    write_state,
)
from tests.builders.state_bytes import num

IMAGE = pages(TWO_REGIONS_PAGES)
NO_FILES = (
    pytest.param(lambda path: None, id="absent"),
    pytest.param(os.mkdir, id="folder"),
    pytest.param(getattr(os, "mkfifo", os.mkdir), id="pipe"),
)
REGIONS = (
    MemoryRegion(0, 48 * PAGE_SIZE, 0),
    MemoryRegion(GIB, 16 * PAGE_SIZE, 48 * PAGE_SIZE),
)


def test_the_memory_file_is_found_whatever_the_case_of_its_name(tmp_path):
    state = write_state(tmp_path / "Guest-Snapshot1.VMSN")
    (tmp_path / "GUEST-snapshot1.vMeM").write_bytes(IMAGE)
    with guest_of(state) as guest:
        assert guest.layout.path.name == "GUEST-snapshot1.vMeM"
        assert page_numbers(guest) == WHOLE


def test_of_names_that_differ_in_case_the_exact_one_counts(tmp_path):
    state = write_pair(tmp_path, IMAGE)
    (tmp_path / "GUEST.vmem").write_bytes(b"")
    with guest_of(state) as guest:
        assert page_numbers(guest) == WHOLE


def test_another_memory_file_may_be_named(tmp_path):
    state = write_pair(tmp_path, b"")
    other = tmp_path / "elsewhere.bin"
    other.write_bytes(IMAGE)
    with guest_of(state, vmem=other) as guest:
        assert page_numbers(guest) == WHOLE
        assert guest.layout.path == other


@pytest.mark.parametrize("make", NO_FILES)
def test_a_named_memory_file_must_be_one(tmp_path, make):
    state = write_pair(tmp_path, IMAGE)
    make(tmp_path / "other.vmem")
    error = problem_of(state, vmem=tmp_path / "other.vmem")
    assert error.kind is ErrorKind.INPUT
    with guest_of(state, vmem=tmp_path / "other.vmem") as guest:
        assert guest.layout.regions == REGIONS


@pytest.mark.parametrize("make", NO_FILES)
def test_absent_memory_is_a_missing_companion(tmp_path, make):
    state = write_state(tmp_path / "guest.vmss")
    make(tmp_path / "guest.vmem")
    with guest_of(state) as guest:
        assert guest.problem.kind is ErrorKind.MISSING_COMPANION
        expected = f"guest.vmem ({64 * PAGE_SIZE} bytes) is not beside it"
        if (tmp_path / "guest.vmem").exists():
            expected = "guest.vmem beside it is no regular file"
        assert expected in guest.problem.message
        assert "--vmem" in guest.problem.hint
        assert (guest.layout.kind, guest.layout.path) == (None, None)
        assert guest.layout.regions == REGIONS
        assert guest.vcpus[0].registers["rip"]


def test_memory_files_of_the_right_size_are_suggested_and_not_used(tmp_path):
    state = write_state(tmp_path / "guest.vmss")
    (tmp_path / "other.vmem").write_bytes(IMAGE)
    (tmp_path / "small.vmem").write_bytes(IMAGE[:-1])
    error = problem_of(state)
    assert error.kind is ErrorKind.MISSING_COMPANION
    assert "other.vmem" in error.hint
    assert "small.vmem" not in error.hint


@pytest.mark.parametrize("memory", [None, b"", num("align_mask", 0xFFFF, 4)])
def test_a_snapshot_without_memory_is_told_apart(tmp_path, memory):
    error = problem_of(write_state(tmp_path / "guest.vmsn", memory))
    assert error.kind is ErrorKind.NO_MEMORY
    assert "taken without the virtual machine's memory" in error.message
    assert "snapshot with its memory" in error.hint


def test_an_encrypted_memory_file_is_told_apart(tmp_path):
    state = write_pair(tmp_path, bytes.fromhex("9edd4389") + bytes(8188))
    with guest_of(state) as guest:
        assert guest.problem.kind is ErrorKind.ENCRYPTED
        assert "guest.vmem is encrypted" in guest.problem.message
        assert guest.layout.regions == REGIONS


@pytest.mark.parametrize("head", [b"\x7fELF\2\1\1", b"PAGEDU64", b"KDMV"])
@pytest.mark.parametrize("size", [9000, 70 * PAGE_SIZE])
def test_a_memory_file_that_is_something_else_is_told_apart(tmp_path, head, size):
    error = problem_of(write_pair(tmp_path, head.ljust(size, b"\0")))
    assert error.kind is ErrorKind.UNSUPPORTED


# --- running


@pytest.mark.parametrize("locked", ["guest.vmem", "guest.vmss", "GUEST.VMEM"])
def test_the_memory_of_a_running_machine_is_refused(tmp_path, locked):
    state = write_pair(tmp_path, IMAGE)
    (tmp_path / f"{locked}.lck").mkdir()
    with guest_of(state) as guest:  # an empty folder is no lock
        assert guest.problem is None
    (tmp_path / f"{locked}.lck" / "M12345.lck").write_bytes(b"")
    with guest_of(state) as guest:
        assert guest.problem.kind is ErrorKind.RUNNING
        assert "--ignore-lock" in guest.problem.hint
        assert (guest.layout.regions, guest.memory) == (REGIONS, None)
    with guest_of(state, ignore_lock=True) as guest:
        assert page_numbers(guest) == WHOLE
