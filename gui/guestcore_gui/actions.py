"""Everything the menus offer, with its shortcut, in one place."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow

from guestcore_gui.settings import THEMES, SettingsStore
from guestcore_gui.theme.icons import icon


class Actions(QObject):
    """The actions of a window and its menu bar. The window connects them."""

    def __init__(self, window: QMainWindow, settings: SettingsStore) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self.open = self._action("file-plus", self.tr("&Open files…"), "Ctrl+O")
        self.open_folder = self._action(
            "folder-open", self.tr("Open &folder…"), "Ctrl+Shift+O"
        )
        self.paste = self._action("copy", self.tr("&Paste files"), "Ctrl+V")
        self.add_folder = self._action(
            "folder-plus", self.tr("&Add folder to the library…"), "Ctrl+Shift+L"
        )
        self.refresh = self._action("refresh-cw", self.tr("&Refresh the library"), "F5")
        self.demo = self._action("puzzle", self.tr("Try it with a &demo"), "")
        self.quit = self._action("power", self.tr("&Quit"), "Ctrl+Q")
        self.convert = self._action("play", self.tr("&Convert"), "Ctrl+Return")
        self.capture = self._action(
            "camera", self.tr("Capture a r&unning machine…"), "Ctrl+Shift+C"
        )
        self.settings = self._action("settings", self.tr("&Settings…"), "Ctrl+,")
        self.help = self._action("circle-help", self.tr("&Help"), "F1")
        self.about = self._action("info", self.tr("&About GuestCore"), "")
        self.zones = [
            self._action("list", self.tr("Go to the &library"), "Ctrl+1"),
            self._action("file-text", self.tr("Go to the &details"), "Ctrl+2"),
            self._action("history", self.tr("Go to the &queue"), "Ctrl+3"),
        ]
        self.next_zone = self._action("", self.tr("&Next part of the window"), "F6")
        self.themes = self._theme_actions()
        self._fill_menus()

    def all(self) -> list[QAction]:
        """Return every action, in the order of the menus."""
        return list(self._window.findChildren(QAction, "action"))

    def _action(self, picture: str, text: str, keys: str) -> QAction:
        action = QAction(text, self._window)
        action.setObjectName("action")
        if picture:
            action.setIcon(icon(picture))
        if keys:
            action.setShortcut(QKeySequence(keys))
        return action

    def _theme_actions(self) -> QActionGroup:
        group = QActionGroup(self)
        names = (self.tr("As the &system"), self.tr("&Light"), self.tr("&Dark"))
        for theme, name in zip(THEMES, names, strict=True):
            action = self._action("", name, "")
            action.setCheckable(True)
            action.setData(theme)
            action.setChecked(self._settings.value.theme == theme)
            group.addAction(action)
        group.triggered.connect(
            lambda action: self._settings.update(theme=action.data())
        )
        self._settings.changed.connect(self._check_theme)
        return group

    def _check_theme(self) -> None:
        for action in self.themes.actions():
            action.setChecked(action.data() == self._settings.value.theme)

    def _fill_menus(self) -> None:
        bar = self._window.menuBar()
        file = bar.addMenu(self.tr("&File"))
        file.addActions([self.open, self.open_folder, self.paste])
        file.addSeparator()
        file.addActions([self.add_folder, self.refresh, self.demo])
        file.addSeparator()
        file.addAction(self.quit)
        machine = bar.addMenu(self.tr("&Machine"))
        machine.addActions([self.convert, self.capture])
        view = bar.addMenu(self.tr("&View"))
        theme = view.addMenu(icon("moon"), self.tr("&Theme"))
        theme.addActions(self.themes.actions())
        view.addSeparator()
        view.addActions([*self.zones, self.next_zone])
        view.addSeparator()
        view.addAction(self.settings)
        helps = bar.addMenu(self.tr("&Help"))
        helps.addActions([self.help, self.about])
