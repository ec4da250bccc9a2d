"""A quick look at a state file: is it one, and does it have memory."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from guestcore.checkpoint import layout
from guestcore.checkpoint.container import has_checkpoint_magic
from guestcore.checkpoint.reader import CheckpointReader
from guestcore.errors import GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.model import PAGE_SIZE

_MEMORY_TAGS = {
    layout.MEMORY,
    layout.REGION_COUNT,
    layout.REGION_GPA_PAGE,
    layout.REGION_PAGES,
}
_MAX_MEMORY = layout.MAX_MEMORY_PAGES * PAGE_SIZE


class StateKind(Enum):
    """What a file with a state file's name is."""

    CHECKPOINT = auto()
    ENCRYPTED = auto()
    OTHER = auto()
    """Something else, or not readable."""


@dataclass(frozen=True, slots=True)
class StateProbe:
    """What a look at a state file told."""

    kind: StateKind
    embedded: bool = False
    """It holds the memory itself."""
    announces_memory: bool = False
    """It holds the memory, or says how a memory file is to be read."""
    size: int | None = None
    """Bytes of the file."""
    memory_size: int | None = None
    """Bytes of memory that it holds or announces; None if it does not say."""


def probe_state(path: Path) -> StateProbe:
    """Look at a file; never fails: what cannot be read is ``OTHER``."""
    try:
        with SourceFile(path) as file:
            return _probe(file)
    except GuestCoreError:
        return StateProbe(StateKind.OTHER)


def _probe(file: SourceFile) -> StateProbe:
    head = file.read_at(0, 4)
    if int.from_bytes(head, "little") == layout.ENCRYPTED_MAGIC:
        return StateProbe(StateKind.ENCRYPTED, size=file.size)
    if not has_checkpoint_magic(head):
        return StateProbe(StateKind.OTHER, size=file.size)
    embedded = announced = False
    held = told = 0
    try:
        reader = CheckpointReader(file)
        for tag in reader.walk(layout.GroupName.MEMORY, _MEMORY_TAGS):
            if tag.name == layout.MEMORY:
                embedded |= tag.is_block and tag.memory_size > 0
                held += tag.memory_size if tag.is_block else 0
            else:
                if tag.name == layout.REGION_PAGES:
                    told += (tag.number or 0) * PAGE_SIZE
                # a count of 0 regions means one from 0 on
                announced |= bool(tag.number) or tag.name == layout.REGION_COUNT
    except GuestCoreError:
        pass  # opening it will say what is wrong; what was seen counts here
    memory_size = held or told
    return StateProbe(
        kind=StateKind.CHECKPOINT,
        embedded=embedded,
        announces_memory=embedded or announced,
        size=file.size,
        memory_size=memory_size if 0 < memory_size <= _MAX_MEMORY else None,
    )
