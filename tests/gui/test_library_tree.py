"""The library's tree: machines, snapshots by parent, marks, keys, menus, changes."""

import shutil

import pytest

pytestmark = pytest.mark.gui

pytest.importorskip("PySide6.QtWidgets", reason="the extra gui is missing")

from PySide6.QtCore import QAbstractItemModel, Qt  # noqa: E402  Qt may be missing
from PySide6.QtGui import QGuiApplication  # noqa: E402  as above
from PySide6.QtTest import QAbstractItemModelTester, QTest  # noqa: E402  as above
from PySide6.QtWidgets import QApplication, QMenu  # noqa: E402  as above

from tests.gui.libraries import Library, write_vmx  # noqa: E402  as above


@pytest.fixture
def store(tmp_path, qt):
    from guestcore_gui.settings import SettingsStore

    result = SettingsStore(tmp_path / "settings.json")
    result.update(vmware_folders=False)
    return result


@pytest.fixture
def panel(qt, work, store, tmp_path):
    from guestcore_gui.library.panel import LibraryPanel

    result = LibraryPanel(work, store, tmp_path / "recent.json")
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [
        QAbstractItemModelTester(model, fatal, result)
        for model in result.findChildren(QAbstractItemModel)
        if type(model).__module__.startswith("guestcore_gui.library")
    ]
    assert len(testers) == 2  # the tree, and what the search leaves of it
    return result


@pytest.fixture
def library(qt, panel, store, demo):
    store.update(folders=(str(demo),))
    return Library(qt, panel).start()


def test_snapshots_stand_below_their_parents_and_the_machine_is_where_it_is(library):
    levels = {title: level for level, title in _titled(library)}
    machine = levels["GuestCore demo (fabricated)"]
    assert levels["clean install"] == machine + 1
    assert levels["powered off"] == machine + 2
    assert levels['before the "big" update'] == machine + 2
    assert levels["You are here"] > machine + 2
    here = library.find("You are here")
    above = []
    while here.parent().isValid():
        here = here.parent()
        above.append(here.data())
    assert 'before the "big" update' in above


def _titled(library):
    return [(level, str(index.data())) for level, index in library.indexes()]


def test_marks_are_said_in_words(library):
    assert "64 MiB" in library.says("clean install")
    assert "memory" in library.says("clean install").lower()
    assert "no memory" in library.says("powered off").lower()
    assert "Debian 12" in library.says("GuestCore demo")
    assert "onverted" not in library.text()


def test_a_state_whose_core_is_there_is_marked(qt, library, demo):
    from guestcore.pipeline import ConvertOptions, convert

    state = demo / "fabricated-demo-5eed0de0.vmss"
    core = state.with_suffix(".core")
    convert(state, ConvertOptions(output=core))
    library.panel.mark_converted(state)
    assert "converted" in _state_says(library, state)
    core.unlink()
    library.panel.refresh_marks()
    qt.wait(lambda: "converted" not in _state_says(library, state))


def _state_says(library, path):
    """Return what the row of a state says: the recent list is not meant."""
    return next(
        words.lower()
        for level, words in reversed(library.rows())
        if level >= 2 and "uspended" in words
    )


def test_a_selected_state_is_told_once(qt, library, demo):
    library.click("clean install")
    assert library.selected == [(demo / "fabricated-demo-Snapshot1.vmsn",)]


def test_a_selected_machine_is_its_vmx(library, demo):
    library.click("GuestCore demo")
    assert library.selected[-1] == (demo / "fabricated-demo.vmx",)


def test_what_the_program_selects_is_not_told(qt, library, demo):
    state = demo / "fabricated-demo-Snapshot3.vmsn"
    library.panel.reveal(state)
    qt.settle()
    assert library.view.currentIndex().data() == 'before the "big" update'
    assert library.view.visualRect(library.view.currentIndex()).isValid()
    assert library.selected == []


def test_a_state_that_is_not_found_yet_is_selected_when_it_is(qt, panel, store, demo):
    store.update(folders=(str(demo),))
    library = Library(qt, panel)
    panel.reveal(demo / "fabricated-demo-Snapshot1.vmsn")
    library.start()
    qt.wait(lambda: library.view.currentIndex().data() == "clean install")
    assert library.selected == []


def test_what_is_selected_stays_in_sight_when_rows_come_above_it(
    qt, library, panel, demo
):
    panel.resize(300, 320)
    qt.settle()
    state = next(demo.glob("*.vmss"))
    panel.reveal(state)
    panel.note_used(state)
    qt.wait(lambda: library.find(state.name) is not None)
    qt.settle()
    row = library.view.visualRect(library.view.currentIndex())
    assert library.view.viewport().rect().contains(row.center())


def test_arrows_select_and_return_activates(qt, library, demo):
    library.click("clean install")
    QTest.keyClick(library.view, Qt.Key.Key_Down)
    qt.wait(lambda: len(library.selected) == 2)
    index = library.view.currentIndex()
    QTest.keyClick(library.view, Qt.Key.Key_Return)
    assert len(library.activated) == 1
    assert library.activated[-1] == library.selected[-1]
    assert library.view.currentIndex() == index


def test_ctrl_f_goes_to_the_search(qt, library):
    library.panel.activateWindow()
    library.view.setFocus()
    QTest.keyClick(library.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qt.wait(library.search_box.hasFocus)


def test_the_panel_hands_the_focus_to_the_tree(library):
    assert library.panel.focusProxy() is library.view


def menu_of(qt, library):
    """Press the menu key; return the menu that comes."""
    from PySide6.QtGui import QContextMenuEvent

    view = library.view
    view.setFocus()
    place = view.rect().center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, place, view.mapToGlobal(place)
    )
    QApplication.sendEvent(view.viewport(), event)
    qt.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    return QApplication.activePopupWidget()


def choose(qt, library, text):
    """Trigger what the menu offers."""
    menu = menu_of(qt, library)
    action = next(a for a in menu.actions() if text in a.text().replace("&", ""))
    assert action.isEnabled(), text
    action.trigger()
    menu.close()
    qt.settle()


def offered(qt, library):
    menu = menu_of(qt, library)
    texts = [a.text().replace("&", "") for a in menu.actions() if a.isEnabled()]
    menu.close()
    qt.settle()
    return "\n".join(texts)


def test_the_menu_converts_what_is_selected(qt, library, demo):
    library.click("clean install")
    choose(qt, library, "Convert")
    assert library.converted == [([demo / "fabricated-demo-Snapshot1.vmsn"],)]


def test_the_menu_copies_the_path(qt, library, demo):
    library.click("clean install")
    choose(qt, library, "Copy path")
    text = QGuiApplication.clipboard().text()
    assert text == str(demo / "fabricated-demo-Snapshot1.vmsn")


def test_a_state_without_memory_cannot_be_converted(qt, library):
    library.click("powered off")
    assert "Convert" not in offered(qt, library)


def test_only_a_machine_that_runs_can_be_captured(qt, library, demo, store, tmp_path):
    library.click("GuestCore demo")
    assert "Capture" not in offered(qt, library)
    lock = demo / "fabricated-demo.vmdk.lck"
    lock.mkdir()
    (lock / "M12345.lck").write_bytes(b"x")
    library.panel.refresh()
    qt.wait(lambda: "unning" in library.says("GuestCore demo"))
    choose(qt, library, "Capture")
    assert library.captured == [(demo / "fabricated-demo.vmx",)]


def test_a_folder_is_removed_from_the_library_and_stays_on_the_disk(
    qt, library, demo, store
):
    library.click(demo.name)
    choose(qt, library, "Remove")
    assert store.value.folders == ()
    qt.wait(lambda: library.panel.is_empty)
    assert (demo / "fabricated-demo.vmx").exists()


def test_a_folder_is_added_once_and_covers_what_is_below(qt, library, tmp_path, store):
    place = tmp_path / "machines"
    write_vmx(place / "web01", "web01")
    before = store.value.folders
    library.panel.add_folder(place)
    qt.wait(lambda: library.find("web01") is not None)
    library.panel.add_folder(place)
    library.panel.add_folder(place / "web01")
    qt.settle()
    assert store.value.folders == (*before, str(place))


def test_an_empty_library_says_so_in_words(qt, panel):
    library = Library(qt, panel).start()
    assert panel.is_empty
    from PySide6.QtWidgets import QLabel

    texts = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert any("older" in text for text in texts)
    assert library.scans


def test_what_was_used_lately_comes_first_and_survives(
    qt, library, work, store, tmp_path, demo
):
    from guestcore_gui.library.panel import LibraryPanel

    library.panel.note_used(demo / "fabricated-demo-Snapshot1.vmsn")
    library.panel.note_used(demo / "fabricated-demo-Snapshot3.vmsn")
    saved = tmp_path / "recent.json"
    qt.wait(lambda: saved.exists() and "Snapshot3" in saved.read_text())
    other = Library(qt, LibraryPanel(work, store, tmp_path / "recent.json")).start()
    qt.wait(lambda: "Recent" in other.titles())
    assert other.titles()[0] == "Recent"
    below = [words for level, words in other.rows() if level == 1][:2]
    assert "Snapshot3" in below[0] or "big" in below[0]


def test_a_new_snapshot_is_noticed(qt, library, demo):
    shutil.copy(demo / "fabricated-demo-Snapshot3.vmsn", demo / "brand-new.vmsn")
    qt.wait(lambda: library.find("brand-new") is not None)


def test_another_scan_leaves_selection_and_opened_rows(qt, library, demo):
    library.click("clean install")
    root = library.find(demo.name)
    machine = library.find("GuestCore demo")
    opened = library.view.isExpanded(machine)
    assert library.view.isExpanded(root)
    assert opened
    shutil.copy(demo / "fabricated-demo-Snapshot3.vmsn", demo / "brand-new.vmsn")
    library.panel.refresh()
    qt.wait(lambda: library.find("brand-new") is not None)
    assert library.view.currentIndex().data() == "clean install"
    assert library.view.isExpanded(library.find("GuestCore demo"))
    assert len(library.selected) == 1


def test_a_removed_machine_vanishes_and_nothing_is_told(qt, library, store, tmp_path):
    place = tmp_path / "machines"
    for name in ("alpha", "beta"):
        write_vmx(place / name, name)
    library.panel.add_folder(place)
    qt.wait(lambda: library.find("beta") is not None)
    library.click("beta")
    told = len(library.selected)
    shutil.rmtree(place / "beta")
    qt.wait(lambda: library.find("beta") is None)
    qt.settle()
    assert len(library.selected) == told
