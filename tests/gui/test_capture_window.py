"""Captures and the whole window: who keeps a machine, and for how long."""

import pytest

pytestmark = pytest.mark.gui

pytest.importorskip("PySide6.QtWidgets", reason="the extra gui is missing")

from PySide6.QtCore import Qt  # noqa: E402  Qt may be missing
from PySide6.QtTest import QTest  # noqa: E402  as above
from PySide6.QtWidgets import QPushButton  # noqa: E402  as above

from guestcore.capture import Timing, Vmrun  # noqa: E402  the mark comes first
from guestcore_gui.capture.order import Way  # noqa: E402  as above
from guestcore_gui.jobs.job import JobRequest, JobState, Why  # noqa: E402  as above
from guestcore_gui.jobs.scheduling import StopChoice  # noqa: E402  as above
from guestcore_gui.queue.looks import state_look  # noqa: E402  as above
from tests.builders.vmrun_standin import make_standin  # noqa: E402  as above

QUICK = Timing(question=10, change=20, removal=20, settle=0.3, stall=1.5)


@pytest.fixture
def standin(tmp_path):
    return make_standin(tmp_path)


@pytest.fixture
def window(qt, desktop, standin):
    """The window of a program that finds the stand-in."""

    def find(chosen):
        return Vmrun(standin.path, "ws", QUICK)

    desktop.captures.find = find
    desktop.open([])
    qt.wait(lambda: desktop.window._files is None)  # it has been painted
    qt.settle()
    qt.wait(lambda: desktop.work.running == 0)
    return desktop.window


def start_capture(qt, window, standin, way):
    """Begin to capture as a user does; returns the dialog."""
    window.routes.dialogs.open_capture(standin.vmx)
    dialog = window.routes.dialogs.dialog("capture")
    qt.wait(dialog.form.start.isEnabled)
    if way is not Way.SNAPSHOT:
        QTest.keyClick(dialog.form.ways.buttons[way], Qt.Key.Key_Space)
        qt.wait(dialog.form.start.isEnabled)
    QTest.mouseClick(dialog.form.start, Qt.MouseButton.LeftButton)
    assert dialog.is_capturing
    return dialog


def capture(qt, window, standin, way):
    """Capture; returns the job."""
    before = set(window.jobs.jobs)
    start_capture(qt, window, standin, way)
    qt.wait(lambda: set(window.jobs.jobs) - before)
    return (set(window.jobs.jobs) - before).pop()


def notices(window):
    return "\n".join(notice.label.text() for notice in window.notices.notices())


def test_the_language_waits_for_a_capture_which_is_not_lost(qt, window, standin):
    desktop = window.desktop
    standin.set(write_seconds=0.5)
    start_capture(qt, window, standin, Way.CONVERT_FIRST)
    desktop.settings.update(language="de")
    qt.settle()
    assert desktop.window is window
    assert "language changes" in notices(window)
    qt.wait(lambda: desktop.window is not window)
    assert "&Datei" in [a.text() for a in desktop.window.menuBar().actions()]
    (job,) = desktop.jobs.jobs
    qt.wait(lambda: job.state.is_over)
    qt.wait(standin.is_running)
    assert job.core is not None


def test_the_wish_to_close_outlives_a_change_of_language(qt, window, standin):
    desktop = window.desktop
    standin.set(write_seconds=0.3)
    job = capture(qt, window, standin, Way.SNAPSHOT)
    qt.wait(lambda: job.state.is_over)
    standin.set(command_seconds=1.0)
    desktop.captures.abandon(job)
    window.close()
    assert window.isVisible()
    desktop.settings.update(language="de")
    qt.wait(lambda: desktop.window is not window)
    qt.wait(lambda: not desktop.window.isVisible())
    assert not desktop.captures.is_busy


@pytest.fixture
def busy(qt, window, tmp_path):
    """A job that runs for as long as the test likes: it is paused."""
    from tests.gui.queues import large_state

    source = large_state(tmp_path / "large")
    (job,) = window.jobs.add([JobRequest(source, tmp_path / "large.core")])
    qt.wait(lambda: job.done)
    window.jobs.pause(job)
    qt.wait(lambda: job.state is JobState.PAUSED)
    return job


def row_of(window, job):
    model = window.queue.view.model()
    row = model.row_of(job)
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_a_machine_that_waits_for_its_turn_is_told_in_the_row_and_later_in_a_notice(
    qt, window, standin, busy
):
    window.desktop.standstill._patience = 50
    job = capture(qt, window, standin, Way.CONVERT_FIRST)
    row = row_of(window, job)
    assert row[0] == "VM suspended"
    assert "its virtual machine stands still" in row[2]
    assert state_look(job).icon == "power"
    qt.wait(lambda: "A guest stands still" in notices(window))
    button = window.notices.notices()[-1].findChild(QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qt.wait(standin.is_running)
    assert job.state is JobState.CANCELLED
    assert "stands still" not in notices(window)


def test_pausing_everything_tells_which_machine_stands_still(qt, window, standin, busy):
    job = capture(qt, window, standin, Way.CONVERT_FIRST)
    assert "stands still" not in notices(window)
    window.jobs.pause_all()
    assert job.held
    assert "A guest stands still" in notices(window)
    assert "On hold" not in row_of(window, job)[0]
    window.jobs.resume_all()
    qt.wait(lambda: job.state.is_over)
    assert "stands still" not in notices(window)
    qt.wait(standin.is_running)


@pytest.mark.parametrize("choice", [StopChoice.FINISH, StopChoice.NOW])
def test_a_stopped_queue_gives_a_waiting_machine_back(
    qt, window, standin, busy, choice
):
    job = capture(qt, window, standin, Way.CONVERT_FIRST)
    assert not standin.is_running()
    window.jobs.stop(choice)
    assert job.state is JobState.CANCELLED
    assert "A guest was not converted" in notices(window)
    qt.wait(standin.is_running)
    qt.wait(lambda: busy.state.is_over)


def test_a_capture_that_lacks_space_does_not_outlast_the_queue(qt, window, standin):
    window.jobs._space = lambda folder: 0
    job = capture(qt, window, standin, Way.CONVERT_FIRST)
    qt.wait(lambda: job.why is Why.SPACE)
    assert "disk is too full" in notices(window)
    assert "stands still" in row_of(window, job)[2]
    window.jobs.stop(StopChoice.FINISH)
    qt.wait(standin.is_running)
    assert job.state is JobState.CANCELLED


def test_closing_gives_back_the_machine_of_a_job_on_hold(qt, window, standin, busy):
    job = capture(qt, window, standin, Way.CONVERT_FIRST)
    window.jobs.pause(job)
    window.jobs.cancel(busy)
    qt.wait(lambda: not window.jobs.is_running)
    window.close()
    assert window.isVisible()
    assert "being given back" in notices(window)
    qt.wait(lambda: not window.isVisible())
    assert standin.is_running()
    assert job.state is JobState.CANCELLED
