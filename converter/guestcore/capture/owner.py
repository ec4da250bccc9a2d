"""Whether the process that wrote a journal's entry still lives.

Each process holds one file beside the journal locked. The lock goes with the
process, however that ends.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import threading
from pathlib import Path

from guestcore.core.platform_io import lock
from guestcore.core.temporary import create_temporary, remove_leftovers

_guard = threading.Lock()
_held: dict[Path, tuple[Path, int]] = {}
"""The file of this process and its descriptor, by journal."""


def own(journal: Path) -> str:
    """Return the name under which this process owns entries of a journal.

    Files of processes that are gone are removed.

    :raises OSError: if no file can be made.
    """
    key = journal.absolute()
    with _guard:
        held = _held.get(key)
        if held is None or not held[0].exists():
            remove_leftovers(_target(key))
            _held[key] = create_temporary(_target(key))
            if held is not None:
                os.close(held[1])
        return _held[key][0].name


def is_alive(journal: Path, name: str) -> bool:
    """True if the owner of that name lives.

    Where the file system has no locks, only this process is known to live.
    """
    key = journal.absolute()
    try:
        if name not in os.listdir(key.parent):
            return False
        if own(key) == name:
            return True
        with _guard:
            if not _locks_work(_held[key][1]):
                return False
        fd = os.open(key.with_name(name), os.O_RDWR | getattr(os, "O_CLOEXEC", 0))
    except OSError:
        return False
    try:
        return not lock(fd, wait=False)
    finally:
        os.close(fd)


def _target(journal: Path) -> Path:
    return journal.with_name(f"{journal.name[:32]}-owner")


def _locks_work(fd: int) -> bool:
    """True if a lock that we hold can be had once more, as on POSIX it can."""
    return os.name == "nt" or lock(fd, wait=False)


@atexit.register
def _remove_files() -> None:
    with _guard:
        for path, fd in _held.values():
            with contextlib.suppress(OSError):
                os.close(fd)
                os.unlink(path)
        _held.clear()
