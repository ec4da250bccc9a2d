"""Sizes, rates and times as people read them.

All are sentences, so that another language can have its own decimal sign and units.
"""

from __future__ import annotations

import math

from guestcore.sentence import Sentence, plural, sentence

_UNITS = ("KiB", "MiB", "GiB", "TiB", "PiB")
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def size_text(size: int) -> Sentence:
    """Return a size such as ``1.5 GiB``."""
    if size < 1024:
        return plural(int(size), "{count} byte", "{count} bytes")
    value, unit = size / 1024, 0
    while value >= 1024 and unit < len(_UNITS) - 1:
        value, unit = value / 1024, unit + 1
    if value == int(value) or value >= 100:
        return sentence("{whole} {unit}", whole=f"{value:.0f}", unit=_UNITS[unit])
    whole, tenth = f"{value:.1f}".split(".")
    return sentence(
        "{whole}.{tenth} {unit}", whole=whole, tenth=tenth, unit=_UNITS[unit]
    )


def rate_text(bytes_per_s: float) -> Sentence:
    """Return a rate such as ``1.4 GiB/s``."""
    rate = bytes_per_s if math.isfinite(bytes_per_s) else 0
    return sentence("{size}/s", size=size_text(max(round(rate), 0)))


def count_text(count: int, one: str) -> str:
    """Return ``1 region`` or ``3 regions``."""
    return f"{count} {one}" if count == 1 else f"{count} {one}s"


def time_text(seconds: float) -> Sentence:
    """Return a duration such as ``0.4 s``, ``3 min 10 s`` or ``2 h 5 min``."""
    tenths = round(max(seconds, 0) * 10)
    if tenths < _MINUTE * 10:
        return sentence("{whole}.{tenth} s", whole=tenths // 10, tenth=tenths % 10)
    whole = round(seconds)
    if whole < _HOUR:
        minutes, rest = divmod(whole, _MINUTE)
        return sentence("{minutes} min {seconds} s", minutes=minutes, seconds=rest)
    hours, minutes = divmod(round(whole / _MINUTE), 60)
    return sentence("{hours} h {minutes} min", hours=hours, minutes=minutes)


def time_left_text(seconds: float) -> Sentence:
    """Return how long work will take, no finer than it can be known.

    ``a few seconds``, ``about 40 s``, ``about 2 min``, ``about 1 h 20 min``.
    """
    if math.isnan(seconds) or seconds >= 2 * _DAY:
        return sentence("more than two days")
    if seconds < 10:
        return sentence("a few seconds")
    if seconds < 55:
        return sentence("about {seconds} s", seconds=_nearest(seconds, 10))
    minutes = max(round(seconds / _MINUTE), 1)
    if minutes >= 10:
        minutes = _nearest(minutes, 5)
    if minutes < 60:
        return sentence("about {minutes} min", minutes=minutes)
    hours, minutes = divmod(_nearest(minutes, 10), 60)
    if hours >= 10 or not minutes:
        return sentence("about {hours} h", hours=hours + (minutes >= 30))
    return sentence("about {hours} h {minutes} min", hours=hours, minutes=minutes)


def _nearest(value: float, step: int) -> int:
    return max(round(value / step), 1) * step


seconds_text = time_text
"""The same by its older name."""
