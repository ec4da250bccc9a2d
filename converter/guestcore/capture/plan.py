"""What a capture will do, what it needs, and whether it can: told beforehand."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from guestcore.capture.machine_files import find_vmx, memory_size, read_settings
from guestcore.capture.terms import CaptureMethod, not_running
from guestcore.capture.vmrun import Vmrun, encrypted
from guestcore.errors import ErrorKind, GuestCoreError, system_reason
from guestcore.progress import NoProgress, Progress
from guestcore.sentence import Sentence, sentence

NAME_PREFIX = "GuestCore"
_STATE_SPACE = 128 << 20
"""Bytes for what is beside the memory: devices, video memory, new disk files."""
_GIB = float(1 << 30)
_NO_PROGRESS = NoProgress()


@dataclass(frozen=True, slots=True)
class CapturePlan:
    """A capture that was thought through and not begun."""

    vmrun: Vmrun
    vmx: Path
    method: CaptureMethod
    machine: str
    """The machine's title."""
    steps: tuple[str, ...]
    """What will happen, a sentence each."""
    space_needed: int
    """Bytes that VMware writes into the machine's folder; without the core."""
    space_free: int
    """Bytes that are free there."""
    core_size: int
    """Bytes of the core at most, wherever that is written."""
    snapshot_name: str
    """No other snapshot has it."""
    problem: GuestCoreError | None = None
    """What keeps the capture from being begun."""


def plan_capture(
    vmrun: Vmrun,
    vmx: Path,
    method: CaptureMethod,
    progress: Progress = _NO_PROGRESS,
) -> CapturePlan:
    """Think a capture through; what is wrong is the plan's ``problem``.

    :param vmx: Of the machine; its folder or bundle will do.
    :raises Cancelled: if the user asked to stop.
    """
    settings: Mapping[str, str] = {}
    free = 0
    problem = None
    try:
        vmx = find_vmx(vmx).absolute()
        settings = read_settings(vmx)
        free = _free_space(vmx.parent)
        problem = _find_problem(vmrun, vmx, method, settings, free, progress)
    except GuestCoreError as error:
        problem = error
    memory = memory_size(settings)
    machine = settings.get("displayname") or vmx.stem
    name = _unique_name()
    steps = _snapshot_steps if method is CaptureMethod.SNAPSHOT else _suspend_steps
    return CapturePlan(
        vmrun=vmrun,
        vmx=vmx,
        method=method,
        machine=machine,
        steps=steps(machine, name, vmx.parent, _space_needed(memory)),
        space_needed=_space_needed(memory),
        space_free=free,
        core_size=memory,
        snapshot_name=name,
        problem=problem,
    )


def _unique_name() -> str:
    now = datetime.now(UTC)
    return f"{NAME_PREFIX}-{now:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"


def _space_needed(memory: int) -> int:
    return memory + _STATE_SPACE if memory else 0


def _free_space(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError as error:
        raise GuestCoreError(
            ErrorKind.INPUT,
            sentence(
                "cannot read the free space of {folder}: {reason}",
                folder=folder,
                reason=system_reason(error),
            ),
            hint=sentence("check that you may read the folder"),
        ) from error


def _find_problem(
    vmrun: Vmrun,
    vmx: Path,
    method: CaptureMethod,
    settings: Mapping[str, str],
    free: int,
    progress: Progress,
) -> GuestCoreError | None:
    if method is CaptureMethod.SNAPSHOT and not vmrun.can_snapshot:
        return GuestCoreError(
            ErrorKind.UNSUPPORTED,
            sentence("VMware Player takes no snapshots"),
            hint=sentence("suspend the virtual machine instead"),
        )
    if settings.get("encryption.keysafe") or settings.get("encryptedvm.guid"):
        return encrypted()
    if settings.get("workingdir", "").strip("./\\"):
        return GuestCoreError(
            ErrorKind.UNSUPPORTED,
            sentence("{vmx} keeps its saved states in another folder", vmx=vmx),
            hint=sentence(
                "take the snapshot in VMware, then convert the .vmsn in that folder"
            ),
        )
    if not memory_size(settings):
        return GuestCoreError(
            ErrorKind.DAMAGED,
            sentence("{vmx} does not say how much memory the machine has", vmx=vmx),
            hint=sentence("set the memory in the virtual machine's settings"),
        )
    if not vmrun.is_running(vmx, progress):
        return not_running(vmx)
    return _find_lack_of_space(vmx.parent, _space_needed(memory_size(settings)), free)


def _find_lack_of_space(folder: Path, needed: int, free: int) -> GuestCoreError | None:
    if needed <= free:
        return None
    return GuestCoreError(
        ErrorKind.OUTPUT,
        sentence(
            "not enough space in {folder}: the capture needs {needed} bytes, {free} "
            "are free",
            folder=folder,
            needed=needed,
            free=free,
        ),
        hint=sentence("free some space on the disk of the virtual machine"),
    )


def _snapshot_steps(
    machine: str, name: str, folder: Path, needed: int
) -> tuple[Sentence, ...]:
    return (
        sentence(
            "VMware takes a snapshot of {machine} with its memory, named {name}. The "
            "virtual machine goes on running; it may stand still for a moment.",
            machine=machine,
            name=name,
        ),
        _space_step(folder, needed),
        sentence("GuestCore waits until the memory is completely written."),
        sentence("The snapshot is converted to a core."),
        sentence(
            "If you wish, the snapshot is removed then; no other snapshot is touched."
        ),
    )


def _suspend_steps(
    machine: str, name: str, folder: Path, needed: int
) -> tuple[Sentence, ...]:
    del name  # nothing gets one
    return (
        sentence(
            "VMware suspends {machine}. It stands still and its network connections "
            "may break.",
            machine=machine,
        ),
        _space_step(folder, needed),
        sentence("GuestCore waits until the memory is completely written."),
        sentence("The saved state is converted to a core, or its files are copied."),
        sentence(
            "VMware resumes the virtual machine as soon as its files are no longer "
            "needed, also if something fails. It has no window then: open it in VMware "
            "to see it."
        ),
    )


def _space_step(folder: Path, needed: int) -> Sentence:
    whole, tenth = divmod(round(10 * needed / _GIB), 10)
    return sentence(
        "That takes up to {whole}.{tenth} GiB in {folder}; the core comes on top.",
        whole=whole,
        tenth=tenth,
        folder=folder,
    )
