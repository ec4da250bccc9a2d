"""What a memory map says in words: its ranges, its kinds, its whole."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from guestcore.report.units import size_text
from guestcore.sources.memory_map import CellKind, Hole, MappedRegion, MemoryMap
from guestcore_gui.details.hexadecimal import grouped
from guestcore_gui.i18n import localized, translate


def kind_of(drawn: MemoryMap, part: MappedRegion | Hole) -> CellKind | None:
    """Return what a range is, None for a hole."""
    if isinstance(part, Hole):
        return None
    if part.missing:
        return CellKind.MISSING
    cell = next((cell for cell in drawn.cells if cell.gpa >= part.gpa), None)
    if cell is not None and cell.kind is CellKind.UNKNOWN:
        return CellKind.UNKNOWN
    return CellKind.RESIDENT


def kind_text(kind: CellKind | None) -> str:
    """Return the word of a kind; None is a hole."""
    if kind is None:
        return translate("MemoryMap", "not memory")
    if kind is CellKind.MISSING:
        return translate("MemoryMap", "missing in the file")
    if kind is CellKind.UNKNOWN:
        return translate("MemoryMap", "not readable")
    if kind is CellKind.ZERO:
        return translate("MemoryMap", "zero")
    return translate("MemoryMap", "memory")


def addresses_text(part: MappedRegion | Hole) -> str:
    """Return the first and the last address of a range."""
    digits = 8 if part.end <= 1 << 32 else 12
    first, last = grouped(part.gpa, digits), grouped(part.end - 1, digits)
    return translate("MemoryMap", "{first} to {last}").format(first=first, last=last)


def zero_text(part: MappedRegion | Hole, *, exact: bool) -> str:
    """Return the share of a range's pages that are zero; empty if nothing tells."""
    share = None if isinstance(part, Hole) else part.zero_share
    if share is None:
        return ""
    percent = 100 * share
    digits = 0 if percent in (0, 100) or 1 <= percent < 99 else 1
    figure = QLocale().toString(percent, "f", digits)
    if exact:
        return translate("MemoryMap", "{percent} % zero").format(percent=figure)
    return translate("MemoryMap", "about {percent} % zero").format(percent=figure)


def range_text(drawn: MemoryMap, part: MappedRegion | Hole) -> str:
    """Return a range in words."""
    texts = (
        addresses_text(part),
        localized(size_text(part.size)),
        kind_text(kind_of(drawn, part)),
        zero_text(part, exact=drawn.exact),
    )
    return "  ·  ".join(filter(None, texts))


def whole_text(drawn: MemoryMap) -> str:
    """Return the map in one line."""
    count = len(drawn.regions)
    text = QCoreApplication.translate("MemoryMap", "{size} in %n range(s)", None, count)
    return text.format(size=localized(size_text(drawn.size)))
