"""Temporary files beside a target: made, found again, given the final name.

A writer that was killed leaves one behind. The lock that its process held is
gone then, so the next run to the same target knows, and removes it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import stat
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
_SHOWN_NAME = 40
"""Characters of the target's name in the temporary one; with the rest always
within the 255 bytes that file systems allow."""


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
            if name.startswith(prefix) and name.endswith(_SUFFIX):
                with contextlib.suppress(OSError):
                    _remove_abandoned(target.with_name(name))


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
        if abandoned and os.name != "nt":  # while locked: its writer may be starting
            os.unlink(path)
    finally:
        os.close(fd)
    if abandoned and os.name == "nt":  # which removes no open file
        os.unlink(path)


def _rename_over_placeholder(old: Path, new: Path) -> None:
    os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        os.replace(old, new)
    except OSError:
        os.unlink(new)
        raise
