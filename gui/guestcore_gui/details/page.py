"""The centre of the window: what was dropped or selected, before anything is written.

It owns what is shown (a :class:`~guestcore_gui.details.loading.Loaded`) and how it was
opened. It starts no conversion: it says what the user wants.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from guestcore.sources import OpenOptions
from guestcore.text import printable
from guestcore_gui.details.asking import Asking
from guestcore_gui.details.drop_hint import DropHint
from guestcore_gui.details.engines import Engines
from guestcore_gui.details.loading import Loaded, load
from guestcore_gui.details.plain_pages import DropPage, LoadingPage
from guestcore_gui.details.problems import Remedy
from guestcore_gui.details.sheet import Sheet
from guestcore_gui.dialogs.folder import show_in_folder
from guestcore_gui.parts.latest import Latest
from guestcore_gui.settings import SettingsStore
from guestcore_gui.work import Work

_PATIENCE = 150
"""Milliseconds after which the loading page is shown."""
_MAX_NAME = 60


class DetailsPage(QWidget):
    """Shows one input, and turns the user's choices into a request."""

    convert_requested = Signal(object)
    """A :class:`~guestcore_gui.jobs.job.JobRequest`."""
    path_chosen = Signal(object)
    """One of several states: show that path."""
    core_chosen = Signal(object)
    """The path of a core to be checked."""
    capture_requested = Signal(object)
    """The .vmx of the machine that runs, None if it is not known."""
    open_requested = Signal()
    demo_requested = Signal()
    shown = Signal()
    """The newest input was looked at, and is on the page."""

    def __init__(
        self, work: Work, settings: SettingsStore, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._settings = settings
        self._loaded: Loaded | None = None
        self._path: Path | None = None
        self._opening = OpenOptions()
        self._latest = Latest(self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self._patience.timeout.connect(self._show_loading)
        self._engines = Engines(work, settings, self)
        self.drop_page = DropPage()
        self.loading_page = LoadingPage()
        self.sheet = Sheet(work)
        self.stack = QStackedWidget()
        for page in (self.drop_page, self.loading_page, self.sheet):
            self.stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self._asking = Asking(work, self.sheet.output, self)
        self._hint = DropHint(self)
        self._connect()

    def _connect(self) -> None:
        self.drop_page.open_requested.connect(self.open_requested)
        self.drop_page.demo_requested.connect(self.demo_requested)
        self.loading_page.cancelled.connect(self._cancel)
        self.sheet.convert.clicked.connect(self.convert_current)
        self.sheet.problem.remedy_chosen.connect(self._remedy)
        self.sheet.problem.memory_chosen.connect(self._use_memory)
        self.sheet.problem.state_chosen.connect(self.path_chosen)
        self._asking.decided.connect(self.convert_requested)
        self._engines.found.connect(self.sheet.output.engine.set_found)

    @property
    def loaded(self) -> Loaded | None:
        """What is shown; None while nothing is, or something is looked at."""
        return None if self._latest.is_running else self._loaded

    def show_path(self, path: Path) -> None:
        """Look at a file or a folder and show what it is."""
        self._look(path, OpenOptions())

    def show_nothing(self, library_is_empty: bool) -> None:
        """Say what to do first."""
        self._latest.drop()
        self._patience.stop()
        self._loaded = self._path = None
        self.drop_page.say(library_is_empty=library_is_empty)
        self.stack.setCurrentWidget(self.drop_page)

    def convert_current(self) -> None:
        """Ask for the conversion of what is shown, if it can be converted."""
        loaded = self.loaded
        if loaded is not None and loaded.known.error is None:
            self._asking.ask(loaded)

    def set_drop_hint(self, shown: bool) -> None:
        """Show that files may be dropped, while they are dragged over the window."""
        self._hint.cover()
        self._hint.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the hint over everything."""
        super().resizeEvent(event)
        self._hint.cover()

    def _look(self, path: Path, opening: OpenOptions) -> None:
        self._path, self._opening = path, opening
        self.sheet.convert.setEnabled(False)
        if self.stack.currentWidget() is self.loading_page:
            self._show_loading()
        else:
            self._patience.start()
        task = self._work.in_pool(lambda progress: load(path, opening, progress))
        self._latest.watch(
            task,
            self._show,
            self._fail,
            stopped=self._show_previous,
            moved=self.loading_page.show_step,
        )
        self._engines.look()

    def _show(self, loaded: Loaded) -> None:
        self._patience.stop()
        self._loaded = loaded
        had_focus = self.loading_page.cancel.hasFocus()
        self.sheet.convert.setEnabled(True)
        self.sheet.show_loaded(loaded, self._settings.value)
        self.stack.setCurrentWidget(self.sheet)
        if had_focus:
            self.sheet.focus_start()
        self.shown.emit()

    def _fail(self, error: Exception) -> None:
        """A bug: whoever watches the work says so."""
        del error
        self._show_previous()

    def _show_loading(self) -> None:
        name = self._path.name or str(self._path) if self._path else ""
        self.loading_page.begin(printable(name, limit=_MAX_NAME))
        self.stack.setCurrentWidget(self.loading_page)

    def _cancel(self) -> None:
        """What reads a slow disk may take long to stop: do not wait for it."""
        self._latest.drop()
        self._show_previous()

    def _show_previous(self) -> None:
        self._patience.stop()
        if self._loaded is None:
            self.stack.setCurrentWidget(self.drop_page)
            return
        self._path, self._opening = self._loaded.known.path, self._loaded.opening
        self.sheet.convert.setEnabled(True)
        self.stack.setCurrentWidget(self.sheet)

    def _remedy(self, remedy: Remedy) -> None:
        loaded = self.loaded
        if loaded is None:
            return
        if remedy is Remedy.CHOOSE_MEMORY:
            self._choose_memory(loaded)
        elif remedy is Remedy.CONVERT_REST:
            self._convert_with(loaded, replace(loaded.opening, allow_truncated=True))
        elif remedy is Remedy.IGNORE_LOCK:
            self._convert_with(loaded, replace(loaded.opening, ignore_lock=True))
        elif remedy is Remedy.CAPTURE:
            machine = loaded.machine
            is_vmx = machine is not None and machine.path.suffix.lower() == ".vmx"
            self.capture_requested.emit(machine.path if machine and is_vmx else None)
        elif remedy is Remedy.OPEN_FOLDER:
            show_in_folder(loaded.state or loaded.known.path)
        elif remedy is Remedy.CHECK_CORE:
            self.core_chosen.emit(loaded.known.path)
        elif remedy is Remedy.TRY_AGAIN:
            self._look(loaded.known.path, loaded.opening)
        else:
            self.open_requested.emit()

    def _convert_with(self, loaded: Loaded, opening: OpenOptions) -> None:
        self._asking.ask(replace(loaded, opening=opening))

    def _choose_memory(self, loaded: Loaded) -> None:
        kinds = self.tr("Memory files (*.vmem *.VMEM);;All files (*)")
        title, folder = self.tr("Choose the memory file"), str(loaded.folder)
        chosen, _kind = QFileDialog.getOpenFileName(self, title, folder, kinds)
        if chosen:
            self._use_memory(Path(chosen))

    def _use_memory(self, path: Path) -> None:
        loaded = self.loaded
        if loaded is not None:
            self._look(loaded.known.path, replace(loaded.opening, vmem=path))
