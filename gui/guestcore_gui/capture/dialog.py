"""Captures a machine that runs: says what will happen, does it, tells what remains."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QVBoxLayout, QWidget

from guestcore.capture import Journal, Vmrun, find_vmrun, plan_capture
from guestcore.choices import CheckDepth
from guestcore.errors import GuestCoreError
from guestcore_gui.capture.form import CaptureForm
from guestcore_gui.capture.keeper import FindVmrun
from guestcore_gui.capture.machines import list_machines
from guestcore_gui.capture.order import Filled, Order, Stopped, fill
from guestcore_gui.capture.planned import Outlook
from guestcore_gui.i18n import localized
from guestcore_gui.parts.labels import capital
from guestcore_gui.parts.latest import Latest
from guestcore_gui.settings import SettingsStore
from guestcore_gui.theme.metrics import GRID
from guestcore_gui.work import TaskProgress, Work

_PAUSE = 200
"""Milliseconds without a change of the folder before a plan is made anew."""


class CaptureDialog(QDialog):
    """Emits the job that converts what was captured, and closes."""

    captured = Signal(object, bool)
    """A :class:`~guestcore_gui.jobs.job.JobRequest`, and whether it belongs at the
    head of the queue, because its machine stands still until it is done."""
    remains = Signal(object)
    """What a capture that succeeded has left: a list of sentences."""

    def __init__(
        self,
        work: Work,
        settings_store: SettingsStore,
        captures_path: Path,
        parent: QWidget | None = None,
        *,
        find: FindVmrun = find_vmrun,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._settings = settings_store
        self._journal = Journal(captures_path)
        self._find = find
        self._vmrun: Vmrun | None = None
        self._outlook: Outlook | None = None
        self._folder_chosen = False
        self._closes = False
        self._question: QMessageBox | None = None
        self._wished: Path | None = None
        self.setWindowTitle(self.tr("Capture a running virtual machine"))
        self.form = CaptureForm()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        self.form.start.setDefault(True)
        self._listing, self._planning = Latest(self), Latest(self)
        self._capturing = Latest(self)
        self._delay = QTimer(self, singleShot=True, interval=_PAUSE)
        self._connect()
        room = self.screen().availableGeometry().height() - 10 * GRID
        self.resize(640, min(800, room))
        self.refresh()

    def _connect(self) -> None:
        form = self.form
        form.machines.chosen.connect(self._on_machine)
        form.machines.refresh_wished.connect(self.refresh)
        form.ways.changed.connect(self._plan)
        form.folder.textEdited.connect(self._on_folder_edited)
        form.choose_folder.clicked.connect(self._ask_folder)
        form.choose_vmrun.clicked.connect(self._ask_vmrun)
        form.start.clicked.connect(self._start)
        form.stop.clicked.connect(self.stop)
        form.close_button.clicked.connect(self.reject)
        self._delay.timeout.connect(self._plan)

    @property
    def is_capturing(self) -> bool:
        """True while a machine is being captured or given back."""
        return self._capturing.is_running

    # what runs

    def choose(self, vmx: Path) -> None:
        """Select a machine as soon as it is known to run."""
        self._wished = vmx
        self.form.machines.select(vmx)

    def refresh(self) -> None:
        """Look for vmrun and for what runs."""
        chosen = self._settings.value.vmrun
        self.form.machines.say(self.tr("Looking for running machines…"))
        self.form.plan.say(self.tr("Select a running machine."))
        self._forget_plan()

        def look(progress: TaskProgress) -> object:
            vmrun = self._find(Path(chosen) if chosen else None)
            if vmrun is None:
                return None
            try:
                return vmrun, list_machines(vmrun, progress)
            except GuestCoreError as error:
                return vmrun, error

        self._listing.watch(self._work.in_pool(look), self._on_listed)

    def _on_listed(self, found: object) -> None:
        self.form.show_vmrun_missing(found is None)
        if not isinstance(found, tuple):
            self._vmrun = None
            self.form.machines.say(self.tr("Without vmrun nothing can be listed."))
            return
        self._vmrun, listed = found
        if isinstance(listed, GuestCoreError):
            self.form.machines.show_error(listed)
        else:
            self.form.machines.show_machines(listed)
            if self._wished is not None:
                self.form.machines.select(self._wished)

    # what will happen

    def _on_machine(self) -> None:
        machine = self.form.machines.current()
        if machine is not None and not self._folder_chosen:
            self.form.folder.setText(str(machine.vmx.parent))
        self._plan()

    def _on_folder_edited(self) -> None:
        self._folder_chosen = bool(self.form.folder.text().strip())
        self._forget_plan()
        self._delay.start()

    def _ask_folder(self) -> None:
        start = self.form.folder.text()
        title = self.tr("Folder of the core")
        chosen = QFileDialog.getExistingDirectory(self, title, start)
        if chosen:
            self.form.folder.setText(chosen)
            self._folder_chosen = True
            self._plan()

    def _ask_vmrun(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, "vmrun")
        if chosen:
            self._settings.update(vmrun=chosen)
            self.refresh()

    def _forget_plan(self) -> None:
        self._planning.drop()
        self._outlook = None
        self.form.start.setEnabled(False)

    def _plan(self) -> None:
        self._delay.stop()
        self._forget_plan()
        machine, vmrun = self.form.machines.current(), self._vmrun
        if machine is None or vmrun is None:
            self.form.plan.say(self.tr("Select a running machine."))
            return
        self.form.plan.say(self.tr("Thinking it through…"))
        method = self.form.ways.way().method
        folder = self._folder()

        def think(progress: TaskProgress) -> Outlook:
            plan = plan_capture(vmrun, machine.vmx, method, progress)
            return Outlook(plan, _free_space(folder))

        self._planning.watch(self._work.in_pool(think), self._on_planned)

    def _on_planned(self, outlook: Outlook) -> None:
        self._outlook = outlook
        self.form.plan.show_outlook(outlook, self.form.ways.way())
        if outlook.plan.problem is None and outlook.free is None:
            self.form.plan.show_problem(self.tr("The folder of the core is not there."))
            return
        self.form.start.setEnabled(outlook.plan.problem is None)

    def _folder(self) -> Path:
        text = self.form.folder.text().strip().replace("\0", "")
        return Path(text).absolute()

    # doing it

    def _start(self) -> None:
        if self._outlook is None or self.is_capturing:
            return
        order = Order(
            plan=self._outlook.plan,
            way=self.form.ways.way(),
            folder=self._folder(),
            check=CheckDepth(self._settings.value.check),
            remove_snapshot=self.form.ways.remove.isChecked(),
        )
        self.form.show_capturing(True)
        self._capturing.watch(
            self._work.in_thread(lambda progress: fill(order, self._journal, progress)),
            self._on_done,
            self._on_failure,
            stopped=lambda: self._on_done(Stopped(())),
            moved=self.form.show_step,
        )

    def stop(self) -> None:
        """Stop; the machine is given back first."""
        self.form.show_stopping()
        self._capturing.cancel()

    def _on_done(self, result: Filled | Stopped) -> None:
        self._end_capturing()
        left = list(result.left)
        if isinstance(result, Filled):
            if left:
                self.remains.emit(left)
            self.captured.emit(result.request, result.is_urgent)
            self.accept()
            return
        stopped = self.tr("The capture was stopped.")
        runs = self.tr("The virtual machine runs on; nothing is left behind.")
        words = [capital(localized(sentence)) for sentence in left] or [runs]
        self.form.show_outcome("info", "quiet", "\n".join([stopped, *words]))
        self._after_capture(is_clean=not left)

    def _on_failure(self, error: Exception) -> None:
        self._end_capturing()
        if isinstance(error, GuestCoreError):
            title = self.tr("The capture failed.")
            parts = [localized(error.message), localized(error.hint, limit=4000)]
            words = [title, *(capital(part) for part in parts if part)]
            if not getattr(error, "left", ()):
                words.append(self.tr("Nothing is left behind."))
            self.form.show_outcome("circle-x", "bad", "\n".join(words))
        self._after_capture(is_clean=False)

    def _end_capturing(self) -> None:
        """Show that it is over; whether to stop it is no question any more."""
        self.form.show_capturing(False)
        if self._question is not None:
            self._question.reject()

    def _after_capture(self, *, is_clean: bool) -> None:
        if self._closes and is_clean:
            self.done(QDialog.DialogCode.Rejected)
            return
        self._closes = False
        self._plan()

    # closing

    def reject(self) -> None:
        """Close; while a machine is being captured, ask first."""
        if not self.is_capturing:
            super().reject()
        elif not self._closes and self._question is None and self._ask_to_stop():
            self._closes = True
            self.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close as Escape does."""
        if self.is_capturing:
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)

    def _ask_to_stop(self) -> bool:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.windowTitle())
        box.setText(self.tr("A virtual machine is being captured."))
        box.setInformativeText(
            self.tr("If it is stopped, the machine is given back as it was.")
        )
        stop = box.addButton(
            self.tr("&Stop the capture"), QMessageBox.ButtonRole.DestructiveRole
        )
        go_on = box.addButton(self.tr("&Go on"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(go_on)
        self._question = box
        box.exec()
        self._question = None
        return box.clickedButton() is stop and self.is_capturing


def _free_space(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free if folder.is_dir() else None
    except OSError:
        return None
