"""The memory of a machine, drawn to scale."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from guestcore.sources.memory_map import CellKind, Hole, MappedRegion, MemoryMap
from guestcore_gui.details.map_geometry import (
    Block,
    Span,
    blocks,
    find_span,
    lay_out,
)
from guestcore_gui.details.map_words import range_text, whole_text
from guestcore_gui.parts.copying import announce
from guestcore_gui.theme.colours import Colours, colours

_HEIGHT = 40
_EDGE = 1
"""Pixels around the bar."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class MemoryMapWidget(QWidget):
    """Ranges side by side; point at one, or choose it with the arrow keys."""

    range_changed = Signal(str)
    """What is pointed at or chosen, in words; empty: nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._map = MemoryMap()
        self._spans: list[Span] = []
        self._blocks: list[Block] = []
        self._chosen: int | None = None
        self._hovered: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Memory map"))
        self._tell()

    def show_map(self, drawn: MemoryMap) -> None:
        """Draw another map."""
        self._map = drawn
        self._chosen = self._hovered = None
        self._lay_out()
        self._tell()

    @property
    def spans(self) -> list[Span]:
        """Where its ranges are drawn, from the left edge of the bar."""
        return self._spans

    @property
    def current(self) -> MappedRegion | Hole | None:
        """What is pointed at, else what was chosen with the keyboard."""
        index = self._hovered if self._hovered is not None else self._chosen
        return None if index is None else self._spans[index].range

    def current_text(self) -> str:
        """Return that in words."""
        part = self.current
        return "" if part is None else range_text(self._map, part)

    def sizeHint(self) -> QSize:
        """Return its size."""
        return QSize(240, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the least that shows something."""
        return QSize(120, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._lay_out()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell of what is pointed at."""
        self._hover(find_span(self._spans, event.position().x() - _EDGE))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is pointed at."""
        found = find_span(self._spans, event.position().x() - _EDGE)
        if found is not None:
            self._choose(found)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell of what was chosen."""
        super().leaveEvent(event)
        self._hover(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from range to range."""
        last = len(self._spans) - 1
        key = Qt.Key(event.key())
        if last < 0:
            super().keyPressEvent(event)
        elif key in _STEPS:
            step = _STEPS[key]
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                step = -step
            start = -1 if self._chosen is None and step > 0 else self._chosen or 0
            self._choose(min(max(start + step, 0), last))
        elif key == Qt.Key.Key_Home:
            self._choose(0)
        elif key == Qt.Key.Key_End:
            self._choose(last)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first range."""
        super().focusInEvent(event)
        if self._chosen is None and self._spans:
            self._choose(0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that it has the focus no more."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ranges."""
        del event
        painter = QPainter(self)
        painter.translate(_EDGE, _EDGE)
        tones, height = colours(self.palette()), self.height() - 2 * _EDGE
        for block in self._blocks:
            paint_block(painter, block, height, tones)
        for span in self._spans:
            if span.is_hole:
                paint_hole(painter, span, height, self.palette(), tones)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_marks(painter, height)
        painter.end()

    def _paint_marks(self, painter: QPainter, height: int) -> None:
        role = QPalette.ColorRole
        marks = [(self._hovered, self.palette().color(role.WindowText), 1.0)]
        if self.hasFocus():
            marks.append((self._chosen, self.palette().color(role.Highlight), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for index, colour, width in marks:
            if index is not None:
                span = self._spans[index]
                painter.setPen(QPen(colour, width))
                box = QRectF(span.x, 0, span.width, height)
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)

    def _lay_out(self) -> None:
        self._spans = lay_out(self._map, self.width() - 2.0 * _EDGE)
        self._blocks = blocks(self._map, self._spans)
        if not self._spans:
            self._chosen = self._hovered = None
        self.update()

    def _hover(self, index: int | None) -> None:
        if index != self._hovered:
            self._hovered = index
            self._tell()

    def _choose(self, index: int) -> None:
        self._chosen, self._hovered = index, None
        self._tell()
        if self.hasFocus():
            announce(self, self.current_text())

    def _tell(self) -> None:
        text = self.current_text()
        self.setAccessibleDescription(text or whole_text(self._map))
        self.range_changed.emit(text)
        self.update()


def paint_block(painter: QPainter, block: Block, height: float, tones: Colours) -> None:
    """Paint a piece of memory: the lower part is data, the upper share zero."""
    box = QRectF(block.x, 0, block.width, height)
    if block.kind is CellKind.MISSING:
        painter.fillRect(box, tones.missing)
        _hatch(painter, box, Qt.BrushStyle.FDiagPattern, tones.line)
        return
    if block.kind is CellKind.UNKNOWN:
        painter.fillRect(box, tones.hole)
        _hatch(painter, box, Qt.BrushStyle.DiagCrossPattern, tones.quiet)
        return
    painter.fillRect(box, tones.zero)
    top = height * block.zero_share
    painter.fillRect(QRectF(block.x, top, block.width, height - top), tones.resident)


def paint_hole(
    painter: QPainter, span: Span, height: float, palette: QPalette, tones: Colours
) -> None:
    """Paint addresses that are no memory: lower, hatched, broken if compressed."""
    box = QRectF(span.x, height * 0.25, span.width, height * 0.5)
    painter.fillRect(box, palette.color(QPalette.ColorRole.Window))
    _hatch(painter, box, Qt.BrushStyle.BDiagPattern, tones.quiet)
    if not span.is_compressed or span.width < 10:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = span.x + span.width / 2
    gap = QRectF(middle - 4, 0, 8, height)
    painter.fillRect(gap, palette.color(QPalette.ColorRole.Window))
    painter.setPen(QPen(palette.color(QPalette.ColorRole.WindowText), 1.2))
    for x in (middle - 3, middle + 3):
        painter.drawLine(QPointF(x - 2, height * 0.85), QPointF(x + 2, height * 0.15))
    painter.restore()


def _hatch(
    painter: QPainter, box: QRectF, style: Qt.BrushStyle, colour: QColor
) -> None:
    brush = painter.brush()
    brush.setStyle(style)
    brush.setColor(colour)
    painter.fillRect(box, brush)
