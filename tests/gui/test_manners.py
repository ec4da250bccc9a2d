"""How the window behaves among other programs: taskbar, notices, themes, files."""

import os
import shutil
import subprocess
import sys

import pytest

pytestmark = pytest.mark.gui

pytest.importorskip("PySide6.QtWidgets", reason="the extra gui is missing")

from PySide6.QtCore import Qt  # noqa: E402  Qt may be missing
from PySide6.QtTest import QTest  # noqa: E402  as above
from PySide6.QtWidgets import QSystemTrayIcon, QWidget  # noqa: E402  as above

from tests.gui.windows import Tour, drop, mime_of, shown, state_of  # noqa: E402  as above

INTERFACE = "com.canonical.Unity.LauncherEntry"
SEND = """
from PySide6.QtCore import QCoreApplication, QTimer
from guestcore_gui.taskbar import LauncherTaskbar
app = QCoreApplication([])
bar = LauncherTaskbar(app)
bar.show_progress(0.25)
bar.show_progress(0.25)
bar.show_progress(1.0, failed=True)
bar.show_progress(None)
QTimer.singleShot(200, app.quit)
app.exec()
"""


@pytest.fixture
def bus(tmp_path):
    """The environment of a session bus of the test's own."""
    address = f"unix:path={tmp_path / 'bus'}"
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", f"--address={address}"],
        stdin=subprocess.DEVNULL,
    )
    yield {**os.environ, "DBUS_SESSION_BUS_ADDRESS": address}
    daemon.terminate()
    daemon.wait(10)


@pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("dbus-monitor"),
    reason="needs Linux, dbus-daemon and dbus-monitor",
)
def test_docks_are_told_the_progress(qt, bus, tmp_path):
    qt.wait((tmp_path / "bus").exists)
    heard = tmp_path / "heard.txt"
    with heard.open("wb") as file:
        listener = subprocess.Popen(
            [
                "dbus-monitor",
                "--session",
                "interface='com.canonical.Unity.LauncherEntry'",
            ],
            env=bus,
            stdout=file,
        )
        # The monitor says so when it listens: it loses its name on the bus.
        qt.wait(lambda: "NameLost" in heard.read_text())
        subprocess.run([sys.executable, "-c", SEND], env=bus, check=True, timeout=30)
        qt.wait(lambda: heard.read_text().count("member=Update") == 3)
        listener.terminate()
        listener.wait(10)
    first, second, third = heard.read_text().split("member=Update")[1:]
    assert "application://io.github.guestcore.GuestCore.desktop" in first
    assert value_of(first, "progress") == "double 0.25"
    assert value_of(first, "progress-visible") == "boolean true"
    assert value_of(first, "urgent") == "boolean false"
    assert value_of(second, "urgent") == "boolean true"
    assert value_of(third, "progress-visible") == "boolean false"


def value_of(signal, name):
    lines = [line.strip() for line in signal.splitlines()]
    after = lines[lines.index(f'string "{name}"') + 1]
    return " ".join(after.removeprefix("variant").split())


@pytest.fixture
def told(monkeypatch):
    """The notifications that the desktop would show."""
    messages = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda self: None)
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda self, *parts: messages.append(parts[:2])
    )
    return messages


def convert_three(qt, window, demo):
    states = [*demo.glob("*.vmss"), *demo.glob("*.vmsn")][:2]
    window.routes.convert_all([*states, demo / "not there.vmss"])
    qt.wait(lambda: len(window.jobs.jobs) == 3)
    qt.wait(lambda: all(job.state.is_over for job in window.jobs.jobs))
    qt.wait(lambda: not window.jobs.is_running)
    qt.settle()


@pytest.fixture
def behind(qt, window):
    """The window, with another one in front of it."""
    other = qt.show(QWidget(), 300, 200)
    other.activateWindow()
    qt.wait(lambda: not window.isActiveWindow())
    return window


def test_a_queue_is_told_of_once_while_the_window_is_behind(qt, told, behind, demo):
    convert_three(qt, behind, demo)
    qt.wait(lambda: told)
    assert len(told) == 1
    title, text = told[0]
    assert title == "GuestCore has finished"
    assert "failed" in text


def test_nothing_is_told_while_the_window_is_in_front(qt, told, window, demo):
    window.activateWindow()
    qt.wait(window.isActiveWindow)
    convert_three(qt, window, demo)
    assert not told


def test_nothing_is_told_to_who_does_not_want_it(qt, told, behind, demo):
    behind.desktop.settings.update(notify=False)
    convert_three(qt, behind, demo)
    assert not told


def test_every_page_is_painted_anew_in_another_theme(qt, desktop, window, demo):
    tour = Tour(qt, desktop, demo)
    try:
        for page in tour.pages():
            desktop.settings.update(theme="light")
            qt.settle()
            light = brightness(tour.window)
            desktop.settings.update(theme="dark")
            qt.settle()
            dark = brightness(tour.window)
            assert all(before > 150 for before in light), (page, light)
            assert all(after < 110 for after in dark), (page, dark)
    finally:
        desktop.settings.update(theme="light")
        qt.settle()


def brightness(window):
    """How bright each zone is on the whole, from 0 to 255."""
    found = []
    for zone in (window.menuBar(), window.library, window.centre, window.queue):
        image = zone.grab().toImage()
        steps = [
            image.pixelColor(x, y).lightness()
            for x in range(0, image.width(), 7)
            for y in range(0, image.height(), 7)
        ]
        found.append(sum(steps) // len(steps))
    return found


def test_a_machine_of_fusion_is_a_folder_like_others(qt, window, demo):
    bundle = demo.rename(demo.with_name("Debian.vmwarevm"))
    drop(window, bundle)
    qt.wait(lambda: not window.library.is_empty)
    qt.wait(lambda: shown(window) is not None)
    assert str(bundle) in window.desktop.settings.value.folders


def test_copied_files_are_pasted(qt, window, demo, app):
    states = [state_of(demo), state_of(demo, ".vmsn")]
    app.clipboard().setMimeData(mime_of(*states))
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qt.wait(lambda: shown(window) is not None)
    qt.wait(window.notices.notices)
    assert "2 files" in window.notices.notices()[0].label.text()


def test_what_cannot_be_pasted_is_said(qt, window, app):
    app.clipboard().setText("hello")
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qt.wait(window.notices.notices)
    assert "no files" in window.notices.notices()[0].label.text()


def test_thousands_of_files_can_be_dropped_at_once(qt, window, demo):
    names = [demo / f"{number}.vmss" for number in range(3000)]
    drop(window, state_of(demo), *names)
    qt.wait(lambda: shown(window) is not None)
    qt.wait(window.notices.notices)
    assert "3001 files" in window.notices.notices()[0].label.text()
