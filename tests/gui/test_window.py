"""The whole window: what is brought in, converted, reported, and closed."""

import pytest

pytestmark = pytest.mark.gui

pytest.importorskip("PySide6.QtWidgets", reason="the extra gui is missing")

from PySide6.QtCore import Qt  # noqa: E402  Qt may be missing
from PySide6.QtTest import QTest  # noqa: E402  as above
from PySide6.QtWidgets import QPushButton  # noqa: E402  as above

from tests.gui.windows import drop, shown, state_of, visible_text  # noqa: E402  as above


def test_an_empty_window_says_what_to_do_and_offers_a_demo(qt, window):
    text = visible_text(window)
    assert "Drop" in text
    assert "demo" in text


@pytest.mark.parametrize(
    "keys",
    [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier],
    ids=["drop", "Shift-drop"],
)
def test_a_dropped_state_is_understood_before_anything_is_written(
    qt, window, demo, keys
):
    before = sorted(path.name for path in demo.iterdir())
    assert drop(window, state_of(demo), keys=keys) is Qt.DropAction.CopyAction
    qt.wait(lambda: shown(window) is not None)
    assert "Linux" in visible_text(window.details) or shown(window).kernel
    assert shown(window).kernel.osrelease in visible_text(window.details)
    assert sorted(path.name for path in demo.iterdir()) == before


def test_from_the_drop_to_a_proven_core(qt, window, demo):
    drop(window, state_of(demo))
    qt.wait(lambda: shown(window) is not None)
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qt.wait(lambda: window.centre.currentWidget() is window.result)
    core = state_of(demo).with_suffix(".core")
    assert core.is_file()
    qt.wait(lambda: "Valid core" in visible_text(window.result))
    assert "crash" in visible_text(window.result)


def test_a_dropped_core_shows_its_report(qt, window, demo):
    from guestcore.pipeline import ConvertOptions, convert

    core = convert(state_of(demo), ConvertOptions()).core.path
    drop(window, core)
    qt.wait(lambda: window.centre.currentWidget() is window.result)
    qt.wait(lambda: "Valid core" in visible_text(window.result))


def test_a_core_without_its_source_is_not_called_proven(qt, window, demo, tmp_path):
    from guestcore.pipeline import ConvertOptions, convert

    core = convert(state_of(demo), ConvertOptions(output=tmp_path / "x.core")).core.path
    drop(window, core)
    qt.wait(lambda: window.centre.currentWidget() is window.result)
    qt.wait(lambda: "not compared" in visible_text(window.result))
    assert "Valid core" not in visible_text(window.result)


def test_a_core_that_is_damaged_is_not_shown_as_success(qt, window, demo, tmp_path):
    from guestcore.pipeline import ConvertOptions, convert

    core = convert(state_of(demo), ConvertOptions(output=tmp_path / "x.core")).core.path
    with core.open("r+b") as file:
        file.truncate(core.stat().st_size // 2)
    drop(window, core)
    qt.wait(lambda: window.centre.currentWidget() is window.result)
    qt.wait(lambda: window.desktop.work.running == 0)
    text = visible_text(window.result)
    assert "Valid core" not in text
    assert "cannot be trusted" in text or "ends" in text


def test_a_core_that_fails_a_later_check_is_no_success_in_the_queue_either(
    qt, window, demo
):
    from guestcore_gui.jobs.job import JobState
    from guestcore_gui.result.buttons import Action

    drop(window, state_of(demo))
    qt.wait(lambda: shown(window) is not None)
    window.details.convert_current()
    qt.wait(lambda: window.centre.currentWidget() is window.result)
    job = window.jobs.jobs[0]
    with job.core.open("r+b") as file:
        file.seek(-4096, 2)
        file.write(b"other")
    check = window.result.view.buttons.button(Action.CHECK)
    QTest.mouseClick(check, Qt.MouseButton.LeftButton)
    qt.wait(lambda: job.state is JobState.INVALID)
    row = window.queue.view.model().index(0, 0)
    assert "Invalid" in row.data()


def test_a_dropped_folder_joins_the_library(qt, window, demo):
    drop(window, demo)
    qt.wait(lambda: str(demo) in window.desktop.settings.value.folders)
    qt.wait(lambda: not window.library.is_empty)


def test_many_dropped_states_can_be_converted_together(qt, window, demo):
    states = sorted([*demo.glob("*.vmss"), *demo.glob("*.vmsn")])
    drop(window, *states)
    qt.wait(window.notices.notices)
    button = window.notices.findChild(QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qt.wait(lambda: len(window.jobs.jobs) == len(states))
    qt.wait(lambda: not window.jobs.is_running)
    assert all(job.state.is_over for job in window.jobs.jobs)


def test_paths_are_pasted(qt, window, demo, app):
    app.clipboard().setText(str(state_of(demo)))
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qt.wait(lambda: shown(window) is not None)


def test_a_second_start_brings_its_files(qt, window, demo):
    window.desktop._instance.opened.emit([state_of(demo)])
    qt.wait(lambda: shown(window) is not None)


def test_the_demo_is_one_click_away(qt, window):
    button = next(
        button
        for button in window.details.findChildren(QPushButton)
        if button.isVisible() and "demo" in button.text()
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qt.wait(lambda: shown(window) is not None)
    assert "demo" in visible_text(window.details)
    qt.wait(lambda: not window.library.is_empty)


def test_another_language_is_another_window_with_the_same_content(qt, window, demo):
    desktop = window.desktop
    drop(window, state_of(demo))
    qt.wait(lambda: shown(window) is not None)
    desktop.settings.update(language="de")
    qt.wait(lambda: desktop.window is not window)
    qt.wait(lambda: shown(desktop.window) is not None)
    assert desktop.window.isVisible()
    assert "Umwandeln" in visible_text(desktop.window.details)
    menus = [action.text() for action in desktop.window.menuBar().actions()]
    assert "&Datei" in menus
    desktop.settings.update(language="en")
    qt.wait(lambda: desktop.window.menuBar().actions()[0].text() == "&File")


def test_closing_while_a_job_runs_asks(qt, window, demo):
    from guestcore_gui.queue.stop_dialog import StopDialog

    drop(window, state_of(demo))
    qt.wait(lambda: shown(window) is not None)
    window.details.convert_current()
    qt.wait(lambda: window.jobs.jobs)
    job = window.jobs.jobs[0]
    window.jobs.pause(job)
    if not window.jobs.is_running:  # a demo takes a fraction of a second
        return
    window.close()
    assert window.isVisible()
    dialog = window.findChild(StopDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qt.settle()
    assert window.isVisible()
    window.close()
    now = window.findChild(StopDialog).findChild(QPushButton, "NOW")
    QTest.mouseClick(now, Qt.MouseButton.LeftButton)
    qt.wait(lambda: not window.isVisible())
    qt.wait(lambda: not window.jobs.is_running)
    assert not list(demo.glob("*.core"))
    assert not [p for p in demo.iterdir() if p.name.endswith(".part")]


def test_the_question_goes_and_the_window_closes_when_all_is_done(qt, window, demo):
    from guestcore_gui.queue.stop_dialog import StopDialog

    drop(window, state_of(demo))
    qt.wait(lambda: shown(window) is not None)
    window.details.convert_current()
    qt.wait(lambda: window.jobs.jobs)
    job = window.jobs.jobs[0]
    window.jobs.pause(job)
    if not window.jobs.is_running:  # a demo takes a fraction of a second
        return
    window.close()
    assert window.findChild(StopDialog).isVisible()
    window.jobs.resume(job)
    qt.wait(lambda: not window.isVisible())
    assert job.core.exists()


def test_every_zone_is_reached_by_keys(qt, window, demo):
    drop(window, state_of(demo))
    qt.wait(lambda: shown(window) is not None)
    window.details.convert_current()
    qt.wait(lambda: window.jobs.jobs and not window.jobs.is_running)
    window.activateWindow()
    for key, zone in (
        (Qt.Key.Key_1, window.library),
        (Qt.Key.Key_2, window.centre),
        (Qt.Key.Key_3, window.queue),
    ):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        qt.settle()
        focus = window.focusWidget()
        assert focus is zone or zone.isAncestorOf(focus), zone


def test_shortcuts_are_unique(qt, window):
    keys = [
        action.shortcut().toString()
        for action in window.actions_.all()
        if not action.shortcut().isEmpty()
    ]
    assert len(keys) == len(set(keys)) > 10


def test_the_smallest_window_is_900_by_600(qt, window):
    window.resize(100, 100)
    qt.settle()
    assert (window.width(), window.height()) == (900, 600)


def test_the_shares_of_the_zones_survive(qt, window):
    from guestcore_gui.window import MainWindow

    window._columns.moveSplitter(400, 1)
    qt.settle()
    wanted = window._columns.sizes()
    window.save()
    other = qt.show(MainWindow(window.desktop))
    assert abs(other._columns.sizes()[0] - wanted[0]) < 20
    assert wanted[0] > 350


def test_a_fault_of_the_last_run_is_mentioned(qt, desktop):
    desktop.fault.previous = "Fatal Python error: Segmentation fault"
    desktop.open([])
    qt.wait(desktop.window.notices.notices)
    text = desktop.window.notices.notices()[0].label.text()
    assert "last run" in text


HOSTILE = "<b>web</b>\u202egnp.exe\x1b[31m\n" + "x" * 5000


def test_hostile_names_are_shown_as_they_are(qt, window, demo):
    from guestcore.files.dictionary import read_dictionary

    vmx = next(demo.glob("*.vmx"))
    text = vmx.read_text(encoding="utf-8")
    name = read_dictionary(vmx)["displayname"]
    evil = HOSTILE.replace("\n", "|0A").replace('"', "|22")
    vmx.write_text(text.replace(f'"{name}"', f'"{evil}"'), encoding="utf-8")
    drop(window, demo)
    drop(window, state_of(demo))
    qt.wait(lambda: shown(window) is not None)
    qt.settle()
    text = visible_text(window)
    assert "\u202e" not in text
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) < 2500


def test_states_of_one_name_get_cores_of_their_own(qt, window, demo):
    vmss = state_of(demo)
    twin = vmss.with_suffix(".vmsn")
    twin.write_bytes(vmss.read_bytes())
    window.routes.convert_all([vmss, twin])
    qt.wait(lambda: len(window.jobs.jobs) == 2)
    outputs = {job.request.output.name for job in window.jobs.jobs}
    assert outputs == {f"{vmss.stem}.core", f"{vmss.stem}-2.core"}
    qt.wait(lambda: not window.jobs.is_running)


def test_a_demo_that_was_cut_short_is_made_anew(qt, window):
    place = window.desktop.paths.demo
    place.mkdir(parents=True)
    (place / "half").write_bytes(b"x")
    window.routes.open_demo()
    window.routes.open_demo()  # a second click
    qt.wait(lambda: shown(window) is not None)
    assert shown(window).error is None
    assert (place / "half").read_bytes() == b"x"


def test_no_warning_about_machines_is_lost(qt, window):
    window.desktop.captures.told.emit(
        [f"machine {number} stays suspended" for number in "abcdefg"]
    )
    for number in range(6):
        window.notices.add(f"passing {number}")
    text = "\n".join(notice.label.text() for notice in window.notices.notices())
    assert all(f"machine {number}" in text for number in "abcdefg")


def test_what_is_given_is_what_is_shown_whatever_is_chosen_on_the_left(
    qt, window, demo, tmp_path
):
    """Rows that come into Recent must not choose another input."""
    states = []
    for name in ("one", "two", "three"):
        state = tmp_path / name / f"{name}.vmss"
        state.parent.mkdir()
        state.write_bytes(b"garbage " * 100)
        states.append(state)
    window.routes.open_paths([states[0]])
    qt.wait(lambda: shown(window) is not None)
    view = window.library.view
    qt.wait(lambda: view.model().rowCount() > 0)
    row = view.model().index(0, 0, view.model().index(0, 0))
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=view.visualRect(row).center(),
    )
    qt.settle()
    for state in (*states[1:], state_of(demo)):
        window.routes.open_paths([state])
        qt.wait(lambda wanted=state: shown(window) and shown(window).path == wanted)
        qt.settle()
        qt.wait(lambda: window.desktop.work.running == 0)
        assert shown(window).path == state
        assert len(view.selectionModel().selectedRows()) == 1
