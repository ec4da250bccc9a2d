"""Keeps the library's search going: one at a time, again where something changed."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from guestcore.text import printable
from guestcore_gui.library.entry import Entry
from guestcore_gui.library.scan import Outcome, Request, search
from guestcore_gui.library.watch import FolderWatch
from guestcore_gui.parts.latest import Latest
from guestcore_gui.work import TaskProgress, Work

_REST = 4
"""After a search that something started by itself, so many times as long is rested."""
_LOOK = 250
"""Milliseconds between two looks at whether that is over."""

Root = Path | None
"""A folder, or None for VMware's own lists."""


class Scanner(QObject):
    """Searches the roots of the library. Lives in the GUI thread."""

    began = Signal(object)
    """The :class:`Request` that is searched now."""
    found = Signal(object, object)
    """A request and some machines, a list of :class:`Entry`."""
    ended = Signal(object)
    """The :class:`Outcome`."""
    idle = Signal()
    """Everything has been searched."""

    _sent = Signal(object, object)

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._roots: list[Root] = []
        self._queue: list[Request] = []
        self._running: Request | None = None
        self._outcomes: dict[Root, Outcome] = {}
        self._rest_until: dict[Root, float] = {}
        self._late: set[Root] = set()
        self._latest = Latest(self)
        self._sent.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        self._watch = FolderWatch(self)
        self._watch.changed.connect(self._on_changed)
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self._start_late)

    @property
    def is_scanning(self) -> bool:
        """True while something is searched or waits to be."""
        return self._running is not None or bool(self._queue)

    @property
    def watched(self) -> set[Path]:
        """The folders that are watched."""
        return self._watch.folders

    def set_roots(self, roots: list[Root]) -> None:
        """Search these from now on: what is new at once, VMware's lists, too.

        What VMware lists and a folder holds, too, is shown in the folder.
        """
        before, self._roots = self._roots, list(roots)
        for root in before:
            if root not in roots:
                self._outcomes.pop(root, None)
                self._late.discard(root)
        self._queue = [request for request in self._queue if request.root in roots]
        if self._running is not None and self._running.root not in roots:
            self._running = None
            self._latest.drop()
        for root in roots:
            if root not in before or (root is None and set(before) != set(roots)):
                self._enqueue(root)
        self._watch_all()
        self._go_on()

    def refresh(self) -> None:
        """Search everything again."""
        for root in self._roots:
            self._enqueue(root)
        self._go_on()

    def look_again(self, folder: Path) -> None:
        """Look into a folder again, wherever it belongs to."""
        for root in self._roots:
            outcome = self._outcomes.get(root)
            if outcome is not None and folder in outcome.folders:
                self._enqueue(root, folder)
            elif folder == root:
                self._enqueue(root)
        self._go_on()

    def stop(self) -> None:
        """Search no more."""
        self._roots = []
        self._queue = []
        self._running = None
        self._latest.drop()
        self._watch.set_folders([])

    def _enqueue(self, root: Root, folder: Path | None = None) -> None:
        folders = frozenset(path for path in self._roots if path is not None)
        others = folders if root is None else frozenset()
        request = Request(root, folder, others)
        if folder is None:
            # A search of everything looks into that folder, too.
            self._queue = [waiting for waiting in self._queue if waiting.root != root]
        elif Request(root, None, others) in self._queue:
            return
        if request not in self._queue:
            self._queue.append(request)

    def _go_on(self) -> None:
        if self._running is not None or not self._queue:
            return
        request = self._running = self._queue.pop(0)
        sent = self._sent

        def run(progress: TaskProgress) -> Outcome:
            return search(request, lambda some: sent.emit(request, some), progress)

        self.began.emit(request)
        task = self._work.in_background(run)
        self._latest.watch(task, self._on_end, self._on_failure)

    def _receive(self, request: Request, machines: list[Entry]) -> None:
        if request is self._running:
            self.found.emit(request, machines)

    def _on_end(self, outcome: Outcome) -> None:
        request = outcome.request
        self._running = None
        if request.folder is None:
            self._outcomes[request.root] = outcome
            self._rest_until[request.root] = time.monotonic() + _REST * outcome.seconds
            self._watch_all()
        self.ended.emit(outcome)
        self._go_on()
        if not self.is_scanning:
            self.idle.emit()

    def _on_failure(self, error: Exception) -> None:
        """Show a bug as what it prevents; the program's report on it is shown, too."""
        request = self._running
        if request is not None:
            self._on_end(Outcome(request, failure=printable(str(error))))

    def _watch_all(self) -> None:
        outcomes = [self._outcomes[r] for r in self._roots if r in self._outcomes]
        roots = [folder for outcome in outcomes for folder in sorted(outcome.roots)]
        folders = [folder for outcome in outcomes for folder in sorted(outcome.folders)]
        self._watch.set_folders(list(dict.fromkeys((*roots, *folders))))

    def _on_changed(self, folders: set[Path]) -> None:
        for root in self._roots:
            outcome = self._outcomes.get(root)
            if outcome is None:
                continue
            if not folders.isdisjoint(outcome.roots):
                self._late.add(root)
            for folder in sorted(folders & outcome.folders):
                self._enqueue(root, folder)
        if self._late:
            self._timer.start()
            self._start_late()
        self._go_on()

    def _start_late(self) -> None:
        now = time.monotonic()
        for root in sorted(self._late, key=str):
            if self._rest_until.get(root, 0.0) <= now:
                self._late.discard(root)
                self._enqueue(root)
        if not self._late:
            self._timer.stop()
        self._go_on()
