"""What machines and their states are called, as they call themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guestcore_gui.details.loading import Loaded
from guestcore_gui.i18n import translate

if TYPE_CHECKING:
    from guestcore.machines.checkpoints import CheckpointEntry


def names_of(loaded: Loaded) -> list[str]:
    """Return machine and snapshot, as far as they are known: hostile text."""
    machine = loaded.machine.name if loaded.machine is not None else ""
    entry = name_of(loaded.entry) if loaded.entry is not None else ""
    return [name for name in (machine, entry) if name]


def name_of(entry: CheckpointEntry) -> str:
    """Return what a state is called; a suspended one has no name of its own."""
    from guestcore.machines.checkpoints import SUSPENDED

    if entry.kind == SUSPENDED:
        return translate("Details", "suspended")
    return entry.name
