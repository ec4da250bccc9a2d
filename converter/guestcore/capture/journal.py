"""What has to be given back, on disk before anything is taken.

A small JSON file. It is replaced as a whole, so that a crash leaves the old or the
new one. Every entry names its owner, a file that its process holds locked while it
lives: the entry of a living process is not for others to clear.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from guestcore.capture.owner import is_alive, own
from guestcore.capture.pending import Pending, from_json, to_json
from guestcore.core.platform_io import lock
from guestcore.core.temporary import sync_folder
from guestcore.errors import ErrorKind, GuestCoreError, system_reason
from guestcore.sentence import Sentence, sentence

_VERSION = 1
_MAX_SIZE = 1 << 20
_MAX_ENTRIES = 1000
_READ_ERRORS = (ValueError, TypeError, KeyError, RecursionError)
"""Of JSON that is none, or is of somebody else."""


class Journal:
    """The captures that are not given back yet; usable from any thread and process.

    :param path: The file; it and its folder are made when there is something to tell.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._warnings: list[Sentence] = []

    def pending(self) -> tuple[Pending, ...]:
        """Return what is not given back, in the order it was begun.

        :raises GuestCoreError: ``output`` if the file cannot be read.
        """
        with self._exclusive("read"):
            entries = self._read()
            return tuple(
                replace(e, alive=is_alive(self.path, e.owner)) for e in entries
            )

    def find(self, captured_id: str) -> Pending | None:
        """Return one entry, None if there is none of that id."""
        return next((e for e in self.pending() if e.id == captured_id), None)

    def add(self, entry: Pending) -> Pending:
        """Note what is about to be begun; return the entry with its id.

        :raises GuestCoreError: ``output`` if that is not on disk now.
        """
        with self._exclusive("write"):
            entries = self._read()
            if len(entries) >= _MAX_ENTRIES:
                raise GuestCoreError(
                    ErrorKind.OUTPUT,
                    sentence("{path} is full", path=self.path),
                    hint=sentence("remove the snapshots that it names, then the file"),
                )
            new = replace(entry, id=secrets.token_hex(8), owner=own(self.path))
            self._write([*entries, new])
        return new

    def change(self, captured_id: str, **fields: Any) -> None:  # noqa: ANN401  typed by Pending
        """Replace fields of an entry."""
        with self._exclusive("write"):
            entries = self._read()
            self._write(
                replace(e, **fields) if e.id == captured_id else e for e in entries
            )

    def forget(self, captured_id: str) -> None:
        """Drop an entry: all was given back."""
        with self._exclusive("write"):
            entries = self._read()
            if any(e.id == captured_id for e in entries):
                self._write(e for e in entries if e.id != captured_id)

    def take_warnings(self) -> list[Sentence]:
        """Return what was wrong with the file, each time once."""
        warnings, self._warnings = self._warnings, []
        return warnings

    @contextlib.contextmanager
    def _exclusive(self, what: str) -> Iterator[None]:
        """Keep others from the file; where the file system has no locks, hope."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
            fd = os.open(self.path.with_name(f"{self.path.name}.lock"), flags, 0o600)
            try:
                lock(fd, wait=True)
                yield
            finally:
                os.close(fd)
        except OSError as error:
            raise _unusable(self.path, what, system_reason(error)) from error

    def _read(self) -> list[Pending]:
        try:
            with open(self.path, "rb") as file:
                data = file.read(_MAX_SIZE + 1)
        except FileNotFoundError:
            return []
        try:
            content = json.loads(data if len(data) <= _MAX_SIZE else b"")
            if content["version"] != _VERSION:
                raise ValueError(content["version"])
            stored = list(content["entries"])[:_MAX_ENTRIES]
        except _READ_ERRORS:
            self._put_aside(os.replace)
            return []
        entries = []
        for item in stored:
            try:
                entries.append(from_json(item))
            except _READ_ERRORS:
                continue
        if len(entries) < len(content["entries"]):
            self._put_aside(_copy)
            self._write(entries)
        return entries

    def _put_aside(self, move: Any) -> None:  # noqa: ANN401  os.replace or one like it
        """Keep a damaged file under another name and remember to tell."""
        kept = self.path.with_name(
            f"{self.path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}"
            f"-{secrets.token_hex(2)}"
        )
        move(self.path, kept)
        self._warnings.append(
            sentence(
                "the journal of captures was damaged and is kept as {kept}; if a "
                "virtual machine is still suspended, or has a snapshot named "
                "GuestCore…, look at it in VMware",
                kept=kept,
            )
        )

    def _write(self, entries: Iterable[Pending]) -> None:
        content = {"version": _VERSION, "entries": [to_json(e) for e in entries]}
        data = json.dumps(content, indent=1).encode("ascii")
        fd, name = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)
        try:
            with open(fd, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, self.path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
        sync_folder(self.path.parent)


def _unusable(path: Path, what: str, reason: str) -> GuestCoreError:
    if what == "read":
        message = sentence(
            "cannot read the journal of captures {path}: {reason}",
            path=path,
            reason=reason,
        )
    else:
        message = sentence(
            "cannot write the journal of captures {path}: {reason}",
            path=path,
            reason=reason,
        )
    hint = sentence("check that you may write there and that space is left")
    return GuestCoreError(ErrorKind.OUTPUT, message, hint=hint)


def _copy(old: Path, new: Path) -> None:
    new.write_bytes(old.read_bytes()[:_MAX_SIZE])
