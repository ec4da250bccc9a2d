"""The tree of the library: groups, machines, saved states.

Everything that a row shows is worked out before it comes here (``Entry``), and what
the search and the order need lies in Qt's own items: filtering, sorting and laying
out thousands of rows never calls Python.

What changes many rows is a generator: each step takes a fraction of a millisecond,
and whoever runs it (``Stepper``) goes back to the event loop in between.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from guestcore_gui.library.entry import Entry, Kind
from guestcore_gui.parts.labels import tooltip

Index = QModelIndex | QPersistentModelIndex

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
SEARCH_ROLE = ENTRY_ROLE + 1
NAME_ROLE = ENTRY_ROLE + 2
DATE_ROLE = ENTRY_ROLE + 3

Steps = Iterator[None]
_BATCH = 25
"""Rows that are attached at once: the view lays itself out for each batch."""


@dataclass(slots=True, eq=False)
class _Row:
    """An item with what it was made of."""

    item: QStandardItem
    entry: Entry
    """Its children are those of *rows*, not of this."""
    parent: _Row | None = None
    rows: dict[str, _Row] = field(default_factory=dict)
    """Below it, by key."""


class LibraryModel(QStandardItemModel):
    """Rows by group and key. Only the GUI thread touches it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(1)
        self._groups: dict[str, _Row] = {}
        self.machine_count = 0

    def entry(self, index: Index) -> Entry | None:
        """Return what a row shows, also of a proxy's index."""
        found: Entry | None = index.data(ENTRY_ROLE) if index.isValid() else None
        return found

    # Groups

    def set_group(self, key: str, entry: Entry) -> None:
        """Add or change a row at the top."""
        row = self._groups.get(key)
        if row is None:
            self._groups[key] = row = _Row(_make_item(entry), _alone(entry))
            self.invisibleRootItem().appendRow(row.item)
        else:
            _update(row, entry)

    def group(self, key: str) -> Entry | None:
        """Return the row of a group."""
        row = self._groups.get(key)
        return None if row is None else row.entry

    def remove_group(self, key: str) -> None:
        """Remove a group and everything below it."""
        row = self._groups.pop(key, None)
        if row is not None:
            self._count_machines(row, -1)
            self.invisibleRootItem().removeRow(row.item.row())

    def group_size(self, key: str, kind: Kind) -> int:
        """Return how many rows of a kind are directly below a group."""
        row = self._groups.get(key)
        rows = () if row is None else row.rows.values()
        return sum(below.entry.kind is kind for below in rows)

    # Rows of a group

    def merge(self, key: str, entries: list[Entry]) -> Steps:
        """Add rows to a group, or change those that are there."""
        group = self._groups.get(key)
        if group is not None:
            yield from self._merge_below(group, entries)

    def keep(self, key: str, is_kept: Callable[[Entry], bool]) -> Steps:
        """Remove the rows of a group that are not to be kept."""
        group = self._groups.get(key)
        if group is None:
            return
        for row in reversed(list(group.rows.values())):
            if not is_kept(row.entry) and group.rows.get(row.entry.key) is row:
                self._remove(row)
                yield

    # Single rows

    def find(self, is_meant: Callable[[Entry], bool]) -> Iterator[QModelIndex]:
        """Yield the rows that are meant, from the top."""
        for row in self._all_rows():
            if is_meant(row.entry):
                yield row.item.index()

    def change(self, path: Path, change: Callable[[Entry], Entry]) -> None:
        """Change every row of a path."""
        for row in list(self._all_rows()):
            if row.entry.path == path:
                _update(row, change(row.entry))

    def _all_rows(self) -> Iterator[_Row]:
        waiting = list(reversed(self._groups.values()))
        while waiting:
            row = waiting.pop()
            yield row
            waiting.extend(reversed(row.rows.values()))

    # Steps

    def _merge_below(self, parent: _Row, entries: list[Entry]) -> Steps:
        fresh: list[_Row] = []
        for entry in entries:
            row = parent.rows.get(entry.key)
            if row is not None and row.entry.kind is entry.kind:
                yield from self._change(row, entry)
                continue
            if row is not None:
                self._remove(row)
            made = yield from _build(entry)
            fresh.append(made)
            if len(fresh) >= _BATCH:
                self._attach(parent, fresh)
                fresh = []
        self._attach(parent, fresh)

    def _change(self, row: _Row, entry: Entry) -> Steps:
        """Make a row, and those below it, what an entry says."""
        if row.parent is None or row.item.model() is None:  # removed in between
            return
        _update(row, entry)
        yield
        wanted = {child.key for child in entry.children}
        for child in list(row.rows.values()):
            if child.entry.key not in wanted:
                self._remove(child)
                yield
        yield from self._merge_below(row, list(entry.children))

    def _attach(self, parent: _Row, rows: list[_Row]) -> None:
        if not rows or (parent.parent is None and not self._is_group(parent)):
            return
        for row in rows:
            row.parent = parent
            parent.rows[row.entry.key] = row
            self._count_machines(row, 1)
        if parent.item.columnCount() == 0:
            parent.item.setColumnCount(1)  # appendRows would, in the midst of its work
        parent.item.appendRows([row.item for row in rows])

    def _is_group(self, row: _Row) -> bool:
        return any(group is row for group in self._groups.values())

    def _remove(self, row: _Row) -> None:
        parent = row.parent
        if parent is None:
            return
        self._count_machines(row, -1)
        del parent.rows[row.entry.key]
        row.parent = None
        parent.item.removeRow(row.item.row())

    def _count_machines(self, row: _Row, sign: int) -> None:
        rows = row.rows.values() if row.entry.kind.is_group else (row,)
        self.machine_count += sign * sum(r.entry.kind is Kind.MACHINE for r in rows)


def _build(entry: Entry) -> Generator[None, None, _Row]:
    """Make a row with everything below it, not yet part of the model."""
    row = _Row(_make_item(entry), _alone(entry))
    yield
    for child in entry.children:
        made = yield from _build(child)
        made.parent = row
        row.rows[child.key] = made
        row.item.appendRow(made.item)
    return row


def _alone(entry: Entry) -> Entry:
    return replace(entry, children=())


def _make_item(entry: Entry) -> QStandardItem:
    item = QStandardItem()
    item.setColumnCount(1)  # else Qt adds the column while it adds rows
    flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    item.setFlags(flags)
    for role, value in _data(entry).items():
        item.setData(value, role)
    return item


def _update(row: _Row, entry: Entry) -> None:
    before, after = row.entry, _alone(entry)
    if before == after:
        return
    row.entry = after
    old = _data(before)
    for role, value in _data(after).items():
        if value != old[role]:
            row.item.setData(value, role)


def _data(entry: Entry) -> dict[int, Any]:
    role = Qt.ItemDataRole
    return {
        int(role.DisplayRole): entry.title,
        int(role.ToolTipRole): tooltip(entry.tooltip).replace("\n", "<br>"),
        int(role.AccessibleTextRole): entry.spoken,
        int(role.AccessibleDescriptionRole): entry.tooltip,
        ENTRY_ROLE: _alone(entry),
        SEARCH_ROLE: entry.search,
        NAME_ROLE: entry.by_name,
        DATE_ROLE: entry.by_date,
    }
