"""Which files of a folder belong together; names are compared without case.

Only names on the disk decide: no text inside a file ever becomes a path.
"""

from __future__ import annotations

import itertools
import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from guestcore.errors import ErrorKind, GuestCoreError, system_reason
from guestcore.sentence import sentence

SNAPSHOT_SUFFIX = ".vmsn"
STATE_SUFFIXES = (".vmss", SNAPSHOT_SUFFIX)
OLD_STATE_SUFFIX = ".std"
"""A suspended state of very old products; taken only where a .vmx names it."""
MEMORY_SUFFIX = ".vmem"

_LISTED = {*STATE_SUFFIXES, OLD_STATE_SUFFIX, MEMORY_SUFFIX, ".vmx", ".vmsd"}
_FORK_PREFIX = "._"
"""macOS puts a file's attributes beside it under such a name on foreign disks."""
_MAX_LISTED = 200_000
_MAX_LOCK_ENTRIES = 10_000
_MAX_SUGGESTIONS = 8


class Listing:
    """The regular files of a machine in a folder, and its subfolders, read once.

    :raises GuestCoreError: kind ``input`` if the folder cannot be read, ``damaged`` if
        it holds more files of machines than can be.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.subfolders: list[str] = []
        """Names in order; only of folders, or links to them."""
        self.entry_count = 0
        """Everything in the folder, whatever it is."""
        self._names: dict[str, list[str]] = {}
        try:
            with os.scandir(folder) as entries:
                self._read(entries)
        except (OSError, ValueError) as error:
            reason = system_reason(error)
            raise GuestCoreError(
                ErrorKind.INPUT,
                sentence(
                    "cannot read the folder {folder}: {reason}",
                    folder=folder,
                    reason=reason,
                ),
                hint=sentence("check the name and that you may read the folder"),
            ) from error
        self.subfolders.sort()
        for names in self._names.values():
            names.sort()

    def _read(self, entries: Iterable[os.DirEntry[str]]) -> None:
        for entry in entries:
            self.entry_count += 1
            if entry.name.startswith(_FORK_PREFIX):
                continue
            if suffix_of(entry.name) in _LISTED and _is_file(entry):
                self._names.setdefault(fold(entry.name), []).append(entry.name)
            elif _is_folder(entry):
                self.subfolders.append(entry.name)
            if len(self._names) > _MAX_LISTED:
                raise GuestCoreError(
                    ErrorKind.DAMAGED,
                    sentence(
                        "{folder} holds more than {max_listed} files of machines",
                        folder=self.folder,
                        max_listed=_MAX_LISTED,
                    ),
                    hint=sentence("name the state file itself"),
                )

    def find(self, name: str) -> Path | None:
        """Return the file of that name; if none is written just so, in any case."""
        names = self._names.get(fold(name))
        if not names:
            return None
        return self.folder / (name if name in names else names[0])

    def with_suffix(self, *suffixes: str) -> list[Path]:
        """Return the files with one of these suffixes, sorted by name."""
        return [
            self.folder / name
            for key in sorted(self._names)
            if suffix_of(key) in suffixes
            for name in self._names[key]
        ]


def fold(name: str) -> str:
    """Return what names that differ in case, or in how accents are coded, share."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).lower())


def suffix_of(name: str) -> str:
    """Return the suffix with its dot, in lower case."""
    return os.path.splitext(name)[1].lower()


def find_beside(folder: Path, name: str) -> Path | None:
    """Return what a folder holds under a name: the exact one, else in any case.

    :param name: A bare name; a path is not followed and finds nothing.
    """
    return next(iter(_find_all(folder, name)), None)


def find_memory_file(state: Path) -> Path | None:
    """Return the .vmem that belongs to a state file, None if there is none."""
    return _find_file(state.parent, state.stem + MEMORY_SUFFIX)


def find_states_of(memory_file: Path) -> list[Path]:
    """Return the state files that a .vmem may belong to, a suspended state first."""
    found = (
        _find_file(memory_file.parent, memory_file.stem + suffix)
        for suffix in STATE_SUFFIXES
    )
    return [path for path in found if path is not None]


def is_locked(path: Path) -> bool:
    """True if the machine seems to run: VMware keeps ``<name>.lck/M….lck`` then.

    The lock of a host that crashed stays.
    """
    return any(
        holds_lock(folder) for folder in _find_all(path.parent, f"{path.name}.lck")
    )


def same_size_candidates(folder: Path, size: int) -> list[Path]:
    """Return memory files of exactly *size* bytes, to suggest and never to use.

    :return: At most a handful, sorted by name; empty if the folder cannot be read.
    """
    try:
        files = Listing(folder).with_suffix(MEMORY_SUFFIX)
    except GuestCoreError:
        return []
    same = (path for path in files if _size_of(path) == size)
    return list(itertools.islice(same, _MAX_SUGGESTIONS))


def _find_file(folder: Path, name: str) -> Path | None:
    return next(filter(os.path.isfile, _find_all(folder, name)), None)


def _find_all(folder: Path, name: str) -> list[Path]:
    """Return everything whose name differs at most in case, the exact one first."""
    if not _is_bare(name):
        return []
    wanted = fold(name)
    try:
        with os.scandir(folder) as entries:
            names = {entry.name for entry in entries if fold(entry.name) == wanted}
    except (OSError, ValueError):
        # a folder may be closed to listing and still open to known names
        names = {name} if os.path.lexists(folder / name) else set()
    return [folder / n for n in sorted(names, key=lambda n: (n != name, n))]


def _is_bare(name: str) -> bool:
    forbidden = "\0/\\:" if os.name == "nt" else "\0/"
    return name not in ("", ".", "..") and not any(c in forbidden for c in name)


def holds_lock(folder: Path) -> bool:
    """True if a ``….lck`` folder holds the lock of a machine."""
    try:
        with os.scandir(folder) as entries:
            return any(
                suffix_of(entry.name) == ".lck" and _is_file(entry)
                for entry in itertools.islice(entries, _MAX_LOCK_ENTRIES)
            )
    except (OSError, ValueError):
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _size_of(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
