"""The list of a machine's snapshots (.vmsd) [kb]."""

from __future__ import annotations

import heapq
import itertools
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from guestcore.sentence import sentence

MAX_SNAPSHOTS = 10_000

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KEY = re.compile(r"snapshot([0-9]{1,10})\.(.*)", re.DOTALL)
_NUMBER = re.compile(r"[ \t]*([+-]?[0-9]{1,19})[ \t]*")
_SEPARATORS = re.compile(r"[/\\:]" if os.name == "nt" else r"[/\\]")
_NAMES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An entry of the list."""

    uid: int
    parent: int | None
    """Uid of the snapshot it descends from."""
    name: str
    """The title that the user gave it: any text."""
    description: str
    file_name: str | None
    """The .vmsn, without any folder; None if the list names no usable one."""
    created: datetime | None


@dataclass(frozen=True, slots=True)
class SnapshotList:
    """A tree: every parent is in the list, in front of its children."""

    snapshots: tuple[Snapshot, ...] = ()
    """In the order they were taken."""
    current: int | None = None
    """Uid of the snapshot that the machine now descends from."""
    warnings: tuple[str, ...] = ()


def parse_snapshots(dictionary: Mapping[str, str]) -> SnapshotList:
    """Return the snapshots that a .vmsd lists.

    :param dictionary: Its settings, keys in lower case, in the order of the file.
    """
    warnings: list[str] = []
    snapshots = _read_entries(_select_entries(dictionary, warnings), warnings)
    snapshots = _drop_unknown_parents(snapshots, warnings)
    snapshots = _cut_cycles(snapshots, warnings)
    current = parse_number(dictionary.get("snapshot.current", ""))
    return SnapshotList(
        _order_by_age(snapshots),
        current if current in snapshots else None,
        tuple(warnings),
    )


def bare_name(text: str) -> str | None:
    """Return the last part of a file name, None if there is none.

    A path inside a file is not followed, whichever system wrote it.
    """
    name = _SEPARATORS.split(text)[-1]
    return None if name in ("", ".", "..") or "\0" in name else name


def list_few(names: Iterable[str]) -> str:
    """Return the first names, and that there are more."""
    first = list(itertools.islice(names, _NAMES_SHOWN + 1))
    return ", ".join(first[:_NAMES_SHOWN]) + (", …" * (len(first) > _NAMES_SHOWN))


def parse_number(text: str) -> int | None:
    """Return a decimal number, None for any other text."""
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found else None


def _select_entries(
    dictionary: Mapping[str, str], warnings: list[str]
) -> list[dict[str, str]]:
    """Return the entries that count: those of deleted snapshots may follow them."""
    announced = parse_number(dictionary.get("snapshot.numsnapshots", ""))
    most = MAX_SNAPSHOTS if announced is None else min(announced, MAX_SNAPSHOTS)
    entries: dict[str, dict[str, str]] = {}
    more = False
    for key, value in dictionary.items():
        found = _KEY.fullmatch(key)
        if found is None:
            continue
        if found[1] in entries or len(entries) < most:
            entries.setdefault(found[1], {})[found[2]] = value
        else:
            more = True
    warnings += _describe_count(announced, len(entries), more)
    return list(entries.values())


def _describe_count(announced: int | None, count: int, more: bool) -> Iterator[str]:
    if announced is None and count:
        yield sentence("the snapshot list does not say how many of its entries count")
    if more and count == MAX_SNAPSHOTS:
        yield sentence(
            "only the first {max_snapshots} snapshots of the list are read",
            max_snapshots=MAX_SNAPSHOTS,
        )
    elif announced is not None and count < announced:
        yield sentence(
            "the snapshot list announces {announced} snapshots and holds {count}",
            announced=announced,
            count=count,
        )


def _read_entries(
    entries: Iterable[Mapping[str, str]], warnings: list[str]
) -> dict[int, Snapshot]:
    """Return the snapshots by uid."""
    snapshots: dict[int, Snapshot] = {}
    unusable, with_path = 0, []
    for entry in entries:
        uid = parse_number(entry.get("uid", ""))
        if uid is None or uid <= 0 or uid in snapshots:
            unusable += 1
            continue
        text = entry.get("filename", "")
        name = bare_name(text)
        if name != text and text:
            with_path.append(text)
        snapshots[uid] = Snapshot(
            uid=uid,
            parent=parse_number(entry.get("parent", "")) or None,
            name=entry.get("displayname", ""),
            description=entry.get("description", ""),
            file_name=name,
            created=_parse_time(entry),
        )
    if unusable:
        warnings.append(
            sentence(
                "{unusable} entries of the snapshot list were left out: without a "
                "uid, or with one that occurs twice",
                unusable=unusable,
            )
        )
    if with_path:
        warnings.append(
            sentence(
                "the snapshot list names files with a path, only the last part is "
                "looked up beside it: {names}",
                names=list_few(with_path),
            )
        )
    return snapshots


def _parse_time(entry: Mapping[str, str]) -> datetime | None:
    """Return the time from the signed halves of its microseconds since 1970."""
    high = parse_number(entry.get("createtimehigh", ""))
    low = parse_number(entry.get("createtimelow", ""))
    if high is None or low is None or not -(1 << 31) <= low < 1 << 32:
        return None
    microseconds = (high << 32) | (low & 0xFFFF_FFFF)
    if microseconds <= 0:
        return None
    try:
        return _EPOCH + timedelta(microseconds=microseconds)
    except OverflowError:
        return None


def _drop_unknown_parents(
    snapshots: dict[int, Snapshot], warnings: list[str]
) -> dict[int, Snapshot]:
    orphans = [
        snapshot
        for snapshot in snapshots.values()
        if snapshot.parent is not None and snapshot.parent not in snapshots
    ]
    if not orphans:
        return snapshots
    warnings.append(
        sentence(
            "snapshots whose parent is not in the list: {names}",
            names=list_few(snapshot.name for snapshot in orphans),
        )
    )
    return snapshots | {o.uid: replace(o, parent=None) for o in orphans}


def _cut_cycles(
    snapshots: dict[int, Snapshot], warnings: list[str]
) -> dict[int, Snapshot]:
    """Make a root of one snapshot in each ring of parents."""
    result = dict(snapshots)
    cut = []
    seen_from: dict[int, int] = {}
    for start in snapshots:
        uid: int | None = start
        while uid is not None and uid not in seen_from:
            seen_from[uid] = start
            uid = snapshots[uid].parent
        if uid is not None and seen_from[uid] == start:
            result[uid] = replace(snapshots[uid], parent=None)
            cut.append(snapshots[uid].name)
    if cut:
        warnings.append(
            sentence(
                "snapshots that are said to descend from themselves: {names}",
                names=list_few(cut),
            )
        )
    return result


def _order_by_age(snapshots: Mapping[int, Snapshot]) -> tuple[Snapshot, ...]:
    """Sort by uid, which counts up, but parents in front of their children."""
    children: dict[int | None, list[int]] = {}
    for snapshot in snapshots.values():
        children.setdefault(snapshot.parent, []).append(snapshot.uid)
    ready = children.get(None, [])
    heapq.heapify(ready)
    ordered = []
    while ready:
        snapshot = snapshots[heapq.heappop(ready)]
        ordered.append(snapshot)
        for uid in children.get(snapshot.uid, []):
            heapq.heappush(ready, uid)
    return tuple(ordered)
