"""Tells the core of a process from the core of a machine."""

from __future__ import annotations

from collections.abc import Sequence

from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.sentence import sentence
from guestcore.validation.core_file import CoreFile, Segment
from guestcore.validation.note_reader import Note

_ONLY_PROCESSES = ("NT_AUXV", "NT_FILE", "NT_SIGINFO")
_ONLY_MACHINES = ("VMCOREINFO", "QEMU", "VBCORE", "VBCPU", "Xen")
_USER_SPACE = 1 << 47
"""Bytes that processes of x86-64 and (nearly all) ARM64 systems can use."""


def refuse_process(core: CoreFile) -> None:
    """Let only cores of whole machines pass.

    :raises GuestCoreError: kind ``unsupported`` if this is the core of a process.
    """
    if any(note.owner in _ONLY_MACHINES for note in core.notes):
        return
    kinds = {note.kind for note in core.notes if note.owner in ("CORE", "LINUX")}
    if kinds & set(_ONLY_PROCESSES) or _looks_like_process(core.loads, core.notes):
        raise GuestCoreError(
            ErrorKind.UNSUPPORTED,
            sentence(
                "{path} is the core of a process, not of a machine", path=core.file.path
            ),
            hint=sentence("gdb opens it together with its program"),
        )


def _looks_like_process(loads: Sequence[Segment], notes: Sequence[Note]) -> bool:
    """True if no segment has a physical address, but most a user's virtual one.

    A single segment from 0 may be all of a machine's memory; a process's core
    tells its name (NT_PRPSINFO) then.
    """
    if not loads or any(s.paddr for s in loads):
        return False
    users = sum(0 < s.vaddr < _USER_SPACE for s in loads)
    named = any(note.kind == "NT_PRPSINFO" for note in notes)
    return users * 2 > len(loads) and (named or len(loads) > 1)
