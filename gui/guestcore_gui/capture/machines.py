"""The running machines, as a list that can be refreshed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from guestcore.capture import Vmrun
from guestcore.capture.machine_files import read_settings
from guestcore.capture.vmrun import is_same_machine
from guestcore.errors import GuestCoreError
from guestcore.progress import Progress
from guestcore.text import printable
from guestcore_gui.i18n import localized
from guestcore_gui.parts.labels import PlainLabel, capital, tooltip
from guestcore_gui.theme.icons import icon
from guestcore_gui.theme.metrics import GRID, ICON, heading_font

_HEIGHT = 104


@dataclass(frozen=True, slots=True)
class Running:
    """A machine that runs."""

    vmx: Path
    name: str


def list_machines(vmrun: Vmrun, progress: Progress) -> list[Running]:
    """Return the machines that run, by name.

    :raises GuestCoreError: if vmrun does not tell.
    """
    found = []
    for vmx in vmrun.list_running(progress):
        try:
            name = read_settings(vmx).get("displayname") or vmx.stem
        except GuestCoreError:  # its plan will say what is wrong
            name = vmx.stem
        found.append(Running(vmx, name))
    return sorted(found, key=lambda machine: (machine.name.casefold(), machine.vmx))


class MachineList(QWidget):
    """Machines, or a sentence on why there is none."""

    chosen = Signal(object)
    """The machine that is selected now, a :class:`Running` or None."""
    refresh_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        title = self.tr("Running virtual machines")
        self.refresh = QPushButton(icon("refresh-cw"), self.tr("&Refresh"))
        self.refresh.setAutoDefault(False)
        self.refresh.clicked.connect(self.refresh_wished)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setIconSize(QSize(ICON, ICON))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._tell)
        self._message = PlainLabel("", quiet=True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._message)
        self._stack.setFixedHeight(_HEIGHT)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(PlainLabel(title, font=heading_font()), 1)
        head.addWidget(self.refresh)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(head)
        layout.addWidget(self._stack)

    def show_machines(self, machines: Sequence[Running]) -> None:
        """Show what runs; the machine that was selected stays so."""
        before = self.current()
        self.list.clear()
        for machine in machines:
            name = printable(machine.name, limit=200)
            place = printable(str(machine.vmx), limit=4000)
            item = QListWidgetItem(icon("monitor"), f"{name}   {place}")
            item.setData(Qt.ItemDataRole.UserRole, machine)
            item.setToolTip(tooltip(place))
            self.list.addItem(item)
        if not machines:
            self.say(self.tr("No virtual machine is running."))
            return
        self._stack.setCurrentWidget(self.list)
        rows = [row for row, machine in enumerate(machines) if machine == before]
        self.list.setCurrentRow(rows[0] if rows else 0)

    def show_error(self, error: GuestCoreError) -> None:
        """Say why nothing can be listed."""
        parts = [localized(error.message), localized(error.hint)]
        self.say("\n".join(part for part in map(capital, parts) if part))

    def say(self, text: str) -> None:
        """Show a sentence instead of machines."""
        self.list.clear()
        self._message.setText(text)
        self._stack.setCurrentWidget(self._message)

    def message(self) -> str:
        """Return the sentence that is shown instead of machines."""
        is_shown = self._stack.currentWidget() is self._message
        return self._message.text() if is_shown else ""

    def select(self, vmx: Path) -> None:
        """Select a machine, if it is there."""
        for row in range(self.list.count()):
            machine = self.list.item(row).data(Qt.ItemDataRole.UserRole)
            if is_same_machine(machine.vmx, vmx):
                self.list.setCurrentRow(row)

    def current(self) -> Running | None:
        """Return the machine that is selected."""
        item: QListWidgetItem | None = self.list.currentItem()
        machine = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return machine if isinstance(machine, Running) else None

    def _tell(self) -> None:
        self.chosen.emit(self.current())
