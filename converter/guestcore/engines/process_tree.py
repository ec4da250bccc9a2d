"""A program and whatever it starts, under one handle: ended, stopped as one.

On POSIX a small shell leads the process group. It waits for the end of a pipe
whose other end is here, so that the group ends even if this process is killed.
On Windows a job object does the same.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType

from guestcore.engines.program_output import ProgramOutput

if sys.platform == "win32":
    from guestcore.engines.job_object import JobObject

_GUARD = "trap '' HUP INT TERM; read -r line; kill -KILL 0"
_PATIENCE = 5
"""Seconds that ended processes may take to be gone."""
_REST = 1
"""Seconds that the last output may take then: one out of reach may hold the pipe."""
_POLL = 0.005
_MAX_PROCESSES = 100_000

Member = tuple[int, str]
"""Number and start time of a process: together never another's."""


class ProcessTree:
    """A running program. Close it: then nothing of it runs any more.

    What leaves the process group is found by its parents (Linux); what has left
    those as well is out of reach.

    :param folder: Where it runs.
    :raises OSError: if it cannot be started.
    :raises ValueError: if a name holds a NUL.
    """

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._guard: subprocess.Popen[bytes] | None = None
        self._members: list[Member] = []
        try:
            if sys.platform != "win32":
                self._guard = subprocess.Popen(
                    ["/bin/sh", "-c", _GUARD],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    process_group=0,
                )
            self._process = subprocess.Popen(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                bufsize=0,
                env=_environment(os.environ),
                process_group=None if self._guard is None else self._guard.pid,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except BaseException:
            self._end_guard()
            raise
        assert self._process.stdout is not None
        self.output = ProgramOutput(self._process.stdout)
        """What it and its children print, errors included."""
        if sys.platform == "win32":
            self._job: JobObject | None = None
            with contextlib.suppress(OSError):  # then taskkill has to do
                self._job = JobObject(self._process.pid)

    def wait(self, seconds: float) -> int | None:
        """Return the program's exit code, None if it runs longer than that.

        A negative one is the signal that ended it.
        """
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(seconds)
        return None

    def pause(self) -> None:
        """Stop everything until :meth:`resume`."""
        if sys.platform == "win32":
            if self._job is not None:
                self._job.pause()
        elif self._guard is not None:
            self._signal_group(signal.SIGSTOP)
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._guard.pid, signal.SIGCONT)  # it has to watch us

    def resume(self) -> None:
        """Let everything go on."""
        if sys.platform == "win32":
            if self._job is not None:
                self._job.resume()
        else:
            self._signal_group(signal.SIGCONT)

    def kill(self) -> None:
        """End everything at once."""
        if sys.platform == "win32":
            if self._job is not None:
                self._job.kill()
            elif self._process.poll() is None:
                _taskkill(self._process.pid)
        else:
            if self._process.poll() is None:  # else its number may be another's by now
                self._members = list(_descendants(self._process.pid))
            self._signal_group(signal.SIGKILL)
            for member in self._members:
                if _is_there(member):
                    with contextlib.suppress(OSError):
                        os.kill(member[0], signal.SIGKILL)

    def close(self) -> None:
        """End everything, and wait until it is gone and its output is read."""
        self.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_PATIENCE)
        self.output.finish(_REST)
        end = time.monotonic() + _REST
        while any(map(_is_there, self._members)) and time.monotonic() < end:
            time.sleep(_POLL)  # killed, but not gone yet
        self._end_guard()
        if sys.platform == "win32" and self._job is not None:
            self._job.close()

    def __enter__(self) -> ProcessTree:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _signal_group(self, number: int) -> None:
        """Signal the group; its number is ours as long as the guard is not reaped."""
        if sys.platform != "win32" and self._guard is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._guard.pid, number)

    def _end_guard(self) -> None:
        guard, self._guard = self._guard, None
        if guard is not None:
            guard.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):
                guard.wait(_PATIENCE)
            assert guard.stdin is not None
            guard.stdin.close()


def _environment(own: Mapping[str, str]) -> dict[str, str]:
    """Return what the program would have been given without us.

    A frozen program has its own libraries first; the value of before is kept.
    """
    environment = dict(own)
    if getattr(sys, "frozen", False):
        for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
            before = environment.pop(f"{name}_ORIG", None)
            environment.pop(name, None)
            if before is not None:
                environment[name] = before
    return environment


def _descendants(root: int) -> Iterator[Member]:
    """Yield a process's children, and theirs (Linux)."""
    if not os.path.isdir("/proc/self"):
        return
    children: dict[int, list[Member]] = {}
    numbers = [int(name) for name in os.listdir("/proc") if name.isdecimal()]
    for pid in numbers[:_MAX_PROCESSES]:
        with contextlib.suppress(OSError, IndexError, ValueError):  # it just ended
            _, parent, started = _read_stat(pid)
            children.setdefault(parent, []).append((pid, started))
    waiting = [root]
    while waiting:
        for child in children.pop(waiting.pop(), []):
            yield child
            waiting.append(child[0])


def _is_there(member: Member) -> bool:
    """True unless a process has ended, reaped or not."""
    try:
        state, _, started = _read_stat(member[0])
    except (OSError, IndexError, ValueError):
        return False
    return started == member[1] and state not in ("Z", "X")


def _read_stat(pid: int) -> tuple[str, int, str]:
    """Return state, parent and start time of a process (proc(5): fields 3, 4, 22)."""
    text = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    fields = text[text.rindex(")") + 2 :].split()
    return fields[0], int(fields[1]), fields[19]


def _taskkill(pid: int) -> None:
    subprocess.run(
        ["taskkill", "/T", "/F", "/PID", str(pid)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        timeout=_PATIENCE,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
