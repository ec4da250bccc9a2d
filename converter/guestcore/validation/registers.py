"""Check 3: every field of both notes, for every vCPU, against the source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guestcore.guest.descriptors import segment_states
from guestcore.model import SEGMENT_REGISTERS, Vcpu
from guestcore.sentence import plural, sentence
from guestcore.validation.register_notes import (
    QEMU_FIELDS,
    STATUS_FIELDS,
    QemuNote,
    StatusNote,
)
from guestcore.validation.result import Check, Outcome
from guestcore.validation.sentences import join_findings
from guestcore.validation.subject import Subject

NAME = "registers"
_STATUS = sentence("process status")
_QEMU = sentence("QEMU's note")


def check_registers(subject: Subject) -> Check:
    """Wrong registers fail.

    Limits and attributes of segments are in the guest's descriptor tables, not in
    the checkpoint. A processor may hold others than its tables: in a core that is
    not of our making such a difference warns.
    """
    guest = subject.guest
    if guest is None:
        return Check(
            NAME, Outcome.SKIP, sentence("no source was given to compare with")
        )
    if not subject.core.is_x86:
        return Check(
            NAME, Outcome.SKIP, sentence("registers of ARM64 checkpoints are not known")
        )
    if not guest.vcpus and not subject.status_notes and not subject.qemu_notes:
        return Check(
            NAME, Outcome.SKIP, sentence("neither source nor core holds a vCPU")
        )
    wrong = list(_find_missing(subject, len(guest.vcpus)))
    if wrong:
        return Check(NAME, Outcome.FAIL, join_findings(wrong))
    comparison = _Comparison(subject)
    for number, vcpu in enumerate(guest.vcpus):
        comparison.add(number, vcpu)
    if comparison.wrong:
        return Check(NAME, Outcome.FAIL, join_findings(comparison.wrong))
    if comparison.odd:
        return Check(NAME, Outcome.WARN, join_findings(comparison.odd))
    return Check(
        NAME,
        Outcome.PASS,
        sentence(
            "{vcpus}: all {compared} fields of the register notes equal the source's",
            vcpus=plural(len(guest.vcpus), "{count} vCPU", "{count} vCPUs"),
            compared=comparison.compared,
        ),
    )


def _find_missing(subject: Subject, expected: int) -> Iterator[str]:
    statuses, states = len(subject.status_notes), len(subject.qemu_notes)
    if not statuses and not states:
        yield sentence(
            "the core has no registers, the source those of {expected} vCPUs",
            expected=expected,
        )
    if statuses and statuses != expected:
        yield sentence(
            "the core has {found} process statuses, the source {expected} vCPUs",
            found=statuses,
            expected=expected,
        )
    if states and states != expected:
        yield sentence(
            "the core has {found} QEMU notes, the source {expected} vCPUs",
            found=states,
            expected=expected,
        )


class _Comparison:
    """Compares one vCPU after the other."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._strict = subject.has_our_layout
        self.compared = 0
        self.wrong: list[str] = []
        self.odd: list[str] = []

    def add(self, number: int, vcpu: Vcpu) -> None:
        """Compare both notes of the *number*-th vCPU, as far as the core has them."""
        subject = self._subject
        if number < len(subject.status_notes):
            status = subject.status_notes[number]
            if isinstance(status, StatusNote):
                mask = (1 << subject.bits) - 1
                names = STATUS_FIELDS[subject.bits]
                expected = self._told(vcpu, names, mask)
                self._compare(vcpu, _STATUS, status.registers, expected)
        if number < len(subject.qemu_notes):
            state = subject.qemu_notes[number]
            if isinstance(state, QemuNote):
                self._compare_state(vcpu, state)

    def _compare_state(self, vcpu: Vcpu, state: QemuNote) -> None:
        hidden = self._hidden(vcpu)
        names = [name for name in QEMU_FIELDS if name not in hidden]
        expected = self._told(vcpu, names, (1 << 64) - 1)
        expected |= {  # wider in the process status
            name: expected[name] & 0xFFFF
            for name in SEGMENT_REGISTERS
            if name in expected
        }
        self._compare(vcpu, _QEMU, state.registers, expected)
        if self._strict:
            self._compare(vcpu, _QEMU, state.registers, hidden)
            return
        for name, value in hidden.items():
            found = state.registers[name]
            if hidden[f"{name.rpartition('_')[0]}_flags"] and found != value:
                self.odd.append(
                    sentence(
                        "vCPU {vcpu}: {name} is {found:#x}, the guest's "
                        "descriptor table says {value:#x}",
                        vcpu=vcpu.index,
                        name=name,
                        found=found,
                        value=value,
                    )
                )

    def _told(
        self, vcpu: Vcpu, names: list[str] | tuple[str, ...], mask: int
    ) -> dict[str, int]:
        """Return what the checkpoint tells; we write 0 for what it does not."""
        registers = vcpu.registers
        if self._strict:
            return {name: registers.get(name, 0) & mask for name in names}
        return {name: registers[name] & mask for name in names if name in registers}

    def _hidden(self, vcpu: Vcpu) -> dict[str, int]:
        """Return the hidden parts of segments, from tables in the core's memory."""
        states = segment_states(vcpu, self._subject.memory, self._subject.tables)
        hidden: dict[str, int] = {}
        for name, state in states.items():
            hidden[f"{name}_limit"] = state.limit
            hidden[f"{name}_flags"] = state.flags
            if name not in ("fs", "gs") or f"{name}_base" not in vcpu.registers:
                hidden[f"{name}_base"] = state.base
        return hidden

    def _compare(
        self,
        vcpu: Vcpu,
        note: str,
        found: Mapping[str, int],
        expected: Mapping[str, int],
    ) -> None:
        for name, value in expected.items():
            if name not in found:  # an older, shorter QEMU note
                continue
            self.compared += 1
            if found[name] != value:
                self.wrong.append(
                    sentence(
                        "vCPU {vcpu}: {name} is {found:#x} in {note}, {value:#x} "
                        "in the source",
                        vcpu=vcpu.index,
                        name=name,
                        found=found[name],
                        note=note,
                        value=value,
                    )
                )
