"""The registers of every vCPU, in every encoding."""

import struct
import zlib

import pytest

from guestcore.checkpoint.reader import CheckpointReader
from guestcore.checkpoint.registers import read_registers
from guestcore.demo.register_tags import RegisterEncoding, register_tags
from guestcore.demo.tag_stream import Group, number, write_state
from guestcore.files.source_file import SourceFile
from guestcore.model import REGISTER_NAMES
from tests.builders.state_bytes import (
    block,
    item,
    num,
    opened,
    packed,
    state_bytes,
)

GENERAL = (
    "rax", "rcx", "rdx", "rbx", "rbp", "rsp", "rsi", "rdi",
    "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15",
)  # fmt: skip
ALL = {
    name: 0x1111_2222_3333_0000 + index
    for index, name in enumerate(REGISTER_NAMES)
    if name != "kernel_gs_base"  # nobody knows its tag
}
ALL |= dict.fromkeys(("es", "cs", "ss", "ds", "fs", "gs", "ldtr", "tr"), 0x18)
ALL |= {"gdtr_limit": 0x7F, "idtr_limit": 0xFFF, "eflags": 0x246}


def read(tmp_path, tags, count=1):
    body = b"" if count is None else num("cpu:numVCPUs", count, 4)
    with opened(tmp_path / "a.vmss", state_bytes({"cpu": body + tags})) as file:
        return read_registers(CheckpointReader(file))


def only(tmp_path, tags):
    found = read(tmp_path, tags)
    assert found.warnings == ()
    return found.registers[0]


def written(tmp_path, *encoded):
    """Return what is read of vCPUs that the product's writer wrote."""
    tags = [number("cpu:numVCPUs", len(encoded), 4)]
    for index, (registers, encoding) in enumerate(encoded):
        tags += register_tags(index, registers, encoding, padding=index)
    path = tmp_path / "a.vmss"
    write_state(path, [Group("cpu", tags)])
    with SourceFile(path) as file:
        return read_registers(CheckpointReader(file))


@pytest.mark.parametrize(
    "encoding",
    [RegisterEncoding.PACKED, RegisterEncoding.INDIVIDUAL, RegisterEncoding.BOTH],
)
def test_all_registers_are_read_in_every_encoding(tmp_path, encoding):
    found = written(tmp_path, (ALL, encoding))
    assert found.registers == (ALL,)
    assert found.warnings == ()


def test_vcpus_of_one_file_may_differ_in_encoding(tmp_path):
    encodings = list(RegisterEncoding)[:3]
    cpus = [({n: v + i for n, v in ALL.items()}, e) for i, e in enumerate(encodings)]
    found = written(tmp_path, *((c | {"cs": 16}, e) for c, e in cpus))
    for (registers, _), read_back in zip(cpus, found.registers, strict=True):
        assert {n: v for n, v in registers.items() if n not in SELECTORS} == {
            n: v for n, v in read_back.items() if n not in SELECTORS
        }


SELECTORS = ("cs",)


def test_32_bit_tags_alone_give_lower_halves(tmp_path):
    found = written(tmp_path, (ALL, RegisterEncoding.ONLY_32_BIT))
    registers = found.registers[0]
    low = 0xFFFF_FFFF
    for name in ("rax", "rsp", "rip", "cr3", "cr0", "dr7", "idtr_base", "gdtr_base"):
        assert registers[name] == ALL[name] & low
    assert "r8" not in registers


WIDE, NARROW, LOW = 0xFFFF_FFFF_8123_4567, 0x89AB_CDEF, 0x55
CONTROL_BLOCK = struct.pack("<9Q", *range(0x100, 0x109))


@pytest.mark.parametrize("turned", [False, True], ids=["as given", "turned round"])
@pytest.mark.parametrize(
    ("register", "tags", "expected"),
    [
        ("rip", [num("rip", WIDE, 8, 0), num("eip", NARROW, 4, 0)], WIDE),
        ("rip", [num("eip", NARROW, 4, 0)], NARROW),
        ("rax", [num("rax", WIDE, 8, 0), num("eax", NARROW, 4, 0)], WIDE),
        ("rax", [block("gpregs", bytes(128), 0), num("rax", WIDE, 8, 0)], WIDE),
        ("rax", [block("gpregs", bytes(128), 0), num("eax", NARROW, 4, 0)], 0),
        ("cr3", [num("CR64", WIDE, 8, 0, 3), num("CR", NARROW, 4, 0, 3)], WIDE),
        ("cr3", [block("CR64", CONTROL_BLOCK, 0), num("CR", NARROW, 4, 0, 3)], 0x103),
        ("cr3", [block("CR64", CONTROL_BLOCK, 0), num("CR64", WIDE, 8, 0, 3)], WIDE),
        ("cr4", [block("CR64", CONTROL_BLOCK, 0), num("CR64", WIDE, 8, 0, 3)], 0x104),
        ("dr7", [num("DR64", WIDE, 8, 0, 7), num("DR", NARROW, 4, 0, 7)], WIDE),
        (
            "idtr_base",
            [num("IDTR", 0x8123_4567, 4, 0, 1), num("IDTR", 0xFFFF_FFFF, 4, 0, 2)],
            WIDE,
        ),
        (
            "idtr_base",
            [block("IDTR", struct.pack("<HQ", 1, WIDE), 0), num("IDTR", LOW, 4, 0, 1)],
            WIDE,
        ),
        ("gdtr_limit", [block("GDTR", struct.pack("<HQ", LOW, WIDE), 0)], LOW),
        (
            "gdtr_base",
            [num("GDTR", LOW, 2, 0, 0), num("GDTR", NARROW, 4, 0, 1)],
            NARROW,
        ),
        ("eflags", [num("eflags", 0x202, 4, 0), num("EFLAGS", 0x44, 4, 0)], 0x246),
        ("eflags", [num("EFLAGS", 0x44, 4, 0)], 0x44),
        ("gs_base", [num("S.base64", WIDE, 8, 0, 5)], WIDE),
        ("gs", [num("S", 0x12345, 4, 0, 5)], 0x2345),
        ("tr", [num("S", 0x40, 2, 0, 7)], 0x40),
    ],
)
def test_the_better_of_two_encodings_wins(tmp_path, register, tags, expected, turned):
    tags = tags[::-1] if turned else tags
    assert only(tmp_path, b"".join(tags))[register] == expected


def test_packed_registers_are_in_crashs_order(tmp_path):
    registers = only(tmp_path, block("gpregs", struct.pack("<16Q", *range(16)), 0))
    assert registers == {name: index for index, name in enumerate(GENERAL)}


def test_the_padding_of_packed_registers_is_skipped(tmp_path):
    body = block("gpregs", struct.pack("<16Q", *range(16)), 0, padding=9)
    body += block("CR64", CONTROL_BLOCK, 0, padding=65535)
    registers = only(tmp_path, body + num("rip", WIDE, 8, 0))
    assert (registers["r15"], registers["cr3"], registers["rip"]) == (15, 0x103, WIDE)


def test_packed_registers_may_be_compressed(tmp_path):
    plain = struct.pack("<16Q", *range(16))
    assert only(tmp_path, packed("gpregs", zlib.compress(plain), 128, 0))["r9"] == 9


def test_of_two_tags_with_a_name_the_first_counts(tmp_path):
    twice = num("rip", 1, 8, 0) + num("rip", 2, 8, 0)
    twice += block("CR64", CONTROL_BLOCK, 0) + block("CR64", bytes(72), 0)
    twice += num("S", 3, 4, 0, 1) + num("S", 4, 4, 0, 1)
    registers = only(tmp_path, twice)
    assert (registers["rip"], registers["cr3"], registers["cs"]) == (1, 0x103, 3)


@pytest.mark.parametrize("size", [0, 7, 8, 64, 127])
def test_a_short_block_gives_its_whole_registers_and_a_warning(tmp_path, size):
    found = read(tmp_path, block("gpregs", struct.pack("<16Q", *range(16))[:size], 0))
    assert len(found.registers[0]) == size // 8
    (warning,) = found.warnings
    assert f"vCPU 0: block gpregs holds {size} bytes instead of 128" in warning


def test_a_short_table_register_is_left_out(tmp_path):
    found = read(tmp_path, block("IDTR", bytes(9), 0))
    assert found.registers == ({},)
    assert "holds 9 bytes instead of 10" in found.warnings[0]


def test_a_longer_block_gives_what_is_known(tmp_path):
    registers = only(tmp_path, block("gpregs", struct.pack("<20Q", *range(20)), 0))
    assert registers["r15"] == 15


def test_a_block_that_cannot_be_decompressed_is_left_out(tmp_path):
    found = read(tmp_path, packed("gpregs", b"\xff" * 9, 128, 0) + num("rip", 5, 8, 0))
    assert found.registers == ({"rip": 5},)
    assert "compressed in a way" in found.warnings[0]


def test_a_plain_block_with_two_sizes_is_read_with_a_warning(tmp_path):
    data = struct.pack("<16Q", *range(16))
    found = read(tmp_path, block("gpregs", data, 0, memory_size=64))
    assert found.registers[0]["r15"] == 15
    assert "128 bytes in the file and 64 in memory" in found.warnings[0]


def test_thousands_of_short_blocks_do_not_flood(tmp_path):
    tags = b"".join(block("gpregs", b"", index) for index in range(4096))
    found = read(tmp_path, tags, 4096)
    assert len(found.warnings) == 9
    assert "4088 more" in found.warnings[-1]


def test_values_of_a_width_that_no_number_has_are_left_out(tmp_path):
    assert only(tmp_path, item("rip", 0, value=b"123")) == {}


@pytest.mark.parametrize(
    ("name", "indices"),
    [
        ("rip", ()), ("rip", (0, 5)), ("rip", (0, 1, 2)), ("EFLAGS", (0, 1)),
        ("S", (0,)), ("S", (0, 8)), ("S.base64", (0, 7)), ("DR", (0,)),
        ("DR64", (0, 5)), ("CR64", (0, 1)), ("CR64", (0, 9)), ("GDTR", (0, 3)),
        ("gpregs", (0, 0)),
    ],
)  # fmt: skip
def test_tags_of_other_indices_tell_nothing(tmp_path, name, indices):
    assert only(tmp_path, num(name, 5, 8, *indices)) == {}


# --- stacks in packed registers


@pytest.mark.parametrize(
    ("tags", "packed_stack"),
    [
        (block("gpregs", bytes(128), 0), True),
        (block("gpregs", bytes(128), 0) + num("esp", 1, 4, 0), True),
        (block("gpregs", bytes(128), 0) + num("rsp", 1, 8, 0), False),
        (num("rsp", 1, 8, 0) + num("rbp", 1, 8, 0), False),
        (block("gpregs", bytes(32), 0), False),
    ],
)
def test_it_is_known_whose_stack_only_a_block_tells(tmp_path, tags, packed_stack):
    assert read(tmp_path, tags).packed_stacks == (
        frozenset({0}) if packed_stack else set()
    )
