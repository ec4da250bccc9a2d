"""The memory map with its legend, its words and its table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from guestcore.report.units import size_text
from guestcore.sources.memory_map import CellKind, Hole, MappedRegion, MemoryMap
from guestcore_gui.details.hexadecimal import grouped, plain
from guestcore_gui.details.map_geometry import Block, Span
from guestcore_gui.details.map_widget import MemoryMapWidget, paint_block, paint_hole
from guestcore_gui.details.map_words import (
    kind_of,
    kind_text,
    whole_text,
    zero_text,
)
from guestcore_gui.details.tables import CopyRole, CopyTable
from guestcore_gui.i18n import localized, translate
from guestcore_gui.parts.flow import FlowLayout
from guestcore_gui.parts.labels import PlainLabel
from guestcore_gui.theme.colours import colours
from guestcore_gui.theme.metrics import (
    GRID,
    TIGHT,
    fixed_font,
    heading_font,
    small_font,
)

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_COLUMNS = 5


class RangeModel(QAbstractTableModel):
    """One row a range, in the order of addresses."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._map = MemoryMap()
        self._ranges: list[MappedRegion | Hole] = []
        self._digits = 8

    def show_map(self, drawn: MemoryMap) -> None:
        """Show another map."""
        self.beginResetModel()
        self._map = drawn
        self._ranges = sorted((*drawn.regions, *drawn.holes), key=lambda r: r.gpa)
        last = self._ranges[-1].end if self._ranges else 0
        self._digits = 8 if last <= 1 << 32 else 12
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return the number of ranges."""
        return 0 if parent.isValid() else len(self._ranges)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else _COLUMNS

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401  as Qt has it
        """Return a heading."""
        if (
            orientation is not Qt.Orientation.Horizontal
            or role != Qt.ItemDataRole.DisplayRole
        ):
            return None
        names = (
            translate("MemoryMap", "First address"),
            translate("MemoryMap", "Last address"),
            translate("MemoryMap", "Size"),
            translate("MemoryMap", "What it is"),
            translate("MemoryMap", "Zero pages"),
        )
        return names[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  as Qt has it
        """Return a cell."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, CopyRole):
            part = self._ranges[index.row()]
            return self._text(part, index.column(), plainly=role == CopyRole)
        if role == Qt.ItemDataRole.FontRole and index.column() < 2:
            return fixed_font()
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 2:
            return Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, part: MappedRegion | Hole, column: int, *, plainly: bool) -> str:
        if column < 2:
            address = part.gpa if column == 0 else part.end - 1
            return plain(address) if plainly else grouped(address, self._digits)
        if column == 2:
            return str(part.size) if plainly else localized(size_text(part.size))
        if column == 3:
            return kind_text(kind_of(self._map, part))
        return zero_text(part, exact=self._map.exact) or "—"


class _Swatch(QWidget):
    """A piece of the map as it looks."""

    def __init__(self, kind: CellKind | None) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedSize(2 * GRID, GRID + TIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        del event
        painter = QPainter(self)
        tones = colours(self.palette())
        if self._kind is None:
            span = Span(Hole(0, 1), 0, self.width())
            paint_hole(painter, span, self.height() * 2, self.palette(), tones)
        else:
            share = 1.0 if self._kind is CellKind.ZERO else 0.0
            block = Block(0, self.width(), self._kind, share)
            paint_block(painter, block, self.height(), tones)
        painter.setPen(tones.line)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRect(box)
        painter.end()


class MapPanel(QWidget):
    """Everything about the machine's memory; ``table`` is placed by the page."""

    def __init__(self) -> None:
        super().__init__()
        self._map = MemoryMap()
        self.title = PlainLabel(font=heading_font())
        self.map = MemoryMapWidget()
        self.words = PlainLabel(font=small_font(), quiet=True)
        self.model = RangeModel(self)
        self.table = CopyTable(self.model)
        self.table.setAccessibleName(self.tr("Ranges of memory"))
        self.table.hide()
        self.toggle = QPushButton(self.tr("Show as ta&ble"))
        self.toggle.setCheckable(True)
        self.toggle.setAutoDefault(False)
        self.toggle.toggled.connect(self._show_table)
        self._legend = QWidget()
        FlowLayout(self._legend)
        self.map.range_changed.connect(self._show_words)
        self._arrange()

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.toggle)
        layout.addLayout(top)
        layout.addWidget(self.map)
        layout.addWidget(self.words)
        layout.addWidget(self._legend)
        layout.addStretch(1)

    def show_map(self, drawn: MemoryMap) -> None:
        """Show another map."""
        self._map = drawn
        self.map.show_map(drawn)
        self.model.show_map(drawn)
        self.toggle.setChecked(False)
        whole = whole_text(self._map)
        self.title.setText(self.tr("Memory: {size}").format(size=whole))
        self._fill_legend()

    def _fill_legend(self) -> None:
        layout = self._legend.layout()
        if layout is None:
            return
        while (item := layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for kind in self._kinds():
            layout.addWidget(_legend_entry(kind))
        layout.invalidate()

    def _kinds(self) -> list[CellKind | None]:
        """Return what the map shows, in a fixed order."""
        kinds = {cell.kind for cell in self._map.cells}
        if any(cell.zero_share for cell in self._map.cells):
            kinds.add(CellKind.ZERO)
        shown: list[CellKind | None] = [kind for kind in CellKind if kind in kinds]
        return [*shown, None] if self._map.holes else shown

    def _show_words(self, text: str) -> None:
        hint = self.tr("Point at a range, or choose one with the arrow keys.")
        self.words.setText(text or hint)

    def _show_table(self, shown: bool) -> None:
        self.table.setVisible(shown)
        self.table.fit()


def _legend_entry(kind: CellKind | None) -> QWidget:
    entry = QWidget()
    row = QHBoxLayout(entry)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(TIGHT)
    row.addWidget(_Swatch(kind))
    word = PlainLabel(kind_text(kind), font=small_font(), quiet=True)
    word.setWordWrap(False)
    row.addWidget(word)
    return entry
