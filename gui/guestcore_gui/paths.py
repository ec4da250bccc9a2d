"""Where the program keeps its own files: settings, state, logs."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_NAME = "guestcore"
_PORTABLE = "portable"
"""A folder of this name beside the program makes it portable."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders of our own. They need not exist yet."""

    config: Path
    state: Path
    log: Path

    @property
    def settings(self) -> Path:
        """What the user chose."""
        return self.config / "settings.json"

    @property
    def queue(self) -> Path:
        """The jobs and what became of them."""
        return self.state / "queue.json"

    @property
    def window(self) -> Path:
        """Size and place of the window, what was used last."""
        return self.state / "window.json"

    @property
    def recent(self) -> Path:
        """What was opened lately."""
        return self.state / "recent.json"

    @property
    def captures(self) -> Path:
        """What has to be undone on machines that run."""
        return self.state / "captures.json"

    @property
    def fault(self) -> Path:
        """Written by Python when it is killed by a fault inside Qt."""
        return self.log / "fault.log"

    @property
    def demo(self) -> Path:
        """The machine of *Try it with a demo*."""
        return self.state / "demo"


def find_paths(portable: Path | None = None) -> Paths:
    """Return the places for this user, or those inside one folder.

    :param portable: Keep everything there. None: a folder ``portable`` beside an
        installed program if there is one, else where the platform wants it.
    """
    if portable is None and getattr(sys, "frozen", False):
        beside = Path(sys.executable).parent / _PORTABLE
        portable = beside if beside.is_dir() else None
    if portable is not None:
        folder = portable.absolute()
        return Paths(folder / "config", folder / "state", folder / "log")
    return Paths(
        config=platformdirs.user_config_path(_NAME, appauthor=False),
        state=platformdirs.user_state_path(_NAME, appauthor=False),
        log=platformdirs.user_log_path(_NAME, appauthor=False),
    )
