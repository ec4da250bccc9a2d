"""Paints a row of the library in two lines, in the palette of the moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QImage,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from guestcore_gui.library.entry import Entry, Kind
from guestcore_gui.library.marks import Marked
from guestcore_gui.library.model import ENTRY_ROLE, Index
from guestcore_gui.library.thumbnails import BOX, Thumbnails
from guestcore_gui.theme.colours import colours
from guestcore_gui.theme.icons import icon
from guestcore_gui.theme.metrics import (
    BIG_ICON,
    GRID,
    ICON,
    TIGHT,
    heading_font,
    small_font,
)

_ICONS = {
    Kind.RECENT: ("history", "quiet"),
    Kind.VMWARE: ("hard-drive", "quiet"),
    Kind.FOLDER: ("folder", "quiet"),
    Kind.MACHINE: ("monitor", ""),
    Kind.SNAPSHOT: ("camera", "quiet"),
    Kind.SUSPENDED: ("circle-pause", "quiet"),
    Kind.USED: ("file-text", "quiet"),
    Kind.HERE: ("map-pin", ""),
    Kind.PROBLEM: ("triangle-alert", "warning"),
}
_PICTURED = (Kind.SNAPSHOT, Kind.SUSPENDED, Kind.USED)
_NARROW = 150
"""Pixels of a row below which it has no picture and no date."""
_TITLE_MIN = 130
"""Pixels of a title below which the date moves to the second line, or away."""
_WORDS_MIN = 24
"""Pixels that words must have to be painted."""
_RADIUS = 3.0
_START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_END = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class _Ink:
    """What a row is painted with."""

    painter: QPainter
    font: QFont
    small: QFont
    text: QColor
    quiet: QColor
    mode: QIcon.Mode


class LibraryDelegate(QStyledItemDelegate):
    """Name and date; below them the marks and what else is known."""

    def __init__(self, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._fonts = heading_font(), small_font()

    def update_fonts(self) -> None:
        """Take the application's fonts of now."""
        self._fonts = heading_font(), small_font()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a height that has room for two lines or a picture."""
        del index
        lines = option.fontMetrics.height() + QFontMetrics(self._fonts[1]).height()
        return QSize(_NARROW, max(lines + GRID, BOX.height() + GRID))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint a row."""
        self.initStyleOption(option, index)
        entry: Entry = index.data(ENTRY_ROLE)
        option.text = ""
        style = option.widget.style() if option.widget else QApplication.style()
        painter.save()
        style.drawControl(
            QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget
        )
        ink = self._ink(painter, option, entry)
        area = option.rect.adjusted(TIGHT, TIGHT, -GRID, -TIGHT)
        is_narrow = area.width() < _NARROW
        self._paint_picture(ink, option, area, entry, is_narrow=is_narrow)
        self._paint_lines(ink, area, entry, is_narrow=is_narrow)
        painter.restore()

    def _ink(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry
    ) -> _Ink:
        heading, small = self._fonts
        font = heading if entry.kind.is_group else option.font
        if option.state & QStyle.StateFlag.State_Selected:
            is_active = option.state & QStyle.StateFlag.State_Active
            groups = QPalette.ColorGroup
            group = groups.Active if is_active else groups.Inactive
            text = option.palette.color(group, QPalette.ColorRole.HighlightedText)
            return _Ink(painter, font, small, text, text, QIcon.Mode.Selected)
        text = option.palette.color(QPalette.ColorRole.Text)
        quiet = colours(option.palette).quiet
        return _Ink(painter, font, small, text, quiet, QIcon.Mode.Normal)

    def _paint_picture(
        self,
        ink: _Ink,
        option: QStyleOptionViewItem,
        area: QRect,
        entry: Entry,
        *,
        is_narrow: bool,
    ) -> None:
        """Paint icon or picture, and take its room from the left of the area."""
        is_pictured = entry.kind in _PICTURED and not is_narrow
        side = BIG_ICON if entry.kind is Kind.MACHINE else ICON
        width = BOX.width() if is_pictured else side
        box = QRect(area.left(), area.top(), width, area.height())
        area.setLeft(box.right() + 1 + GRID)
        image = self._thumbnails.picture(entry) if is_pictured else None
        if image is not None:
            _paint_image(ink.painter, box, image, colours(option.palette).line)
            return
        place = QRect(0, 0, side, side)
        place.moveCenter(box.center())
        name, tone = _ICONS[entry.kind]
        picture = icon(name, tone)
        picture.paint(ink.painter, place, Qt.AlignmentFlag.AlignCenter, ink.mode)

    def _paint_lines(
        self, ink: _Ink, area: QRect, entry: Entry, *, is_narrow: bool
    ) -> None:
        high, low = QFontMetrics(ink.font), QFontMetrics(ink.small)
        has_second = bool(entry.marks or entry.detail)
        lines = high.height() + low.height() * has_second
        top = area.top() + (area.height() - lines) // 2
        first = QRect(area.left(), top, area.width(), high.height())
        second = QRect(first.left(), first.bottom() + 1, area.width(), low.height())
        date_width = low.horizontalAdvance(entry.date) + GRID
        left = first.width() - date_width
        has_date = bool(entry.date) and not is_narrow
        is_beside = left >= min(high.horizontalAdvance(entry.title), _TITLE_MIN)
        if has_date and is_beside:
            _draw(ink, first, entry.date, _END)
            first.setWidth(left)
        middle = Qt.TextElideMode.ElideMiddle
        ink.painter.setFont(ink.font)
        ink.painter.setPen(ink.text)
        shown = high.elidedText(entry.title, middle, first.width())
        ink.painter.drawText(first, int(_START), shown)
        _paint_marks(ink, second, low, entry.marks)
        if has_date and not is_beside and second.width() >= date_width:
            _draw(ink, second, entry.date, _END)
            second.setWidth(second.width() - date_width)
        if entry.detail and second.width() >= _WORDS_MIN:
            is_path = entry.kind in (Kind.FOLDER, Kind.USED) and not entry.marks
            elide = Qt.TextElideMode
            mode = elide.ElideLeft if is_path else elide.ElideRight
            _draw(ink, second, low.elidedText(entry.detail, mode, second.width()))


def _draw(ink: _Ink, area: QRect, text: str, align: Qt.AlignmentFlag = _START) -> None:
    ink.painter.setFont(ink.small)
    ink.painter.setPen(ink.quiet)
    ink.painter.drawText(area, int(align | Qt.TextFlag.TextSingleLine), text)


def _paint_marks(
    ink: _Ink, area: QRect, metrics: QFontMetrics, marks: Sequence[Marked]
) -> None:
    """Paint icons with words, and take their room from the left of the area."""
    side = min(ICON, metrics.height())
    texts = _fitting(marks, area.width(), side, metrics)
    for mark, words in zip(marks, texts, strict=True):
        if area.width() < side:
            return
        top = area.top() + (area.height() - side) // 2
        place = QRect(area.left(), top, side, side)
        picture = icon(mark.icon, mark.tone)
        picture.paint(ink.painter, place, Qt.AlignmentFlag.AlignCenter, ink.mode)
        area.setLeft(area.left() + side + TIGHT)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        if area.width() >= _WORDS_MIN:
            _draw(ink, area, shown)
        area.setLeft(area.left() + metrics.horizontalAdvance(shown) + GRID)


def _fitting(
    marks: Sequence[Marked], room: int, side: int, metrics: QFontMetrics
) -> list[str]:
    """Return the words of each mark, in short where all would not fit."""
    words = [mark.words for mark in marks]
    taken = len(marks) * (side + TIGHT + GRID) - GRID
    if taken + sum(map(metrics.horizontalAdvance, words)) <= room:
        return words
    return [mark.short or mark.words for mark in marks]


def _paint_image(painter: QPainter, box: QRect, image: QImage, line: QColor) -> None:
    size = image.size().scaled(BOX, Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(0, 0, size.width(), size.height())
    place.moveCenter(box.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawImage(place, image)
    painter.setPen(line)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    frame = QRectF(place).adjusted(-0.5, -0.5, 0.5, 0.5)
    painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
