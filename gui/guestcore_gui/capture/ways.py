"""The choice of how a machine is captured, and whether its snapshot goes again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QRadioButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from guestcore_gui.capture.order import Way
from guestcore_gui.parts.labels import PlainLabel
from guestcore_gui.theme.metrics import GRID, TIGHT, heading_font, small_font


class WayChoice(QWidget):
    """Three ways, each with what it means for the machine."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(TIGHT)
        self._group = QButtonGroup(self)
        self.buttons: dict[Way, QRadioButton] = {}
        self._layout.addWidget(PlainLabel(self.tr("How"), font=heading_font()))
        self._add(
            Way.SNAPSHOT,
            self.tr("Take a &snapshot"),
            self.tr("The machine goes on running."),
        )
        self.remove = QCheckBox(self.tr("Remove the s&napshot afterwards"))
        self.remove.setChecked(True)
        self._layout.addWidget(_indented(self.remove, self._indent()))
        self._add(
            Way.CONVERT_FIRST,
            self.tr("Suspend, con&vert, then resume"),
            self.tr("The machine stands still until its core is written."),
        )
        self._add(
            Way.COPY_FIRST,
            self.tr("Suspend, cop&y the files, resume at once"),
            self.tr(
                "The machine stands still while its memory is written and copied. The "
                "copies go into the folder of the core until that is written."
            ),
        )
        self.buttons[Way.SNAPSHOT].setChecked(True)
        self._group.buttonToggled.connect(self._tell)

    def way(self) -> Way:
        """Return the way that is chosen."""
        return next(way for way, button in self.buttons.items() if button.isChecked())

    def _add(self, way: Way, text: str, meaning: str) -> None:
        button = QRadioButton(text)
        button.setAccessibleDescription(meaning)
        self._group.addButton(button)
        self.buttons[way] = button
        label = PlainLabel(meaning, quiet=True, font=small_font())
        self._layout.addSpacing(TIGHT)
        self._layout.addWidget(button)
        self._layout.addWidget(_indented(label, self._indent()))

    def _indent(self) -> int:
        metric = QStyle.PixelMetric.PM_ExclusiveIndicatorWidth
        return self.style().pixelMetric(metric) + GRID

    def _tell(self, _button: object, checked: bool) -> None:
        self.remove.setEnabled(self.way() is Way.SNAPSHOT)
        if checked:
            self.changed.emit()


def _indented(widget: QWidget, indent: int) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(indent, 0, 0, 0)
    layout.addWidget(widget)
    return box
