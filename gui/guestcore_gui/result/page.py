"""The report as a page: of a job, of a core that was there already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guestcore.choices import CheckDepth
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore_gui.dialogs.folder import show_in_folder
from guestcore_gui.i18n import localized, translated_template
from guestcore_gui.jobs.job import Job, JobRequest
from guestcore_gui.parts.latest import Latest
from guestcore_gui.result.asking import ask_report_path, may_delete, may_replace
from guestcore_gui.result.buttons import Action
from guestcore_gui.result.looking import (
    Around,
    delete_core,
    examine,
    examine_in_full,
    is_taken,
    look_around,
    output_for,
    save_report,
)
from guestcore_gui.result.reports import report_text
from guestcore_gui.result.shown import Shown, shown_of_examination, shown_of_job
from guestcore_gui.result.view import ReportView
from guestcore_gui.settings import SettingsStore
from guestcore_gui.work import Work

if TYPE_CHECKING:
    from guestcore.examination import Examination


class ResultPage(QWidget):
    """Shows one report at a time."""

    convert_again = Signal(object)
    """A :class:`~guestcore_gui.jobs.job.JobRequest`."""
    retry_requested = Signal(object)
    """The :class:`~guestcore_gui.jobs.job.Job`."""
    closed = Signal()
    core_deleted = Signal(object)
    """The path that is gone."""
    report_changed = Signal(object, object)
    """A core was checked anew: its path and the
    :class:`~guestcore.validation.result.ValidationReport`."""

    def __init__(
        self, work: Work, settings_store: SettingsStore, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._settings = settings_store
        self._job: Job | None = None
        self._summary: Mapping[str, object] = {}
        self._examination: Examination | None = None
        self._around = Around(False, False, None)
        self.shown: Shown | None = None
        """What is shown now."""
        self.view = ReportView()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._looking, self._checking = Latest(self), Latest(self)
        self._changing, self._asking = Latest(self), Latest(self)
        self.view.buttons.chosen.connect(self._act)
        self.view.buttons.back.clicked.connect(self.closed)
        self.view.stop.clicked.connect(self._stop)
        # Wherever in its window the focus is; Qt leaves a hidden page's alone.
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.activated.connect(self.closed)
        self.setAccessibleName(self.tr("Report"))

    # what is shown

    def show_job(self, job: Job) -> None:
        """Show what a job has come to."""
        self._forget()
        self._job, self._summary = job, job.summary
        self._show(shown_of_job(job))

    def show_core(self, path: Path) -> None:
        """Examine a core that is there, and show what was found out."""
        self._forget()
        text = self.tr("Examining the core")
        self.view.show_waiting(path.name, text)
        self.view.buttons.show_none()
        self.view.show_progress(True)
        self._checking.watch(
            self._work.in_thread(lambda progress: examine(path, progress)),
            self._on_examined,
            lambda error: self._on_check_failed(error, path),
            stopped=self.closed.emit,
            moved=self.view.show_step,
        )

    def _forget(self) -> None:
        for work in (self._looking, self._checking, self._changing, self._asking):
            work.drop()
        self.view.show_progress(False)
        self.view.buttons.set_busy(False)
        self._job, self._summary, self._examination = None, {}, None
        self.shown = None

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        self.view.show_report(shown)
        core = shown.core
        self._offer(Around(core is not None, shown.source is not None, None))
        self._look_around(shown)

    def _look_around(self, shown: Shown) -> None:
        task = self._work.in_pool(lambda _progress: look_around(shown))
        self._looking.watch(task, self._on_looked_around)

    def _on_looked_around(self, around: Around) -> None:
        shown = self.shown
        if shown is None:
            return
        self._offer(around)
        self.view.show_commands(around.commands if shown.is_success else None)
        if shown.core is not None and not around.is_there:
            self._show_gone()

    def _show_gone(self) -> None:
        if self._job is not None and self._job.core_gone:
            self.view.show_gone(self.tr("The core was deleted"))
        else:
            self.view.show_gone(self.tr("The core is no longer in its folder"))

    def _offer(self, around: Around) -> None:
        self._around = around
        if self.shown is None:
            return
        can_retry = self._job is not None and self._job.state.is_over
        buttons = self.view.buttons
        buttons.offer(self.shown, is_there=around.is_there, can_retry=can_retry)
        buttons.set_busy(self._checking.is_running)
        has_core = self.shown.core is not None and around.is_there
        core = self.shown.core.path if has_core and self.shown.core else None
        self.view.handle.set_core(core)

    # what the user wants

    def _act(self, action: Action) -> None:
        shown = self.shown
        if shown is None:
            return
        if action is Action.RETRY and self._job is not None:
            self.retry_requested.emit(self._job)
        elif action is Action.SAVE:
            self._save(shown)
        elif action is Action.CONVERT:
            self._convert(shown)
        elif shown.core is not None:
            core = shown.core.path
            if action is Action.SHOW and not show_in_folder(core):
                self._complain(self.tr("The folder is not there any more."))
            elif action is Action.CHECK:
                self._check(shown)
            elif action is Action.DELETE and may_delete(self, core):
                self._delete(shown, core)

    def _check(self, shown: Shown) -> None:
        self.view.say("info", "", "")
        self.view.show_progress(True)
        self.view.buttons.set_busy(True)
        self.view.stop.setFocus()
        self._checking.watch(
            self._work.in_thread(lambda progress: examine_in_full(shown, progress)),
            self._on_examined,
            lambda error: self._on_check_failed(error, None),
            stopped=self._on_check_stopped,
            moved=self.view.show_step,
        )

    def _stop(self) -> None:
        self.view.show_stopping()
        self._checking.cancel()

    def _on_examined(self, known: Examination) -> None:
        again = self.shown is not None
        self.view.show_progress(False)
        self._examination = known
        shown = shown_of_examination(known, self.shown)
        self._show(shown)
        if not again:
            return
        if known.against is None:
            self._remark(
                self.tr(
                    "The source is not there to compare with: the core was checked in "
                    "itself."
                )
            )
        else:
            self._remark(self.tr("Every page was compared with the source."))
        if known.report is not None:
            self.report_changed.emit(known.path, known.report)

    def _on_check_failed(self, error: Exception, path: Path | None) -> None:
        self.view.show_progress(False)
        self.view.buttons.set_busy(False)
        if path is not None:
            from guestcore.examination import Examination

            self._on_examined(Examination(path, error=_as_error(error)))
        elif isinstance(error, GuestCoreError):
            text = self.tr("The check could not be made: {reason}")
            self._complain(text.format(reason=localized(error.message)))

    def _on_check_stopped(self) -> None:
        self.view.show_progress(False)
        self.view.buttons.set_busy(False)
        self._remark(self.tr("The check was stopped; the report is the one before."))

    def _convert(self, shown: Shown) -> None:
        output = output_for(shown)
        if output is None or shown.source is None:
            return
        request = shown.request or JobRequest(
            source=shown.source,
            output=output,
            title=shown.title,
            check=CheckDepth(self._settings.value.check),
        )
        request = replace(request, output=output, force=False)
        self._asking.watch(
            self._work.in_pool(lambda _progress: is_taken(output)),
            lambda taken: self._convert_unless_refused(request, taken),
        )

    def _convert_unless_refused(self, request: JobRequest, taken: bool) -> None:
        # What comes to lie there later is not replaced: nobody agreed to that.
        if not taken or may_replace(self, request.output):
            self.convert_again.emit(replace(request, force=taken))

    def _save(self, shown: Shown) -> None:
        path = ask_report_path(self, shown)
        if path is None:
            return
        job, summary, known = self._job, self._summary, self._examination
        language = QLocale().name()[:2]

        def write(_progress: object) -> Path:
            text = report_text(
                path, job, summary, known, shown, translated_template, language
            )
            save_report(path, text)
            return path

        self._changing.watch(
            self._work.in_pool(write), self._on_saved, self._on_change_failed
        )

    def _on_saved(self, path: Path) -> None:
        text = self.tr("The report was saved as {name}.").format(name=path.name)
        self._remark(localized(text))

    def _delete(self, shown: Shown, core: Path) -> None:
        task = self._work.in_pool(lambda _progress: delete_core(core, shown.source))
        self._changing.watch(
            task, lambda _done: self._on_deleted(core), self._on_change_failed
        )

    def _on_deleted(self, core: Path) -> None:
        self._looking.drop()
        self.view.show_commands(None)
        self._offer(replace(self._around, is_there=False, commands=None))
        self.view.show_gone(self.tr("The core was deleted"))
        self.core_deleted.emit(core)

    def _on_change_failed(self, error: Exception) -> None:
        if isinstance(error, GuestCoreError):
            self._complain(localized(error.message))

    def _remark(self, text: str) -> None:
        self.view.say("info", "", text)

    def _complain(self, text: str) -> None:
        self.view.say("circle-x", "bad", text)


def _as_error(error: Exception) -> GuestCoreError:
    """Return an error that can be shown; a bug is reported elsewhere, too."""
    if isinstance(error, GuestCoreError):
        return error
    return GuestCoreError(ErrorKind.INPUT, str(error))
