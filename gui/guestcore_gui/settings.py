"""What the user chose, and where it is kept."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from guestcore_gui.i18n import localized, reason_of
from guestcore_gui.jsonfile import OwnFile, write_json

_log = logging.getLogger(__name__)

THEMES = ("system", "light", "dark")
CHECKS = ("quick", "full", "none")
ENGINES = ("native", "vmss2core")
MAX_PARALLEL = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """The defaults are what most want. Add a field to add a setting."""

    language: str = ""
    """A code such as ``de``; empty: as the system."""
    theme: str = "system"
    check: str = "quick"
    engine: str = "native"
    parallel_jobs: int = 1
    """Jobs that run at once, up to :data:`MAX_PARALLEL`."""
    folders: tuple[str, ...] = ()
    """Folders of the library beside those that VMware names."""
    vmware_folders: bool = True
    """Show what VMware's own lists name."""
    vmss2core: str = ""
    """Path of the program; empty: where it is found."""
    vmrun: str = ""
    notify: bool = True
    sort: str = "name"
    """Order of the library: ``name`` or ``date``."""


def settings_from(value: object) -> Settings:
    """Return settings from a file's JSON; what does not fit is the default."""
    known = value if isinstance(value, dict) else {}
    defaults = Settings()
    fitting: dict[str, Any] = {}
    for field in fields(Settings):
        given = known.get(field.name)
        default = getattr(defaults, field.name)
        if isinstance(default, tuple) and isinstance(given, list):
            given = tuple(text for text in given if isinstance(text, str))
        if type(given) is type(default) and _is_allowed(field.name, given):
            fitting[field.name] = given
    return replace(defaults, **fitting)


def _is_allowed(name: str, value: object) -> bool:
    allowed: dict[str, tuple[object, ...]] = {
        "theme": THEMES,
        "check": CHECKS,
        "engine": ENGINES,
        "parallel_jobs": tuple(range(1, MAX_PARALLEL + 1)),
        "sort": ("name", "date"),
    }
    return value in allowed.get(name, (value,))


class SettingsStore(QObject):
    """Holds the settings and saves each change at once."""

    changed = Signal(object, object)
    """The settings before and after."""
    failed = Signal(str)
    """A change could not be saved, or what was saved could not be read; why."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = OwnFile(path)
        self.value, problem = self._file.read(settings_from)
        if problem is not None:
            _log.warning("settings cannot be read: %s", problem)
            # Nobody listens before the window is there.
            QTimer.singleShot(0, self, lambda: self.failed.emit(localized(problem)))

    def update(self, **changes: Any) -> None:  # noqa: ANN401  fields of Settings
        """Change some settings."""
        before, self.value = self.value, replace(self.value, **changes)
        if before == self.value:
            return
        try:
            self._file.make_way()
            write_json(self._file.path, asdict(self.value))
        except OSError as error:
            self.failed.emit(reason_of(error, self._file.path))
        self.changed.emit(before, self.value)
