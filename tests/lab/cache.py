"""Where downloads and finished guests are kept between test runs."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs


def lab_folder() -> Path:
    """Return the cache: ``GUESTCORE_LAB``, or one in the user's cache folder."""
    chosen = os.environ.get("GUESTCORE_LAB")
    folder = Path(chosen) if chosen else platformdirs.user_cache_path("guestcore-lab")
    folder.mkdir(parents=True, exist_ok=True)
    return folder.resolve()


def digest(*parts: object) -> str:
    """Return a short name for *parts*: another one as soon as any changes."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def make_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Return *folder*, made by *make* (given an empty folder) if it is not there.

    Safe with several test processes: one makes, the others wait. What an
    interrupted run left half made is never seen under the final name.
    """
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with locked(folder.with_name(f"{folder.name}.lock")):
        if not folder.is_dir():
            unfinished = Path(
                tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent)
            )
            try:
                make(unfinished)
                unfinished.rename(folder)
            finally:
                shutil.rmtree(unfinished, ignore_errors=True)
    return folder


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a folder on the same disk that is gone afterwards: cores are large."""
    with tempfile.TemporaryDirectory(prefix="test-", dir=lab_folder()) as folder:
        yield Path(folder)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other processes out until the block ends."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
