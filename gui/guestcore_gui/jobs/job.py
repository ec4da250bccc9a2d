"""What is to be converted, and what became of it. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from guestcore.pipeline import CheckDepth, Conversion, ConvertOptions
from guestcore.sources import OpenOptions


class JobState(StrEnum):
    """What a job is doing."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    """By the user, or for want of disk space: ``Job.reason`` says which."""
    DONE = "done"
    """A core that passed its checks, or was not checked."""
    INVALID = "invalid"
    """A core that failed a check. Never shown as success."""
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_active(self) -> bool:
        """True while a thread works on it."""
        return self in (JobState.RUNNING, JobState.PAUSED)

    @property
    def is_over(self) -> bool:
        """True if nothing more happens unless the user asks."""
        return not self.is_active and self is not JobState.WAITING


@dataclass(frozen=True, slots=True)
class JobRequest:
    """What the user asked for; can be asked again (retry) as it is."""

    source: Path
    output: Path
    title: str = ""
    """For people: machine and snapshot; from a VM, so hostile text."""
    check: CheckDepth = CheckDepth.QUICK
    command: tuple[str, ...] = ()
    """Command line of vmss2core; empty: the native engine."""
    memory: Path | None = None
    """Memory file chosen by the user."""
    allow_truncated: bool = False
    ignore_lock: bool = False
    force: bool = False
    """Replace an existing core: the user was asked."""
    capture_id: str = ""
    """The capture that this job ends; see :mod:`guestcore.capture`."""
    remove_snapshot: bool = False
    """Remove the snapshot of that capture afterwards."""

    @property
    def opening(self) -> OpenOptions:
        """How the source is opened."""
        return OpenOptions(self.memory, self.allow_truncated, self.ignore_lock)

    @property
    def options(self) -> ConvertOptions:
        """What the pipeline is told."""
        return ConvertOptions(
            output=self.output,
            opening=self.opening,
            check=self.check,
            force=self.force,
        )


@dataclass(slots=True)
class Job:
    """One job. Owned and changed by the controller, in the GUI thread only."""

    id: str
    request: JobRequest
    state: JobState = JobState.WAITING
    phase: str = ""
    """Value of the :class:`guestcore.progress.Phase` it is in."""
    done: int = 0
    total: int = 0
    rate: float = 0.0
    """Bytes a second, smoothed; 0 if unknown."""
    seconds_left: float | None = None
    reason: str = ""
    """Why it waits, paused or failed; a sentence of guestcore, or empty."""
    hint: str = ""
    error_kind: str = ""
    result: Conversion | None = None
    """After a restart this is None; ``summary`` has survived."""
    summary: dict[str, object] = field(default_factory=dict)
    """The JSON object of the conversion (``guestcore.report.objects``)."""
    log: list[str] = field(default_factory=list)

    @property
    def core(self) -> Path | None:
        """The core that was made, if one was."""
        core = self.summary.get("core")
        path = core.get("path") if isinstance(core, dict) else None
        return Path(path) if isinstance(path, str) else None
