"""Page walks in every mode, and what hostile tables must not do."""

import time

import pytest

from guestcore.guest.paging import (
    AddressSpace,
    TableCache,
    candidate_roots,
    root_gpa,
)
from guestcore.model import PAGE_SIZE, PagingMode, Vcpu
from tests.builders.paging import GIB, MIB, PageTableBuilder, Ram

KERNEL = {
    PagingMode.LONG_5LEVEL: 0xFF11_0000_0000_0000,
    PagingMode.LONG_4LEVEL: 0xFFFF_8880_0000_0000,
    PagingMode.PAE: 0xC000_0000,
    PagingMode.LEGACY_32BIT: 0xC000_0000,
}
MODES_AND_PAGES = [
    (PagingMode.LONG_5LEVEL, PAGE_SIZE),
    (PagingMode.LONG_5LEVEL, 2 * MIB),
    (PagingMode.LONG_5LEVEL, GIB),
    (PagingMode.LONG_4LEVEL, PAGE_SIZE),
    (PagingMode.LONG_4LEVEL, 2 * MIB),
    (PagingMode.LONG_4LEVEL, GIB),
    (PagingMode.PAE, PAGE_SIZE),
    (PagingMode.PAE, 2 * MIB),
    (PagingMode.LEGACY_32BIT, PAGE_SIZE),
    (PagingMode.LEGACY_32BIT, 4 * MIB),
]


def space_of(tables: PageTableBuilder) -> AddressSpace:
    return AddressSpace(tables.ram.memory, tables.mode, tables.root)


@pytest.mark.parametrize(("mode", "page"), MODES_AND_PAGES)
def test_translates_inside_a_page_and_not_beside_it(mode, page):
    tables = PageTableBuilder(Ram(16 * MIB), mode, tables_at=MIB)
    va, gpa = KERNEL[mode], 3 * GIB
    tables.map(va, gpa, page, flags=0x1 | 1 << 63 if mode.is_long else 1)
    space = space_of(tables)
    assert space.translate(va) == gpa
    assert space.translate(va + page - 1) == gpa + page - 1
    assert space.translate(va + page) is None
    assert space.translate(va - 1) is None


@pytest.mark.parametrize(("mode", "page"), MODES_AND_PAGES)
def test_lists_the_leaves_of_a_range(mode, page):
    tables = PageTableBuilder(Ram(16 * MIB), mode, tables_at=MIB)
    va = KERNEL[mode]
    for n, gpa in ((0, 0), (1, GIB), (3, 2 * GIB)):
        tables.map(va + n * page, gpa, page)
    leaves = space_of(tables).leaves(va, va + 3 * page)
    assert leaves.va.tolist() == [va, va + page]
    assert leaves.size.tolist() == [page, page]
    assert leaves.gpa.tolist() == [0, GIB]


def test_pse36_reaches_above_4_gib():
    tables = PageTableBuilder(Ram(4 * MIB), PagingMode.LEGACY_32BIT, tables_at=MIB)
    tables.map(0xC000_0000, 0x12_3440_0000, 4 * MIB)
    assert space_of(tables).translate(0xC000_0123) == 0x12_3440_0123


def test_pat_bit_of_a_large_page_is_no_address_bit():
    tables = PageTableBuilder(Ram(4 * MIB), PagingMode.LONG_4LEVEL, tables_at=MIB)
    tables.map(0xFFFF_8000_0020_0000, 0x40_0000, 2 * MIB, flags=0x1003)
    assert space_of(tables).translate(0xFFFF_8000_0020_0000) == 0x40_0000


def test_leaves_of_mixed_sizes_come_in_order():
    tables = PageTableBuilder(Ram(4 * MIB), PagingMode.LONG_4LEVEL, tables_at=MIB)
    base = 0xFFFF_8880_0000_0000
    tables.map(base + 2 * MIB, 8 * MIB, 2 * MIB)
    tables.map(base + PAGE_SIZE, 0x5000)
    tables.map(base + 4 * MIB, 0x7000)
    tables.map(base + GIB, 0, GIB)
    leaves = space_of(tables).leaves(base, base + 2 * GIB)
    assert leaves.va.tolist() == [
        base + PAGE_SIZE,
        base + 2 * MIB,
        base + 4 * MIB,
        base + GIB,
    ]
    assert leaves.size.tolist() == [PAGE_SIZE, 2 * MIB, PAGE_SIZE, GIB]


def test_leaves_reach_the_last_byte_of_the_address_space():
    tables = PageTableBuilder(Ram(4 * MIB), PagingMode.LONG_4LEVEL, tables_at=MIB)
    tables.map(0xFFFF_FFFF_FFFF_F000, 0x3000)
    assert space_of(tables).leaves(0, 1 << 64).va.tolist() == [0xFFFF_FFFF_FFFF_F000]


def test_reads_across_pages_that_lie_apart():
    ram = Ram(4 * MIB)
    tables = PageTableBuilder(ram, PagingMode.LONG_4LEVEL, tables_at=MIB)
    tables.map(0x7000_0000, 0x9000)
    tables.map(0x7000_1000, 0x2000)
    ram.write(0x9FFE, b"ab")
    ram.write(0x2000, b"cd")
    space = space_of(tables)
    assert space.read(0x7000_0FFE, 4) == b"abcd"
    assert space.read(0x7000_1FFE, 4) is None
    assert space.read(0x7000_0000, 0) == b""


@pytest.mark.parametrize("size", [-1, 1 << 40])
def test_refuses_sizes_that_guest_data_may_have_chosen(size):
    tables = PageTableBuilder(Ram(4 * MIB), PagingMode.LONG_4LEVEL, tables_at=MIB)
    assert space_of(tables).read(0, size) is None


@pytest.mark.parametrize(
    ("mode", "va"),
    [
        (PagingMode.LONG_4LEVEL, 0x0000_8000_0000_0000),
        (PagingMode.LONG_4LEVEL, 0xFF11_0000_0000_0000),
        (PagingMode.LONG_5LEVEL, 0x0100_0000_0000_0000),
        (PagingMode.PAE, 1 << 32),
        (PagingMode.LEGACY_32BIT, -1),
    ],
)
def test_addresses_that_are_not_canonical_are_not_mapped(mode, va):
    tables = PageTableBuilder(Ram(4 * MIB), mode, tables_at=MIB)
    tables.map_range(0, 0, 4 * MIB, PAGE_SIZE)
    assert space_of(tables).translate(va) is None


def test_tables_outside_ram_map_nothing():
    tables = PageTableBuilder(Ram(4 * MIB), PagingMode.LONG_4LEVEL, tables_at=MIB)
    tables.set_entry(0xFFFF_8000_0000_0000, 0, 64 * GIB | 3)
    space = space_of(tables)
    assert space.translate(0xFFFF_8000_0000_0000) is None
    assert len(space.leaves(0, 1 << 64).va) == 0


def test_memory_encryption_bit_is_dropped():
    tables = PageTableBuilder(Ram(4 * MIB), PagingMode.LONG_4LEVEL, tables_at=MIB)
    tables.map(0xFFFF_8000_0000_0000, 1 << 47 | 0x5000)
    space = AddressSpace(tables.ram.memory, tables.mode, tables.root, sme_mask=1 << 47)
    assert space.translate(0xFFFF_8000_0000_0000) == 0x5000


@pytest.mark.parametrize("mode", [PagingMode.UNPAGED, PagingMode.UNKNOWN])
def test_an_unpaged_mode_has_no_address_space(mode):
    with pytest.raises(ValueError, match="no page tables"):
        AddressSpace(Ram(MIB).memory, mode, 0)


def test_a_table_that_holds_itself_ends_the_enumeration():
    tables = PageTableBuilder(Ram(4 * MIB), PagingMode.LONG_4LEVEL, tables_at=MIB)
    tables.map(0xFFFF_8000_0000_0000, 0x5000)
    for index in range(300, 512):
        tables.set_entry(index << 39, 0, tables.root | 3)
    leaves = space_of(tables).leaves(0xFFFF_8000_0000_0000, 1 << 64)
    assert leaves.va.tolist() == [0xFFFF_8000_0000_0000]


def hostile_tables() -> PageTableBuilder:
    """Four tables whose every entry leads on: 2 ** 36 pages of 4 KiB."""
    ram = Ram(4 * MIB)
    for level in range(4):
        child = (level + 1) * PAGE_SIZE | 3
        ram.write(level * PAGE_SIZE, child.to_bytes(8, "little") * 512)
    return PageTableBuilder(ram, PagingMode.LONG_4LEVEL, 2 * MIB, root=0)


def test_leaves_stop_at_their_limit():
    leaves = space_of(hostile_tables()).leaves(0, 1 << 64, limit=1000)
    assert len(leaves.va) == len(leaves.gpa) == len(leaves.size) == 1000


def test_tables_that_fan_out_without_end_take_bounded_time():
    started = time.perf_counter()
    space_of(hostile_tables()).leaves(0, 1 << 64)
    assert time.perf_counter() - started < 1


def test_a_cache_reads_each_table_once_and_no_more_than_its_limit():
    tables = PageTableBuilder(Ram(64 * MIB), PagingMode.LONG_4LEVEL, tables_at=MIB)
    tables.map_range(0, 0, 8 * GIB, GIB)
    for n in range(20):
        tables.map(n << 30 | 1 << 40, 0x1000)
    cache = TableCache(tables.ram.memory, limit=10)
    space = AddressSpace(tables.ram.memory, tables.mode, tables.root, tables=cache)
    tables.ram.image.bytes_read = 0
    for _ in range(3):
        for n in range(20):
            space.translate(n << 30 | 1 << 40)
    assert tables.ram.image.bytes_read == 10 * PAGE_SIZE
    assert space.translate(0) is None  # over the limit counts as not present


@pytest.mark.parametrize(
    ("mode", "cr3", "root"),
    [
        (PagingMode.LONG_4LEVEL, 0x8000_0001_0080_7FFF, 0x1_0080_7000),
        (PagingMode.LONG_5LEVEL, 0x6000_0001_0080_6801, 0x1_0080_6000),
        (PagingMode.PAE, 0x0112_DA20, 0x0112_DA20),
        (PagingMode.PAE, 0x0112_DA3F, 0x0112_DA20),
        (PagingMode.LEGACY_32BIT, 0x0112_DA18, 0x0112_D000),
    ],
)
def test_cr3_loses_what_is_no_address(mode, cr3, root):
    assert root_gpa(cr3, mode) == root


@pytest.mark.parametrize(
    ("mode", "cr3", "roots"),
    [
        (PagingMode.LONG_4LEVEL, 0x10_7000, (0x10_7000, 0x10_6000)),
        (PagingMode.LONG_4LEVEL, 0x10_6000, (0x10_6000,)),
        (PagingMode.PAE, 0x112_DA00, (0x112_DA00, 0x112_CA00)),
        (PagingMode.LEGACY_32BIT, 0x10_7000, (0x10_7000,)),
        (PagingMode.UNPAGED, 0x10_7000, ()),
    ],
)
def test_both_tables_of_an_isolated_pair_are_candidates(mode, cr3, roots):
    assert candidate_roots(Vcpu(0, {"cr3": cr3}, mode)) == roots


def test_a_vcpu_without_cr3_has_no_candidates():
    assert candidate_roots(Vcpu(0, {"rip": 1}, PagingMode.LONG_4LEVEL)) == ()
