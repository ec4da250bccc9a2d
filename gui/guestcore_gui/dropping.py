"""Files that are dropped or pasted: their paths, always as a copy.

If a drop were taken as the move that a Shift-drag proposes, the file manager would
delete the machine's files afterwards.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDropEvent

_MAX_FILES = 10_000
_MAX_TEXT = 1 << 20


def local_paths(mime: QMimeData) -> list[Path]:
    """Return the local files and folders of a drop or of the clipboard.

    Text counts, too, if its lines are absolute paths or ``file:`` addresses.
    """
    urls = mime.urls()[:_MAX_FILES]
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    if not urls and mime.hasText():
        lines = mime.text()[:_MAX_TEXT].splitlines()[:_MAX_FILES]
        paths = [path for line in lines if (path := _path_of(line)) is not None]
    return list(dict.fromkeys(paths))


def accept_copy(event: QDropEvent) -> None:
    """Accept a drag or a drop as a copy, whatever it proposes."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def _path_of(line: str) -> Path | None:
    text = line.strip().strip("\"'")
    if text.startswith("file:"):
        url = QUrl(text)
        text = url.toLocalFile() if url.isLocalFile() else ""
    if not text or "\0" in text:
        return None
    path = Path(text)
    return path if path.is_absolute() else None
