"""What to do with running work: when the queue is stopped, or the window closed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from guestcore_gui.jobs.scheduling import StopChoice
from guestcore_gui.parts.labels import IconLabel, PlainLabel
from guestcore_gui.theme.metrics import BIG_ICON, GRID, MARGIN, heading_font


class StopDialog(QDialog):
    """Asks once and tells the answer; Escape goes on.

    :param count: Jobs that have begun.
    :param closing: The window is to be closed, too.
    """

    chosen = Signal(object)
    """A :class:`StopChoice`."""

    def __init__(self, count: int, parent: QWidget | None, *, closing: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.tr("Close GuestCore?") if closing else self.tr("Stop the queue?")
        self.setWindowTitle(title)
        running = self.tr("%n conversion(s) have not ended.", "", count)
        later = self.tr(
            "A conversion that is stopped leaves nothing behind; it can be started "
            "anew. What waits stays in the queue, on hold."
        )
        heading = PlainLabel(running, font=heading_font())
        texts = QVBoxLayout()
        texts.setSpacing(GRID)
        texts.addWidget(heading)
        texts.addWidget(PlainLabel(later))
        texts.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(2 * GRID)
        sign = IconLabel("circle-help", size=BIG_ICON)
        top.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(texts, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * GRID)
        layout.setSpacing(MARGIN)
        layout.addLayout(top)
        layout.addWidget(self._buttons(count, closing=closing))
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{running} {later}")
        self.setMinimumWidth(480)

    def _buttons(self, count: int, *, closing: bool) -> QDialogButtonBox:
        finish = self.tr("&Finish this one")
        if count > 1:
            finish = self.tr("&Finish these")
        now = self.tr("&Stop now")
        go_on = self.tr("&Go on")
        if closing:
            finish = self.tr("&Finish, then close")
            now = self.tr("&Stop and close")
        box = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        for text, where, choice in (
            (finish, role.AcceptRole, StopChoice.FINISH),
            (now, role.DestructiveRole, StopChoice.NOW),
            (go_on, role.RejectRole, StopChoice.GO_ON),
        ):
            button = QPushButton(text)
            button.setObjectName(choice.name)
            button.setAutoDefault(choice is StopChoice.GO_ON)
            button.setDefault(choice is StopChoice.GO_ON)
            button.clicked.connect(lambda _checked, choice=choice: self._choose(choice))
            box.addButton(button, where)
        return box

    def _choose(self, choice: StopChoice) -> None:
        self.chosen.emit(choice)
        self.done(int(choice is not StopChoice.GO_ON))

    def reject(self) -> None:
        """Escape, or the window's own button: go on."""
        self._choose(StopChoice.GO_ON)
