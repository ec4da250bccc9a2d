"""A window to drag files out of: a stand-in for a file manager.

It proposes to copy or to move, as file managers do, and prints what the drop became.
"""

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QLabel


class Source(QLabel):
    def mouseMoveEvent(self, event):
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(name) for name in sys.argv[1:]])
        drag = QDrag(self)
        drag.setMimeData(mime)
        both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
        print(drag.exec(both, Qt.DropAction.CopyAction).name, flush=True)


app = QApplication(sys.argv[:1])
window = Source("drag me")
window.setAlignment(Qt.AlignmentFlag.AlignCenter)
window.setWindowTitle("drag source")
window.setGeometry(1080, 660, 160, 100)
window.show()
app.exec()
