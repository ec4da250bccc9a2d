"""What to call each problem, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

from guestcore.errors import ErrorKind, InputCase
from guestcore_gui.details.loading import Loaded
from guestcore_gui.i18n import translate


class Remedy(StrEnum):
    """What a button of a problem does."""

    CHOOSE_MEMORY = "choose-memory"
    CONVERT_REST = "convert-rest"
    IGNORE_LOCK = "ignore-lock"
    CAPTURE = "capture"
    OPEN_FOLDER = "open-folder"
    CHECK_CORE = "check-core"
    TRY_AGAIN = "try-again"
    CHOOSE_FILE = "choose-file"


@dataclass(frozen=True, slots=True)
class Wording:
    """A problem in words; translate both."""

    title: Any
    advice: Any


_WORDS: dict[ErrorKind | InputCase, Wording] = {
    ErrorKind.INPUT: Wording(
        QT_TRANSLATE_NOOP("Problems", "This cannot be read"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "It may have been moved or deleted, or belong to another user.",
        ),
    ),
    InputCase.NO_MACHINE: Wording(
        QT_TRANSLATE_NOOP("Problems", "There is no virtual machine in this folder"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Choose the folder that holds its .vmx, .vmss or .vmsn file.",
        ),
    ),
    InputCase.NOT_A_FILE: Wording(
        QT_TRANSLATE_NOOP("Problems", "This is not a regular file"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "It is a pipe, a device or the like. Choose the .vmss or .vmsn file of "
            "the machine, or its folder.",
        ),
    ),
    ErrorKind.UNKNOWN_FORMAT: Wording(
        QT_TRANSLATE_NOOP("Problems", "This is no saved state of a virtual machine"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Choose the .vmss or .vmsn file of the machine, or its folder.",
        ),
    ),
    ErrorKind.UNSUPPORTED: Wording(
        QT_TRANSLATE_NOOP("Problems", "This is not what can be converted"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Choose the .vmss or .vmsn file of the machine, or its folder.",
        ),
    ),
    ErrorKind.TRUNCATED: Wording(
        QT_TRANSLATE_NOOP("Problems", "The file ends too early"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "It may have been copied only in part. Copy it again from where it came.",
        ),
    ),
    ErrorKind.DAMAGED: Wording(
        QT_TRANSLATE_NOOP("Problems", "The file is damaged"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "It contradicts itself. Copy it again from where it came, or save the "
            "state of the machine anew.",
        ),
    ),
    ErrorKind.MISSING_COMPANION: Wording(
        QT_TRANSLATE_NOOP("Problems", "The memory file is not here"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "It belongs beside the saved state, under the same name. It may have been "
            "left behind when the folder was copied.",
        ),
    ),
    ErrorKind.ENCRYPTED: Wording(
        QT_TRANSLATE_NOOP("Problems", "This virtual machine is encrypted"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Its memory cannot be read without its password. Remove the encryption in "
            "VMware (VM → Settings → Options → Access Control), then suspend it again.",
        ),
    ),
    ErrorKind.NO_MEMORY: Wording(
        QT_TRANSLATE_NOOP("Problems", "This snapshot holds no memory"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "It was taken while the machine was off, or without its memory. Suspend "
            "the machine or take a snapshot with memory.",
        ),
    ),
    ErrorKind.RUNNING: Wording(
        QT_TRANSLATE_NOOP("Problems", "This virtual machine is running"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Its memory changes while it is read. Suspend the machine, or capture it: "
            "that takes a snapshot of it and converts that.",
        ),
    ),
    ErrorKind.AMBIGUOUS: Wording(
        QT_TRANSLATE_NOOP("Problems", "There is more than one saved state"),
        QT_TRANSLATE_NOOP("Problems", "Choose the one to convert."),
    ),
    ErrorKind.SOURCE_CHANGED: Wording(
        QT_TRANSLATE_NOOP("Problems", "The files changed while they were read"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The machine may be running. Suspend it or copy its files; look again.",
        ),
    ),
    ErrorKind.OUTPUT: Wording(
        QT_TRANSLATE_NOOP("Problems", "The core cannot be written there"),
        QT_TRANSLATE_NOOP("Problems", "Choose another file or another disk."),
    ),
    ErrorKind.CAPTURE: Wording(
        QT_TRANSLATE_NOOP("Problems", "The machine could not be captured"),
        QT_TRANSLATE_NOOP(
            "Problems", "The machine goes on. Suspend it in VMware and convert that."
        ),
    ),
}
_CORE = Wording(
    QT_TRANSLATE_NOOP("Problems", "This is a core already"),
    QT_TRANSLATE_NOOP(
        "Problems",
        "It opens in a debugger as it is. A check tells if it can be trusted.",
    ),
)
_STATE_MISSING = Wording(
    QT_TRANSLATE_NOOP("Problems", "The saved state is not here"),
    QT_TRANSLATE_NOOP(
        "Problems",
        "This is memory alone. The .vmss or .vmsn file tells how it is to be read, and "
        "belongs beside it, under the same name.",
    ),
)
_MEMORY_CUT = Wording(
    QT_TRANSLATE_NOOP("Problems", "The memory file ends too early"),
    QT_TRANSLATE_NOOP(
        "Problems",
        "It may have been copied only in part. Copy it again from where it came; or "
        "convert what is there: the core then lacks the rest.",
    ),
)
_LOCKED = Wording(
    QT_TRANSLATE_NOOP("Problems", "This virtual machine is running"),
    QT_TRANSLATE_NOOP(
        "Problems",
        "Its memory may change while it is read. Suspend the machine, or capture it. "
        "Convert it anyway only if the machine is surely off and its lock was left "
        "behind: else the core mixes moments that never were.",
    ),
)

_KIND_REMEDIES: dict[ErrorKind | InputCase, tuple[Remedy, ...]] = {
    ErrorKind.INPUT: (Remedy.TRY_AGAIN, Remedy.CHOOSE_FILE),
    InputCase.NO_MACHINE: (Remedy.TRY_AGAIN, Remedy.OPEN_FOLDER, Remedy.CHOOSE_FILE),
    InputCase.NOT_A_FILE: (Remedy.CHOOSE_FILE, Remedy.OPEN_FOLDER),
    ErrorKind.UNKNOWN_FORMAT: (Remedy.CHOOSE_FILE, Remedy.OPEN_FOLDER),
    ErrorKind.UNSUPPORTED: (Remedy.CHOOSE_FILE, Remedy.OPEN_FOLDER),
    ErrorKind.TRUNCATED: (Remedy.TRY_AGAIN, Remedy.OPEN_FOLDER),
    ErrorKind.DAMAGED: (Remedy.TRY_AGAIN, Remedy.OPEN_FOLDER),
    ErrorKind.MISSING_COMPANION: (Remedy.OPEN_FOLDER, Remedy.TRY_AGAIN),
    ErrorKind.ENCRYPTED: (Remedy.OPEN_FOLDER,),
    ErrorKind.NO_MEMORY: (Remedy.OPEN_FOLDER,),
    ErrorKind.RUNNING: (Remedy.CAPTURE, Remedy.TRY_AGAIN),
    ErrorKind.AMBIGUOUS: (),
    ErrorKind.SOURCE_CHANGED: (Remedy.TRY_AGAIN,),
    ErrorKind.OUTPUT: (Remedy.TRY_AGAIN,),
    ErrorKind.CAPTURE: (Remedy.TRY_AGAIN,),
}
_LABELS: dict[Remedy, Any] = {
    Remedy.CHOOSE_MEMORY: QT_TRANSLATE_NOOP("Problems", "Choose th&e memory file…"),
    Remedy.CONVERT_REST: QT_TRANSLATE_NOOP("Problems", "Convert &what is there"),
    Remedy.IGNORE_LOCK: QT_TRANSLATE_NOOP("Problems", "Convert any&way"),
    Remedy.CAPTURE: QT_TRANSLATE_NOOP("Problems", "Ca&pture…"),
    Remedy.OPEN_FOLDER: QT_TRANSLATE_NOOP("Problems", "&Open the folder"),
    Remedy.CHECK_CORE: QT_TRANSLATE_NOOP("Problems", "Chec&k this core"),
    Remedy.TRY_AGAIN: QT_TRANSLATE_NOOP("Problems", "Look aga&in"),
    Remedy.CHOOSE_FILE: QT_TRANSLATE_NOOP("Problems", "Choos&e files…"),
}


def wording_of(loaded: Loaded) -> tuple[str, str]:
    """Return title and advice for what keeps an input from being converted."""
    words = _choose(loaded)
    return translate("Problems", words.title), translate("Problems", words.advice)


def remedies_of(loaded: Loaded) -> tuple[Remedy, ...]:
    """Return what can be done, the best first."""
    error = loaded.known.error
    if error is None:
        return ()
    kind, known = error.kind, loaded.known
    if loaded.is_core:
        return (Remedy.CHECK_CORE, Remedy.OPEN_FOLDER)
    if kind is ErrorKind.MISSING_COMPANION and loaded.state is not None:
        return (Remedy.CHOOSE_MEMORY, Remedy.OPEN_FOLDER, Remedy.TRY_AGAIN)
    if _is_memory_cut(loaded):
        return (Remedy.CONVERT_REST, Remedy.TRY_AGAIN, Remedy.OPEN_FOLDER)
    if kind is ErrorKind.RUNNING and known.origin is not None:
        return (Remedy.CAPTURE, Remedy.IGNORE_LOCK, Remedy.TRY_AGAIN)
    return _KIND_REMEDIES[error.case or kind]


def label_of(remedy: Remedy) -> str:
    """Return what its button says."""
    return translate("Problems", _LABELS[remedy])


def _choose(loaded: Loaded) -> Wording:
    error = loaded.known.error
    kind = error.kind if error is not None else ErrorKind.INPUT
    if loaded.is_core:
        return _CORE
    if kind is ErrorKind.MISSING_COMPANION and loaded.state is None:
        return _STATE_MISSING if loaded.known.path.suffix else _WORDS[kind]
    if _is_memory_cut(loaded):
        return _MEMORY_CUT
    if kind is ErrorKind.RUNNING and loaded.known.origin is not None:
        return _LOCKED
    return _WORDS[(error and error.case) or kind]


def _is_memory_cut(loaded: Loaded) -> bool:
    """True if a part of the memory is there, and only the rest is missing."""
    error, layout = loaded.known.error, loaded.known.layout
    return (
        error is not None
        and error.kind is ErrorKind.TRUNCATED
        and layout is not None
        and bool(layout.missing)
        and loaded.needed > 0
    )
