"""Small JSON files of our own: written whole or not at all, read with suspicion."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from guestcore.core.naming import free_name
from guestcore.errors import system_reason
from guestcore.sentence import Sentence, sentence

_MAX_SIZE = 64 << 20
_USUAL, _OURS = 0o666, 0o600
"""Modes of files that are the user's to pass on, and of those that are ours."""
_DAMAGED, _UNREADABLE = ".damaged", ".unreadable"
"""Behind the name of a file that was put aside."""

_Made = TypeVar("_Made")


class OwnFile:
    """A file that is read once and saved from then on, by one thread at a time.

    What could not be read is not saved over: it is put aside first, with
    ``.unreadable`` or ``.damaged`` behind its name.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ending = ""
        """What is there has to be put aside with this behind its name."""

    def read(self, make: Callable[[object], _Made]) -> tuple[_Made, Sentence | None]:
        """Return what is made of the file's JSON, and what was wrong with it.

        :param make: Is given None if the file is absent or cannot be used.
        """
        reason: str
        try:
            return make(_parse(self.path)), None
        except OSError as error:
            reason, self._ending = system_reason(error), _UNREADABLE
        except Exception:  # noqa: BLE001  whatever a file holds, the program starts
            reason, self._ending = sentence("it is damaged"), _DAMAGED
        try:
            kept = self.make_way()
        except OSError:
            return make(None), sentence(
                "{path} cannot be used: {reason}; it is left as it is, and nothing is "
                "saved there while that is so",
                path=self.path,
                reason=reason,
            )
        problem = sentence(
            "{path} cannot be used: {reason}; it was kept as {name}",
            path=self.path,
            reason=reason,
            name=kept.name,
        )
        return make(None), problem

    def make_way(self) -> Path:
        """Put aside what could not be read; call this before the file is written.

        :return: Where it is now.
        :raises OSError: if that is not possible: then the file must not be written.
        """
        kept = self.path
        if self._ending:
            with contextlib.suppress(FileNotFoundError):  # nothing is there to be lost
                kept = _put_aside(self.path, self._ending)
        self._ending = ""
        return kept


def read_json(path: Path) -> object:
    """Return what a file holds; None if it is absent.

    A file that cannot be understood is kept aside as ``NAME.damaged``, so that the
    program starts and nothing is lost; then None is returned, too.

    :raises OSError: if it is there and cannot be read.
    """
    try:
        return _parse(path)
    except (ValueError, RecursionError):
        with contextlib.suppress(OSError):  # then it is overwritten by the next save
            _put_aside(path, _DAMAGED)
        return None


def write_json(path: Path, value: object) -> None:
    """Replace a file in one step; it is on the disk when this returns.

    :raises OSError: if that is not possible; the old file is still there then.
    """
    write_text(path, [json.dumps(value, ensure_ascii=True, indent=1)])


def write_text(path: Path, pieces: Iterable[str]) -> None:
    """Replace a file in one step, as :func:`write_json` does.

    :param pieces: Its text, one behind the other.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_text(path, pieces, mode=_OURS)


def replace_text(path: Path, pieces: Iterable[str], *, mode: int = _USUAL) -> None:
    """Replace a file in one step, in a folder that is there.

    A link is replaced itself, not what it leads to.

    :param mode: Who may read and write it, as far as the umask allows.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with open(fd, "w", encoding="utf-8") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _parse(path: Path) -> object:
    try:
        if path.stat().st_size > _MAX_SIZE:
            raise ValueError
        return json.loads(path.read_bytes())
    except FileNotFoundError:
        return None


def _put_aside(path: Path, ending: str) -> Path:
    kept = free_name(path.with_name(path.name + ending))
    os.replace(path, kept)
    return kept
