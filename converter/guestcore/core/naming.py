"""Where the core of a state file goes, and whether it lies there already."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from pathlib import Path

CORE_SUFFIX = ".core"
WINDOWS_SUFFIX = ".dmp"
"""Of a dump for WinDbg, as another engine writes it."""
INVALID_SUFFIX = ".invalid"
"""Behind the whole name of a core that failed its checks, perhaps with a number."""

_MAX_NAMES = 10_000
"""Numbers that are tried behind a name that is taken."""
_HEAD = 18
_ELF_CORES = (b"\4\0", b"\0\4")
"""``e_type`` of a core in both byte orders."""
_OTHER_CORES = (b"KDUMP   ", b"PAGEDU64", b"PAGEDUMP")


def default_output(state: Path) -> Path:
    """Return where the core of a state file goes unless the user says else."""
    return state.with_name(state.stem + CORE_SUFFIX)


def unmarked(core: Path) -> Path | None:
    """Return the name that a core was to have, ``None`` unless its name says invalid.

    ``a.core`` for ``a.core.invalid`` and ``a.core.invalid.2``, which is where a core
    that failed its checks is kept.
    """
    name, found, number = core.name.rpartition(INVALID_SUFFIX)
    if not found or not name or (number and not number.removeprefix(".").isdigit()):
        return None
    return core.with_name(name)


def is_converted(state: Path) -> Path | None:
    """Return the core (or Windows dump) of a state file where it goes by default.

    One older than the state does not count, nor a file that is no core by its first
    bytes; nothing more is read: thousands can be asked for.
    """
    names = (state.stem + CORE_SUFFIX, state.stem + WINDOWS_SUFFIX)
    cores = (state.with_name(name) for name in names)
    return next((core for core in cores if _is_core_of(core, state)), None)


def free_name(path: Path, taken: Collection[Path] = ()) -> Path:
    """Return a name that no file has: *path*, else with a number.

    :param taken: Names that will be files soon.
    """
    if path not in taken and not os.path.lexists(path):
        return path
    for number in range(2, _MAX_NAMES):
        numbered = path.with_name(f"{path.stem}-{number}{path.suffix}")
        if numbered not in taken and not os.path.lexists(numbered):
            return numbered
    return path


def looks_like_core(path: Path) -> bool:
    """Tell by its first bytes if a file is a core or a dump of a whole machine.

    It may be damaged all the same; what cannot be read is none.
    """
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # a pipe is not opened
            return False
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return False
    is_elf = head.startswith(b"\x7fELF") and head[16:] in _ELF_CORES
    return is_elf or head.startswith(_OTHER_CORES)


def _is_core_of(core: Path, state: Path) -> bool:
    try:
        is_older = os.stat(core).st_mtime < os.stat(state).st_mtime
    except (OSError, ValueError):
        return False
    return not is_older and looks_like_core(core)
