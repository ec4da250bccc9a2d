"""Finds vmss2core, which only VMware may hand out, where users have put it.

Names and folders are those of VMware's notes and of downloads seen [kb].
"""

from __future__ import annotations

import itertools
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guestcore.engines.process_tree import ProcessTree

_NAME = re.compile(r"vmss2core([._-][\w.-]{1,60})?", re.IGNORECASE)
_VERSION = re.compile(r"vmss2core\s+version\s+([\w.+-]{1,40})", re.IGNORECASE)
_MAX_FOUND = 16
_MAX_ENTRIES = 20_000
"""Names that are read of one folder."""
_MAX_FOLDERS = 256
_SECONDS = 5
"""How long a program may take to tell its version."""
_POLL = 0.05


@dataclass(frozen=True, slots=True)
class Vmss2core:
    """A vmss2core on this machine."""

    path: Path
    version: str | None
    """As its banner says; None if it says nothing of the kind."""


def find_vmss2core(chosen: Path | None = None) -> list[Vmss2core]:
    """Return every vmss2core, each once: the first is the one to take.

    Those beside this program come before VMware's own and those on PATH. Each is
    started once for its version: call this off the user's path.

    :param chosen: The user's choice, whatever its name; comes first if it can run.
    """
    found: dict[str, Path] = {}
    for path in itertools.chain([] if chosen is None else [chosen], _candidates()):
        real = os.path.normcase(os.path.realpath(path))
        if len(found) < _MAX_FOUND and real not in found and _can_run(path):
            found[real] = Path(os.path.abspath(path))
    return [Vmss2core(path, read_version(path)) for path in found.values()]


def read_version(path: Path) -> str | None:
    """Return the version that a program's banner tells, if it tells one in time.

    It is run without arguments, in an empty folder.
    """
    try:
        with (
            tempfile.TemporaryDirectory(
                prefix="guestcore-", ignore_cleanup_errors=True
            ) as folder,
            ProcessTree([str(path)], Path(folder)) as tree,
        ):
            return _wait_for_version(tree)
    except (OSError, ValueError):  # it does not run, so it has no version
        return None


def _wait_for_version(tree: ProcessTree) -> str | None:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        if tree.wait(_POLL) is not None:
            tree.close()  # reads the rest
            end = 0
        for line in tree.output.take_lines():
            found = _VERSION.search(line)
            if found:
                return found[1]
    return None


def _candidates() -> Iterator[Path]:
    folders = itertools.chain(
        own_folders(), vmware_folders(), _path_folders(os.environ.get("PATH", ""))
    )
    for folder in itertools.islice(folders, _MAX_FOLDERS):
        yield from _programs_in(folder)


def own_folders() -> list[Path]:
    """Return the ``engines`` folders beside this program.

    Whoever may hand vmss2core on can put it there before building an installer.
    """
    folders = [Path(sys.executable or ".").absolute().parent]
    if not getattr(sys, "frozen", False):
        folders.insert(0, Path(sys.prefix))
    return [folder / "engines" for folder in folders]


def vmware_folders(platform: str = sys.platform) -> list[Path]:
    """Return where VMware's products and VMware's notes put it.

    :param platform: As in :data:`sys.platform`.
    """
    if platform == "win32":
        names = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")
        programs = [os.environ[name] for name in names if os.environ.get(name)]
        return [
            Path(folder) / "VMware" / product
            for folder in dict.fromkeys(programs)
            for product in ("VMware Workstation", "VMware Player")
        ]
    if platform == "darwin":
        contents = Path("/Applications/VMware Fusion.app/Contents")
        return [
            Path("/Library/Application Support/VMware Fusion"),
            contents / "Library",
            contents / "Public",
        ]
    return [Path("/usr/bin"), Path("/usr/lib/vmware/bin")]


def _path_folders(path: str) -> Iterator[Path]:
    """Yield the folders of PATH, but not those that depend on where one is."""
    for name in path.split(os.pathsep):
        folder = Path(name)
        if folder.is_absolute():
            yield folder


def _programs_in(folder: Path) -> list[Path]:
    """Return what is called vmss2core in a folder, the plain name first."""
    try:
        with os.scandir(folder) as entries:
            names = [
                entry.name
                for entry in itertools.islice(entries, _MAX_ENTRIES)
                if is_name(entry.name)
            ]
    except OSError:  # there is no such folder, or it is closed to us
        return []
    return [folder / name for name in sorted(names, key=lambda n: (len(n), n))]


def is_name(name: str, *, windows: bool = os.name == "nt") -> bool:
    """True if a program of this name may be vmss2core."""
    is_exe = name.lower().endswith(".exe")
    stem = name[:-4] if is_exe else name
    return _NAME.fullmatch(stem) is not None and is_exe == windows


def _can_run(path: Path) -> bool:
    return os.path.isfile(path) and os.access(path, os.X_OK)
