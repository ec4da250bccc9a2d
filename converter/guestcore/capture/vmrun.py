"""VMware's own remote control, vmrun: lists, freezes and resumes machines.

Flags come before the command. It tells failure by its exit code and by a line
``Error: …`` on standard output; both are looked at. Passwords would have to be on
the command line, where every user of the computer can read them: none is passed.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from guestcore.capture.processes import (
    OutputLimitError,
    TimeLimitError,
    run_program,
)
from guestcore.capture.terms import Pulse, Timing
from guestcore.errors import ErrorKind, GuestCoreError, system_reason
from guestcore.progress import NoProgress, Phase, Progress
from guestcore.sentence import sentence

_ERROR = "Error:"
_NEEDS_PASSWORD = ("password is required", "incorrect password")
_MAX_LISTED = 10_000
_MAX_LINE = 4096
_MAX_SHOWN = 300
"""Characters of VMware's own words that an error repeats."""
_NO_PROGRESS = NoProgress()


@dataclass(frozen=True, slots=True)
class Vmrun:
    """The program, and which product it is to talk to."""

    path: Path
    product: str = "ws"
    """``ws``, ``fusion`` or ``player``."""
    timing: Timing = field(default_factory=Timing)

    @property
    def can_snapshot(self) -> bool:
        """False for Player, which knows no snapshots."""
        return self.product != "player"

    def list_running(self, progress: Progress = _NO_PROGRESS) -> tuple[Path, ...]:
        """Return the .vmx of every running machine.

        :raises GuestCoreError: as all methods, if vmrun does not do it: ``capture``;
            ``encrypted`` if it wants a password.
        """
        lines = self._ask(progress, "list")
        return tuple(Path(line) for line in _listed(lines) if _is_vmx(line))

    def is_running(self, vmx: Path, progress: Progress = _NO_PROGRESS) -> bool:
        """True if a machine is among the running ones."""
        return any(is_same_machine(vmx, other) for other in self.list_running(progress))

    def list_snapshots(
        self, vmx: Path, progress: Progress = _NO_PROGRESS
    ) -> tuple[str, ...]:
        """Return the titles of a machine's snapshots."""
        return tuple(_listed(self._ask(progress, "listSnapshots", _absolute(vmx))))

    def snapshot(
        self,
        vmx: Path,
        name: str,
        progress: Progress = _NO_PROGRESS,
        *,
        memory_size: int = 0,
    ) -> None:
        """Take a snapshot, with the memory if the machine runs.

        It may return before the memory is written.

        :param memory_size: Bytes of the machine's memory; more may take longer.
        """
        limit = self.timing.change_limit(memory_size)
        self._run(progress, Phase.CAPTURING, limit, "snapshot", _absolute(vmx), name)

    def delete_snapshot(
        self, vmx: Path, name: str, progress: Progress = _NO_PROGRESS
    ) -> None:
        """Remove a snapshot, and never its children."""
        arguments = ("deleteSnapshot", _absolute(vmx), name)
        self._run(progress, Phase.RELEASING, self.timing.removal, *arguments)

    def suspend(
        self, vmx: Path, progress: Progress = _NO_PROGRESS, *, memory_size: int = 0
    ) -> None:
        """Suspend a machine; none of the guest's scripts run."""
        limit = self.timing.change_limit(memory_size)
        self._run(progress, Phase.CAPTURING, limit, "suspend", _absolute(vmx), "hard")

    def resume(
        self, vmx: Path, progress: Progress = _NO_PROGRESS, *, memory_size: int = 0
    ) -> None:
        """Resume a suspended machine, without a window."""
        limit = self.timing.change_limit(memory_size)
        self._run(progress, Phase.RELEASING, limit, "start", _absolute(vmx), "nogui")

    def _ask(self, progress: Progress, *arguments: str) -> list[str]:
        limit = self.timing.question
        return self._run(progress, Phase.CAPTURING, limit, *arguments)

    def _run(
        self, progress: Progress, phase: Phase, limit: float, *arguments: str
    ) -> list[str]:
        """Return the lines of its answer."""
        command = [str(self.path), "-T", self.product, *arguments]
        try:
            done = run_program(command, limit, Pulse(progress, phase).beat)
        except (OSError, ValueError) as error:
            raise self._unusable(system_reason(error)) from error
        except TimeLimitError as error:
            raise _failure(
                arguments[0],
                sentence("it did not end within {limit:.0f} seconds", limit=limit),
            ) from error
        except OutputLimitError as error:
            raise _failure(
                arguments[0], sentence("it wrote more than can be read")
            ) from error
        lines = [line.strip("\r") for line in _decode(done.output).split("\n")]
        said = next((line for line in lines if line.strip().startswith(_ERROR)), None)
        if said is not None:
            raise _refusal(arguments[0], said.strip().removeprefix(_ERROR).strip())
        if done.code:
            reason = sentence("it ended with code {code}", code=done.code)
            raise _failure(arguments[0], reason)
        return lines

    def _unusable(self, reason: str) -> GuestCoreError:
        return GuestCoreError(
            ErrorKind.CAPTURE,
            sentence("cannot run {path}: {reason}", path=self.path, reason=reason),
            hint=sentence("choose the vmrun of your VMware product"),
        )


def is_same_machine(one: Path, other: Path) -> bool:
    """True if two paths lead to the same .vmx."""
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):  # one of them is not there: the names decide
        return os.path.normcase(_absolute(one)) == os.path.normcase(_absolute(other))


def _absolute(path: Path) -> str:
    """Return a path that no program takes for an option."""
    return os.path.abspath(path)


def _is_vmx(line: str) -> bool:
    return line.lower().endswith(".vmx") and os.path.isabs(line)


def _listed(lines: list[str]) -> Iterator[str]:
    """Yield what follows the line ``Total …: N``."""
    for line in lines[1 : _MAX_LISTED + 1]:
        if line.strip() and len(line) <= _MAX_LINE:
            yield line.strip()


def _decode(output: bytes) -> str:
    if os.name != "nt":
        return os.fsdecode(output)
    try:
        return output.decode("utf-8")
    except UnicodeDecodeError:
        return output.decode(locale.getpreferredencoding(False), "replace")


def _refusal(command: str, reason: str) -> GuestCoreError:
    """Return the error for what vmrun itself says is wrong."""
    if any(sign in reason.lower() for sign in _NEEDS_PASSWORD):
        return encrypted()
    cut = reason[:_MAX_SHOWN]
    return _failure(command, sentence("VMware says: {words}", words=cut))


def _failure(command: str, reason: str) -> GuestCoreError:
    return GuestCoreError(
        ErrorKind.CAPTURE,
        sentence("vmrun {command} failed: {reason}", command=command, reason=reason),
        hint=sentence("look at the virtual machine in VMware"),
    )


def encrypted() -> GuestCoreError:
    """Return the error about a machine whose memory cannot be read."""
    return GuestCoreError(
        ErrorKind.ENCRYPTED,
        sentence(
            "this virtual machine is encrypted: its memory cannot be read without its "
            "password"
        ),
        hint=sentence(
            "remove the encryption in VMware (VM, Settings, Options, Access Control)"
        ),
    )
