"""Looks for machines. Runs in the pool, and tells what it finds as it finds it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from guestcore.errors import Cancelled, GuestCoreError
from guestcore_gui.library.describe import (
    describe_machine,
    describe_problem,
    folder_of,
)
from guestcore_gui.library.entry import Entry
from guestcore_gui.work import TaskProgress

if TYPE_CHECKING:
    from guestcore.machines.machine import Machine

MAX_PROBLEMS = 50
"""Rows of a group that say what was left out."""
_MAX_SUBFOLDERS = 256
"""Folders without machines that are watched, too: some may be about to be filled."""
_DEPTH = 4
"""Levels of folders, with its own, in which a folder's machines are found."""
_BATCH = 20
_INTERVAL = 0.1
"""Seconds for which a machine that was found waits for others."""

Send = Callable[[list[Entry]], None]


@dataclass(frozen=True, slots=True)
class Request:
    """A search."""

    root: Path | None
    """A folder with its subfolders; None: where VMware lists its machines."""
    folder: Path | None = None
    """Only this folder below *root* has changed."""
    others: frozenset[Path] = frozenset()
    """Folders whose machines are shown elsewhere."""


@dataclass(slots=True)
class Outcome:
    """What a search came to."""

    request: Request
    keys: set[str] = field(default_factory=set)
    """Of the machines that are there."""
    folders: set[Path] = field(default_factory=set)
    """Where a change means: look into this folder again."""
    roots: set[Path] = field(default_factory=set)
    """Where a change means: search everything again."""
    problems: list[Entry] = field(default_factory=list)
    failure: str = ""
    """Why there is nothing: a sentence."""
    seconds: float = 0.0


def search(request: Request, send: Send, progress: TaskProgress) -> Outcome:
    """Search, hand machines to *send* a few at a time, and return the outcome.

    :raises Cancelled: if *progress* says so.
    """
    outcome = Outcome(request)
    batches = _Batches(request, outcome, send)
    started = time.monotonic()
    try:
        if request.folder is not None:
            _look_again(request.folder, batches, progress)
        else:
            _search_all(request, batches, progress)
    except GuestCoreError as error:
        outcome.failure = error.message
    batches.flush()
    if request.folder is None:
        _find_places_to_watch(request, outcome)
    outcome.seconds = time.monotonic() - started
    return outcome


def _search_all(request: Request, batches: _Batches, progress: TaskProgress) -> None:
    from guestcore.machines.inventory import find_machines

    find_machines(
        None if request.root is None else [request.root],
        batches.add_problem,
        on_machine=batches.add,
        should_stop=lambda: progress.is_cancelled,
    )


def _look_again(folder: Path, batches: _Batches, progress: TaskProgress) -> None:
    """Look into one folder only."""
    from guestcore.machines.machine import Survey

    def pause() -> None:
        if progress.is_cancelled:
            raise Cancelled

    for machine in Survey(folder, pause=pause).machines:
        batches.add(machine)


class _Batches:
    """Gathers what is found, so that the window is not told of each."""

    def __init__(self, request: Request, outcome: Outcome, send: Send) -> None:
        self._request = request
        self._outcome = outcome
        self._send = send
        self._waiting: list[Entry] = []
        self._since = 0.0
        self._left_out = 0

    def add(self, machine: Machine) -> None:
        folder = folder_of(machine.path)
        near = (folder, *folder.parents)[:_DEPTH]
        if not self._request.others.isdisjoint(near):
            return
        entry = describe_machine(machine)
        self._outcome.keys.add(entry.key)
        self._outcome.folders.add(folder)
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append(entry)
        is_late = time.monotonic() - self._since >= _INTERVAL
        if len(self._waiting) >= _BATCH or is_late:
            self.flush()

    def add_problem(self, reason: str) -> None:
        problems = self._outcome.problems
        if len(problems) < MAX_PROBLEMS:
            problems.append(describe_problem(reason, len(problems)))

    def flush(self) -> None:
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            self._send(waiting)


def _find_places_to_watch(request: Request, outcome: Outcome) -> None:
    root = request.root
    if root is None:
        from guestcore.machines.places import find_places

        places = find_places()
        lists = (path.parent for path in (*places.inventories, *places.preferences))
        named = (*places.folders, *lists)
        outcome.roots.update(path for path in named if path.is_dir())
        return
    # A folder that is not there may come back.
    outcome.roots.add(root.parent if outcome.failure else root)
    for folder in outcome.folders:
        for parent in folder.parents:
            if parent == root or root not in parent.parents:
                break
            outcome.roots.add(parent)
    outcome.folders.update(_subfolders(root))
    outcome.folders -= outcome.roots


def _subfolders(root: Path) -> list[Path]:
    found: list[Path] = []
    try:
        with os.scandir(root) as entries:
            for entry in entries:
                if len(found) >= _MAX_SUBFOLDERS:
                    break
                if entry.is_dir() and not entry.name.endswith(".lck"):
                    found.append(root / entry.name)
    except (OSError, ValueError):  # the search has told why
        return []
    return found
