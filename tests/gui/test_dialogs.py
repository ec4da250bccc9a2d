"""Settings that hold at once, about, help, and showing a file in its folder."""

import json
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.gui


@pytest.fixture
def store(qt, tmp_path):
    from guestcore_gui.settings import SettingsStore

    return SettingsStore(tmp_path / "settings.json")


@pytest.fixture
def dialog(qt, work, store):
    from guestcore_gui.dialogs.settings_dialog import SettingsDialog

    return qt.show(SettingsDialog(store, work))


def key(widget, name):
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    QTest.keyClick(widget, getattr(Qt.Key, f"Key_{name}"))


def click(widget):
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    assert widget.isVisible()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def field(dialog, name):
    from PySide6.QtWidgets import QWidget

    return dialog.findChild(QWidget, name)


@pytest.mark.parametrize(
    ("name", "value"), [("theme", "light"), ("check", "full"), ("engine", "vmss2core")]
)
def test_a_choice_holds_at_once_and_is_saved(dialog, store, tmp_path, name, value):
    box = field(dialog, name)
    assert box.currentData() == getattr(store.value, name)
    key(box, "Down")
    assert getattr(store.value, name) == value
    saved = json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))
    assert saved[name] == value


@pytest.mark.parametrize("name", ["vmware_folders", "notify"])
def test_a_switch_holds_at_once(dialog, store, name):
    key(field(dialog, name), "Space")
    assert getattr(store.value, name) is False


def test_jobs_at_once_have_bounds(dialog, store):
    spin = field(dialog, "parallel_jobs")
    key(spin, "Up")
    assert store.value.parallel_jobs == 2
    for _ in range(20):
        key(spin, "Up")
    assert store.value.parallel_jobs == 8


def test_languages_are_those_that_are_there(dialog, store):
    from guestcore_gui.i18n import languages

    box = field(dialog, "language")
    codes = [box.itemData(row) for row in range(box.count())]
    assert codes == ["", *(code for code, _ in languages())]


def folder_list(dialog):
    from guestcore_gui.dialogs.folder_list import FolderList

    return dialog.findChild(FolderList)


def test_folders_are_added_and_removed(qt, dialog, store, monkeypatch, tmp_path):
    from PySide6.QtWidgets import QFileDialog

    folders = folder_list(dialog)
    chosen = [str(tmp_path / "one"), str(tmp_path / "two")]
    for folder in [*chosen, chosen[0]]:
        monkeypatch.setattr(
            QFileDialog, "getExistingDirectory", lambda *_, folder=folder: folder
        )
        key(folders.add, "Space")
    assert store.value.folders == tuple(chosen)
    folders.list.setCurrentRow(0)
    folders.list.setFocus()
    dialog.activateWindow()
    qt.wait(folders.list.hasFocus)
    key(folders.list, "Delete")
    assert store.value.folders == (chosen[1],)
    folders.list.setCurrentRow(0)
    key(folders.remove, "Space")
    assert store.value.folders == ()
    assert not folders.remove.isEnabled()


def test_a_folder_that_was_added_elsewhere_is_shown_and_stays(
    dialog, store, monkeypatch
):
    from PySide6.QtWidgets import QFileDialog

    folders = folder_list(dialog)
    store.update(folders=("/vm/one", "/vm/two"))
    assert folders.folders() == ("/vm/one", "/vm/two")
    folders.list.setCurrentRow(0)
    store.update(folders=("/vm/dropped", "/vm/one", "/vm/two"))
    key(folders.remove, "Space")  # what was selected still is
    assert store.value.folders == ("/vm/dropped", "/vm/two")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/vm/new")
    key(folders.add, "Space")
    assert store.value.folders == ("/vm/dropped", "/vm/two", "/vm/new")


def programs(dialog):
    from guestcore_gui.dialogs.programs import ProgramsGroup

    return dialog.findChild(ProgramsGroup)


def make_program(path, text):
    path.write_text(f"#!/bin/sh\necho '{text}'\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_the_version_of_a_chosen_vmss2core_is_shown(
    qt, dialog, store, monkeypatch, tmp_path
):
    from PySide6.QtWidgets import QFileDialog

    path = make_program(tmp_path / "vmss2core-Linux64", "vmss2core version 7654321 x")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    row = programs(dialog).vmss2core
    key(row.choose, "Space")
    assert store.value.vmss2core == str(path)
    qt.wait(lambda: "7654321" in row.state())
    assert str(path) in row.state()


def test_a_program_that_cannot_be_run_is_told(qt, dialog, store):
    from PySide6.QtTest import QTest

    for row, name in (
        (programs(dialog).vmrun, "vmrun"),
        (programs(dialog).vmss2core, "vmss2core"),
    ):
        row.edit.setFocus()
        QTest.keyClicks(row.edit, "/not/there")
        key(row.edit, "Tab")
        assert getattr(store.value, name) == "/not/there"
        qt.wait(lambda row=row: "No program" in row.state())


def test_closing_while_programs_are_looked_for_harms_nothing(qt, work, store):
    from guestcore_gui.dialogs.settings_dialog import SettingsDialog

    dialog = SettingsDialog(store, work)
    dialog.show()
    dialog.close()
    dialog.deleteLater()
    qt.wait(lambda: work.running == 0)


def test_settings_that_cannot_be_saved_are_told(qt, dialog, store, monkeypatch):
    from PySide6.QtWidgets import QLabel

    from guestcore_gui import settings

    def fail(path, value):
        raise OSError("the disk is full")

    monkeypatch.setattr(settings, "write_json", fail)
    key(field(dialog, "notify"), "Space")
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert any("the disk is full" in text for text in texts)


def test_settings_fit_a_small_screen(qt, dialog):
    dialog.resize(400, 300)
    qt.settle()
    page = dialog._scroll.widget()
    assert page.width() <= dialog._scroll.viewport().width()
    assert dialog._buttons.isVisible()


def test_every_control_has_a_name(dialog):
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QListWidget, QSpinBox

    kinds = (QComboBox, QCheckBox, QSpinBox, QListWidget)
    controls = [widget for kind in kinds for widget in dialog.findChildren(kind)]
    controls += [row.edit for row in (programs(dialog).vmrun, programs(dialog).vmrun)]
    assert len(controls) > 8
    for control in controls:
        assert isinstance(control, (*kinds, QLineEdit))
        interface = QAccessible.queryAccessibleInterface(control)
        assert interface.text(QAccessible.Text.Name), control.objectName()


def test_escape_closes(dialog):
    key(dialog, "Escape")
    assert not dialog.isVisible()


def test_about_tells_versions_and_licences_and_can_be_copied(qt):
    import platform

    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QPushButton

    from guestcore import __version__
    from guestcore_gui.dialogs.about import AboutDialog

    dialog = qt.show(AboutDialog())
    copy = next(b for b in dialog.findChildren(QPushButton) if b.text() == "C&opy")
    click(copy)
    assert copy.text() == "Copied"
    text = QGuiApplication.clipboard().text()
    for part in (__version__, platform.python_version(), "Apache", "Lucide", "Qt 6"):
        assert part in text


def test_help_lists_the_shortcuts_of_the_window(qt):
    from PySide6.QtGui import QAction

    from guestcore_gui.dialogs.help import HelpDialog

    shown, hidden = QAction("&Open <files>…"), QAction("No keys")
    shown.setShortcut("Ctrl+O")
    dialog = qt.show(HelpDialog([("", [shown, hidden])]))
    text = dialog.browser.toPlainText()
    assert "Ctrl+O" in text
    assert "Open <files>" in text
    assert "No keys" not in text
    for task in ("saved state", "running machine", "debugger"):
        assert task in text
    assert not dialog.browser.openExternalLinks()
    assert not dialog.browser.openLinks()


@pytest.fixture
def opened(monkeypatch):
    """The addresses that would be opened."""
    from PySide6.QtGui import QDesktopServices

    urls = []

    def open_url(url):
        urls.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return urls


@pytest.mark.skipif(sys.platform != "linux", reason="file managers on D-Bus")
def test_without_a_file_manager_the_folder_is_opened_never_the_file(
    qt, opened, monkeypatch, tmp_path
):
    from guestcore_gui.dialogs.folder import show_in_folder

    path = tmp_path / "a core.core"
    path.touch()
    assert show_in_folder(path)
    qt.wait(lambda: opened)
    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path]


def test_of_a_file_that_is_gone_the_folder_is_opened(qt, opened, tmp_path):
    from guestcore_gui.dialogs.folder import show_in_folder

    assert show_in_folder(tmp_path / "gone.core")
    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path]
    assert not show_in_folder(tmp_path / "no folder" / "gone.core")


def test_on_macos_nothing_is_left_running(qt, monkeypatch, tmp_path):
    from PySide6.QtCore import QProcess

    from guestcore_gui.dialogs.folder import show_in_folder

    started = []
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr(QProcess, "startDetached", lambda *given: started.append(given))
    path = tmp_path / "-R.core"
    path.touch()
    assert show_in_folder(path)
    assert started == [("/usr/bin/open", ["-R", str(path)])]
