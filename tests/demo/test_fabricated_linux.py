import struct
from pathlib import Path

import pytest

from guestcore.demo.fabricated_linux import LinuxSpec, fabricate
from guestcore.demo.memory_image import MemoryImage
from guestcore.guest.guest import Guest, Origin
from guestcore.guest.memory import GuestMemory
from guestcore.guest.modes import with_modes
from guestcore.insight import ScanPolicy, find_kernel
from guestcore.model import SourceFormat, Vcpu

MIB = 1 << 20
GIB = 1 << 30
KERNEL_MAP = 0xFFFF_FFFF_8000_0000
REGIONS = ((0, 48 * MIB), (4 * GIB, 16 * MIB))
ADDRESS = 0x000F_FFFF_FFFF_F000


@pytest.fixture(scope="module")
def guest():
    return fabricate(LinuxSpec(regions=REGIONS, hostname="web01"))


@pytest.fixture(scope="module")
def keys(guest):
    lines = guest.kernel.vmcoreinfo.decode().splitlines()
    return dict(line.split("=", 1) for line in lines)


class Space:
    """The processor's page walk, in its simplest form."""

    def __init__(self, guest, root):
        self.guest = guest
        self.root = root

    def translate(self, va):
        table = self.root
        for shift in (39, 30, 21, 12):
            slot = va >> shift & 511
            entry = struct.unpack("<Q", self.guest.read(table + slot * 8, 8))[0]
            if not entry & 1:
                return None
            table = entry & ADDRESS
            if shift == 12 or (shift < 39 and entry & 0x80):
                offset = va & (1 << shift) - 1
                return (table & ~((1 << shift) - 1)) + offset
        raise AssertionError

    def read(self, va, size):
        gpa = self.translate(va)
        return None if gpa is None else self.guest.read(gpa, size)

    def text(self, va):
        return self.read(va, 256).split(b"\0")[0].decode()


@pytest.fixture(scope="module")
def kernel_space(guest):
    return Space(guest, guest.kernel.pgd_gpa)


def test_one_vcpu_is_in_the_kernel_and_one_in_user_mode(guest):
    assert [vcpu["cs"] & 3 for vcpu in guest.vcpus] == [0, 3]
    assert [vcpu["cr3"] >> 12 & 1 for vcpu in guest.vcpus] == [0, 1]


@pytest.mark.parametrize("vcpu", [0, 1])
def test_kernel_tables_prove_the_kernel(guest, keys, vcpu):
    """The kernel's own tables lie in front of the user's."""
    space = Space(guest, guest.vcpus[vcpu]["cr3"] & ADDRESS & ~0x1000)
    uts = int(keys["SYMBOL(init_uts_ns)"], 16) + int(keys["OFFSET(uts_namespace.name)"])
    fields = [space.text(uts + 65 * n) for n in range(5)]
    assert fields[:3] == ["Linux", "web01", keys["OSRELEASE"]]
    assert fields[4] == "x86_64"
    assert guest.kernel.banner.endswith(fields[3])


def test_user_tables_map_only_what_entering_the_kernel_takes(guest, keys):
    vcpu = guest.vcpus[1]
    space = Space(guest, vcpu["cr3"] & ADDRESS)
    assert space.translate(guest.kernel.text_start) is None
    assert space.translate(int(keys["SYMBOL(init_uts_ns)"], 16)) is None
    assert space.translate(guest.kernel.page_offset + MIB) is None
    assert space.read(vcpu["rip"], 4) == bytes.fromhex("f390ebfc")
    assert space.read(vcpu["rsp"], 8) is not None
    handler = gate_target(space.read(vcpu["idtr_base"] + 14 * 16, 16))
    assert space.read(handler, 4) == bytes.fromhex("0f01cafc")


def gate_target(gate):
    low, selector, _, kind, middle, high, _ = struct.unpack("<HHBBHII", gate)
    assert selector == 0x10
    assert kind in (0x8E, 0xEE)
    return high << 32 | middle << 16 | low


def test_offsets_agree_with_the_page_tables(guest, keys, kernel_space):
    kernel = guest.kernel
    image_gpa = kernel_space.translate(kernel.text_start)
    assert kernel.phys_base == image_gpa - (kernel.text_start - KERNEL_MAP)
    assert kernel.kaslr_offset == kernel.text_start - 0xFFFF_FFFF_8100_0000 > 0
    assert int(keys["KERNELOFFSET"], 16) == kernel.kaslr_offset
    assert int(keys["NUMBER(phys_base)"]) == kernel.phys_base
    root = int(keys["SYMBOL(swapper_pg_dir)"], 16) - KERNEL_MAP + kernel.phys_base
    assert root == kernel.pgd_gpa
    assert kernel_space.translate(kernel.text_start - 0x1000) is None
    assert (
        kernel_space.translate(kernel.text_end - 0x1000) == image_gpa + 8 * MIB - 4096
    )
    assert kernel_space.translate(kernel.text_end) is None


@pytest.mark.parametrize(
    "gpa", [0, 0x1000, 2 * MIB, 48 * MIB - 1, 4 * GIB, 4 * GIB + 16 * MIB - 1]
)
def test_the_direct_map_covers_all_ram(guest, kernel_space, gpa):
    assert kernel_space.translate(guest.kernel.page_offset + gpa) == gpa


@pytest.mark.parametrize("gpa", [48 * MIB, 4 * GIB - 1, 4 * GIB + 16 * MIB])
def test_the_direct_map_covers_no_hole(guest, kernel_space, gpa):
    assert kernel_space.translate(guest.kernel.page_offset + gpa) is None


def test_vmcoreinfo_is_reached_by_pointers_in_the_image(guest, kernel_space):
    kernel = guest.kernel
    image_gpa = kernel_space.translate(kernel.text_start)
    words = struct.iter_unpack("<Q", guest.read(image_gpa + 6 * MIB, 2 * MIB))
    pages = {
        kernel_space.read(value, 24 + len(kernel.vmcoreinfo))
        for (value,) in words
        if not value & 0xFFF and kernel.page_offset <= value < KERNEL_MAP
    }
    text = kernel.vmcoreinfo
    note = struct.pack("<III", 11, len(text), 0) + b"VMCOREINFO\0\0" + text
    assert pages == {text.ljust(len(text) + 24, b"\0"), note}


@pytest.mark.parametrize("number", [0, 1])
def test_descriptor_tables(guest, kernel_space, number):
    vcpu = guest.vcpus[number]
    gdt = kernel_space.read(vcpu["gdtr_base"], vcpu["gdtr_limit"] + 1)
    descriptor = {s: gdt[s & ~7 : (s & ~7) + 8] for s in (vcpu["cs"], vcpu["ss"])}
    assert descriptor[vcpu["cs"]][5] == (0x9B if number == 0 else 0xFB)
    assert descriptor[vcpu["cs"]][6] >> 5 == 5  # 64-bit code, in pages
    assert descriptor[vcpu["ss"]][5] == (0x93 if number == 0 else 0xF3)
    tss = gdt[vcpu["tr"] : vcpu["tr"] + 16]
    base = int.from_bytes(tss[2:5] + tss[7:12], "little")
    assert base == vcpu["gdtr_base"] + 0x2000
    stack = struct.unpack("<Q", kernel_space.read(base + 4, 8))[0]
    assert kernel_space.translate(stack - 8) is not None


@pytest.mark.parametrize("cpu", [0, 2])
def test_idle_stacks_lead_back_into_the_kernel(cpu):
    guest = fabricate(LinuxSpec(vcpus=3))
    vcpu, kernel = guest.vcpus[cpu], guest.kernel
    space = Space(guest, kernel.pgd_gpa)
    assert space.read(vcpu["rip"] - 1, 1) == b"\xf4"  # behind hlt
    callers = struct.unpack("<4Q", space.read(vcpu["rsp"], 32))
    assert all(kernel.text_start < caller < kernel.text_end for caller in callers)
    in_image = kernel.text_start < vcpu["rsp"] < kernel.text_end
    assert in_image is (cpu == 0)


def test_per_cpu_areas_are_in_the_direct_map(guest, kernel_space):
    base = guest.vcpus[0]["gs_base"]
    assert struct.unpack("<QI", kernel_space.read(base, 12)) == (base, 0)


def test_both_regions_are_used(guest):
    for gpa, size in REGIONS:
        assert any(
            guest.read(page, 4096).strip(b"\0") for page in range(gpa, gpa + size, 4096)
        )


def test_the_same_seed_gives_the_same_guest():
    first, again, other = (fabricate(LinuxSpec(seed=seed)) for seed in (7, 7, 8))
    assert first.vcpus == again.vcpus
    assert first.kernel == again.kernel != other.kernel
    assert first.read(0, 64 * MIB) == again.read(0, 64 * MIB)


def test_many_vcpus_and_much_sparse_ram():
    spec = LinuxSpec(
        vcpus=64, regions=((0, 3 * GIB), (4 * GIB, 61 * GIB)), osrelease="5.14.0-1.el9"
    )
    guest = fabricate(spec)
    space = Space(guest, guest.kernel.pgd_gpa)
    tops = {space.translate(vcpu["gdtr_base"]) for vcpu in guest.vcpus}
    assert len(tops) == 64
    last = 65 * GIB - 1
    assert space.translate(guest.kernel.page_offset + last) == last
    assert b"OSRELEASE=5.14.0-1.el9\n" in guest.kernel.vmcoreinfo


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        (LinuxSpec(regions=((0, 31 * MIB),)), "32 MiB"),
        (LinuxSpec(regions=((MIB, 64 * MIB),)), "begin at 0"),
        (LinuxSpec(cache_size=80 * MIB), "RAM are free"),
        (LinuxSpec(hostname="x" * 65), "utsname"),
    ],
    ids=["too small", "no low memory", "too full", "name too long"],
)
def test_impossible_guests_are_refused(spec, words):
    with pytest.raises(ValueError, match=words):
        fabricate(spec)


class ReadByOffset:
    def __init__(self, image):
        self.size = image.size
        self.read_at = image.read

    def readinto_at(self, offset, buffer):
        buffer[:] = self.read_at(offset, len(buffer))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_product_finds_exactly_this_kernel(seed):
    guest = fabricate(LinuxSpec(seed=seed, regions=REGIONS))
    image = MemoryImage(guest.regions, guest.read)
    memory = GuestMemory(ReadByOffset(image), image.regions)
    vcpus = [Vcpu(index, registers) for index, registers in enumerate(guest.vcpus)]
    opened = Guest(
        Origin(Path("made up"), SourceFormat.VMWARE_CHECKPOINT),
        layout=None,
        memory=memory,
        vcpus=with_modes(vcpus, memory, None),
    )
    found = find_kernel(opened, scan=ScanPolicy.WHEN_BLIND)
    assert found.warnings == ()
    assert found.kernel == guest.kernel
