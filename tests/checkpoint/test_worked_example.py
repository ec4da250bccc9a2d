"""Whole files by bytes: one worked out by hand, one by the listing of a real one."""

import pytest

from guestcore.checkpoint.memory_group import read_memory_group
from guestcore.checkpoint.reader import CheckpointReader
from guestcore.checkpoint.regions import place_regions
from guestcore.checkpoint.registers import read_registers
from guestcore.model import MemoryRegion
from tests.builders.state_bytes import END, RawGroup, block, num, opened, state_bytes

MIB = 1 << 20

BY_HAND = (
    # magic, version 8, two groups
    "d2bed2be 08000000 02000000"
    # "cpu" at 0xac, 0x6f bytes; "memory" behind it, 0xa0 bytes
    + b"cpu".hex().ljust(128, "0") + "ac00000000000000 6f00000000000000"
    + b"memory".hex().ljust(128, "0") + "1b01000000000000 a000000000000000"
    # cpu: flags with index count and width, length of the name, name, indices, value
    + "040c" + b"cpu:numVCPUs".hex() + "01000000"
    + "4803" + b"rip".hex() + "00000000 c0b1a081ffffffff"
    + "8404" + b"CR64".hex() + "00000000 03000000 00a0a002"
    + "8401" + b"S".hex() + "00000000 01000000 10000000"
    # a block of ten bytes behind three of padding: limit and base
    + "7f04" + b"IDTR".hex() + "00000000 0a00000000000000 0a00000000000000 0300 eeeeee"
    + "ff0f 0000000000feffff"
    + "0000"
    # memory: 12 MiB from 0 on, 4 MiB from 4 GiB on
    + "040a" + b"align_mask".hex() + "ffff0000"
    + "040c" + b"regionsCount".hex() + "02000000"
    + "440d" + b"regionPageNum".hex() + "00000000 00000000"
    + "4409" + b"regionPPN".hex() + "00000000 00000000"
    + "440a" + b"regionSize".hex() + "00000000 000c0000"
    + "440d" + b"regionPageNum".hex() + "01000000 000c0000"
    + "4409" + b"regionPPN".hex() + "01000000 00001000"
    + "440a" + b"regionSize".hex() + "01000000 00040000"
    + "0000"
)  # fmt: skip


@pytest.fixture
def by_hand(tmp_path):
    with opened(tmp_path / "a.vmss", bytes.fromhex(BY_HAND)) as file:
        yield CheckpointReader(file)


def test_the_groups_of_the_worked_example_fill_its_file(by_hand):
    cpu, memory = by_hand.container.groups
    assert (cpu.name, cpu.position) == ("cpu", 0xAC)
    assert (memory.name, memory.position) == ("memory", cpu.position + cpu.size)
    assert memory.position + memory.size == by_hand.file.size == 0x1BB
    assert by_hand.warnings == []


def test_the_memory_of_the_worked_example_has_its_hole(by_hand):
    group = read_memory_group(by_hand)
    placement = place_regions(group.regions, group.region_count)
    assert placement.regions == (
        MemoryRegion(0, 12 * MIB, 0),
        MemoryRegion(4 << 30, 4 * MIB, 12 * MIB),
    )
    assert (placement.image_size, placement.warnings) == (16 * MIB, [])


def test_the_registers_of_the_worked_example_are_right(by_hand):
    found = read_registers(by_hand)
    assert found.warnings == ()
    assert found.registers == (
        {
            "rip": 0xFFFF_FFFF_81A0_B1C0,
            "cr3": 0x2A0_A000,
            "cs": 0x10,
            "idtr_limit": 0xFFF,
            "idtr_base": 0xFFFF_FE00_0000_0000,
        },
    )


CHECKPOINT = (
    num("fileversion", 10, 4)
    + block("ProductName", b"VMware ESX".ljust(256, b"\0"))
    + block("VersionNumber", b"4.1.0".ljust(256, b"\0"))
    + block("BuildNumber", bytes(256))
    + b"".join(
        num(name, value, 4)
        for name, value in (
            ("Platform", 1), ("usageMode", 1), ("memSize", 6144), ("maxFBSize", 8192),
        )
    )
)  # fmt: skip
BEFORE = (
    num("cpu:numVCPUs", 1, 4)
    + num("eflags", 2, 4, 0)
    + num("rip", 3, 8, 0)
    + num("eip", 3, 4, 0)
    + num("halted", 0, 1, 0)
)
TABLES = b"".join(
    num(name, 1, width, 0, part)
    for name in ("GDTR", "IDTR")
    for part, width in enumerate((2, 4, 4))
)
BEHIND = (
    b"".join(num("CR", 1, 4, 0, n) for n in range(5))
    + b"".join(num("DR64", 1, 8, 0, n) + num("DR", 1, 4, 0, n) for n in range(8))
    + TABLES
)
FIRST_CONTROL_TAG = 0x5EEA - 12


def test_data_lies_where_the_listing_of_a_real_file_has_it(tmp_path):
    """Offsets that a listing of an ESX 4.1 .vmss with 92 groups tells [esx41]."""
    start = 12 + 80 * 92
    between = FIRST_CONTROL_TAG - start - len(CHECKPOINT + END + BEFORE)
    filler = block("x", bytes(between - 21))
    groups = [
        RawGroup("Checkpoint", CHECKPOINT + END),
        RawGroup("cpu", BEFORE + filler + BEHIND + END),
        *(RawGroup(f"device{n}", END) for n in range(90)),
    ]
    with opened(tmp_path / "a.vmss", state_bytes(groups, magic=0xBAD1BAD1)) as file:
        reader = CheckpointReader(file)
        found = {
            (tag.name.decode(), *tag.indices): tag.offset
            for name in ("Checkpoint", "cpu")
            for tag in reader.walk(name)
        }
        assert reader.container.groups[0].position == start == 0x1CCC
    expected = {
        ("fileversion",): 0x1CD9,
        ("ProductName",): 0x1CFC,
        ("VersionNumber",): 0x1E1D,
        ("Platform",): 0x2046,
        ("usageMode",): 0x2055,
        ("memSize",): 0x2062,
        ("maxFBSize",): 0x2071,
        ("cpu:numVCPUs",): 0x2085,
        ("eflags", 0): 0x2095,
        ("rip", 0): 0x20A2,
        ("eip", 0): 0x20B3,
        ("halted", 0): 0x20C3,
        **{("CR", 0, n): 0x5EEA + 16 * n for n in range(5)},
        ("DR", 0, 7): 0x605A,
        ("GDTR", 0, 0): 0x606C,
        ("GDTR", 0, 1): 0x607C,
        ("GDTR", 0, 2): 0x608E,
        ("IDTR", 0, 0): 0x60A0,
        ("IDTR", 0, 1): 0x60B0,
        ("IDTR", 0, 2): 0x60C2,
    }
    assert {key: found[key] for key in expected} == expected
