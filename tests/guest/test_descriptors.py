"""Hidden parts of segment registers, from descriptor tables in guest memory."""

import struct

import pytest

from guestcore.guest.descriptors import SegmentState, segment_states
from guestcore.model import PAGE_SIZE, PagingMode, Vcpu
from tests.builders.paging import MIB, PageTableBuilder, Ram

GDT_GPA, LDT_GPA, TABLES = 0x2000, 0x3000, MIB
GDT_VA = {
    PagingMode.LONG_5LEVEL: 0xFFFF_FE00_0000_1000,
    PagingMode.LONG_4LEVEL: 0xFFFF_FE00_0000_1000,
    PagingMode.PAE: 0xFFC0_1000,
    PagingMode.LEGACY_32BIT: 0xFFC0_1000,
}
MODES = list(GDT_VA)
LONG_MODES = [mode for mode in MODES if mode.is_long]

KERNEL_CODE_64 = 0x00AF_9B00_0000_FFFF
KERNEL_CODE_32 = 0x00CF_9B00_0000_FFFF
DATA = 0x00CF_F300_0000_FFFF
PER_CPU = 0xF740_9312_3456_FFFF  # base 0xf7123456, bytes
ABSENT = 0x00CF_1300_0000_FFFF


class Machine:
    """A vCPU, its memory, and tables at GDT_GPA and LDT_GPA."""

    def __init__(self, mode: PagingMode) -> None:
        self.mode = mode
        self.ram = Ram(2 * MIB)
        self.registers = {
            "cr0": 0x8005_0033,
            "gdtr_base": GDT_VA.get(mode, GDT_GPA),
            "gdtr_limit": 0x7F,
            "eflags": 0x246,
        }
        if mode.is_paged:
            self.tables = PageTableBuilder(self.ram, mode, tables_at=TABLES)
            self.tables.map(GDT_VA[mode], GDT_GPA)
            self.registers["cr3"] = self.tables.root

    def put(self, slot: int, *descriptors: int, table: int = GDT_GPA) -> int:
        """Write descriptors from a slot on; return the slot's selector."""
        data = struct.pack(f"<{len(descriptors)}Q", *descriptors)
        self.ram.write(table + slot * 8, data)
        return slot * 8 | (4 if table == LDT_GPA else 0)

    def states(self, **registers: int) -> dict[str, SegmentState]:
        vcpu = Vcpu(0, self.registers | registers, self.mode)
        return dict(segment_states(vcpu, self.ram.memory))


@pytest.mark.parametrize("mode", MODES)
def test_segments_are_read_through_the_vcpus_page_tables(mode):
    machine = Machine(mode)
    selector = machine.put(2, KERNEL_CODE_64)
    states = machine.states(cs=selector)
    assert states["cs"] == SegmentState(selector, 0, 0xFFFF_FFFF, 0x00AF_9B00)


def test_all_segment_registers_are_answered():
    assert set(Machine(PagingMode.LONG_4LEVEL).states()) == {
        "es", "cs", "ss", "ds", "fs", "gs", "ldtr", "tr",
    }  # fmt: skip


def test_base_and_limit_are_put_together_from_their_pieces():
    machine = Machine(PagingMode.PAE)
    selector = machine.put(3, PER_CPU)
    assert machine.states(ds=selector)["ds"] == SegmentState(
        selector, 0xF712_3456, 0xFFFF, 0x0040_9300
    )


def test_a_limit_in_pages_counts_to_the_last_byte():
    machine = Machine(PagingMode.PAE)
    selector = machine.put(3, 0x00C0_9300_0000_0001)
    assert machine.states(ds=selector)["ds"].limit == 0x1FFF


def test_requested_privilege_is_no_part_of_the_index():
    machine = Machine(PagingMode.PAE)
    machine.put(5, DATA)
    assert machine.states(ds=5 * 8 | 3)["ds"].flags == 0x00CF_F300


@pytest.mark.parametrize("mode", LONG_MODES)
def test_tss_and_ldt_have_wide_bases_in_long_mode(mode):
    machine = Machine(mode)
    low = 0xFE << 56 | 0x0000_8B00 << 32 | 0x003000 << 16 | 0x4087
    selector = machine.put(8, low, 0xFFFF_FE00)
    assert machine.states(tr=selector)["tr"] == SegmentState(
        selector, 0xFFFF_FE00_FE00_3000, 0x4087, 0x8B00
    )


def test_tss_is_narrow_outside_long_mode():
    machine = Machine(PagingMode.PAE)
    low = 0xFE << 56 | 0x0000_8B00 << 32 | 0x003000 << 16 | 0x206B
    selector = machine.put(8, low, 0xFFFF_FE00)
    assert machine.states(tr=selector)["tr"].base == 0xFE00_3000


def test_selectors_with_the_table_bit_are_looked_up_in_the_ldt():
    machine = Machine(PagingMode.LEGACY_32BIT)
    machine.tables.map(0xFFC0_8000, LDT_GPA)
    ldt = 0xFF << 56 | 0x0000_8200 << 32 | 0xC0_8000 << 16 | 0x0017
    machine.put(1, DATA, KERNEL_CODE_32, table=LDT_GPA)
    states = machine.states(ldtr=machine.put(4, ldt), ds=1 * 8 | 7, es=3 * 8 | 7)
    assert states["ldtr"].base == 0xFFC0_8000
    assert states["ds"].flags == 0x00CF_F300
    assert states["es"].flags == 0  # beyond the LDT's limit


def test_without_an_ldt_its_selectors_are_unknown():
    machine = Machine(PagingMode.PAE)
    machine.put(1, DATA)
    assert machine.states(ds=1 * 8 | 7)["ds"] == SegmentState(0xF)


def test_null_selectors_have_no_attributes():
    machine = Machine(PagingMode.LONG_4LEVEL)
    machine.put(0, DATA)
    assert machine.states(ds=0, es=3)["es"] == SegmentState(3)


def test_a_null_ldt_keeps_its_type_as_qemu_shows_it():
    assert Machine(PagingMode.LONG_4LEVEL).states(ldtr=0)["ldtr"].flags == 0x8200
    assert Machine(PagingMode.LONG_4LEVEL).states()["ldtr"].flags == 0


def test_descriptors_behind_the_limit_count_for_nothing():
    machine = Machine(PagingMode.LONG_4LEVEL)
    inside, outside = machine.put(15, KERNEL_CODE_64), machine.put(16, KERNEL_CODE_64)
    assert machine.states(cs=inside)["cs"].flags == 0x00AF_9B00
    assert machine.states(cs=outside)["cs"].flags == 0


def test_a_wide_descriptor_must_be_inside_the_limit_with_all_its_bytes():
    machine = Machine(PagingMode.LONG_4LEVEL)
    selector = machine.put(15, 0x0000_8B00_0000_4087, 0)
    assert machine.states(tr=selector)["tr"] == SegmentState(selector)


def test_absent_descriptors_count_for_nothing():
    machine = Machine(PagingMode.PAE)
    selector = machine.put(3, ABSENT)
    assert machine.states(ds=selector)["ds"] == SegmentState(selector)


@pytest.mark.parametrize("mode", LONG_MODES)
def test_the_checkpoints_fs_and_gs_bases_win(mode):
    machine = Machine(mode)
    selector = machine.put(3, PER_CPU)
    base = 0xFFFF_9000_1234_0000
    states = machine.states(gs=0, gs_base=base, fs=selector, fs_base=0x7F00_0000_1000)
    assert states["gs"] == SegmentState(0, base)
    assert states["fs"].base == 0x7F00_0000_1000
    assert states["fs"].flags == 0x0040_9300


def test_the_partner_table_of_page_table_isolation_is_tried_too():
    machine = Machine(PagingMode.LONG_4LEVEL)
    selector = machine.put(2, KERNEL_CODE_64)
    root = machine.tables.root
    assert root % (2 * PAGE_SIZE) == 0
    states = machine.states(cs=selector, cr3=root + PAGE_SIZE)
    assert states["cs"].flags == 0x00AF_9B00


@pytest.mark.parametrize("mode", MODES)
def test_a_table_that_is_not_mapped_leaves_the_selectors(mode):
    machine = Machine(mode)
    selector = machine.put(2, KERNEL_CODE_64)
    states = machine.states(cs=selector, gdtr_base=GDT_VA[mode] + PAGE_SIZE)
    assert states["cs"] == SegmentState(selector)


def test_without_memory_selectors_and_told_bases_are_left():
    vcpu = Vcpu(0, {"cs": 0x10, "gs_base": 5, "gdtr_base": 0}, PagingMode.LONG_4LEVEL)
    states = segment_states(vcpu, None)
    assert states["cs"] == SegmentState(0x10)
    assert states["gs"].base == 5


def test_a_vcpu_whose_gdt_is_not_told_has_selectors_alone():
    machine = Machine(PagingMode.LONG_4LEVEL)
    selector = machine.put(2, KERNEL_CODE_64)
    del machine.registers["gdtr_base"]
    assert machine.states(cs=selector)["cs"] == SegmentState(selector)


def test_protected_mode_without_paging_reads_physical_memory():
    machine = Machine(PagingMode.UNPAGED)
    selector = machine.put(2, KERNEL_CODE_32)
    assert machine.states(cs=selector, cr0=0x11)["cs"].flags == 0x00CF_9B00


def test_real_mode_has_no_descriptors():
    machine = Machine(PagingMode.UNPAGED)
    selector = machine.put(2, KERNEL_CODE_32)
    assert machine.states(cs=selector, cr0=0x10)["cs"] == SegmentState(selector)


def test_virtual_8086_selectors_are_no_indices_but_the_tss_is():
    machine = Machine(PagingMode.LEGACY_32BIT)
    code = machine.put(2, KERNEL_CODE_32)
    task = machine.put(8, 0x0000_8B00_3000_206B)
    states = machine.states(cs=code, tr=task, eflags=0x2_0246)
    assert states["cs"] == SegmentState(code)
    assert states["tr"].flags == 0x8B00


def test_bits_above_a_selector_are_dropped():
    machine = Machine(PagingMode.PAE)
    machine.put(2, KERNEL_CODE_32)
    states = machine.states(cs=0xDEAD_0010)
    assert (states["cs"].selector, states["cs"].flags) == (0x10, 0x00CF_9B00)
