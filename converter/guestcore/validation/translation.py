"""Check 5: page tables in the core lead to the kernel that VMCOREINFO names."""

from __future__ import annotations

from guestcore.guest.memory import GuestMemory
from guestcore.insight.kernel import examine
from guestcore.insight.kernel_layout import find_layout
from guestcore.model import MemoryRegion
from guestcore.validation.proof import Proof
from guestcore.validation.result import Check, Outcome
from guestcore.validation.subject import Subject

NAME = "translation"


def check_translation(subject: Subject) -> Check:
    """Walk in the core to the kernel's utsname, and compare its release."""
    if not subject.core.is_x86:
        return Check(NAME, Outcome.SKIP, "page tables of ARM64 are not walked")
    proof = subject.proof
    if proof is None:
        why = "is no x86 kernel's" if subject.vmcoreinfo_notes else "is not there"
        return Check(
            NAME, Outcome.SKIP, f"VMCOREINFO {why}: nothing names what to walk to"
        )
    release = proof.info.osrelease
    if proof.space is None:
        if proof.own_problem is None and not proof.unproved:
            return Check(
                NAME,
                Outcome.SKIP,
                "neither a CR3 nor VMCOREINFO tells where page tables begin",
            )
        problem = proof.own_problem or "no vCPU's CR3 leads there"
        return Check(
            NAME,
            Outcome.FAIL,
            f"Linux {release}, which VMCOREINFO names, was not reached: {problem}",
        )
    if proof.own_problem is not None:
        return Check(NAME, Outcome.FAIL, proof.own_problem)
    if not _is_own_text(subject, proof):
        strict = subject.has_our_layout and proof.proved
        return Check(
            NAME,
            Outcome.FAIL if strict else Outcome.WARN,
            f"VMCOREINFO in the notes is not the text that Linux {release} holds in "
            "the core's memory",
        )
    return _judge_vcpus(subject, proof, release)


def _judge_vcpus(subject: Subject, proof: Proof, release: str) -> Check:
    count = len(proof.proved) + len(proof.unproved)
    own = " and the root that VMCOREINFO names" if proof.own else ""
    if proof.proved and not proof.unproved:
        which = "the vCPU" if count == 1 else f"all {count} vCPUs"
        detail = f"CR3 of {which}{own} lead to utsname: Linux {release}"
        return Check(NAME, Outcome.PASS, detail)
    if proof.proved:
        return Check(
            NAME,
            Outcome.WARN,
            f"CR3 of {len(proof.proved)} of {count} vCPUs{own} lead to utsname of "
            f"Linux {release}; vCPU {', '.join(map(str, proof.unproved[:8]))} maps "
            "another kernel, as after a crash with kdump",
        )
    if proof.unproved and not _maps_any_kernel(subject):
        return Check(
            NAME,
            Outcome.FAIL,
            f"CR3 of no vCPU leads to Linux {release} or any kernel; the root that "
            "VMCOREINFO names does",
        )
    detail = f"the root that VMCOREINFO names leads to utsname: Linux {release}"
    if proof.unproved:
        detail += "; the vCPUs run another kernel, as after a crash with kdump"
    return Check(NAME, Outcome.PASS, detail)


def _maps_any_kernel(subject: Subject) -> bool:
    """True if a vCPU maps something where Linux has its image (x86-64)."""
    return subject.bits == 32 or any(
        space.mode.is_long and find_layout(space, None) is not None
        for space in subject.spaces
    )


def _is_own_text(subject: Subject, proof: Proof) -> bool:
    """True unless the kernel in the core's memory has another VMCOREINFO.

    Its image points to the text; older kernels hold it inside.
    """
    space = proof.space
    if space is None:
        return True
    regions = [
        MemoryRegion(extent.gpa, extent.stored, extent.offset)
        for extent in subject.memory.extents
        if extent.stored
    ]
    memory = GuestMemory(subject.core.file, regions)
    layout = find_layout(space, proof.info.symbol("_stext"))
    kernel = None if layout is None else examine(memory, space, layout)
    if kernel is None or kernel.info is None:
        return True
    return _without_crashtime(kernel.info.text) == _without_crashtime(proof.info.text)


def _without_crashtime(text: bytes) -> bytes:
    """Drop the line that a crash adds, to one copy before the other."""
    return b"".join(
        line for line in text.splitlines(True) if not line.startswith(b"CRASHTIME=")
    )
