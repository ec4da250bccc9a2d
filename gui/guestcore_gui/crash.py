"""What happens when something fails that no code foresaw.

An exception ends in a dialog with a report to copy. A fault inside Qt ends the
process; Python writes a file then, and the next start mentions it. Neither holds
data of a guest.
"""

from __future__ import annotations

import contextlib
import faulthandler
import linecache
import logging
import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

import guestcore
from guestcore.text import printable
from guestcore_gui.theme.icons import icon
from guestcore_gui.theme.metrics import BIG_ICON, GRID, MARGIN, fixed_font, title_font

_log = logging.getLogger(__name__)
_MAX_DIALOGS = 5
"""Open at once: an exception in a paint event would open them without end."""
_MAX_FAULT = 64 << 10


def report_text(error: BaseException) -> str:
    """Return a report: versions, system, traceback.

    The exception's own text is left out, as it may quote a guest; so are the values
    of variables.
    """
    lines = [
        f"GuestCore {guestcore.__version__}",
        f"Python {platform.python_version()}",
        f"PySide6 {PySide6.__version__}, Qt {qVersion()}",
        f"{platform.platform()}, {QGuiApplication.platformName()}",
        "",
    ]
    for number, link in enumerate(_chain(error)):
        if number:
            lines += ["", "which came from:"]
        lines += _trace_lines(link)
    return "\n".join(lines)


def _chain(error: BaseException) -> list[BaseException]:
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links and len(links) < 5:
        links.append(link)
        link = link.__cause__ or link.__context__
    return links


def _trace_lines(error: BaseException) -> list[str]:
    lines = []
    for frame in traceback.extract_tb(error.__traceback__, limit=50):
        name = _inside_package(frame.filename)
        lines.append(f"  {name}:{frame.lineno} in {frame.name}")
        source = linecache.getline(frame.filename, frame.lineno or 0).strip()
        if source:
            lines.append(f"    {source}")
    kind = type(error)
    return [*lines, f"{kind.__module__}.{kind.__qualname__}"]


def _inside_package(filename: str) -> str:
    parts = Path(filename).parts
    for package in ("guestcore", "guestcore_gui"):
        if package in parts:
            return "/".join(parts[parts.index(package) :])
    return Path(filename).name


class _ReportDialog(QDialog):
    """A title, what it means, and a report to copy."""

    def __init__(
        self, title: str, text: str, report: str, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.report = report
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Something went wrong in GuestCore"))
        self.setWindowIcon(icon("triangle-alert"))
        heading = QLabel(title)
        heading.setFont(title_font())
        body = QLabel(text)
        for label in (heading, body):
            label.setWordWrap(True)
        view = QPlainTextEdit(report)
        view.setReadOnly(True)
        view.setFont(fixed_font())
        view.setAccessibleName(self.tr("Report"))
        view.setTabChangesFocus(True)
        view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = QPushButton(icon("copy"), self.tr("&Copy report"))
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(2 * GRID)
        for part in (heading, body, view, buttons):
            layout.addWidget(part)
        self.resize(BIG_ICON * 28, BIG_ICON * 18)


class CrashDialog(_ReportDialog):
    """Tells of an exception that no code foresaw."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("This is a mistake in GuestCore, not in your files"),
            self.tr(
                "Your virtual machines were only read. What was being done has "
                "stopped; the rest of the program goes on. The report below holds "
                "versions and places in the program, nothing of a guest: copy it "
                "into a report to us."
            ),
            report,
            parent,
        )


class FaultDialog(_ReportDialog):
    """Tells of the fault that ended the run before."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("The last run ended by a fault"),
            self.tr(
                "Python wrote this when the process was ended from inside the window "
                "system. It holds places in the program, nothing of a guest: copy it "
                "into a report to us."
            ),
            report,
            parent,
        )


class CrashReporter(QObject):
    """Catches what nobody caught, in every thread, and shows it."""

    _caught = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialogs: list[CrashDialog] = []
        self._parent_window: QWidget | None = None
        self._caught.connect(self.show_error, Qt.ConnectionType.QueuedConnection)

    def set_window(self, window: QWidget) -> None:
        """Show dialogs above this window."""
        self._parent_window = window

    def install(self) -> None:
        """Become the place where uncaught exceptions go."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def show_error(self, error: BaseException) -> None:
        """Show the report of an exception; called in the GUI thread."""
        report = report_text(error)
        _log.error("unexpected: %s", report)
        is_known = any(dialog.report == report for dialog in self._dialogs)
        if is_known or len(self._dialogs) >= _MAX_DIALOGS:
            return
        dialog = CrashDialog(report, self._parent_window)
        self._dialogs.append(dialog)  # else Python would take it away again
        dialog.finished.connect(lambda: self._dialogs.remove(dialog))
        dialog.show()

    def _on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            QGuiApplication.exit(0)
            return
        traceback.print_exception(kind, error, trace)
        self._caught.emit(error)

    def _on_thread_exception(self, details: threading.ExceptHookArgs) -> None:
        if details.exc_value is not None:
            self._on_exception(
                details.exc_type, details.exc_value, details.exc_traceback
            )


class FaultLog:
    """The file that Python writes when a fault ends the process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.previous = self._take_previous()
        """What the run before left, fit to be shown; empty if it ended well."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("w", encoding="utf-8")
        except OSError as error:
            _log.warning("no fault log: %s", error)
            return
        faulthandler.enable(self._file)

    def close(self) -> None:
        """End well: nothing is left for the next start."""
        faulthandler.disable()
        with contextlib.suppress(OSError, AttributeError):  # there may be no file
            self._file.close()
            self._path.unlink()

    def _take_previous(self) -> str:
        try:
            with self._path.open(encoding="utf-8", errors="replace") as file:
                lines = file.read(_MAX_FAULT).splitlines()
        except OSError:
            return ""
        return "\n".join(printable(line) for line in lines)
