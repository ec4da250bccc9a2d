"""How a report looks: verdict, buttons, checks, facts. The page acts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from guestcore.text import printable
from guestcore.validation.result import Outcome
from guestcore_gui.i18n import localized
from guestcore_gui.jobs.words import phase_word
from guestcore_gui.parts.copying import announce
from guestcore_gui.parts.flow import FlowLayout
from guestcore_gui.parts.labels import Card, ElidedLabel, IconLabel, PlainLabel, capital
from guestcore_gui.result.banner import Banner
from guestcore_gui.result.buttons import ReportButtons
from guestcore_gui.result.check_row import CheckRow
from guestcore_gui.result.commands_card import CommandsCard
from guestcore_gui.result.facts_table import FactsTable
from guestcore_gui.result.handle import CoreHandle
from guestcore_gui.result.meanings import explain
from guestcore_gui.result.shown import Judgement, Shown
from guestcore_gui.result.words import (
    LOOKS,
    core_facts,
    kernel_facts,
    verdict_sentence,
    verdict_title,
)
from guestcore_gui.theme.metrics import GRID, MARGIN, heading_font, title_font
from guestcore_gui.work import Step

if TYPE_CHECKING:
    from guestcore.report.commands import DebuggerCommands

_PER_MILLE = 1000
_MAX_SENTENCE = 2000
_URGENCY = {Outcome.FAIL: 0, Outcome.WARN: 1}


class ReportView(QWidget):
    """Shows a report, and how far a check is."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ElidedLabel("", font=title_font())
        self.handle = CoreHandle()
        self.buttons = ReportButtons()
        self.banner = Banner()
        self.note_icon, self.note = IconLabel("info"), PlainLabel("")
        self._note_box = Card()
        self.progress = QWidget()
        self.phase, self.bar = PlainLabel(""), QProgressBar()
        self.stop = QPushButton(self.tr("St&op"))
        self.stop.setAutoDefault(False)
        self.commands: CommandsCard | None = None
        self.rows: list[CheckRow] = []
        self._body = QVBoxLayout()
        self._commands_place = QVBoxLayout()
        self.area = QScrollArea()
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * GRID)
        head.setSpacing(GRID)
        head.addWidget(self.handle)
        head.addWidget(self.title, 1)
        head.addWidget(self.buttons.back)
        head.addWidget(self.buttons.primary)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        column.setSpacing(2 * GRID)
        self._fill_note()
        self._fill_progress()
        actions = QWidget()
        flow = FlowLayout(actions)
        for button in self.buttons.secondary():
            flow.addWidget(button)
        for part in (self.banner, actions, self.progress, self._note_box):
            column.addWidget(part)
        self._commands_place.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._commands_place)
        self._body.setSpacing(MARGIN)
        column.addLayout(self._body)
        column.addStretch(1)
        self.area.setAccessibleName(self.tr("Checks and facts"))
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.area, 1)

    def _fill_note(self) -> None:
        row = QHBoxLayout(self._note_box)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        row.setSpacing(GRID)
        row.addWidget(self.note_icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.note, 1)
        self._note_box.hide()

    def _fill_progress(self) -> None:
        row = QHBoxLayout(self.progress)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        self.phase.setWordWrap(False)
        self.bar.setAccessibleName(self.tr("Progress of the check"))
        row.addWidget(self.phase)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self.progress.hide()

    # what is shown

    def show_waiting(self, name: str, text: str) -> None:
        """Say that a core is being looked at."""
        self._clear()
        self.title.set_text(printable(name))
        self.handle.set_core(None)
        self.banner.say(("scan-search", "quiet"), text, "")

    def show_report(self, shown: Shown) -> None:
        """Show a report from its top."""
        self._clear()
        self.title.set_text(printable(shown.title))
        failed = shown.failed
        first = explain(failed[0]).title if failed else ""
        sentence, advice = verdict_sentence(shown, first), ""
        if shown.judgement is Judgement.FAILED and shown.problem is not None:
            sentence = localized(shown.problem.message, limit=_MAX_SENTENCE)
            advice = localized(shown.problem.hint, limit=_MAX_SENTENCE)
        look = LOOKS[shown.judgement]
        self.banner.say(look, verdict_title(shown), sentence, advice)
        self._add_checks(shown)
        self._add_warnings(shown.warnings)
        for title, facts in (
            (self.tr("Kernel"), kernel_facts(shown)),
            (self.tr("Core"), core_facts(shown)),
        ):
            if facts:
                self._add_group(title, (FactsTable(facts),))
        self.area.verticalScrollBar().setValue(0)

    def show_gone(self, title: str) -> None:
        """Say that there is no core any more, instead of how good it was."""
        text = self.tr("What follows is what was known of it.")
        self.banner.say(("trash-2", "quiet"), title, text)

    def show_commands(self, commands: DebuggerCommands | None) -> None:
        """Show the lines that open the core; None: none."""
        if self.commands is not None:
            self.commands.hide()
            self.commands.deleteLater()
            self.commands = None
        if commands is not None:
            self.commands = CommandsCard(commands)
            self._commands_place.addWidget(self.commands)

    def say(self, picture: str, tone: str, text: str) -> None:
        """Add a remark under the buttons, so that these stay; an empty text: none."""
        self.note_icon.set_icon(picture, tone)
        self.note.setText(capital(text))
        self._note_box.setVisible(bool(text))
        if text:
            announce(self.note, text)

    def show_progress(self, is_running: bool) -> None:
        """Show or hide the bar."""
        self.progress.setVisible(is_running)
        self.stop.setEnabled(True)
        self.phase.setText(self.tr("Checking"))
        self.bar.setRange(0, 0)

    def show_step(self, step: Step) -> None:
        """Show how far a check is."""
        self.phase.setText(phase_word(step.phase))
        is_known = step.total > 0
        self.bar.setRange(0, _PER_MILLE if is_known else 0)
        if is_known:
            self.bar.setValue(min(step.done, step.total) * _PER_MILLE // step.total)

    def show_stopping(self) -> None:
        """Say at once that it stops."""
        self.stop.setEnabled(False)
        self.phase.setText(self.tr("Stopping"))

    def _add_checks(self, shown: Shown) -> None:
        """Show what failed first: it is what the reader came for."""
        checks = sorted(shown.checks, key=lambda check: _URGENCY.get(check.outcome, 2))
        self.rows = [CheckRow(check) for check in checks]
        if self.rows:
            self._add_group(self.tr("Checks"), self.rows)

    def _add_warnings(self, warnings: Iterable[str]) -> None:
        texts = [capital(localized(text, limit=_MAX_SENTENCE)) for text in warnings]
        if texts:
            labels = [PlainLabel(text) for text in texts]
            self._add_group(self.tr("Remarks"), labels)

    def _add_group(self, title: str, widgets: Iterable[QWidget]) -> None:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(PlainLabel(title, font=heading_font()))
        for widget in widgets:
            column.addWidget(widget)
        self._body.addWidget(group)

    def _clear(self) -> None:
        self.say("info", "", "")
        self.show_commands(None)
        self.rows = []
        while (item := self._body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
