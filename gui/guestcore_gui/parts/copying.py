"""Copying that is seen and heard: the button says so, and so do screen readers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QPushButton

from guestcore_gui.theme.icons import icon

_SHOWN = 2000
"""Milliseconds for which a button says *Copied*."""


def announce(sender: QObject, text: str) -> None:
    """Have screen readers say a text now."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(sender, text))


class CopyButton(QPushButton):
    """Copies a text, then says *Copied* for a moment.

    :param text: What the button says.
    :param source: Returns what is copied.
    """

    def __init__(self, text: str, source: Callable[[], str]) -> None:
        super().__init__(icon("copy"), text)
        self._label = text
        self._source = source
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN)
        self._timer.timeout.connect(self._show_label)
        self.clicked.connect(self.copy)
        self.setAutoDefault(False)

    def copy(self) -> None:
        """Copy, and say so."""
        QGuiApplication.clipboard().setText(self._source())
        copied = self.tr("Copied")
        self.setMinimumWidth(max(self.width(), self.minimumWidth()))
        self.setIcon(icon("check", "good"))
        self.setText(copied)
        announce(self, copied)
        self._timer.start()

    def changeEvent(self, event: QEvent) -> None:
        """Forget the width of the other font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setMinimumWidth(0)

    def _show_label(self) -> None:
        self.setIcon(icon("copy"))
        self.setText(self._label)
