"""What the page needs to know of a file or folder, found out off the GUI thread.

No widgets here. Everything about the machine is guestcore's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from guestcore.core.naming import default_output, free_name, looks_like_core
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.machines.companions import (
    MEMORY_SUFFIX,
    find_states_of,
    same_size_candidates,
    suffix_of,
)
from guestcore.progress import Phase
from guestcore.sources import OpenOptions
from guestcore_gui.details.picture import decode_picture
from guestcore_gui.work import TaskProgress

if TYPE_CHECKING:
    from guestcore.machines.machine import CheckpointEntry, Machine, Survey
    from guestcore.pipeline import Description

MAX_CHOICES = 200
"""States to pick from; more are in the library."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A saved state with memory that may have been meant."""

    path: Path
    machine: str
    """Text from a VM: hostile."""
    entry: CheckpointEntry | None = None
    """None if only the file is known."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything that the page shows."""

    known: Description
    opening: OpenOptions
    machine: Machine | None = None
    entry: CheckpointEntry | None = None
    """Of the state that is shown."""
    picture: QImage | None = None
    output: Path | None = None
    """Where the core goes unless the user says else; a free name."""
    suggestions: tuple[Path, ...] = ()
    """Memory files of the right size."""
    choices: tuple[Choice, ...] = ()
    """Other states with memory that the user may have meant."""
    is_core: bool = False
    """Not to be converted, but it can be checked."""

    @property
    def state(self) -> Path | None:
        """The state file, if there is one that can be described."""
        return self.known.origin.path if self.known.origin else None

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        path = self.state or self.known.path
        return path if self.state is None and not path.suffix else path.parent

    @property
    def needed(self) -> int:
        """Bytes that the core takes at most."""
        layout = self.known.layout
        if layout is None:
            return 0
        return layout.size - sum(region.size for region in layout.missing)


def load(path: Path, opening: OpenOptions, progress: TaskProgress) -> Loaded:
    """Describe an input and what surrounds it. Errors are part of the result.

    :raises Cancelled: if the user asked to stop.
    """
    # Not at the start: these take longer to import than a window.
    from guestcore.pipeline import describe
    from guestcore.sources.thumbnail import read_thumbnail

    progress.report(Phase.OPENING, 0, 0)
    known = describe(path, opening, memory_map=True, progress=progress)
    loaded = Loaded(known, opening)
    progress.check()
    state = loaded.state
    survey = _survey(path, state, progress)
    machine, entry = _find_machine(survey, state)
    if state is not None:
        loaded = replace(
            loaded,
            picture=decode_picture(read_thumbnail(state)),
            output=free_name(default_output(state)),
        )
    loaded = replace(loaded, machine=machine, entry=entry)
    return loaded if known.error is None else _with_help(loaded, survey, known.error)


def _survey(path: Path, state: Path | None, progress: TaskProgress) -> Survey | None:
    from guestcore.machines.machine import Survey

    place = state.parent if state is not None else path
    if state is None and suffix_of(path.name) == MEMORY_SUFFIX:
        place = path.parent
    try:
        return Survey(place, pause=progress.check)
    except GuestCoreError:  # then only the file itself is known
        return None


def _find_machine(
    survey: Survey | None, state: Path | None
) -> tuple[Machine | None, CheckpointEntry | None]:
    machines = survey.machines if survey is not None else []
    for machine in machines:
        for entry in machine.checkpoints:
            if state is not None and entry.path.name == state.name:
                return machine, entry
    alone = machines[0] if state is None and len(machines) == 1 else None
    return alone, None


def _with_help(loaded: Loaded, survey: Survey | None, error: GuestCoreError) -> Loaded:
    """Add what lets the user solve the problem."""
    layout, state = loaded.known.layout, loaded.state
    if error.kind is ErrorKind.MISSING_COMPANION and state and layout:
        size = max(region.file_offset + region.size for region in layout.regions)
        found = same_size_candidates(state.parent, size)
        return replace(loaded, suggestions=tuple(found))
    if error.kind is ErrorKind.AMBIGUOUS and suffix_of(loaded.known.path.name) == (
        MEMORY_SUFFIX
    ):
        return replace(loaded, choices=_states_of(loaded.known.path, survey))
    if error.kind in (ErrorKind.AMBIGUOUS, ErrorKind.NO_MEMORY):
        return replace(loaded, choices=_with_memory(survey, loaded))
    if error.kind is ErrorKind.UNSUPPORTED:
        return replace(loaded, is_core=looks_like_core(loaded.known.path))
    return loaded


def _with_memory(survey: Survey | None, loaded: Loaded) -> tuple[Choice, ...]:
    machines = survey.machines if survey is not None else []
    if loaded.machine is not None:
        machines = [loaded.machine]
    found = {
        entry.path: Choice(entry.path, machine.name, entry)
        for machine in machines
        for entry in machine.checkpoints
        if entry.memory
    }
    return tuple(found.values())[:MAX_CHOICES]


def _states_of(memory_file: Path, survey: Survey | None) -> tuple[Choice, ...]:
    states = find_states_of(memory_file)
    known = {
        entry.path.name: Choice(entry.path, machine.name, entry)
        for machine in (survey.machines if survey is not None else [])
        for entry in machine.checkpoints
    }
    return tuple(known.get(state.name, Choice(state, "")) for state in states)
