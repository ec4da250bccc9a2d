"""Where a sparse file holds data, so that what is not there is not read."""

from __future__ import annotations

import errno
import os
import sys


def find_data(fd: int, offset: int, end: int) -> int:
    """Return where data may begin in [offset, end); *end* if only a hole follows.

    *offset* itself where the system or the file system knows no holes.
    """
    if sys.platform == "win32":  # SEEK_DATA is unknown there
        return offset
    if offset >= end:
        return end
    try:
        return min(os.lseek(fd, offset, os.SEEK_DATA), end)
    except OSError as error:
        return end if error.errno == errno.ENXIO else offset
