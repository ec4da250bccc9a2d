"""A guest's kernel is found and proved, in every shape a guest may have."""

import struct
import time

import pytest

from guestcore.guest.memory import GuestMemory
from guestcore.insight import ScanPolicy, find_kernel
from guestcore.insight.image import scan_image
from guestcore.insight.vmcoreinfo import parse_vmcoreinfo
from guestcore.model import (
    PAGE_SIZE,
    Architecture,
    GuestOs,
    KdumpKernel,
    MemoryRegion,
    PagingMode,
    Vcpu,
)
from guestcore.progress import Phase
from tests.builders.paging import GIB, MIB, PageTableBuilder, Ram
from tests.builders.tiny_linux import BUILD_ID, IMAGE_SIZE, TinyLinux, elf_note

BLIND = ScanPolicy.WHEN_BLIND


def understand(linux: TinyLinux, *vcpus: Vcpu, scan=BLIND, progress=None):
    return find_kernel(linux.guest(*vcpus), scan=scan, progress=progress)


class Watch:
    def __init__(self):
        self.phases = []

    def report(self, phase, done, total):
        self.phases.append((phase, done, total))


# --- what is known of a found kernel


@pytest.mark.parametrize(
    ("mode", "page_offset"),
    [
        (PagingMode.LONG_4LEVEL, 0xFFFF_8880_0000_0000),
        (PagingMode.LONG_4LEVEL, 0xFFFF_88C3_4000_0000),
        (PagingMode.LONG_5LEVEL, 0xFF11_0000_0000_0000),
        (PagingMode.LONG_5LEVEL, 0xFF25_D36B_C000_0000),
    ],
    ids=lambda value: value if isinstance(value, PagingMode) else hex(value),
)
@pytest.mark.parametrize("kind", ["pages", "image"])
def test_64_bit_kernel(mode, page_offset, kind):
    linux = TinyLinux(Ram(128 * MIB), mode, page_offset=page_offset, kind=kind)
    insight = understand(linux)
    kernel = insight.kernel
    assert insight.warnings == ()
    assert kernel.os is GuestOs.LINUX
    assert kernel.osrelease == "6.1.0-56-amd64"
    assert kernel.banner == linux.banner
    assert kernel.hostname == "box"
    assert kernel.kaslr_offset == 0x160_0000
    assert kernel.phys_base == linux.phys_base
    assert kernel.page_offset == page_offset
    assert kernel.text_start == 0xFFFF_FFFF_8260_0000
    assert kernel.text_end == 0xFFFF_FFFF_8260_0000 + IMAGE_SIZE
    assert kernel.image_gpa == linux.image_gpa
    assert kernel.pgd_gpa == linux.tables.root
    assert kernel.mode is mode
    assert kernel.build_id == BUILD_ID
    assert kernel.vmcoreinfo == linux.vmcoreinfo
    assert kernel.kdump is None


@pytest.mark.parametrize("mode", [PagingMode.PAE, PagingMode.LEGACY_32BIT])
@pytest.mark.parametrize("page_offset", [0xC000_0000, 0x8000_0000], ids=hex)
@pytest.mark.parametrize("kind", ["pages", "image"])
def test_32_bit_kernel(mode, page_offset, kind):
    linux = TinyLinux(Ram(128 * MIB), mode, page_offset=page_offset, kind=kind)
    kernel = understand(linux).kernel
    assert kernel.osrelease == linux.release
    assert kernel.banner == linux.banner
    assert kernel.page_offset == page_offset
    assert kernel.phys_base is None
    assert kernel.text_start == page_offset + 32 * MIB
    assert kernel.pgd_gpa == linux.tables.root
    assert kernel.mode is mode
    assert kernel.vmcoreinfo == linux.vmcoreinfo


def test_32_bit_kernel_in_the_first_4_mib():
    linux = TinyLinux(Ram(128 * MIB), PagingMode.LEGACY_32BIT, MIB, 0, 0xC000_0000)
    assert understand(linux).kernel.vmcoreinfo == linux.vmcoreinfo


def test_32_bit_kernel_that_was_relocated():
    linux = TinyLinux(Ram(256 * MIB), PagingMode.PAE, 0xB00_0000, 0, 0xC000_0000)
    kernel = understand(linux).kernel
    assert kernel.text_start == 0xCB00_0000
    assert kernel.kaslr_offset == 0xA00_0000


def test_physical_base_may_be_negative():
    linux = TinyLinux(Ram(128 * MIB), text_start=0xFFFF_FFFF_B220_0000)
    assert understand(linux).kernel.phys_base == 32 * MIB - 0x3220_0000


def test_kernel_whose_image_lies_above_4_gib():
    linux = TinyLinux(
        Ram(5 * GIB, holes=[(3 * GIB, 4 * GIB)]), image_gpa=4 * GIB + 64 * MIB
    )
    kernel = understand(linux).kernel
    assert kernel.image_gpa == 4 * GIB + 64 * MIB
    assert kernel.page_offset == linux.page_offset


def test_direct_map_that_ends_early_because_of_mem_option():
    ram = Ram(4 * GIB)
    linux = TinyLinux(Ram(256 * MIB))
    ram.image.pages = linux.ram.image.pages
    linux.ram = ram
    assert understand(linux).kernel.page_offset == linux.page_offset


def test_distribution_puts_utsname_elsewhere_in_its_namespace():
    linux = TinyLinux(Ram(128 * MIB), utsname_offset=16)
    assert understand(linux).kernel.vmcoreinfo == linux.vmcoreinfo


def test_module_pages_do_not_belong_to_the_image():
    linux = TinyLinux(Ram(128 * MIB), text_start=0xFFFF_FFFF_8100_0000)
    linux.tables.map(0xFFFF_FFFF_A000_0000, 0x40_0000)
    linux.tables.map(linux.text_start + IMAGE_SIZE, 0x50_0000)
    text_end = understand(linux).kernel.text_end
    assert text_end == linux.text_start + IMAGE_SIZE


def test_freed_memory_inside_the_image_does_not_end_it():
    linux = TinyLinux(Ram(128 * MIB))
    linux.tables.set_entry(linux.text_start + 6 * MIB - 2 * MIB, 2, 0)
    kernel = understand(linux).kernel
    assert kernel.text_end == linux.text_start + IMAGE_SIZE


def test_build_id_of_vmcoreinfo_where_the_image_shows_none():
    linux = TinyLinux(
        Ram(128 * MIB), build_id_in_image=False, extra_keys=f"BUILD-ID={'ab' * 20}\n"
    )
    assert understand(linux).kernel.build_id == "ab" * 20


def test_images_build_id_is_right_where_vmcoreinfo_is_wrong():
    linux = TinyLinux(Ram(128 * MIB), extra_keys=f"BUILD-ID={'ab' * 20}\n")
    assert understand(linux).kernel.build_id == BUILD_ID


def test_strange_bytes_in_the_host_name_are_kept():
    linux = TinyLinux(Ram(128 * MIB))
    linux.write(0x20_4000 + 4 + 65, b"b\xff\x1b\0")
    assert understand(linux).kernel.hostname == "b\udcff\x1b"


# --- which table, which vCPU


def test_vcpu_in_user_mode_under_page_table_isolation():
    linux = TinyLinux(Ram(128 * MIB), pti=True)
    vcpu = linux.vcpu(root=linux.user_root, rip=0x40_1000, cs=0x33)
    kernel = understand(linux, vcpu).kernel
    assert kernel.text_start == linux.text_start
    assert kernel.pgd_gpa == linux.tables.root
    assert kernel.vmcoreinfo == linux.vmcoreinfo


def test_32_bit_vcpu_in_user_mode_under_page_table_isolation():
    linux = TinyLinux(Ram(128 * MIB), PagingMode.PAE, page_offset=0xC000_0000)
    user = PageTableBuilder(
        linux.ram, linux.mode, linux.tables.next_table, linux.tables.root + PAGE_SIZE
    )
    code = linux.text_start & -2 * MIB
    user.map(code, code - linux.page_offset, 2 * MIB)
    user.map(linux.page_offset + linux.data_at, linux.data_at)
    vcpu = linux.vcpu(root=user.root, rip=0x804_8000, cs=0x73)
    assert understand(linux, vcpu).kernel.vmcoreinfo == linux.vmcoreinfo


def test_root_at_an_odd_page_without_isolation():
    linux = TinyLinux(Ram(128 * MIB))
    root = linux.process_root()
    root = root if root & PAGE_SIZE else linux.process_root()
    insight = understand(linux, linux.vcpu(root=root))
    assert insight.kernel.vmcoreinfo == linux.vmcoreinfo


def test_own_root_is_the_kernels_and_not_a_process():
    linux = TinyLinux(Ram(128 * MIB))
    vcpus = [linux.vcpu(n, root=linux.process_root()) for n in range(4)]
    assert understand(linux, *vcpus).kernel.pgd_gpa == linux.tables.root


def test_a_process_root_where_nothing_names_the_kernels_own():
    linux = TinyLinux(Ram(128 * MIB), kind="none")
    root = linux.process_root()
    assert understand(linux, linux.vcpu(root=root)).kernel.pgd_gpa == root


def test_first_vcpu_in_reset_second_in_firmware_third_runs_linux():
    linux = TinyLinux(Ram(128 * MIB))
    reset = Vcpu(0, {"cr0": 0x6000_0010, "cr3": 0}, PagingMode.UNPAGED)
    firmware = Vcpu(1, {"cr0": 0x11, "cr3": 0x5000}, PagingMode.UNPAGED)
    assert understand(linux, reset, firmware, linux.vcpu(2)).kernel is not None


def test_compatibility_code_on_a_64_bit_kernel():
    linux = TinyLinux(Ram(128 * MIB))
    vcpu = linux.vcpu(rip=0x804_8000, cs=0x23)
    assert understand(linux, vcpu).kernel.mode is PagingMode.LONG_4LEVEL


def test_vcpus_of_a_nested_guest_do_not_outvote_proof():
    linux = TinyLinux(Ram(128 * MIB))
    nested = [
        linux.vcpu(n, root=linux.data_at + 8 * MIB + n * PAGE_SIZE) for n in range(3)
    ]
    assert understand(linux, *nested, linux.vcpu(3)).kernel is not None


def two_kernels() -> tuple[TinyLinux, TinyLinux]:
    ram = Ram(256 * MIB)
    first = TinyLinux(ram, release="6.1.0-first")
    second = TinyLinux(ram, release="6.1.0-second", image_gpa=128 * MIB)
    return first, second


def test_of_two_kernels_the_one_with_most_vcpus():
    first, second = two_kernels()
    vcpus = [first.vcpu(0), second.vcpu(1), second.vcpu(2)]
    assert understand(first, *vcpus).kernel.osrelease == "6.1.0-second"


def test_4096_vcpus_with_roots_of_their_own_take_bounded_time():
    linux = TinyLinux(Ram(128 * MIB))
    vcpus = [linux.vcpu(n, root=linux.process_root()) for n in range(4096)]
    started = time.perf_counter()
    assert understand(linux, *vcpus).kernel is not None
    assert time.perf_counter() - started < 2


# --- whose VMCOREINFO


def test_vmcoreinfo_of_another_kernel_in_the_same_memory_is_not_taken():
    ram = Ram(256 * MIB)
    stale = TinyLinux(ram, release="6.1.0-stale", image_gpa=128 * MIB)
    linux = TinyLinux(ram, kind="none")
    # A pointer in the image leads to it all the same.
    linux.write(0x20_8000, struct.pack("<Q", linux.page_offset + stale.data_at + 16384))
    insight = understand(linux, scan=ScanPolicy.ALWAYS)
    assert insight.kernel.osrelease == linux.release
    assert insight.kernel.vmcoreinfo is None


def test_same_release_at_another_physical_base_is_not_taken():
    ram = Ram(256 * MIB)
    TinyLinux(ram, image_gpa=128 * MIB)  # before a kexec: same build, no KASLR
    linux = TinyLinux(ram, kind="none")
    insight = understand(linux, scan=ScanPolicy.ALWAYS)
    assert insight.kernel.phys_base == linux.phys_base
    assert insight.kernel.vmcoreinfo is None


def test_note_wins_over_the_text_before_the_crash():
    linux = TinyLinux(Ram(128 * MIB))
    crashed = linux.vmcoreinfo + b"CRASHTIME=1763900000\n"
    linux.ram.write(linux.data_at + 18 * PAGE_SIZE, elf_note(crashed))
    assert understand(linux).kernel.vmcoreinfo == crashed


def test_text_is_taken_where_the_note_is_empty_until_a_crash():
    linux = TinyLinux(Ram(128 * MIB), kind="image", release="2.6.32-754.el6.x86_64")
    linux.write(0x20_C040, bytes(64))
    assert understand(linux).kernel.vmcoreinfo == linux.vmcoreinfo


# --- without VMCOREINFO


def rhel5(ram: Ram, **changed) -> TinyLinux:
    fields = {
        "kind": "none",
        "release": "2.6.18-398.el5",
        "version": "#1 SMP Tue Sep 16 20:50:52 EDT 2014",
        "page_offset": 0xFFFF_8100_0000_0000,
        "text_start": 0xFFFF_FFFF_8020_0000,
        "image_gpa": 2 * MIB,
        "data_at": 48 * MIB,
    }
    return TinyLinux(ram, **(fields | changed))


def test_old_kernel_by_page_tables_alone():
    linux = rhel5(Ram(128 * MIB))
    insight = understand(linux)
    kernel = insight.kernel
    assert kernel.osrelease == "2.6.18-398.el5"
    assert kernel.banner == linux.banner
    assert kernel.text_start == 0xFFFF_FFFF_8020_0000
    assert kernel.kaslr_offset == 0
    assert kernel.phys_base == 0
    assert kernel.page_offset == 0xFFFF_8100_0000_0000
    assert kernel.build_id == BUILD_ID
    assert kernel.vmcoreinfo is None
    assert "VMCOREINFO" in insight.warnings[0]
    assert "--scan" in insight.warnings[0]


def test_old_mapping_that_begins_below_the_image():
    linux = rhel5(Ram(128 * MIB))
    linux.tables.map(0xFFFF_FFFF_8000_0000, 0, 2 * MIB)
    kernel = understand(linux).kernel
    assert kernel.text_start == 0xFFFF_FFFF_8020_0000
    assert kernel.image_gpa == 2 * MIB


def test_old_kernel_linked_at_the_start_of_the_mapping():
    linux = rhel5(Ram(128 * MIB), text_start=0xFFFF_FFFF_8000_0000)
    kernel = understand(linux).kernel
    assert kernel.text_start == 0xFFFF_FFFF_8000_0000
    assert kernel.phys_base == 2 * MIB
    assert kernel.kaslr_offset == 0


def test_utsname_alone_where_the_banner_is_gone():
    linux = rhel5(Ram(128 * MIB))
    linux.write(0x10_0200, bytes(512))
    kernel = understand(linux).kernel
    assert kernel.osrelease == "2.6.18-398.el5"
    assert kernel.banner is None


# --- reading all memory


def orphaned(**changed) -> TinyLinux:
    """A kernel whose VMCOREINFO exists, but nothing in the image leads to it."""
    linux = TinyLinux(Ram(128 * MIB), **changed)
    linux.write(0x20_8000, bytes(16))
    return linux


@pytest.mark.parametrize("scan", [ScanPolicy.WHEN_LINUX, ScanPolicy.ALWAYS])
def test_scan_finds_what_no_pointer_leads_to(scan):
    linux = orphaned()
    insight = understand(linux, scan=scan)
    assert insight.kernel.vmcoreinfo == linux.vmcoreinfo
    assert insight.warnings == ()


def test_no_scan_without_leave():
    watch = Watch()
    insight = understand(orphaned(), progress=watch)
    assert insight.kernel.vmcoreinfo is None
    assert "--scan" in insight.warnings[0]
    assert not insight.scan_may_help  # what converts searches it by itself
    assert Phase.SCANNING not in {phase for phase, _, _ in watch.phases}


@pytest.mark.parametrize("scan", list(ScanPolicy))
def test_no_scan_where_pointers_lead_to_it(scan):
    watch = Watch()
    understand(TinyLinux(Ram(128 * MIB)), scan=scan, progress=watch)
    assert Phase.SCANNING not in {phase for phase, _, _ in watch.phases}


def test_scan_tells_how_far_it_is_up_to_the_end():
    watch = Watch()
    understand(orphaned(), scan=ScanPolicy.ALWAYS, progress=watch)
    scanned = [step[1:] for step in watch.phases if step[0] is Phase.SCANNING]
    assert scanned == sorted(scanned)
    assert scanned[0] == (0, 128 * MIB)
    assert scanned[-1] == (128 * MIB, 128 * MIB)


@pytest.mark.parametrize(
    ("mode", "page_offset"),
    [
        (PagingMode.LONG_4LEVEL, 0xFFFF_8880_0000_0000),
        (PagingMode.LONG_5LEVEL, 0xFF11_0000_0000_0000),
        (PagingMode.PAE, 0xC000_0000),
        (PagingMode.LEGACY_32BIT, 0x8000_0000),
    ],
)
def test_no_registers_at_all(mode, page_offset):
    linux = TinyLinux(Ram(128 * MIB), mode, page_offset=page_offset)
    known = understand(linux).kernel
    guest = linux.guest(Vcpu(0, {}))
    insight = find_kernel(guest, scan=BLIND)
    assert insight.kernel == known
    assert "without any register" in insight.warnings[0]


def test_no_registers_and_no_vmcoreinfo():
    linux = TinyLinux(Ram(128 * MIB), kind="none")
    roots = [linux.process_root() for _ in range(3)]
    kernel = find_kernel(linux.guest(Vcpu(0, {})), scan=BLIND).kernel
    assert kernel.osrelease == linux.release
    assert kernel.page_offset == linux.page_offset
    assert kernel.pgd_gpa in {*roots, linux.tables.root}


def test_no_vcpus_at_all():
    linux = TinyLinux(Ram(128 * MIB))
    guest = linux.guest()
    guest.vcpus = ()
    assert find_kernel(guest, scan=BLIND).kernel.vmcoreinfo == linux.vmcoreinfo


# --- what is not Linux


def test_unrecognised_guest_is_told_about_the_scan():
    linux = TinyLinux(Ram(64 * MIB))
    vcpu = linux.vcpu(root=60 * MIB)
    insight = understand(linux, vcpu)
    assert insight.kernel is None
    assert len(insight.warnings) == 1
    assert "not recognised" in insight.warnings[0]
    assert "--scan" in insight.warnings[0]
    assert insight.scan_may_help


def test_scan_recognises_what_registers_do_not():
    linux = TinyLinux(Ram(128 * MIB))
    insight = understand(linux, linux.vcpu(root=100 * MIB), scan=ScanPolicy.ALWAYS)
    assert insight.kernel.vmcoreinfo == linux.vmcoreinfo


def test_unrecognised_after_a_scan_is_not_sent_there_again():
    linux = TinyLinux(Ram(64 * MIB))
    linux.ram.image.pages.clear()
    insight = understand(linux, scan=ScanPolicy.ALWAYS)
    assert insight.kernel is None
    assert "--scan" not in insight.warnings[0]
    assert "searched" in insight.warnings[0]
    assert not insight.scan_may_help


def test_guest_in_firmware_is_called_so():
    linux = TinyLinux(Ram(64 * MIB))
    insight = understand(linux, Vcpu(0, {"cr0": 0x11}, PagingMode.UNPAGED))
    assert insight.kernel is None
    assert "firmware" in insight.warnings[0]


def test_guest_without_memory_has_no_insight():
    guest = TinyLinux(Ram(64 * MIB)).guest()
    guest.memory = None
    assert find_kernel(guest, scan=ScanPolicy.ALWAYS).kernel is None


def test_arm_guest_is_not_searched():
    guest = TinyLinux(Ram(64 * MIB)).guest(Vcpu(0, {}))
    guest.architecture = Architecture.ARM64
    watch = Watch()
    insight = find_kernel(guest, scan=ScanPolicy.ALWAYS, progress=watch)
    assert insight.kernel is None
    assert "ARM64" in insight.warnings[0]
    assert watch.phases == []


# --- a crashed guest


def crashed_guest(mode=PagingMode.LONG_4LEVEL, **first) -> tuple[TinyLinux, TinyLinux]:
    """First kernel, and its kdump kernel with the ELF header that it was given."""
    ram = Ram(256 * MIB)
    offset = 0xFFFF_8880_0000_0000 if mode.is_long else 0xC000_0000
    crashed = TinyLinux(ram, mode, page_offset=offset, release="6.1.0-crashed", **first)
    kdump = TinyLinux(
        ram, mode, page_offset=offset, release="6.1.0-kdump", image_gpa=128 * MIB
    )
    note = crashed.vmcoreinfo + b"CRASHTIME=1763900000\n"
    note_gpa = crashed.data_at + 18 * PAGE_SIZE
    ram.write(note_gpa, elf_note(note))
    header_gpa = 200 * MIB
    segments = [
        (4, note_gpa + PAGE_SIZE, 0, note_gpa + PAGE_SIZE),  # a CPU's, empty
        (4, note_gpa, 0, note_gpa),
        (1, crashed.image_gpa, crashed.text_start, crashed.image_gpa),
    ]
    ram.write(header_gpa, b"\x7fELF\x02\x01\x01".ljust(16, b"\0"))
    ram.write(
        header_gpa + 16, struct.pack("<HHIQQQIHHH", 4, 62, 1, 0, 64, 0, 0, 64, 56, 3)
    )
    for n, (kind, at, va, gpa) in enumerate(segments):
        ram.write(
            header_gpa + 64 + n * 56,
            struct.pack("<IIQQQQQQ", kind, 0, at, va, gpa, 4096, 4096, 0),
        )
    kdump.write(0x20_8800, struct.pack("<Q", header_gpa))
    return crashed, kdump


@pytest.mark.parametrize("mode", [PagingMode.LONG_4LEVEL, PagingMode.PAE])
def test_inside_the_kdump_kernel_the_first_kernel_counts(mode):
    crashed, kdump = crashed_guest(mode)
    insight = understand(crashed, kdump.vcpu())
    kernel = insight.kernel
    assert kernel.osrelease == "6.1.0-crashed"
    assert kernel.banner == crashed.banner
    assert kernel.text_start == crashed.text_start
    assert kernel.pgd_gpa == crashed.tables.root
    assert kernel.vmcoreinfo.endswith(b"CRASHTIME=1763900000\n")
    assert kernel.kdump == KdumpKernel("6.1.0-kdump", 1763900000)
    assert "vCPU 0 " in insight.warnings[0]


def test_vcpus_halted_in_the_first_kernel_do_not_hide_the_kdump_kernel():
    crashed, kdump = crashed_guest()
    vcpus = [crashed.vcpu(0), kdump.vcpu(1), crashed.vcpu(2), crashed.vcpu(3)]
    insight = understand(crashed, *vcpus)
    assert insight.kernel.osrelease == "6.1.0-crashed"
    assert insight.kernel.kdump == KdumpKernel("6.1.0-kdump", 1763900000)
    assert "vCPU 1 " in insight.warnings[0]


def test_first_kernel_too_old_to_tell_its_physical_base():
    crashed, kdump = crashed_guest(kind="image")
    kernel = understand(crashed, kdump.vcpu()).kernel
    assert kernel.osrelease == "6.1.0-crashed"
    assert kernel.phys_base == crashed.phys_base


def test_first_kernel_that_cannot_be_proved_leaves_the_running_one():
    crashed, kdump = crashed_guest()
    crashed.write(0x20_4000, bytes(400))  # its utsname
    kernel = understand(crashed, kdump.vcpu()).kernel
    assert kernel.osrelease == "6.1.0-kdump"
    assert kernel.kdump is None


def test_loaded_crash_kernel_alone_is_no_crash():
    crashed, _ = crashed_guest()
    insight = understand(crashed, crashed.vcpu())
    assert insight.kernel.osrelease == "6.1.0-crashed"
    assert insight.kernel.kdump is None
    assert insight.warnings == ()


# --- Windows


def windows(mode=PagingMode.LONG_4LEVEL, version=(10, 0, 19041)) -> TinyLinux:
    guest = TinyLinux(
        Ram(64 * MIB),
        mode,
        page_offset=0xC000_0000 if not mode.is_long else 0xFFFF_8880_0000_0000,
    )
    ram = guest.ram
    ram.image.pages.clear()
    tables = PageTableBuilder(ram, mode, MIB, root=guest.tables.root)
    tables.map(0xFFFF_F780_0000_0000 if mode.is_long else 0xFFDF_0000, 0x9000)
    major, minor, build = version
    ram.write(0x9260, struct.pack("<III", build | 0xF000_0000, 1, 1))
    ram.write(0x926C, struct.pack("<II", major, minor))
    return guest


@pytest.mark.parametrize("mode", [PagingMode.LONG_4LEVEL, PagingMode.PAE])
def test_windows_is_recognised_and_told_its_tools(mode):
    insight = understand(windows(mode))
    assert insight.kernel.os is GuestOs.WINDOWS
    assert insight.kernel.osrelease == "10.0.19041"
    assert insight.kernel.page_offset is None
    for tool in ("Volatility 3", "MemProcFS", "vmss2core (-W8"):
        assert tool in insight.warnings[0]


@pytest.mark.parametrize(
    ("version", "shown"),
    [((6, 1, 0), "6.1"), ((6, 3, 9600), "6.3.9600"), ((10, 0, 26100), "10.0.26100")],
)
def test_versions_of_windows(version, shown):
    guest = windows(version=version)
    if version[2] == 0:
        guest.ram.write(0x9260, bytes(4))
    assert understand(guest).kernel.osrelease == shown


@pytest.mark.parametrize("version", [(10, 0, 0), (7, 0, 0), (0, 0, 0), (6, 9, 7601)])
def test_a_page_with_an_impossible_version_is_no_windows(version):
    assert understand(windows(version=version)).kernel is None


# --- hostile memory (found by fuzzing)


def test_vmcoreinfo_whose_symbol_lacks_its_bracket_is_none_of_a_kernel():
    text = TinyLinux(Ram(128 * MIB)).vmcoreinfo
    assert parse_vmcoreinfo(text) is not None
    assert parse_vmcoreinfo(text.replace(b"init_uts_ns)", b"init_uts_ns/")) is None


@pytest.mark.parametrize("size", [1, 6, PAGE_SIZE + 3])
def test_memory_that_ends_inside_a_word_is_scanned(size):
    ram = Ram(MIB)
    ram.write(0, b"GNU\0" * PAGE_SIZE)
    memory = GuestMemory(ram.image, [MemoryRegion(0, size, 0)])
    assert len(scan_image(memory, 0, MIB).gnu_notes) == size // 8 * 2
