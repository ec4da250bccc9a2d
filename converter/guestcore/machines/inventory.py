"""Finds virtual machines: below folders, or where VMware itself lists them."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from guestcore.errors import Cancelled, GuestCoreError
from guestcore.files.dictionary import read_dictionary
from guestcore.machines.companions import Listing, suffix_of
from guestcore.machines.definitions import VMX_SUFFIX
from guestcore.machines.machine import Machine, Survey
from guestcore.machines.places import Places, find_places
from guestcore.sentence import sentence

_DEPTH = 3
"""Levels of folders below the one that is named."""
_MAX_ENTRIES = 500_000
"""Files and folders that are passed in one search."""
_FOLDER_COST = 25
"""What opening a folder takes, counted in entries that are only passed."""
_MAX_LISTED = 10_000
_NOT_ENTERED = (".lck", ".vmwarevm")
"""What is below them: locks; the applications of a guest."""
_REGISTERED = re.compile(r"vmlist[0-9]+\.config|index[0-9]+\.id")
_RECENT = re.compile(r"pref\.mruvm[0-9]+\.filename")
_NEW_MACHINES = "prefvmx.defaultvmpath"

Skip = Callable[[str], None]
"""Is told, in a sentence, what was left out and why."""


def find_machines(
    folders: Sequence[Path] | None = None,
    on_skip: Skip | None = None,
    *,
    on_machine: Callable[[Machine], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> list[Machine]:
    """Return the machines in and below folders, each once.

    What vanishes while it is searched is left out.

    :param folders: Where to look, three levels deep; a .vmx stands for itself.
        ``None``: where VMware lists and keeps its machines.
    :param on_skip: Is told of what could not be read and was left out.
    :param on_machine: Is given each machine as soon as it is found.
    :param should_stop: Asked before every folder and every state file.
    :raises GuestCoreError: kind ``input`` if one of *folders* cannot be read.
    :raises Cancelled: if *should_stop* says so.
    """
    search = _Search(on_skip or _ignore, on_machine or _ignore, should_stop)
    if folders is None:
        search.add_places(find_places())
        return search.machines
    for folder in folders:
        if suffix_of(folder.name) == VMX_SUFFIX and os.path.isfile(folder):
            search.add_vmx(folder)
        else:
            search.add_folder(folder, Listing(folder))
    return search.machines


class _Search:
    """Gathers machines; remembers the folders it has been to."""

    def __init__(
        self,
        on_skip: Skip,
        on_machine: Callable[[Machine], None],
        should_stop: Callable[[], bool] | None,
    ) -> None:
        self._on_skip = on_skip
        self._on_machine = on_machine
        self._should_stop = should_stop
        self._machines: dict[tuple[str, str], Machine] = {}
        self._surveys: dict[str, Survey] = {}
        self._walked: dict[str, int] = {}
        self._left = _MAX_ENTRIES

    @property
    def machines(self) -> list[Machine]:
        return list(self._machines.values())

    def add_places(self, places: Places) -> None:
        """Add what the lists name, then what lies in the default folders."""
        folders = list(places.folders)
        for path in places.inventories:
            for vmx in _vmx_paths(self._load(path), _REGISTERED):
                self.add_vmx(vmx)
        for path in places.preferences:
            preferences = self._load(path)
            for vmx in _vmx_paths(preferences, _RECENT):
                self.add_vmx(vmx)
            chosen = Path(preferences.get(_NEW_MACHINES, ""))
            if chosen.is_absolute():
                folders.append(chosen)
        for folder in folders:
            if os.path.isdir(folder):
                self._try_folder(folder, _DEPTH)

    def add_vmx(self, path: Path) -> None:
        """Add the machine of one .vmx, unless it is gone."""
        self._pause()
        if not os.path.isfile(path):
            self._on_skip(sentence("{path} is listed and not there", path=path))
            return
        try:
            survey = self._survey(path.parent)
        except GuestCoreError as error:
            self._on_skip(error.message)
            return
        vmx = survey.listing.find(path.name)
        for machine in survey.machines:
            if machine.path == vmx:
                self._add(machine)

    def add_folder(self, folder: Path, listing: Listing, depth: int = _DEPTH) -> None:
        """Add the machines in a folder and so many levels below."""
        self._pause()
        real = _real(folder)
        if self._walked.get(real, -1) >= depth:
            return  # been here, from another name or by a link that leads back
        self._walked[real] = depth
        if self._left <= 0:
            return
        self._left -= listing.entry_count + _FOLDER_COST
        for machine in self._survey(folder, listing).machines:
            self._add(machine)
        if depth == 0 or suffix_of(folder.name) in _NOT_ENTERED:
            return
        for name in listing.subfolders:
            if self._left <= 0:
                self._on_skip(
                    sentence(
                        "{folder} was not searched to its end: more than "
                        "{max_entries} files were passed",
                        folder=folder,
                        max_entries=_MAX_ENTRIES,
                    )
                )
                return
            if suffix_of(name) != ".lck":
                self._try_folder(folder / name, depth - 1)

    def _try_folder(self, folder: Path, depth: int) -> None:
        try:
            listing = Listing(folder)
        except GuestCoreError as error:
            self._on_skip(error.message)
        else:
            self.add_folder(folder, listing, depth)

    def _survey(self, folder: Path, listing: Listing | None = None) -> Survey:
        real = _real(folder)
        known = self._surveys.get(real)
        if known is None:
            known = Survey(folder, listing, self._pause)
            if known.machines:
                self._surveys[real] = known
        return known

    def _add(self, machine: Machine) -> None:
        key = _real(machine.path), machine.name
        if key not in self._machines:
            self._machines[key] = machine
            self._on_machine(machine)

    def _pause(self) -> None:
        if self._should_stop is not None and self._should_stop():
            raise Cancelled

    def _load(self, path: Path) -> Mapping[str, str]:
        if not os.path.lexists(path):
            return {}
        try:
            return read_dictionary(path)
        except GuestCoreError as error:
            self._on_skip(error.message)
            return {}


def _vmx_paths(settings: Mapping[str, str], key: re.Pattern[str]) -> Iterator[Path]:
    """Yield the .vmx files that VMware registered: these paths are followed."""
    texts = (text for name, text in settings.items() if key.fullmatch(name))
    for text in itertools.islice(texts, _MAX_LISTED):
        path = Path(text)
        if path.is_absolute() and suffix_of(path.name) == VMX_SUFFIX:
            yield path


def _real(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))


def _ignore(what: object) -> None:
    del what
