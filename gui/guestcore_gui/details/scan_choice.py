"""Whether all memory is searched for the kernel: asked only where that may help."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from guestcore_gui.parts.labels import PlainLabel
from guestcore_gui.theme.metrics import TIGHT, small_font


class ScanChoice(QWidget):
    """A switch, off at first, and what it means."""

    def __init__(self) -> None:
        super().__init__()
        self._is_offered = False
        self.box = QCheckBox(self.tr("Sea&rch all memory for the kernel"))
        text = self.tr(
            "No kernel was found where the registers lead. A search reads everything "
            "once more."
        )
        self.box.setAccessibleDescription(text)
        self.about = PlainLabel(text, font=small_font(), quiet=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(self.box)
        layout.addWidget(self.about)

    @property
    def is_chosen(self) -> bool:
        """True if it is offered, and the user wants it."""
        return self._is_offered and self.box.isChecked()

    def offer(self, offered: bool) -> None:
        """Say whether there is a choice; who shows the row follows this."""
        self._is_offered = offered
