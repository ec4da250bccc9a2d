"""Errors a user can act on, and the one that is no error: cancellation."""

from __future__ import annotations

import errno
from enum import StrEnum

from guestcore.sentence import sentence


class ErrorKind(StrEnum):
    """What went wrong, as scripts see it; one kind for each remedy."""

    INPUT = "input"
    """The input, or a file named by an option, is absent or unreadable."""
    UNKNOWN_FORMAT = "unknown-format"
    """Nothing we know."""
    UNSUPPORTED = "unsupported"
    """Known, but not for this call: an ELF core given to convert, a disk ..."""
    TRUNCATED = "truncated"
    """Ends inside what it announces; also empty."""
    DAMAGED = "damaged"
    """Contradicts itself or exceeds a bound."""
    MISSING_COMPANION = "missing-companion"
    """The file that belongs beside it is absent or not a regular file."""
    ENCRYPTED = "encrypted"
    NO_MEMORY = "no-memory"
    """A snapshot that was taken without the machine's memory."""
    RUNNING = "running"
    AMBIGUOUS = "ambiguous"
    """More than one checkpoint with memory: the user has to choose."""
    SOURCE_CHANGED = "source-changed"
    OUTPUT = "output"
    """The output cannot be written, or must not be."""
    CAPTURE = "capture"
    """VMware did not do what was asked of a running machine."""


class InputCase(StrEnum):
    """What is behind an ``input`` error, for people: scripts see the kind alone."""

    NO_MACHINE = "no-machine"
    """A folder that is there and holds no virtual machine."""
    NOT_A_FILE = "not-a-file"
    """A pipe, a device or a socket where a file is needed."""


class GuestCoreError(Exception):
    """What, where, found before expected; *hint* says what to do.

    Messages may hold text from files: a front end escapes it for display
    (see :mod:`guestcore.text`).
    """

    def __init__(
        self,
        kind: ErrorKind,
        message: str,
        *,
        hint: str = "",
        case: InputCase | None = None,
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.case = case
        self.message = message
        self.hint = hint


class Cancelled(Exception):  # noqa: N818  nothing went wrong, so no "Error"
    """The user asked to stop."""


_REASONS = {
    errno.ENOENT: sentence("No such file or directory"),
    errno.EACCES: sentence("Permission denied"),
    errno.EPERM: sentence("Operation not permitted"),
    errno.ENOTDIR: sentence("Not a directory"),
    errno.EISDIR: sentence("Is a directory"),
    errno.EEXIST: sentence("File exists"),
    errno.ENOSPC: sentence("No space left on device"),
    errno.EFBIG: sentence("File too large"),
    errno.EROFS: sentence("Read-only file system"),
    errno.EIO: sentence("Input/output error"),
    errno.ENAMETOOLONG: sentence("File name too long"),
    errno.ELOOP: sentence("Too many levels of symbolic links"),
    errno.EMFILE: sentence("Too many open files"),
    errno.EBUSY: sentence("Device or resource busy"),
    errno.ETIMEDOUT: sentence("Connection timed out"),
    errno.ENODEV: sentence("No such device"),
}


def system_reason(error: Exception) -> str:
    """Return what the system says went wrong.

    Linux says it in English: a Sentence, if it is a usual one. Windows says it in
    the user's language by itself.
    """
    text = getattr(error, "strerror", None) or str(error)
    known = _REASONS.get(getattr(error, "errno", None) or 0)
    return known if known is not None and known == text else text
