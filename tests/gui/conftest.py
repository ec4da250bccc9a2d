"""A Qt application without a display, and the ways a user acts on it.

Tests that need real windows start their own display, see ``tests/gui/desktop.py``.
"""

import gc
import os
import sys
import time

import pytest

# Without a display and without this, Qt would end the whole test run.
if os.environ.get("GUESTCORE_TEST_PLATFORM") != "real":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

try:
    from PySide6 import QtWidgets
except ImportError:
    collect_ignore_glob = ["test_*.py"]  # the quick tests run without Qt
else:
    from PySide6.QtCore import QEvent, QtMsgType, qInstallMessageHandler
    from PySide6.QtTest import QTest

PATIENCE = 20
"""Seconds: much more than anything takes, for machines that do other work, too."""


@pytest.fixture(scope="session")
def app():
    """The application; one a process."""
    application = QtWidgets.QApplication.instance() or QtWidgets.QApplication(["test"])
    application.setQuitOnLastWindowClosed(False)
    # As guestcore_gui.garbage has it: no other thread may destroy widgets.
    gc.disable()
    yield application
    gc.enable()


@pytest.fixture
def qt(app, monkeypatch):
    """Ways to act and wait; fails on what Qt or a slot complains about."""
    complaints = []

    def on_message(kind, context, text):
        if kind is not QtMsgType.QtDebugMsg and not is_harmless(text):
            complaints.append(f"Qt: {text}")

    def on_exception(kind, error, trace):
        complaints.append(f"{kind.__name__}: {error}")
        sys.__excepthook__(kind, error, trace)

    previous = qInstallMessageHandler(on_message)
    monkeypatch.setattr(sys, "excepthook", on_exception)
    helper = Qt(app)
    yield helper
    helper.close_all()
    qInstallMessageHandler(previous)
    assert not complaints


def is_harmless(text):
    """What the offscreen platform says and no user meets."""
    return "This plugin does not support" in text or "propagateSizeHints" in text


class Qt:
    """What a test does to widgets."""

    def __init__(self, app):
        self.app = app
        self._shown = []

    def show(self, widget, width=None, height=None):
        """Show a widget and wait until it is painted; it is closed at the end."""
        if width:
            widget.resize(width, height)
        widget.show()
        self._shown.append(widget)
        assert QTest.qWaitForWindowExposed(widget)
        return widget

    def wait(self, condition, seconds=PATIENCE):
        """Let the application work until a condition holds."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, f"in vain: {condition}"
            self.app.processEvents()
            time.sleep(0.002)
        return True

    def settle(self):
        """Let everything happen that is due."""
        for _ in range(3):
            self.app.sendPostedEvents()
            self.app.processEvents()

    def collect(self, signal):
        """Return a list that receives what a signal brings."""
        received = []
        signal.connect(lambda *values: received.append(values))
        return received

    def close_all(self):
        for widget in reversed(self._shown):
            try:
                widget.close()
                widget.deleteLater()
            except RuntimeError:  # the test has deleted it
                continue
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.settle()
        gc.collect()


@pytest.fixture
def work(qt):
    """Runs work off the GUI thread; nothing goes on after the test."""
    from guestcore_gui.work import Work

    result = Work()
    unexpected = qt.collect(result.unexpected)
    yield result
    assert result.cancel_all(PATIENCE)
    qt.wait(lambda: result.running == 0)
    assert not unexpected, unexpected


@pytest.fixture
def demo(tmp_path):
    """The folder of a fabricated machine (see guestcore.demo)."""
    from guestcore.demo.machine import write_demo

    folder = tmp_path / "demo"
    write_demo(folder)
    return folder


@pytest.fixture
def language(app):
    """What the window speaks; tests of other languages have their own."""
    return "en"


@pytest.fixture
def desktop(qt, app, tmp_path, monkeypatch, language):
    """The program as it starts, with places of its own and no VMware."""
    from guestcore_gui.app import Desktop
    from guestcore_gui.instance import instance_name
    from guestcore_gui.jsonfile import write_json
    from guestcore_gui.paths import find_paths

    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("threading.excepthook", None)
    monkeypatch.setattr("signal.signal", lambda *arguments: None)
    monkeypatch.setattr(app, "quit", lambda: None)
    paths = find_paths(tmp_path / "places")
    write_json(paths.settings, {"language": language})
    result = Desktop(paths, instance_name(paths))
    unexpected = qt.collect(result.work.unexpected)
    yield result
    result.jobs.shut_down()
    assert result.work.cancel_all(20)
    qt.wait(lambda: result.work.running == 0)
    result.fault.close()
    result.window.close()
    result.window.deleteLater()
    result._translations.use("en")
    result.deleteLater()
    assert not unexpected, unexpected


@pytest.fixture
def window(qt, desktop):
    """Its window when everything has been looked at."""
    desktop.open([])
    qt.wait(lambda: desktop.window._files is None)  # it has been painted
    qt.settle()
    qt.wait(lambda: desktop.work.running == 0)
    return desktop.window
