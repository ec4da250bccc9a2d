"""How much space there is where a core goes, in one line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from guestcore.report.units import size_text
from guestcore_gui.details.targets import Target
from guestcore_gui.i18n import localized
from guestcore_gui.parts.labels import IconLabel, PlainLabel
from guestcore_gui.theme.colours import colours
from guestcore_gui.theme.metrics import TIGHT, small_font


class SpaceLine(QWidget):
    """An icon and words; red where the core does not fit."""

    def __init__(self) -> None:
        super().__init__()
        self.tone = ""
        self._icon = IconLabel("hard-drive", "quiet")
        self.text = PlainLabel(font=small_font())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TIGHT)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)

    def show_nothing(self) -> None:
        """Say that a file has to be named."""
        self._say("circle-x", "bad", self.tr("Name a file."))

    def show_target(self, target: Target | None, needed: int) -> None:
        """Say what is at a place, None while that is not known.

        :param needed: Bytes that the core takes at most.
        """
        most = localized(size_text(needed))
        if target is None:
            self._say("hard-drive", "quiet", self.tr("Looking at the disk…"))
        elif not target.has_folder:
            self._say("circle-x", "bad", self.tr("This folder does not exist."))
        elif target.is_folder:
            text = self.tr("This is a folder: name a file in it.")
            self._say("circle-x", "bad", text)
        elif target.free is not None and target.free < needed:
            text = self.tr("Too little space: {free} free, up to {most} needed.")
            free = localized(size_text(target.free))
            self._say("circle-x", "bad", text.format(free=free, most=most))
        elif target.exists:
            text = self.tr("This file exists; replacing it is asked for.")
            self._say("triangle-alert", "warning", text)
        elif target.free is None:
            text = self.tr("Up to {most} needed; how much is free is not known.")
            self._say("hard-drive", "quiet", text.format(most=most))
        else:
            text = self.tr("{free} free, up to {most} needed.")
            free = localized(size_text(target.free))
            self._say("hard-drive", "quiet", text.format(free=free, most=most))

    def _say(self, name: str, tone: str, text: str) -> None:
        self.tone = tone
        self._icon.set_icon(name, tone)
        self.text.setText(text)
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.WindowText, getattr(colours(), tone))
        self.text.setPalette(palette)
