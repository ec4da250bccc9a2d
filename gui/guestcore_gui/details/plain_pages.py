"""The pages without a machine: nothing chosen yet, and being looked at."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from guestcore_gui.parts.labels import IconLabel, PlainLabel
from guestcore_gui.parts.primary import PrimaryButton
from guestcore_gui.theme.metrics import GRID, HUGE_ICON, MARGIN, title_font
from guestcore_gui.work import Step

_WIDTH = 440
"""Pixels of a text that is read in one go."""


class _Centred(QWidget):
    """A page of a few lines; how high it is at least follows from its width."""

    def minimumSizeHint(self) -> QSize:
        """Return a size that shows everything."""
        layout, hint = self.layout(), super().minimumSizeHint()
        if layout is None or not layout.hasHeightForWidth():
            return hint
        return QSize(hint.width(), layout.totalHeightForWidth(_WIDTH))


class DropPage(_Centred):
    """Says what to do first."""

    open_requested = Signal()
    demo_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = _centred(PlainLabel(font=title_font()))
        self.text = _centred(PlainLabel())
        self.choose = PrimaryButton(self.tr("Choose f&iles…"))
        self.choose.clicked.connect(self.open_requested)
        self.demo = QPushButton(self.tr("Try it with a &demo"))
        self.demo.setAutoDefault(False)
        self.demo.clicked.connect(self.demo_requested)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.demo)
        buttons.addStretch(1)
        _stack(
            self, IconLabel("memory-stick", "quiet", HUGE_ICON), self.title, self.text
        )
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertLayout(layout.count() - 1, buttons)
        self.say(library_is_empty=False)

    def say(self, *, library_is_empty: bool) -> None:
        """Say what to do.

        :param library_is_empty: There is nothing to select on the left.
        """
        self.title.setText(self.tr("Drop a frozen virtual machine here"))
        if library_is_empty:
            first = self.tr("No virtual machines of VMware were found by themselves.")
            second = self.tr(
                "Drop the folder of one here, or a saved state (.vmss, .vmsn)."
            )
        else:
            first = self.tr("Drop its folder here, or a saved state (.vmss, .vmsn),")
            second = self.tr("or select one of its states on the left.")
        self.text.setText(f"{first}\n{second}")


class LoadingPage(_Centred):
    """Something is being looked at, and that can be stopped."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = _centred(PlainLabel(font=title_font()))
        self.text = _centred(PlainLabel(quiet=True))
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_WIDTH // 2)
        self.cancel = QPushButton(self.tr("&Cancel"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.cancelled)
        _stack(self, self.title, self.text, self.bar, self.cancel)

    def begin(self, name: str) -> None:
        """Say what is looked at; its name is fit to be shown."""
        self.title.setText(self.tr("Looking at {name}").format(name=name))
        self.bar.setAccessibleName(self.title.text())
        self.text.setText(self.tr("Nothing is written yet."))
        self.bar.setRange(0, 0)

    def show_step(self, step: Step) -> None:
        """Say how far that is."""
        if step.total > 0:
            self.bar.setRange(0, 1000)
            self.bar.setValue(min(1000 * step.done // step.total, 1000))
        else:
            self.bar.setRange(0, 0)


def _stack(page: QWidget, *widgets: QWidget) -> None:
    layout = QVBoxLayout(page)
    layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    layout.setSpacing(2 * GRID)
    layout.addStretch(1)
    for widget in widgets:
        if isinstance(widget, PlainLabel):
            layout.addWidget(widget)
        else:
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
    layout.addStretch(1)


def _centred(label: PlainLabel) -> PlainLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
