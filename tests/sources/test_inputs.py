"""What the user may name, and what is meant by it."""

import shutil

import pytest

from guestcore.demo.machine import STEM
from guestcore.errors import ErrorKind, InputCase
from guestcore.model import MemoryKind
from guestcore.sources import open_guest
from tests.builders.demo_guest import demo_folder
from tests.builders.saved_states import (
    TWO_REGIONS,
    WHOLE,
    guest_of,
    page_numbers,
    pages,
    problem_of,
    write_pair,
    write_state,
)
from tests.builders.state_bytes import block, chain, regions

IMAGE = pages(64)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    return demo_folder(tmp_path_factory.mktemp("inputs"))


@pytest.fixture
def machine(tmp_path):
    """A folder with one suspended state, and a snapshot without memory."""
    folder = tmp_path / "machine.vmwarevm"
    folder.mkdir()
    write_pair(folder, IMAGE)
    write_state(folder / "guest-Snapshot1.vmsn", b"")
    (folder / "guest.vmx").write_text('checkpoint.vmState = "guest.vmss"\n')
    (folder / "guest.vmsd").write_text(
        'snapshot.numSnapshots = "1"\nsnapshot0.uid = "1"\n'
        'snapshot0.filename = "guest-Snapshot1.vmsn"\n'
    )
    return folder


@pytest.mark.parametrize(
    "name", ["guest.vmss", "guest.vmem", "guest.vmx", "guest.vmsd", ""]
)
@pytest.mark.parametrize("upper", [False, True])
def test_every_file_of_a_machine_and_its_folder_mean_the_state(machine, name, upper):
    if upper and name:
        (machine / name).rename(machine / name.upper())
        name = name.upper()
    with guest_of(machine / name) as guest:
        assert guest.origin.path.name.lower() == "guest.vmss"
        assert page_numbers(guest) == WHOLE


def test_a_state_that_was_named_counts_whatever_else_there_is(demo):
    with guest_of(demo.compressed) as guest:
        assert guest.layout.kind is MemoryKind.VMEM_COMPRESSED
    with guest_of(demo.embedded) as guest:
        assert guest.layout.kind is MemoryKind.EMBEDDED
        assert guest.origin.product == "VMware Workstation (fabricated)"
        assert guest.origin.product_version == "17.6.0"
        assert guest.origin.build == "0"  # the file says build-0
        assert guest.guest_os == "debian12-64"


@pytest.mark.parametrize("which", ["folder", "vmx", "vmsd"])
def test_of_several_states_with_memory_none_is_guessed(demo, which):
    error = problem_of(getattr(demo, which))
    assert error.kind is ErrorKind.AMBIGUOUS
    for path in (demo.suspended, demo.compressed, demo.embedded):
        assert path.name in error.message
    assert demo.without_memory.name not in error.message


def test_a_memory_file_means_its_state(demo):
    with guest_of(demo.suspended.with_suffix(".vmem")) as guest:
        assert guest.origin.path == demo.suspended
        assert guest.layout.path == demo.suspended.with_suffix(".vmem")


def test_warnings_about_the_machine_come_with_its_guest(machine):
    vmx = machine / "guest.vmx"
    vmx.write_text('checkpoint.vmState = "/elsewhere/guest.vmss"\n')
    for path in (vmx, machine):
        with guest_of(path) as guest:
            assert any("/elsewhere/guest.vmss" in warning for warning in guest.warnings)
            assert page_numbers(guest) == WHOLE
    with guest_of(machine / "guest.vmss") as guest:
        assert guest.warnings == []


# --- from a memory file alone


def two_states(tmp_path, first, second, image=IMAGE):
    write_pair(tmp_path, image, first, suffix=".vmss")
    write_state(tmp_path / "guest.vmsn", second)
    return tmp_path / "guest.vmem"


SMALL = regions((0, 32))


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_states_the_one_of_the_right_size_is_meant(tmp_path, turned):
    states = (SMALL, TWO_REGIONS) if turned else (TWO_REGIONS, SMALL)
    with guest_of(two_states(tmp_path, *states)) as guest:
        assert guest.origin.path.suffix == (".vmsn" if turned else ".vmss")
        assert page_numbers(guest) == WHOLE


def test_a_state_that_holds_its_memory_does_not_mean_the_file(tmp_path):
    embedded = TWO_REGIONS + block("Memory", IMAGE, 0, 0)
    with guest_of(two_states(tmp_path, embedded, TWO_REGIONS)) as guest:
        assert guest.origin.path.suffix == ".vmsn"


@pytest.mark.parametrize(
    ("first", "second", "image"),
    [
        (TWO_REGIONS, TWO_REGIONS, IMAGE),
        (SMALL, SMALL, IMAGE),
        (SMALL, TWO_REGIONS, chain(IMAGE)),
    ],
    ids=["both fit", "none fits", "compressed"],
)
def test_of_two_states_nothing_is_guessed(tmp_path, first, second, image):
    error = problem_of(two_states(tmp_path, first, second, image))
    assert error.kind is ErrorKind.AMBIGUOUS
    assert "2 state files: guest.vmss, guest.vmsn" in error.message


@pytest.mark.parametrize("image", [IMAGE, chain(IMAGE)], ids=["raw", "compressed"])
def test_memory_without_its_state_is_a_missing_companion(tmp_path, image):
    path = tmp_path / "Guest.VMEM"
    path.write_bytes(image)
    error = problem_of(path)
    assert error.kind is ErrorKind.MISSING_COMPANION
    assert "Guest.vmss or Guest.vmsn" in error.message


def test_the_locked_memory_of_a_running_machine_is_told_apart(tmp_path):
    path = tmp_path / "564d0000.vmem"
    path.write_bytes(IMAGE)
    (tmp_path / "564d0000.vmem.lck").mkdir()
    (tmp_path / "564d0000.vmem.lck" / "M00001.lck").write_bytes(b"")
    error = problem_of(path)
    assert error.kind is ErrorKind.RUNNING
    assert "suspend" in error.hint


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", ErrorKind.TRUNCATED),
        (bytes.fromhex("9edd4389") + bytes(99), ErrorKind.ENCRYPTED),
        (b"\x7fELF" + bytes(99), ErrorKind.UNSUPPORTED),
    ],
)
def test_memory_alone_that_is_something_else_is_told_apart(tmp_path, data, kind):
    path = tmp_path / "guest.vmem"
    path.write_bytes(data)
    assert problem_of(path).kind is kind


def test_memory_and_state_of_the_same_stem_belong_together(tmp_path, demo):
    state = tmp_path / f"{STEM}.VMSS"
    shutil.copy(demo.suspended, state)
    shutil.copy(demo.suspended.with_suffix(".vmem"), tmp_path / f"{STEM.upper()}.vmem")
    with guest_of(tmp_path / f"{STEM.upper()}.vmem") as guest:
        assert guest.origin.path == state
        assert guest.problem is None


# --- names that are no input


@pytest.mark.parametrize("name", ["a.vmss", "a.vmem", "a.vmx", "a.vmsd", "a"])
def test_what_is_not_there_is_an_input_error(tmp_path, name):
    error = problem_of(tmp_path / name)
    assert error.kind is ErrorKind.INPUT
    assert name in error.message


@pytest.mark.parametrize(
    "name", ["a\0.vmss", "a\0.vmem", "a\0.vmx", "x" * 300 + ".vmss"]
)
def test_what_cannot_be_a_name_is_an_input_error(tmp_path, name):
    assert problem_of(tmp_path / name).kind is ErrorKind.INPUT


def test_a_folder_without_machine_is_told_apart(tmp_path):
    error = problem_of(tmp_path)
    assert (error.kind, error.case) == (ErrorKind.INPUT, InputCase.NO_MACHINE)


def test_a_state_without_memory_does_not_speak_of_a_core_of_memory_alone(tmp_path):
    write_state(tmp_path / "off.vmsn", b"")
    with open_guest(tmp_path / "off.vmsn") as guest:
        assert guest.memory is None
        assert not [text for text in guest.warnings if "memory alone" in text]


def test_a_folder_without_any_state_is_told_apart(tmp_path):
    (tmp_path / "guest.vmx").write_text('displayName = "x"\n')
    assert problem_of(tmp_path).kind is ErrorKind.NO_MEMORY
    assert problem_of(tmp_path / "guest.vmx").kind is ErrorKind.NO_MEMORY


def test_a_machine_locked_by_a_password_is_told_apart(tmp_path):
    (tmp_path / "guest.vmx").write_text(
        'encryption.keySafe = "vmware:key/list/(pair/(phrase/..."\n'
        'encryption.data = "AAAA"\n'
    )
    assert problem_of(tmp_path / "guest.vmx").kind is ErrorKind.ENCRYPTED
