"""A problem in words, with its advice and with what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from guestcore.report.units import size_text
from guestcore.text import printable
from guestcore_gui.details.loading import Choice, Loaded
from guestcore_gui.details.naming import name_of
from guestcore_gui.details.problems import (
    Remedy,
    label_of,
    remedies_of,
    wording_of,
)
from guestcore_gui.i18n import localized
from guestcore_gui.parts.flow import FlowLayout
from guestcore_gui.parts.labels import Card, IconLabel, PlainLabel, tooltip
from guestcore_gui.theme.metrics import (
    BIG_ICON,
    GRID,
    TIGHT,
    heading_font,
    small_font,
)

_MAX_ROWS = 8
_MAX_SENTENCE = 2000


class ProblemCard(Card):
    """What is wrong. Emits what the user wants done."""

    remedy_chosen = Signal(object)
    """A :class:`~guestcore_gui.details.problems.Remedy`."""
    memory_chosen = Signal(object)
    """A memory file that was suggested: its path."""
    state_chosen = Signal(object)
    """One of several states: its path."""

    def __init__(self) -> None:
        super().__init__("bad")
        self._icon = IconLabel("circle-x", "bad", BIG_ICON)
        self.severity = PlainLabel(font=small_font(), quiet=True)
        self.title = PlainLabel(font=heading_font())
        self.advice = PlainLabel()
        self.sentence = PlainLabel(font=small_font(), quiet=True, selectable=True)
        self.states = QListWidget()
        self.states.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.states.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.states.itemActivated.connect(self._pick_state)
        self.pick = QPushButton()
        self.pick.setAutoDefault(False)
        self.pick.clicked.connect(self._pick_current)
        self._buttons = QWidget()
        FlowLayout(self._buttons)
        self._arrange()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(TIGHT)
        column.addWidget(self.severity)
        column.addWidget(self.title)
        column.addWidget(self.advice)
        column.addWidget(self.states)
        column.addWidget(self.pick, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.sentence)
        column.addSpacing(TIGHT)
        column.addWidget(self._buttons)
        row.addLayout(column, 1)

    def show_problem(self, loaded: Loaded) -> None:
        """Show what keeps an input from being converted."""
        error = loaded.known.error
        if error is None:
            return
        title, advice = wording_of(loaded)
        is_choice = bool(loaded.choices) and not remedies_of(loaded)
        tone = "warning" if is_choice or loaded.is_core else "bad"
        self.tone = tone
        self._icon.set_icon("circle-x" if tone == "bad" else "info", tone)
        problem, notice = self.tr("Problem"), self.tr("Notice")
        self.severity.setText(problem if tone == "bad" else notice)
        self.title.setText(title)
        self.advice.setText(advice)
        # Its hint is for the command line; the advice above takes its place.
        self.sentence.setText(localized(error.message, limit=_MAX_SENTENCE))
        self.setAccessibleName(title)
        self.setAccessibleDescription(advice)
        self._show_states(loaded.choices)
        self._show_buttons(loaded)

    def button(self, remedy: Remedy) -> QPushButton | None:
        """Return the button of a remedy."""
        for button in self._buttons.findChildren(QPushButton):
            if button.property("remedy") == remedy.value:
                return button
        return None

    def buttons(self) -> list[QPushButton]:
        """Return the buttons in their order."""
        return self._buttons.findChildren(QPushButton)

    def _show_states(self, choices: tuple[Choice, ...]) -> None:
        self.states.clear()
        with_machine = len({choice.machine for choice in choices}) > 1
        for choice in choices:
            text = _choice_text(choice, with_machine=with_machine)
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, choice.path)
            path = printable(str(choice.path), limit=4000)
            item.setToolTip(tooltip(path))
            self.states.addItem(item)
        self.states.setVisible(bool(choices))
        self.pick.setVisible(bool(choices))
        self.pick.setText(self.tr("Us&e this state"))
        self.states.setAccessibleName(self.tr("Saved states with memory"))
        if choices:
            self.states.setCurrentRow(0)
            rows = min(len(choices), _MAX_ROWS)
            height = self.states.sizeHintForRow(0) * rows
            self.states.setFixedHeight(height + 2 * self.states.frameWidth() + TIGHT)

    def _show_buttons(self, loaded: Loaded) -> None:
        layout = self._buttons.layout()
        while layout is not None and (item := layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.setParent(None)
                old.deleteLater()
        for path in loaded.suggestions:
            self._add_suggestion(path.name).clicked.connect(
                lambda _checked=False, path=path: self.memory_chosen.emit(path)
            )
        for remedy in remedies_of(loaded):
            button = self._add_button(label_of(remedy))
            button.setProperty("remedy", remedy.value)
            button.clicked.connect(
                lambda _checked=False, remedy=remedy: self.remedy_chosen.emit(remedy)
            )
        self._buttons.setVisible(bool(self.buttons()))

    def _add_suggestion(self, name: str) -> QPushButton:
        shown = printable(name, limit=60).replace("&", "&&")
        button = self._add_button(self.tr("Use {name}").format(name=shown))
        button.setToolTip(
            self.tr(
                "A memory file of the right size. Only its size fits: it may be "
                "that of another moment."
            )
        )
        return button

    def _add_button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        layout = self._buttons.layout()
        if layout is not None:
            layout.addWidget(button)
        return button

    def _pick_state(self, item: QListWidgetItem) -> None:
        self.state_chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _pick_current(self) -> None:
        item = self.states.currentItem()
        if item is not None:
            self._pick_state(item)


def _choice_text(choice: Choice, *, with_machine: bool) -> str:
    """Return a state in one line, fit to be shown."""
    entry = choice.entry
    if entry is None:
        return printable(choice.path.name, limit=200)
    called = (choice.machine if with_machine else "", name_of(entry))
    texts = [printable(name, limit=100) for name in called if name]
    if entry.created is not None:
        created = QDateTime.fromSecsSinceEpoch(int(entry.created.timestamp()))
        texts.append(QLocale().toString(created, QLocale.FormatType.ShortFormat))
    if entry.memory_size is not None:
        texts.append(localized(size_text(entry.memory_size)))
    texts.append(printable(choice.path.name, limit=200))
    return "  ·  ".join(texts)
