"""Check 2: notes are whole, complete, and of one mind about the registers."""

from __future__ import annotations

from collections.abc import Iterator

from guestcore.insight.vmcoreinfo import parse_vmcoreinfo
from guestcore.model import START_KERNEL_MAP
from guestcore.sentence import join, plural, sentence
from guestcore.validation.register_notes import STATUS_SIZES, QemuNote
from guestcore.validation.result import Check, Outcome
from guestcore.validation.sentences import join_findings
from guestcore.validation.subject import Subject

NAME = "notes"
_KERNEL_MAP_END = 0xFFFF_FFFF_C000_0000
_NOT_IN_BOTH = ("orig_rax",)


def check_notes(subject: Subject) -> Check:
    """Malformed or contradicting notes fail; missing ones warn."""
    faults = list(_find_faults(subject))
    if faults:
        return Check(NAME, Outcome.FAIL, join_findings(faults))
    departures = list(_find_departures(subject))
    if departures:
        return Check(NAME, Outcome.WARN, join_findings(departures))
    return Check(NAME, Outcome.PASS, _describe(subject))


def _describe(subject: Subject) -> str:
    parts: list[str] = [
        plural(
            len(subject.core.notes),
            "{count} note to the exact end",
            "{count} notes to the exact end",
        )
    ]
    if subject.status_notes:
        parts.append(
            sentence(
                "registers of {vcpus} twice, alike, in order",
                vcpus=plural(
                    len(subject.status_notes), "{count} vCPU", "{count} vCPUs"
                ),
            )
        )
    elif not subject.core.is_x86:
        parts.append(sentence("registers of ARM64 are not looked at"))
    else:
        parts.append(sentence("no registers"))
    info = subject.vmcoreinfo
    parts.append(
        sentence("VMCOREINFO of Linux {osrelease}", osrelease=info.osrelease)
        if info
        else sentence("no VMCOREINFO")
    )
    return join(", ", parts)


def _find_faults(subject: Subject) -> Iterator[str]:
    core = subject.core
    if core.note_problem:
        yield sentence(
            "notes cannot be read to their end: {note_problem}",
            note_problem=core.note_problem,
        )
    if core.is_x86:
        yield from _find_register_faults(subject)
        if subject.vmcoreinfo_notes and subject.vmcoreinfo is None:
            yield sentence("VMCOREINFO is none of an x86 kernel: no reader can use it")


def _find_register_faults(subject: Subject) -> Iterator[str]:
    statuses, states = subject.status_notes, subject.qemu_notes
    wrong = statuses.count(None)
    if wrong:
        yield sentence(
            "{process_statuses} not of {size} bytes: no reader knows its registers",
            process_statuses=plural(
                wrong, "{count} process status", "{count} process statuses"
            ),
            size=STATUS_SIZES[subject.bits],
        )
    for index, state in enumerate(states):
        if isinstance(state, str):
            yield sentence(
                "vCPU {vcpu}: QEMU's note {problem}", vcpu=index, problem=state
            )
    if statuses and states and len(statuses) != len(states):
        yield sentence(
            "{statuses} process statuses, but {states} of QEMU's CPU notes: "
            "crash pairs them by number",
            statuses=len(statuses),
            states=len(states),
        )
    mask = (1 << subject.bits) - 1
    for index, (status, state) in enumerate(zip(statuses, states, strict=False)):
        if status is None or not isinstance(state, QemuNote):
            continue
        for name, value in status.registers.items():
            other = state.registers.get(name, value)
            if name not in _NOT_IN_BOTH and value != other & mask:
                yield sentence(
                    "vCPU {vcpu}: {name} is {value:#x} in the process status, "
                    "{other:#x} in QEMU's note",
                    vcpu=index,
                    name=name,
                    value=value,
                    other=other,
                )


def _find_departures(subject: Subject) -> Iterator[str]:
    if subject.core.is_x86:
        yield from _find_register_departures(subject)
    yield from _find_vmcoreinfo_departures(subject)


def _find_register_departures(subject: Subject) -> Iterator[str]:
    statuses = [status for status in subject.status_notes if status is not None]
    states = subject.qemu_notes
    if statuses and not states:
        yield sentence(
            "there are no QEMU notes: no control registers, and crash takes "
            "the registers of stopped tasks only for the one that panicked"
        )
    if states and not statuses:
        yield sentence("there is no process status: gdb and drgn see no registers")
    pids = [status.pid for status in statuses]
    if 0 in pids:
        yield sentence(
            "pr_pid is 0 for {vcpus}: drgn takes the registers for not saved, "
            "gdb merges the threads",
            vcpus=plural(pids.count(0), "{count} vCPU", "{count} vCPUs"),
        )
    elif pids != list(range(1, len(pids) + 1)):
        yield sentence(
            "pr_pid does not count the vCPUs from 1: drgn gives the registers "
            "to other CPUs"
        )
    signals = sum(status.signal != 0 for status in statuses)
    if signals:
        yield sentence(
            "pr_cursig is set for {vcpus}: gdb says that a signal ended the program",
            vcpus=plural(signals, "{count} vCPU", "{count} vCPUs"),
        )
    short = sum("kernel_gs_base" not in s.registers for s in states if not _bad(s))  # type: ignore[union-attr]
    if short:
        yield sentence(
            "{qemu_notes} without the kernel's GS base",
            qemu_notes=plural(short, "{count} QEMU note", "{count} QEMU notes"),
        )


def _bad(state: QemuNote | str) -> bool:
    return isinstance(state, str)


def _find_vmcoreinfo_departures(subject: Subject) -> Iterator[str]:
    notes = subject.vmcoreinfo_notes
    if not notes:
        if subject.core.is_x86 and _holds_linux(subject):
            yield sentence("there is no VMCOREINFO: drgn and makedumpfile want it")
        return
    if len(notes) > 1:
        yield sentence(
            "there are {notes} VMCOREINFO notes: readers take different ones",
            notes=len(notes),
        )
    text, kind = notes[0].data, notes[0].kind
    if kind != 0:
        yield sentence("VMCOREINFO has type {kind}: makedumpfile wants 0", kind=kind)
    text = text.rstrip(b"\0")
    if b"\0" in text:
        yield sentence("VMCOREINFO has NULs in its text: crash reads no further")
    if not text.endswith(b"\n"):
        yield sentence(
            "VMCOREINFO does not end with a newline: drgn refuses its last line"
        )
    info = parse_vmcoreinfo(text)
    if info is not None and info.crashtime is not None:
        yield sentence(
            "VMCOREINFO has a CRASHTIME: drgn reads registers from the guest's "
            "memory instead of the notes"
        )


def _holds_linux(subject: Subject) -> bool:
    """True if a kernel image is named by a segment or mapped where Linux has it."""
    if any(START_KERNEL_MAP <= s.vaddr < _KERNEL_MAP_END for s in subject.core.loads):
        return True
    for space in subject.spaces:
        if space.mode.is_long and len(
            space.leaves(START_KERNEL_MAP, _KERNEL_MAP_END, limit=1, visits=600).va
        ):
            return True
    return False
