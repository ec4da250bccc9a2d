"""A kdump kernel that has made /proc/vmcore: only merged notes tell of the first."""

import struct

import pytest

from guestcore.insight import ScanPolicy, find_kernel
from guestcore.model import PAGE_SIZE, KdumpKernel, PagingMode
from tests.builders.paging import MIB, Ram
from tests.builders.tiny_linux import TinyLinux, elf_note

VMALLOC = 0xFFFF_C900_0012_3000
POINTERS_AT = 0x20_8800
CRASHTIME = b"CRASHTIME=1763900000\n"


def status_note(pid: int) -> bytes:
    status = bytes(32) + struct.pack("<I", pid) + bytes(300)
    return struct.pack("<III", 5, len(status), 1) + b"CORE\0\0\0\0" + status


def merged_header(kernel: TinyLinux, notes_size: int) -> bytes:
    ident = b"\x7fELF\x02\x01\x01".ljust(16, b"\0")
    header = struct.pack("<HHIQQQIHHHHHH", 4, 62, 1, 0, 64, 0, 0, 64, 56, 2, 0, 0, 0)
    note = struct.pack("<IIQQQQQQ", 4, 0, PAGE_SIZE, 0, 0, notes_size, notes_size, 0)
    image = 8 * MIB
    load = struct.pack(
        "<IIQQQQQQ", 1, 7, 2 * PAGE_SIZE, kernel.text_start, kernel.image_gpa,
        image, image, 0,
    )  # fmt: skip
    return ident + header + note + load


def guest_in_kdump(cpus: int = 12, **fields):
    """Return both kernels; the first's notes span pages apart in physical memory."""
    ram = Ram(256 * MIB)
    crashed = TinyLinux(ram, release="6.1.0-crashed", **fields)
    kdump = TinyLinux(
        ram, release="6.12.0-kdump", image_gpa=128 * MIB,
        text_start=0xFFFF_FFFF_9600_0000,
    )  # fmt: skip
    notes = b"".join(status_note(n + 1) for n in range(cpus))
    notes += elf_note(crashed.vmcoreinfo + CRASHTIME)
    pages = [200 * MIB + n * 3 * PAGE_SIZE for n in range(8)]
    for n, gpa in enumerate(pages):
        ram.write(
            gpa, notes[n * PAGE_SIZE : (n + 1) * PAGE_SIZE].ljust(PAGE_SIZE, b"\0")
        )
        kdump.tables.map(VMALLOC + n * PAGE_SIZE, gpa)
    header_gpa = 210 * MIB
    ram.write(header_gpa, merged_header(crashed, len(notes)))
    pointers = struct.pack("<QQ", VMALLOC, kdump.page_offset + header_gpa)
    kdump.write(POINTERS_AT, pointers)
    return crashed, kdump


def find(crashed: TinyLinux, *vcpus):
    return find_kernel(crashed.guest(*vcpus), scan=ScanPolicy.WHEN_BLIND)


@pytest.mark.parametrize("cpus", [1, 12, 60])
def test_the_first_kernel_counts(cpus):
    crashed, kdump = guest_in_kdump(cpus)
    kernel = find(crashed, kdump.vcpu()).kernel
    assert kernel.osrelease == "6.1.0-crashed"
    assert kernel.text_start == crashed.text_start
    assert kernel.vmcoreinfo == crashed.vmcoreinfo + CRASHTIME
    assert kernel.kdump == KdumpKernel("6.12.0-kdump", 1763900000)


def test_the_merged_header_tells_the_physical_base_of_an_old_kernel():
    crashed, kdump = guest_in_kdump(kind="image")
    kernel = find(crashed, kdump.vcpu()).kernel
    assert kernel.osrelease == "6.1.0-crashed"
    assert kernel.phys_base == crashed.phys_base


def test_vcpus_left_in_the_first_kernel_do_not_hide_it():
    crashed, kdump = guest_in_kdump()
    insight = find(crashed, crashed.vcpu(0), kdump.vcpu(1), crashed.vcpu(2))
    assert insight.kernel.kdump is not None
    assert "vCPU 1 " in insight.warnings[0]


def test_notes_without_vmcoreinfo_leave_the_running_kernel():
    crashed, kdump = guest_in_kdump()
    gpa = 200 * MIB
    crashed.ram.write(gpa, status_note(1).ljust(PAGE_SIZE, b"\0"))
    for n in range(1, 8):
        crashed.ram.write(gpa + n * 3 * PAGE_SIZE, bytes(PAGE_SIZE))
    kernel = find(crashed, kdump.vcpu()).kernel
    assert kernel.osrelease == "6.12.0-kdump"
    assert kernel.kdump is None


def test_a_kernel_that_no_crash_followed_is_itself():
    linux = TinyLinux(Ram(128 * MIB), PagingMode.LONG_4LEVEL)
    assert find(linux, linux.vcpu()).kernel.kdump is None
