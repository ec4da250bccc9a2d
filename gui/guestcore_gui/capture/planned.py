"""What a capture will do and need, said before it begins."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guestcore.capture import CapturePlan
from guestcore.errors import GuestCoreError
from guestcore.report.units import size_text
from guestcore_gui.capture.order import Way
from guestcore_gui.i18n import localized
from guestcore_gui.parts.labels import Card, IconLabel, PlainLabel, capital
from guestcore_gui.theme.metrics import GRID, TIGHT, heading_font


@dataclass(frozen=True, slots=True)
class Outlook:
    """A plan, and the space for its core."""

    plan: CapturePlan
    free: int | None
    """Bytes free in the folder of the core; None if that cannot be found out."""


class PlanCard(Card):
    """The steps in order, the space, and the problem if there is one."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        title = self.tr("What will happen")
        layout.addWidget(PlainLabel(title, font=heading_font()))
        self.steps = PlainLabel("")
        layout.addWidget(self.steps)
        self._icon, self.note = IconLabel("info", "quiet"), PlainLabel("")
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        holder = QVBoxLayout()
        holder.setContentsMargins(0, TIGHT // 2, 0, 0)
        holder.addWidget(self._icon)
        holder.addStretch()
        row.addLayout(holder)
        row.addWidget(self.note, 1)
        layout.addWidget(self._row)
        self._row.hide()

    def show_outlook(self, outlook: Outlook, way: Way) -> None:
        """Say what a plan will do."""
        plan = outlook.plan
        steps = (
            f"{number}. {localized(step)}" for number, step in enumerate(plan.steps, 1)
        )
        self.steps.setText("\n".join(steps))
        if plan.problem is not None:
            self.show_error(plan.problem)
            return
        needed = plan.core_size * (2 if way is Way.COPY_FIRST else 1)
        text = self.tr(
            "Space: up to {needed} in the machine's folder, where {free} are free; up "
            "to {core} in the folder of the core, where {core_free} are free."
        )
        is_short = outlook.free is not None and outlook.free < needed
        free = (
            self.tr("unknown")
            if outlook.free is None
            else localized(size_text(outlook.free))
        )
        self._say(
            ("triangle-alert", "warning") if is_short else ("hard-drive", "quiet"),
            text.format(
                needed=localized(size_text(plan.space_needed)),
                free=localized(size_text(plan.space_free)),
                core=localized(size_text(needed)),
                core_free=free,
            ),
        )

    def show_error(self, error: GuestCoreError) -> None:
        """Say what is in the way, and what to do."""
        parts = [localized(error.message), localized(error.hint, limit=4000)]
        self.show_problem("\n".join(part for part in map(capital, parts) if part))

    def show_problem(self, text: str) -> None:
        """Say what is in the way."""
        self._say(("circle-x", "bad"), text)

    def say(self, text: str) -> None:
        """Say something else, and no steps."""
        self.steps.setText(text)
        self._row.hide()

    def _say(self, picture: tuple[str, str], text: str) -> None:
        self._icon.set_icon(*picture)
        self.note.setText(text)
        self._row.show()
