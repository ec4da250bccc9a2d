"""What the user may choose for a conversion. Light: front ends import it at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from guestcore.sources.options import OpenOptions


class CheckDepth(StrEnum):
    """How a new core is checked."""

    QUICK = "quick"
    FULL = "full"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ConvertOptions:
    """What the user chose; the defaults are what most want."""

    output: Path | None = None
    """None: beside the state file, its stem + ``.core``."""
    opening: OpenOptions = field(default_factory=OpenOptions)
    check: CheckDepth = CheckDepth.QUICK
    force: bool = False
    sparse: str = "auto"
    reflink: str = "auto"
    scan: bool = False
