"""What the library shows: which folders, what was found in them, what was used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from guestcore_gui.i18n import localized
from guestcore_gui.library.describe import short_reason
from guestcore_gui.library.entry import (
    Entry,
    Kind,
    shown_name,
    shown_path,
)
from guestcore_gui.library.marks import Mark, Marked, marked
from guestcore_gui.library.model import LibraryModel
from guestcore_gui.library.recent import Recent
from guestcore_gui.library.scan import Outcome, Request
from guestcore_gui.library.scanner import Root, Scanner
from guestcore_gui.library.stepper import Stepper
from guestcore_gui.settings import Settings, SettingsStore
from guestcore_gui.work import Work

MAX_FOLDERS = 1000
"""That a library has."""
_NEAR = 3
"""Levels below a folder on which its machines are found."""
_RECENT = "recent"
_VMWARE = "vmware"


class LibraryContent(QObject):
    """Fills the model. Lives in the GUI thread."""

    changed = Signal()
    """Rows have come or gone."""
    scanned = Signal()
    """Everything was searched, and is shown."""

    def __init__(
        self, work: Work, settings: SettingsStore, recent_file: Path, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.model = LibraryModel(self)
        self.stepper = Stepper(self)
        self.scanner = Scanner(work, self)
        self.recent = Recent(work, recent_file, self)
        self._settings = settings
        self._roots: list[Root] = []
        self._is_started = False
        self._is_told = True
        self.scanner.began.connect(self._on_began)
        self.scanner.found.connect(self._on_found)
        self.scanner.ended.connect(self._on_ended)
        self.scanner.idle.connect(self._tell_end)
        self.stepper.idle.connect(self._on_stepped)
        self.recent.described.connect(self._show_recent)
        settings.changed.connect(self._on_settings)

    @property
    def is_scanning(self) -> bool:
        """True until everything was searched and is shown."""
        return self.scanner.is_scanning or self.stepper.is_busy

    def start(self) -> None:
        """Search everything for the first time."""
        self._is_started = True
        self._is_told = False
        self.recent.look_again()
        self._set_roots()
        if not self.scanner.is_scanning:
            self._tell_end()

    def stop(self) -> None:
        """Search no more; running work is cancelled."""
        self.scanner.stop()
        self.recent.stop()
        self.stepper.clear()

    def refresh(self) -> None:
        """Search everything again."""
        self._is_told = False
        self.recent.look_again()
        self.scanner.refresh()

    def add_folder(self, folder: Path) -> None:
        """Add a folder, unless it is there or in a folder that is."""
        folder = folder.absolute()
        folders = self._settings.value.folders
        near = {str(path) for path in (folder, *folder.parents[:_NEAR])}
        known = near.intersection(folders)
        if known:
            self.scanner.look_again(Path(known.pop()))
        elif len(folders) < MAX_FOLDERS:
            self._settings.update(folders=(*folders, str(folder)))

    def remove_folder(self, folder: Path) -> None:
        """Take a folder out of the library; nothing happens to it."""
        folders = self._settings.value.folders
        left = tuple(name for name in folders if Path(name) != folder)
        self._settings.update(folders=left)

    def mark_converted(self, path: Path) -> None:
        """Show that a state has a core now."""
        self.model.change(path, lambda entry: entry.with_converted(converted=True))

    def look_at(self, folder: Path) -> None:
        """Look again into a folder in which something has changed."""
        self.scanner.look_again(folder)
        self.recent.look_again()

    # Roots and their groups

    def _on_settings(self, before: Settings, after: Settings) -> None:
        is_same = (
            before.folders == after.folders
            and before.vmware_folders == after.vmware_folders
        )
        if self._is_started and not is_same:
            self._is_told = False
            self._set_roots()

    def _set_roots(self) -> None:
        settings = self._settings.value
        roots: list[Root] = [None] if settings.vmware_folders else []
        names = dict.fromkeys(settings.folders[:MAX_FOLDERS])
        folders = [Path(name) for name in names if "\0" not in name]
        roots += [folder for folder in folders if folder.is_absolute()]
        for root in self._roots:
            if root not in roots:
                self._remove_group(root)
        for root in roots:
            if root not in self._roots and root is not None:
                entry = self._group(root, roots.index(root))
                entry = replace(entry, detail=self.tr("Searching…"))
                self.model.set_group(_key(root), entry)
        self._roots = roots
        self.scanner.set_roots(roots)
        self.changed.emit()
        if not self.scanner.is_scanning:
            self._tell_end()

    def _remove_group(self, root: Root) -> None:
        """Remove the rows one by one: there may be thousands."""
        key = _key(root)

        def finish() -> None:
            if root not in self._roots:
                self.model.remove_group(key)

        self.stepper.add(self.model.keep(key, lambda _: False))
        self.stepper.call(finish)

    def _group(self, root: Root, number: int, failure: str = "") -> Entry:
        """Return the row of a root.

        :param failure: Why it could not be read: a sentence.
        """
        place = "1" if root is None else f"2{number:06d}"
        title = (
            self.tr("VMware") if root is None else shown_name(root.name or str(root))
        )
        shown = "" if root is None else shown_path(root)
        detail, tooltip = shown, shown
        if root is None:
            tooltip = self.tr("Virtual machines that VMware lists or keeps by itself")
            detail = self._count(_key(root))
        elif not self.model.group_size(_key(root), Kind.MACHINE):
            detail = self.tr("No virtual machines")
        marks: tuple[Marked, ...] = ()
        if failure:
            detail = short_reason(failure)
            tooltip = f"{shown}\n{localized(failure)}"
            marks = (marked(Mark.UNREADABLE),)
        return Entry(
            kind=Kind.VMWARE if root is None else Kind.FOLDER,
            title=title,
            key=_key(root),
            path=root,
            detail=detail,
            marks=marks,
            tooltip=tooltip,
            by_name=place,
            by_date=place,
        )

    def _count(self, key: str) -> str:
        count = self.model.group_size(key, Kind.MACHINE)
        return self.tr("%n virtual machine(s)", "", count)

    # What the scanner brings

    def _on_began(self, request: Request) -> None:
        del request
        self._is_told = False
        self.changed.emit()

    def _on_found(self, request: Request, machines: list[Entry]) -> None:
        key = _key(request.root)
        if self.model.group(key) is None:
            self.model.set_group(key, self._group(request.root, 0))
        self.stepper.add(self.model.merge(key, machines))

    def _on_ended(self, outcome: Outcome) -> None:
        request, keys = outcome.request, outcome.keys
        key = _key(request.root)
        problems = {problem.key for problem in outcome.problems}

        def is_kept(entry: Entry) -> bool:
            if request.folder is not None and entry.folder != request.folder:
                return True
            return entry.key in keys or entry.key in problems

        self.stepper.add(self.model.keep(key, is_kept))
        if request.folder is None:
            if outcome.problems:
                self._on_found(request, outcome.problems)
            self.stepper.call(lambda: self._finish_group(outcome))

    def _finish_group(self, outcome: Outcome) -> None:
        root = outcome.request.root
        if root not in self._roots:
            return
        key = _key(root)
        size = self.model.group_size(key, Kind.MACHINE)
        rows = size + self.model.group_size(key, Kind.PROBLEM)
        if root is None and not rows:
            self.model.remove_group(key)
            return
        entry = self._group(root, self._roots.index(root), outcome.failure)
        self.model.set_group(key, entry)

    def _show_recent(self, entries: list[Entry]) -> None:
        if not entries:
            self.model.remove_group(_RECENT)
            self.changed.emit()
            return
        title, text = self.tr("Recent"), self.tr("What was opened or converted lately")
        group = Entry(
            kind=Kind.RECENT,
            title=title,
            key=_RECENT,
            tooltip=text,
            by_name="0",
            by_date="0",
        )
        self.model.set_group(_RECENT, group)
        keys = {entry.key for entry in entries}
        self.stepper.add(self.model.keep(_RECENT, lambda entry: entry.key in keys))
        self.stepper.add(self.model.merge(_RECENT, entries))

    def _on_stepped(self) -> None:
        self.changed.emit()
        self._tell_end()

    def _tell_end(self) -> None:
        if not self._is_told and not self.is_scanning:
            self._is_told = True
            self.changed.emit()
            self.scanned.emit()


def _key(root: Root) -> str:
    return _VMWARE if root is None else f"folder:{root}"
