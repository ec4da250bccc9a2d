"""Looks for vmss2core once, and again when another one is chosen in the settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from guestcore_gui.parts.latest import Latest
from guestcore_gui.settings import Settings, SettingsStore
from guestcore_gui.work import Work

if TYPE_CHECKING:
    from guestcore.engines import Vmss2core


class Engines(QObject):
    """Knows the programs that were found."""

    found = Signal(object)
    """A list of :class:`~guestcore.engines.Vmss2core`."""

    def __init__(self, work: Work, settings: SettingsStore, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._settings = settings
        self._has_looked = False
        self._latest = Latest(self)
        settings.changed.connect(self._on_settings)

    def look(self) -> None:
        """Begin to look, unless that was done."""
        if not self._has_looked:
            self._has_looked = True
            self._start()

    def _start(self) -> None:
        text = self._settings.value.vmss2core
        chosen = Path(text) if text else None

        def find(_progress: object) -> list[Vmss2core]:
            from guestcore.engines import find_vmss2core

            return find_vmss2core(chosen)

        self._latest.watch(self._work.in_pool(find), self.found.emit)

    def _on_settings(self, before: Settings, after: Settings) -> None:
        if self._has_looked and before.vmss2core != after.vmss2core:
            self._start()
