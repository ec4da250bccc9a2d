"""Long mode or not, decided without EFER."""

import struct

import pytest

from guestcore.guest.modes import with_modes
from guestcore.model import PAGE_SIZE, PagingMode, Vcpu
from tests.builders.paging import MIB, PageTableBuilder, Ram

PAGED = 0x8005_0033
PAE, LA57 = 1 << 5, 1 << 12
LONG_4, LONG_5 = PagingMode.LONG_4LEVEL, PagingMode.LONG_5LEVEL
IDT = 0xFFC0_0000
"""An address that is canonical in every mode."""
CODE = 0x40_1000


def modes_of(*registers: dict[str, int], memory=None, guest_os=None):
    vcpus = [Vcpu(index, values) for index, values in enumerate(registers)]
    return [vcpu.mode for vcpu in with_modes(vcpus, memory, guest_os)]


@pytest.mark.parametrize(
    ("registers", "mode"),
    [
        ({}, PagingMode.UNKNOWN),
        ({"cr4": PAE}, PagingMode.UNKNOWN),
        ({"cr0": 0x10}, PagingMode.UNPAGED),
        ({"cr0": 0x11, "cr4": PAE}, PagingMode.UNPAGED),
        ({"cr0": PAGED}, PagingMode.UNKNOWN),
        ({"cr0": PAGED, "cr4": 0x10}, PagingMode.LEGACY_32BIT),
        ({"cr0": PAGED, "cr4": PAE}, PagingMode.UNKNOWN),
    ],
    ids=[
        "nothing-told", "no-cr0", "reset", "protected", "no-cr4", "without-pae",
        "pae-alone",
    ],
)  # fmt: skip
def test_control_registers_alone(registers, mode):
    assert modes_of(registers) == [mode]


@pytest.mark.parametrize("name", ["rip", "idtr_base", "gdtr_base", "gs_base"])
@pytest.mark.parametrize(
    "value", [0xFFFF_FFFF_8100_0000, 0x7FFF_1234_5678, 0xFF11_0000_0000_0000]
)
def test_a_wide_address_is_proof_of_long_mode(name, value):
    assert modes_of({"cr0": PAGED, "cr4": PAE, name: value}) == [LONG_4]


def test_la57_makes_it_five_levels():
    registers = {"cr0": PAGED, "cr4": PAE | LA57, "rip": 0xFFFF_FFFF_8100_0000}
    assert modes_of(registers) == [LONG_5]


@pytest.mark.parametrize("name", ["rsp", "rax", "cr2"])
def test_old_upper_halves_prove_nothing(name):
    registers = {"cr0": PAGED, "cr4": PAE, name: 0xFFFF_FFFF_8100_0000}
    assert modes_of(registers) == [PagingMode.UNKNOWN]


def test_rubbish_is_no_wide_address():
    registers = {"cr0": PAGED, "cr4": PAE, "rip": 0xDEAD_BEEF_0000_0000}
    assert modes_of(registers) == [PagingMode.UNKNOWN]


def gate(mode: PagingMode, kind: int) -> bytes:
    """Return a present gate to 0x8:0xc0100000 (or its 64-bit place)."""
    gate = struct.pack("<HHBBH", 0, 0x8, 0, 0x80 | kind, 0xC010)
    return gate + struct.pack("<II", 0xFFFF_FFFF, 0) if mode.is_long else gate


def paged_vcpu(mode: PagingMode, kind: int = 0xE) -> tuple[Ram, dict[str, int]]:
    """Return memory and registers of a vCPU that shows nothing above 4 GiB."""
    ram = Ram(2 * MIB)
    tables = PageTableBuilder(ram, mode, tables_at=MIB)
    tables.map(IDT, 0x2000)
    tables.map(CODE, 0x3000)
    size = 16 if mode.is_long else 8
    ram.write(0x2000 + 14 * size, gate(mode, kind))
    registers = {"cr0": PAGED, "cr4": PAE, "cr3": tables.root, "rip": CODE}
    if mode is LONG_5:
        registers["cr4"] |= LA57
    return ram, registers | {"idtr_base": IDT, "gdtr_base": IDT}


@pytest.mark.parametrize("mode", [LONG_4, LONG_5, PagingMode.PAE])
def test_the_page_fault_gate_tells_the_mode(mode):
    ram, registers = paged_vcpu(mode)
    assert modes_of(registers, memory=ram.memory) == [mode]


def test_a_gate_that_long_mode_lacks_leaves_it_to_what_is_mapped():
    ram, registers = paged_vcpu(LONG_4, kind=0x5)
    assert modes_of(registers, memory=ram.memory) == [LONG_4]


@pytest.mark.parametrize("kind", [0x5, 0xE, 0xF])
def test_all_gates_of_32_bit_kernels_count(kind):
    ram, registers = paged_vcpu(PagingMode.PAE, kind)
    assert modes_of(registers, memory=ram.memory) == [PagingMode.PAE]


@pytest.mark.parametrize("mode", [LONG_4, PagingMode.PAE])
def test_without_an_idt_mapped_code_tells_the_mode(mode):
    ram, registers = paged_vcpu(mode)
    del registers["idtr_base"]
    assert modes_of(registers, memory=ram.memory) == [mode]


def test_tables_outside_ram_tell_nothing():
    ram, registers = paged_vcpu(LONG_4)
    registers["cr3"] = 1 << 40
    assert modes_of(registers, memory=ram.memory) == [PagingMode.UNKNOWN]


def test_undecided_vcpus_run_in_the_mode_of_the_others():
    shown = {"cr0": PAGED, "cr4": PAE | LA57, "rip": 0xFFFF_FFFF_8100_0000}
    undecided = {"cr0": PAGED, "cr4": PAE | LA57}
    assert modes_of(undecided, shown) == [LONG_5, LONG_5]


def test_the_others_count_more_than_the_name_of_the_system():
    ram, shown = paged_vcpu(PagingMode.PAE)
    undecided = {"cr0": PAGED, "cr4": PAE}
    found = modes_of(undecided, shown, memory=ram.memory, guest_os="debian12-64")
    assert found == [PagingMode.PAE, PagingMode.PAE]


@pytest.mark.parametrize(
    ("guest_os", "mode"),
    [("debian12-64", LONG_4), ("debian12", PagingMode.PAE), (None, PagingMode.UNKNOWN)],
)
def test_the_name_of_the_system_is_the_last_evidence(guest_os, mode):
    assert modes_of({"cr0": PAGED, "cr4": PAE}, guest_os=guest_os) == [mode]


def test_the_name_of_the_system_changes_no_unpaged_vcpu():
    assert modes_of({"cr0": 0x10}, guest_os="debian12-64") == [PagingMode.UNPAGED]


def test_vcpus_keep_order_number_and_registers():
    registers = [{"cr0": 0x10, "rax": n} for n in range(4)]
    found = with_modes([Vcpu(n, r) for n, r in enumerate(registers)], None, None)
    assert [(v.index, v.registers) for v in found] == list(enumerate(registers))


def test_thousands_of_vcpus_are_decided_quickly():
    ram, registers = paged_vcpu(LONG_4)
    found = modes_of(*[registers] * 4096, memory=ram.memory)
    assert set(found) == {LONG_4}
    assert ram.image.bytes_read < 4096 * 16 * PAGE_SIZE
