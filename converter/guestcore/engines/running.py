"""Runs an engine in its folder: told how far it is, paused and stopped at once."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType

from guestcore.engines.process_tree import ProcessTree
from guestcore.engines.program_output import ProgramOutput
from guestcore.errors import ErrorKind, GuestCoreError, system_reason
from guestcore.progress import Phase, Progress
from guestcore.sentence import plural, sentence

Log = Callable[[str], None]
"""Is told a line: what is run, what it prints, how it ended."""

_POLL = 0.05
"""Seconds between two reports."""
_BLOCKED = 0.05
"""Seconds: a report that takes longer means pause."""
_MAX_ENTRIES = 1000


@dataclass(frozen=True, slots=True)
class Ending:
    """How a program ended."""

    code: int
    """Its exit code; negative: the signal that ended it."""
    last_lines: Sequence[str]
    """What it printed last; bounded."""


def run_engine(
    command: Sequence[str], folder: Path, size: int, progress: Progress, log: Log
) -> Ending:
    """Run a program in a folder to its end; nothing of it goes on after this.

    :param size: Bytes that it is going to write, about.
    :raises GuestCoreError: kind ``input`` if it cannot be started.
    :raises Cancelled: as *progress* wishes; the program is gone then.
    """
    with _start(command, folder) as tree, _PausingProgress(progress, tree) as told:
        output = tree.output
        code = None
        while code is None:
            done = max(output.written, _written_into(folder))
            told.report(Phase.WRITING, min(done, size), size)
            code = tree.wait(_POLL)
            _pass_on(output, log)
    _pass_on(output, log)
    if output.left_out:
        log(plural(output.left_out, "one line more", "{count} lines more"))
    return Ending(code, output.last_lines())


def _start(command: Sequence[str], folder: Path) -> ProcessTree:
    program = command[0]
    if os.path.dirname(program):  # else PATH is searched
        program = os.path.abspath(program)
    try:
        return ProcessTree([program, *command[1:]], folder)
    except (OSError, ValueError) as error:
        raise GuestCoreError(
            ErrorKind.INPUT,
            sentence(
                "cannot start {program}: {reason}",
                program=command[0],
                reason=system_reason(error),
            ),
            hint=sentence("check where vmss2core is, and that you may run it"),
        ) from error


def _pass_on(output: ProgramOutput, log: Log) -> None:
    for line in output.take_lines():
        log(line)


def _written_into(folder: Path) -> int:
    """Return the bytes that the files of a folder take on disk, as far as known.

    Programs print late what they print into a pipe; this is up to date.
    """
    total = 0
    try:
        with os.scandir(folder) as entries:
            for entry in islice(entries, _MAX_ENTRIES):
                status = entry.stat(follow_symlinks=False)
                blocks = getattr(status, "st_blocks", None)
                total += status.st_size if blocks is None else blocks * 512
    except OSError:  # what is being renamed or removed just now
        return 0
    return total


class _PausingProgress:
    """Progress that stops a program while a report does not return."""

    def __init__(self, progress: Progress, tree: ProcessTree) -> None:
        self._progress = progress
        self._tree = tree
        self._lock = threading.Lock()
        self._since: float | None = None
        self._paused = False
        self._end = threading.Event()
        self._thread = threading.Thread(
            target=self._watch, daemon=True, name="pause of a program"
        )

    def report(self, phase: Phase, done: int, total: int) -> None:
        """Report; the program stands still while that takes long."""
        with self._lock:
            self._since = time.monotonic()
        try:
            self._progress.report(phase, done, total)
        finally:
            with self._lock:
                self._since = None
                if self._paused:
                    self._tree.resume()
                    self._paused = False

    def _watch(self) -> None:
        while not self._end.wait(_BLOCKED):
            with self._lock:
                late = (
                    self._since is not None
                    and time.monotonic() - self._since > _BLOCKED
                )
                if late and not self._paused:
                    self._tree.pause()
                    self._paused = True

    def __enter__(self) -> _PausingProgress:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end.set()
        self._thread.join()
