"""What a core tells of itself: its shape, its vCPUs and the kernel it was made from.

Nothing is judged here; facts about the kernel are those of its own VMCOREINFO.
"""

from __future__ import annotations

from dataclasses import dataclass

from guestcore.insight.kernel_layout import find_layout
from guestcore.insight.utsname import UTSNAME_SIZE, parse_utsname
from guestcore.model import REGISTER_NAMES, GuestOs, KernelInfo, PagingMode, Vcpu
from guestcore.progress import NoProgress
from guestcore.validation.core_file import CoreFile
from guestcore.validation.proof import Proof, find_utsname
from guestcore.validation.subject import Subject


@dataclass(frozen=True, slots=True)
class CoreFacts:
    """The facts; sizes in bytes."""

    elf_class: str
    """``ELF64`` or ``ELF32``."""
    segments: int
    """PT_LOADs."""
    notes: int
    memory_size: int
    """Of the guest's memory that the segments hold."""
    vcpus: tuple[Vcpu, ...] = ()
    kernel: KernelInfo | None = None


def read_facts(core: CoreFile) -> CoreFacts:
    """Return what an opened core tells.

    :raises GuestCoreError: if it cannot be read.
    """
    subject = Subject(core, None, full=False, progress=NoProgress())
    return CoreFacts(
        elf_class=f"ELF{core.bits}",
        segments=len(core.loads),
        notes=len(core.notes),
        memory_size=sum(extent.size for extent in subject.memory.extents),
        vcpus=_read_vcpus(subject),
        kernel=_read_kernel(subject),
    )


def _read_vcpus(subject: Subject) -> tuple[Vcpu, ...]:
    if not subject.core.is_x86:
        return ()
    if subject.vcpus:
        return subject.vcpus
    return tuple(
        Vcpu(index, {n: v for n, v in status.registers.items() if n in REGISTER_NAMES})
        for index, status in enumerate(subject.status_notes)
        if status is not None
    )


def _read_kernel(subject: Subject) -> KernelInfo | None:
    info, proof = subject.vmcoreinfo, subject.proof
    if info is None:
        return None
    space = proof.space if proof is not None else None
    layout = find_layout(space, None) if space and info.is_64bit else None
    return KernelInfo(
        os=GuestOs.LINUX,
        osrelease=info.osrelease,
        hostname=None if proof is None else _read_hostname(proof),
        kaslr_offset=info.kernel_offset,
        phys_base=info.phys_base,
        text_start=None if layout is None else layout.text_start,
        text_end=None if layout is None else layout.text_end,
        pgd_gpa=proof.own.root_gpa if proof is not None and proof.own else None,
        mode=space.mode if space else PagingMode.UNKNOWN,
        build_id=info.build_id,
        vmcoreinfo=info.text,
    )


def _read_hostname(proof: Proof) -> str | None:
    space = proof.space
    place = None if space is None else find_utsname(space, proof.info)
    if space is None or place is None:
        return None
    uts = parse_utsname(space.memory.read(place, UTSNAME_SIZE))
    return uts.nodename if uts is not None else None
