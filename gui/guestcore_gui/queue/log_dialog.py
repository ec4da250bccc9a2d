"""The log of one job, to be read and copied while it grows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from guestcore_gui.jobs.controller import JobController
from guestcore_gui.jobs.job import Job
from guestcore_gui.jobs.words import title_of
from guestcore_gui.theme.icons import icon
from guestcore_gui.theme.metrics import GRID, fixed_font


class LogDialog(QDialog):
    """Not modal: the queue goes on, and so does its user."""

    def __init__(self, controller: JobController, job: Job, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._job = job
        self._shown: list[str] = []
        self.setWindowTitle(self.tr("Log of {job}").format(job=title_of(job)))
        self._text = QPlainTextEdit(readOnly=True)
        self._text.setFont(fixed_font())
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setAccessibleName(self.tr("Log"))
        self._text.setPlaceholderText(self.tr("It has not run yet"))
        # A text field keeps the Tab key for itself unless it is told not to.
        self._text.setTabChangesFocus(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        copy = QPushButton(icon("copy"), self.tr("&Copy all"))
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setSpacing(GRID)
        layout.addWidget(self._text)
        layout.addWidget(buttons)
        self.resize(720, 400)
        controller.job_changed.connect(self._follow)
        self._follow(job)

    def text(self) -> str:
        """Return what is shown."""
        return self._text.toPlainText()

    def _follow(self, job: Job) -> None:
        if job is not self._job:
            return
        old, self._shown = self._shown, list(job.log)
        if self._shown == old:
            return
        if self._shown[: len(old)] == old:
            for line in self._shown[len(old) :]:
                self._text.appendPlainText(line)
            return
        self._text.setPlainText("\n".join(self._shown))
        self._text.moveCursor(QTextCursor.MoveOperation.End)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
