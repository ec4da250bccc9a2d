"""Understands the guest: which kernel it runs and where that lies in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from guestcore.guest.guest import Guest
from guestcore.guest.memory import GuestMemory
from guestcore.guest.paging import TableCache
from guestcore.insight.kdump import find_crashed_kernel
from guestcore.insight.kernel import LinuxKernel, describe
from guestcore.insight.linux import (
    MappedKernel,
    find_mapped_kernels,
    find_scanned_kernel,
    find_scanned_vmcoreinfo,
    spaces_of,
)
from guestcore.insight.scan import scan_memory
from guestcore.insight.windows import find_windows
from guestcore.model import Architecture, KdumpKernel, KernelInfo, PagingMode, Vcpu
from guestcore.progress import NoProgress, Phase, Progress
from guestcore.sentence import sentence


class ScanPolicy(Enum):
    """When all of the guest's memory may be read to find its kernel."""

    WHEN_BLIND = auto()
    """Only if the checkpoint holds no registers at all."""
    WHEN_LINUX = auto()
    """Also if the guest is Linux and its VMCOREINFO was not reached."""
    ALWAYS = auto()
    """Whenever the kernel or its VMCOREINFO was not reached."""


@dataclass(frozen=True, slots=True)
class Insight:
    """What was found out about a guest."""

    kernel: KernelInfo | None
    """None if the guest was not recognised."""
    warnings: tuple[str, ...]
    scan_may_help: bool = False
    """True if the guest may be one that only :attr:`ScanPolicy.ALWAYS` recognises.

    What is Linux, and only lacks its VMCOREINFO, is searched when it is converted.
    """


def find_kernel(
    guest: Guest, *, scan: ScanPolicy, progress: Progress | None = None
) -> Insight:
    """Find out which kernel a guest runs, and prove it.

    Costs the same at any size of guest, unless *scan* lets it read all memory.

    :raises GuestCoreError: if the memory file cannot be read.
    :raises Cancelled: as *progress* wishes.
    """
    memory = guest.memory
    if memory is None:
        return Insight(None, ())
    if guest.architecture is not Architecture.X86:
        return Insight(None, (_NOT_X86,))
    progress = progress or NoProgress()
    progress.report(Phase.UNDERSTANDING, 0, 0)
    if scan is not ScanPolicy.WHEN_BLIND:
        memory.renew_patience(for_conversion=True)
    try:
        return _find(guest, memory, scan, progress)
    finally:
        memory.renew_patience()  # for those who write and check the core


def _find(
    guest: Guest, memory: GuestMemory, scan: ScanPolicy, progress: Progress
) -> Insight:
    tables = TableCache(memory)
    found = find_mapped_kernels(memory, guest.vcpus, tables)
    if found:
        return _describe_linux(memory, found, scan, progress)
    windows = find_windows(
        [space for vcpu in guest.vcpus for space in spaces_of(memory, vcpu, tables)]
    )
    if windows is not None:
        return Insight(windows, (_WINDOWS,))
    by_registers = any(vcpu.registers for vcpu in guest.vcpus)
    if scan is ScanPolicy.WHEN_LINUX and memory.gave_up:
        by_registers = False
    if scan is not ScanPolicy.ALWAYS and by_registers:
        warning = _not_recognised(guest.vcpus, searched=False)
        return Insight(None, (warning,), scan_may_help=True)
    finds = scan_memory(memory, progress)
    memory.renew_patience()
    kernel = find_scanned_kernel(memory, finds, tables)
    if kernel is None:
        return Insight(None, (_not_recognised(guest.vcpus, searched=True),))
    insight = _describe_linux(memory, [MappedKernel(kernel)], None, progress)
    return replace(insight, warnings=(_BY_SCAN, *insight.warnings))


def _describe_linux(
    memory: GuestMemory,
    found: Sequence[MappedKernel],
    scan: ScanPolicy | None,
    progress: Progress,
) -> Insight:
    """Describe the kernel to be looked at: the crashed one, else most vCPUs'.

    :param found: At least one kernel.
    :param scan: None after a pass over all memory.
    """
    for mapped in found:
        crashed = find_crashed_kernel(memory, mapped.kernel)
        if crashed is not None:
            return _describe_crashed(memory, crashed, mapped)
    kernel = found[0].kernel
    if kernel.info is None and scan in (ScanPolicy.WHEN_LINUX, ScanPolicy.ALWAYS):
        finds = scan_memory(memory, progress)
        memory.renew_patience()
        kernel = find_scanned_vmcoreinfo(memory, kernel, finds)
        scan = None
    warnings: tuple[str, ...] = ()
    if kernel.info is None:
        warnings = (_NO_VMCOREINFO_ANYWHERE if scan is None else _NO_VMCOREINFO_YET,)
    return Insight(describe(memory, kernel), warnings)


def _describe_crashed(
    memory: GuestMemory, crashed: LinuxKernel, running: MappedKernel
) -> Insight:
    release = running.kernel.osrelease
    crashtime = crashed.info.crashtime if crashed.info else None
    kernel = replace(describe(memory, crashed), kdump=KdumpKernel(release, crashtime))
    whose = sentence("no vCPU's registers are known")
    if running.vcpus:
        numbers = ", ".join(str(index) for index in running.vcpus)
        whose = sentence(
            "the registers of vCPU {numbers} are the kdump kernel's", numbers=numbers
        )
    warning = sentence(
        "the guest had crashed and runs its kdump kernel {release}: {whose}; "
        "kernel facts and VMCOREINFO are those of {osrelease}, which crashed",
        release=release,
        whose=whose,
        osrelease=crashed.osrelease,
    )
    return Insight(kernel, (warning,))


def _not_recognised(vcpus: Sequence[Vcpu], *, searched: bool) -> str:
    if not any(vcpu.registers for vcpu in vcpus):
        why = sentence("the checkpoint holds no registers")
    elif all(vcpu.mode is PagingMode.UNPAGED for vcpu in vcpus):
        why = sentence("no vCPU uses page tables, as in firmware or early boot")
    else:
        why = sentence("no vCPU maps a Linux kernel or Windows")
    if searched:
        return sentence(
            "the guest's system was not recognised ({why}); all of its memory was "
            "searched",
            why=why,
        )
    return sentence(
        "the guest's system was not recognised ({why}); searching all of its memory "
        "may find it (--scan)",
        why=why,
    )


_NOT_X86 = sentence("the kernel of an ARM64 guest is not looked for")
_NO_VMCOREINFO_YET = sentence(
    "the kernel's VMCOREINFO was not found: crash and gdb open the core all the same, "
    "drgn and makedumpfile need it; converting searches all memory for it (as --scan "
    "does)"
)
_NO_VMCOREINFO_ANYWHERE = sentence(
    "the kernel's VMCOREINFO was not found: crash and gdb open the core all the same, "
    "drgn and makedumpfile need it; all of its memory was searched"
)
_BY_SCAN = sentence(
    "the kernel was found by searching all memory, without any register"
)
_WINDOWS = sentence(
    "the guest runs Windows: Volatility 3 and MemProcFS open this core; for "
    "WinDbg, convert with VMware's vmss2core (-W8, before Windows 8 -W)"
)
