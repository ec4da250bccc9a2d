"""The buttons of a report: one is primary, by what the report says."""

from __future__ import annotations

from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, Signal
from PySide6.QtWidgets import QPushButton

from guestcore_gui.i18n import translate
from guestcore_gui.parts.copying import CopyButton
from guestcore_gui.parts.primary import PrimaryButton
from guestcore_gui.result.shown import Judgement, Shown
from guestcore_gui.theme.icons import icon


class Action(Enum):
    """What can be done with a report."""

    SHOW = auto()
    SAVE = auto()
    CHECK = auto()
    CONVERT = auto()
    RETRY = auto()
    DELETE = auto()


_LABELS: dict[Action, tuple[str, Any]] = {
    Action.SHOW: ("folder-open", QT_TRANSLATE_NOOP("Report", "Show &in folder")),
    Action.SAVE: ("save", QT_TRANSLATE_NOOP("Report", "&Save report…")),
    Action.CHECK: ("scan-search", QT_TRANSLATE_NOOP("Report", "Chec&k in full")),
    Action.CONVERT: ("rotate-cw", QT_TRANSLATE_NOOP("Report", "Co&nvert again")),
    Action.RETRY: ("rotate-cw", QT_TRANSLATE_NOOP("Report", "Ret&ry")),
    Action.DELETE: ("trash-2", QT_TRANSLATE_NOOP("Report", "D&elete the core…")),
}
_PRIMARY: dict[Judgement, Action] = {
    Judgement.VALID: Action.SHOW,
    Judgement.WARNINGS: Action.SHOW,
    Judgement.NOT_COMPARED: Action.SHOW,
    Judgement.INVALID: Action.CONVERT,
    Judgement.UNCHECKED: Action.CHECK,
    Judgement.FAILED: Action.RETRY,
    Judgement.CANCELLED: Action.RETRY,
}


class ReportButtons(QObject):
    """Makes the buttons, and decides which of them make sense."""

    chosen = Signal(object)
    """An :class:`Action`."""

    def __init__(self) -> None:
        super().__init__()
        self.back = QPushButton(self.tr("&Back"))
        self.back.setAutoDefault(False)
        self.primary = PrimaryButton("")
        self.primary.clicked.connect(self._on_primary)
        self.copy_path = CopyButton(self.tr("Copy &path"), self._path_text)
        self._path = ""
        self._primary: Action | None = None
        self._buttons = {action: self._make(action) for action in Action}

    def secondary(self) -> list[QPushButton]:
        """Return the buttons below the verdict."""
        first = self._buttons[Action.SHOW]
        rest = [button for button in self._buttons.values() if button is not first]
        return [first, self.copy_path, *rest]

    def button(self, action: Action) -> QPushButton:
        """Return the button that does something now."""
        return self.primary if action is self._primary else self._buttons[action]

    def show_none(self) -> None:
        """Offer nothing but the way back."""
        self._primary = None
        self.primary.hide()
        for button in self.secondary():
            button.hide()

    def offer(self, shown: Shown, *, is_there: bool, can_retry: bool) -> None:
        """Offer what makes sense for a report.

        :param is_there: Its core exists.
        :param can_retry: It is of a job that may be tried again.
        """
        core = shown.core
        has_source = shown.source is not None
        sense = {
            Action.SHOW: is_there,
            Action.SAVE: shown.judgement is not Judgement.NOT_OVER,
            Action.CHECK: is_there,
            Action.CONVERT: has_source and core is not None,
            Action.RETRY: can_retry and core is None,
            Action.DELETE: is_there,
        }
        self._path = "" if core is None else str(core.path.absolute())
        wished = _PRIMARY.get(shown.judgement)
        self._primary = wished if wished is not None and sense[wished] else None
        if self._primary is not None:
            self._say(self.primary, self._primary)
        self.primary.setVisible(self._primary is not None)
        self.copy_path.setVisible(core is not None)
        for action, button in self._buttons.items():
            button.setVisible(sense[action] and action is not self._primary)

    def set_busy(self, is_busy: bool) -> None:
        """Lock what would disturb a check."""
        for action in (Action.CHECK, Action.CONVERT, Action.DELETE):
            self.button(action).setEnabled(not is_busy)

    def _make(self, action: Action) -> QPushButton:
        button = QPushButton()
        button.setAutoDefault(False)
        self._say(button, action)
        button.setIcon(icon(_LABELS[action][0]))
        button.clicked.connect(lambda: self.chosen.emit(action))
        return button

    def _say(self, button: QPushButton, action: Action) -> None:
        button.setText(translate("Report", _LABELS[action][1]))

    def _on_primary(self) -> None:
        if self._primary is not None:
            self.chosen.emit(self._primary)

    def _path_text(self) -> str:
        return self._path
