"""What is to be converted, and what became of it. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from guestcore.choices import CheckDepth, ConvertOptions
from guestcore.sources import OpenOptions
from guestcore_gui.jobs.packed import PackedFacts, PackedLines

if TYPE_CHECKING:
    from guestcore.pipeline import Conversion
    from guestcore.validation.result import ValidationReport


class JobState(StrEnum):
    """What a job is doing."""

    WAITING = "waiting"
    """It begins when its turn comes or, if ``Job.held``, when the user says so."""
    RUNNING = "running"
    PAUSED = "paused"
    """By the user, or for want of disk space: ``Job.why`` says which."""
    DONE = "done"
    """A core that passed its checks, or was not checked."""
    INVALID = "invalid"
    """A core that failed a check. Never shown as success."""
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_active(self) -> bool:
        """True while it has begun and is not over."""
        return self in (JobState.RUNNING, JobState.PAUSED)

    @property
    def is_over(self) -> bool:
        """True if nothing more happens unless the user asks."""
        return not self.is_active and self is not JobState.WAITING


class Asked(StrEnum):
    """What the user asked of a running job and has not happened yet."""

    NOTHING = ""
    PAUSE = "pause"
    CANCEL = "cancel"


class Why(StrEnum):
    """Why a job is in its state, where that is not the user's doing."""

    NOTHING = ""
    SPACE = "space"
    """The disk is full; it goes on by itself. ``needed`` bytes have to be free."""
    INTERRUPTED = "interrupted"
    """The program ended while it ran. It begins anew."""
    UNEXPECTED = "unexpected"
    """A bug of ours; ``reason`` names it."""


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
    scan: bool = False
    """Search all memory for the kernel, if need be."""
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
            scan=self.scan,
        )


@dataclass(slots=True, eq=False)
class Job:
    """One job. Owned and changed by the controller, in the GUI thread only."""

    id: str
    request: JobRequest
    state: JobState = JobState.WAITING
    held: bool = False
    """While it waits: it does not begin by itself."""
    asked: Asked = Asked.NOTHING
    why: Why = Why.NOTHING
    needed: int = 0
    """Bytes that have to be free before it goes on; 0 unless for want of space."""
    phase: str = ""
    """Value of the :class:`guestcore.progress.Phase` it is in."""
    done: int = 0
    total: int = 0
    """Of the phase; 0 if unknown."""
    fraction: float = 0.0
    """Share of the whole job that is done, from 0 to 1; never goes back."""
    rate: float = 0.0
    """Bytes a second, smoothed; 0 if unknown."""
    seconds_left: float | None = None
    """Of the phase, at that rate."""
    reason: str = ""
    """Why it failed; a sentence of guestcore, or empty."""
    hint: str = ""
    error_kind: str = ""
    released: bool = False
    """Its capture has been told that it is over."""
    stands_still: bool = False
    """A virtual machine is suspended until it is over. Not stored: the machines that
    another run left suspended are resumed at the start."""
    core_gone: bool = False
    """The user has deleted the core; ``summary`` tells of it all the same."""
    result: Conversion | None = None
    """After a restart, and of all but the latest, None; ``summary`` stays."""
    summary: Mapping[str, object] = field(default_factory=dict)
    """The JSON object of the conversion (``guestcore.report.objects``)."""
    log: Sequence[str] = field(default_factory=list)
    """Lines, each with its time, in the language of that time."""

    def become(self, state: JobState, *, held: bool = False) -> None:
        """Enter a state by the user's doing."""
        self.state, self.held = state, held
        self.asked, self.why, self.needed = Asked.NOTHING, Why.NOTHING, 0

    def add_line(self, line: str, most: int) -> None:
        """Add a line to its log.

        :param most: Lines that it may have then.
        """
        lines = self.log if isinstance(self.log, list) else list(self.log)
        lines.append(line)
        if len(lines) > most:
            # The beginning tells what was asked, the end what became of it.
            del lines[most // 10]
        self.log = lines

    def take_report(self, report: ValidationReport) -> None:
        """Take over what another check of its core has found."""
        from guestcore.report.objects import check_object
        from guestcore.validation.result import Verdict

        self.summary = {**self.summary, "check": check_object(report)}
        if self.result is not None:
            self.result = replace(self.result, report=report)
        if report.verdict is Verdict.INVALID:
            self.state = JobState.INVALID

    def pack_away(self) -> None:
        """Take little memory: it is over, and more have ended since."""
        self.result = None
        if not isinstance(self.summary, PackedFacts):
            self.summary = PackedFacts(self.summary)
        if not isinstance(self.log, PackedLines):
            self.log = PackedLines(self.log)

    def start_over(self) -> None:
        """Wait for another try; what became of the last one is forgotten."""
        self.become(JobState.WAITING)
        self.reason = self.hint = self.error_kind = self.phase = ""
        self.result, self.summary, self.fraction = None, {}, 0.0
        self.released = self.core_gone = False

    @property
    def lets_machine_wait(self) -> bool:
        """True if a virtual machine stands still for it and it does not run."""
        waits = self.state in (JobState.WAITING, JobState.PAUSED)
        return self.stands_still and waits

    @property
    def can_retry(self) -> bool:
        """True if it is over and there is no core of it to be trusted."""
        if self.core_gone:
            return self.state.is_over
        return self.state in (JobState.FAILED, JobState.INVALID, JobState.CANCELLED)

    @property
    def core(self) -> Path | None:
        """The core that was made, if one was and it was not deleted here."""
        if self.core_gone:
            return None
        path = self._part("core").get("path")
        return Path(path) if isinstance(path, str) else None

    @property
    def core_size(self) -> int:
        """Bytes of the core; 0 without one."""
        if self.core_gone:
            return 0
        size = self._part("core").get("size")
        return size if isinstance(size, int) else 0

    @property
    def verdict(self) -> str:
        """``valid``, ``warnings``, ``invalid``; empty if it was not checked."""
        verdict = self._part("check").get("verdict")
        return str(verdict) if isinstance(verdict, str) else ""

    @property
    def checks(self) -> tuple[int, int]:
        """How many checks passed, and how many were asked."""
        checks = self._part("check").get("checks")
        verdicts = [
            check.get("verdict")
            for check in (checks if isinstance(checks, list) else ())
            if isinstance(check, dict)
        ]
        skipped = verdicts.count("skip")
        return verdicts.count("pass"), len(verdicts) - skipped

    def _part(self, name: str) -> dict[str, object]:
        part = self.summary.get(name)
        return part if isinstance(part, dict) else {}


def new_job(request: JobRequest) -> Job:
    """Return a job that waits for its turn."""
    return Job(uuid4().hex, request)
