"""The one window: composes the zones and passes between them what they say."""

from __future__ import annotations

import base64
import binascii
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from guestcore_gui.actions import Actions
from guestcore_gui.capture.notices import CaptureNotices
from guestcore_gui.closing import Closing
from guestcore_gui.details.page import DetailsPage
from guestcore_gui.dropping import accept_copy, local_paths
from guestcore_gui.jsonfile import read_json, write_json
from guestcore_gui.library.panel import LibraryPanel
from guestcore_gui.notice import NoticeBar
from guestcore_gui.parts.tab_order import next_stop, tab_stops
from guestcore_gui.queue.panel import QueuePanel
from guestcore_gui.result.page import ResultPage
from guestcore_gui.routes import Routes
from guestcore_gui.theme.metrics import GRID

if TYPE_CHECKING:
    from guestcore_gui.app import Desktop

_log = logging.getLogger(__name__)

SMALLEST = (900, 600)
_USUAL = (1200, 760)
_SHARES = {"columns": [310, 890], "rows": [560, 180]}
"""Pixels of the zones in the usual window."""


class MainWindow(QMainWindow):
    """Library on the left, details or a report in the centre, the queue below."""

    def __init__(self, desktop: Desktop) -> None:
        super().__init__()
        self.desktop = desktop
        self.jobs = desktop.jobs
        self._files: list[Path] | None = None
        self.setWindowTitle("GuestCore")
        self.setAcceptDrops(True)
        room = self.screen().availableSize()
        self.setMinimumSize(*SMALLEST)
        self.resize(QSize(*_USUAL).boundedTo(room))
        self.actions_ = Actions(self, desktop.settings)
        self._make_zones()
        self._restore()
        self.routes = Routes(self)
        self._capture_notices = CaptureNotices(self)
        self._closing = Closing(self)
        if sys.platform != "win32":  # where the system itself turns it into a menu
            menu = QShortcut(QKeySequence("Shift+F10"), self)
            menu.activated.connect(self._open_menu)

    def _make_zones(self) -> None:
        work, settings = self.desktop.work, self.desktop.settings
        self.library = LibraryPanel(work, settings, self.desktop.paths.recent)
        self.details = DetailsPage(work, settings)
        self.result = ResultPage(work, settings)
        self.queue = QueuePanel(self.jobs)
        self.notices = NoticeBar()
        self.centre = QStackedWidget()
        self.centre.addWidget(self.details)
        self.centre.addWidget(self.result)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._columns.addWidget(self.library)
        self._columns.addWidget(self.centre)
        self._columns.setStretchFactor(1, 1)
        self._rows = QSplitter(Qt.Orientation.Vertical)
        self._rows.addWidget(self._columns)
        self._rows.addWidget(self.queue)
        self._rows.setStretchFactor(0, 1)
        for splitter in (self._columns, self._rows):
            splitter.setChildrenCollapsible(False)
        self._columns.setSizes(_SHARES["columns"])
        self._rows.setSizes(_SHARES["rows"])
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(GRID, 0, GRID, GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self.notices)
        layout.addWidget(self._rows, 1)
        self.setCentralWidget(body)

    # Start, and what outlives a run

    def start_when_painted(self, files: list[Path]) -> None:
        """Open files and scan the library as soon as the window can be seen."""
        self._files = files

    def paintEvent(self, event: QPaintEvent) -> None:
        """Begin to work after the first paint."""
        super().paintEvent(event)
        if self._files is not None:
            files, self._files = self._files, None
            QTimer.singleShot(0, self, lambda: self.routes.begin(files))

    def take_over(self, old: MainWindow) -> None:
        """Replace another window of this program, in another language."""
        self.setGeometry(old.geometry())
        self._columns.restoreState(old._columns.saveState())
        self._rows.restoreState(old._rows.saveState())
        self.setWindowState(old.windowState())
        self.show()
        self.routes.take_over(old.routes)
        self._closing.take_over(old._closing)
        old.hide()

    def _restore(self) -> None:
        try:
            kept = read_json(self.desktop.paths.window)
        except OSError as error:
            _log.warning("the window's place cannot be read: %s", error)
            kept = None
        for name, restore in (
            ("geometry", self.restoreGeometry),
            ("columns", self._columns.restoreState),
            ("rows", self._rows.restoreState),
        ):
            text = kept.get(name) if isinstance(kept, dict) else None
            if isinstance(text, str):
                try:
                    restore(QByteArray(base64.b64decode(text)))
                except binascii.Error:
                    _log.warning("%s of the window is no base64", name)

    def save(self) -> None:
        """Keep size and place for the next start."""
        parts = {
            "geometry": self.saveGeometry(),
            "columns": self._columns.saveState(),
            "rows": self._rows.saveState(),
        }
        texts = {
            name: base64.b64encode(part.data()).decode() for name, part in parts.items()
        }
        try:
            write_json(self.desktop.paths.window, texts)
        except OSError as error:
            _log.warning("the window's place cannot be saved: %s", error)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask while jobs run; else close and end the program."""
        if not self._closing.may_close():
            event.ignore()
            return
        event.accept()
        self.desktop.app.exit(0)

    # Files in

    def come_forward(self) -> None:
        """Show the window above all others."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def ask_for_files(self) -> None:
        """Let the user choose files."""
        pattern = "*.vmss *.vmsn *.vmem *.vmx *.vmsd *.guest *.core *.dmp"
        states = self.tr("VMware files and cores ({pattern})").format(pattern=pattern)
        every = self.tr("All files (*)")
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Open"), "", f"{states};;{every}"
        )
        self.routes.open_paths([Path(name) for name in names])

    def ask_for_folder(self) -> None:
        """Let the user choose a folder to look into."""
        name = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder"))
        if name:
            self.routes.open_paths([Path(name)])

    def ask_for_library_folder(self) -> None:
        """Let the user choose a folder for the library."""
        name = QFileDialog.getExistingDirectory(self, self.tr("Add a folder"))
        if name:
            self.library.add_folder(Path(name))

    def paste(self) -> None:
        """Open the files whose paths are on the clipboard."""
        paths = local_paths(QGuiApplication.clipboard().mimeData())
        if paths:
            self.routes.open_paths(paths)
        else:
            self.notices.add(self.tr("There are no files on the clipboard."))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from any program but this one."""
        if event.source() is None and local_paths(event.mimeData()):
            accept_copy(event)
            self.show_page(self.details)
            self.details.set_drop_hint(True)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Stay with a copy, whatever keys are held."""
        if event.source() is None:
            accept_copy(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget the drag."""
        super().dragLeaveEvent(event)
        self.details.set_drop_hint(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        self.details.set_drop_hint(False)
        accept_copy(event)
        self.routes.open_paths(local_paths(event.mimeData()))

    def shortcuts(self) -> list[tuple[str, list[QAction]]]:
        """Return what has keys, by the part of the window in which they work."""
        return [
            ("", self.actions_.all()),
            (self.tr("In the library"), self.library.commands.shortcuts()),
            (self.tr("In the queue"), self.queue.commands.shortcuts()),
        ]

    # Zones

    def show_page(self, page: QWidget) -> None:
        """Show the details or the report in the centre."""
        self.centre.setCurrentWidget(page)

    def go_to(self, zone: int) -> None:
        """Put the focus into the library, the centre or the queue: 0, 1, 2."""
        target = (self.library, self.centre, self.queue)[zone]
        first = target.focusProxy() or next(tab_stops(target), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to_next(self) -> None:
        """Put the focus into the next zone."""
        zones: list[QWidget] = [self.library, self.centre, self.queue]
        at = next(
            (i for i, z in enumerate(zones) if z.isAncestorOf(self.focusWidget())), 2
        )
        self.go_to((at + 1) % len(zones))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go on to the next control as it is laid out; Qt asks for it on Tab."""
        stop = next_stop(self, forward=forward)
        if stop is not None:
            reasons = Qt.FocusReason
            stop.setFocus(
                reasons.TabFocusReason if forward else reasons.BacktabFocusReason
            )
        return stop is not None

    def _open_menu(self) -> None:
        """Open the menu of what has the focus, as the Menu key does."""
        widget = self.focusWidget()
        if widget is not None:
            cursor = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
            place = cursor.center()
            reason = QContextMenuEvent.Reason.Keyboard
            menu = QContextMenuEvent(reason, place, widget.mapToGlobal(place))
            QApplication.sendEvent(widget, menu)

    def changeEvent(self, event: QEvent) -> None:
        """Remove the notification when the user has come back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.routes.on_activated()
