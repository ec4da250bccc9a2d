"""Each problem in words, with its advice and what can be done about it."""

import os
import shutil

import pytest

pytestmark = pytest.mark.gui

from PySide6.QtCore import Qt  # noqa: E402  the mark comes first
from PySide6.QtGui import QAccessible  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QFileDialog, QLabel  # noqa: E402

from guestcore.checkpoint import layout  # noqa: E402
from guestcore.errors import ErrorKind, GuestCoreError  # noqa: E402
from guestcore.pipeline import Description  # noqa: E402
from guestcore.sources import OpenOptions  # noqa: E402
from guestcore_gui.details import page as page_module  # noqa: E402
from guestcore_gui.details.loading import Loaded  # noqa: E402
from guestcore_gui.details.notes import Notes  # noqa: E402
from guestcore_gui.details.problems import (  # noqa: E402
    Remedy,
    label_of,
    remedies_of,
    wording_of,
)
from tests.builders.saved_states import pages, write_pair, write_state  # noqa: E402
from tests.gui.details_pages import Details, texts  # noqa: E402

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def details(qt, work, tmp_path):
    return Details(qt, work, tmp_path)


def click(details, remedy):
    button = details.sheet.problem.button(remedy)
    assert button is not None, [b.text() for b in details.sheet.problem.buttons()]
    QTest.mouseClick(button, LEFT)


@pytest.fixture
def lost(tmp_path):
    """A saved state whose memory file has another name."""
    folder = tmp_path / "lost"
    folder.mkdir()
    state = write_pair(folder, pages(64))
    (folder / "guest.vmem").rename(folder / "a & b.vmem")
    return state


def test_a_missing_memory_file_is_said_and_nothing_can_be_converted(qt, details, lost):
    details.show(lost)
    assert details.problem() == "The memory file is not here"
    assert "Problem" in texts(details.sheet.problem)
    assert not details.sheet.convert.isVisible()
    assert not details.sheet.output.isVisible()
    details.page.convert_current()
    qt.settle()
    assert not details.requests


def test_the_memory_that_is_announced_is_drawn_without_its_file(details, lost):
    details.show(lost)
    assert len(details.sheet.memory.map.spans) == 3
    assert "missing in the file" in texts(details.sheet.memory)


def test_a_memory_file_of_the_right_size_is_suggested_and_used(details, lost):
    details.show(lost)
    first = details.sheet.problem.buttons()[0]
    assert first.text() == "Use a && b.vmem"
    QTest.mouseClick(first, LEFT)
    details.wait_shown()
    assert details.problem() is None
    QTest.mouseClick(details.sheet.convert, LEFT)
    assert details.request().memory == lost.parent / "a & b.vmem"


def test_the_memory_file_can_be_chosen(details, lost, monkeypatch):
    chosen = str(lost.parent / "a & b.vmem")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (chosen, ""))
    details.show(lost)
    click(details, Remedy.CHOOSE_MEMORY)
    details.wait_shown()
    assert details.problem() is None
    assert details.sheet.facts.value("Memory file") == chosen


def test_a_dialog_that_is_closed_changes_nothing(qt, details, lost, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("", ""))
    details.show(lost)
    click(details, Remedy.CHOOSE_MEMORY)
    qt.settle()
    assert details.problem() == "The memory file is not here"


def test_look_again_finds_what_was_put_there(details, lost):
    details.show(lost)
    shutil.copy(lost.parent / "a & b.vmem", lost.parent / "guest.vmem")
    click(details, Remedy.TRY_AGAIN)
    details.wait_shown()
    details.qt.wait(lambda: details.problem() is None)


def test_an_empty_folder_is_called_so_and_look_again_finds_a_machine(details, tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    details.show(folder)
    assert details.problem() == "There is no virtual machine in this folder"
    write_pair(folder, pages(64))
    click(details, Remedy.TRY_AGAIN)
    details.wait_shown()
    details.qt.wait(lambda: details.problem() is None)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no FIFOs")
def test_a_pipe_is_no_file(details, tmp_path):
    os.mkfifo(tmp_path / "pipe.vmss")
    details.show(tmp_path / "pipe.vmss")
    assert details.problem() == "This is not a regular file"


def test_a_short_text_is_no_saved_state(details, tmp_path):
    (tmp_path / "note.vmss").write_text("hello\n")
    details.show(tmp_path / "note.vmss")
    assert details.problem() == "This is no saved state of a virtual machine"


def test_memory_without_its_state_is_told_apart(details, tmp_path):
    file = tmp_path / "alone.vmem"
    file.write_bytes(pages(4))
    details.show(file)
    assert details.problem() == "The saved state is not here"


def test_what_is_there_of_a_short_memory_file_can_be_converted(details, tmp_path):
    state = write_pair(tmp_path, pages(50))
    details.show(state)
    assert details.problem() == "The memory file ends too early"
    assert details.sheet.output.isVisible()
    click(details, Remedy.CONVERT_REST)
    request = details.request()
    assert request.allow_truncated
    assert request.source == state


def test_a_state_file_that_is_cut_cannot(details, tmp_path):
    file = tmp_path / "cut.vmss"
    file.write_bytes(b"")
    details.show(file)
    assert details.problem() == "The file ends too early"
    assert details.sheet.problem.button(Remedy.CONVERT_REST) is None


@pytest.fixture
def running(tmp_path):
    folder = tmp_path / "running"
    folder.mkdir()
    state = write_pair(folder, pages(64))
    (folder / "guest.vmx").write_text('displayName = "web01"\n', encoding="utf-8")
    lock = folder / "guest.vmem.lck"
    lock.mkdir()
    (lock / "M1.lck").write_bytes(b"x")
    return state


def test_a_running_machine_is_explained_before_it_is_converted_anyway(details, running):
    details.show(running)
    assert details.problem() == "This virtual machine is running"
    assert "lock was left behind" in details.sheet.problem.advice.text()
    click(details, Remedy.IGNORE_LOCK)
    assert details.request().ignore_lock


def test_a_running_machine_can_be_captured(details, running):
    details.show(running)
    click(details, Remedy.CAPTURE)
    assert details.captures == [(running.parent / "guest.vmx",)]


def test_of_several_states_one_is_picked_with_the_mouse(details, demo):
    details.show(demo)
    assert details.problem() == "There is more than one saved state"
    states = details.sheet.problem.states
    assert states.count() == 3
    assert states.item(1).text().startswith('before the "big" update')
    shown = [states.item(row).text() for row in range(3)]
    assert all(text.endswith((".vmsn", ".vmss")) for text in shown)
    box = states.visualItemRect(states.item(1))
    QTest.mouseClick(
        states.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, box.center()
    )
    QTest.mouseClick(details.sheet.problem.pick, LEFT)
    assert details.paths == [(demo / "fabricated-demo-Snapshot3.vmsn",)]


def test_of_several_states_one_is_picked_with_the_keyboard(details, demo):
    details.show(demo)
    states = details.sheet.problem.states
    states.setFocus()
    QTest.keyClick(states, Qt.Key.Key_Down)
    QTest.keyClick(states, Qt.Key.Key_Return)
    assert details.paths == [(demo / "fabricated-demo-Snapshot3.vmsn",)]


def test_states_of_several_machines_name_their_machines(details, tmp_path):
    folder = tmp_path / "two"
    folder.mkdir()
    for name in ("one", "two"):
        write_pair(folder, pages(64), stem=name)
        text = f'displayName = "machine {name}"\ncheckpoint.vmState = "{name}.vmss"\n'
        (folder / f"{name}.vmx").write_text(text, encoding="utf-8")
    details.show(folder)
    states = details.sheet.problem.states
    shown = [states.item(row).text() for row in range(states.count())]
    assert any("machine one" in text for text in shown), shown
    assert any("machine two" in text for text in shown), shown


def test_a_snapshot_without_memory_names_those_that_have_some(details, demo):
    details.show(demo / "fabricated-demo-Snapshot2.vmsn")
    assert details.problem() == "This snapshot holds no memory"
    assert details.sheet.problem.states.count() == 3


def opened_folders(monkeypatch):
    opened = []
    monkeypatch.setattr(page_module, "show_in_folder", opened.append)
    return opened


def test_the_folder_of_an_encrypted_machine_can_be_opened(
    details, tmp_path, monkeypatch
):
    opened = opened_folders(monkeypatch)
    file = tmp_path / "secret.vmss"
    file.write_bytes(layout.ENCRYPTED_MAGIC.to_bytes(4, "little") + bytes(200))
    details.show(file)
    assert details.problem() == "This virtual machine is encrypted"
    click(details, Remedy.OPEN_FOLDER)
    assert opened == [file]


def test_a_snapshot_without_memory_lets_its_folder_be_opened(
    details, tmp_path, monkeypatch
):
    opened = opened_folders(monkeypatch)
    state = write_state(tmp_path / "off.vmsn", None)
    details.show(state)
    assert details.problem() == "This snapshot holds no memory"
    click(details, Remedy.OPEN_FOLDER)
    assert opened == [state]


def test_a_core_can_be_checked_instead(details, tmp_path):
    core = tmp_path / "x.core"
    core.write_bytes(b"\x7fELF\2\1\1" + bytes(9) + b"\4\0" + bytes(100))
    details.show(core)
    assert details.problem() == "This is a core already"
    assert "Notice" in texts(details.sheet.problem)
    click(details, Remedy.CHECK_CORE)
    assert details.cores == [(core,)]


def test_something_else_can_be_chosen(qt, details, tmp_path):
    file = tmp_path / "letter.txt"
    file.write_bytes(b"Dear all, " * 20)
    details.show(file)
    assert details.problem() == "This is no saved state of a virtual machine"
    opened = qt.collect(details.page.open_requested)
    click(details, Remedy.CHOOSE_FILE)
    assert len(opened) == 1


def test_what_is_not_there_is_said(details, tmp_path):
    details.show(tmp_path / "gone.vmss")
    assert details.problem() == "This cannot be read"
    assert "gone.vmss" in details.sheet.problem.sentence.text()


def test_a_damaged_state_is_said(details, tmp_path):
    file = write_state(tmp_path / "bad.vmss")
    data = bytearray(file.read_bytes())
    data[8:12] = b"\xff\xff\xff\x7f"
    file.write_bytes(data)
    details.show(file)
    assert details.problem() == "The file is damaged"


@pytest.mark.parametrize("kind", list(ErrorKind))
def test_every_kind_has_its_words_and_its_buttons(qt, tmp_path, kind):
    error = GuestCoreError(kind, "what the engine says")
    loaded = Loaded(Description(tmp_path / "x.vmss", error=error), OpenOptions())
    title, advice = wording_of(loaded)
    assert title
    assert not title.endswith(".")
    assert advice.endswith(".")
    for remedy in remedies_of(loaded):
        assert label_of(remedy)


def test_the_sentence_of_the_engine_is_plain_text(details, tmp_path):
    file = tmp_path / "<b>bold\u202e.vmss"
    file.write_bytes(b"Dear all, " * 20)
    details.show(file)
    sentence = details.sheet.problem.sentence
    assert sentence.textFormat() is Qt.TextFormat.PlainText
    assert "<b>bold\\u202e.vmss" in sentence.text()
    for label in details.sheet.problem.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_screen_reader_hears_the_problem(details, lost):
    details.show(lost)
    interface = QAccessible.queryAccessibleInterface(details.sheet.problem)
    name = interface.text(QAccessible.Text.Name)
    assert name == "The memory file is not here"


def test_warnings_are_noted_and_the_rest_on_demand(qt):
    notes = Notes()
    notes.show_warnings([f"<i>{number}</i>" for number in range(7)])
    qt.show(notes, 500, 400)
    assert notes.text.text().count("<i>") == 3
    assert notes.text.textFormat() is Qt.TextFormat.PlainText
    QTest.mouseClick(notes.more, LEFT)
    assert notes.text.text().count("<i>") == 7
    assert not notes.more.isVisible()
    notes.show_warnings([])
    assert not notes.isVisible()
