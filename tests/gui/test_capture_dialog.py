"""Capturing a running machine, as the user meets it. vmrun is a stand-in."""

import json
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.gui

from guestcore.capture import Journal, Timing, Vmrun  # noqa: E402  the mark comes first
from guestcore.pipeline import convert  # noqa: E402
from tests.builders.vmrun_standin import ERROR, make_standin  # noqa: E402

QUICK = Timing(question=10, change=20, removal=20, settle=0.3, stall=1.5)


@pytest.fixture
def standin(tmp_path):
    return make_standin(tmp_path)


@pytest.fixture
def store(qt, tmp_path):
    from guestcore_gui.settings import SettingsStore

    return SettingsStore(tmp_path / "settings.json")


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path / "state" / "captures.json")


@pytest.fixture
def open_dialog(qt, work, store, standin, journal):
    from guestcore_gui.capture.dialog import CaptureDialog

    def find(chosen):
        return Vmrun(standin.path, "ws", QUICK)

    def make(find=find):
        dialog = CaptureDialog(work, store, journal.path, find=find)
        qt.show(dialog, 640, 720)
        return dialog

    return make


@pytest.fixture
def planned(qt, open_dialog):
    dialog = open_dialog()
    qt.wait(dialog.form.start.isEnabled)
    return dialog


@pytest.fixture
def keeper(work, store, standin, journal):
    from guestcore_gui.capture.keeper import CaptureKeeper

    def find(chosen):
        return Vmrun(standin.path, "ws", QUICK)

    return CaptureKeeper(work, journal.path, store, find=find)


def click(widget):
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def press_space(widget):
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    QTest.keyClick(widget, Qt.Key.Key_Space)


def choose(dialog, way):
    button = dialog.form.ways.buttons[way]
    press_space(button)
    assert button.isChecked()


def capture(qt, dialog, way=None):
    if way:
        choose(dialog, way)
        qt.wait(dialog.form.start.isEnabled)
    captured = qt.collect(dialog.captured)
    click(dialog.form.start)
    assert dialog.form.stop.isVisible()
    qt.wait(lambda: captured or not dialog.is_capturing)
    assert captured, dialog.form.outcome.text()
    return captured[0]


def job_of(request, state):
    from guestcore_gui.jobs.job import Job

    return Job("1", request, state)


def give_back(qt, keeper, act):
    released = qt.collect(keeper.released)
    act()
    qt.wait(lambda: released)
    return released[0][0]


def test_running_machines_are_listed_by_name_and_refreshed(qt, planned, standin):
    machines = planned.form.machines
    assert "A guest" in machines.list.item(0).text()
    standin.switch(on=False)
    click(machines.refresh)
    qt.wait(lambda: "No virtual machine is running" in machines.message())
    assert not planned.form.start.isEnabled()


def test_what_will_happen_and_what_it_needs_is_said_before(planned, standin):
    plan = planned.form.plan
    assert "takes a snapshot of A guest" in plan.steps.text()
    assert "132 MiB" in plan.note.text()
    assert "free" in plan.note.text()
    assert not standin.calls("snapshot")


def test_another_way_says_other_things(qt, planned):
    from guestcore_gui.capture.order import Way

    choose(planned, Way.CONVERT_FIRST)
    qt.wait(lambda: "suspends" in planned.form.plan.steps.text())
    assert not planned.form.ways.remove.isEnabled()


def test_a_snapshot_becomes_a_job_and_is_removed_when_it_is_done(
    qt, planned, standin, keeper, journal
):
    from guestcore_gui.jobs.job import JobState

    request, is_urgent = capture(qt, planned)
    assert not planned.isVisible()
    assert not is_urgent
    assert request.title == "A guest"
    assert request.output.parent == standin.vmx.parent
    assert request.remove_snapshot
    assert standin.is_running()
    assert len(standin.snapshots()) == 1
    assert convert(request.source, request.options).core
    job = job_of(request, JobState.DONE)
    assert give_back(qt, keeper, lambda: keeper.release(job)) == []
    assert standin.snapshots() == []
    assert journal.pending() == ()


def test_a_snapshot_stays_if_the_user_wishes(qt, planned, standin, keeper):
    from guestcore_gui.jobs.job import JobState

    press_space(planned.form.ways.remove)
    request, _ = capture(qt, planned)
    job = job_of(request, JobState.DONE)
    give_back(qt, keeper, lambda: keeper.release(job))
    assert len(standin.snapshots()) == 1


def test_a_snapshot_stays_after_a_failure_until_the_job_is_given_up(
    qt, planned, standin, keeper
):
    from guestcore_gui.jobs.job import JobState

    request, _ = capture(qt, planned)
    job = job_of(request, JobState.FAILED)
    told = give_back(qt, keeper, lambda: keeper.release(job))
    assert "stays" in told[0]
    assert len(standin.snapshots()) == 1
    assert give_back(qt, keeper, lambda: keeper.abandon(job)) == []
    assert standin.snapshots() == []


def test_what_is_given_up_while_it_is_released_goes_all_the_same(
    qt, planned, standin, keeper
):
    from guestcore_gui.jobs.job import JobState

    request, _ = capture(qt, planned)
    job = job_of(request, JobState.CANCELLED)
    keeper.release(job)
    keeper.abandon(job)
    qt.wait(lambda: not keeper.is_busy)
    assert standin.snapshots() == []


@pytest.mark.parametrize("state", ["DONE", "FAILED", "CANCELLED", "INVALID"])
def test_a_suspended_machine_is_resumed_however_its_job_ends(
    qt, planned, standin, keeper, state
):
    from guestcore_gui.capture.order import Way
    from guestcore_gui.jobs.job import JobState

    request, is_urgent = capture(qt, planned, Way.CONVERT_FIRST)
    assert is_urgent
    assert not standin.is_running()
    job = job_of(request, JobState[state])
    assert give_back(qt, keeper, lambda: keeper.release(job)) == []
    assert standin.is_running()


def test_copies_let_the_machine_run_at_once_and_go_when_the_core_is_there(
    qt, planned, standin, keeper, tmp_path
):
    from guestcore_gui.capture.order import Way
    from guestcore_gui.jobs.job import JobState

    cores = tmp_path / "cores"
    cores.mkdir()
    planned.form.folder.setFocus()
    planned.form.folder.selectAll()
    type_in(planned.form.folder, str(cores))
    request, is_urgent = capture(qt, planned, Way.COPY_FIRST)
    assert standin.is_running()
    assert not is_urgent
    assert request.output.parent == cores
    assert convert(request.source, request.options).core
    job = job_of(request, JobState.DONE)
    give_back(qt, keeper, lambda: keeper.release(job))
    assert [path.name for path in cores.iterdir()] == [request.output.name]


def type_in(edit, text):
    from PySide6.QtTest import QTest

    QTest.keyClicks(edit, text)


def test_a_damaged_queue_cannot_make_us_remove_a_machines_files(qt, keeper, standin):
    from guestcore_gui.jobs.job import JobRequest, JobState

    request = JobRequest(standin.vmx, Path("/nowhere.core"), capture_id="copy-1")
    give_back(qt, keeper, lambda: keeper.release(job_of(request, JobState.DONE)))
    assert standin.vmx.exists()


def test_stopping_is_shown_at_once_and_leaves_nothing(qt, planned, standin, journal):
    standin.set(write_seconds=8)
    form = planned.form
    click(form.start)
    qt.wait(lambda: standin.calls("snapshot"))
    qt.wait(lambda: form.phase.text() == "Waiting for the memory file")
    click(form.stop)
    assert "Stopping" in form.phase.text()
    assert not form.stop.isEnabled()
    qt.wait(lambda: not planned.is_capturing)
    assert "stopped" in form.outcome.text()
    assert standin.snapshots() == []
    assert standin.is_running()
    assert journal.pending() == ()


def test_stopping_acts_within_a_third_of_a_second(qt, planned, standin):
    standin.set(hang=["snapshot"])
    click(planned.form.start)
    qt.wait(lambda: standin.calls("snapshot"))
    started = time.monotonic()
    click(planned.form.stop)
    qt.wait(lambda: not planned.is_capturing)
    # giving back begins at once; it waits for a snapshot that may still come
    assert time.monotonic() - started < 0.3 + QUICK.settle + 0.5


def test_a_failure_says_what_vmware_says_and_what_remains(qt, planned, standin):
    standin.set(fail_before={"snapshot": [ERROR, -1]})
    click(planned.form.start)
    qt.wait(planned.form.outcome.text)
    text = planned.form.outcome.text()
    assert "failed" in text
    assert ERROR in text
    assert "Nothing is left" in text
    assert standin.is_running()


def test_what_remains_is_named(qt, planned, standin):
    standin.set(stops_halfway=True, fail_before={"deleteSnapshot": ["busy", -1]})
    click(planned.form.start)
    qt.wait(planned.form.outcome.text)
    assert standin.snapshots()[0] in planned.form.outcome.text()
    assert "Nothing is left" not in planned.form.outcome.text()


def test_an_encrypted_machine_is_refused_with_advice(qt, open_dialog, standin):
    with standin.vmx.open("a", encoding="utf-8") as file:
        file.write('encryption.keySafe = "vmware:key/list"\n')
    dialog = open_dialog()
    qt.wait(lambda: "encrypted" in dialog.form.plan.note.text())
    assert "Remove the encryption" in dialog.form.plan.note.text()
    assert not dialog.form.start.isEnabled()


def test_without_vmrun_the_dialog_says_where_to_choose_it(
    qt, open_dialog, store, standin, monkeypatch
):
    from PySide6.QtWidgets import QFileDialog

    def find(chosen):
        return Vmrun(chosen, "ws", QUICK) if chosen else None

    dialog = open_dialog(find)
    qt.wait(dialog.form.choose_vmrun.isVisible)
    answer = (str(standin.path), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: answer)
    click(dialog.form.choose_vmrun)
    qt.wait(dialog.form.start.isEnabled)
    assert not dialog.form.choose_vmrun.isVisible()
    assert store.value.vmrun == str(standin.path)


def test_a_vmrun_that_fails_is_told(qt, open_dialog, standin):
    standin.set(fail_before={"list": [ERROR, -1]})
    dialog = open_dialog()
    qt.wait(lambda: ERROR in dialog.form.machines.message())


def test_a_folder_that_is_not_there_is_refused(qt, planned):
    planned.form.folder.setFocus()
    type_in(planned.form.folder, "/not/there")
    assert not planned.form.start.isEnabled()
    qt.wait(lambda: "is not there" in planned.form.plan.note.text())
    assert not planned.form.start.isEnabled()


def test_closing_while_capturing_asks(qt, planned, standin, monkeypatch):
    from PySide6.QtWidgets import QMessageBox

    standin.set(write_seconds=5)
    click(planned.form.start)
    qt.wait(lambda: standin.calls("snapshot"))
    asked = []

    def press(label):
        def answer(box):
            asked.append(box.text())
            buttons = {button.text(): button for button in box.buttons()}
            buttons[label].click()

        monkeypatch.setattr(QMessageBox, "exec", answer)

    press("&Go on")
    planned.close()
    assert planned.isVisible()
    press("&Stop the capture")
    planned.close()
    qt.wait(lambda: not planned.isVisible())
    assert len(asked) == 2
    assert standin.snapshots() == []


def test_the_question_goes_when_the_capture_has_ended(qt, planned, standin):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QMessageBox

    standin.set(write_seconds=1)
    click(planned.form.start)
    qt.wait(lambda: standin.calls("snapshot"))
    late = QTimer(planned, singleShot=True, interval=20_000)
    late.timeout.connect(lambda: planned.findChild(QMessageBox).reject())
    late.start()
    planned.close()  # comes back when the question is answered, or gone
    assert late.isActive()
    qt.wait(lambda: not planned.isVisible())


def test_hostile_names_stay_plain(qt, open_dialog, standin):
    text = standin.vmx.read_text(encoding="utf-8")
    evil = "<b>&x</b>\u202egpj"
    standin.vmx.write_text(text.replace("A guest", evil), encoding="utf-8")
    dialog = open_dialog()
    qt.wait(dialog.form.start.isEnabled)
    shown = "<b>&x</b>\\u202egpj"
    assert shown in dialog.form.machines.list.item(0).text()
    assert shown in dialog.form.plan.steps.text()


def test_a_crashed_run_is_made_up_for_at_the_start(qt, work, store, standin, keeper):
    path = keeper.journal.path
    path.parent.mkdir(parents=True, exist_ok=True)
    standin.switch(on=False)
    state = standin.vmx.with_name("guest-5eed0de0.vmss")
    state.write_bytes(b"suspended")
    text = standin.vmx.read_text(encoding="utf-8")
    named = f'checkpoint.vmState = "{state.name}"'
    text = text.replace('checkpoint.vmState = ""', named)
    standin.vmx.write_text(text, encoding="utf-8")
    entry = {
        "id": "ab",
        "owner": "",
        "vmx": str(standin.vmx),
        "method": "suspend",
        "step": "taken",
        "memory_size": 1 << 22,
        "began": time.time() - 5,
        "snapshot_name": None,
        "uid": None,
        "state": str(state),
        "state_time": state.stat().st_mtime_ns,
        "told": False,
    }
    path.write_text(json.dumps({"version": 1, "entries": [entry]}))
    told = qt.collect(keeper.told)
    keeper.recover()
    qt.wait(lambda: told)
    assert "was resumed" in told[0][0][0]
    assert standin.is_running()


def test_the_keyboard_alone_captures(qt, planned, standin):
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    captured = qt.collect(planned.captured)
    planned.form.machines.list.setFocus()
    QTest.keyClick(planned, Qt.Key.Key_Return)
    qt.wait(lambda: captured)
