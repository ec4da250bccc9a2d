"""Offers to remove what runs that were killed left beside cores."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from guestcore.core.temporary import Leftover
from guestcore.report.units import size_text
from guestcore.text import printable
from guestcore_gui.i18n import localized
from guestcore_gui.jobs.controller import JobController
from guestcore_gui.parts.labels import IconLabel, PlainLabel, tooltip
from guestcore_gui.theme.metrics import GRID

_SHOWN = 10


class LeftoverBar(QWidget):
    """One line with two buttons; hidden until there is something to offer."""

    def __init__(self, controller: JobController) -> None:
        super().__init__()
        self._leftovers = controller.leftovers
        self._label = PlainLabel()
        self._remove = QPushButton(self.tr("Remove them"))
        self._keep = QPushButton(self.tr("Keep them"))
        self._remove.clicked.connect(self._press_remove)
        self._keep.clicked.connect(self._press_keep)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.setSpacing(GRID)
        layout.addWidget(IconLabel("info"))
        layout.addWidget(self._label, 1)
        layout.addWidget(self._remove)
        layout.addWidget(self._keep)
        self.hide()
        self._leftovers.found.connect(self.offer)
        if self._leftovers.items:
            self.offer(self._leftovers.items)

    def offer(self, leftovers: list[Leftover]) -> None:
        """Offer to remove some files."""
        number = self.tr(
            "%n temporary file(s) of conversions that were killed: {size}",
            "",
            len(leftovers),
        )
        size = sum(leftover.size for leftover in leftovers)
        self._label.setText(number.format(size=localized(size_text(size))))
        names = [printable(str(one.path)) for one in leftovers[:_SHOWN]]
        self._label.setToolTip("<br>".join(tooltip(name) for name in names))
        self.show()

    def _press_remove(self) -> None:
        self.hide()
        self._leftovers.remove()

    def _press_keep(self) -> None:
        self.hide()
        self._leftovers.keep()
