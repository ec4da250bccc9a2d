"""A choice with a line that explains it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from guestcore_gui.parts.labels import PlainLabel
from guestcore_gui.theme.icons import icon
from guestcore_gui.theme.metrics import ICON, TIGHT, small_font


class _Combo(QComboBox):
    """Scrolling the page over it does not change what was chosen."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Take the wheel only if the user is here."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Explained(QWidget):
    """A combo box, what its choice means, and more of that if the user asks.

    :param name: What is chosen, for screen readers.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.combo = _Combo()
        self.combo.setAccessibleName(name)
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.combo.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.about = PlainLabel(font=small_font(), quiet=True)
        self.toggle = QToolButton()
        self.toggle.setText(self.tr("Where is it looked for?"))
        self.toggle.setFont(small_font())
        self.toggle.setIconSize(QSize(ICON, ICON))
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.setAutoRaise(True)
        self.toggle.setCheckable(True)
        self.toggle.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggle.toggled.connect(self._show_more)
        self.more = PlainLabel(font=small_font(), quiet=True, selectable=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(self.combo, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self.about)
        layout.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self.more)
        self.explain("")

    def explain(self, text: str, more: str = "") -> None:
        """Explain what is chosen.

        :param more: Shown when the user asks for it; empty: nothing to ask for.
        """
        self.about.setText(text)
        self.combo.setAccessibleDescription(text)
        self.more.setText(more)
        self.toggle.setVisible(bool(more))
        self._show_more(self.toggle.isChecked() and bool(more))

    def _show_more(self, shown: bool) -> None:
        self.toggle.setIcon(icon("chevron-down" if shown else "chevron-right"))
        self.more.setVisible(shown)


def label_for(text: str, buddy: QWidget) -> QLabel:
    """Return a label whose mnemonic goes to a control."""
    label = QLabel(text)
    label.setBuddy(buddy)
    return label
