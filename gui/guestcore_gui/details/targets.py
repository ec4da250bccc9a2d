"""Where a core may go: what is there, and how much space. Called off the GUI thread."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Target:
    """A place for a core as it is now."""

    path: Path
    exists: bool = False
    is_folder: bool = False
    has_folder: bool = True
    """The folder it goes to is there."""
    free: int | None = None
    """Bytes that are free there; None if that is not known."""


def look_at(path: Path) -> Target:
    """Return what is at a place. Nothing is raised: what is not known is not said."""
    folder = path.parent
    try:
        if not folder.is_dir():
            return Target(path, has_folder=False)
        exists, is_folder = os.path.lexists(path), path.is_dir()
        free = shutil.disk_usage(folder).free
    except (OSError, ValueError):  # closed to us, or no name at all
        return Target(path)
    return Target(path, exists=exists, is_folder=is_folder, free=free)
