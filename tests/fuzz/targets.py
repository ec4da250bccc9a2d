"""Everything that is fed with damaged input."""

from __future__ import annotations

from pathlib import Path

from tests.fuzz.other_targets import (
    chain_targets,
    core_targets,
    debug_guest_targets,
    machine_targets,
)
from tests.fuzz.state_targets import memory_targets, state_targets
from tests.fuzz.target import Target


def all_targets(folder: Path) -> list[Target]:
    """Return every target; each has a folder of its own below *folder*."""
    return [
        *state_targets(folder),
        *memory_targets(folder),
        *chain_targets(folder),
        *debug_guest_targets(folder),
        *machine_targets(folder),
        *core_targets(folder),
    ]
