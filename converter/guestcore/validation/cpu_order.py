"""Check 7: each vCPU's registers are its own, and fit the kernel they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from guestcore.guest.paging import candidate_roots
from guestcore.model import Vcpu
from guestcore.sentence import plural, sentence
from guestcore.validation.result import Check, Outcome
from guestcore.validation.sentences import join_findings
from guestcore.validation.subject import Subject

NAME = "cpu order"
_KERNEL_HALF = 1 << 63
_MANY = 256
"""vCPUs whose code and stack are looked up; their bases are compared for all."""


def check_cpu_order(subject: Subject) -> Check:
    """Mixed-up or doubtful vCPUs warn: no reader fails over them."""
    if not subject.core.is_x86:
        return Check(
            NAME, Outcome.SKIP, sentence("registers of ARM64 are not looked at")
        )
    vcpus = [vcpu for vcpu in subject.vcpus if vcpu.mode.is_paged]
    if not vcpus:
        why = (
            sentence("no vCPU uses page tables")
            if subject.vcpus
            else sentence("there are no QEMU notes")
        )
        return Check(NAME, Outcome.SKIP, why)
    bases = {v.index: base for v in vcpus if (base := _cpu_base(v))}
    warnings = [*_find_shared(bases), *_find_unmapped(subject, vcpus)]
    if warnings:
        return Check(NAME, Outcome.WARN, join_findings(warnings))
    kernel = sum(vcpu.cpl == 0 for vcpu in vcpus)
    if not bases and not kernel:
        return Check(
            NAME,
            Outcome.SKIP,
            sentence(
                "{vcpus} in user mode: the kernel's GS base is not known",
                vcpus=plural(len(vcpus), "{count} vCPU", "{count} vCPUs"),
            ),
        )
    return Check(
        NAME,
        Outcome.PASS,
        sentence(
            "{vcpus}, no two with the same per-CPU data ({bases} known); code and "
            "stack of {kernel} in the kernel are mapped",
            vcpus=plural(len(vcpus), "{count} vCPU", "{count} vCPUs"),
            bases=len(bases),
            kernel=kernel,
        ),
    )


def _cpu_base(vcpu: Vcpu) -> int:
    """Return the address of a vCPU's own data, 0 where registers do not tell.

    Linux keeps it in GS in the kernel, in the other GS base in user mode; i386 in
    FS. A checkpoint does not tell the other one.
    """
    registers = vcpu.registers
    if not vcpu.mode.is_long:
        return registers.get("fs_base", 0) if vcpu.cpl == 0 else 0
    own = registers.get("gs_base" if vcpu.cpl == 0 else "kernel_gs_base", 0)
    return own if own >= _KERNEL_HALF else 0


def _find_shared(bases: dict[int, int]) -> Iterator[str]:
    for base, count in Counter(bases.values()).items():
        if count > 1:
            owners = [str(index) for index, own in bases.items() if own == base]
            yield sentence(
                "vCPUs {numbers} have one per-CPU base, {base:#x}: registers of "
                "one may stand for another's",
                numbers=", ".join(owners[:8]),
                base=base,
            )


def _find_unmapped(subject: Subject, vcpus: list[Vcpu]) -> Iterator[str]:
    """Yield kernel-mode vCPUs whose code or stack is mapped nowhere."""
    for vcpu in [v for v in vcpus if v.cpl == 0][:_MANY]:
        spaces = [subject.space(vcpu.mode, root) for root in candidate_roots(vcpu)]
        for name in ("rip", "rsp"):
            address = vcpu.registers.get(name, 0)
            if not vcpu.mode.is_long:
                address &= 0xFFFF_FFFF
            if all(space.translate(address) is None for space in spaces):
                yield sentence(
                    "vCPU {vcpu}: {name} {address:#x} is not mapped",
                    vcpu=vcpu.index,
                    name=name,
                    address=address,
                )
