"""Small pictures of machines' screens: read in the pool when a row is painted."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from guestcore_gui.library.entry import Entry
from guestcore_gui.parts.latest import Latest
from guestcore_gui.parts.pictures import decode_picture
from guestcore_gui.work import TaskProgress, Work

BOX = QSize(40, 30)
"""Pixels of a picture in a row."""
_SCALE = 2
"""Pictures are kept for screens of this many dots a pixel."""
_KEPT = 512
"""Pictures, and notes that there is none; 19 KiB each at most."""
_WAITING = 48
"""Rows that wait for their picture: more than are seen at once."""
_BATCH = 4

_Key = tuple[Path, str]


class Thumbnails(QObject):
    """Keeps pictures of the rows that were seen last."""

    loaded = Signal()
    """Some have come."""

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._kept: OrderedDict[_Key, QImage | None] = OrderedDict()
        self._waiting: OrderedDict[_Key, None] = OrderedDict()
        self._loading: tuple[_Key, ...] = ()
        self._latest = Latest(self)

    def picture(self, entry: Entry) -> QImage | None:
        """Return the picture of a state; None if there is none, or none yet."""
        if entry.path is None or not entry.stamp:
            return None
        key = entry.path, entry.stamp
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key not in self._loading:
            self._waiting[key] = None
            self._waiting.move_to_end(key)
            while len(self._waiting) > _WAITING:
                self._waiting.popitem(last=False)
            self._go_on()
        return None

    def stop(self) -> None:
        """Read no more."""
        self._waiting.clear()
        self._loading = ()
        self._latest.drop()

    def _go_on(self) -> None:
        if self._loading or not self._waiting:
            return
        # What was painted last is what is looked at.
        count = min(_BATCH, len(self._waiting))
        keys = tuple(self._waiting.popitem()[0] for _ in range(count))
        self._loading = keys

        def load(progress: TaskProgress) -> list[QImage | None]:
            return [_load(path, progress) for path, _stamp in keys]

        task = self._work.in_background(load)
        self._latest.watch(task, self._keep, self._give_up)

    def _keep(self, images: list[QImage | None]) -> None:
        self._kept.update(zip(self._loading, images, strict=True))
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self._loading = ()
        self.loaded.emit()
        self._go_on()

    def _give_up(self, error: Exception) -> None:
        """Do without these; the program's report on the bug is shown."""
        del error
        self._keep([None] * len(self._loading))


def _load(path: Path, progress: TaskProgress) -> QImage | None:
    from guestcore.sources.thumbnail import read_thumbnail

    progress.check()
    return decode_picture(read_thumbnail(path), BOX * _SCALE)
