"""Which program converts: our own, or VMware's vmss2core with its command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from guestcore.engines import DumpKind, Vmss2core, command_line, default_kind
from guestcore.engines.finding import own_folders, vmware_folders
from guestcore.text import printable
from guestcore_gui.details.command_edit import CommandEdit
from guestcore_gui.details.explained import Explained, label_for
from guestcore_gui.details.loading import Loaded
from guestcore_gui.i18n import translate

_KINDS: dict[DumpKind, Any] = {
    DumpKind.LINUX_26: QT_TRANSLATE_NOOP("EngineBox", "Linux core, 2.6 and later"),
    DumpKind.LINUX: QT_TRANSLATE_NOOP("EngineBox", "Linux core, other kernels"),
    DumpKind.PHYSICAL: QT_TRANSLATE_NOOP("EngineBox", "Core of physical memory"),
    DumpKind.WINDBG: QT_TRANSLATE_NOOP("EngineBox", "WinDbg, before Windows 8"),
    DumpKind.WINDBG_8: QT_TRANSLATE_NOOP("EngineBox", "WinDbg, Windows 8 and later"),
}
_ABOUT_KINDS: dict[DumpKind, Any] = {
    DumpKind.LINUX_26: QT_TRANSLATE_NOOP(
        "EngineBox", "For crash; the offsets are found by the program."
    ),
    DumpKind.LINUX: QT_TRANSLATE_NOOP(
        "EngineBox", "For crash; the offsets have to be added to the command line."
    ),
    DumpKind.PHYSICAL: QT_TRANSLATE_NOOP(
        "EngineBox", "All memory as it is, of any guest system."
    ),
    DumpKind.WINDBG: QT_TRANSLATE_NOOP("EngineBox", "A memory.dmp for WinDbg."),
    DumpKind.WINDBG_8: QT_TRANSLATE_NOOP("EngineBox", "A memory.dmp for WinDbg."),
}
_MAX_PATH = 400


class EngineBox(QWidget):
    """Rows of the output card; most users never touch them."""

    engine_changed = Signal()
    """``chosen`` is another one, perhaps."""
    suffix_changed = Signal(str)
    """How the name of the result has to end."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Sequence[Vmss2core] = ()
        self._loaded: Loaded | None = None
        self._preferred = "native"
        self.engine = Explained(self.tr("Engine"))
        self.kind = Explained(self.tr("Kind of dump"))
        self.command = CommandEdit()
        for kind, name in _KINDS.items():
            self.kind.combo.addItem(translate("EngineBox", name), kind)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form = form
        form.addRow(label_for(self.tr("Engi&ne"), self.engine.combo), self.engine)
        form.addRow(label_for(self.tr("Kin&d"), self.kind.combo), self.kind)
        text = self.tr("C&ommand line")
        form.addRow(label_for(text, self.command.edit), self.command)
        self.engine.combo.currentIndexChanged.connect(self._on_engine)
        self.kind.combo.currentIndexChanged.connect(self._on_kind)
        self.command.made_anew.connect(self._make_command)
        self.command.changed.connect(self._tell_suffix)
        self._fill()

    @property
    def labels(self) -> list[QWidget]:
        """The labels of the rows, to be made as wide as others."""
        items = (self._form.labelForField(row) for row in self._rows())
        return [item for item in items if item is not None]

    @property
    def chosen(self) -> Vmss2core | None:
        """The program that is to convert; None: our own."""
        found = self.engine.combo.currentData()
        return found if isinstance(found, Vmss2core) else None

    def take_command(self) -> tuple[str, ...]:
        """Return the command line; empty for the native engine.

        :raises GuestCoreError: if it cannot be read; the field says so, too.
        """
        return () if self.chosen is None else self.command.parse()

    def show_source(self, loaded: Loaded, engine: str) -> None:
        """Be ready for a saved state.

        :param engine: The one to begin with, as in the settings.
        """
        self._loaded, self._preferred = loaded, engine
        kind = default_kind(loaded.known.kernel)
        self.kind.combo.setCurrentIndex(self.kind.combo.findData(kind))
        self._prefer()
        self._make_command()

    def set_found(self, found: Sequence[Vmss2core]) -> None:
        """Offer the programs that were found."""
        if list(found) != list(self._found):
            self._found = found
            self._fill()

    def _fill(self) -> None:
        combo = self.engine.combo
        combo.blockSignals(True)
        combo.clear()
        combo.addItem(self.tr("GuestCore (native)"), None)
        for program in self._found:
            name = self.tr("vmss2core {version}").format(
                version=printable(program.version or self.tr("(version not known)"))
            )
            combo.addItem(name, program)
        combo.blockSignals(False)
        self._prefer()

    def _prefer(self) -> None:
        wanted = 1 if self._preferred == "vmss2core" and self._found else 0
        self.engine.combo.setCurrentIndex(wanted)
        self._on_engine()

    def _on_engine(self) -> None:
        is_other = self.chosen is not None
        self._form.setRowVisible(self.kind, is_other)
        self._form.setRowVisible(self.command, is_other)
        self.engine.explain(self._about_engine(), self._where_looked())
        self._on_kind()
        self.engine_changed.emit()

    def _on_kind(self) -> None:
        kind = self.kind.combo.currentData()
        if isinstance(kind, DumpKind):
            self.kind.explain(translate("EngineBox", _ABOUT_KINDS[kind]))
        self._make_command()

    def _make_command(self) -> None:
        kind, state = self.kind.combo.currentData(), None
        if self._loaded is not None:
            state = self._loaded.state
        if self.chosen is not None and state is not None:
            memory = self._memory_file()
            self.command.show_command(
                command_line(self.chosen.path, DumpKind(kind), state, memory)
            )
        self._tell_suffix()

    def _memory_file(self) -> Path | None:
        layout = self._loaded.known.layout if self._loaded is not None else None
        return layout.path if layout is not None else None

    def _tell_suffix(self) -> None:
        kind = DumpKind.LINUX_26
        if self.chosen is not None:
            is_windows = self.command.is_windows_dump()
            kind = DumpKind.WINDBG if is_windows else DumpKind.PHYSICAL
        self.suffix_changed.emit(kind.suffix)

    def _about_engine(self) -> str:
        if self.chosen is not None:
            path = printable(str(self.chosen.path), limit=_MAX_PATH)
            return self.tr("VMware's program: {path}").format(path=path)
        text = self.tr("GuestCore's own; needs no other program.")
        if self._found:
            return text
        missing = self.tr("vmss2core was not found.")
        return f"{text} {missing}"

    def _where_looked(self) -> str:
        if self._found:
            return ""
        folders = [*own_folders(), *vmware_folders()]
        lines = [printable(str(folder), limit=_MAX_PATH) for folder in folders]
        lines.append(self.tr("the folders of PATH"))
        lines.append(self.tr("the program chosen in the settings"))
        head = self.tr("vmss2core, which VMware hands out, is looked for in:")
        return "\n".join((head, *(f"• {line}" for line in lines)))

    def _rows(self) -> tuple[QWidget, ...]:
        return (self.engine, self.kind, self.command)
