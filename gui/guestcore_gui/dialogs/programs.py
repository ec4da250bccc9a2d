"""Where VMware's programs are: what was found, and what the user chooses instead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFormLayout, QWidget

from guestcore.capture import Vmrun, find_vmrun
from guestcore.engines.finding import Vmss2core, find_vmss2core
from guestcore.text import printable
from guestcore_gui.dialogs.program_row import ProgramRow
from guestcore_gui.parts.latest import Latest
from guestcore_gui.settings import SettingsStore
from guestcore_gui.theme.metrics import GRID
from guestcore_gui.work import TaskProgress, Work


class ProgramsGroup(QWidget):
    """vmss2core and vmrun. They are looked for in the background."""

    def __init__(self, store: SettingsStore, work: Work) -> None:
        super().__init__()
        self._store = store
        self._work = work
        value = store.value
        self.vmss2core = ProgramRow("vmss2core", value.vmss2core)
        self.vmss2core.changed.connect(self._choose_vmss2core)
        self.vmrun = ProgramRow("vmrun", value.vmrun)
        self.vmrun.changed.connect(self._choose_vmrun)
        self._looks = {row: Latest(row) for row in (self.vmss2core, self.vmrun)}
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(GRID)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("vmss2core:", self.vmss2core)
        form.addRow("vmrun:", self.vmrun)
        self._look_for_vmss2core()
        self._look_for_vmrun()

    def _choose_vmss2core(self, path: str) -> None:
        self._store.update(vmss2core=path)
        self._look_for_vmss2core()

    def _choose_vmrun(self, path: str) -> None:
        self._store.update(vmrun=path)
        self._look_for_vmrun()

    def _look_for_vmss2core(self) -> None:
        chosen = _path_or_none(self._store.value.vmss2core)
        self._look(
            self.vmss2core,
            lambda _progress: next(iter(find_vmss2core(chosen)), None),
            lambda found: self._say_vmss2core(found, chosen),
        )

    def _look_for_vmrun(self) -> None:
        chosen = _path_or_none(self._store.value.vmrun)
        self._look(
            self.vmrun,
            lambda _progress: find_vmrun(chosen),
            lambda found: self._say_vmrun(found, chosen),
        )

    def _look(
        self,
        row: ProgramRow,
        find: Callable[[TaskProgress], object],
        say: Callable[[Any], None],
    ) -> None:
        row.set_state(self.tr("Looking for it…"), found=False)
        self._looks[row].watch(self._work.in_pool(find), say)

    def _say_vmss2core(self, found: Vmss2core | None, chosen: Path | None) -> None:
        if found is None or (chosen is not None and not _is_same(found.path, chosen)):
            self.vmss2core.set_state(self._absence(chosen), found=False)
            return
        place = printable(str(found.path), limit=4000)
        version = printable(found.version or "")
        with_version = self.tr("Version {version}, in {path}")
        without = self.tr("In {path}; it does not tell its version")
        text = with_version if version else without
        self.vmss2core.set_state(text.format(version=version, path=place), found=True)

    def _say_vmrun(self, found: Vmrun | None, chosen: Path | None) -> None:
        if found is None:
            self.vmrun.set_state(self._absence(chosen), found=False)
            return
        place = printable(str(found.path), limit=4000)
        self.vmrun.set_state(self.tr("In {path}").format(path=place), found=True)

    def _absence(self, chosen: Path | None) -> str:
        if chosen is None:
            return self.tr("Not found on this computer")
        return self.tr("No program can be run there")


def _path_or_none(text: str) -> Path | None:
    return Path(text) if text and "\0" not in text else None


def _is_same(found: Path, chosen: Path) -> bool:
    return found == chosen.absolute()
