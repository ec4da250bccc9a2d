"""The layout that every reader opens; each test is a reader that would stumble."""

import io
import struct
from itertools import pairwise

import pytest
from elftools.elf.elffile import ELFFile

from guestcore.core.plan import plan_core
from guestcore.demo.fabricated_linux import fabricate
from guestcore.demo.machine import LINUX
from guestcore.demo.memory_image import MemoryImage, place_regions
from guestcore.files.source_file import SourceFile
from guestcore.guest.guest import Guest
from guestcore.guest.memory import GuestMemory
from guestcore.guest.modes import with_modes
from guestcore.model import PAGE_SIZE, Vcpu
from tests.core import made_guests

STATUS_REGISTERS = (
    "r15", "r14", "r13", "r12", "rbp", "rbx", "r11", "r10", "r9", "r8", "rax", "rcx",
    "rdx", "rsi", "rdi", "(orig_rax)", "rip", "cs", "eflags", "rsp", "ss", "fs_base",
    "gs_base", "ds", "es", "fs", "gs",
)  # fmt: skip
CPU_REGISTERS = (
    "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rsp", "rbp", "r8", "r9", "r10", "r11",
    "r12", "r13", "r14", "r15", "rip", "eflags",
)  # fmt: skip
SEGMENTS = ("cs", "ds", "es", "fs", "gs", "ss", "ldt", "tr", "gdt", "idt")


@pytest.fixture(scope="module")
def truth():
    return fabricate(LINUX)


@pytest.fixture(scope="module")
def guest(truth, tmp_path_factory) -> Guest:
    path = tmp_path_factory.mktemp("golden") / "memory.vmem"
    with path.open("xb") as file:
        MemoryImage(truth.regions, truth.read).write_raw(file)
    with SourceFile(path) as source:
        memory = GuestMemory(source, place_regions(truth.regions))
        found = [Vcpu(index, values) for index, values in enumerate(truth.vcpus)]
        yield made_guests.guest_of(memory, with_modes(found, memory, None))


@pytest.fixture(scope="module")
def core(guest, truth, tmp_path_factory):
    path = tmp_path_factory.mktemp("golden") / "demo.core"
    made_guests.write(guest, path, truth.kernel)
    return path.read_bytes()


@pytest.fixture(scope="module")
def elf(core):
    return ELFFile(io.BytesIO(core))


@pytest.fixture(scope="module")
def loads(elf):
    return [s.header for s in elf.iter_segments() if s.header.p_type == "PT_LOAD"]


def raw_notes(core: bytes) -> list[tuple[str, int, bytes]]:
    """Walk the notes by their sizes alone."""
    offset, size = struct.unpack_from("<8xQ16xQ", core, 64)
    end, found = offset + size, []
    while offset < end:
        name_size, size, kind = struct.unpack_from("<3I", core, offset)
        name = core[offset + 12 : offset + 12 + name_size]
        assert name[-1] == 0
        offset += 12 + -(-name_size // 4) * 4
        found.append((name[:-1].decode(), kind, core[offset : offset + size]))
        offset += -(-size // 4) * 4
    assert offset == end
    return found


@pytest.fixture(scope="module")
def notes(core):
    return raw_notes(core)


def test_file_header_is_an_elf64_core_without_sections(core, loads):
    assert core[:16] == b"\x7fELF\x02\x01\x01" + bytes(9)
    fields = struct.unpack_from("<2HI3QI6H", core, 16)
    assert fields == (4, 62, 1, 0, 64, 0, 0, 64, 56, 1 + len(loads), 0, 0, 0)


def test_program_headers_stand_where_makedumpfile_assumes_them(elf):
    assert elf.header.e_phoff == 64


def test_notes_are_the_first_header_and_lie_before_all_memory(elf, loads):
    first = elf.get_segment(0).header
    assert first.p_type == "PT_NOTE"
    assert first.p_offset == 64 + 56 * (1 + len(loads))
    assert first.p_offset + first.p_filesz <= min(s.p_offset for s in loads)


def test_all_other_headers_are_memory(elf, loads):
    assert elf.num_segments() == 1 + len(loads)


def test_no_header_has_an_alignment_so_crash_takes_the_file_for_kdump(elf):
    assert {s.header.p_align for s in elf.iter_segments()} == {0}


def test_segments_are_as_long_in_the_file_as_in_memory(elf):
    for segment in elf.iter_segments():
        assert segment.header.p_filesz == segment.header.p_memsz > 0


def test_segments_ascend_and_do_not_overlap(loads):
    for lower, upper in pairwise(loads):
        assert lower.p_paddr + lower.p_memsz <= upper.p_paddr
        assert lower.p_offset + lower.p_filesz <= upper.p_offset


def test_offsets_addresses_and_sizes_are_whole_pages(loads):
    for segment in loads:
        assert segment.p_offset > 0
        assert not (segment.p_offset | segment.p_paddr | segment.p_filesz) % PAGE_SIZE


def test_segments_are_readable_writable_and_executable(loads):
    assert {s.p_flags for s in loads} == {7}


def test_segments_hold_exactly_the_ram(loads, truth):
    pages = {
        page
        for s in loads
        for page in range(s.p_paddr, s.p_paddr + s.p_memsz, PAGE_SIZE)
    }
    ram = {
        page
        for gpa, size in truth.regions
        for page in range(gpa, gpa + size, PAGE_SIZE)
    }
    assert pages == ram


def test_every_byte_of_ram_is_in_its_segment(core, loads, truth):
    for s in loads:
        expected = truth.read(s.p_paddr, s.p_memsz)
        assert core[s.p_offset : s.p_offset + s.p_filesz] == expected


def test_kernel_image_is_a_segment_of_its_own_at_its_text_address(loads, truth):
    kernel = truth.kernel
    image = [s for s in loads if s.p_vaddr == kernel.text_start]
    assert [s.p_paddr for s in image] == [kernel.image_gpa]
    assert image[0].p_memsz == kernel.text_end - kernel.text_start


def test_everything_else_is_seen_through_the_direct_map(loads, truth):
    for s in loads:
        if s.p_vaddr != truth.kernel.text_start:
            assert s.p_vaddr == truth.kernel.page_offset + s.p_paddr


def test_notes_come_in_qemus_order(notes, truth):
    count = len(truth.vcpus)
    assert [(name, kind) for name, kind, _ in notes] == [
        *[("CORE", 1)] * count,
        *[("QEMU", 0)] * count,
        ("VMCOREINFO", 0),
    ]


def test_notes_have_the_sizes_that_readers_go_by(notes):
    sizes = {name: len(data) for name, _, data in notes if name != "VMCOREINFO"}
    assert sizes == {"CORE": 336, "QEMU": 440}


def test_pid_is_the_vcpu_plus_1_so_drgn_finds_its_registers(notes):
    pids = [struct.unpack_from("<I", data, 32)[0] for name, _, data in notes[:2]]
    assert pids == [1, 2]


def test_no_signal_is_made_up(notes):
    for name, _, data in notes:
        if name == "CORE":
            assert data[:32] == bytes(32)


def test_vmcoreinfo_is_the_guests_own_text(notes, truth):
    assert notes[-1][2] == truth.kernel.vmcoreinfo


def test_no_crashtime_is_added(notes):
    assert b"CRASHTIME" not in notes[-1][2]


def test_vmcoreinfo_text_begins_24_bytes_into_its_note(core, truth):
    text = core.index(truth.kernel.vmcoreinfo[:40])
    offset, size = struct.unpack_from("<8xQ16xQ", core, 64)
    length = len(truth.kernel.vmcoreinfo)
    assert text - 24 == offset + size - 24 - -(-length // 4) * 4


def test_status_registers_stand_in_the_order_of_linux(notes, truth):
    for registers, (_, _, data) in zip(truth.vcpus, notes, strict=False):
        expected = [registers.get(name, 0) for name in STATUS_REGISTERS]
        assert list(struct.unpack_from("<27Q", data, 112)) == expected


def qemu_segment(data: bytes, name: str) -> tuple[int, int, int, int]:
    """Return selector, limit, flags and base."""
    index = SEGMENTS.index(name)
    selector, limit, flags, pad, base = struct.unpack_from(
        "<4IQ", data, 152 + 24 * index
    )
    assert pad == 0
    return selector, limit, flags, base


@pytest.mark.parametrize("cpu", [0, 1])
def test_cpu_state_has_every_register_in_its_place(notes, truth, cpu):
    registers, data = truth.vcpus[cpu], notes[2 + cpu][2]
    assert struct.unpack_from("<II", data) == (1, 440)
    assert list(struct.unpack_from("<18Q", data, 8)) == [
        registers[n] for n in CPU_REGISTERS
    ]
    control = struct.unpack_from("<5Q", data, 392)
    assert control == (
        registers["cr0"], 0, registers["cr2"], registers["cr3"], registers["cr4"]
    )  # fmt: skip
    for name in ("gdt", "idt"):
        base, limit = registers[f"{name}r_base"], registers[f"{name}r_limit"]
        assert qemu_segment(data, name) == (0, limit, 0, base)


def test_segment_attributes_are_the_guests_own(notes, truth):
    found = {qemu_segment(data, "cs")[2] for name, _, data in notes if name == "QEMU"}
    assert found <= {0x00AF_9B00, 0x00AF_FB00}
    for registers, (_, _, data) in zip(truth.vcpus, notes[2:4], strict=True):
        selector, limit, flags, base = qemu_segment(data, "tr")
        assert (selector, limit, flags) == (0x40, 0x4087, 0x8B00)
        assert base >> 47 == 0x1FFFF
        assert qemu_segment(data, "ldt") == (0, 0, 0x8200, 0)
        assert qemu_segment(data, "gs")[3] == registers["gs_base"]


def test_planning_twice_gives_the_same_header(guest, truth):
    plans = [plan_core(guest, truth.kernel) for _ in range(2)]
    assert plans[0].build_header() == plans[1].build_header()


def test_a_sound_guest_is_not_warned_about(guest, truth):
    assert plan_core(guest, truth.kernel).warnings == ()
