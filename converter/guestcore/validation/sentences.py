"""How findings become one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from guestcore.sentence import Sentence, join, sentence

_SHOWN = 3
_UNITS = ("KiB", "MiB", "GiB", "TiB")


def join_findings(findings: Sequence[str]) -> str:
    """Return the first findings, and how many there are beyond."""
    text = join("; ", findings[:_SHOWN])
    more = len(findings) - _SHOWN
    if more <= 0:
        return text
    return sentence("{findings}; and {more} more", findings=text, more=more)


def size_of(size: int) -> Sentence:
    """Return a size in bytes for people."""
    value, unit = float(size), -1
    while value >= 1024 and unit < len(_UNITS) - 1:
        value, unit = value / 1024, unit + 1
    if unit < 0:
        return sentence("{size} bytes", size=size)
    whole, _point, rest = f"{value:.4g}".partition(".")
    if not rest:
        return sentence("{whole} {unit}", whole=whole, unit=_UNITS[unit])
    return sentence(
        "{whole}.{tenth} {unit}", whole=whole, tenth=rest, unit=_UNITS[unit]
    )
