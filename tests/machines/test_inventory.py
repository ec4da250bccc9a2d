"""Where machines are looked for."""

import os
import shutil
import time
from pathlib import Path

import pytest

from guestcore.errors import Cancelled, ErrorKind, GuestCoreError
from guestcore.machines import inventory
from guestcore.machines.inventory import find_machines
from guestcore.machines.places import find_places
from tests.machines.vm_folder import put_state, put_text, put_vmsd

links = pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")


def put_machine(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return put_text(folder / f"{name}.vmx", displayName=name)


def names(folders=None, on_skip=None) -> list[str]:
    return [machine.name for machine in find_machines(folders, on_skip)]


def test_folders_are_searched_three_levels_deep(tmp_path):
    for depth, place in enumerate(["", "a", "a/b", "a/b/c", "a/b/c/d"]):
        put_machine(tmp_path / place, f"level {depth}")
    assert names([tmp_path]) == ["level 0", "level 1", "level 2", "level 3"]


def test_each_machine_is_found_once(tmp_path):
    put_machine(tmp_path / "a", "x")
    put_machine(tmp_path / "b", "y")
    places = [tmp_path / "a", tmp_path, tmp_path / "b", tmp_path / "b" / ".." / "a"]
    assert names([*places, tmp_path / "a" / "x.vmx"]) == ["x", "y"]


def test_several_machines_of_one_folder_are_all_found(tmp_path):
    put_machine(tmp_path, "x")
    put_machine(tmp_path, "y")
    put_state(tmp_path, "stray.vmss")
    assert names([tmp_path]) == ["x", "y", tmp_path.name]


def test_folders_with_states_alone_are_machines(tmp_path):
    (tmp_path / "case").mkdir()
    put_state(tmp_path / "case", "a.vmss")
    (machine,) = find_machines([tmp_path])
    assert machine.path == tmp_path / "case"
    assert machine.checkpoints[0].memory


def test_a_vmx_stands_for_itself(tmp_path):
    put_machine(tmp_path, "x")
    assert names([put_machine(tmp_path, "y")]) == ["y"]


def test_bundles_are_machines_and_not_searched(tmp_path):
    put_machine(tmp_path / "Win.vmwarevm", "Win")
    put_machine(tmp_path / "Win.vmwarevm" / "Applications", "no")
    put_machine(tmp_path / "x.vmx.lck", "no")
    assert names([tmp_path]) == ["Win"]


def test_a_folder_deeper_than_another_way_to_it_is_searched_again(tmp_path):
    put_machine(tmp_path / "a" / "b" / "c" / "d", "deep")
    assert names([tmp_path, tmp_path / "a"]) == ["deep"]


@links
def test_links_that_lead_back_are_cut(tmp_path):
    put_machine(tmp_path / "vm", "x")
    for place in ("loop", "vm/loop"):
        (tmp_path / place).symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert names([tmp_path]) == ["x"]


@links
def test_a_linked_folder_is_searched(tmp_path):
    put_machine(tmp_path / "store" / "vm", "x")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "link").symlink_to(tmp_path / "store")
    assert names([tmp_path / "here"]) == ["x"]


@pytest.mark.parametrize("name", ["absent", "file", "a\0b"])
def test_a_folder_that_is_none_is_an_input_error(tmp_path, name):
    (tmp_path / "file").touch()
    with pytest.raises(GuestCoreError) as caught:
        find_machines([tmp_path / name])
    assert caught.value.kind is ErrorKind.INPUT


def test_a_subfolder_that_cannot_be_read_is_skipped_and_told(tmp_path, monkeypatch):
    put_machine(tmp_path / "a", "x")
    put_machine(tmp_path / "b", "y")
    real_scandir = os.scandir

    def scandir(path):
        if Path(path) == tmp_path / "a":
            raise PermissionError(13, "Permission denied")
        return real_scandir(path)

    monkeypatch.setattr(os, "scandir", scandir)
    told = []
    assert names([tmp_path], told.append) == ["y"]
    assert len(told) == 1
    assert str(tmp_path / "a") in told[0]
    assert "Permission denied" in told[0]
    assert names([tmp_path]) == ["y"]


def test_each_machine_is_handed_over_as_it_is_found(tmp_path):
    for name in ("a", "b", "c"):
        put_machine(tmp_path / name, name)
    seen = []
    found = find_machines([tmp_path], on_machine=seen.append)
    assert seen == found
    assert [machine.name for machine in seen] == ["a", "b", "c"]


def test_a_machine_of_two_folders_is_handed_over_once(tmp_path):
    put_machine(tmp_path / "a", "x")
    seen = []
    find_machines([tmp_path, tmp_path / "a"], on_machine=seen.append)
    assert len(seen) == 1


def test_a_search_stops_when_asked(tmp_path):
    for name in ("a", "b", "c"):
        put_machine(tmp_path / name, name)
    seen = []
    with pytest.raises(Cancelled):
        find_machines(
            [tmp_path], on_machine=seen.append, should_stop=lambda: bool(seen)
        )
    assert [machine.name for machine in seen] == ["a"]


def test_a_search_stops_within_a_large_folder(tmp_path):
    for number in range(50):
        put_state(tmp_path, f"{number}.vmss")
    asked = []
    with pytest.raises(Cancelled):
        find_machines([tmp_path], should_stop=lambda: asked.append(1) or len(asked) > 9)
    assert len(asked) == 10


def test_a_folder_that_vanishes_is_skipped(tmp_path):
    for name in ("a", "b", "c"):
        put_machine(tmp_path / name, name)

    def remove_next(machine):
        if machine.name == "a":
            shutil.rmtree(tmp_path / "b")

    told = []
    found = find_machines([tmp_path], told.append, on_machine=remove_next)
    assert [machine.name for machine in found] == ["a", "c"]
    assert str(tmp_path / "b") in told[0]


def test_files_that_vanish_are_states_without_memory(tmp_path):
    put_state(tmp_path, "a.vmss")
    put_state(tmp_path, "b.vmss")

    def remove_both():
        for path in tmp_path.iterdir():
            path.unlink()
        return False

    (machine,) = find_machines([tmp_path / "."], should_stop=_once_listed(remove_both))
    assert [entry.memory for entry in machine.checkpoints] == [False, False]
    assert [entry.size for entry in machine.checkpoints] == [None, None]


def _once_listed(act):
    """Act at the second question: the folder was listed, no state opened."""
    asked = []
    return lambda: asked.append(1) or (len(asked) == 2 and act())


def test_a_search_ends_somewhere(tmp_path, monkeypatch):
    monkeypatch.setattr(inventory, "_MAX_ENTRIES", 100)
    for number in range(20):
        put_machine(tmp_path / f"{number:02}", f"{number:02}")
    told = []
    found = names([tmp_path], told.append)
    assert 0 < len(found) < 20
    assert any("100" in text for text in told)


def test_a_huge_folder_is_searched_soon(tmp_path):
    for number in range(5_000):
        os.close(os.open(tmp_path / f"{number}.log", os.O_CREAT | os.O_WRONLY))
    put_machine(tmp_path, "x")
    start = time.monotonic()
    assert names([tmp_path]) == ["x"]
    assert time.monotonic() - start < 1


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A user's home; what VMware keeps there depends on the system."""
    folder = tmp_path / "home"
    folder.mkdir()
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(folder))
    monkeypatch.setenv("APPDATA", str(folder / "AppData" / "Roaming"))
    return folder


@pytest.fixture
def linux(home, monkeypatch):
    monkeypatch.setattr(inventory, "find_places", lambda: find_places("linux"))
    (home / ".vmware").mkdir()
    return home


def test_without_any_of_vmwares_files_there_is_no_machine(linux):
    assert names() == []


def test_the_inventory_is_followed_wherever_it_leads(linux, tmp_path):
    first = put_machine(tmp_path / "Büro 東京" / "vm", "x")
    second = put_machine(tmp_path / "elsewhere", "y")
    put_text(
        linux / ".vmware" / "inventory.vmls",
        vmlist1__config=first,
        vmlist1__DisplayName="another name",
        vmlist2__config="",
        vmlist3__config=first,
        index0__id=second,
        index__count="1",
    )
    assert names() == ["x", "y"]


def test_only_the_registered_one_of_a_shared_folder_is_listed(linux, tmp_path):
    put_machine(tmp_path / "vms", "x")
    vmx = put_machine(tmp_path / "vms", "y")
    put_text(linux / ".vmware" / "inventory.vmls", vmlist1__config=vmx)
    assert names() == ["y"]


def test_stale_and_odd_entries_are_skipped(linux, tmp_path):
    put_text(tmp_path / "note.txt")
    put_text(
        linux / ".vmware" / "inventory.vmls",
        vmlist1__config=tmp_path / "gone" / "gone.vmx",
        vmlist2__config=tmp_path / "note.txt",
        vmlist3__config="relative.vmx",
        vmlist4__config="a|00.vmx",
        vmlist5__config="/" + "a" * 5000 + ".vmx",
        vmlist6__config="/a|00.vmx",
    )
    told = []
    assert names(None, told.append) == []
    assert any("gone.vmx" in text for text in told)


def test_recent_machines_and_the_chosen_folder_are_looked_at(linux, tmp_path):
    recent = put_machine(tmp_path / "recent", "x")
    put_machine(tmp_path / "chosen" / "vm", "y")
    put_machine(linux / "vmware" / "vm", "z")
    put_text(
        linux / ".vmware" / "preferences",
        pref__mruVM0__filename=recent,
        pref__mruVM1__filename=tmp_path / "gone.vmx",
        prefvmx__defaultVMPath=tmp_path / "chosen",
    )
    assert names() == ["x", "z", "y"]


def test_a_damaged_inventory_does_not_hide_the_rest(linux):
    inventory_file = linux / ".vmware" / "inventory.vmls"
    inventory_file.touch()
    os.truncate(inventory_file, 5 << 20)
    put_machine(linux / "vmware" / "vm", "z")
    told = []
    assert names(None, told.append) == ["z"]
    assert str(inventory_file) in told[0]


def test_a_machine_that_is_listed_and_lies_in_the_folder_is_found_once(linux):
    vmx = put_machine(linux / "vmware" / "vm", "z")
    put_vmsd(vmx.with_suffix(".vmsd"))
    put_text(linux / ".vmware" / "inventory.vmls", vmlist1__config=vmx)
    assert names() == ["z"]


@pytest.mark.parametrize(
    ("platform", "inventory_file", "preferences", "machines"),
    [
        pytest.param(
            "linux",
            ".vmware/inventory.vmls",
            ".vmware/preferences",
            "vmware",
            id="Linux",
        ),
        pytest.param(
            "win32",
            "AppData/Roaming/VMware/inventory.vmls",
            "AppData/Roaming/VMware/preferences.ini",
            "Documents/Virtual Machines",
            id="Windows",
        ),
        pytest.param(
            "darwin",
            "Library/Application Support/VMware Fusion/vmInventory",
            "Library/Preferences/VMware Fusion/preferences",
            "Virtual Machines.localized",
            id="macOS",
        ),
    ],
)
def test_the_places_of_each_system(
    home, platform, inventory_file, preferences, machines
):
    places = find_places(platform)
    assert home / inventory_file in places.inventories
    assert home / preferences in places.preferences
    assert home / machines in places.folders


def test_windows_without_its_environment_has_places_too(home, monkeypatch):
    monkeypatch.delenv("APPDATA")
    (path,) = find_places("win32").inventories
    assert path.is_absolute()
    assert path.parts[-2:] == ("VMware", "inventory.vmls")
