"""Temporary files beside a target: made, found again, given the final name.

A writer that was killed leaves one behind. The lock that its process held is
gone then, so the next run to the same target knows, and removes it. A folder for
another program's work has the temporary file's name, and with it its lock.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import itertools
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from guestcore.core.platform_io import lock

_OPEN_FLAGS = (
    os.O_RDWR
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a FIFO under a leftover's name must not block us
)
_SUFFIX = ".part"
_FOLDER_SUFFIX = ".work"
_SHOWN_NAME = 40
"""Characters of the target's name in the temporary one; with the rest always
within the 255 bytes that file systems allow."""
_NAME = re.compile(
    rf"\.(.{{1,{_SHOWN_NAME}}})\.[0-9a-f]{{12}}\.[0-9a-f]{{8}}(\.part|\.work)",
    re.DOTALL,
)
_MAX_ENTRIES = 500_000
_MAX_LEFTOVERS = 1000
_MAX_COUNTED = 10_000
"""Most files of a folder whose sizes are added."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A temporary file or folder of which no living process knows."""

    path: Path
    size: int
    """Bytes it takes on disk."""
    target_name: str
    """The name of the core that it was to become; a long one is cut."""
    modified: datetime


def create_temporary(target: Path) -> tuple[Path, int]:
    """Return a new file beside *target*, and its descriptor.

    Only the owner can read it; it stays locked until it is closed.

    :raises OSError: if the folder does not take it.
    """
    prefix = _prefix(target)
    while True:
        path = target.with_name(f"{prefix}{secrets.token_hex(4)}{_SUFFIX}")
        try:
            fd = os.open(path, _OPEN_FLAGS | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        # Between the two calls it was unlocked, and another run may remove it.
        lock(fd, wait=True)
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.stat(path), os.fstat(fd)):
                return path, fd
        os.close(fd)


def remove_leftovers(target: Path) -> None:
    """Remove temporary files of *target* that no living process holds.

    One that cannot be opened, locked or removed stays: it is in nobody's way.
    """
    prefix = _prefix(target)
    with contextlib.suppress(OSError):
        for name in os.listdir(target.parent):
            if not name.startswith(prefix):
                continue
            path = target.with_name(name)
            with contextlib.suppress(OSError):
                if name.endswith(_SUFFIX):
                    _remove_abandoned(path)
                elif name.endswith(_FOLDER_SUFFIX):
                    _remove_orphan(path)


def find_leftovers(folder: Path) -> list[Leftover]:
    """Return the temporary files of any target in a folder that nobody holds.

    Those that cannot be opened or locked are not among them: they may be in use.
    Nothing is raised; a folder that cannot be read has none.
    """
    found: list[Leftover] = []
    with contextlib.suppress(OSError, ValueError), os.scandir(folder) as entries:
        for entry in itertools.islice(entries, _MAX_ENTRIES):
            name = _NAME.fullmatch(entry.name)
            if name is None or len(found) == _MAX_LEFTOVERS:
                continue
            path = folder / entry.name
            with contextlib.suppress(OSError, OverflowError, ValueError):
                is_abandoned = _is_orphan if name[2] == _FOLDER_SUFFIX else _is_free
                if is_abandoned(path):
                    found.append(_describe(path, name[1]))
    return sorted(found, key=lambda leftover: leftover.path.name)


def remove_leftover(path: Path) -> bool:
    """Remove a temporary file or folder, unless a living process holds it.

    :param path: Of :func:`find_leftovers`; anything else stays as well.
    :return: True if it is gone.
    """
    name = _NAME.fullmatch(path.name)
    if name is None:
        return False
    with contextlib.suppress(OSError):
        if name[2] == _SUFFIX:
            _remove_abandoned(path)
        else:
            _remove_orphan(path)
    return not os.path.lexists(path)


def _is_free(path: Path) -> bool:
    """True if a temporary file is locked by nobody."""
    fd = os.open(path, _OPEN_FLAGS)
    try:
        return stat.S_ISREG(os.fstat(fd).st_mode) and lock(fd, wait=False)
    finally:
        os.close(fd)


def _is_orphan(folder: Path) -> bool:
    """True if the temporary file of a folder, made before it, is gone."""
    is_folder = stat.S_ISDIR(os.lstat(folder).st_mode)
    return is_folder and not os.path.lexists(folder.with_suffix(_SUFFIX))


def _describe(path: Path, shown: str) -> Leftover:
    status = os.lstat(path)
    work = path if stat.S_ISDIR(status.st_mode) else path.with_suffix(_FOLDER_SUFFIX)
    files = (
        os.path.join(folder, name)
        for folder, _, names in os.walk(work)
        for name in names
    )
    size = _allocated(status)
    for file in itertools.islice(files, _MAX_COUNTED):
        with contextlib.suppress(OSError):  # removed meanwhile
            size += _allocated(os.lstat(file))
    return Leftover(
        path=path,
        size=size,
        target_name=shown + "…" * (len(shown) == _SHOWN_NAME),
        modified=datetime.fromtimestamp(status.st_mtime, UTC),
    )


def _allocated(status: os.stat_result) -> int:
    blocks = getattr(status, "st_blocks", None)  # Windows does not tell
    return status.st_size if blocks is None else blocks * 512


def create_folder(temporary: Path) -> Path:
    """Return a new folder that lives as long as a temporary file, at most.

    :raises OSError: if it cannot be made.
    """
    folder = temporary.with_suffix(_FOLDER_SUFFIX)
    folder.mkdir(mode=0o700)
    return folder


def remove_folder(temporary: Path) -> None:
    """Remove the folder of a temporary file with all that is in it, if there is one.

    What cannot be removed is left to the next run to the same target.
    """
    shutil.rmtree(temporary.with_suffix(_FOLDER_SUFFIX), ignore_errors=True)


def take_place(new: Path, temporary: Path, old_fds: Iterable[int]) -> int:
    """Put a file in the place of a temporary one; return its descriptor.

    It becomes as private, and as locked, as :func:`create_temporary` makes them.

    :param new: A file on the same file system, with this one name.
    :param old_fds: Descriptors of the temporary file, which are closed.
    :raises OSError: if that fails, or *new* is no regular file of its own.
    """
    fd = -1
    try:
        if os.name != "nt":  # which renames no open file
            fd = _open_own(new)
            os.chmod(fd, 0o600)
            os.replace(new, temporary)
    except BaseException:
        if fd >= 0:
            os.close(fd)
        raise
    finally:
        for old in old_fds:
            if old >= 0:
                os.close(old)
    if os.name == "nt":
        os.replace(new, temporary)
        fd = _open_own(temporary)
    return fd


def _open_own(path: Path) -> int:
    fd = os.open(path, _OPEN_FLAGS)
    status = os.fstat(fd)
    if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1:
        os.close(fd)
        raise OSError(errno.EINVAL, "it is no regular file with one name")
    lock(fd, wait=True)
    return fd


def rename_new(old: Path, new: Path) -> None:
    """Rename a file in one step, never over another.

    :raises FileExistsError: if *new* exists.
    """
    if os.name == "nt":
        os.rename(old, new)  # refuses an existing name there
        return
    try:
        os.link(old, new)
    except FileExistsError:
        raise
    except OSError:  # no hard links here: FAT, exFAT, some network shares
        _rename_over_placeholder(old, new)
    else:
        os.unlink(old)


def sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system lets us.

    The file is whole and has its name: what fails from here on is no failure.
    """
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def _prefix(target: Path) -> str:
    digest = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]
    return f".{target.name[:_SHOWN_NAME]}.{digest}."


def _remove_abandoned(path: Path) -> None:
    fd = os.open(path, _OPEN_FLAGS)
    try:
        abandoned = stat.S_ISREG(os.fstat(fd).st_mode) and lock(fd, wait=False)
        if abandoned:
            remove_folder(path)
        if abandoned and os.name != "nt":  # while locked: its writer may be starting
            os.unlink(path)
    finally:
        os.close(fd)
    if abandoned and os.name == "nt":  # which removes no open file
        os.unlink(path)


def _remove_orphan(folder: Path) -> None:
    if _is_orphan(folder):
        remove_folder(folder)


def _rename_over_placeholder(old: Path, new: Path) -> None:
    os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        os.replace(old, new)
    except OSError:
        os.unlink(new)
        raise
