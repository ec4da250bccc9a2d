"""What all checks look at: the core, the source, and what is derived from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from guestcore.guest.guest import Guest
from guestcore.guest.modes import with_modes
from guestcore.guest.paging import AddressSpace, TableCache, candidate_roots
from guestcore.insight.vmcoreinfo import Vmcoreinfo, parse_vmcoreinfo
from guestcore.model import PagingMode, Vcpu
from guestcore.progress import Progress
from guestcore.validation.core_file import CoreFile
from guestcore.validation.core_memory import CoreMemory
from guestcore.validation.departures import find_departures
from guestcore.validation.note_reader import Note
from guestcore.validation.proof import Proof, prove
from guestcore.validation.register_notes import (
    QemuNote,
    StatusNote,
    decode_qemu,
    decode_status,
)

MAX_SPACES = 32
"""Most different address spaces of vCPUs that are looked at."""


@dataclass(frozen=True)
class Subject:
    """A core that is being checked; derived values are computed once."""

    core: CoreFile
    guest: Guest | None
    full: bool
    progress: Progress

    @cached_property
    def memory(self) -> CoreMemory:
        """The guest's memory, by physical address, read from the core."""
        return CoreMemory(self.core)

    @cached_property
    def tables(self) -> TableCache:
        """Page tables of the core, shared by all walks."""
        return TableCache(self.memory)

    @property
    def bits(self) -> int:
        """Of the guest: 64, or 32 for i386, whatever the class of the file."""
        return 32 if self.core.machine == "EM_386" else 64

    @cached_property
    def status_notes(self) -> list[StatusNote | None]:
        """Process status by vCPU; None where it is malformed."""
        return [
            decode_status(note.data, self.bits)
            for note in self.core.notes
            if note.owner == "CORE" and note.kind == "NT_PRSTATUS"
        ]

    @cached_property
    def qemu_notes(self) -> list[QemuNote | str]:
        """QEMU's CPU state by vCPU, or what is wrong with it."""
        return [
            decode_qemu(note.data)
            for note in self.core.notes
            if note.owner == "QEMU" and note.kind == 0
        ]

    @cached_property
    def vmcoreinfo_notes(self) -> list[Note]:
        """Every note of the kernel's own facts."""
        return [note for note in self.core.notes if note.owner == "VMCOREINFO"]

    @cached_property
    def vmcoreinfo(self) -> Vmcoreinfo | None:
        """What the first VMCOREINFO says; None without a well-formed one."""
        notes = self.vmcoreinfo_notes
        return parse_vmcoreinfo(notes[0].data) if notes else None

    @cached_property
    def has_our_layout(self) -> bool:
        """True if nothing departs from what we write: then the rules are strict.

        Other producers may know registers and memory that our source does not.
        """
        core = self.core
        sizes = {len(note.data) for note in core.notes if note.owner == "QEMU"}
        return (
            not find_departures(core)
            and not any(s.offset % 4096 for s in core.loads)
            and sizes <= {440}
            and len(self.status_notes) == len(self.qemu_notes)
        )

    @cached_property
    def vcpus(self) -> tuple[Vcpu, ...]:
        """The vCPUs by the core's own notes, with their paging modes."""
        if not self.core.is_x86:
            return ()
        vcpus = [
            Vcpu(index, _known(note.registers))
            for index, note in enumerate(self.qemu_notes)
            if isinstance(note, QemuNote)
        ]
        name = "x86-64" if self.bits == 64 else "x86"
        return with_modes(vcpus, self.memory, name)

    @cached_property
    def spaces(self) -> list[AddressSpace]:
        """Distinct address spaces of the vCPUs, both candidates of each root."""
        found: dict[tuple[PagingMode, int], AddressSpace] = {}
        for vcpu in self.vcpus:
            for root in candidate_roots(vcpu):
                if len(found) < MAX_SPACES and (vcpu.mode, root) not in found:
                    found[vcpu.mode, root] = self.space(vcpu.mode, root)
        return list(found.values())

    @cached_property
    def proof(self) -> Proof | None:
        """How the kernel of VMCOREINFO is reached; None without VMCOREINFO."""
        info = self.vmcoreinfo
        if info is None or info.is_64bit != (self.bits == 64):
            return None
        return prove(info, self.vcpus, self.core.loads, self.space)

    def space(self, mode: PagingMode, root: int) -> AddressSpace:
        """Open the address space of a root in the core."""
        mask = self.vmcoreinfo.sme_mask if self.vmcoreinfo else 0
        return AddressSpace(self.memory, mode, root, tables=self.tables, sme_mask=mask)


def _known(registers: Mapping[str, int]) -> dict[str, int]:
    """Drop what a vCPU does not have: hidden parts of segments, CR1."""
    return {
        name: value
        for name, value in registers.items()
        if not name.endswith("_flags") and name != "cr1"
    }
