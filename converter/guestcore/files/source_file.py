"""A source file: opened once, read-only, never trusted to stay as it was."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path
from types import TracebackType

from guestcore.errors import ErrorKind, GuestCoreError, InputCase, system_reason
from guestcore.sentence import sentence

_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a FIFO in place of a file must not block us
)


class SourceFile:
    """A regular file that is read by position, from any thread.

    :raises GuestCoreError: kind ``input`` if the file is absent, unreadable or
        not a regular file (*kind* replaces that, for companion files).
    """

    def __init__(self, path: Path, *, kind: ErrorKind = ErrorKind.INPUT) -> None:
        self.path = path
        try:
            self._fd = os.open(path, _OPEN_FLAGS)
        except (OSError, ValueError) as error:
            reason = system_reason(error)
            raise GuestCoreError(
                kind,
                sentence("cannot open {path}: {reason}", path=path, reason=reason),
                hint=sentence("check the name and that you may read the file"),
            ) from error
        status = os.fstat(self._fd)
        if not stat.S_ISREG(status.st_mode):
            os.close(self._fd)
            raise GuestCoreError(
                kind,
                sentence("{path} is not a regular file", path=path),
                hint=sentence(
                    "name a regular file, or the folder of the virtual machine"
                ),
                case=InputCase.NOT_A_FILE if kind is ErrorKind.INPUT else None,
            )
        self.size = status.st_size
        """Bytes when the file was opened."""
        self._identity = _identity(status)
        self._lock = threading.Lock()

    @property
    def fd(self) -> int:
        """The file descriptor, for reflinks and SEEK_DATA."""
        return self._fd

    def read_at(self, offset: int, size: int) -> bytes:
        """Return exactly *size* bytes.

        :raises GuestCoreError: kind ``truncated`` if the file ends before.
        """
        if offset < 0 or size < 0 or offset + size > self.size:
            raise self._ends_early(offset, size)
        buffer = bytearray(size)
        self.readinto_at(offset, memoryview(buffer))
        return bytes(buffer)

    def readinto_at(self, offset: int, buffer: memoryview) -> None:
        """Fill *buffer* (of bytes) from a file offset.

        :raises GuestCoreError: kind ``truncated`` if the file ends before.
        """
        done = 0
        while done < len(buffer):
            try:
                count = self._read_some(offset + done, buffer[done:])
            except OSError as error:
                raise GuestCoreError(
                    ErrorKind.INPUT,
                    sentence(
                        "cannot read {path} at offset {offset:#x}: {reason}",
                        path=self.path,
                        offset=offset + done,
                        reason=system_reason(error),
                    ),
                    hint=sentence(
                        "the disk or the network share may be failing; copy the "
                        "file to a sound disk and try again"
                    ),
                ) from error
            if count == 0:
                raise self._ends_early(offset, len(buffer))
            done += count

    def _read_some(self, offset: int, buffer: memoryview) -> int:
        if hasattr(os, "preadv"):
            return os.preadv(self._fd, [buffer], offset)
        with self._lock:  # Windows has no positioned read
            os.lseek(self._fd, offset, os.SEEK_SET)
            data = os.read(self._fd, len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _ends_early(self, offset: int, size: int) -> GuestCoreError:
        if offset + size <= self.size:  # it was longer when it was opened
            return GuestCoreError(
                ErrorKind.SOURCE_CHANGED,
                sentence(
                    "{path} became shorter while it was read: {size} bytes wanted "
                    "at offset {offset:#x} of {file_size}",
                    path=self.path,
                    size=size,
                    offset=offset,
                    file_size=self.size,
                ),
                hint=sentence(
                    "suspend the virtual machine, or copy its files, then try again"
                ),
            )
        return GuestCoreError(
            ErrorKind.TRUNCATED,
            sentence(
                "{path} ends early: {size} bytes wanted at offset {offset:#x}, the "
                "file has {file_size}",
                path=self.path,
                size=size,
                offset=offset,
                file_size=self.size,
            ),
            hint=sentence("copy the file again"),
        )

    def next_data(self, offset: int, end: int) -> tuple[int, int]:
        """Return the next run of data in [offset, end), as the file system knows it.

        :return: Its start and end, both *end* if only a hole follows; all of
            [offset, end) where holes are not known.
        """
        if not hasattr(os, "SEEK_DATA"):
            return offset, end
        with self._lock:  # the position is shared
            try:
                start = os.lseek(self._fd, offset, os.SEEK_DATA)
                if start >= end:
                    return end, end
                return start, min(os.lseek(self._fd, start, os.SEEK_HOLE), end)
            except OSError as error:
                only_hole = error.errno == errno.ENXIO
                return (end, end) if only_hole else (offset, end)

    def has_changed(self) -> bool:
        """True if size, time of change or identity differ from the opening."""
        try:
            named = os.stat(self.path)
        except OSError:
            return True
        opened = os.fstat(self._fd)
        return not self._identity == _identity(named) == _identity(opened)

    def is_same_file(self, path: Path) -> bool:
        """True if *path* names this very file."""
        try:
            return os.path.samestat(os.fstat(self._fd), os.stat(path))
        except OSError:
            return False

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            os.close(fd)

    def __enter__(self) -> SourceFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _identity(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
