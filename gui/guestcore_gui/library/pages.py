"""What stands in the place of the tree while there is none."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from guestcore.text import printable
from guestcore_gui.parts.labels import IconLabel, PlainLabel
from guestcore_gui.theme.icons import icon
from guestcore_gui.theme.metrics import BIG_ICON, GRID, heading_font

_SHOWN_SEARCH = 40
"""Characters of a search that are repeated."""


class _Page(QWidget):
    """An icon, what is so, what to do, perhaps a button; in the middle."""

    pressed = Signal()

    def __init__(self, picture: str, button: QPushButton | None = None) -> None:
        super().__init__()
        self.title = PlainLabel(font=heading_font())
        self.text = PlainLabel(quiet=True)
        self.button = button
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(IconLabel(picture, "quiet", BIG_ICON), 0, middle)
        for label in (self.title, self.text):
            label.setAlignment(middle)
            layout.addWidget(label)
        if button is not None:
            button.setAutoDefault(False)
            button.clicked.connect(self.pressed)
            layout.addSpacing(GRID)
            layout.addWidget(button, 0, middle)
        layout.addStretch(2)


class EmptyPage(_Page):
    """No machine was found."""

    def __init__(self) -> None:
        super().__init__("monitor")
        self.title.setText(self.tr("No virtual machines found"))
        self.text.setText(
            self.tr(
                "Add the folder in which yours lie, or drop it anywhere in this window."
            )
        )


class SearchingPage(_Page):
    """The first search goes on."""

    def __init__(self) -> None:
        super().__init__("loader")
        self.title.setText(self.tr("Searching for virtual machines…"))
        self.text.setText(self.tr("Files can be dropped meanwhile."))


class NoMatchPage(_Page):
    """A search found nothing."""

    def __init__(self) -> None:
        super().__init__(
            "search", QPushButton(icon("x"), self.tr("Clear the search te&xt"))
        )
        self.text.setText(self.tr("Names, guest systems and file names are searched."))

    def say(self, search: str) -> None:
        """Say what was searched for."""
        text = self.tr("Nothing matches “{search}”")
        shown = printable(search, limit=_SHOWN_SEARCH)
        self.title.setText(text.format(search=shown))
