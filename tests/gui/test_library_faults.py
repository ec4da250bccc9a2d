"""The library and folders that vanish, cannot be read, or hold hostile names."""

import os
import shutil

import pytest

pytestmark = pytest.mark.gui

pytest.importorskip("PySide6.QtWidgets", reason="the extra gui is missing")

from PySide6.QtCore import QModelIndex  # noqa: E402  Qt may be missing

from tests.gui.libraries import Library, write_snapshots, write_vmx  # noqa: E402  as above

HOSTILE = "<b>web</b>\u202egnp.exe\x1b[31m" + "x" * 5000


@pytest.fixture
def store(tmp_path, qt):
    from guestcore_gui.settings import SettingsStore

    result = SettingsStore(tmp_path / "settings.json")
    result.update(vmware_folders=False)
    return result


@pytest.fixture
def panel(qt, work, store, tmp_path):
    from guestcore_gui.library.panel import LibraryPanel

    return LibraryPanel(work, store, tmp_path / "recent.json")


def test_a_folder_that_is_not_there_is_a_row_with_the_reason(
    qt, panel, store, tmp_path
):
    gone = tmp_path / "gone"
    store.update(folders=(str(gone),))
    library = Library(qt, panel).start()
    text = library.text()
    assert "gone" in text
    assert "not" in text or "No such" in text
    assert panel.is_empty


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="root can read every folder"
)
def test_a_folder_that_may_not_be_read_is_a_row_with_the_reason(
    qt, panel, store, tmp_path
):
    place = tmp_path / "machines"
    write_vmx(place / "open", "open")
    locked = place / "locked"
    write_vmx(locked, "locked")
    locked.chmod(0)
    store.update(folders=(str(place),))
    try:
        library = Library(qt, panel).start()
        assert library.find("open") is not None
        assert "locked" in library.text()
        assert "ermission" in library.text()
    finally:
        locked.chmod(0o755)


def test_a_folder_that_fails_to_be_read_is_a_row_with_the_reason(
    qt, panel, store, tmp_path, monkeypatch
):
    place = tmp_path / "machines"
    write_vmx(place / "open", "open")
    write_vmx(place / "locked", "locked")
    real = os.scandir

    def refuse(path="."):
        if os.path.basename(os.fsdecode(path)) == "locked":
            raise PermissionError(13, "Permission denied", os.fsdecode(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    store.update(folders=(str(place),))
    library = Library(qt, panel).start()
    assert library.find("open") is not None
    assert "ermission" in library.text()


def test_a_folder_that_vanishes_while_it_is_searched_ends_in_no_error(
    qt, panel, store, tmp_path
):
    place = tmp_path / "machines"
    for number in range(200):
        write_vmx(place / f"vm{number:03}", f"vm {number}")
    store.update(folders=(str(place),))
    library = Library(qt, panel)
    qt.show(panel, 320, 560)
    panel.start()
    qt.wait(lambda: library.find("vm ") is not None)
    shutil.rmtree(place)
    qt.wait(lambda: library.scans)
    panel.refresh()
    qt.wait(lambda: panel.is_empty)
    assert "machines" in library.text()


def test_a_folder_that_comes_back_is_shown_again(qt, panel, store, tmp_path):
    place = tmp_path / "machines"
    store.update(folders=(str(place),))
    library = Library(qt, panel).start()
    assert panel.is_empty
    write_vmx(place / "web", "web")
    panel.refresh()
    qt.wait(lambda: library.find("web") is not None)
    assert not panel.is_empty


def test_hostile_names_are_shown_as_they_are(qt, panel, store, tmp_path):
    vmx = write_vmx(tmp_path / "m" / "evil", HOSTILE)
    write_snapshots(vmx, 1)
    listing = vmx.with_suffix(".vmsd")
    text = listing.read_text(encoding="utf-8").replace("state 1", HOSTILE)
    listing.write_text(text, encoding="utf-8")
    store.update(folders=(str(tmp_path / "m"),))
    library = Library(qt, panel).start()
    library.view.expandAll()
    library.view.grab()
    for _, index in library.indexes():
        for role in range(300):
            words = index.data(role)
            if not isinstance(words, str):
                continue
            assert "\u202e" not in words
            assert "\x1b" not in words
            assert len(words) < 4000
            assert "<b>web" not in words or role != 3  # no markup in tooltips


def test_a_chain_of_a_thousand_snapshots_is_shown(qt, panel, store, tmp_path):
    vmx = write_vmx(tmp_path / "m" / "deep", "deep")
    write_snapshots(vmx, 1000)
    store.update(folders=(str(tmp_path / "m"),))
    library = Library(qt, panel).start()
    assert library.find("state 1000") is not None
    assert max(level for level, _ in library.indexes()) < 40
    library.view.expandAll()
    assert not library.view.grab().isNull()


def test_a_deep_snapshot_can_be_read_in_a_narrow_library(qt, panel, store, tmp_path):
    vmx = write_vmx(tmp_path / "m" / "deep", "deep")
    write_snapshots(vmx, 30)
    store.update(folders=(str(tmp_path / "m"),))
    library = Library(qt, panel).start()
    panel.resize(240, 400)
    panel.reveal(vmx.with_name("deep-Snapshot29.vmsn"))
    qt.settle()
    row = library.view.visualRect(library.view.currentIndex())
    seen = row.intersected(library.view.viewport().rect())
    assert library.view.currentIndex().data() == "state 29"
    assert seen.height() > row.height() - 4
    assert seen.left() == row.left()  # behind the indentation
    assert seen.width() > 120


def test_a_panel_that_goes_while_it_searches_leaves_nothing_behind(
    qt, work, store, tmp_path
):
    from guestcore_gui.library.panel import LibraryPanel

    for number in range(100):
        write_vmx(tmp_path / "m" / f"vm{number}", f"vm {number}")
    store.update(folders=(str(tmp_path / "m"),))
    panel = LibraryPanel(work, store, tmp_path / "recent.json")
    panel.start()
    panel.note_used(tmp_path / "m" / "vm1" / "vm1.vmx")
    panel.deleteLater()
    del panel
    qt.wait(lambda: work.running == 0)


def test_what_vmware_lists_is_shown(qt, panel, store, tmp_path, monkeypatch):
    from guestcore.machines import inventory
    from guestcore.machines.places import Places

    vmx = write_vmx(tmp_path / "elsewhere" / "web", "web")
    listing = tmp_path / "inventory.vmls"
    listing.write_text(f'.encoding = "UTF-8"\nvmlist1.config = "{vmx}"\n', "utf-8")
    places = Places(inventories=(listing,), preferences=(), folders=())
    monkeypatch.setattr(inventory, "find_places", lambda: places)
    store.update(vmware_folders=True)
    library = Library(qt, panel).start()
    assert library.find("web") is not None
    assert "VMware" in library.text()


def test_lists_that_are_no_lists_are_forgotten(qt, work, store, tmp_path):
    from guestcore_gui.library.panel import LibraryPanel

    (tmp_path / "recent.json").write_text('{"a": [1, "x\\u0000"]}', encoding="utf-8")
    library = Library(qt, LibraryPanel(work, store, tmp_path / "recent.json")).start()
    assert library.view.model().rowCount(QModelIndex()) == 0


def test_a_damaged_list_of_what_was_used_is_told_of(qt, work, store, tmp_path):
    from guestcore_gui.library.panel import LibraryPanel

    (tmp_path / "recent.json").write_text("{", encoding="utf-8")
    panel = LibraryPanel(work, store, tmp_path / "recent.json")
    told = qt.collect(panel.content.recent.failed)
    Library(qt, panel).start()
    qt.wait(lambda: told)
    assert "recent.json.damaged" in told[0][0]
