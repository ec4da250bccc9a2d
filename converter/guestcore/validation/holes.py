"""Where a sparse file holds data, so that what is not there is not read."""

from __future__ import annotations

import errno
import os
import sys


class DataRuns:
    """The data in one open file; remembers the run that was asked about last.

    Asking the file system takes as long as comparing some kilobytes, and most files
    hold data in long runs. Threads may share one.
    """

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._run = (0, 0)

    def find(self, offset: int, end: int) -> int:
        """Return where data may begin in [offset, end); *end* if only a hole follows.

        *offset* itself where the system or the file system knows no holes.
        """
        if sys.platform == "win32":  # SEEK_DATA is unknown there
            return offset
        if offset >= end:
            return end
        start, stop = self._run
        if not start <= offset < stop:
            try:
                start = os.lseek(self._fd, offset, os.SEEK_DATA)
                stop = os.lseek(self._fd, start, os.SEEK_HOLE)
            except OSError as error:
                return end if error.errno == errno.ENXIO else offset
            self._run = start, stop
        return min(max(start, offset), end)
