"""Marks of machines and saved states: always an icon and words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from guestcore.report.units import size_text
from guestcore_gui.i18n import localized, translate


class Mark(StrEnum):
    """What one has to know of a row before opening it."""

    MEMORY = "memory"
    NO_MEMORY = "no-memory"
    MEMORY_MISSING = "memory-missing"
    """Its memory file is not there."""
    ABSENT = "absent"
    """The state file itself is not there."""
    ENCRYPTED = "encrypted"
    RUNNING = "running"
    SUSPENDED = "suspended"
    CONVERTED = "converted"
    UNREADABLE = "unreadable"


_WORDS: dict[Mark, object] = {
    Mark.MEMORY: QT_TRANSLATE_NOOP("LibraryMarks", "Has memory"),
    Mark.NO_MEMORY: QT_TRANSLATE_NOOP("LibraryMarks", "No memory"),
    Mark.MEMORY_MISSING: QT_TRANSLATE_NOOP("LibraryMarks", "Memory file missing"),
    Mark.ABSENT: QT_TRANSLATE_NOOP("LibraryMarks", "File missing"),
    Mark.ENCRYPTED: QT_TRANSLATE_NOOP("LibraryMarks", "Encrypted"),
    Mark.RUNNING: QT_TRANSLATE_NOOP("LibraryMarks", "Running"),
    Mark.SUSPENDED: QT_TRANSLATE_NOOP("LibraryMarks", "Suspended"),
    Mark.CONVERTED: QT_TRANSLATE_NOOP("LibraryMarks", "Converted"),
    Mark.UNREADABLE: QT_TRANSLATE_NOOP("LibraryMarks", "Cannot be read"),
}
_LOOKS = {
    Mark.MEMORY: ("memory-stick", ""),
    Mark.NO_MEMORY: ("ban", "quiet"),
    Mark.MEMORY_MISSING: ("triangle-alert", "warning"),
    Mark.ABSENT: ("file-x", "warning"),
    Mark.ENCRYPTED: ("lock", "warning"),
    Mark.RUNNING: ("circle-play", "good"),
    Mark.SUSPENDED: ("circle-pause", ""),
    Mark.CONVERTED: ("file-check", "good"),
    Mark.UNREADABLE: ("triangle-alert", "warning"),
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark with its words, ready to be painted."""

    mark: Mark
    words: str
    short: str = ""
    """Fewer words, where there is no room; empty: the same."""

    @property
    def icon(self) -> str:
        """Name of its icon in the theme."""
        return _LOOKS[self.mark][0]

    @property
    def tone(self) -> str:
        """Tone of its icon."""
        return _LOOKS[self.mark][1]


def marked(mark: Mark, size: int | None = None) -> Marked:
    """Return a mark in the user's language.

    :param size: Bytes of memory; they are part of *has memory*.
    """
    if mark is Mark.MEMORY and size is not None:
        words = translate("LibraryMarks", "{size} of memory")
        short = localized(size_text(size))
        return Marked(mark, words.format(size=short), short)
    return Marked(mark, translate("LibraryMarks", str(_WORDS[mark])))
