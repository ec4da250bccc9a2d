"""What the user may choose about opening an input."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class OpenOptions:
    """The defaults refuse whatever could make a wrong core."""

    vmem: Path | None = None
    """Use this memory file instead of the one beside the state file."""
    allow_truncated: bool = False
    """Take a memory file that is too short as far as it goes."""
    ignore_lock: bool = False
    """Read although the machine seems to run."""
