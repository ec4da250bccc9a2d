"""What becomes of the files and folders that a user brings. No widgets here."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from guestcore.core.naming import looks_like_core
from guestcore_gui.work import TaskProgress

MAX_BROUGHT = 10_000
"""Files and folders that are looked at when they are dropped together."""


@dataclass(slots=True)
class Brought:
    """Paths by what they are."""

    folders: list[Path] = field(default_factory=list)
    cores: list[Path] = field(default_factory=list)
    inputs: list[Path] = field(default_factory=list)
    """Whatever else: the details say what is wrong with it, if something is."""


def sort_out(paths: list[Path], progress: TaskProgress) -> Brought:
    """Look at what was brought; called off the GUI thread."""
    brought = Brought()
    for path in paths[:MAX_BROUGHT]:
        progress.check()
        if path.is_dir():
            brought.folders.append(path)
        elif looks_like_core(path):
            brought.cores.append(path)
        else:
            brought.inputs.append(path)
    return brought
