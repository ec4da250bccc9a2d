"""The ways between the zones of a window: who is told what the user did where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from guestcore.choices import CheckDepth
from guestcore.core.naming import default_output, free_name
from guestcore.sentence import message_of
from guestcore.text import printable
from guestcore_gui.dialogs.folder import show_in_folder
from guestcore_gui.dialogs.opening import Dialogs
from guestcore_gui.flow import Brought, sort_out
from guestcore_gui.i18n import localized
from guestcore_gui.jobs.job import Job, JobRequest, JobState
from guestcore_gui.jobs.overall import Overall, QueueSummary
from guestcore_gui.notify import Notifier
from guestcore_gui.parts.labels import capital
from guestcore_gui.taskbar import open_taskbar
from guestcore_gui.work import TaskProgress

if TYPE_CHECKING:
    from guestcore_gui.window import MainWindow


class Routes(QObject):
    """Connects the zones of one window, and remembers what its centre shows."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._work = window.desktop.work
        self._settings = window.desktop.settings
        self._jobs = window.desktop.jobs
        self._shown: Path | None = None
        """What the details show."""
        self._reported: Job | Path | None = None
        """What the report is about."""
        self._is_writing_demo = False
        self.dialogs = Dialogs(window)
        self.dialogs.captured.connect(self._on_captured)
        self._notifier = Notifier(window, self._work)
        self._taskbar = open_taskbar(window)
        self._connect_actions()
        self._connect_zones()
        self._connect_desktop()

    def _connect_actions(self) -> None:
        window, actions = self._window, self._window.actions_
        actions.open.triggered.connect(window.ask_for_files)
        actions.open_folder.triggered.connect(window.ask_for_folder)
        actions.add_folder.triggered.connect(window.ask_for_library_folder)
        actions.paste.triggered.connect(window.paste)
        actions.refresh.triggered.connect(window.library.refresh)
        actions.demo.triggered.connect(self.open_demo)
        actions.quit.triggered.connect(window.close)
        actions.convert.triggered.connect(self._convert_current)
        actions.capture.triggered.connect(lambda: self.dialogs.open_capture(None))
        actions.settings.triggered.connect(self.dialogs.open_settings)
        actions.help.triggered.connect(self.dialogs.open_help)
        actions.about.triggered.connect(self.dialogs.open_about)
        for number, action in enumerate(actions.zones):
            action.triggered.connect(lambda _=False, zone=number: window.go_to(zone))
        actions.next_zone.triggered.connect(window.go_to_next)

    def _connect_zones(self) -> None:
        window = self._window
        window.library.selected.connect(self.show_input)
        window.library.activated.connect(self.show_input)
        window.library.convert_requested.connect(self.convert_all)
        window.library.capture_requested.connect(self.dialogs.open_capture)
        window.library.scanned.connect(self._on_scanned)
        window.details.convert_requested.connect(self._convert)
        window.details.path_chosen.connect(self._show_and_reveal)
        window.details.core_chosen.connect(self.show_core)
        window.details.capture_requested.connect(self.dialogs.open_capture)
        window.details.demo_requested.connect(self.open_demo)
        window.details.open_requested.connect(window.ask_for_files)
        window.result.convert_again.connect(self._convert)
        window.result.retry_requested.connect(self._jobs.retry)
        window.result.closed.connect(self._close_report)
        window.result.report_changed.connect(self._jobs.judge)
        window.result.core_deleted.connect(window.library.refresh_marks)
        window.result.core_deleted.connect(self._jobs.forget_core)
        window.queue.report_requested.connect(self.show_report)
        window.queue.show_folder_requested.connect(show_in_folder)

    def _connect_desktop(self) -> None:
        self._jobs.job_finished.connect(self._on_job_finished)
        self._jobs.queue_finished.connect(self._on_queue_finished)
        self._jobs.overall_changed.connect(self._on_overall)
        self._jobs.save_failed.connect(self._on_save_failed)
        self._settings.failed.connect(self._on_save_failed)
        self._window.library.content.recent.failed.connect(self._on_save_failed)

    def _on_scanned(self) -> None:
        if self._shown is None and self._reported is None:
            self._window.details.show_nothing(self._window.library.is_empty)

    # Start

    def begin(self, files: list[Path]) -> None:
        """Do what has to wait until the window can be seen."""
        fault = self._window.desktop.fault.previous
        if fault:
            self._tell_fault(fault)
        self._window.library.start()
        self._window.desktop.recover_captures()
        self.open_paths(files)

    def take_over(self, old: Routes) -> None:
        """Go on where the window of another language was."""
        self._window.library.start()
        if isinstance(old._reported, Job):
            self.show_report(old._reported)
        elif old._reported is not None:
            self.show_core(old._reported)
        elif old._shown is not None:
            self.show_input(old._shown)
        if old.dialogs.is_open("settings"):
            self.dialogs.open_settings()

    def _tell_fault(self, report: str) -> None:
        text = self.tr(
            "The last run was ended by a fault inside the window system. Cores that "
            "were finished are whole; interrupted jobs are in the queue."
        )
        notice = self._window.notices.add(text, "warning")
        from guestcore_gui.crash import FaultDialog

        dialog = FaultDialog(report, self._window)
        notice.add_action(self.tr("Show report"), dialog.show)

    # Files

    def open_paths(self, paths: list[Path]) -> None:
        """Show what was dropped, pasted, chosen or handed over."""
        if not paths:
            return

        def sort(progress: TaskProgress) -> Brought:
            return sort_out(paths, progress)

        self._work.in_pool(sort).succeeded.connect(self._open)

    def _open(self, brought: Brought) -> None:
        for folder in brought.folders:
            self._window.library.add_folder(folder)
        if brought.inputs:
            self._show_and_reveal(brought.inputs[0])
        elif brought.cores:
            self.show_core(brought.cores[0])
        elif brought.folders:
            self.show_input(brought.folders[0])
        if len(brought.inputs) > 1:
            self._offer_all(brought.inputs)
        elif len(brought.cores) > 1 and not brought.inputs:
            text = self.tr("Several cores were given; the first one is shown.")
            self._window.notices.add(text)

    def _offer_all(self, paths: list[Path]) -> None:
        count = len(paths)
        text = self.tr("%n file(s) were given; the first one is shown.", "", count)
        notice = self._window.notices.add(text)
        label = self.tr("Convert all %n", "", count)
        notice.add_action(label, lambda: self.convert_all(paths))

    def show_input(self, path: Path) -> None:
        """Show what a file or folder is, before anything is written."""
        self._shown, self._reported = path, None
        self._window.show_page(self._window.details)
        self._window.details.show_path(path)

    def _show_and_reveal(self, path: Path) -> None:
        self.show_input(path)
        self._window.library.note_used(path)
        self._window.library.reveal(path)

    def show_core(self, path: Path) -> None:
        """Show the report on a core that is there already."""
        self._reported = path
        self._window.show_page(self._window.result)
        self._window.result.show_core(path)

    def show_report(self, job: Job) -> None:
        """Show what became of a job."""
        self._reported = job
        self._window.show_page(self._window.result)
        self._window.result.show_job(job)

    def _close_report(self) -> None:
        self._reported = None
        self._window.show_page(self._window.details)
        if self._shown is None:
            self._window.details.show_nothing(self._window.library.is_empty)

    def open_demo(self) -> None:
        """Write the demo machine where it is kept, and show it."""
        if self._is_writing_demo:
            return
        self._is_writing_demo = True
        place = self._window.desktop.paths.demo

        def write(progress: TaskProgress) -> Path:
            from guestcore.demo.machine import keep_demo

            del progress
            return keep_demo(place)

        task = self._work.in_pool(write)
        task.succeeded.connect(self._open_demo)
        task.failed.connect(self._tell_error)
        task.finished.connect(self._on_demo_written)

    def _on_demo_written(self) -> None:
        self._is_writing_demo = False

    def _open_demo(self, state: Path) -> None:
        self._window.library.add_folder(state.parent)
        self._show_and_reveal(state)

    def _tell_error(self, error: Exception) -> None:
        text = capital(localized(message_of(error)))
        self._window.notices.add(text, "warning")

    # Jobs

    def _convert_current(self) -> None:
        if self._reported is None:
            self._window.details.convert_current()

    def _convert(self, request: JobRequest) -> None:
        self._jobs.add([request])
        self._window.library.note_used(request.source)

    def convert_all(self, paths: list[Path]) -> None:
        """Queue conversions of several inputs, each beside its source.

        Cores that are there, or will be, stay: a new one gets the next free name.
        """
        taken = {job.request.output for job in self._jobs.jobs if not job.state.is_over}

        def find_names(progress: TaskProgress) -> list[tuple[Path, Path]]:
            pairs = []
            for path in paths:
                progress.check()
                output = free_name(default_output(path), taken)
                taken.add(output)
                pairs.append((path, output))
            return pairs

        task = self._work.in_pool(find_names)
        task.succeeded.connect(self._add_all)
        task.failed.connect(self._tell_error)

    def _add_all(self, pairs: list[tuple[Path, Path]]) -> None:
        depth = CheckDepth(self._settings.value.check)
        self._jobs.add(
            JobRequest(source, output, source.stem, depth) for source, output in pairs
        )

    def _on_job_finished(self, job: Job) -> None:
        if job.core is not None:
            self._window.library.mark_converted(job.request.source)
        is_shown = self._reported is None and self._shown == job.request.source
        if is_shown and job.state is not JobState.CANCELLED:
            self.show_report(job)

    def _on_overall(self, overall: Overall) -> None:
        self._taskbar.show_progress(overall.fraction, failed=overall.has_failed)

    def _on_queue_finished(self, summary: QueueSummary) -> None:
        if not self._settings.value.notify:
            return
        good = self.tr("%n sound core(s) made", "", summary.done)
        failures = summary.failed + summary.invalid
        bad = self.tr("%n job(s) failed", "", failures)
        text = f"{good}, {bad}" if failures else good
        title = self.tr("GuestCore has finished")
        self._notifier.tell(title, text, failed=failures > 0)

    def on_activated(self) -> None:
        """The user is back at the window."""
        self._notifier.clear()

    def _on_save_failed(self, reason: str) -> None:
        text = self.tr("What you did could not be saved: {reason}")
        shown = text.format(reason=printable(reason, limit=1000))
        self._window.notices.add(shown, "warning")

    # Captures

    def _on_captured(self, request: JobRequest, is_urgent: bool) -> None:
        self._jobs.add([request], first=is_urgent)
        self.show_input(request.source)
