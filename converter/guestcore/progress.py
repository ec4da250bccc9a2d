"""How long work tells where it is, and how it is stopped.

Progress is an argument, never an attribute: every place that reports is a
place that can stop, because :meth:`Progress.report` raises ``Cancelled``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class Phase(StrEnum):
    """The steps of a capture and of a conversion, in order."""

    CAPTURING = "capturing"
    WAITING = "waiting for the memory to be written"
    OPENING = "opening"
    UNDERSTANDING = "understanding the guest"
    SCANNING = "searching memory"
    WRITING = "writing memory"
    FLUSHING = "flushing to disk"
    CHECKING = "checking"
    RELEASING = "releasing the virtual machine"


class Progress(Protocol):
    """Receives progress; may be called from several threads."""

    def report(self, phase: Phase, done: int, total: int) -> None:
        """Tell how far a phase is.

        :param done: Bytes (or units of work) finished.
        :param total: Bytes (or units) in all; 0 when unknown.
        :raises Cancelled: if the user asked to stop.
        """


class NoProgress:
    """Progress that nobody watches."""

    def report(self, phase: Phase, done: int, total: int) -> None:
        """Do nothing."""
