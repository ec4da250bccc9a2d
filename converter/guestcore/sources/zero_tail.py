"""A memory file that leaves out its end, where that is known to be zero."""

from __future__ import annotations

from guestcore.files.source_file import SourceFile


class ZeroTailImage:
    """The image of a short file: zeros follow its end."""

    def __init__(self, file: SourceFile, size: int) -> None:
        self.file = file
        self.size = size
        """Bytes, with those left out."""

    def read_at(self, offset: int, size: int) -> bytes:
        """Return exactly *size* bytes."""
        buffer = bytearray(size)
        self.readinto_at(offset, memoryview(buffer))
        return bytes(buffer)

    def readinto_at(self, offset: int, buffer: memoryview) -> None:
        """Fill *buffer* from an offset of the image."""
        held = max(0, min(len(buffer), self.file.size - offset))
        if held:
            self.file.readinto_at(offset, buffer[:held])
        buffer[held:] = bytes(len(buffer) - held)
