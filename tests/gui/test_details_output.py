"""Where the core goes, how it is checked, and which program makes it."""

import os
import stat
import threading

import pytest

pytestmark = pytest.mark.gui

from PySide6.QtCore import QPoint, QPointF, Qt  # noqa: E402  the mark comes first
from PySide6.QtGui import QWheelEvent  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QFileDialog, QMessageBox  # noqa: E402

from guestcore.engines import DumpKind  # noqa: E402
from guestcore.pipeline import CheckDepth  # noqa: E402
from guestcore_gui.details import output_card, targets  # noqa: E402
from tests.builders.saved_states import pages, write_pair  # noqa: E402
from tests.builders.state_bytes import num  # noqa: E402
from tests.gui.details_pages import Details, mnemonics, visible_boxes  # noqa: E402

LEFT = Qt.MouseButton.LeftButton
STATE = "fabricated-demo-5eed0de0.vmss"
CORE = "fabricated-demo-5eed0de0.core"


@pytest.fixture
def engine_folder(tmp_path, monkeypatch):
    """The only folder of PATH: nothing of this machine is found."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def details(qt, work, tmp_path, engine_folder):
    return Details(qt, work, tmp_path)


@pytest.fixture
def card(details, demo):
    details.show(demo / STATE)
    details.wait_space()
    return details.sheet.output


def type_name(card, text):
    card.file.setFocus()
    card.file.selectAll()
    QTest.keyClicks(card.file, str(text))


def test_a_free_name_is_proposed(details, demo):
    (demo / CORE).write_bytes(b"old")
    details.show(demo / STATE)
    assert details.sheet.output.output == demo / "fabricated-demo-5eed0de0-2.core"


@pytest.mark.skipif(os.name == "nt", reason="every name on Windows is text")
def test_names_that_are_no_text_are_kept(details, demo):
    folder = demo.with_name(os.fsdecode(b"d\xffmo"))
    demo.rename(folder)
    details.show(folder / STATE)
    details.page.convert_current()
    assert details.request().output == folder / CORE


def test_free_space_and_what_is_needed_are_said(card):
    text = card.space.text.text()
    assert "free" in text
    assert "64 MiB" in text
    assert card.space.tone == "quiet"


def test_too_little_space_is_said_in_words(qt, card, monkeypatch, tmp_path):
    usage = type("usage", (), {"free": 1 << 20})
    monkeypatch.setattr(targets.shutil, "disk_usage", lambda _path: usage)
    type_name(card, tmp_path / "x.core")
    qt.wait(lambda: card.space.tone == "bad")
    assert "Too little space: 1 MiB free" in card.space.text.text()


@pytest.mark.parametrize(
    ("name", "words"),
    [("nowhere/x.core", "folder does not exist"), ("demo", "This is a folder")],
)
def test_a_wrong_place_is_said_and_not_converted(
    qt, details, card, tmp_path, name, words
):
    type_name(card, tmp_path / name)
    qt.wait(lambda: words in card.space.text.text())
    details.page.convert_current()
    qt.wait(card.file.hasFocus)
    qt.settle()
    assert not details.requests


def test_without_a_name_there_is_no_request(qt, details, card):
    card.file.clear()
    details.page.convert_current()
    assert card.space.text.text() == "Name a file."
    assert card.file.hasFocus()
    assert not details.requests


def test_the_disk_is_asked_off_the_gui_thread(qt, card, tmp_path, monkeypatch):
    threads = []

    def look_at(path):
        threads.append(threading.get_ident())
        return targets.Target(path, free=1 << 40)

    monkeypatch.setattr(output_card, "look_at", look_at)
    type_name(card, tmp_path / "other.core")
    qt.wait(lambda: threads)
    assert threading.get_ident() not in threads


def test_a_file_can_be_chosen(qt, details, card, tmp_path, monkeypatch):
    chosen = str(tmp_path / "chosen.core")
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_args, **_more: (chosen, "")
    )
    QTest.mouseClick(card.choose, LEFT)
    details.page.convert_current()
    assert str(details.request().output) == chosen


def test_replacing_a_file_is_asked_for_and_can_be_refused(qt, details, card, tmp_path):
    old = tmp_path / "<b>old.core"
    old.write_bytes(b"x")
    type_name(card, old)
    qt.wait(lambda: card.space.tone == "warning")
    details.page.convert_current()
    box = details.question()
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert "<b>old.core" in box.text()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    qt.wait(lambda: not visible_boxes())
    assert not details.requests


def test_replacing_a_file_is_forced_after_yes(qt, details, card, tmp_path):
    old = tmp_path / "old.core"
    old.write_bytes(b"x")
    type_name(card, old)
    details.page.convert_current()
    box = details.question()
    yes = next(
        button
        for button in box.buttons()
        if box.buttonRole(button) is QMessageBox.ButtonRole.AcceptRole
    )
    QTest.mouseClick(yes, LEFT)
    request = details.request()
    assert request.force
    assert request.output == old


def test_two_presses_make_one_request(qt, details, card):
    details.page.convert_current()
    details.page.convert_current()
    details.request()
    qt.settle()
    assert len(details.requests) == 1


def test_the_depth_of_the_check_is_explained_and_taken(qt, details, card):
    seen = set()
    for depth in CheckDepth:
        card.check.combo.setCurrentIndex(card.check.combo.findData(depth))
        seen.add(card.check.about.text())
    assert len(seen) == 3
    card.check.combo.setFocus()
    QTest.keyClick(card.check.combo, Qt.Key.Key_Home)
    QTest.keyClick(card.check.combo, Qt.Key.Key_Down)
    details.page.convert_current()
    assert details.request().check is CheckDepth.FULL


def test_the_usual_choices_are_those_of_the_settings(details, demo):
    details.settings.update(check="none")
    details.show(demo / STATE)
    assert details.sheet.output.check_depth is CheckDepth.NONE


# searching for a kernel


@pytest.fixture
def unknown(details, tmp_path):
    """A saved state whose registers lead to no kernel, on the page."""
    folder = tmp_path / "unknown"
    folder.mkdir()
    return details.show(write_pair(folder, pages(64)))


def test_a_search_of_all_memory_is_asked_for_where_it_may_help(qt, unknown):
    scan = unknown.sheet.output.scan
    assert scan.isVisible()
    assert not scan.box.isChecked()
    assert "reads everything" in scan.about.text()
    assert any("--scan" in text for text in unknown.page.loaded.known.warnings)
    unknown.page.convert_current()
    assert not unknown.request().scan
    unknown.requests.clear()
    scan.box.setFocus()
    QTest.keyClick(scan.box, Qt.Key.Key_Space)
    assert scan.box.isChecked()
    unknown.page.convert_current()
    request = unknown.request()
    assert request.scan
    assert request.options.scan


def test_no_search_is_asked_for_where_a_kernel_was_found(card, details):
    assert not card.scan.isVisible()
    details.page.convert_current()
    assert not details.request().scan


def test_the_search_is_off_again_for_another_guest(unknown, demo, tmp_path):
    scan = unknown.sheet.output.scan
    scan.box.click()
    unknown.show(demo / STATE)
    assert not scan.isVisible()
    assert not scan.is_chosen
    unknown.show(tmp_path / "unknown" / "guest.vmss")
    assert scan.isVisible()
    assert not scan.box.isChecked()


# vmss2core


def test_where_it_is_looked_for_is_told_when_it_is_not_found(qt, details, card):
    engine = card.engine.engine
    assert engine.combo.count() == 1
    assert "vmss2core was not found" in engine.about.text()
    assert not engine.more.isVisible()
    QTest.mouseClick(engine.toggle, LEFT)
    assert engine.more.isVisible()
    assert "PATH" in engine.more.text()
    assert not card.engine.command.isVisible()


@pytest.fixture
def engine(qt, engine_folder, details, demo):
    """A program that only tells its version; the page has found it."""
    program = engine_folder / "vmss2core"
    program.write_text("#!/bin/sh\necho 'vmss2core version 1234567'\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    details.show(demo / STATE)
    combo = details.sheet.output.engine.engine.combo
    qt.wait(lambda: combo.count() == 2)
    return program


needs_shell = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script")


@needs_shell
def test_it_is_found_with_its_version(engine, details):
    combo = details.sheet.output.engine.engine.combo
    assert combo.itemText(1) == "vmss2core 1234567"
    assert details.sheet.output.engine.chosen is None


@needs_shell
def test_its_command_line_is_shown_and_taken(qt, engine, details, demo):
    box = details.sheet.output.engine
    box.engine.combo.setFocus()
    QTest.keyClick(box.engine.combo, Qt.Key.Key_Down)
    assert box.command.isVisible()
    assert box.kind.isVisible()
    assert str(engine) in box.engine.about.text()
    assert "-N6" in box.command.edit.toPlainText()
    details.page.convert_current()
    state = demo / STATE
    assert details.request().command == (
        str(engine), "-N6", str(state), str(state.with_suffix(".vmem")),
    )  # fmt: skip


@needs_shell
def test_a_dump_for_windbg_gets_its_suffix(qt, engine, details, demo):
    box, card = details.sheet.output.engine, details.sheet.output
    box.engine.combo.setCurrentIndex(1)
    box.kind.combo.setCurrentIndex(box.kind.combo.findData(DumpKind.WINDBG_8))
    assert card.output.suffix == ".dmp"
    assert "-W8" in box.command.edit.toPlainText()
    box.engine.combo.setCurrentIndex(0)
    assert card.output.suffix == ".core"


@needs_shell
def test_the_command_line_can_be_edited_and_made_anew(qt, engine, details):
    box = details.sheet.output.engine
    box.engine.combo.setCurrentIndex(1)
    made = box.command.edit.toPlainText()
    box.command.edit.setFocus()
    QTest.keyClick(
        box.command.edit, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier
    )
    QTest.keyClicks(box.command.edit, ' "-l x"')
    details.page.convert_current()
    assert details.request().command[-1] == "-l x"
    QTest.mouseClick(box.command.reset, LEFT)
    assert box.command.edit.toPlainText() == made
    assert not box.command.reset.isVisible()


@needs_shell
def test_a_command_line_that_cannot_be_read_is_refused(qt, engine, details):
    box = details.sheet.output.engine
    box.engine.combo.setCurrentIndex(1)
    box.command.edit.setFocus()
    QTest.keyClicks(box.command.edit, '"')
    assert box.command.error.isVisible()
    details.page.convert_current()
    qt.settle()
    assert not details.requests
    assert box.command.edit.hasFocus()


@needs_shell
def test_it_is_not_asked_to_search_all_memory(engine, unknown):
    unknown.sheet.output.scan.box.click()
    box = unknown.sheet.output.engine
    box.engine.combo.setCurrentIndex(1)
    assert not unknown.sheet.output.scan.isVisible()
    assert box.kind.combo.currentData() == DumpKind.PHYSICAL
    unknown.page.convert_current()
    assert not unknown.request().scan


@needs_shell
def test_it_is_preselected_if_the_settings_say_so(engine, details, demo):
    details.settings.update(engine="vmss2core")
    details.show(demo / STATE)
    assert details.sheet.output.engine.chosen.path == engine


@needs_shell
def test_another_one_chosen_in_the_settings_is_looked_for(
    qt, engine, details, tmp_path
):
    other = tmp_path / "mine"
    other.write_text("#!/bin/sh\necho 'vmss2core version 77'\n")
    other.chmod(0o755)
    details.settings.update(vmss2core=str(other))
    combo = details.sheet.output.engine.engine.combo
    qt.wait(lambda: combo.count() == 3)
    assert combo.itemText(1) == "vmss2core 77"


@needs_shell
def test_mnemonics_are_unique_with_everything_shown(qt, engine, details, tmp_path):
    folder = tmp_path / "busy"
    folder.mkdir()
    rips = b"".join(num("rip", 0x1000, 8, i) for i in range(20))
    cpu = num("cpu:numVCPUs", 20, 4) + rips
    state = write_pair(folder, pages(64), cpu=cpu)
    lock = folder / "guest.vmem.lck"
    lock.mkdir()
    (lock / "M1.lck").write_bytes(b"x")
    details.show(state)
    box = details.sheet.output.engine
    box.engine.combo.setCurrentIndex(1)
    box.command.edit.appendPlainText("-x")
    details.sheet.notes.show_warnings(["a", "b", "c", "d"])
    qt.settle()
    found = mnemonics(details.page)
    assert len(found) >= 11
    assert len(found) == len(set(found)), found


def test_the_wheel_over_a_choice_scrolls_the_page_only(qt, details, demo):
    details.show(demo / STATE)
    details.page.resize(560, 340)
    qt.settle()
    combo = details.sheet.output.check.combo
    details.sheet.convert.setFocus()
    before = combo.currentIndex()
    point = QPointF(combo.rect().center())
    wheel = QWheelEvent(
        point, QPointF(combo.mapToGlobal(combo.rect().center())), QPoint(0, -120),
        QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    qt.app.sendEvent(combo, wheel)
    assert combo.currentIndex() == before
    assert not wheel.isAccepted()
