"""The order in which Tab goes through a window: as its layouts have it.

Qt's own order is that in which widgets were made. Pages that are filled anew while
the window is open would have their newest parts at its end.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QLayout,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QWidget,
)


def tab_stops(widget: QWidget) -> Iterator[QWidget]:
    """Yield what Tab stops at in a widget that is shown, from the top."""
    for part in _parts(widget):
        if part.isHidden():
            continue
        is_stop = _takes_tab(part)
        if is_stop:
            yield part
        if _is_container(part, is_stop=is_stop):
            yield from tab_stops(part)


def next_stop(window: QWidget, *, forward: bool) -> QWidget | None:
    """Return where Tab or Shift+Tab leads to; behind the last comes the first."""
    stops = list(tab_stops(window))
    if not stops:
        return None
    focus = window.focusWidget()
    at = next(
        (n for n, stop in enumerate(stops) if focus in (stop, stop.focusProxy())), None
    )
    if at is None:
        return stops[0 if forward else -1]
    return stops[(at + (1 if forward else -1)) % len(stops)]


def _takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and widget.isEnabled()


def _is_container(widget: QWidget, *, is_stop: bool) -> bool:
    """Tell if there may be stops inside: a list or a field is one by itself."""
    if isinstance(widget, QAbstractScrollArea):
        return isinstance(widget, QScrollArea)
    return not is_stop


def _parts(widget: QWidget) -> Iterator[QWidget]:
    found: list[QWidget | None] = []
    if isinstance(widget, QMainWindow):
        found = [widget.centralWidget()]
    elif isinstance(widget, QScrollArea):
        found = [widget.widget()]
    elif isinstance(widget, QSplitter):
        found = [widget.widget(place) for place in range(widget.count())]
    else:
        layout = widget.layout()
        yield from _by_place(widget) if layout is None else _in_layout(layout)
    yield from (part for part in found if part is not None)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _in_layout(inner)


def _by_place(widget: QWidget) -> list[QWidget]:
    """Return children that are laid out by hand, line by line."""
    flags = Qt.FindChildOption.FindDirectChildrenOnly
    children = widget.findChildren(QWidget, options=flags)
    return sorted(
        (child for child in children if not child.isWindow()),
        key=lambda child: (child.y(), child.x()),
    )
