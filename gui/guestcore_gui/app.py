"""The program: owns what outlives a window, and makes the window.

State and its owner: settings, ``SettingsStore``; jobs, ``JobController``; running
work, ``Work``; captures to be undone, ``CaptureKeeper``; what is selected, the window.
A change of language makes a new window; what it showed is shown again. While a machine
is being captured it waits: the dialog that takes the result belongs to the window.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

import guestcore
from guestcore_gui.capture.keeper import CaptureKeeper
from guestcore_gui.crash import CrashReporter, FaultLog
from guestcore_gui.garbage import GarbageCollector
from guestcore_gui.i18n import Translations
from guestcore_gui.instance import Instance
from guestcore_gui.jobs.controller import JobController
from guestcore_gui.jobs.job import Job
from guestcore_gui.jobs.standstill import Standstill
from guestcore_gui.paths import Paths
from guestcore_gui.settings import Settings, SettingsStore
from guestcore_gui.taskbar import DESKTOP_FILE
from guestcore_gui.theme.icons import app_icon
from guestcore_gui.theme.scheme import apply_theme
from guestcore_gui.window import MainWindow
from guestcore_gui.work import Work

_PATIENCE = 10.0
"""Seconds that running work has to end when the program does."""
_LONG_PATIENCE = 180.0
"""The same while a virtual machine is being given back."""
_SWITCH = 0.001
"""Seconds for which a thread that converts may keep the window from running; Python's
own are five times as long, and the window needs its turn at every event."""
_SIGNAL_LOOK = 500
"""Milliseconds between two chances for Python to notice a signal."""


class Desktop(QObject):
    """The running program."""

    def __init__(self, paths: Paths, instance_name: str) -> None:
        self.app = _application()
        super().__init__()
        sys.setswitchinterval(_SWITCH)
        self.paths = paths
        self.fault = FaultLog(paths.fault)
        self._reporter = CrashReporter(self)
        self._reporter.install()
        self.work = Work(self)
        self._garbage = GarbageCollector(self._is_busy, self)  # before any thread
        self.work.unexpected.connect(self._reporter.show_error)
        self.settings = SettingsStore(paths.settings, self)
        self.settings.changed.connect(self._apply)
        self._translations = Translations()
        self._translations.use(self.settings.value.language)
        apply_theme(self.app, self.settings.value.theme)
        self.jobs = JobController(self.work, self.settings, paths.queue, self)
        self.captures = CaptureKeeper(self.work, paths.captures, self.settings, self)
        self.jobs.release_capture = self.captures.release
        self.standstill = Standstill(self.jobs, self)
        self.jobs.job_removed.connect(self._on_job_removed)
        self._language_waits = False
        """It changes when the capture that runs has ended."""
        self._instance = Instance(instance_name, self)
        self._instance.opened.connect(self._on_other_start)
        self.window = self._make_window()
        _end_on_signals(self)

    def open(self, files: list[Path]) -> None:
        """Show the window and, once it is painted, files and the library."""
        self.window.show()
        self.window.start_when_painted(files)

    def recover_captures(self) -> None:
        """Look after what a run that crashed has left, once the queue is there."""
        if not self.jobs.is_loaded:
            self.jobs.loaded.connect(self.recover_captures)
            return
        ids = {job.request.capture_id for job in self.jobs.jobs}
        self.captures.recover(ids)

    def run(self) -> int:
        """Run until the window is closed; return the exit code."""
        code = self.app.exec()
        self.window.save()
        self.jobs.shut_down()
        capturing = self.window.routes.dialogs.capturing
        is_busy = self.captures.is_busy or capturing is not None
        has_ended = self.work.cancel_all(_LONG_PATIENCE if is_busy else _PATIENCE)
        self._garbage.stop()
        self.fault.close()
        if not has_ended:
            # A read that never returns: Qt would wait for it, or abort.
            logging.shutdown()
            os._exit(code)
        return code

    def _is_busy(self) -> bool:
        return self.work.running > 0

    def _make_window(self) -> MainWindow:
        window = MainWindow(self)
        self._reporter.set_window(window)
        return window

    def _apply(self, before: Settings, after: Settings) -> None:
        if before.theme != after.theme:
            apply_theme(self.app, after.theme)
        if before.language != after.language:
            # The dialog that changed it is still on the stack.
            QTimer.singleShot(0, self._change_language)

    def _change_language(self) -> None:
        capturing = self.window.routes.dialogs.capturing
        if capturing is not None:
            if not self._language_waits:
                self._language_waits = True
                capturing.finished.connect(
                    self._change_language, Qt.ConnectionType.QueuedConnection
                )
                text = self.tr("The language changes when the capture has ended.")
                self.window.notices.add(text)
            return
        self._language_waits = False
        self._translations.use(self.settings.value.language)
        old, self.window = self.window, self._make_window()
        self.window.take_over(old)
        old.deleteLater()

    def _on_job_removed(self, job: Job) -> None:
        self.captures.abandon(job)

    def _on_other_start(self, files: list[Path]) -> None:
        self.window.come_forward()
        self.window.routes.open_paths(files)


def _application(platform: str = sys.platform) -> QApplication:
    QApplication.setApplicationName("GuestCore")
    QApplication.setApplicationVersion(guestcore.__version__)
    QApplication.setDesktopFileName(DESKTOP_FILE)
    if platform == "win32":
        from guestcore_gui.taskbar_windows import set_app_id

        set_app_id()
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["guestcore"])
    app.setWindowIcon(app_icon())
    return app


def _end_on_signals(desktop: Desktop) -> None:
    """End on SIGTERM and Ctrl-C, without asking: what runs is cancelled.

    Python runs handlers only between its own steps, so a timer makes it step.
    """

    def end(number: int, frame: object) -> None:
        del number, frame
        desktop.app.exit(0)  # quit() would ask every window

    for name in ("SIGTERM", "SIGINT"):
        signal.signal(getattr(signal, name), end)
    timer = QTimer(desktop)
    timer.timeout.connect(lambda: None)
    timer.start(_SIGNAL_LOOK)
