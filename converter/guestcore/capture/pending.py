"""One entry of the journal, and how it is stored."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from guestcore.capture.terms import CaptureMethod

_MAX_TEXT = 8192
_ID = re.compile(r"[0-9a-f]{1,32}")
_OWNER = re.compile(r"[0-9A-Za-z.-]{0,120}")


class Step(StrEnum):
    """How far a capture was when it was last heard of."""

    BEGUN = "begun"
    """VMware was asked, or is about to be."""
    TAKEN = "taken"
    """The snapshot is there, or the machine stands still."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A capture that is not given back."""

    vmx: Path
    method: CaptureMethod
    memory_size: int
    """Bytes of the machine's memory."""
    began: float
    """Seconds since 1970."""
    id: str = ""
    owner: str = ""
    step: Step = Step.BEGUN
    snapshot_name: str | None = None
    """None if the machine was suspended."""
    uid: int | None = None
    """Of the snapshot, once it is known."""
    state: Path | None = None
    """The state file, once it is known."""
    state_time: int | None = None
    """When that was last changed, in nanoseconds since 1970."""
    copies: Path | None = None
    """The folder of copies of its files; they are what the entry is about then, not
    the machine."""
    told: bool = False
    """The user was told that the snapshot, or the copies, remain."""
    alive: bool = False
    """The process that began it lives, and gives back itself; not stored."""


def to_json(entry: Pending) -> dict[str, object]:
    """Return what is stored of an entry."""
    return {
        "id": entry.id,
        "owner": entry.owner,
        "vmx": str(entry.vmx),
        "method": str(entry.method),
        "step": str(entry.step),
        "memory_size": entry.memory_size,
        "began": entry.began,
        "snapshot_name": entry.snapshot_name,
        "uid": entry.uid,
        "state": None if entry.state is None else str(entry.state),
        "state_time": entry.state_time,
        "copies": None if entry.copies is None else str(entry.copies),
        "told": entry.told,
    }


def from_json(stored: Any) -> Pending:  # noqa: ANN401  anything may be in a file
    """Return an entry.

    :raises ValueError: or ``KeyError`` or ``TypeError`` if it is none.
    """
    state = _optional(stored, "state", str)
    copies = _optional(stored, "copies", str) if "copies" in stored else None
    return Pending(
        id=_matching(stored, "id", _ID),
        owner=_matching(stored, "owner", _OWNER),
        vmx=Path(_take(stored, "vmx", str)),
        method=CaptureMethod(_take(stored, "method", str)),
        step=Step(_take(stored, "step", str)),
        memory_size=_take(stored, "memory_size", int),
        began=float(_take(stored, "began", (int, float))),
        snapshot_name=_optional(stored, "snapshot_name", str),
        uid=_optional(stored, "uid", int),
        state=None if state is None else Path(state),
        state_time=_optional(stored, "state_time", int),
        copies=None if copies is None else Path(copies),
        told=_take(stored, "told", bool),
    )


def _take(stored: Any, key: str, kind: Any) -> Any:  # noqa: ANN401  checked here
    value = stored[key]
    if not isinstance(value, kind) or len(str(value)) > _MAX_TEXT:
        raise ValueError(key)
    if isinstance(value, str) and "\0" in value:
        raise ValueError(key)
    return value


def _optional(stored: Any, key: str, kind: Any) -> Any:  # noqa: ANN401  checked here
    return None if stored[key] is None else _take(stored, key, kind)


def _matching(stored: Any, key: str, pattern: re.Pattern[str]) -> str:  # noqa: ANN401  checked here
    value = str(_take(stored, key, str))
    if pattern.fullmatch(value) is None:
        raise ValueError(key)
    return value
