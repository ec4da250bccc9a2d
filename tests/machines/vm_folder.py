"""Machines for these tests: whole folders, their states as small as can be."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from guestcore.demo.checkpoint_writer import (
    CheckpointSpec,
    MemoryStorage,
    write_checkpoint,
)

PAGES = 4
ENCRYPTED = b"\x9e\xdd\x43\x89" + bytes(4092)


@cache
def _state_bytes(storage: MemoryStorage) -> bytes:
    folder = Path(tempfile.mkdtemp())
    spec = CheckpointSpec(
        regions=((0, PAGES << 12),), memory=storage, crash_readable=False
    )
    reader = None if storage is MemoryStorage.NONE else lambda gpa, size: bytes(size)
    try:
        return write_checkpoint(folder, "x", spec, reader).state.read_bytes()
    finally:
        shutil.rmtree(folder)


def put_state(folder: Path, name: str, *, vmem: bool = True) -> Path:
    """Write a state that announces memory, and its .vmem if wanted."""
    path = folder / name
    path.write_bytes(_state_bytes(MemoryStorage.VMEM))
    if vmem:
        path.with_suffix(".vmem").write_bytes(bytes(PAGES << 12))
    return path


def put_embedded(folder: Path, name: str) -> Path:
    """Write a state that holds its memory."""
    (folder / name).write_bytes(_state_bytes(MemoryStorage.EMBEDDED))
    return folder / name


def put_empty(folder: Path, name: str) -> Path:
    """Write a snapshot that was taken without memory."""
    (folder / name).write_bytes(_state_bytes(MemoryStorage.NONE))
    return folder / name


def put_text(path: Path, encoding: str = "UTF-8", **settings: str) -> Path:
    """Write a .vmx, .vmsd or inventory; ``__`` in keys stands for a dot."""
    lines = [f'.encoding = "{encoding}"']
    lines += [f'{key.replace("__", ".")} = "{text}"' for key, text in settings.items()]
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def put_vmsd(path: Path, *snapshots: dict[str, object], **top: object) -> Path:
    """Write a snapshot list; an entry is ``{"uid": 1, "filename": …}``."""
    keys = {"snapshot.numSnapshots": str(len(snapshots))}
    keys |= {f"snapshot.{key}": str(value) for key, value in top.items()}
    for number, entry in enumerate(snapshots):
        keys |= {f"snapshot{number}.{key}": str(v) for key, v in entry.items()}
    return put_text(path, **keys)


def lock(memory_file: Path, member: str = "M12345.lck") -> None:
    """Lock a memory file as a running machine does."""
    folder = memory_file.with_name(memory_file.name + ".lck")
    folder.mkdir()
    (folder / member).write_text("x")
