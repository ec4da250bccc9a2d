"""How failures to write are told: one kind of error, each with what to do."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator

from guestcore.errors import ErrorKind, GuestCoreError, system_reason
from guestcore.sentence import sentence

_HINTS = {
    errno.ENOENT: sentence("create the folder first, or name another"),
    errno.ENOSPC: sentence("free some space, or write the core to another disk"),
    errno.EFBIG: sentence(
        "the file system or a limit of yours allows no file of that size"
    ),
    errno.EIO: sentence("the disk may be failing; write the core to another"),
    errno.ENAMETOOLONG: sentence("choose a shorter name"),
}
if hasattr(errno, "EDQUOT"):
    _HINTS[errno.EDQUOT] = sentence(
        "your quota is used up; write the core to another disk"
    )


class NoSpaceError(GuestCoreError):
    """The disk is too small for now; nothing was written.

    :ivar needed: Bytes that have to be free.
    """

    def __init__(self, message: str, needed: int) -> None:
        hint = sentence("free some space, or write the core to another disk")
        super().__init__(ErrorKind.OUTPUT, message, hint=hint)
        self.needed = needed


def output_error(message: str, hint: str) -> GuestCoreError:
    """Return an error of kind ``output``."""
    return GuestCoreError(ErrorKind.OUTPUT, message, hint=hint)


@contextlib.contextmanager
def output_errors(action: str) -> Iterator[None]:
    """Tell errors of the system as what they are to the user.

    :param action: What is done meanwhile, to follow "cannot".
    :raises GuestCoreError: kind ``output``.
    """
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a NUL in a name
        raise output_error(
            sentence(
                "cannot {action}: {reason}", action=action, reason=system_reason(error)
            ),
            _HINTS.get(
                getattr(error, "errno", None) or 0,
                sentence("write the core to another folder"),
            ),
        ) from error
