"""Machines as `guestcore list` shows them."""

import os
import shutil
import time
from datetime import UTC, datetime

import pytest

from guestcore.demo.machine import NAME, STEM, write_demo
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.machines import checkpoints
from guestcore.machines import machine as machine_module
from guestcore.machines.machine import Survey, read_machine
from tests.builders.state_bytes import num, state_bytes
from tests.machines.vm_folder import (
    ENCRYPTED,
    PAGES,
    lock,
    put_embedded,
    put_empty,
    put_state,
    put_text,
    put_vmsd,
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "vm"
    write_demo(folder)
    return folder


def entries(path):
    return {entry.path.name: entry for entry in read_machine(path).checkpoints}


def test_the_demo_in_full(demo):
    machine = read_machine(demo)
    assert machine.path == demo / f"{STEM}.vmx"
    assert (machine.name, machine.guest_os) == (NAME, "debian12-64")
    assert (machine.encrypted, machine.warnings) == (False, ())
    first = demo / f"{STEM}-Snapshot1.vmsn"
    third = demo / f"{STEM}-Snapshot3.vmsn"
    shown = [
        (entry.kind, entry.name, entry.memory, entry.current, entry.parent)
        for entry in machine.checkpoints
    ]
    assert shown == [
        ("snapshot", "clean install", True, False, None),
        ("snapshot", "powered off", False, False, first),
        ("snapshot", 'before the "big" update', True, True, first),
        ("suspended", f"{STEM}-5eed0de0", True, False, third),
    ]
    assert [entry.created for entry in machine.checkpoints] == [
        datetime(2026, 1, 12, 9, 0, tzinfo=UTC),
        datetime(2026, 1, 12, 18, 10, tzinfo=UTC),
        datetime(2026, 2, 3, 8, 15, tzinfo=UTC),
        datetime(2026, 2, 3, 11, 45, tzinfo=UTC),
    ]


def test_folder_vmx_vmsd_and_bundle_are_the_same_machine(demo, tmp_path):
    expected = read_machine(demo)
    assert read_machine(demo / f"{STEM}.vmx") == expected
    assert read_machine(demo / f"{STEM}.vmsd") == expected
    bundle = tmp_path / "Demo.vmwarevm"
    shutil.copytree(demo, bundle)
    assert read_machine(bundle).path == bundle / f"{STEM}.vmx"
    assert len(read_machine(bundle).checkpoints) == 4


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_to_the_folder_keeps_the_name_that_was_given(demo, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(demo, target_is_directory=True)
    assert read_machine(link).path == link / f"{STEM}.vmx"


def test_the_current_folder_can_be_named_by_a_dot(tmp_path, monkeypatch):
    put_state(tmp_path, "a.vmss")
    monkeypatch.chdir(tmp_path)
    for path in (machine_module.Path("."), machine_module.Path("")):
        assert read_machine(path).name == tmp_path.name


def test_states_without_any_text_file_are_a_machine(tmp_path):
    folder = tmp_path / "Case 12.vmwarevm"
    folder.mkdir()
    put_state(folder, "b.vmsn")
    put_state(folder, "a.vmss", vmem=False)
    machine = read_machine(folder)
    assert (machine.path, machine.name, machine.guest_os) == (folder, "Case 12", None)
    shown = [(e.kind, e.name, e.memory, e.created is None) for e in machine.checkpoints]
    assert shown == [
        ("suspended", "a", False, False),
        ("snapshot", "b", True, True),
    ]
    assert not any(entry.current for entry in machine.checkpoints)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("UTF-8", "Büro/Server"), ("Shift_JIS", "表サーバー"), ("GBK", "服务器")],
)
def test_names_of_all_the_world(tmp_path, encoding, name):
    put_state(tmp_path, f"{name.replace('/', '-')}.vmss")
    put_text(
        tmp_path / "a.vmx",
        encoding,
        displayName=name,
        checkpoint__vmState=f"{name.replace('/', '-')}.vmss",
    )
    machine = read_machine(tmp_path)
    assert (machine.name, machine.warnings) == (name, ())
    assert machine.checkpoints[0].current


def test_file_names_are_compared_without_case(tmp_path):
    put_state(tmp_path, "VM-SNAPSHOT1.VMSN")
    put_state(tmp_path, "Vm-0123ABCD.VMSS")
    put_text(tmp_path / "VM.VMX", CHECKPOINT__VMSTATE="vm-0123abcd.vmss")
    put_vmsd(tmp_path / "vm.vmsd", {"uid": 1, "filename": "vm-Snapshot1.vmsn"})
    found = read_machine(tmp_path / "VM.VMX")
    assert found.warnings == ()
    assert [(e.kind, e.memory) for e in found.checkpoints] == [
        ("snapshot", True),
        ("suspended", True),
    ]


def test_without_a_current_snapshot_the_suspended_state_is_where_the_machine_is(
    tmp_path,
):
    put_state(tmp_path, "vm-1.vmss")
    put_state(tmp_path, "vm-2.vmss")
    put_text(tmp_path / "vm.vmx", checkpoint__vmState="vm-2.vmss")
    current = [e.path.name for e in read_machine(tmp_path).checkpoints if e.current]
    assert current == ["vm-2.vmss"]


def test_a_machine_reverted_to_a_snapshot_resumes_from_it(tmp_path):
    put_state(tmp_path, "vm-Snapshot1.vmsn")
    put_vmsd(
        tmp_path / "vm.vmsd", {"uid": 1, "filename": "vm-Snapshot1.vmsn"}, current=1
    )
    put_text(
        tmp_path / "vm.vmx",
        checkpoint__vmState="vm-Snapshot1.vmsn",
        checkpoint__vmState__readOnly="TRUE",
    )
    (entry,) = read_machine(tmp_path).checkpoints
    assert (entry.kind, entry.current) == ("snapshot", True)


def test_states_that_no_list_names_are_shown_too(tmp_path):
    put_text(tmp_path / "vm.vmx", displayName="x")
    put_vmsd(tmp_path / "vm.vmsd", {"uid": 1, "filename": "vm-Snapshot1.vmsn"})
    put_state(tmp_path, "vm-Snapshot1.vmsn")
    put_embedded(tmp_path, "vm-Snapshot2.vmsn")
    put_empty(tmp_path, "Kopie von vm.vmsn")
    found = entries(tmp_path)
    assert {name: entry.memory for name, entry in found.items()} == {
        "vm-Snapshot1.vmsn": True,
        "vm-Snapshot2.vmsn": True,
        "Kopie von vm.vmsn": False,
    }
    assert found["vm-Snapshot2.vmsn"].name == "vm-Snapshot2"


def test_a_listed_file_that_is_gone_is_shown_with_a_warning(tmp_path):
    put_text(tmp_path / "vm.vmx")
    put_vmsd(
        tmp_path / "vm.vmsd",
        {"uid": 1, "filename": "vm-Snapshot1.vmsn", "displayName": "a"},
        {"uid": 2, "filename": "vm-Snapshot2.vmsn", "displayName": "b", "parent": 1},
    )
    put_state(tmp_path, "vm-Snapshot2.vmsn")
    machine = read_machine(tmp_path)
    assert [(e.name, e.memory) for e in machine.checkpoints] == [
        ("a", False),
        ("b", True),
    ]
    assert machine.checkpoints[1].parent == tmp_path / "vm-Snapshot1.vmsn"
    assert "vm-Snapshot1.vmsn" in machine.warnings[0]


def test_a_snapshot_without_a_file_leaves_its_child_to_its_parent(tmp_path):
    put_vmsd(
        tmp_path / "vm.vmsd",
        {"uid": 1, "filename": "1.vmsn"},
        {"uid": 2, "parent": 1},
        {"uid": 3, "parent": 2, "filename": "3.vmsn"},
    )
    for name in ("1.vmsn", "3.vmsn"):
        put_state(tmp_path, name)
    machine = read_machine(tmp_path)
    assert [entry.path.name for entry in machine.checkpoints] == ["1.vmsn", "3.vmsn"]
    assert machine.checkpoints[1].parent == tmp_path / "1.vmsn"
    assert len(machine.warnings) == 1


def test_two_snapshots_of_one_file_are_one(tmp_path):
    put_vmsd(
        tmp_path / "vm.vmsd",
        {"uid": 1, "filename": "1.vmsn", "displayName": "a"},
        {"uid": 2, "filename": "1.VMSN", "displayName": "b"},
    )
    put_state(tmp_path, "1.vmsn")
    machine = read_machine(tmp_path)
    assert [entry.name for entry in machine.checkpoints] == ["a"]
    assert "b" in machine.warnings[0]


@pytest.mark.parametrize(
    "text", ["../secret.vmsn", "..\\secret.vmsn", "{folder}/secret.vmsn"]
)
def test_paths_in_a_list_are_not_followed(tmp_path, text):
    put_state(tmp_path, "secret.vmsn")
    put_state(tmp_path, "secret.vmss")
    folder = tmp_path / "vm"
    folder.mkdir()
    text = text.format(folder=tmp_path)
    put_vmsd(folder / "vm.vmsd", {"uid": 1, "filename": text})
    put_text(folder / "vm.vmx", checkpoint__vmState=text.replace("vmsn", "vmss"))
    machine = read_machine(folder)
    (entry,) = machine.checkpoints
    assert (entry.path, entry.memory) == (folder / "secret.vmsn", False)
    assert sum("with a path" in warning for warning in machine.warnings) == 2


def test_a_list_cannot_name_other_files_as_states(tmp_path):
    put_text(tmp_path / "vm.vmx", checkpoint__vmState="vm.vmsd")
    put_vmsd(tmp_path / "vm.vmsd", {"uid": 1, "filename": "vm.vmx"})
    machine = read_machine(tmp_path)
    assert [entry.memory for entry in machine.checkpoints] == [False]
    assert len(machine.warnings) == 2


def test_a_folder_in_place_of_the_memory_file_is_no_memory(tmp_path):
    put_state(tmp_path, "a.vmss", vmem=False)
    (tmp_path / "a.vmem").mkdir()
    assert not entries(tmp_path)["a.vmss"].memory


def test_damaged_and_foreign_states_are_listed_without_memory(tmp_path):
    whole = put_state(tmp_path, "a.vmss").read_bytes()
    (tmp_path / "b.vmss").write_bytes(whole[:50])
    (tmp_path / "c.vmss").touch()
    (tmp_path / "d.vmss").write_bytes(b"\x7fELF" + bytes(100))
    assert {n: e.memory for n, e in entries(tmp_path).items()} == {
        "a.vmss": True,
        "b.vmss": False,
        "c.vmss": False,
        "d.vmss": False,
    }


def too_long(path):
    path.touch()
    os.truncate(path, (4 << 20) + 1)


@pytest.mark.parametrize("name", ["vm.vmx", "vm.vmsd"])
def test_a_text_file_that_cannot_be_read_is_a_warning(tmp_path, name):
    put_state(tmp_path, "vm-Snapshot1.vmsn")
    put_text(tmp_path / "vm.vmx")
    put_vmsd(tmp_path / "vm.vmsd", {"uid": 1, "filename": "vm-Snapshot1.vmsn"})
    too_long(tmp_path / name)
    machine = read_machine(tmp_path)
    assert (machine.name, len(machine.checkpoints)) == ("vm", 1)
    assert machine.checkpoints[0].memory
    assert len(machine.warnings) == 1
    assert str(tmp_path / name) in machine.warnings[0]


def test_binary_text_files_do_no_harm(tmp_path):
    put_state(tmp_path, "vm.vmss")
    for name in ("vm.vmx", "vm.vmsd"):
        (tmp_path / name).write_bytes(bytes(range(256)) * 100)
    assert read_machine(tmp_path).checkpoints[0].memory


def test_another_working_folder_is_told(tmp_path):
    put_text(tmp_path / "vm.vmx", workingDir="/mnt/states")
    assert "/mnt/states" in read_machine(tmp_path).warnings[0]
    put_text(tmp_path / "vm.vmx", workingDir=".")
    assert read_machine(tmp_path).warnings == ()


def test_an_encrypted_machine_is_told(tmp_path):
    put_text(tmp_path / "vm.vmx", encryption__keySafe="vmware:key/list/(x)")
    assert read_machine(tmp_path).encrypted
    put_text(tmp_path / "vm.vmx")
    assert not read_machine(tmp_path).encrypted
    (tmp_path / "vm.vmss").write_bytes(ENCRYPTED)
    machine = read_machine(tmp_path)
    assert machine.encrypted
    assert not machine.checkpoints[0].memory


@pytest.fixture
def shared(tmp_path):
    """Two machines in one folder, a state of each and one that is nobody's."""
    for stem in ("web", "web-2"):
        put_text(tmp_path / f"{stem}.vmx", displayName=stem.upper())
    put_vmsd(tmp_path / "web.vmsd", {"uid": 1, "filename": "renamed.vmsn"})
    put_text(tmp_path / "web-2.vmx", checkpoint__vmState="0123abcd.vmss")
    for name in ("renamed.vmsn", "0123abcd.vmss", "web-5eed.vmss", "other.vmss"):
        put_state(tmp_path, name)
    put_state(tmp_path, "WEB-2-Snapshot1.vmsn")
    return tmp_path


def test_machines_that_share_a_folder_keep_their_states_apart(shared):
    found = {
        machine.path.name: {entry.path.name for entry in machine.checkpoints}
        for machine in Survey(shared).machines
    }
    assert found == {
        "web-2.vmx": {"WEB-2-Snapshot1.vmsn", "0123abcd.vmss"},
        "web.vmx": {"renamed.vmsn", "web-5eed.vmss"},
        shared.name: {"other.vmss"},
    }


def test_one_of_several_machines_is_read_by_its_vmx(shared):
    assert read_machine(shared / "web.vmx").name == "WEB"
    assert set(entries(shared / "web.vmsd")) == {"renamed.vmsn", "web-5eed.vmss"}


def test_a_folder_of_several_machines_is_ambiguous(shared):
    with pytest.raises(GuestCoreError) as caught:
        read_machine(shared)
    assert caught.value.kind is ErrorKind.AMBIGUOUS
    assert "web.vmx" in caught.value.message
    assert "web-2.vmx" in caught.value.message


def test_a_snapshot_list_of_another_name_can_be_named(shared):
    put_vmsd(shared / "old.vmsd", {"uid": 1, "filename": "other.vmss"})
    assert set(entries(shared / "old.vmsd")) == {"other.vmss"}
    assert len(Survey(shared).machines) == 3


def test_the_only_snapshot_list_belongs_to_the_only_machine(tmp_path):
    put_text(tmp_path / "renamed.vmx", displayName="x")
    put_vmsd(tmp_path / "vm.vmsd", {"uid": 1, "filename": "a", "displayName": "b"})
    assert read_machine(tmp_path).checkpoints[0].name == "b"


def test_a_snapshot_list_without_a_vmx_names_the_machine(tmp_path):
    put_vmsd(tmp_path / "web.vmsd", {"uid": 1, "filename": "web-Snapshot1.vmsn"})
    machine = read_machine(tmp_path)
    assert (machine.path, machine.name) == (tmp_path, "web")


@pytest.mark.parametrize(
    "name", ["absent", "absent.vmx", "note.txt", "a" * 300, "a\0b"]
)
def test_what_is_no_machine_is_an_input_error(tmp_path, name):
    (tmp_path / "note.txt").touch()
    with pytest.raises(GuestCoreError) as caught:
        read_machine(tmp_path / name)
    assert caught.value.kind is ErrorKind.INPUT


def test_an_empty_folder_is_an_input_error(tmp_path):
    with pytest.raises(GuestCoreError) as caught:
        read_machine(tmp_path)
    assert caught.value.kind is ErrorKind.INPUT


def test_ten_thousand_snapshots_are_shown_soon(tmp_path):
    put_vmsd(
        tmp_path / "vm.vmsd",
        *(
            {"uid": n, "parent": n - 1, "filename": f"{n}.vmsn"}
            for n in range(1, 10001)
        ),
    )
    start = time.monotonic()
    assert len(read_machine(tmp_path).checkpoints) == 10_000
    assert time.monotonic() - start < 2


def test_only_so_many_states_are_looked_into(tmp_path, monkeypatch):
    monkeypatch.setattr(checkpoints, "MAX_LOOKS", 3)
    for number in range(5):
        put_state(tmp_path, f"{number}.vmss")
    machine = read_machine(tmp_path)
    assert [e.memory for e in machine.checkpoints] == [True] * 3 + [False] * 2
    assert len(machine.warnings) == 1


def test_a_huge_folder_is_read_soon(tmp_path):
    for number in range(5_000):
        os.close(os.open(tmp_path / f"vm-{number}.vmdk", os.O_CREAT | os.O_WRONLY))
    put_state(tmp_path, "vm.vmss")
    start = time.monotonic()
    assert read_machine(tmp_path).checkpoints[0].memory
    assert time.monotonic() - start < 1


def test_sizes_of_states_and_their_memory(tmp_path):
    size = PAGES << 12
    put_text(tmp_path / "vm.vmx", memsize="6144")
    beside = put_state(tmp_path, "a.vmss")
    put_state(tmp_path, "b.vmss", vmem=False)
    put_embedded(tmp_path, "c.vmss")
    put_empty(tmp_path, "d.vmsn")
    found = entries(tmp_path)
    assert found["a.vmss"].size == beside.stat().st_size
    assert [(e.memory, e.memory_size) for e in found.values()] == [
        (True, size),
        (False, size),
        (True, size),
        (False, None),
    ]
    assert read_machine(tmp_path).memory_size == 6 << 30


def test_a_memory_that_is_not_announced_has_the_size_of_its_file(tmp_path):
    put_empty(tmp_path, "a.vmsn")
    (tmp_path / "a.vmem").write_bytes(bytes(5000))
    assert entries(tmp_path)["a.vmsn"].memory_size == 5000


@pytest.mark.parametrize("text", ["", "0", "-4", "4 GiB", "9" * 19, "0x100"])
def test_a_memory_size_that_is_none_is_not_known(tmp_path, text):
    put_text(tmp_path / "vm.vmx", memsize=text)
    assert read_machine(tmp_path).memory_size is None


def test_sizes_that_no_memory_has_are_not_known(tmp_path):
    huge = num("regionSize", (1 << 64) - 1, 8, 0) + num("regionPPN", 0, 8, 0)
    (tmp_path / "a.vmss").write_bytes(state_bytes({"memory": huge}))
    assert entries(tmp_path)["a.vmss"].memory_size is None


def test_encrypted_states_are_marked(tmp_path):
    (tmp_path / "a.vmsn").write_bytes(ENCRYPTED)
    put_state(tmp_path, "b.vmss")
    found = entries(tmp_path)
    assert found["a.vmsn"].encrypted
    assert not found["b.vmss"].encrypted


def test_the_description_of_a_snapshot(tmp_path):
    put_vmsd(
        tmp_path / "vm.vmsd",
        {"uid": 1, "filename": "a.vmsn", "description": "first|0Asecond"},
    )
    put_state(tmp_path, "a.vmsn")
    assert entries(tmp_path)["a.vmsn"].description == "first\nsecond"


@pytest.mark.parametrize(
    "name", ["vm.vmx", "vm.vmdk", "vm-000001.vmdk", "VM.VMDK", "564d1234.vmem"]
)
def test_a_machine_that_holds_locks_runs(tmp_path, name):
    put_text(tmp_path / "vm.vmx")
    assert not read_machine(tmp_path).running
    lock(tmp_path / name)
    assert read_machine(tmp_path).running


def test_a_lock_folder_that_holds_none_is_no_running_machine(tmp_path):
    put_text(tmp_path / "vm.vmx")
    lock(tmp_path / "vm.vmdk", "README")
    lock(tmp_path / "vm.vmsd")
    (tmp_path / "vm.vmem.lck").touch()
    assert not read_machine(tmp_path).running


def test_locks_of_a_shared_folder_tell_which_machine_runs(shared):
    vmxs = sorted(shared.glob("*.vmx"))
    lock(vmxs[1].with_suffix(".vmdk"))
    assert {p: read_machine(p).running for p in vmxs} == {
        path: path == vmxs[1] for path in vmxs
    }
