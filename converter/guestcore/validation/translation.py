"""Check 5: page tables in the core lead to the kernel that VMCOREINFO names."""

from __future__ import annotations

from guestcore.guest.memory import GuestMemory
from guestcore.insight.kernel import examine
from guestcore.insight.kernel_layout import find_layout
from guestcore.model import MemoryRegion
from guestcore.sentence import plural, sentence
from guestcore.validation.proof import Proof
from guestcore.validation.result import Check, Outcome
from guestcore.validation.subject import Subject

NAME = "translation"


def check_translation(subject: Subject) -> Check:
    """Walk in the core to the kernel's utsname, and compare its release."""
    if not subject.core.is_x86:
        return Check(
            NAME, Outcome.SKIP, sentence("page tables of ARM64 are not walked")
        )
    proof = subject.proof
    if proof is None:
        why = (
            sentence("VMCOREINFO is no x86 kernel's: nothing names what to walk to")
            if subject.vmcoreinfo_notes
            else sentence("VMCOREINFO is not there: nothing names what to walk to")
        )
        return Check(NAME, Outcome.SKIP, why)
    release = proof.info.osrelease
    if proof.space is None:
        if proof.own_problem is None and not proof.unproved:
            return Check(
                NAME,
                Outcome.SKIP,
                sentence("neither a CR3 nor VMCOREINFO tells where page tables begin"),
            )
        return Check(NAME, Outcome.FAIL, _describe_unreached(proof, release))
    if proof.own_problem is not None:
        return Check(NAME, Outcome.FAIL, proof.own_problem)
    if not _is_own_text(subject, proof):
        strict = subject.has_our_layout and proof.proved
        return Check(
            NAME,
            Outcome.FAIL if strict else Outcome.WARN,
            sentence(
                "VMCOREINFO in the notes is not the text that Linux {release} "
                "holds in the core's memory",
                release=release,
            ),
        )
    return _judge_vcpus(subject, proof, release)


def _describe_unreached(proof: Proof, release: str) -> str:
    return sentence(
        "Linux {release}, which VMCOREINFO names, was not reached: {problem}",
        release=release,
        problem=proof.own_problem or sentence("no vCPU's CR3 leads there"),
    )


def _judge_vcpus(subject: Subject, proof: Proof, release: str) -> Check:
    if proof.proved and not proof.unproved:
        return Check(NAME, Outcome.PASS, _describe_proved(proof, release))
    if proof.proved:
        return Check(NAME, Outcome.WARN, _describe_mixed(proof, release))
    if proof.unproved and not _maps_any_kernel(subject):
        return Check(
            NAME,
            Outcome.FAIL,
            sentence(
                "CR3 of no vCPU leads to Linux {release} or any kernel; the root "
                "that VMCOREINFO names does",
                release=release,
            ),
        )
    if proof.unproved:
        detail = sentence(
            "the root that VMCOREINFO names leads to utsname: Linux {release}; the "
            "vCPUs run another kernel, as after a crash with kdump",
            release=release,
        )
    else:
        detail = sentence(
            "the root that VMCOREINFO names leads to utsname: Linux {release}",
            release=release,
        )
    return Check(NAME, Outcome.PASS, detail)


def _describe_proved(proof: Proof, release: str) -> str:
    if proof.own:
        return plural(
            len(proof.proved),
            "CR3 of the vCPU and the root that VMCOREINFO names lead to utsname: Linux "
            "{release}",
            "CR3 of all {count} vCPUs and the root that VMCOREINFO names lead to "
            "utsname: Linux {release}",
            release=release,
        )
    return plural(
        len(proof.proved),
        "CR3 of the vCPU leads to utsname: Linux {release}",
        "CR3 of all {count} vCPUs lead to utsname: Linux {release}",
        release=release,
    )


def _describe_mixed(proof: Proof, release: str) -> str:
    proved, count = len(proof.proved), len(proof.proved) + len(proof.unproved)
    numbers = ", ".join(map(str, proof.unproved[:8]))
    if proof.own:
        return sentence(
            "CR3 of {proved} of {all} vCPUs and the root that VMCOREINFO names lead to "
            "utsname of Linux {release}; vCPU {numbers} maps another kernel, as after "
            "a crash with kdump",
            proved=proved,
            all=count,
            release=release,
            numbers=numbers,
        )
    return sentence(
        "CR3 of {proved} of {all} vCPUs lead to utsname of Linux {release}; vCPU "
        "{numbers} maps another kernel, as after a crash with kdump",
        proved=proved,
        all=count,
        release=release,
        numbers=numbers,
    )


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
