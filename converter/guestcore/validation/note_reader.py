"""Notes as pyelftools reads them, in bounded time."""

from __future__ import annotations

import io
import struct
from typing import Any, NamedTuple

from elftools.elf.notes import iter_notes

from guestcore.sentence import sentence

MAX_NOTES = 1 << 14
"""Most notes that are read: two for each of 4096 vCPUs are 8192."""
MAX_NOTE_BYTES = 16 << 20
_MAX_NOTE_STEPS = 300_000
"""Most single reads to parse the notes: a list inside a note may claim any length."""
_MAX_NAME = 4096
_HEAD = struct.Struct("<III")


class Note(NamedTuple):
    """A note: owner, type (as pyelftools names it) and descriptor."""

    owner: str
    kind: object
    data: bytes


def parse_notes(
    structs: Any,  # noqa: ANN401
    data: bytes,
    notes: list[Note],
) -> str | None:
    """Add the notes in *data*; return what is wrong with them.

    They must reach the end exactly; zeros may fill the rest.
    """
    end = _find_long_name(data)
    if end is not None:  # pyelftools would take it apart, byte by byte
        problem = parse_notes(structs, data[:end], notes)
        return problem or sentence(
            "the name of note {number} has more than {most} bytes",
            number=len(notes),
            most=_MAX_NAME,
        )
    end = 0
    source: Any = _NoteSource(structs, data)
    try:
        for note in iter_notes(source, 0, len(data)):
            if len(notes) >= MAX_NOTES:
                return sentence("there are more than {max_notes}", max_notes=MAX_NOTES)
            if not note["n_namesz"] and not note["n_descsz"]:
                break
            if len(note["n_descdata"]) != note["n_descsz"]:
                return _too_long(len(notes))
            owner = note["n_name"] or ""
            notes.append(Note(owner, note["n_type"], note["n_descdata"]))
            end = note["n_offset"] + note["n_size"]
    except Exception as error:  # noqa: BLE001  pyelftools raises anything
        return _unreadable(len(notes), error)
    if any(data[end:]):
        return sentence(
            "{size} bytes behind note {number} are no note",
            size=len(data) - end,
            number=len(notes) - 1,
        )
    return None


def _too_long(number: int) -> str:
    return sentence("note {number} reaches beyond the end of all notes", number=number)


def _unreadable(number: int, error: Exception) -> str:
    return sentence(
        "note {number} cannot be read ({error})",
        number=number,
        error=type(error).__name__,
    )


def _find_long_name(data: bytes) -> int | None:
    """Return where the first note with an overlong name begins, None without one."""
    at = 0
    for _ in range(MAX_NOTES + 1):
        if at + _HEAD.size > len(data):
            break
        name_size, size, _ = _HEAD.unpack_from(data, at)
        if name_size > _MAX_NAME:
            return at
        at += _HEAD.size + -(-name_size // 4) * 4 + -(-size // 4) * 4
    return None


class _NoteSource:
    """What pyelftools wants of a file to iterate over notes."""

    def __init__(self, structs: Any, data: bytes) -> None:  # noqa: ANN401
        self.structs = structs
        self.stream = _CountedReads(data)


class _CountedReads(io.BytesIO):
    """Bytes that can be read only so often."""

    _left = _MAX_NOTE_STEPS

    def read(self, size: int | None = -1, /) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise ValueError("too many steps")
        return super().read(size)
