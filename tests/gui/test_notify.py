"""One notification, when the window is not in front, by the desktop's own service."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.gui,
    pytest.mark.skipif(
        shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed"
    ),
]

from tests.gui.desktop import end_process, wait_for  # noqa: E402  the mark comes first


@pytest.fixture
def service(tmp_path, monkeypatch):
    """A session bus with a notification service; returns what that is told."""
    address = f"unix:path={tmp_path / 'bus'}"
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", f"--address={address}"],
        stderr=subprocess.DEVNULL,
    )
    wait_for((tmp_path / "bus").exists)
    told = (tmp_path / "told").open("w+")
    program = subprocess.Popen(
        [sys.executable, str(Path(__file__).parent / "notification_service.py")],
        stdout=told,
        env=dict(os.environ),
    )

    def messages():
        lines = (tmp_path / "told").read_text().splitlines()
        return [json.loads(line) for line in lines]

    wait_for(messages)
    yield lambda: messages()[1:]
    told.close()
    end_process(program)
    end_process(bus)


def test_the_service_is_told_once(qt, work, service):
    from PySide6.QtWidgets import QWidget

    from guestcore_gui.notify import Notifier

    window = QWidget()
    Notifier(window, work).tell("GuestCore has finished", "2 cores < 3 & more")
    qt.wait(lambda: service() and work.running == 0)
    assert service() == [
        [
            "GuestCore",
            "GuestCore has finished",
            "2 cores &lt; 3 &amp; more",
            ["desktop-entry", "urgency"],
        ]
    ]


def test_nothing_is_said_to_who_is_looking(qt, work, service):
    from PySide6.QtWidgets import QWidget

    from guestcore_gui.notify import Notifier

    window = qt.show(QWidget())
    window.activateWindow()
    qt.wait(window.isActiveWindow)
    Notifier(window, work).tell("GuestCore has finished", "1 core")
    qt.settle()
    qt.wait(lambda: work.running == 0)
    assert service() == []


def test_without_a_service_nothing_breaks(qt, work, tmp_path, monkeypatch):
    from PySide6.QtWidgets import QWidget

    from guestcore_gui.notify import Notifier

    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'none'}")
    Notifier(QWidget(), work).tell("GuestCore has finished", "1 core")
    qt.wait(lambda: work.running == 0)
