"""Walks page tables in the core to the kernel that VMCOREINFO describes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from guestcore.guest.paging import AddressSpace, candidate_roots
from guestcore.insight.utsname import UTSNAME_SIZE, parse_utsname
from guestcore.insight.vmcoreinfo import Vmcoreinfo
from guestcore.model import START_KERNEL_MAP, PagingMode, Vcpu
from guestcore.sentence import sentence
from guestcore.validation.core_file import Segment

OpenSpace = Callable[[PagingMode, int], AddressSpace]
"""Opens the address space of a root in the core."""

_UTS_OFFSETS = (4, 0)
"""Of utsname in its namespace where VMCOREINFO does not tell: behind a reference
count, or first since 5.11 [linux]."""


@dataclass(slots=True)
class Proof:
    """Through which page tables the kernel was reached."""

    info: Vmcoreinfo
    spaces: list[AddressSpace] = field(default_factory=list)
    """Of vCPUs, those that lead to the kernel."""
    proved: list[int] = field(default_factory=list)
    """vCPUs whose tables do."""
    unproved: list[int] = field(default_factory=list)
    own: AddressSpace | None = None
    """The kernel's own, if its root is known and leads to the kernel."""
    own_problem: str | None = None
    """Why the root that VMCOREINFO names does not."""

    @property
    def space(self) -> AddressSpace | None:
        """An address space that maps the kernel; None if none was found."""
        return self.spaces[0] if self.spaces else self.own


def prove(
    info: Vmcoreinfo,
    vcpus: Sequence[Vcpu],
    loads: Sequence[Segment],
    open_space: OpenSpace,
) -> Proof:
    """Walk from every vCPU and from the kernel's own root to *info*'s utsname.

    vCPUs without page tables (in firmware, never started) do not count.
    """
    proof = Proof(info)
    known: dict[tuple[PagingMode, int], bool] = {}
    for vcpu in vcpus:
        if not vcpu.mode.is_paged:
            continue
        if _reaches(proof, vcpu, open_space, known):
            proof.proved.append(vcpu.index)
        else:
            proof.unproved.append(vcpu.index)
    cpu = proof.spaces[0] if proof.spaces else None
    told = _told_root(info, loads, has_vcpus=bool(vcpus))
    _prove_own(proof, cpu, told, open_space)
    return proof


def _reaches(
    proof: Proof,
    vcpu: Vcpu,
    open_space: OpenSpace,
    known: dict[tuple[PagingMode, int], bool],
) -> bool:
    for root in candidate_roots(vcpu):
        key = vcpu.mode, root
        if key not in known:
            space = open_space(vcpu.mode, root)
            known[key] = find_utsname(space, proof.info) is not None
            if known[key]:
                proof.spaces.append(space)
        if known[key]:
            return True
    return False


def find_utsname(space: AddressSpace, info: Vmcoreinfo) -> int | None:
    """Return the physical address of utsname if it is that of *info*'s kernel."""
    if space.mode.is_long != info.is_64bit:
        return None
    told = info.uts_name_offset
    for offset in _UTS_OFFSETS if told is None else (told,):
        va = info.init_uts_ns + offset
        uts = parse_utsname(space.read(va, UTSNAME_SIZE))
        if uts is not None and uts.release == info.osrelease:
            return space.translate(va)
    return None


def _prove_own(
    proof: Proof, cpu: AddressSpace | None, told: int | None, open_space: OpenSpace
) -> None:
    """Walk from the root that VMCOREINFO names, and compare with a vCPU's walk.

    :param told: The root by VMCOREINFO alone, if it tells.
    """
    info = proof.info
    seen = cpu.translate(info.swapper_pg_dir) if cpu else None
    if told is not None and seen is not None and told != seen:
        proof.own_problem = sentence(
            "VMCOREINFO puts the kernel's root table at {told:#x}, the vCPUs' "
            "tables at {seen:#x}",
            told=told,
            seen=seen,
        )
        return
    root = told if told is not None else seen
    if root is None:
        return
    own = open_space(_own_mode(info, cpu), root)
    utsname = find_utsname(own, info)
    if utsname is None:
        proof.own_problem = sentence(
            "the root table at {root:#x}, which VMCOREINFO names, does not "
            "lead to utsname of {osrelease}",
            root=root,
            osrelease=info.osrelease,
        )
        return
    for name, va in _landmarks(info):
        if cpu is not None and own.translate(va) != cpu.translate(va):
            proof.own_problem = sentence(
                "{name} lies elsewhere by the root that VMCOREINFO names than "
                "by the vCPUs' tables",
                name=name,
            )
            return
    proof.own = own


def _landmarks(info: Vmcoreinfo) -> Iterator[tuple[str, int]]:
    yield "init_uts_ns", info.init_uts_ns
    stext = info.symbol("_stext")
    if stext is not None:
        yield "_stext", stext


def _told_root(
    info: Vmcoreinfo, loads: Sequence[Segment], *, has_vcpus: bool
) -> int | None:
    """Return the root's physical address by VMCOREINFO or by a segment."""
    root = info.swapper_pg_dir
    if info.is_64bit and info.phys_base is not None:
        return root - START_KERNEL_MAP + info.phys_base
    if has_vcpus:
        return None  # their page tables tell
    for segment in loads:
        if segment.vaddr <= root < segment.vaddr + segment.memsz:
            return root - segment.vaddr + segment.paddr
    return None


def _own_mode(info: Vmcoreinfo, cpu: AddressSpace | None) -> PagingMode:
    if cpu is not None:
        return cpu.mode
    if not info.is_64bit:
        return PagingMode.PAE if info.has_pae else PagingMode.LEGACY_32BIT
    return PagingMode.LONG_5LEVEL if info.has_5_levels else PagingMode.LONG_4LEVEL
