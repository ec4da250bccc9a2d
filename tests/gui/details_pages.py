"""The details page and the inputs it is shown in the tests."""

from pathlib import Path

from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMessageBox,
    QWidget,
)

from guestcore_gui.details.page import DetailsPage
from guestcore_gui.settings import SettingsStore


class Details:
    """A page on the screen, and what it emits."""

    def __init__(self, qt, work, folder, width=900, height=700):
        self.qt = qt
        self.settings = SettingsStore(folder / "settings.json")
        self.page = qt.show(DetailsPage(work, self.settings), width, height)
        self.sheet = self.page.sheet
        self.requests = qt.collect(self.page.convert_requested)
        self.paths = qt.collect(self.page.path_chosen)
        self.cores = qt.collect(self.page.core_chosen)
        self.captures = qt.collect(self.page.capture_requested)

    def show(self, path):
        self.page.show_path(Path(path))
        self.wait_shown()
        return self

    def wait_shown(self):
        self.qt.wait(lambda: self.page.loaded is not None)
        self.qt.wait(lambda: self.page.stack.currentWidget() is self.sheet)
        self.qt.settle()

    def wait_space(self):
        text = self.sheet.output.space.text
        self.qt.wait(lambda: "Looking" not in text.text())

    def problem(self):
        card = self.sheet.problem
        return card.title.text() if card.isVisible() else None

    def request(self):
        self.qt.wait(lambda: self.requests)
        return self.requests[-1][0]

    def question(self):
        self.qt.wait(visible_boxes)
        return visible_boxes()[0]


def visible_boxes():
    return [
        box
        for box in QApplication.topLevelWidgets()
        if isinstance(box, QMessageBox) and box.isVisible()
    ]


def texts(widget: QWidget):
    """Every text that a widget shows."""
    return [
        child.text()
        for child in widget.findChildren(QWidget)
        if child.isVisible() and callable(getattr(child, "text", None))
    ]


def mnemonics(widget: QWidget):
    """The letters that Alt takes to what a widget shows."""
    found = []
    for child in widget.findChildren(QWidget):
        if child.isVisible() and isinstance(child, QLabel | QAbstractButton):
            text = child.text().replace("&&", "")
            if "&" in text and (isinstance(child, QAbstractButton) or child.buddy()):
                found.append(text[text.index("&") + 1].lower())
    return found
