"""Below the queue: how far the whole is, and what is done to all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from guestcore.report.units import time_left_text
from guestcore_gui.i18n import localized
from guestcore_gui.jobs.job import Job, JobState
from guestcore_gui.jobs.overall import Overall
from guestcore_gui.parts.labels import ElidedLabel
from guestcore_gui.theme.metrics import GRID

_BAR_WIDTH = 120
_STEPS = 1000
_FAILED = (JobState.FAILED, JobState.INVALID)


class QueueFooter(QWidget):
    """Shows what it is told; tells what is pressed."""

    pause_all = Signal()
    resume_all = Signal()
    stop = Signal()
    clear_finished = Signal()
    retry_failed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._resumes = False
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._bar.setAccessibleName(self.tr("Progress of the whole queue"))
        self._label = ElidedLabel()
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._retry = self._button(self.tr("Retr&y failed"), self.retry_failed.emit)
        self._clear = self._button(self.tr("C&lear finished"), self.clear_finished.emit)
        self._pause = self._button(self.tr("Pa&use all"), self._press_pause)
        self._stop = self._button(self.tr("S&top…"), self.stop.emit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._label, 1)
        for button in (self._retry, self._clear, self._pause, self._stop):
            layout.addWidget(button)

    def show_state(self, jobs: Iterable[Job], overall: Overall) -> None:
        """Show the queue as it is now."""
        jobs = list(jobs)
        self._bar.setVisible(overall.fraction is not None)
        self._bar.setValue(round(_STEPS * (overall.fraction or 0.0)))
        self._label.set_text(self._words(jobs, overall))
        works = overall.running and not overall.is_paused
        self._resumes = overall.can_resume and not works
        resume, pause = self.tr("Res&ume all"), self.tr("Pa&use all")
        self._pause.setText(resume if self._resumes else pause)
        self._pause.setEnabled(bool(self._resumes or overall.running))
        self._stop.setEnabled(bool(overall.running))
        self._clear.setEnabled(any(job.state.is_over for job in jobs))
        self._retry.setVisible(any(job.state in _FAILED for job in jobs))

    def _words(self, jobs: list[Job], overall: Overall) -> str:
        if not overall.running:
            return self._summary(jobs)
        number = self.tr("{number} of {total}")
        text = number.format(number=overall.current, total=overall.total)
        if overall.is_paused:
            return self.tr("{number}, paused").format(number=text)
        if overall.seconds_left is None:
            return text
        left = localized(time_left_text(overall.seconds_left))
        return self.tr("{number}, {time_left} left").format(number=text, time_left=left)

    def _summary(self, jobs: list[Job]) -> str:
        states = [job.state for job in jobs]
        bad = sum(states.count(state) for state in _FAILED)
        waiting = states.count(JobState.WAITING) + states.count(JobState.PAUSED)
        parts: list[str] = []
        if states.count(JobState.DONE):
            parts.append(self.tr("%n done", "", states.count(JobState.DONE)))
        if bad:
            parts.append(self.tr("%n failed", "", bad))
        if states.count(JobState.CANCELLED):
            parts.append(self.tr("%n cancelled", "", states.count(JobState.CANCELLED)))
        if waiting:
            parts.append(self.tr("%n waiting", "", waiting))
        return ", ".join(parts)

    def _press_pause(self) -> None:
        (self.resume_all if self._resumes else self.pause_all).emit()

    def _button(self, text: str, pressed: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(pressed)
        return button
