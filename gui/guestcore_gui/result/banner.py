"""The verdict: icon, words and a sentence."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from guestcore_gui.parts.labels import Card, IconLabel, PlainLabel, capital
from guestcore_gui.theme.metrics import GRID, HUGE_ICON, TIGHT, title_font


class Banner(Card):
    """What is read first."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("loader", "quiet", HUGE_ICON)
        self.title = PlainLabel("", font=title_font())
        self.sentence = PlainLabel("")
        self.advice = PlainLabel("")
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(TIGHT)
        words.addStretch(1)
        for label in (self.title, self.sentence, self.advice):
            words.addWidget(label)
        words.addStretch(1)
        row.addLayout(words, 1)

    def say(
        self, look: tuple[str, str], title: str, sentence: str, advice: str = ""
    ) -> None:
        """Show a verdict.

        :param look: Icon and tone.
        """
        self._icon.set_icon(*look)
        self.tone = look[1]
        self.title.setText(title)
        self.sentence.setText(capital(sentence))
        self.advice.setText(capital(advice))
        self.sentence.setVisible(bool(sentence))
        self.advice.setVisible(bool(advice))
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join((sentence, advice)).strip())
        self.update()
