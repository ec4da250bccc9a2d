import itertools
import struct
from dataclasses import replace

import pytest

from guestcore.demo.checkpoint_writer import (
    CheckpointSpec,
    MemoryStorage,
    PageNumbers,
    build_groups,
    write_checkpoint,
)
from guestcore.demo.memory_image import MemoryImage, read_from_file
from guestcore.demo.register_tags import RegisterEncoding
from guestcore.demo.tag_stream import Group, Tag, number, write_state
from guestcore.model import REGISTER_NAMES
from tests.builders.plain_checkpoint import decode_chain, parse_state

MIB = 1 << 20
GIB = 1 << 30
REGIONS = ((0, 3 * MIB), (4 * GIB, 2 * MIB))
SPLIT = 768  # pages before the hole
CONTROL = {"cr0": 0x80050033, "cr2": 0x7F0000001000, "cr3": 0x2A0A000, "cr4": 0x3506F0}
VCPU = {
    "rip": 0xFFFF_FFFF_81A0_B1C0,
    "eflags": 0x246,
    "rsp": 0xFFFF_C900_0001_3EA0,
    "rbp": 0xFFFF_C900_0001_3EB8,
    **CONTROL,
    "idtr_base": 0xFFFF_FE00_0000_0000,
    "idtr_limit": 0xFFF,
    **dict.fromkeys(("es", "ds", "fs", "gs", "ldtr"), 0),
    "cs": 0x10,
    "ss": 0x18,
    "tr": 0x40,
    "fs_base": 0,
    "gs_base": 0xFFFF_8880_3EC0_0000,
}


def read_memory(gpa, size):
    """Each page begins with its own address; every second page is zero."""
    return b"".join(
        (page.to_bytes(8, "little") * 512 if page >> 12 & 1 else bytes(4096))
        for page in range(gpa, gpa + size, 4096)
    )


IMAGE = b"".join(read_memory(gpa, size) for gpa, size in REGIONS)


@pytest.fixture
def write(tmp_path):
    """Write a checkpoint; return its state, parsed, and both files' bytes."""

    def write(spec, **options):
        memory = None if spec.memory is MemoryStorage.NONE else read_memory
        written = write_checkpoint(tmp_path, "guest", spec, memory, **options)
        state = written.state.read_bytes()
        vmem = written.memory.read_bytes() if written.memory else None
        return parse_state(state), state, vmem

    return write


def spec(**fields):
    return CheckpointSpec(vcpus=(VCPU,), regions=REGIONS, **fields)


def test_bytes_are_those_of_the_format_description(tmp_path):
    """Offsets and bytes worked out by hand from the format's rules."""
    chosen = CheckpointSpec(vcpus=[VCPU], regions=((0, 12 * MIB), (4 * GIB, 4 * MIB)))
    image = MemoryImage(chosen.regions, lambda gpa, size: bytes(size))
    groups = {group.name: group for group in build_groups(chosen, image)}
    path = tmp_path / "demo.vmss"
    write_state(path, [groups["memory"], groups["cpu"]])
    state = path.read_bytes()
    expected = {
        0x0: "d2bed2be 08000000 02000000",
        0xC: b"memory".hex(),
        0x4C: "ac00000000000000 a000000000000000",
        0x5C: b"cpu".hex(),
        0x9C: "4c01000000000000 0902000000000000",
        0xAC: "040a" + b"align_mask".hex() + "ffff0000",
        0xBC: "040c" + b"regionsCount".hex() + "02000000",
        0xCE: "440d" + b"regionPageNum".hex() + "00000000 00000000",
        0xE5: "4409" + b"regionPPN".hex() + "00000000 00000000",
        0xF8: "440a" + b"regionSize".hex() + "00000000 000c0000",
        0x10C: "440d" + b"regionPageNum".hex() + "01000000 000c0000",
        0x123: "4409" + b"regionPPN".hex() + "01000000 00001000",
        0x136: "440a" + b"regionSize".hex() + "01000000 00040000" + "0000",
        0x14C: "040c" + b"cpu:numVCPUs".hex() + "01000000",
        0x15E: "4406" + b"eflags".hex() + "00000000 46020000",
        0x16E: "4803" + b"rip".hex() + "00000000 c0b1a081ffffffff",
        0x17F: "7f06" + b"gpregs".hex() + "00000000",
        0x18B: "8000000000000000 8000000000000000 0000",
        0x1BD: "b83e010000c9ffff a03e010000c9ffff",  # rbp before rsp
        0x21D: "7f04" + b"CR64".hex() + "00000000",
        0x239: "3300058000000000 0000000000000000 00100000007f0000",
        0x251: "00a0a00200000000 f006350000000000",
        0x281: "7f04" + b"IDTR".hex() + "00000000",
        0x29D: "ff0f 0000000000feffff",
        0x2A7: "8401 53 00000000 00000000 00000000",
        0x31F: "8808" + b"S.base64".hex() + "00000000 04000000 0000000000000000",
        0x339: "8808" + b"S.base64".hex() + "00000000 05000000 0000c03e8088ffff",
        0x353: "0000",
    }
    for offset, text in expected.items():
        wanted = bytes.fromhex(text)
        assert state[offset : offset + len(wanted)] == wanted, hex(offset)
    assert len(state) == 12 + 6400 * 2  # what crash wants


class TestContainer:
    def test_groups_follow_the_table_without_gaps(self, write):
        parsed, state, _ = write(spec())
        extents = list(parsed.extents.values())
        assert extents[0][0] == 12 + 80 * len(extents)
        for (start, size), (following, _) in itertools.pairwise(extents):
            assert start + size == following
            assert state[following - 2 : following] == b"\0\0"

    @pytest.mark.parametrize("size", [80, 72])
    def test_the_old_variant_has_narrow_block_sizes(self, tmp_path, size):
        path = tmp_path / "old.vmss"
        groups = [Group("G", [Tag("B", (1, 2, 3), b"data", block=True)])]
        write_state(path, groups, magic=0xBED0BED0, descriptor_size=size)
        descriptor = "<64sQQ" if size == 80 else "<64sII"
        parsed = parse_state(path.read_bytes(), descriptor)
        tag = parsed.tag("G", "B", 1, 2, 3)
        assert (tag.data, tag.code) == (b"data", 63)
        assert tag.offset == 12 + size + 2 + 1 + 12 + 10

    def test_values_of_every_shape(self, tmp_path):
        tags = [
            Tag("empty"),
            number("wide", 1 << 60, 8),
            Tag("odd", value=b"abc"),
            Tag("longest", value=b"x" * 61),
            Tag("pad", (7,), b"y" * 100, block=True, padding=999),
            Tag("packed", (), b"zz", decoded_size=100),
        ]
        path = tmp_path / "shapes.vmss"
        write_state(path, [Group("G", tags)], crash_readable=False)
        found = parse_state(path.read_bytes()).groups["G"]
        seen = [(t.name, t.code, t.padding, t.decoded_size, len(t.data)) for t in found]
        assert seen == [
            ("empty", 0, 0, 0, 0),
            ("wide", 8, 0, 8, 8),
            ("odd", 3, 0, 3, 3),
            ("longest", 61, 0, 61, 61),
            ("pad", 63, 999, 100, 100),
            ("packed", 62, 0, 100, 2),
        ]

    def test_a_long_value_needs_a_block(self, tmp_path):
        with pytest.raises(ValueError, match="too long"):
            write_state(tmp_path / "s", [Group("G", [Tag("T", value=bytes(62))])])

    def test_never_overwrites(self, write):
        write(spec())
        with pytest.raises(FileExistsError):
            write(spec())


class TestMemory:
    def test_raw_file_is_the_image_with_holes(self, write, tmp_path):
        _, _, vmem = write(spec())
        assert vmem == IMAGE
        allocated = (tmp_path / "guest.vmem").stat().st_blocks * 512
        assert allocated <= len(IMAGE) * 3 // 4

    def test_compressed_file_is_a_chain(self, write):
        _, _, vmem = write(spec(memory=MemoryStorage.VMEM_COMPRESSED))
        sizes = struct.unpack_from("<QQ", vmem)
        assert sizes[0] == 4 * MIB > sizes[1]
        assert decode_chain(vmem) == IMAGE

    def test_embedded_memory_is_aligned_and_followed_by_groups(self, write):
        parsed, _, vmem = write(spec(memory=MemoryStorage.EMBEDDED))
        memory = parsed.tag("memory", "Memory", 0, 0)
        assert vmem is None
        assert memory.offset % 65536 == 0
        assert (memory.data, memory.decoded_size) == (IMAGE, len(IMAGE))
        assert list(parsed.groups)[-1] == "Snapshot"

    def test_embedded_memory_can_be_compressed(self, write):
        parsed, _, _ = write(spec(memory=MemoryStorage.EMBEDDED_COMPRESSED))
        memory = parsed.tag("memory", "Memory", 0, 0)
        assert (memory.code, memory.decoded_size) == (62, len(IMAGE))
        assert decode_chain(memory.data) == IMAGE

    def test_without_memory_nothing_is_announced(self, write):
        parsed, _, vmem = write(spec(memory=MemoryStorage.NONE), suffix=".vmsn")
        assert vmem is None
        assert [tag.name for tag in parsed.groups["memory"]] == ["align_mask"]

    @pytest.mark.parametrize("width", [4, 8])
    @pytest.mark.parametrize(
        ("kind", "starts"),
        [(PageNumbers.TILING, (0, SPLIT)), (PageNumbers.HOLE_START, (0, SPLIT))],
    )
    def test_regions_in_pages(self, write, kind, starts, width):
        parsed, _, _ = write(spec(page_numbers=kind, region_width=width))
        assert parsed.tag("memory", "regionsCount").number == 2
        for index, (gpa, size) in enumerate(REGIONS):
            tags = [
                parsed.tag("memory", name, index)
                for name in ("regionPPN", "regionSize", "regionPageNum")
            ]
            expected = [gpa // 4096, size // 4096, starts[index]]
            assert [tag.number for tag in tags] == expected
            assert {tag.code for tag in tags} == {width}

    def test_page_numbers_differ_with_two_holes(self):
        regions = ((8 * MIB, MIB), (0, MIB), (4 * MIB, MIB))  # announced unsorted
        image = MemoryImage(regions, read_memory)
        assert [region.gpa for region in image.regions] == [0, 4 * MIB, 8 * MIB]
        for kind, expected in (
            (PageNumbers.TILING, [512, 0, 256]),
            (PageNumbers.HOLE_START, [5 * 256, 0, 256]),
            (PageNumbers.ABSENT, []),
        ):
            chosen = CheckpointSpec(regions=regions, page_numbers=kind)
            groups = {group.name: group for group in build_groups(chosen, image)}
            found = [t for t in groups["memory"].tags if t.name == "regionPageNum"]
            assert [int.from_bytes(tag.value, "little") for tag in found] == expected

    def test_memory_without_regions(self, write):
        chosen = CheckpointSpec(memory_size=MIB, memory=MemoryStorage.EMBEDDED)
        parsed, _, _ = write(chosen)
        assert not parsed.tags("memory", "regionsCount")
        assert parsed.tag("memory", "Memory", 0, 0).data == read_memory(0, MIB)

    def test_known_zero_pages_are_zero(self, write):
        parsed, _, vmem = write(spec(known_zero=True))
        bitmap = parsed.tag("memory", "MainMemKnownZero").data
        assert len(bitmap) == len(vmem) // 4096 // 8
        for page in (0, 1, 2, 767, 768, 769, 1279):
            is_zero = vmem[page * 4096 : (page + 1) * 4096] == bytes(4096)
            assert bool(bitmap[page // 8] >> page % 8 & 1) is is_zero

    def test_memory_can_come_from_a_file(self, write, tmp_path):
        write(spec())
        with (tmp_path / "guest.vmem").open("rb") as file:
            read = read_from_file(file, REGIONS)
            assert read(4 * GIB + 4096, 8192) == read_memory(4 * GIB + 4096, 8192)

    @pytest.mark.parametrize(
        "regions",
        [((0, 8192), (4096, 4096)), ((0, 100),), ((5, 4096),), ((0, 0),)],
        ids=["overlap", "part of a page", "odd address", "empty"],
    )
    def test_impossible_regions_are_refused(self, regions):
        with pytest.raises(ValueError, match="whole pages"):
            MemoryImage(regions, read_memory)


EVERY_REGISTER = {name: 0x101 * n for n, name in enumerate(REGISTER_NAMES, 1)}


class TestRegisters:
    def names(self, write, encoding):
        parsed, _, _ = write(
            CheckpointSpec(
                vcpus=(EVERY_REGISTER, EVERY_REGISTER),
                memory=MemoryStorage.NONE,
                registers=encoding,
            )
        )
        assert parsed.groups["cpu"][0].name == "cpu:numVCPUs"
        assert parsed.groups["cpu"][0].number == 2
        return parsed, {
            (t.name, *t.indices[1:])
            for t in parsed.groups["cpu"]
            if t.indices[:1] == (1,)
        }

    def test_packed(self, write):
        parsed, names = self.names(write, RegisterEncoding.PACKED)
        assert {("gpregs",), ("CR64",), ("IDTR",), ("GDTR",), ("rip",)} <= names
        assert not {("rax",), ("eax",), ("CR64", 0), ("CR", 0)} & names
        general = struct.unpack("<16Q", parsed.tag("cpu", "gpregs", 1).data)
        order = "rax rcx rdx rbx rbp rsp rsi rdi r8 r9 r10 r11 r12 r13 r14 r15"
        assert general == tuple(EVERY_REGISTER[name] for name in order.split())
        control = struct.unpack("<9Q", parsed.tag("cpu", "CR64", 1).data)
        assert control == tuple(EVERY_REGISTER.get(f"cr{n}", 0) for n in range(9))
        idtr = struct.unpack("<HQ", parsed.tag("cpu", "IDTR", 1).data)
        assert idtr == (
            EVERY_REGISTER["idtr_limit"] & 0xFFFF,
            EVERY_REGISTER["idtr_base"],
        )

    def test_individual(self, write):
        parsed, names = self.names(write, RegisterEncoding.INDIVIDUAL)
        assert not {("gpregs",), ("CR64",), ("IDTR",)} & names
        for tag, register in (("rsp", "rsp"), ("r15", "r15"), ("rip", "rip")):
            assert parsed.tag("cpu", tag, 1).number == EVERY_REGISTER[register]
        assert parsed.tag("cpu", "CR64", 1, 3).number == EVERY_REGISTER["cr3"]
        assert parsed.tag("cpu", "DR64", 1, 7).number == EVERY_REGISTER["dr7"]
        assert {("eip",), ("eax",), ("CR", 3), ("IDTR", 2)} <= names

    def test_both_is_the_union(self, write, tmp_path):
        _, names = self.names(write, RegisterEncoding.BOTH)
        assert {("gpregs",), ("rax",), ("eax",), ("CR64",), ("CR64", 3)} <= names

    def test_32_bit_alone(self, write):
        parsed, names = self.names(write, RegisterEncoding.ONLY_32_BIT)
        wide = {("rax",), ("rip",), ("gpregs",), ("CR64",), ("CR64", 0), ("IDTR", 2)}
        assert not wide & names
        assert parsed.tag("cpu", "eip", 1).code == 4
        assert parsed.tag("cpu", "IDTR", 1, 0).code == 2

    def test_halves_make_the_whole(self, write):
        parsed, _, _ = write(spec(registers=RegisterEncoding.INDIVIDUAL))
        limit, low, high = (
            parsed.tag("cpu", "IDTR", 0, part).number for part in range(3)
        )
        assert (limit, high << 32 | low) == (VCPU["idtr_limit"], VCPU["idtr_base"])

    def test_what_is_not_given_is_not_written(self, write):
        parsed, _, _ = write(CheckpointSpec(vcpus=({},), memory=MemoryStorage.NONE))
        assert [tag.name for tag in parsed.groups["cpu"]] == ["cpu:numVCPUs"]

    @pytest.mark.parametrize(
        ("register", "tag"),
        [
            (n, i)
            for i, n in enumerate(("es", "cs", "ss", "ds", "fs", "gs", "ldtr", "tr"))
        ],
    )
    def test_selectors(self, write, register, tag):
        parsed, _, _ = write(spec())
        assert parsed.tag("cpu", "S", 0, tag).number == VCPU[register]


def test_what_the_machine_says_about_itself(write):
    parsed, _, _ = write(
        spec(
            product="VMware ESX",
            product_version="4.1.0",
            build="build-1",
            configuration='displayName = "x"\n',
            thumbnail=b"PNG",
            extra_tags={"cpu": [number("halted", 1, 1, 0)]},
            extra_groups=[Group("vide0"), Group("CMOS")],
        )
    )
    texts = {
        name: parsed.tag("Checkpoint", name).data
        for name in ("ProductName", "VersionNumber", "BuildNumber")
    }
    assert {len(text) for text in texts.values()} == {256}
    assert [t.rstrip(b"\0") for t in texts.values()] == [
        b"VMware ESX",
        b"4.1.0",
        b"build-1",
    ]
    assert parsed.tag("Checkpoint", "memSize").number == 5
    assert parsed.tag("Snapshot", "cfgFile").data == b'displayName = "x"\n'
    assert parsed.tag("MKSVMX", "imageData").data == b"PNG"
    assert parsed.tag("cpu", "halted", 0).number == 1
    assert list(parsed.groups)[:5] == ["Checkpoint", "cpu", "vide0", "CMOS", "memory"]


def test_padding_goes_before_every_block(write):
    chosen = replace(spec(padding=77, known_zero=True), configuration="text")
    parsed, _, _ = write(chosen)
    for tag in (
        parsed.tag("cpu", "gpregs", 0),
        parsed.tag("memory", "MainMemKnownZero"),
        parsed.tag("Snapshot", "cfgFile"),
    ):
        assert tag.padding == 77
