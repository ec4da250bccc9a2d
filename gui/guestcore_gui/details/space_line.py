"""How much space there is where a core goes, in one line."""

from __future__ import annotations

from guestcore.report.units import size_text
from guestcore_gui.details.status_line import StatusLine
from guestcore_gui.details.targets import Target
from guestcore_gui.i18n import localized


class SpaceLine(StatusLine):
    """Red where the core does not fit."""

    def show_nothing(self) -> None:
        """Say that a file has to be named."""
        self.say("circle-x", "bad", self.tr("Name a file."))

    def show_target(self, target: Target | None, needed: int) -> None:
        """Say what is at a place, None while that is not known.

        :param needed: Bytes that the core takes at most.
        """
        most = localized(size_text(needed))
        if target is None:
            self.say("hard-drive", "quiet", self.tr("Looking at the disk…"))
        elif not target.has_folder:
            self.say("circle-x", "bad", self.tr("This folder does not exist."))
        elif target.is_folder:
            text = self.tr("This is a folder: name a file in it.")
            self.say("circle-x", "bad", text)
        elif target.free is not None and target.free < needed:
            text = self.tr("Too little space: {free} free, up to {most} needed.")
            free = localized(size_text(target.free))
            self.say("circle-x", "bad", text.format(free=free, most=most))
        elif target.exists:
            text = self.tr("This file exists; replacing it is asked for.")
            self.say("triangle-alert", "warning", text)
        elif target.free is None:
            text = self.tr("Up to {most} needed; how much is free is not known.")
            self.say("hard-drive", "quiet", text.format(most=most))
        else:
            text = self.tr("{free} free, up to {most} needed.")
            free = localized(size_text(target.free))
            self.say("hard-drive", "quiet", text.format(free=free, most=most))
