"""Labels that take text from machines as it is: never as rich text."""

from __future__ import annotations

import html
import re

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from guestcore_gui.theme.colours import colours
from guestcore_gui.theme.icons import icon
from guestcore_gui.theme.metrics import ICON, TIGHT

_RADIUS = 6.0
_LONG = 32
"""Characters without a blank after which a text may be broken anywhere."""
_BREAK = "\u200b"
_PUNCTUATED = re.compile(r"[^/\\._:-]*[/\\._:-]?", re.DOTALL)
_SMALL_NAMES = ("crash", "drgn", "gdb", "vmrun", "vmss2core")
"""Programs that are written small at the beginning of a sentence, too."""
_ELIDED_MIN = 64
"""Pixels that an elided text keeps at least."""


class PlainLabel(QLabel):
    """Text that wraps, and is never taken as rich text.

    :param quiet: Secondary text.
    :param selectable: Can be marked with the mouse, to copy it.
    """

    def __init__(
        self,
        text: str = "",
        *,
        font: QFont | None = None,
        quiet: bool = False,
        selectable: bool = False,
    ) -> None:
        self._is_quiet = quiet
        self._plain = ""
        self._may_break = not selectable  # what is copied holds no breaks
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setOpenExternalLinks(False)
        self.setWordWrap(True)
        self.setText(text)
        if font is not None:
            self.setFont(font)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._colour()
        # A text that wraps gives the height that its width needs.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """Return a line of a few characters; the height follows from the width."""
        if not self.wordWrap():
            return super().minimumSizeHint()
        return QSize(_ELIDED_MIN, QFontMetrics(self.font()).height())

    def setText(self, text: str) -> None:
        """Show a text; a long name without blanks is broken where need be."""
        self._plain = text
        super().setText(_breakable(text) if self._may_break else text)
        self.setAccessibleName(text)

    def text(self) -> str:
        """Return the text as it was set."""
        return self._plain

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        role, quiet = QPalette.ColorRole.WindowText, colours().quiet
        group = QPalette.ColorGroup
        if self._is_quiet and self.palette().color(group.Active, role) != quiet:
            palette = QPalette()
            for state in (group.Active, group.Inactive):
                palette.setColor(state, role, quiet)
            self.setPalette(palette)


class ElidedLabel(QWidget):
    """One line that is cut in the middle; the whole text is its tooltip."""

    def __init__(self, text: str = "", *, font: QFont | None = None) -> None:
        super().__init__()
        if font is not None:
            self.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._text = ""
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(tooltip(text))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def sizeHint(self) -> QSize:
        """Return the size of the whole text."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Return a size that shows something."""
        return QSize(_ELIDED_MIN, QFontMetrics(self.font()).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        del event
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        middle = Qt.TextElideMode.ElideMiddle
        shown = metrics.elidedText(self._text, middle, self.width())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(self.rect(), align | Qt.TextFlag.TextSingleLine, shown)
        painter.end()


class IconLabel(QWidget):
    """An icon that follows the theme. It says nothing: a word stands beside it."""

    def __init__(self, name: str, tone: str = "", size: int = ICON) -> None:
        super().__init__()
        self._icon = icon(name, tone)
        self.setFixedSize(size, size)

    def set_icon(self, name: str, tone: str = "") -> None:
        """Show another icon."""
        self._icon = icon(name, tone)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        del event
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()


class Card(QFrame):
    """A surface that holds what belongs together.

    :param tone: A colour of :class:`~guestcore_gui.theme.colours.Colours` for the
        stripe at its edge; empty: none.
    """

    def __init__(self, tone: str = "") -> None:
        super().__init__()
        self.tone = tone

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface in the colours of now."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(colours(self.palette()).line)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        if self.tone:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(getattr(colours(self.palette()), self.tone))
            stripe = QRectF(box.left(), box.top(), TIGHT, box.height())
            painter.setClipRect(stripe)
            painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        painter.end()


def tooltip(text: str) -> str:
    """Return a tooltip that shows a text as it is, whatever it looks like."""
    return f"<span>{html.escape(text)}</span>" if text else ""


def capital(text: str) -> str:
    """Return a sentence of guestcore as one that stands alone."""
    if not text[:1].isalpha() or text.startswith(_SMALL_NAMES):
        return text
    return text[:1].upper() + text[1:]


def _breakable(text: str) -> str:
    """Allow breaks in paths and other long runs, after punctuation if there is some."""
    return " ".join(
        word if len(word) <= _LONG else _break(word) for word in text.split(" ")
    )


def _break(word: str) -> str:
    pieces = _PUNCTUATED.findall(word)
    return _BREAK.join(
        piece if len(piece) <= _LONG else _BREAK.join(piece) for piece in pieces
    )
