"""Captures and the whole window: who keeps a machine, and for how long."""

import pytest

pytestmark = pytest.mark.gui

pytest.importorskip("PySide6.QtWidgets", reason="the extra gui is missing")

from PySide6.QtCore import Qt  # noqa: E402  Qt may be missing
from PySide6.QtTest import QTest  # noqa: E402  as above

from guestcore.capture import Timing, Vmrun  # noqa: E402  the mark comes first
from guestcore_gui.capture.order import Way  # noqa: E402  as above
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
