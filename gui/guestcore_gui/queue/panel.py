"""The zone at the bottom: the queue, what is done to it, what it left behind."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from guestcore_gui.jobs.controller import JobController
from guestcore_gui.jobs.job import Job
from guestcore_gui.parts.labels import PlainLabel
from guestcore_gui.queue.commands import QueueCommands
from guestcore_gui.queue.following import Follower
from guestcore_gui.queue.footer import QueueFooter
from guestcore_gui.queue.leftover_bar import LeftoverBar
from guestcore_gui.queue.log_dialog import LogDialog
from guestcore_gui.queue.model import JOB_ROLE, QueueModel
from guestcore_gui.queue.stop_dialog import StopDialog
from guestcore_gui.queue.view import QueueView


class QueuePanel(QWidget):
    """Shows the jobs of a controller and passes on what the user wants."""

    report_requested = Signal(object)
    """The :class:`Job` whose report is wanted; it has a core."""
    show_folder_requested = Signal(object)
    """The path of a core, to be shown in its folder."""

    def __init__(
        self, controller: JobController, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._stop_dialog: StopDialog | None = None
        self._model = QueueModel(controller, self)
        self.view = QueueView(self._model)
        self.commands = QueueCommands(controller, self.view, self.view.chosen)
        self.footer = QueueFooter()
        self._leftovers = LeftoverBar(controller)
        self._empty = PlainLabel(
            self.tr("The queue is empty. What is converted appears here."), quiet=True
        )
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._follower = Follower(controller, self._model, self.view)
        self._lay_out()
        self._connect()
        self._show_state()

    def ask_to_stop(self) -> None:
        """Ask what to do with running work, and do it."""
        if not self._controller.is_running or self._stop_dialog is not None:
            return
        count = self._controller.overall.running or 1
        dialog = StopDialog(count, self.window(), closing=False)
        self._stop_dialog = dialog
        dialog.chosen.connect(self._controller.stop)
        dialog.finished.connect(self._forget_stop_dialog)
        dialog.open()

    def show_log(self, job: Job) -> None:
        """Show the log of a job in a window of its own."""
        LogDialog(self._controller, job, self).show()

    def select(self, job: Job) -> None:
        """Choose a job and bring it into view."""
        row = self._model.row_of(job)
        if row >= 0:
            self.view.selectRow(row)
            self.view.scrollTo(self._model.index(row, 0))

    def _lay_out(self) -> None:
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._leftovers)
        layout.addWidget(middle, 1)
        layout.addWidget(self.footer)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        controller, commands, footer = self._controller, self.commands, self.footer
        commands.report_requested.connect(self.report_requested)
        commands.show_folder_requested.connect(self.show_folder_requested)
        commands.log_requested.connect(self.show_log)
        self.view.delegate.pressed.connect(commands.press)
        self.view.doubleClicked.connect(self._open)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_menu)
        footer.pause_all.connect(controller.pause_all)
        footer.resume_all.connect(controller.resume_all)
        footer.stop.connect(self.ask_to_stop)
        footer.clear_finished.connect(controller.clear_finished)
        footer.retry_failed.connect(controller.retry_failed)
        # Many jobs may come or go at once: shown once when all have.
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._show_state)
        controller.overall_changed.connect(self._late.start)
        controller.idle.connect(self._withdraw_question)
        for signal in (
            controller.job_added,
            controller.job_removed,
            controller.job_finished,
        ):
            signal.connect(self._late.start)

    def _show_state(self) -> None:
        jobs = self._controller.jobs
        self._stack.setCurrentWidget(self.view if jobs else self._empty)
        self.footer.setVisible(bool(jobs))
        self.footer.show_state(jobs, self._controller.overall)

    def _open(self, index: QModelIndex) -> None:
        self.commands.open(index.data(JOB_ROLE))

    def _show_menu(self, pos: QPoint) -> None:
        if self.view.chosen():
            self.commands.menu().popup(self.view.viewport().mapToGlobal(pos))

    def _withdraw_question(self) -> None:
        """Nothing runs any more: there is nothing to ask."""
        if self._stop_dialog is not None:
            self._stop_dialog.reject()

    def _forget_stop_dialog(self) -> None:
        self._stop_dialog = None
