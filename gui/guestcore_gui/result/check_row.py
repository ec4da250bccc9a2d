"""One check: its outcome, its figures, what it proves, and what to do if it failed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guestcore.validation.result import Check, Outcome
from guestcore_gui.i18n import localized
from guestcore_gui.parts.labels import IconLabel, PlainLabel
from guestcore_gui.result.meanings import explain
from guestcore_gui.result.words import OUTCOMES, outcome_word
from guestcore_gui.theme.metrics import GRID, TIGHT, heading_font, small_font

_MAX_DETAIL = 2000


class CheckRow(QWidget):
    """Reads as a paragraph, for eyes and for screen readers."""

    def __init__(self, check: Check) -> None:
        super().__init__()
        picture, tone, _word = OUTCOMES[check.outcome]
        word = outcome_word(check.outcome)
        known = explain(check)
        self.title = PlainLabel(known.title, font=heading_font())
        self.word = PlainLabel(word)
        self.word.setWordWrap(False)
        self.word.setSizePolicy(
            self.word.sizePolicy().horizontalPolicy().Fixed,
            self.word.sizePolicy().verticalPolicy(),
        )
        self.figures = PlainLabel(localized(check.detail, limit=_MAX_DETAIL))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(IconLabel(picture, tone), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(TIGHT)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self.title, 1)
        head.addWidget(self.word, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.figures)
        has_failed = check.outcome in (Outcome.FAIL, Outcome.WARN)
        for text in (known.means, known.advice) if has_failed else ():
            if text:
                column.addWidget(PlainLabel(text))
        if known.proves:
            column.addWidget(PlainLabel(known.proves, quiet=True, font=small_font()))
        row.addLayout(column, 1)
        self.setAccessibleName(f"{known.title}: {word}")
        self.setAccessibleDescription(self.figures.text())
