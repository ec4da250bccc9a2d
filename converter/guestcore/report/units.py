"""Sizes, rates and times as people read them."""

from __future__ import annotations

_UNITS = ("bytes", "KiB", "MiB", "GiB", "TiB", "PiB")


def size_text(size: int) -> str:
    """Return a size such as ``1.5 GiB``."""
    value, unit = float(size), 0
    while value >= 1024 and unit < len(_UNITS) - 1:
        value, unit = value / 1024, unit + 1
    if unit == 0 or value == int(value):
        return f"{int(value)} {_UNITS[unit]}"
    return (
        f"{value:.1f} {_UNITS[unit]}" if value < 100 else f"{value:.0f} {_UNITS[unit]}"
    )


def count_text(count: int, one: str) -> str:
    """Return ``1 region`` or ``3 regions``."""
    return f"{count} {one}" if count == 1 else f"{count} {one}s"


def seconds_text(seconds: float) -> str:
    """Return a duration such as ``0.4 s`` or ``3 min 10 s``."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"
