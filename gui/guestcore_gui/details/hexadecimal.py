"""Addresses: grouped on the screen, plain when they are copied."""

from __future__ import annotations

_GROUP = 8


def grouped(value: int, digits: int = 16) -> str:
    """Return an address such as ``ffffffff 81c00000``.

    :param digits: At least so many.
    """
    text = f"{value:0{digits}x}"
    first = len(text) % _GROUP
    pieces = [text[:first]] if first else []
    pieces += [text[at : at + _GROUP] for at in range(first, len(text), _GROUP)]
    return " ".join(pieces)


def plain(value: int) -> str:
    """Return an address such as ``0xffffffff81c00000``."""
    return f"{value:#x}"
