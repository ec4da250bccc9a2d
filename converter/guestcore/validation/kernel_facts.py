"""Part of check 6: what VMCOREINFO tells, against the page tables (x86-64)."""

from __future__ import annotations

from collections.abc import Iterator

from guestcore.guest.paging import AddressSpace
from guestcore.insight.kernel_layout import find_layout
from guestcore.model import START_KERNEL_MAP
from guestcore.sentence import sentence
from guestcore.validation.core_file import Segment
from guestcore.validation.proof import Proof
from guestcore.validation.result import Outcome
from guestcore.validation.subject import Subject

_KERNEL_HALF = 1 << 63
_KERNEL_MAP_END = 0xFFFF_FFFF_C000_0000
_ALIGNMENT = 2 << 20
_LINKS = (0xFFFF_FFFF_8100_0000, 0xFFFF_FFFF_8020_0000)
"""Where x86-64 kernels are linked: usual ones, and 2.6.18's [linux]."""
_LA57 = 1 << 12


def is_image(segment: Segment) -> bool:
    """True if a segment claims an address where x86-64 has the kernel image."""
    return START_KERNEL_MAP <= segment.vaddr < _KERNEL_MAP_END


def check_facts(
    subject: Subject, proof: Proof, space: AddressSpace
) -> Iterator[tuple[Outcome, str]]:
    """Yield what contradicts the page tables, with the verdict it earns."""
    info = proof.info
    layout = find_layout(space, None) if info.is_64bit else None
    if layout is None or layout.text_start is None:
        return
    if info.phys_base is not None and info.phys_base != layout.phys_base:
        yield (
            Outcome.FAIL,
            sentence(
                "phys_base of VMCOREINFO is {phys_base}, not {expected}",
                phys_base=info.phys_base,
                expected=layout.phys_base,
            ),
        )
    offset, start = info.kernel_offset, layout.text_start
    if offset is not None and start - offset not in _LINKS:
        strict = subject.has_our_layout or offset % _ALIGNMENT
        yield (
            Outcome.FAIL if strict else Outcome.WARN,
            sentence(
                "KERNELOFFSET {offset:#x} is not how far the image at {start:#x} moved",
                offset=offset,
                start=start,
            ),
        )
    for text in _find_wrong_levels(subject, proof):
        yield Outcome.FAIL, text
    loads = subject.core.loads
    if not any(map(is_image, loads)) and any(s.vaddr >= _KERNEL_HALF for s in loads):
        yield (
            Outcome.WARN,
            sentence(
                "the image at {start:#x} is in no segment: gdb cannot read kernel "
                "symbols",
                start=start,
            ),
        )


def _find_wrong_levels(subject: Subject, proof: Proof) -> Iterator[str]:
    """Yield vCPUs whose table levels are not the kernel's."""
    levels = proof.info.has_5_levels
    if levels is None:
        return
    proved = set(proof.proved)
    for vcpu in subject.vcpus:
        if vcpu.index in proved and vcpu.registers.get("cr4", 0) & _LA57 != (
            _LA57 * levels
        ):
            yield sentence(
                "vCPU {vcpu}: CR4.LA57 contradicts pgtable_l5_enabled={levels} "
                "of VMCOREINFO",
                vcpu=vcpu.index,
                levels=int(levels),
            )
