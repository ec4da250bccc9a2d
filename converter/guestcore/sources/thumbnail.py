"""The picture of the screen that a state file keeps: found without reading memory."""

from __future__ import annotations

import struct
from pathlib import Path

from guestcore.checkpoint import layout
from guestcore.checkpoint.blocks import read_data
from guestcore.checkpoint.container import has_checkpoint_magic
from guestcore.checkpoint.reader import CheckpointReader
from guestcore.errors import GuestCoreError
from guestcore.files.source_file import SourceFile

MAX_SIDE = 8192
"""Most pixels of a picture's width, or of its height."""
MAX_PIXELS = 16 << 20

_MAX_TAGS = 10_000
"""Tags of the group that are looked at; of other picture tags there are few."""
_START = struct.Struct(">8sI4sII")
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER_SIZE = 13


def read_thumbnail(path: Path) -> bytes | None:
    """Return the PNG of a state file (.vmss, .vmsn), ``None`` without a usable one.

    It comes from a machine that nobody trusts: only its size was looked at, decode
    it with limits. Nothing is raised for damaged files.
    """
    try:
        with SourceFile(path) as file:
            return _find_picture(file)
    except GuestCoreError:
        return None


def _find_picture(file: SourceFile) -> bytes | None:
    if not has_checkpoint_magic(file.read_at(0, min(4, file.size))):
        return None
    reader = CheckpointReader(file)
    group = reader.container.find(layout.GroupName.SCREEN)
    if group is None:
        return None
    walk = reader.open_walk(group)
    walk.limit = _MAX_TAGS
    for tag in walk.tags({layout.IMAGE_DATA}):
        if tag.end <= file.size:
            data = read_data(file, tag, layout.MAX_PICTURE)
            return data if is_drawable(data) else None
    return None


def is_drawable(data: bytes) -> bool:
    """True for a PNG of a size that can be drawn; its pixels were not looked at."""
    if len(data) < _START.size:
        return False
    signature, size, kind, width, height = _START.unpack_from(data)
    if (signature, size, kind) != (_SIGNATURE, _HEADER_SIZE, b"IHDR"):
        return False
    sides = sorted((int(width), int(height)))
    return sides[0] > 0 and sides[1] <= MAX_SIDE and sides[0] * sides[1] <= MAX_PIXELS
