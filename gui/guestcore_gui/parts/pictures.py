"""Pictures from machines that nobody trusts: decoded with limits."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

_MEGABYTES = 128
"""That decoding may take: the largest picture in 32 bits is 64."""


def decode_picture(data: bytes | None, largest: QSize) -> QImage | None:
    """Return a PNG scaled down, None if it cannot be drawn. Thread-safe.

    :param largest: Pixels that it is scaled down to; its sides keep their ratio.
    """
    from guestcore.sources.thumbnail import is_drawable

    if data is None or not is_drawable(data):
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(_MEGABYTES)
    reader = QImageReader(buffer, QByteArray(b"png"))
    size = reader.size()
    if not size.isValid() or not reader.canRead():
        return None
    if size.width() > largest.width() or size.height() > largest.height():
        keep = Qt.AspectRatioMode.KeepAspectRatio
        reader.setScaledSize(size.scaled(largest, keep).expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else image
