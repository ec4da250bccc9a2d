"""The core as something that can be dragged into another window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication

from guestcore_gui.parts.labels import IconLabel
from guestcore_gui.theme.icons import icon
from guestcore_gui.theme.metrics import BIG_ICON


class CoreHandle(IconLabel):
    """A file that is dragged out as a copy: nobody can move it away by this."""

    def __init__(self) -> None:
        super().__init__("file-check", "quiet", BIG_ICON)
        self._core: Path | None = None
        self._pressed: QPoint | None = None

    def set_core(self, core: Path | None) -> None:
        """Offer a core, or none."""
        self._core = core
        self.setVisible(core is not None)
        self.setToolTip(self.tr("Drag the core into another window"))
        self.setAccessibleName(self.tr("The core, to be dragged"))
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mime_data(self) -> QMimeData:
        """Return what is dragged."""
        mime = QMimeData()
        if self._core is not None:
            mime.setUrls([QUrl.fromLocalFile(str(self._core.absolute()))])
        return mime

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where a drag may begin."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag."""
        if self._pressed is None or self._core is None:
            return
        way = event.position().toPoint() - self._pressed
        if way.manhattanLength() < QApplication.startDragDistance():
            return
        self._pressed = None
        drag = QDrag(self)
        drag.setMimeData(self.mime_data())
        drag.setPixmap(icon("file-check").pixmap(BIG_ICON, BIG_ICON))
        drag.exec(Qt.DropAction.CopyAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Forget where a drag may have begun."""
        del event
        self._pressed = None
