"""The zone on the left: folders, machines and their saved states."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from guestcore_gui.dialogs.folder import show_in_folder
from guestcore_gui.library.commands import LibraryCommands
from guestcore_gui.library.content import LibraryContent
from guestcore_gui.library.entry import Entry, Kind
from guestcore_gui.library.pages import EmptyPage, NoMatchPage, SearchingPage
from guestcore_gui.library.search_box import SearchBox
from guestcore_gui.library.thumbnails import Thumbnails
from guestcore_gui.library.view import LibraryView
from guestcore_gui.settings import Settings, SettingsStore
from guestcore_gui.theme.icons import icon
from guestcore_gui.theme.metrics import GRID
from guestcore_gui.work import Work

_SMALLEST = 240
_TYPING = 80
"""Milliseconds without a key after which what was typed is searched for."""
_ORDERS = ("name", "date")


class LibraryPanel(QWidget):
    """Shows what can be converted, and says what the user chose."""

    selected = Signal(object)
    """The path that the user selected: a state, a .vmx or a folder."""
    activated = Signal(object)
    """The path of a row that was double-clicked, or on which Enter was pressed."""
    convert_requested = Signal(list)
    """States."""
    capture_requested = Signal(object)
    """The .vmx of a machine that runs."""
    scanned = Signal()
    """Everything has been searched."""

    def __init__(
        self,
        work: Work,
        settings: SettingsStore,
        recent_file: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._wanted: Path | None = None
        self._told: Path | None = None
        self.content = LibraryContent(work, settings, recent_file, self)
        self._thumbnails = Thumbnails(work, self)
        self.view = LibraryView(self.content.model, self._thumbnails)
        self.commands = LibraryCommands(self.view)
        self._make_search()
        self.add_button = QPushButton(icon("folder-plus"), self.tr("Add folder…"))
        self.add_button.setAutoDefault(False)
        self.add_button.setToolTip(self.tr("Ctrl+Shift+L"))
        self.add_button.clicked.connect(self._ask_for_folder)
        self._make_pages()
        self._lay_out()
        self._connect()
        self._show_page()

    # What the window asks for

    def start(self) -> None:
        """Begin the first search: the window can be seen now."""
        self.content.start()

    def add_folder(self, folder: Path) -> None:
        """Add a folder to the library, and search it."""
        self.content.add_folder(folder)

    def refresh(self) -> None:
        """Search everything again."""
        self.content.refresh()

    def refresh_marks(self, core: object = None, *_: object) -> None:
        """Look again at what is converted: a core has come or gone.

        :param core: Which one; without it everything is looked at.
        """
        if isinstance(core, Path):
            self.content.look_at(core.parent)
        else:
            self.content.refresh()

    def reveal(self, path: Path) -> None:
        """Choose the row of a path, as soon as there is one."""
        self._wanted = path.absolute()
        self._reveal_wanted()

    def note_used(self, path: Path) -> None:
        """Put a path in front of what was used lately."""
        self.content.recent.note(path.absolute())

    def mark_converted(self, path: Path) -> None:
        """Show that a state has a core now."""
        self.content.mark_converted(path)

    @property
    def is_empty(self) -> bool:
        """True if no machine is known."""
        return self.content.model.machine_count == 0

    # Parts

    def _make_search(self) -> None:
        self.search = SearchBox()
        self.search.installEventFilter(self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._typing.timeout.connect(self._search_now)
        self.search.textChanged.connect(self._typing.start)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._go_to_search)
        self.sort = QComboBox()
        self.sort.addItem(self.tr("By name"), "name")
        self.sort.addItem(self.tr("By date"), "date")
        self.sort.setAccessibleName(self.tr("Order of the virtual machines"))
        self.sort.setToolTip(self.tr("Order of the virtual machines"))
        self.sort.setAccessibleDescription(self.sort.toolTip())
        self.sort.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._show_order(self._settings.value.sort)

    def _make_pages(self) -> None:
        self._searching = SearchingPage()
        self._empty = EmptyPage()
        self._no_match = NoMatchPage()
        self._no_match.pressed.connect(self._clear_search)
        self._stack = QStackedWidget()
        for page in (self._searching, self._empty, self._no_match, self.view):
            self._stack.addWidget(page)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(self.search, 1)
        top.addWidget(self.sort)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.add_button)
        self.setMinimumWidth(_SMALLEST)
        self.setTabOrder(self.search, self.sort)
        self.setTabOrder(self.sort, self.view)
        self.setTabOrder(self.view, self.add_button)

    def _connect(self) -> None:
        content, view, commands = self.content, self.view, self.commands
        content.changed.connect(self._on_changed)
        content.scanned.connect(self._on_scanned)
        view.chosen_changed.connect(self._tell_chosen)
        view.activated.connect(self._on_activated)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show_menu)
        commands.convert_requested.connect(self.convert_requested)
        commands.capture_requested.connect(self.capture_requested)
        commands.show_requested.connect(show_in_folder)
        commands.refresh_requested.connect(self.refresh)
        commands.folder_removed.connect(content.remove_folder)
        commands.forgotten.connect(content.recent.forget)
        self.sort.activated.connect(
            lambda at: self._settings.update(sort=self.sort.itemData(at))
        )
        self._settings.changed.connect(self._on_settings)
        self.destroyed.connect(content.stop)

    # What happens

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the search by keys: down into the tree, Escape to see everything."""
        if watched is self.search and isinstance(event, QKeyEvent):
            is_press = event.type() is QEvent.Type.KeyPress
            is_escape = event.key() == Qt.Key.Key_Escape and self.search.text()
            if event.type() is QEvent.Type.ShortcutOverride and is_escape:
                event.accept()  # ours before the report's
                return True
            if is_press and self._on_search_key(Qt.Key(event.key())):
                return True
        return super().eventFilter(watched, event)

    def _on_search_key(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._search_now()
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        if key is Qt.Key.Key_Escape and self.search.text():
            self._clear_search()
            return True
        return False

    def _go_to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _clear_search(self) -> None:
        self.search.clear()
        self._search_now()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search_now(self) -> None:
        self._typing.stop()
        self.view.set_search(self.search.text())
        self._no_match.say(self.search.text())
        self._show_page()

    def _show_page(self) -> None:
        page: QWidget = self.view
        if self.view.filter.rowCount() == 0:
            page = self._empty
            if self.content.model.rowCount():
                page = self._no_match
            elif self.content.is_scanning:
                page = self._searching
        self._stack.setCurrentWidget(page)
        self.setFocusProxy(self.view if page is self.view else self.search)

    def _on_changed(self) -> None:
        self._reveal_wanted()
        self._show_page()

    def _on_scanned(self) -> None:
        self._reveal_wanted()
        self._wanted = None
        self.scanned.emit()

    def _reveal_wanted(self) -> None:
        index = self._find_wanted()
        if not index.isValid():
            return
        if not self.view.filter.mapFromSource(index).isValid():
            self.search.clear()
            self._search_now()
        self.view.choose(index)
        self._told = self._wanted
        entry = self.content.model.entry(index)
        if entry is not None and entry.kind is not Kind.USED:
            self._wanted = None  # else its own row may still come

    def _find_wanted(self) -> QModelIndex:
        wanted, model = self._wanted, self.content.model
        if wanted is None:
            return QModelIndex()

        def is_row(entry: Entry) -> bool:
            return entry.path == wanted and entry.kind is not Kind.HERE

        found = list(model.find(is_row))
        entries = [(index, model.entry(index)) for index in found]
        proper = (i for i, entry in entries if entry and entry.kind is not Kind.USED)
        return next(proper, found[0] if found else QModelIndex())

    def _tell_chosen(self) -> None:
        chosen = self.view.chosen()
        path = chosen[0].path if len(chosen) == 1 else None
        if path is not None:
            self._told = path
            self.selected.emit(path)

    def _on_activated(self, index: QModelIndex) -> None:
        entry = self.view.filter.entry(index)
        if entry is not None and entry.path is not None:
            self.activated.emit(entry.path)

    def _show_menu(self, pos: QPoint) -> None:
        if self.view.chosen():
            self.commands.menu().popup(self.view.viewport().mapToGlobal(pos))

    def _ask_for_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Add a folder"))
        if name:
            self.add_folder(Path(name))

    def _on_settings(self, before: Settings, after: Settings) -> None:
        if before.sort != after.sort:
            self._show_order(after.sort)
            self.view.filter.set_order(after.sort)

    def _show_order(self, order: str) -> None:
        self.sort.setCurrentIndex(max(self.sort.findData(order), 0))
