"""What can be done to the chosen rows: one menu, with keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from guestcore_gui.library.entry import Entry, Kind
from guestcore_gui.library.view import LibraryView
from guestcore_gui.theme.icons import icon


class LibraryCommands(QObject):
    """Actions of the tree. Their signals carry paths."""

    convert_requested = Signal(list)
    """A list of states."""
    capture_requested = Signal(object)
    """The .vmx of a machine that runs."""
    show_requested = Signal(object)
    """A path, to be shown in its folder."""
    refresh_requested = Signal()
    folder_removed = Signal(object)
    """A folder that is to leave the library."""
    forgotten = Signal(object)
    """A path that is to leave the list of what was used lately."""

    def __init__(self, view: LibraryView) -> None:
        super().__init__(view)
        self._view = view
        self._menu = QMenu(view)
        self._keys: list[QAction] = []
        self.convert = self._add("play", self.tr("&Convert"), self._convert)
        self.capture = self._add("camera", self.tr("Ca&pture…"), self._capture)
        self._menu.addSeparator()
        self.show = self._add("folder-open", self.tr("&Show in folder"), self._show)
        self.copy = self._add(
            "copy", self.tr("C&opy path"), self._copy, QKeySequence.StandardKey.Copy
        )
        self._menu.addSeparator()
        self.refresh = self._add(
            "refresh-cw", self.tr("&Refresh"), self.refresh_requested.emit
        )
        self.remove = self._add(
            "minus",
            self.tr("Re&move folder from the library"),
            self._remove,
            QKeySequence.StandardKey.Delete,
        )
        self.forget = self._add("x", self.tr("&Forget that it was used"), self._forget)
        view.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        view.selectionModel().currentChanged.connect(lambda *_: self._enable())
        self._enable()

    def menu(self) -> QMenu:
        """Return the menu for what is chosen now."""
        self._enable()
        return self._menu

    def shortcuts(self) -> list[QAction]:
        """Return what has keys that work in the tree."""
        return [action for action in self._menu.actions() if action.shortcuts()]

    def _add(
        self,
        picture: str,
        text: str,
        function: Callable[[], object],
        key: QKeySequence.StandardKey | None = None,
    ) -> QAction:
        action = QAction(icon(picture), text, self)
        action.triggered.connect(lambda _=False: function())
        if key is not None:
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setShortcutVisibleInContextMenu(True)
            self._view.addAction(action)
        self._menu.addAction(action)
        return action

    def _enable(self) -> None:
        chosen = self._view.chosen()
        only = chosen[0] if len(chosen) == 1 else None
        self.convert.setEnabled(any(entry.can_convert for entry in chosen))
        self.show.setEnabled(only is not None and only.path is not None)
        self.copy.setEnabled(any(entry.path is not None for entry in chosen))
        # Qt disables what it hides, with its key, and enables it when it shows it.
        self.capture.setVisible(only is not None and _can_capture(only))
        self.remove.setVisible(only is not None and only.kind is Kind.FOLDER)
        self.forget.setVisible(only is not None and only.kind is Kind.USED)

    def _paths(self) -> list[Path]:
        found = (entry.path for entry in self._view.chosen())
        return list(dict.fromkeys(path for path in found if path is not None))

    def _convert(self) -> None:
        states = (entry for entry in self._view.chosen() if entry.can_convert)
        paths = [entry.path for entry in states if entry.path is not None]
        if paths:
            self.convert_requested.emit(list(dict.fromkeys(paths)))

    def _capture(self) -> None:
        self.capture_requested.emit(self._paths()[0])

    def _show(self) -> None:
        self.show_requested.emit(self._paths()[0])

    def _copy(self) -> None:
        text = "\n".join(str(path) for path in self._paths())
        QGuiApplication.clipboard().setText(text)

    def _remove(self) -> None:
        self.folder_removed.emit(self._paths()[0])

    def _forget(self) -> None:
        self.forgotten.emit(self._paths()[0])


def _can_capture(entry: Entry) -> bool:
    is_machine = entry.path is not None and entry.path.suffix.lower() == ".vmx"
    return is_machine and entry.is_running
