"""Check 6: virtual addresses of segments are those of the guest's page tables."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from guestcore.guest.paging import AddressSpace
from guestcore.model import PAGE_SIZE, PagingMode
from guestcore.sentence import plural, sentence
from guestcore.validation.core_file import Segment
from guestcore.validation.kernel_facts import check_facts, is_image
from guestcore.validation.result import Check, Outcome
from guestcore.validation.sentences import join_findings
from guestcore.validation.subject import Subject

NAME = "layout"
_KERNEL_HALF_4 = 0xFFFF_8000_0000_0000
_KERNEL_HALF_5 = 0xFF00_0000_0000_0000
_LOWEST_SPLIT = 0x4000_0000
"""i386 kernels leave user space at least 1 GiB."""
_PROBES = 256
"""Pages looked up in each segment, and *_ALL_PROBES* in all."""
_ALL_PROBES = 8192
_FEWEST_PROBES = 8
_MANY_SEGMENTS = 4096
_OTHER_SPACES = 4
_SEED = 0x0B5E_55ED


def check_layout(subject: Subject) -> Check:
    """Segments that claim another address than the page tables give fail."""
    if not subject.core.is_x86:
        return Check(
            NAME, Outcome.SKIP, sentence("page tables of ARM64 are not walked")
        )
    claims = _Claims(subject)
    faults = [*claims.find_mixed(), *claims.find_wrong()]
    warnings: list[str] = []
    proof = subject.proof
    if proof is not None and proof.space is not None:
        told = list(check_facts(subject, proof, proof.space))
        faults += [text for outcome, text in told if outcome is Outcome.FAIL]
        warnings += [text for outcome, text in told if outcome is Outcome.WARN]
    if faults:
        return Check(NAME, Outcome.FAIL, join_findings(faults))
    if not claims.segments:
        if proof is None or proof.space is None:
            return Check(
                NAME,
                Outcome.SKIP,
                sentence("segments carry no virtual addresses of a kernel"),
            )
        warnings.insert(
            0,
            sentence(
                "segments carry no virtual addresses of a kernel: gdb cannot read what "
                "symbols name"
            ),
        )
    elif not claims.spaces:
        return Check(
            NAME, Outcome.SKIP, sentence("no page tables tell what segments should say")
        )
    if warnings:
        return Check(NAME, Outcome.WARN, join_findings(warnings))
    return Check(NAME, Outcome.PASS, claims.describe())


@dataclass(slots=True)
class _Tally:
    """What looking up pages of a segment gave."""

    same: int = 0
    elsewhere: int = 0


class _Claims:
    """The segments that carry kernel addresses, held against page tables."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._random = random.Random(_SEED)
        self._start = self._kernel_start()
        loads = [s for s in subject.core.loads if s.memsz]
        self.segments = [s for s in loads if self._is_kernel(s)]
        self._others = [s for s in loads if not self._is_kernel(s)]
        self.spaces = self._choose_spaces()
        self.looked_up = 0
        self.mapped = 0

    def _kernel_start(self) -> int:
        """Return the lowest address of the kernel's part.

        QEMU's ``-p`` gives user addresses sign bits of the kernel's, which are no
        addresses then.
        """
        if self._subject.bits == 64:
            proof = self._subject.proof
            own = [proof.own] if proof is not None and proof.own else []
            modes = {space.mode for space in (*self._subject.spaces, *own)}
            wide = PagingMode.LONG_5LEVEL in modes
            return _KERNEL_HALF_5 if wide else _KERNEL_HALF_4
        proof = self._subject.proof
        if proof is not None and proof.own is not None:
            return proof.info.swapper_pg_dir - proof.own.root_gpa
        distances = (s.vaddr - s.paddr for s in self._subject.core.loads)
        return min((d for d in distances if d >= _LOWEST_SPLIT), default=1 << 32)

    def _is_kernel(self, segment: Segment) -> bool:
        limit = 1 << self._subject.bits
        return self._start <= segment.vaddr and segment.vaddr + segment.memsz <= limit

    def _choose_spaces(self) -> list[AddressSpace]:
        """Return address spaces, the one that agrees best first."""
        proof, spaces = self._subject.proof, list(self._subject.spaces)
        if proof is not None and proof.space is not None:
            return [proof.space, *proof.spaces[:_OTHER_SPACES], *spaces[:_OTHER_SPACES]]
        probes = [
            (s.vaddr + offset, s.paddr + offset)
            for s in self.segments[:64]
            for offset in (0, self._place(s))
        ]

        def agreement(space: AddressSpace) -> int:
            return sum(space.translate(va) == gpa for va, gpa in probes)

        return sorted(spaces, key=agreement, reverse=True)[: 1 + _OTHER_SPACES]

    def _place(self, segment: Segment) -> int:
        return self._random.randrange(max(segment.memsz // PAGE_SIZE, 1)) * PAGE_SIZE

    def find_mixed(self) -> Iterator[str]:
        """Yield segments with no kernel address where ours would have one."""
        if not self._subject.has_our_layout:
            return
        odd = self._others
        if not self.segments:
            if all(s.vaddr == 0 for s in odd):
                return
            odd = [s for s in odd if s.vaddr != s.paddr]
        elif self._subject.bits == 32:
            reach = max(s.paddr for s in self.segments)
            odd = [s for s in odd if s.paddr < reach]
        for segment in odd:
            yield sentence(
                "the segment of {paddr:#x} claims virtual address {vaddr:#x}, "
                "unlike the others",
                paddr=segment.paddr,
                vaddr=segment.vaddr,
            )

    def find_wrong(self) -> Iterator[str]:
        """Yield segments that the page tables contradict.

        Reserved memory and what the kernel was told not to use are not mapped: a
        segment of nothing else is right if another one proves its distance between
        virtual and physical addresses.
        """
        if not self.spaces:
            return
        tallies = [(s, self._look_up(s)) for s in self.segments[:_MANY_SEGMENTS]]
        proved = {
            s.vaddr - s.paddr for s, tally in tallies if tally.same and not is_image(s)
        }
        for segment, tally in tallies:
            mapped = tally.same + tally.elsewhere
            self.mapped += tally.same
            allowed = 0 if is_image(segment) else mapped // 100
            if tally.elsewhere > allowed:
                yield sentence(
                    "the segment of {paddr:#x} claims {vaddr:#x}, but {elsewhere} of "
                    "{mapped} mapped pages lie elsewhere",
                    paddr=segment.paddr,
                    vaddr=segment.vaddr,
                    elsewhere=tally.elsewhere,
                    mapped=mapped,
                )
            elif not mapped and segment.vaddr - segment.paddr not in proved:
                yield sentence(
                    "the segment of {paddr:#x} claims {vaddr:#x}, where page tables "
                    "map nothing",
                    paddr=segment.paddr,
                    vaddr=segment.vaddr,
                )

    def _look_up(self, segment: Segment) -> _Tally:
        """Look up pages of a segment: first, last, and random ones."""
        count = _ALL_PROBES // max(len(self.segments), 1)
        count = min(max(count, _FEWEST_PROBES), _PROBES)
        last = (segment.memsz - 1) // PAGE_SIZE * PAGE_SIZE
        places = [0, last, *(self._place(segment) for _ in range(count - 2))]
        tally = _Tally()
        for place in places:
            self.looked_up += 1
            va, gpa = segment.vaddr + place, segment.paddr + place
            found = self.spaces[0].translate(va)
            if found == gpa or any(
                space.translate(va) == gpa for space in self.spaces[1:]
            ):
                tally.same += 1
            elif found is not None:
                tally.elsewhere += 1
        return tally

    def describe(self) -> str:
        """Return what was looked at and agreed."""
        looked_up = sentence(
            "{mapped} of {looked_up} pages looked up in {segments} lie where "
            "page tables say, the rest is not mapped",
            mapped=self.mapped,
            looked_up=self.looked_up,
            segments=plural(len(self.segments), "{count} segment", "{count} segments"),
        )
        image = [s for s in self.segments if is_image(s)]
        if not image:
            return looked_up
        return sentence(
            "{looked_up}; the kernel image has its own at {vaddr:#x}",
            looked_up=looked_up,
            vaddr=image[0].vaddr,
        )
