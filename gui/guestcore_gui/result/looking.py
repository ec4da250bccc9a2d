"""What is done in threads for the report. No Qt here."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from guestcore.core.naming import default_output, looks_like_core
from guestcore.errors import ErrorKind, GuestCoreError, system_reason
from guestcore.progress import Progress
from guestcore.sentence import sentence
from guestcore_gui.jsonfile import replace_text
from guestcore_gui.result.shown import Shown

if TYPE_CHECKING:
    from guestcore.examination import Examination
    from guestcore.report.commands import DebuggerCommands

_CONTENT = (".html", ".json")
"""Suffixes of reports."""


@dataclass(frozen=True, slots=True)
class Around:
    """What lies around a core that is shown."""

    is_there: bool
    source_is_there: bool
    commands: DebuggerCommands | None


def look_around(shown: Shown) -> Around:
    """Look whether the files are there, and for the kernel's symbols."""
    from guestcore.report.commands import debugger_commands

    core = shown.core
    is_there = core is not None and _is_file(core.path)
    source = shown.source
    commands = None
    if core is not None and is_there and not core.is_windows_dump:
        commands = debugger_commands(core.path, shown.kernel, source)
    return Around(is_there, source is not None and _is_file(source), commands)


def examine(core: Path, progress: Progress) -> Examination:
    """Examine a core that was dropped, against its source where that can be told."""
    from guestcore.examination import examine_core, find_source

    source = find_source(core)
    known = examine_core(core, against=source, progress=progress)
    if known.error is not None and source is not None:
        return examine_core(core, progress=progress)
    return known


def examine_in_full(shown: Shown, progress: Progress) -> Examination:
    """Compare every page with the source, if that is there.

    :raises GuestCoreError: if the core or its source cannot be read.
    """
    from guestcore.examination import examine_core, find_source

    core = shown.core
    if core is None:
        raise GuestCoreError(ErrorKind.INPUT, sentence("there is no core to check"))
    source = shown.source
    if source is None or not _is_file(source):
        source = find_source(core.path)
    opening = shown.request.opening if shown.request is not None else None
    if source != shown.source:
        opening = None
    known = examine_core(
        core.path, against=source, opening=opening, full=True, progress=progress
    )
    if known.error is not None:
        raise known.error
    return known


def delete_core(core: Path, keep: Path | None) -> None:
    """Delete a core, and nothing else.

    :param keep: What it was made from: never deleted.
    :raises GuestCoreError: if it is no core, or cannot be deleted.
    """
    if not looks_like_core(core) or (keep is not None and _is_same(core, keep)):
        raise GuestCoreError(
            ErrorKind.UNSUPPORTED,
            sentence("{path} is not a core, so it is not deleted", path=core),
        )
    try:
        core.unlink()
    except OSError as error:
        raise GuestCoreError(
            ErrorKind.OUTPUT,
            sentence(
                "cannot delete {path}: {reason}",
                path=core,
                reason=system_reason(error),
            ),
        ) from error


def save_report(path: Path, content: str) -> None:
    """Write a report; it is whole or not there.

    :raises GuestCoreError: if it cannot be written.
    """
    text = content.encode("utf-8", "backslashreplace").decode("utf-8")
    try:
        replace_text(path, [text])
    except OSError as error:
        raise GuestCoreError(
            ErrorKind.OUTPUT,
            sentence(
                "cannot write {path}: {reason}",
                path=path,
                reason=system_reason(error),
            ),
        ) from error


def report_path(chosen: str, kind: str) -> Path:
    """Return where a report goes: its name ends as reports do.

    :param kind: ``.html`` or ``.json``, if the name does not say.
    """
    path = Path(chosen)
    suffix = path.suffix.lower()
    return path if suffix in _CONTENT else path.with_name(path.name + kind)


def to_json(value: object) -> str:
    """Return an object as JSON text."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def output_for(shown: Shown) -> Path | None:
    """Return where the core goes if it is made again."""
    if shown.request is not None:
        return shown.request.output
    return None if shown.source is None else default_output(shown.source)


def is_taken(path: Path) -> bool:
    """Tell if something has that name, if only a link that leads nowhere."""
    try:
        return os.path.lexists(path)
    except ValueError:  # a NUL in the name
        return False


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _is_same(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False
