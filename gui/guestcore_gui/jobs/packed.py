"""What finished jobs have left, kept small: a thousand of them stay. No Qt here."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from guestcore_gui.jobs.sentences import pack, unpack

_LEVEL = 1
"""Of the compression: fast, and small enough."""


class PackedFacts(Mapping[str, object]):
    """A summary that reads as before, with paths as text. Nobody changes it.

    Each part is packed by itself: a list of jobs asks for small ones again and again.
    """

    __slots__ = ("_parts",)

    def __init__(self, facts: Mapping[str, object]) -> None:
        self._parts = {name: pack_text(_json(part)) for name, part in facts.items()}

    def __getitem__(self, name: str) -> object:
        """Return a part, made anew each time."""
        return unpack(json.loads(unpack_text(self._parts[name])))

    def __iter__(self) -> Iterator[str]:
        """Return the names of the parts."""
        return iter(self._parts)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._parts)


class PackedLines(Sequence[str]):
    """Lines of a log that grows no more."""

    __slots__ = ("_count", "_text")

    def __init__(self, lines: Sequence[str]) -> None:
        self._count = len(lines)
        self._text = pack_text(_json(list(lines)))

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        """Return a line or some."""
        return self._lines()[place]

    def __iter__(self) -> Iterator[str]:
        """Return all of them."""
        return iter(self._lines())

    def __len__(self) -> int:
        """Return how many there are."""
        return self._count

    def _lines(self) -> list[str]:
        return [str(line) for line in json.loads(unpack_text(self._text))]


def pack_text(text: str) -> bytes:
    """Return JSON text, which is ASCII, compressed."""
    return zlib.compress(text.encode("ascii"), _LEVEL)


def unpack_text(packed: bytes) -> str:
    """Return what :func:`pack_text` was given."""
    return zlib.decompress(packed).decode("ascii")


def _json(value: object) -> str:
    return json.dumps(pack(value), ensure_ascii=True)
