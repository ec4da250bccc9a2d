"""Makes rows of machines. Runs in the pool: it may look at the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from guestcore.report.units import size_text
from guestcore.sentence import Sentence
from guestcore.text import printable
from guestcore_gui.i18n import localized, translate
from guestcore_gui.library.entry import (
    SHOWN_TEXT,
    Entry,
    Kind,
    newest_first,
    searched,
    short_date,
    shown_name,
    shown_path,
    sort_text,
    whole_date,
)
from guestcore_gui.library.marks import Mark, Marked, marked
from guestcore_gui.parts.labels import capital

if TYPE_CHECKING:
    from guestcore.machines.machine import CheckpointEntry, Machine

_MAX_DEPTH = 32
"""Levels of a snapshot tree; what is deeper stands beside its parent. VMware has no
more than these."""
_MAX_WARNINGS = 8
"""That are shown in a tooltip."""


def describe_machine(machine: Machine) -> Entry:
    """Return the row of a machine, its saved states below it."""
    from guestcore.machines.guest_systems import guest_os_name

    title = shown_name(machine.name)
    system = shown_name(guest_os_name(machine.guest_os)) if machine.guest_os else ""
    here = _here(machine)
    dates = [state.created for state in machine.checkpoints if state.created]
    newest = max(dates, default=None)
    size = machine.memory_size
    warnings = machine.warnings[:_MAX_WARNINGS]
    details = [system, "" if size is None else localized(size_text(size))]
    lines = [title, system, *map(_capped, warnings), shown_path(machine.path)]
    return Entry(
        kind=Kind.MACHINE,
        title=title,
        key=f"machine:{machine.path}:{machine.name}",
        path=machine.path,
        folder=folder_of(machine.path),
        detail=" · ".join(text for text in details if text),
        date=short_date(newest),
        marks=tuple(_machine_marks(machine, here)),
        tooltip="\n".join(line for line in lines if line),
        search=searched(title, system, shown_name(machine.path.name)),
        by_name=sort_text(title),
        by_date=newest_first(newest),
        children=_tree(machine, here),
    )


def describe_problem(reason: str, number: int) -> Entry:
    """Return the row of what was left out.

    :param reason: A sentence; the path in it becomes the title.
    :param number: Among the problems of its group.
    """
    values = reason.values if isinstance(reason, Sentence) else {}
    place = values.get("folder") or values.get("path")
    name = Path(str(place)).name if place is not None else ""
    text = localized(reason)
    return Entry(
        kind=Kind.PROBLEM,
        title=shown_name(name) or translate("Library", "Left out"),
        key=f"problem:{reason}",
        detail=short_reason(reason),
        tooltip=text,
        search=searched(text),
        by_name=f"\uffff{number:08d}",  # behind the machines
        by_date=f"\uffff{number:08d}",
    )


def short_reason(reason: str) -> str:
    """Return why something could not be read, without what is said beside it."""
    values = reason.values if isinstance(reason, Sentence) else {}
    inner = values.get("reason")
    return capital(localized(inner if isinstance(inner, str) else reason))


def describe_used(path: Path, number: int) -> Entry:
    """Return the row of something used lately.

    :param number: Its place in the list.
    """
    from guestcore.core.naming import is_converted
    from guestcore.machines.companions import STATE_SUFFIXES, suffix_of

    marks = []
    is_there = os.path.exists(path)
    if not is_there:
        marks.append(marked(Mark.ABSENT))
    elif is_converted(path) is not None:
        marks.append(marked(Mark.CONVERTED))
    return Entry(
        kind=Kind.USED,
        title=shown_name(path.name),
        key=f"used:{path}",
        path=path,
        detail=shown_name(path.parent.name),
        marks=tuple(marks),
        tooltip=shown_path(path),
        search=searched(shown_name(path.name)),
        by_name=f"{number:08d}",
        by_date=f"{number:08d}",
        stamp=_stamp(path),
        can_convert=is_there and suffix_of(path.name) in STATE_SUFFIXES,
    )


def folder_of(machine: Path) -> Path:
    """Return the folder of a machine, which is named by its .vmx or by its folder."""
    return machine.parent if machine.suffix.lower() == ".vmx" else machine


def _here(machine: Machine) -> Path | None:
    """Return the state that the machine goes on from."""
    current = next((s.path for s in machine.checkpoints if s.current), None)
    resumed = (
        state.path
        for state in machine.checkpoints
        if state.kind == Kind.SUSPENDED and (state.current or state.parent is not None)
    )
    return next(resumed, current)


def _machine_marks(machine: Machine, here: Path | None) -> Iterator[Marked]:
    if machine.running:
        yield marked(Mark.RUNNING)
    elif any(s.path == here and s.kind == Kind.SUSPENDED for s in machine.checkpoints):
        yield marked(Mark.SUSPENDED)
    if machine.encrypted:
        yield marked(Mark.ENCRYPTED)


def _tree(machine: Machine, here: Path | None) -> tuple[Entry, ...]:
    """Return the states as a tree, children in the order they were made."""
    depths: dict[Path, int] = {}
    above: dict[Path, Path | None] = {}
    below: dict[Path | None, list[CheckpointEntry]] = {}
    for state in machine.checkpoints:
        parent = state.parent if state.parent in depths else None
        if parent is not None and depths[parent] + 1 >= _MAX_DEPTH:
            parent = above[parent]
        depths[state.path] = 0 if parent is None else depths[parent] + 1
        above[state.path] = parent
        below.setdefault(parent, []).append(state)
    suspended = sum(state.kind == Kind.SUSPENDED for state in machine.checkpoints)
    numbers = {state.path: number for number, state in enumerate(machine.checkpoints)}

    def branch(parent: Path | None) -> tuple[Entry, ...]:
        rows = [
            replace(
                _describe_state(state, numbers[state.path], only=suspended == 1),
                children=branch(state.path),
            )
            for state in below.get(parent, ())
        ]
        if parent is not None and parent == here:
            rows.append(_describe_here(machine))
        return tuple(rows)

    return branch(None)


def _describe_here(machine: Machine) -> Entry:
    title = translate("Library", "You are here")
    text = translate("Library", "The virtual machine goes on from here.")
    return Entry(
        kind=Kind.HERE,
        title=title,
        key="here",
        path=machine.path,
        marks=(marked(Mark.RUNNING),) if machine.running else (),
        tooltip=text,
        by_name="~",
        by_date="~",
    )


def _describe_state(state: CheckpointEntry, number: int, *, only: bool) -> Entry:
    """Return the row of a saved state.

    :param number: Its place among the states of its machine.
    :param only: There is one suspended state: it needs no name of its own.
    """
    kind = Kind.SUSPENDED if state.kind == Kind.SUSPENDED else Kind.SNAPSHOT
    title = shown_name(state.name)
    if kind is Kind.SUSPENDED and only:
        title = translate("Library", "Suspended state")
    lines = [
        title,
        printable(state.description, limit=SHOWN_TEXT),
        whole_date(state.created),
        shown_path(state.path),
    ]
    return Entry(
        kind=kind,
        title=title,
        key=f"state:{state.path}",
        path=state.path,
        date=short_date(state.created),
        marks=tuple(_state_marks(state)),
        tooltip="\n".join(line for line in lines if line),
        search=searched(title, shown_name(state.name), shown_name(state.path.name)),
        by_name=f"{number:08d}",
        by_date=f"{number:08d}",
        stamp=f"{state.size} {state.created}",
        can_convert=state.memory,
    )


def _state_marks(state: CheckpointEntry) -> Iterator[Marked]:
    from guestcore.core.naming import is_converted

    if state.size is None and not os.path.lexists(state.path):
        yield marked(Mark.ABSENT)
        return
    if state.encrypted:
        yield marked(Mark.ENCRYPTED)
    elif state.memory:
        yield marked(Mark.MEMORY, state.memory_size)
    elif state.memory_size is not None:
        yield marked(Mark.MEMORY_MISSING)
    else:
        yield marked(Mark.NO_MEMORY)
    if is_converted(state.path) is not None:
        yield marked(Mark.CONVERTED)


def _stamp(path: Path) -> str:
    try:
        found = path.stat()
    except (OSError, ValueError):  # the mark says that it is not there
        return ""
    return f"{found.st_size} {found.st_mtime_ns}" if S_ISREG(found.st_mode) else ""


def _capped(text: str) -> str:
    return localized(text, limit=SHOWN_TEXT)
