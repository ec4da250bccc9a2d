"""The values that travel between the layers: no input or output, no file format.

Bare sizes and addresses are bytes. ``gpa`` is a guest physical address.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

PAGE_SHIFT = 12
PAGE_SIZE = 1 << PAGE_SHIFT


@dataclass(frozen=True, slots=True, order=True)
class MemoryRegion:
    """A run of guest RAM, contiguous in the guest and in the memory image.

    Addresses and sizes are bytes and multiples of the page size.
    """

    gpa: int
    """Guest physical address of the first byte."""
    size: int
    file_offset: int
    """Offset of the first byte in the memory image (decoded, if compressed).

    For memory inside the state file this counts from the file's start."""

    @property
    def end(self) -> int:
        """Guest physical address behind the last byte."""
        return self.gpa + self.size


def find_region(regions: Sequence[MemoryRegion], gpa: int) -> MemoryRegion | None:
    """Return the region that holds a guest physical address.

    :param regions: Sorted by ``gpa``, not overlapping.
    :return: The region, or ``None`` if *gpa* lies in a hole.
    """
    i = bisect_right(regions, gpa, key=lambda region: region.gpa) - 1
    return regions[i] if i >= 0 and gpa < regions[i].end else None


class Architecture(StrEnum):
    """The guest's processor family."""

    X86 = "x86"
    ARM64 = "arm64"


class PagingMode(StrEnum):
    """How a vCPU translates addresses."""

    LONG_4LEVEL = "long-4level"
    LONG_5LEVEL = "long-5level"
    PAE = "pae"
    LEGACY_32BIT = "32bit"
    UNPAGED = "unpaged"
    UNKNOWN = "unknown"

    @property
    def is_long(self) -> bool:
        """True in 64-bit (long) mode."""
        return self in (PagingMode.LONG_4LEVEL, PagingMode.LONG_5LEVEL)

    @property
    def is_paged(self) -> bool:
        """True if page tables are in use and known."""
        return self not in (PagingMode.UNPAGED, PagingMode.UNKNOWN)


GENERAL_REGISTERS = (
    "rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi",
    "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15",
)  # fmt: skip
SEGMENT_REGISTERS = ("es", "cs", "ss", "ds", "fs", "gs", "ldtr", "tr")
REGISTER_NAMES = (
    *GENERAL_REGISTERS, "rip", "eflags",
    "cr0", "cr2", "cr3", "cr4",
    *SEGMENT_REGISTERS, "fs_base", "gs_base", "kernel_gs_base",
    "gdtr_base", "gdtr_limit", "idtr_base", "idtr_limit",
    "dr0", "dr1", "dr2", "dr3", "dr6", "dr7",
)  # fmt: skip
"""Every register a checkpoint may tell, in the order reports list them.

32-bit guests use the same names. ``cs`` ... ``tr`` are selectors."""


@dataclass(frozen=True, slots=True)
class Vcpu:
    """One virtual processor. A register that the checkpoint lacks is absent."""

    index: int
    registers: Mapping[str, int]
    """Known registers by name (see :data:`REGISTER_NAMES`)."""
    mode: PagingMode = PagingMode.UNKNOWN

    @property
    def cpl(self) -> int | None:
        """Current privilege level: 0 kernel, 3 user; None if CS is unknown."""
        if self.mode is PagingMode.UNPAGED and not self.registers.get("cr0", 0) & 1:
            return 0
        cs = self.registers.get("cs")
        return None if cs is None else cs & 3

    @property
    def in_reset(self) -> bool:
        """True before the vCPU was ever started (CR0.PE = 0 and CR3 = 0)."""
        return not self.registers.get("cr0", 0) & 1 and not self.registers.get("cr3", 0)


class SourceFormat(StrEnum):
    """Which reader understood the input."""

    VMWARE_CHECKPOINT = "vmware-checkpoint"
    VMWARE_DEBUG_GUEST = "vmware-debug-guest"


class MemoryKind(StrEnum):
    """Where the guest's memory lies."""

    EMBEDDED = "embedded"
    VMEM = "vmem"
    VMEM_COMPRESSED = "vmem-compressed"


class GuestOs(StrEnum):
    """Recognised guest systems."""

    LINUX = "linux"
    WINDOWS = "windows"


@dataclass(frozen=True, slots=True)
class KdumpKernel:
    """The second kernel that runs after a crash with kexec loaded."""

    osrelease: str
    crashtime: int | None = None
    """Seconds since 1970, from the first kernel's note, if it holds them."""


@dataclass(frozen=True, slots=True)
class KernelInfo:
    """What was found out, and proved, about the guest's kernel.

    ``None`` means not known. Addresses are virtual unless they say gpa.
    """

    os: GuestOs
    osrelease: str | None = None
    """Linux: utsname release; Windows: its version, such as ``10.0.19041``."""
    banner: str | None = None
    hostname: str | None = None
    kaslr_offset: int | None = None
    phys_base: int | None = None
    """Signed: gpa of the image minus its place in the kernel mapping."""
    page_offset: int | None = None
    """Start of the direct map."""
    text_start: int | None = None
    """``_text``: the lowest mapped address of the kernel image."""
    text_end: int | None = None
    """Behind the last page of the image mapped at the same distance."""
    pgd_gpa: int | None = None
    """Root of the kernel's own page tables."""
    mode: PagingMode = PagingMode.UNKNOWN
    build_id: str | None = None
    vmcoreinfo: bytes | None = None
    """The text as the guest holds it, without trailing NULs."""
    kdump: KdumpKernel | None = None
    """Set when the vCPUs run a kdump kernel; the rest is the first kernel's."""
    warnings: tuple[str, ...] = ()

    @property
    def image_gpa(self) -> int | None:
        """Guest physical address of ``text_start``, where the image is linear."""
        if self.text_start is None or self.phys_base is None:
            return None
        return self.text_start - START_KERNEL_MAP + self.phys_base


START_KERNEL_MAP = 0xFFFF_FFFF_8000_0000
"""Start of the kernel mapping on x86-64 (``__START_KERNEL_map``)."""
