"""The vCPUs of a machine: what each does, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from guestcore.model import PagingMode, Vcpu
from guestcore_gui.details.hexadecimal import grouped, plain
from guestcore_gui.details.tables import CopyRole, CopyTable
from guestcore_gui.i18n import translate
from guestcore_gui.theme.metrics import TIGHT, fixed_font

FIRST = 16
"""vCPUs that are shown before the user asks for all."""

_HEADERS: tuple[Any, ...] = (
    QT_TRANSLATE_NOOP("VcpuModel", "vCPU"),
    QT_TRANSLATE_NOOP("VcpuModel", "Runs in"),
    QT_TRANSLATE_NOOP("VcpuModel", "Instruction pointer (rip)"),
    QT_TRANSLATE_NOOP("VcpuModel", "Mode"),
)
_MODES: dict[PagingMode, Any] = {
    PagingMode.LONG_4LEVEL: QT_TRANSLATE_NOOP("VcpuModel", "64-bit, 4 levels"),
    PagingMode.LONG_5LEVEL: QT_TRANSLATE_NOOP("VcpuModel", "64-bit, 5 levels"),
    PagingMode.PAE: QT_TRANSLATE_NOOP("VcpuModel", "32-bit, PAE"),
    PagingMode.LEGACY_32BIT: QT_TRANSLATE_NOOP("VcpuModel", "32-bit"),
    PagingMode.UNPAGED: QT_TRANSLATE_NOOP("VcpuModel", "without paging"),
    PagingMode.UNKNOWN: QT_TRANSLATE_NOOP("VcpuModel", "not known"),
}

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class VcpuModel(QAbstractTableModel):
    """One row a vCPU; the first ones until all are asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vcpus: Sequence[Vcpu] = ()
        self._is_whole = False

    @property
    def total(self) -> int:
        """All vCPUs, also those without a row."""
        return len(self._vcpus)

    def show_vcpus(self, vcpus: Sequence[Vcpu], *, whole: bool = False) -> None:
        """Show some vCPUs.

        :param whole: All of them, not only the first.
        """
        self.beginResetModel()
        self._vcpus, self._is_whole = vcpus, whole
        self.endResetModel()

    def show_all(self) -> None:
        """Give each a row."""
        self.show_vcpus(self._vcpus, whole=True)

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return how many are shown."""
        if parent.isValid():
            return 0
        return self.total if self._is_whole else min(self.total, FIRST)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401  as Qt has it
        """Return a heading."""
        if (
            orientation is Qt.Orientation.Horizontal
            and role == Qt.ItemDataRole.DisplayRole
            and 0 <= section < len(_HEADERS)
        ):
            return translate("VcpuModel", _HEADERS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  as Qt has it
        """Return a cell."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, CopyRole):
            vcpu = self._vcpus[index.row()]
            return self._text(vcpu, index.column(), plainly=role == CopyRole)
        if role == Qt.ItemDataRole.FontRole and index.column() == 2:
            return fixed_font()
        return None

    def _text(self, vcpu: Vcpu, column: int, *, plainly: bool) -> str:
        if column == 0:
            return str(vcpu.index)
        if column == 1:
            return self._ring(vcpu)
        if column == 2:
            rip = vcpu.registers.get("rip")
            if rip is None:
                return "—"
            digits = 16 if vcpu.mode.is_long or rip >> 32 else 8
            return plain(rip) if plainly else grouped(rip, digits)
        return translate("VcpuModel", _MODES[vcpu.mode])

    def _ring(self, vcpu: Vcpu) -> str:
        if "cr0" in vcpu.registers and vcpu.in_reset:
            return self.tr("not started")
        if vcpu.cpl is None:
            return self.tr("not known")
        if vcpu.cpl == 0:
            return self.tr("kernel (ring 0)")
        if vcpu.cpl == 3:
            return self.tr("user (ring 3)")
        return self.tr("ring {number}").format(number=vcpu.cpl)


class VcpuTable(QWidget):
    """The table, and the button that shows all."""

    def __init__(self) -> None:
        super().__init__()
        self.model = VcpuModel(self)
        self.table = CopyTable(self.model)
        self.table.setAccessibleName(self.tr("vCPUs"))
        self.more = QPushButton()
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._show_all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(self.table)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self._offer_all()

    def show_vcpus(self, vcpus: Sequence[Vcpu]) -> None:
        """Show the first of some vCPUs."""
        self.model.show_vcpus(vcpus)
        self._offer_all()

    def _offer_all(self) -> None:
        self.more.setText(self.tr("Show all %n vCPU(s)", "", self.model.total))
        self.more.setVisible(self.model.rowCount() < self.model.total)

    def _show_all(self) -> None:
        self.model.show_all()
        self.more.hide()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
