"""Which file each guest gets: class, machine, addresses, notes, warnings."""

import io
import struct
import time

import pytest
from elftools.elf.elffile import ELFFile

from guestcore.core.elf_layout import (
    EHDR32,
    EHDR64,
    NOTE_HEADER,
    PHDR32,
    PHDR64,
    PRSTATUS_32,
    PRSTATUS_64,
    QEMU_CPU,
    QEMU_SEGMENT,
    Machine,
)
from guestcore.core.plan import MAX_HEADERS, plan_core
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.model import (
    PAGE_SIZE,
    Architecture,
    GuestOs,
    KernelInfo,
    PagingMode,
    Vcpu,
)
from tests.builders.paging import PageTableBuilder, Ram
from tests.core.made_guests import (
    GIB,
    MIB,
    linux,
    registers_of,
    unread_guest,
    vcpus,
)

PAGE_OFFSET = 0xFFFF_9A00_4000_0000
TEXT = 0xFFFF_FFFF_9360_0000


def elf_of(plan) -> ELFFile:
    return ELFFile(io.BytesIO(plan.build_header()))


def notes_of(plan) -> list[tuple[str, int, int]]:
    """Return name, type and size of each note, as pyelftools sees them."""
    segment = elf_of(plan).get_segment(0)
    return [
        (note["n_name"], note["n_type"], note["n_descsz"])
        for note in segment.iter_notes()
    ]


def spans(plan) -> list[tuple[int, int, int]]:
    return [(s.p_paddr, s.p_paddr + s.size, s.p_vaddr) for s in plan.segments]


def kernel_64(**facts):
    known = {
        "page_offset": PAGE_OFFSET,
        "text_start": TEXT,
        "text_end": TEXT + 40 * MIB,
        "phys_base": 16 * MIB - (TEXT - 0xFFFF_FFFF_8000_0000),
    }
    return linux(PagingMode.LONG_4LEVEL, **(known | facts))


@pytest.mark.parametrize(
    ("structure", "size"),
    [
        (EHDR32, 52), (PHDR32, 32), (EHDR64, 64), (PHDR64, 56), (NOTE_HEADER, 12),
        (PRSTATUS_64, 336), (PRSTATUS_32, 144), (QEMU_SEGMENT, 24), (QEMU_CPU, 440),
    ],
    ids=[
        "ehdr32", "phdr32", "ehdr64", "phdr64", "note-header",
        "prstatus64", "prstatus32", "qemu-segment", "qemu-cpu",
    ],
)  # fmt: skip
def test_structures_have_their_published_sizes(structure, size):
    assert structure.sizeof() == size


# --- the file's class and machine


@pytest.mark.parametrize(
    ("regions", "elf_class"),
    [
        ([(0, 512 * MIB)], 32),
        ([(0, 3 * GIB)], 32),
        ([(0, GIB), (4 * GIB - 2 * MIB, MIB)], 32),
        ([(0, GIB), (4 * GIB - MIB, MIB)], 64),
        ([(0, 3 * GIB), (4 * GIB, GIB)], 64),
    ],
    ids=["small", "3-gib", "just-below-4-gib", "ends-at-4-gib", "above-4-gib"],
)
def test_i386_guest_gets_elf32_unless_ram_reaches_4_gib(regions, elf_class):
    guest = unread_guest(*regions, vcpus=vcpus(2, PagingMode.PAE))
    elf = elf_of(plan_core(guest, None))
    assert (elf.elfclass, elf.header.e_machine) == (elf_class, "EM_386")
    assert elf.header.e_phoff == elf.header.e_ehsize == {32: 52, 64: 64}[elf_class]
    assert elf.header.e_phentsize == {32: 32, 64: 56}[elf_class]


@pytest.mark.parametrize(
    "regions", [[(0, GIB)], [(0, 3 * GIB), (4 * GIB, GIB)]], ids=["elf32", "elf64"]
)
def test_i386_guest_has_i386_notes_in_either_class(regions):
    guest = unread_guest(*regions, vcpus=vcpus(2, PagingMode.PAE))
    assert [size for _, _, size in notes_of(plan_core(guest, None))] == [
        144, 144, 440, 440,
    ]  # fmt: skip


def test_i386_status_note_holds_the_registers_where_linux_has_them():
    guest = unread_guest((0, GIB), vcpus=vcpus(2, PagingMode.LEGACY_32BIT))
    notes = plan_core(guest, None).notes
    status = notes[164 + 20 : 164 + 20 + 144]  # the second one's descriptor
    assert struct.unpack_from("<I", status, 24) == (2,)
    names = (
        "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "rax", "ds", "es", "fs", "gs", "-",
        "rip", "cs", "eflags", "rsp", "ss",
    )  # fmt: skip
    registers = registers_of(1)
    expected = [registers.get(name, 0) & 0xFFFF_FFFF for name in names]
    assert list(struct.unpack_from("<17I", status, 72)) == expected


@pytest.mark.parametrize("mode", [PagingMode.UNPAGED, PagingMode.UNKNOWN])
def test_guest_without_known_page_tables_gets_elf64_by_physical_address(mode):
    guest = unread_guest((0, 640 << 10), (MIB, 63 * MIB), vcpus=vcpus(1, mode))
    plan = plan_core(guest, None)
    elf = elf_of(plan)
    assert (elf.elfclass, elf.header.e_machine) == (64, "EM_X86_64")
    assert all(s.p_vaddr == s.p_paddr for s in plan.segments)
    assert [size for _, _, size in notes_of(plan)] == [336, 440]


def test_arm64_guest_gets_its_machine_and_no_register_notes():
    guest = unread_guest(
        (GIB, GIB), vcpus=[Vcpu(0, {}), Vcpu(1, {})], architecture=Architecture.ARM64
    )
    plan = plan_core(guest, None)
    elf = elf_of(plan)
    assert (elf.elfclass, elf.header.e_machine) == (64, "EM_AARCH64")
    assert elf.get_segment(0).header.p_type == "PT_NOTE"
    assert notes_of(plan) == []
    assert spans(plan) == [(GIB, 2 * GIB, GIB)]
    assert plan.warnings == ()


def test_guest_without_vcpus_still_has_a_note_header():
    plan = plan_core(unread_guest((0, 64 * MIB)), None)
    elf = elf_of(plan)
    assert (elf.elfclass, elf.header.e_machine) == (64, "EM_X86_64")
    assert elf.get_segment(0).header.p_type == "PT_NOTE"
    assert (plan.notes, plan.note_count) == (b"", 0)


def test_vmcoreinfo_needs_no_vcpu():
    plan = plan_core(unread_guest((0, 64 * MIB)), kernel_64(vmcoreinfo=b"A=1\n"))
    assert notes_of(plan) == [("VMCOREINFO", 0, 4)]
    assert plan.note_count == 1


def test_windows_is_written_by_physical_address_with_all_registers():
    guest = unread_guest((0, 3 * GIB), (4 * GIB, GIB), vcpus=vcpus(2))
    plan = plan_core(guest, KernelInfo(os=GuestOs.WINDOWS, osrelease="10.0.19041"))
    assert all(s.p_vaddr == s.p_paddr for s in plan.segments)
    assert (plan.machine, plan.note_count) == (Machine.X86_64, 4)
    assert plan.warnings == ()


def test_the_kernel_decides_over_a_vcpu_caught_in_another_mode():
    mixed = [*vcpus(1, PagingMode.PAE), Vcpu(1, registers_of(1), PagingMode.UNPAGED)]
    plan = plan_core(unread_guest((0, GIB), vcpus=mixed), kernel_64())
    assert plan.machine is Machine.X86_64
    assert any("1 of 1 vCPUs" in warning for warning in plan.warnings)


def test_vcpus_in_reset_keep_their_number_and_have_no_vote():
    modes = [PagingMode.PAE, PagingMode.UNPAGED, PagingMode.UNPAGED]
    found = [
        Vcpu(i, registers_of(i) | ({"cr0": 0x10, "cr3": 0} if i else {}), mode)
        for i, mode in enumerate(modes)
    ]
    plan = plan_core(unread_guest((0, GIB), vcpus=found), None)
    assert plan.machine is Machine.I386
    pids = [struct.unpack_from("<I", plan.notes, 164 * i + 44)[0] for i in range(3)]
    assert pids == [1, 2, 3]


# --- addresses


def test_ram_is_cut_at_the_kernel_image():
    plan = plan_core(unread_guest((0, 256 * MIB), vcpus=vcpus(1)), kernel_64())
    assert spans(plan) == [
        (0, 16 * MIB, PAGE_OFFSET),
        (16 * MIB, 56 * MIB, TEXT),
        (56 * MIB, 256 * MIB, PAGE_OFFSET + 56 * MIB),
    ]
    assert plan.warnings == ()


def test_image_at_the_start_of_ram_leaves_nothing_before_it():
    kernel = kernel_64(phys_base=-(TEXT - 0xFFFF_FFFF_8000_0000))
    plan = plan_core(unread_guest((0, 256 * MIB), vcpus=vcpus(1)), kernel)
    assert spans(plan)[0] == (0, 40 * MIB, TEXT)
    assert len(plan.segments) == 2


def test_image_that_spans_two_regions_becomes_two_segments():
    guest = unread_guest((32 * MIB, 64 * MIB), (0, 32 * MIB), vcpus=vcpus(1))
    plan = plan_core(guest, kernel_64())
    assert spans(plan)[1:3] == [
        (16 * MIB, 32 * MIB, TEXT),
        (32 * MIB, 56 * MIB, TEXT + 16 * MIB),
    ]


def test_regions_that_adjoin_in_guest_and_image_are_one_segment():
    plan = plan_core(unread_guest((0, MIB), (MIB, MIB), (4 * MIB, MIB)), None)
    assert spans(plan) == [(0, 2 * MIB, 0), (4 * MIB, 5 * MIB, 4 * MIB)]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"phys_base": None}, "its place was not found"),
        ({"text_end": TEXT}, "is no place"),
        ({"text_end": TEXT + 123}, "is no place"),
        ({"text_start": 0xFFFF_8000_0000_0000}, "is no place"),
        ({"phys_base": -0x8000_0000}, "not in RAM"),
        ({"text_end": TEXT + GIB}, "not in RAM"),
    ],
    ids=["unknown", "empty", "crooked", "too-low", "below-ram", "beyond-ram"],
)
def test_kernel_image_that_makes_no_sense_is_left_in_the_direct_map(facts, reason):
    guest = unread_guest((0, 256 * MIB), vcpus=vcpus(1))
    plan = plan_core(guest, kernel_64(**facts))
    assert spans(plan) == [(0, 256 * MIB, PAGE_OFFSET)]
    assert len(plan.warnings) == 1
    assert reason in plan.warnings[0]


@pytest.mark.parametrize("page_offset", [None, 0xFFFF_FFFF_7000_0000])
def test_without_a_direct_map_addresses_are_physical_and_said_so(page_offset):
    guest = unread_guest((0, GIB), vcpus=vcpus(1))
    plan = plan_core(guest, kernel_64(page_offset=page_offset))
    assert spans(plan) == [(0, GIB, 0)]
    assert "physical" in plan.warnings[0]


def i386(mode: PagingMode, lowmem: int, ram: int, page_offset: int = 0xC000_0000):
    """Return a guest whose kernel maps *lowmem* bytes, and that kernel."""
    memory = Ram(ram)
    tables = PageTableBuilder(memory, mode, tables_at=MIB)
    tables.map_range(page_offset, 0, lowmem, tables.page_sizes()[-1])
    kernel = linux(mode, page_offset=page_offset, pgd_gpa=tables.root)
    guest = unread_guest((0, ram), vcpus=vcpus(1, mode), image=memory.image)
    return guest, kernel


@pytest.mark.parametrize("mode", [PagingMode.PAE, PagingMode.LEGACY_32BIT])
def test_lowmem_ends_where_the_kernels_tables_say(mode):
    plan = plan_core(*i386(mode, lowmem=760 * MIB, ram=2 * GIB))
    assert spans(plan) == [
        (0, 760 * MIB, 0xC000_0000),
        (760 * MIB, 2 * GIB, 760 * MIB),
    ]


def test_small_i386_guest_has_no_highmem():
    plan = plan_core(*i386(PagingMode.PAE, lowmem=256 * MIB, ram=256 * MIB))
    assert spans(plan) == [(0, 256 * MIB, 0xC000_0000)]


def test_lowmem_without_tables_ends_at_the_usual_bound():
    guest = unread_guest((0, 2 * GIB), vcpus=vcpus(1, PagingMode.PAE))
    plan = plan_core(guest, linux(PagingMode.PAE, page_offset=0xC000_0000))
    assert spans(plan)[0] == (0, 896 * MIB, 0xC000_0000)


def test_no_i386_segment_passes_the_end_of_the_address_space():
    guest = unread_guest(
        (0, 4 * GIB - 256 * MIB), (4 * GIB, GIB), vcpus=vcpus(1, PagingMode.PAE)
    )
    plan = plan_core(guest, linux(PagingMode.PAE, page_offset=0xC000_0000))
    for gpa, end, va in spans(plan):
        assert va + (end - gpa) <= 4 * GIB or va == gpa >= 4 * GIB


def test_highmem_never_looks_like_lowmem():
    guest = unread_guest((0, 4 * GIB - 256 * MIB), vcpus=vcpus(1, PagingMode.PAE))
    plan = plan_core(guest, linux(PagingMode.PAE, page_offset=0xC000_0000))
    lowmem, *highmem = spans(plan)
    for gpa, end, va in highmem:
        assert va + (end - gpa) <= lowmem[2]


@pytest.mark.parametrize("page_offset", [0, 0xC000_0001, 0xFFFF_0000])
def test_direct_map_that_no_i386_kernel_has_is_not_believed(page_offset):
    guest = unread_guest((0, GIB), vcpus=vcpus(1, PagingMode.PAE))
    plan = plan_core(guest, linux(PagingMode.PAE, page_offset=page_offset))
    assert spans(plan) == [(0, GIB, 0)]
    assert "no i386 kernel" in plan.warnings[0]


# --- bounds


def test_more_headers_than_leechcore_reads_are_warned_of():
    def plan_with(segments):
        regions = [(2 * i * PAGE_SIZE, PAGE_SIZE) for i in range(segments)]
        return plan_core(unread_guest(*regions), None)

    assert plan_with(MAX_HEADERS - 1).warnings == ()
    assert "LeechCore" in plan_with(MAX_HEADERS).warnings[0]


def test_headers_up_to_leechcores_limit_lie_where_it_looks():
    assert 64 + 56 * MAX_HEADERS <= 0x2000 < 64 + 56 * (MAX_HEADERS + 1)


def test_most_regions_and_vcpus_of_all_are_planned_in_seconds():
    regions = [(2 * i * MIB, MIB) for i in range(1024)]
    guest = unread_guest(*regions, vcpus=vcpus(4096))
    started = time.monotonic()
    plan = plan_core(guest, kernel_64(phys_base=None))
    assert time.monotonic() - started < 20
    assert elf_of(plan).num_segments() == 1 + 1024 < 0xFFFF
    assert plan.note_count == 2 * 4096


def test_memory_begins_at_the_first_page_behind_the_notes():
    for text in (b"", *(bytes(n) for n in (1, PAGE_SIZE - 120 - 24, PAGE_SIZE))):
        kernel = linux(PagingMode.LONG_4LEVEL, vmcoreinfo=text or None)
        plan = plan_core(unread_guest((0, MIB)), kernel)
        used = 64 + 2 * 56 + len(plan.notes)
        assert plan.data_offset % PAGE_SIZE == 0
        assert used <= plan.data_offset < used + PAGE_SIZE
        assert len(plan.build_header()) == plan.data_offset
        assert plan.size == plan.data_offset + MIB


def test_guest_with_a_problem_states_it():
    guest = unread_guest((0, MIB))
    guest.problem = GuestCoreError(ErrorKind.ENCRYPTED, "locked away")
    with pytest.raises(GuestCoreError, match="locked away"):
        plan_core(guest, None)


# --- registers that a checkpoint lacks


def lacking(index: int, *names: str) -> Vcpu:
    registers = {k: v for k, v in registers_of(index).items() if k not in names}
    return Vcpu(index, registers, PagingMode.LONG_4LEVEL)


def test_missing_registers_are_zero_and_named_once():
    found = [lacking(0, "cr2"), lacking(1, "cr2"), lacking(2), lacking(3, "cr2")]
    plan = plan_core(unread_guest((0, MIB), vcpus=found), None)
    (warning,) = plan.warnings
    assert warning.startswith("vCPUs 0 to 1, 3: the checkpoint does not hold cr2;")


def test_long_lists_of_vcpus_are_cut_short():
    found = [lacking(index, *(["dr7", "rip"] * (index % 2))) for index in range(100)]
    (warning,) = plan_core(unread_guest((0, MIB), vcpus=found), None).warnings
    assert warning.startswith("vCPUs 1, 3, 5, 7, 9, 11, 13, 15, …: ")


def test_a_register_that_no_checkpoint_tells_is_not_missed():
    plan = plan_core(unread_guest((0, MIB), vcpus=[lacking(0, "kernel_gs_base")]), None)
    assert plan.warnings == ()
