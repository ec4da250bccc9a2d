"""What writing needs of the operating system, and how to do without.

Windows has no positioned write and no ``flock``; only Linux lets files share
blocks and begins writing back when told. Each function says what happens where
its feature is missing.
"""

# ruff: noqa: RET505  without "else" mypy checks one system's code on the other
from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
    from ctypes import wintypes
else:
    import fcntl

_position = threading.Lock()
"""Held between a seek and what it is for."""

_LOCK_AT = 1 << 62
"""Windows' locks forbid reading what they cover: cover what is never there."""
_FSCTL_SET_SPARSE = 0x000900C4
_UNKNOWN_SIZE = 0xFFFF_FFFF
_FICLONERANGE = 0x4020940D
"""``_IOW(0x94, 13, struct file_clone_range)`` of linux/fs.h."""
_SYNC_WRITE = 2
_SYNC_WAIT_WRITE_WAIT = 7
_NOT_SUPPORTED = (
    errno.ENOSYS, errno.EINVAL, errno.ESPIPE, errno.EOPNOTSUPP, errno.EPERM,
)  # fmt: skip


def write_some_at(fd: int, data: memoryview, offset: int) -> int:
    """Write at an offset, from any thread; return how many bytes were taken."""
    if sys.platform == "win32":
        with _position:
            os.lseek(fd, offset, os.SEEK_SET)
            return os.write(fd, data)
    else:
        return os.pwrite(fd, data, offset)


def open_direct(path: Path, like: int) -> int:
    """Open a file once more, to be written past the page cache.

    Nothing is copied and nothing is left to be written back later: half the work
    for the processor. The system may still refuse each write (see
    :func:`refuses_direct`).

    :param like: A descriptor of the same file.
    :return: A descriptor; -1 where that cannot be done or *path* is another file.
    """
    if sys.platform == "linux":
        flags = os.O_WRONLY | os.O_DIRECT | os.O_CLOEXEC | os.O_NOFOLLOW
        try:
            fd = os.open(path, flags | os.O_NONBLOCK)
        except OSError:
            return -1
        if os.path.samestat(os.fstat(fd), os.fstat(like)):
            return fd
        os.close(fd)
    return -1


def refuses_direct(error: OSError) -> bool:
    """True if a file system merely wants the usual way, past no cache."""
    return error.errno in _NOT_SUPPORTED


def lock(fd: int, *, wait: bool) -> bool:
    """Lock an open file until it is closed; False if another holds it.

    Where the file system has no locks, nobody gets one.
    """
    try:
        if sys.platform == "win32":
            os.lseek(fd, _LOCK_AT, os.SEEK_SET)
            msvcrt.locking(fd, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(fd, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True


def make_sparse(fd: int) -> None:
    """Let what is never written take no space: Windows asks to be told.

    Where the file system cannot, it takes space.
    """
    if sys.platform == "win32":
        returned = wintypes.DWORD()
        ctypes.windll.kernel32.DeviceIoControl(
            wintypes.HANDLE(msvcrt.get_osfhandle(fd)), _FSCTL_SET_SPARSE,
            None, 0, None, 0, ctypes.byref(returned), None,
        )  # fmt: skip


def read_allocated(fd: int, path: Path) -> int:
    """Return the bytes that a file takes on disk, shared ones included."""
    status = os.fstat(fd)
    if sys.platform == "win32":
        high = wintypes.DWORD()
        size = ctypes.windll.kernel32.GetCompressedFileSizeW
        size.restype = wintypes.DWORD
        low = int(size(str(path), ctypes.byref(high)))
        if low == _UNKNOWN_SIZE and ctypes.GetLastError():
            return status.st_size
        return high.value << 32 | low
    else:
        return status.st_blocks * 512


def clone_range(
    source: int, source_offset: int, size: int, target: int, target_offset: int
) -> None:
    """Share blocks of one open file with another, copying nothing.

    :raises OSError: where system, file systems or offsets do not allow it.
    """
    if sys.platform == "linux":
        request = struct.pack("=qQQQ", source, source_offset, size, target_offset)
        fcntl.ioctl(target, _FICLONERANGE, request)
    else:
        raise OSError(errno.EOPNOTSUPP, "no shared blocks on this system")


def start_writeback(fd: int, offset: int, size: int) -> None:
    """Have the disk begin with a part of a file; only a hint, it reports no error."""
    sync = _sync_file_range()
    if sync is not None:
        sync(fd, offset, size, _SYNC_WRITE)


def finish_writeback(fd: int, offset: int, size: int) -> bool:
    """Wait until a part of a file is written; False where that cannot be done.

    It does not replace fsync: metadata and the disk's cache are left.

    :raises OSError: if writing failed.
    """
    sync = _sync_file_range()
    if sync is None:
        return False
    if sync(fd, offset, size, _SYNC_WAIT_WRITE_WAIT) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NOT_SUPPORTED:
        return False
    raise OSError(code, os.strerror(code))


@cache
def _sync_file_range() -> Callable[[int, int, int, int], int] | None:
    if sys.platform == "linux":
        try:
            sync = ctypes.CDLL(None, use_errno=True).sync_file_range
        except (OSError, AttributeError):  # a C library without it
            return None
        sync.argtypes = ctypes.c_int, ctypes.c_int64, ctypes.c_int64, ctypes.c_uint
        return sync
    else:
        return None
