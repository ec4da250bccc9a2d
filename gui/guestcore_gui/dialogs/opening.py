"""The dialogs of a window: one of each kind, none of them blocks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from guestcore_gui.window import MainWindow


class Dialogs(QObject):
    """Opens dialogs and knows which are open."""

    captured = Signal(object, bool)
    """What :class:`~guestcore_gui.capture.dialog.CaptureDialog` says."""
    remains = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._open: dict[str, QDialog] = {}

    def open_settings(self) -> None:
        """Let the user choose."""
        from guestcore_gui.dialogs.settings_dialog import SettingsDialog

        desktop = self._window.desktop
        dialog = SettingsDialog(desktop.settings, desktop.work, self._window)
        self.show("settings", dialog)

    def open_help(self) -> None:
        """Show what can be done and with which keys."""
        from guestcore_gui.dialogs.help import HelpDialog

        self.show("help", HelpDialog(self._window.shortcuts(), self._window))

    def open_about(self) -> None:
        """Show versions and licences."""
        from guestcore_gui.dialogs.about import AboutDialog

        self.show("about", AboutDialog(self._window))

    def open_capture(self, vmx: Path | None) -> None:
        """Let the user capture a machine that runs."""
        from guestcore_gui.capture.dialog import CaptureDialog

        if self.is_capturing():
            return
        desktop = self._window.desktop
        dialog = CaptureDialog(
            desktop.work,
            desktop.settings,
            desktop.paths.captures,
            self._window,
            find=desktop.captures.find,
        )
        if vmx is not None:
            dialog.choose(vmx)
        dialog.captured.connect(self.captured)
        dialog.remains.connect(self.remains)
        self.show("capture", dialog)

    def is_capturing(self) -> bool:
        """Return True while a machine is being captured; show the dialog then."""
        dialog = self.capturing
        if dialog is None:
            return False
        dialog.raise_()
        dialog.activateWindow()
        return True

    @property
    def capturing(self) -> QDialog | None:
        """The dialog that captures a machine at present."""
        dialog = self._open.get("capture")
        return dialog if getattr(dialog, "is_capturing", False) else None

    def is_open(self, name: str) -> bool:
        """Tell if a dialog is open: settings, help, about, capture or close."""
        return name in self._open

    def dialog(self, name: str) -> QDialog:
        """Return a dialog that is open.

        :raises KeyError: if it is not.
        """
        return self._open[name]

    def show(self, name: str, dialog: QDialog) -> None:
        """Show a dialog in place of another one of its kind; it goes when closed."""
        old = self._open.pop(name, None)
        if old is not None:
            old.close()
        self._open[name] = dialog
        dialog.finished.connect(lambda: self._forget(name, dialog))
        dialog.show()

    def _forget(self, name: str, dialog: QDialog) -> None:
        if self._open.get(name) is dialog:
            del self._open[name]
        dialog.deleteLater()
