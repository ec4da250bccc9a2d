"""Folders full of machines, and the library as a user sees it."""

from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QTreeView

TEXT = Qt.ItemDataRole.AccessibleTextRole
TIP = Qt.ItemDataRole.ToolTipRole


def write_vmx(folder: Path, name: str, **settings: str) -> Path:
    """Write a machine that has no states; returns its .vmx."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = {"displayName": name, "guestOS": "debian12-64", "memsize": "4096"}
    path = folder / f"{folder.name}.vmx"
    lines = [f'{key} = "{value}"' for key, value in {**entries, **settings}.items()]
    text = "\n".join(['.encoding = "UTF-8"', *lines, ""])
    path.write_text(text, encoding="utf-8")
    return path


def write_snapshots(vmx: Path, count: int, *, branch: int = 1) -> None:
    """List so many snapshots, each with a file that is no state file.

    :param branch: Snapshots below each one, the first one is below the machine.
    """
    lines = [f'snapshot.numSnapshots = "{count}"', f'snapshot.current = "{count}"']
    for number in range(count):
        file = f"{vmx.stem}-Snapshot{number + 1}.vmsn"
        vmx.with_name(file).write_bytes(b"")
        values = {
            "uid": number + 1,
            "filename": file,
            "displayName": f"state {number + 1}",
            "createTimeHigh": 396000,
            "createTimeLow": number,
        }
        if number:
            values["parent"] = (number - 1) // branch + 1
        lines += [f'snapshot{number}.{key} = "{v}"' for key, v in values.items()]
    text = "\n".join(['.encoding = "UTF-8"', *lines, ""])
    vmx.with_suffix(".vmsd").write_text(text, encoding="utf-8")


class Library:
    """What a user does to a panel, and what it says."""

    def __init__(self, qt, panel):
        self.qt = qt
        self.panel = panel
        self.view = panel.findChild(QTreeView)
        self.search_box = panel.findChild(QLineEdit)
        self.sort_box = panel.findChild(QComboBox)
        self.selected = qt.collect(panel.selected)
        self.activated = qt.collect(panel.activated)
        self.converted = qt.collect(panel.convert_requested)
        self.captured = qt.collect(panel.capture_requested)
        self.scans = qt.collect(panel.scanned)

    def start(self):
        """Show it and wait until everything has been looked into."""
        self.qt.show(self.panel, 320, 560)
        self.panel.start()
        self.qt.wait(lambda: self.scans)
        self.qt.settle()
        return self

    def rows(self, parent=None):
        """Return all rows that are shown, as (level, what a screen reader says)."""
        return [(level, str(index.data(TEXT))) for level, index in self.indexes(parent)]

    def indexes(self, parent=None, level=0):
        model = self.view.model()
        parent = parent or QModelIndex()
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            yield level, index
            yield from self.indexes(index, level + 1)

    def find(self, text):
        """Return the first row whose title begins so."""
        return next(
            (i for _, i in self.indexes() if str(i.data()).startswith(text)), None
        )

    def says(self, text):
        """Return what the row with a title says."""
        index = self.find(text)
        return "" if index is None else str(index.data(TEXT))

    def text(self):
        return "\n".join("  " * level + words for level, words in self.rows())

    def titles(self):
        return [str(index.data()) for _, index in self.indexes()]

    def click(self, text, button=Qt.MouseButton.LeftButton):
        index = self.find(text)
        above = index.parent()
        while above.isValid():
            self.view.expand(above)
            above = above.parent()
        self.view.scrollTo(index)
        self.qt.settle()
        told = len(self.selected)
        place = self.view.visualRect(index).center()
        QTest.mouseClick(self.view.viewport(), button, pos=place)
        self.qt.wait(lambda: len(self.selected) > told)
        return index

    def type(self, text):
        """Search as a user does; returns when the rows have followed."""
        self.search_box.selectAll()
        if text:
            QTest.keyClicks(self.search_box, text)
        else:
            QTest.keyClick(self.search_box, Qt.Key.Key_Delete)

    def select(self, *texts):
        clear = QItemSelectionModel.SelectionFlag.Clear
        add = QItemSelectionModel.SelectionFlag.Select
        self.view.selectionModel().select(QModelIndex(), clear)
        for text in texts:
            self.view.selectionModel().select(self.find(text), add)
