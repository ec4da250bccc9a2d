"""A file manager's stand-in into which files are dragged; says what became of it.

It proposes to move, as some do: what it prints is the action that was left.
"""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel


class Target(QLabel):
    """Takes any files."""

    def __init__(self) -> None:
        super().__init__("drop here")
        self.setWindowTitle("drop target")
        self.setAcceptDrops(True)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self.resize(240, 160)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept whatever is proposed."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files and say so."""
        event.acceptProposedAction()
        paths = [url.toLocalFile() for url in event.mimeData().urls()]
        moves = bool(event.possibleActions() & Qt.DropAction.MoveAction)
        words = (event.dropAction().name, "may move" if moves else "copies", *paths)
        sys.stdout.write(" ".join(words))
        sys.stdout.flush()


app = QApplication([])
target = Target()
target.show()
app.exec()
