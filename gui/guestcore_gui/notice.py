"""A line at the top of the window: what the user should know, and what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from guestcore_gui.parts.labels import IconLabel, PlainLabel
from guestcore_gui.theme.icons import icon
from guestcore_gui.theme.metrics import GRID, TIGHT

_ICONS = {"info": ("info", ""), "warning": ("triangle-alert", "warning")}
_MAX_NOTICES = 4
"""That are no warnings: those stay until they are dismissed."""


class Notice(QFrame):
    """One notice: icon and text, a button or two, and one that dismisses it."""

    def __init__(self, text: str, level: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_dismissed = False
        self.level = level
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(GRID, TIGHT, TIGHT, TIGHT)
        self._layout.setSpacing(GRID)
        sign = IconLabel(*_ICONS[level])
        self.label = PlainLabel(text)
        dismiss = QToolButton()
        dismiss.setAutoRaise(True)
        dismiss.setIcon(icon("x"))
        dismiss.setAccessibleName(self.tr("Dismiss"))
        dismiss.setToolTip(self.tr("Dismiss"))
        dismiss.clicked.connect(self.dismiss)
        self._layout.addWidget(sign)
        self._layout.addWidget(self.label, 1)
        self._layout.addWidget(dismiss)

    def add_action(self, text: str, action: Callable[[], object]) -> QPushButton:
        """Add a button that does something and dismisses the notice."""
        button = QPushButton(text)
        button.clicked.connect(self.dismiss)
        button.clicked.connect(lambda _checked: action())
        self._layout.insertWidget(self._layout.count() - 1, button)
        return button

    def dismiss(self) -> None:
        """Remove the notice."""
        self.is_dismissed = True
        self.hide()
        self.deleteLater()


class NoticeBar(QWidget):
    """The notices, newest last; takes no room when there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(TIGHT)

    def add(self, text: str, level: str = "info") -> Notice:
        """Show a notice.

        :param text: Plain text, already fit to be shown.
        :param level: ``info`` or ``warning``.
        """
        passing = [one for one in self.notices() if one.level != "warning"]
        for old in passing[: max(0, len(passing) + 1 - _MAX_NOTICES)]:
            old.dismiss()
        notice = Notice(text, level)
        self._layout.addWidget(notice)
        return notice

    def notices(self) -> list[Notice]:
        """Return those that are there."""
        items = (self._layout.itemAt(i) for i in range(self._layout.count()))
        found = (item.widget() for item in items if item is not None)
        return [w for w in found if isinstance(w, Notice) and not w.is_dismissed]
