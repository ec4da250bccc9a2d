"""The widgets of the capture dialog and how they lie."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from guestcore_gui.capture.machines import MachineList
from guestcore_gui.capture.planned import PlanCard
from guestcore_gui.capture.ways import WayChoice
from guestcore_gui.jobs.words import phase_word
from guestcore_gui.parts.copying import announce
from guestcore_gui.parts.labels import Card, IconLabel, PlainLabel
from guestcore_gui.parts.primary import PrimaryButton
from guestcore_gui.theme.icons import icon
from guestcore_gui.theme.metrics import GRID, MARGIN, TIGHT, heading_font
from guestcore_gui.work import Step

_PER_MILLE = 1000
_NO_HIGHER = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
_NO_HIGHER.setHeightForWidth(True)


class CaptureForm(QWidget):
    """Shows; the dialog connects and decides."""

    def __init__(self) -> None:
        super().__init__()
        self.machines = MachineList()
        self.ways = WayChoice()
        self.plan = PlanCard()
        self.folder = QLineEdit()
        self.choose_folder = QPushButton(self.tr("C&hoose…"))
        self.choose_vmrun = QPushButton(self.tr("Choose v&mrun…"))
        self.start = PrimaryButton(self.tr("&Capture"))
        self.stop = QPushButton(icon("square"), self.tr("St&op"))
        self.close_button = QPushButton(self.tr("Close"))
        self.phase = PlainLabel("")
        self.bar = QProgressBar()
        self._outcome = Card()
        self._outcome_icon = IconLabel("info")
        self.outcome = PlainLabel("", selectable=True)
        self._lay_out()

    def _lay_out(self) -> None:
        for button in (self.choose_folder, self.choose_vmrun, self.close_button):
            button.setAutoDefault(False)
        self.start.setEnabled(False)
        self.bar.setAccessibleName(self.tr("Progress of the capture"))
        self._choices = QWidget()
        page = QVBoxLayout(self._choices)
        page.setContentsMargins(MARGIN, MARGIN, MARGIN, GRID)
        page.setSpacing(2 * GRID)
        self._missing = self._make_missing()
        for part in (self._missing, self.machines, self.ways):
            part.setSizePolicy(_NO_HIGHER)
            page.addWidget(part)
        page.addLayout(self._make_folder())
        page.addWidget(self.plan)
        page.addStretch(1)
        scroll = QScrollArea()
        scroll.setAccessibleName(self.tr("Choices and what will happen"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._choices)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(scroll, 1)
        layout.addLayout(self._make_foot())
        self.show_vmrun_missing(False)
        self.show_capturing(False)
        self._outcome.hide()

    def _make_missing(self) -> Card:
        card = Card("warning")
        row = QHBoxLayout(card)
        row.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        row.setSpacing(GRID)
        sign = IconLabel("triangle-alert", "warning")
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(TIGHT)
        title = PlainLabel(self.tr("vmrun was not found"), font=heading_font())
        words.addWidget(title)
        words.addWidget(
            PlainLabel(
                self.tr(
                    "It comes with VMware Workstation, Player and Fusion, and is what "
                    "controls running machines. If it is somewhere else, choose it "
                    "here or in the settings."
                )
            )
        )
        row.addLayout(words, 1)
        row.addWidget(self.choose_vmrun, 0, Qt.AlignmentFlag.AlignTop)
        return card

    def _make_folder(self) -> QVBoxLayout:
        layout = QVBoxLayout()
        layout.setSpacing(GRID)
        label = QLabel(self.tr("Save the core &in:"))
        label.setBuddy(self.folder)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose_folder)
        layout.addWidget(label)
        layout.addLayout(row)
        return layout

    def _make_foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(MARGIN, 0, MARGIN, 0)
        foot.setSpacing(GRID)
        told = QHBoxLayout(self._outcome)
        told.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        told.setSpacing(GRID)
        told.addWidget(self._outcome_icon, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.outcome, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch()
        for button in (self.start, self.stop, self.close_button):
            buttons.addWidget(button)
        foot.addWidget(self._outcome)
        foot.addWidget(self.phase)
        foot.addWidget(self.bar)
        foot.addLayout(buttons)
        return foot

    def show_vmrun_missing(self, is_missing: bool) -> None:
        """Say that vmrun is missing, or that nothing is."""
        self._missing.setVisible(is_missing)

    def show_capturing(self, is_capturing: bool) -> None:
        """Lock the choices and show the progress, or the other way round."""
        self._choices.setEnabled(not is_capturing)
        self.start.setVisible(not is_capturing)
        self.stop.setVisible(is_capturing)
        self.stop.setEnabled(True)
        self.bar.setVisible(is_capturing)
        self.phase.setVisible(is_capturing)
        if is_capturing:
            self._outcome.hide()
            self.phase.setText(self.tr("Starting"))
            self.bar.setRange(0, 0)
            self.stop.setFocus()

    def show_step(self, step: Step) -> None:
        """Show how far it is."""
        word = phase_word(step.phase)
        if word != self.phase.text():
            self.phase.setText(word)
            self.bar.setAccessibleDescription(word)
            announce(self.bar, word)
        self.bar.setRange(0, _PER_MILLE if step.total and step.done else 0)
        if step.total and step.done:
            part = min(step.done, step.total) * _PER_MILLE // step.total
            self.bar.setValue(part)

    def show_stopping(self) -> None:
        """Say at once that it stops."""
        self.stop.setEnabled(False)
        self.bar.setRange(0, 0)
        self.phase.setText(self.tr("Stopping: the virtual machine is being given back"))

    def show_outcome(self, picture: str, tone: str, text: str) -> None:
        """Say how it ended."""
        self._outcome_icon.set_icon(picture, tone)
        self.outcome.setText(text)
        self._outcome.show()
        announce(self.outcome, text)
