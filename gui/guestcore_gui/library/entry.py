"""What a row of the library shows, worked out once and off the GUI thread."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale

from guestcore.text import printable
from guestcore_gui.library.marks import Mark, Marked, marked

SHOWN_NAME = 120
"""Characters of a name in a row; nobody reads more, and painting them costs."""
SHOWN_TEXT = 1000
"""Characters of a text in a tooltip."""
_SEARCHED = 400
_DIGITS = re.compile(r"\d{1,18}")
_LATEST = 10**13
"""Milliseconds since 1970, after every date there is."""


class Kind(StrEnum):
    """What a row stands for."""

    RECENT = "recent"
    """The group of what was used lately."""
    VMWARE = "vmware"
    """The group of what VMware's own lists name."""
    FOLDER = "folder"
    """The group of a folder that the user added."""
    MACHINE = "machine"
    SNAPSHOT = "snapshot"
    SUSPENDED = "suspended"
    USED = "used"
    """Something used lately."""
    HERE = "here"
    """The machine as it is now: the leaf *You are here*."""
    PROBLEM = "problem"
    """What could not be read, and why."""

    @property
    def is_group(self) -> bool:
        """True for the rows at the top."""
        return self in (Kind.RECENT, Kind.VMWARE, Kind.FOLDER)

    @property
    def is_state(self) -> bool:
        """True for saved states."""
        return self in (Kind.SNAPSHOT, Kind.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row and the rows below it. All texts are fit to be shown."""

    kind: Kind
    title: str
    key: str = ""
    """Unique among all rows of a group."""
    path: Path | None = None
    """What is examined when the row is selected."""
    folder: Path | None = None
    """Where the files of a machine lie."""
    detail: str = ""
    """The second line, behind the marks."""
    date: str = ""
    """Short."""
    marks: tuple[Marked, ...] = ()
    tooltip: str = ""
    search: str = ""
    """What the search looks into."""
    by_name: str = ""
    """Rows are sorted by this text, or by the next."""
    by_date: str = ""
    stamp: str = ""
    """Changes when the file does; with the path the key of the picture."""
    can_convert: bool = False
    children: tuple[Entry, ...] = ()

    def has(self, mark: Mark) -> bool:
        """True if it has a mark."""
        return any(one.mark is mark for one in self.marks)

    @property
    def is_running(self) -> bool:
        """True for a machine that runs."""
        return self.has(Mark.RUNNING)

    @property
    def spoken(self) -> str:
        """Return what a screen reader says: the title, then everything else."""
        words = [self.title, *(mark.words for mark in self.marks)]
        return ", ".join(text for text in (*words, self.detail, self.date) if text)

    def with_converted(self, *, converted: bool) -> Entry:
        """Return the same with or without the mark *converted*."""
        marks = [mark for mark in self.marks if mark.mark is not Mark.CONVERTED]
        if converted:
            marks.append(marked(Mark.CONVERTED))
        return replace(self, marks=tuple(marks))


def shown_name(text: str) -> str:
    """Return a name fit for a row; it may come from anywhere."""
    return printable(text, limit=SHOWN_NAME)


def shown_path(path: Path) -> str:
    """Return a path fit for a tooltip."""
    return printable(str(path), limit=SHOWN_TEXT)


def searched(*texts: str) -> str:
    """Return what the search looks into, out of some texts."""
    return " ".join(text[:_SEARCHED] for text in texts if text)


def sort_text(name: str) -> str:
    """Return what names are compared by: ``VM 2`` comes before ``VM 10``."""
    plain = unicodedata.normalize("NFKD", name[:SHOWN_NAME]).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _DIGITS.sub(lambda number: number[0].zfill(18), plain)


def newest_first(when: datetime | None) -> str:
    """Return what sorts by date, the newest first and those without a date last."""
    if when is None:
        return "~"
    return f"{_LATEST * 100 - int(when.timestamp() * 1000):018d}"


def short_date(when: datetime | None) -> str:
    """Return a day in the user's time zone, short."""
    if when is None:
        return ""
    date = QDateTime.fromMSecsSinceEpoch(int(when.timestamp() * 1000)).date()
    return QLocale().toString(date, QLocale.FormatType.ShortFormat)


def whole_date(when: datetime | None) -> str:
    """Return day and time in the user's time zone."""
    if when is None:
        return ""
    moment = QDateTime.fromMSecsSinceEpoch(int(when.timestamp() * 1000))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)
