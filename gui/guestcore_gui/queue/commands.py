"""What can be done to the chosen jobs: one list for keys and for the menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from guestcore_gui.jobs.controller import JobController
from guestcore_gui.jobs.job import Asked, Job
from guestcore_gui.queue.looks import Button, can_resume
from guestcore_gui.theme.icons import icon


class QueueCommands(QObject):
    """Actions with shortcuts that work while *widget* has the focus.

    :param chosen: Returns the chosen jobs, in their order.
    """

    report_requested = Signal(object)
    log_requested = Signal(object)
    show_folder_requested = Signal(object)

    def __init__(
        self,
        controller: JobController,
        widget: QWidget,
        chosen: Callable[[], Sequence[Job]],
    ) -> None:
        super().__init__(widget)
        self._controller = controller
        self._widget = widget
        self._chosen = chosen
        self._report = self._make(
            self.tr("Show &report"), "file-text", ["Return", "Enter"], self._show_report
        )
        self._pause = self._make(
            self.tr("&Pause"), "pause", ["Space"], self._pause_or_resume
        )
        self._cancel = self._make(
            self.tr("&Cancel"), "x", ["Delete"], self._cancel_or_remove
        )
        self._retry = self._make(
            self.tr("Convert &again"), "rotate-cw", ["Ctrl+R"], self._retry_chosen
        )
        self._up = self._make(
            self.tr("Move &up"), "arrow-up", ["Alt+Up"], lambda: self._move(-1)
        )
        self._down = self._make(
            self.tr("Move &down"), "arrow-down", ["Alt+Down"], lambda: self._move(1)
        )
        self._log = self._make(self.tr("&Log"), "list", ["Ctrl+L"], self._show_log)
        self._folder = self._make(
            self.tr("Show in &folder"), "folder-open", [], self._show_folder
        )
        self._copy = self._make(
            self.tr("Copy pa&th"), "copy", ["Ctrl+C"], self._copy_paths
        )

    def press(self, job: Job, button: Button) -> None:
        """Do what a button of a row says."""
        controller = self._controller
        {
            Button.PAUSE: controller.pause,
            Button.RESUME: controller.resume,
            Button.CANCEL: controller.cancel,
            Button.RETRY: controller.retry,
            Button.REMOVE: controller.remove,
            Button.REPORT: self.report_requested.emit,
            Button.LOG: self.log_requested.emit,
            Button.FOLDER: self._tell_folder,
        }[button](job)

    def open(self, job: Job) -> None:
        """Show what became of a job, or its log where there is no core."""
        (self.log_requested if job.core is None else self.report_requested).emit(job)

    def menu(self) -> QMenu:
        """Return the menu of the chosen jobs."""
        self.adapt()
        menu = QMenu(self._widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.aboutToHide.connect(self._enable_keys)
        menu.addActions([self._report, self._log, self._folder, self._copy])
        menu.addSeparator()
        menu.addActions([self._pause, self._cancel, self._retry])
        menu.addSeparator()
        menu.addActions([self._up, self._down])
        return menu

    def shortcuts(self) -> list[QAction]:
        """Return what has keys that work in the queue."""
        return [action for action in self._widget.actions() if action.shortcuts()]

    def adapt(self) -> None:
        """Fit names and states of the actions to what is chosen."""
        jobs = self._chosen()
        resumes = bool(jobs) and all(can_resume(job) for job in jobs)
        self._pause.setText(self.tr("&Resume") if resumes else self.tr("&Pause"))
        self._pause.setIcon(icon("play" if resumes else "pause"))
        active = [job for job in jobs if job.state.is_active]
        is_ending = bool(active) and all(job.asked is Asked.CANCEL for job in active)
        remove = self.tr("Re&move from the list")
        self._cancel.setText(self.tr("&Cancel") if active else remove)
        self._cancel.setEnabled(bool(jobs) and not is_ending)
        self._pause.setEnabled(any(not job.state.is_over for job in jobs))
        self._retry.setEnabled(any(job.can_retry for job in jobs))
        has_core = len(jobs) == 1 and jobs[0].core is not None
        self._report.setEnabled(has_core)
        self._folder.setEnabled(has_core)
        self._log.setEnabled(len(jobs) == 1)
        self._copy.setEnabled(any(job.core for job in jobs))
        for action in (self._up, self._down):
            action.setEnabled(bool(jobs))

    def _make(
        self, text: str, name: str, keys: list[str], slot: Callable[[], None]
    ) -> QAction:
        action = QAction(icon(name), text, self._widget)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(slot)
        self._widget.addAction(action)
        return action

    def _enable_keys(self) -> None:
        """Let every key work again: what it can do it finds out when it is pressed."""
        for action in self._widget.actions():
            action.setEnabled(True)

    def _pause_or_resume(self) -> None:
        jobs = [job for job in self._chosen() if not job.state.is_over]
        resumes = all(can_resume(job) for job in jobs)
        for job in jobs:
            (self._controller.resume if resumes else self._controller.pause)(job)

    def _cancel_or_remove(self) -> None:
        jobs = list(self._chosen())
        active = [job for job in jobs if job.state.is_active]
        for job in active or jobs:
            (self._controller.cancel if active else self._controller.remove)(job)

    def _retry_chosen(self) -> None:
        for job in self._chosen():
            self._controller.retry(job)

    def _move(self, offset: int) -> None:
        """Move the chosen jobs together, as far as the first of them can go."""
        jobs = list(self._chosen())
        order = self._controller.jobs
        if not jobs or jobs[0 if offset < 0 else -1] is order[0 if offset < 0 else -1]:
            return
        for job in jobs if offset < 0 else reversed(jobs):
            self._controller.move(job, offset)

    def _show_report(self) -> None:
        for job in list(self._chosen())[:1]:
            self.open(job)

    def _show_log(self) -> None:
        for job in list(self._chosen())[:1]:
            self.log_requested.emit(job)

    def _show_folder(self) -> None:
        for job in list(self._chosen())[:1]:
            self._tell_folder(job)

    def _tell_folder(self, job: Job) -> None:
        path: Path | None = job.core
        if path is not None:
            self.show_folder_requested.emit(path)

    def _copy_paths(self) -> None:
        paths = [str(job.core) for job in self._chosen() if job.core]
        if paths:
            QGuiApplication.clipboard().setText("\n".join(paths))
