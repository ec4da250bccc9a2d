"""Guests whose memory is made to cost as much as a walk through it may."""

from __future__ import annotations

import struct
from pathlib import Path

from guestcore.demo.checkpoint_writer import CheckpointSpec, build_groups
from guestcore.demo.memory_image import MemoryImage
from guestcore.demo.tag_stream import write_state
from guestcore.model import PAGE_SIZE
from tests.builders.paging import MIB
from tests.builders.tiny_linux import elf_note, utsname
from tests.fuzz.largest_states import GIB, MAX_VCPUS, Case, Command

_PRESENT, _LARGE = 3, 0x80
_KERNEL = 0xFFFF_FFFF_8000_0000
_DIRECT = 0xFFFF_8880_0000_0000
_TABLES = 1 << 20
_IMAGE = 16 << 20
IMAGE_SIZE = 128 << 20
_RELEASE = "6.1.0"


def table(*entries: int) -> bytes:
    return struct.pack(f"<{len(entries)}Q", *entries)


def registers(root: int, **changed: int) -> dict[str, int]:
    return {
        "cr0": 0x8005_0033,
        "cr3": root,
        "cr4": 0x6F0,
        "cs": 0x10,
        "rip": _KERNEL + 0x100_1000,
        "rsp": _DIRECT + 0x1000,
        "idtr_base": _DIRECT,
        **changed,
    }


class HostileRam:
    """Pages by address; the memory file has holes everywhere else."""

    def __init__(self, size: int = 4 * GIB) -> None:
        self.size = size
        self.pages: dict[int, bytes] = {}
        self.next = _TABLES

    def allocate(self, data: bytes) -> int:
        gpa, self.next = self.next, self.next + -(-len(data) // PAGE_SIZE) * PAGE_SIZE
        self.pages[gpa] = data
        return gpa

    def write(self, folder: Path, vcpus: list[dict[str, int]]) -> Path:
        """Write the state file and its memory; return the state file."""
        layout = CheckpointSpec(regions=((0, self.size),), vcpus=vcpus)
        image = MemoryImage(layout.regions, lambda gpa, length: bytes(length))
        state = folder / "guest.vmss"
        write_state(state, build_groups(layout, image))
        with (folder / "guest.vmem").open("wb") as file:
            file.truncate(self.size)
            for gpa, data in self.pages.items():
                file.seek(gpa)
                file.write(data)
        return state

    def map_image(self, size: int = IMAGE_SIZE, *, at: int = _IMAGE) -> int:
        """Return the root of tables that map an image and a direct map of 1 GiB."""
        large = [at + n * 2 * MIB | _LARGE | _PRESENT for n in range(size // (2 * MIB))]
        image = self.allocate(bytes(64) + table(*large))  # from text + 16 MiB on
        direct = self.allocate(
            table(*(n * 2 * MIB | _LARGE | _PRESENT for n in range(512)))
        )
        return self.root(image, direct)

    def root(self, image: int, direct: int) -> int:
        """Return a root whose last GiB but one is mapped by a page directory."""
        kernel = bytearray(PAGE_SIZE)
        struct.pack_into("<Q", kernel, 510 * 8, image | _PRESENT)
        upper = self.allocate(bytes(kernel))
        low = self.allocate(table(*([direct | _PRESENT] * 512)))
        root = bytearray(PAGE_SIZE)
        struct.pack_into("<Q", root, 511 * 8, upper | _PRESENT)
        struct.pack_into("<Q", root, 273 * 8, low | _PRESENT)
        return self.allocate(bytes(root))


def fan_out(folder: Path) -> Command:
    """Every table leads to 512 others, for each of 4096 vCPUs."""
    ram = HostileRam()
    leaf = ram.allocate(table(*(n * PAGE_SIZE | _PRESENT for n in range(512))))
    vcpus = []
    for n in range(MAX_VCPUS):
        page = ram.allocate(
            table(*([leaf | _PRESENT] * 511 + [n * 2 * MIB | _LARGE | 3]))
        )
        upper = ram.allocate(table(*([page | _PRESENT] * 512)))
        root = ram.allocate(table(*([upper | _PRESENT] * 512)))
        vcpus.append(registers(root))
    return ["info", ram.write(folder, vcpus), "--json"]


def fan_out_without_leaves(folder: Path) -> Command:
    """Tables of tables that end nowhere: all that can be visited is."""
    ram = HostileRam()
    vcpus = []
    for _ in range(64):
        ends = [ram.allocate(bytes(PAGE_SIZE)) for _ in range(64)]
        pages = [
            ram.allocate(table(*[e | _PRESENT for e in ends] * 8)) for _ in range(64)
        ]
        upper = ram.allocate(table(*[p | _PRESENT for p in pages] * 8))
        vcpus.append(registers(ram.allocate(table(*([upper | _PRESENT] * 512)))))
    return ["info", ram.write(folder, vcpus), "--json"]


def tables_that_loop(folder: Path) -> Command:
    """Each of 16384 tables leads to the ones around it."""
    ram = HostileRam()
    first, count = ram.next, 16384
    for n in range(count):
        near = (first + (n + step) % count * PAGE_SIZE for step in range(512))
        ram.allocate(table(*(gpa | _PRESENT for gpa in near)))
    vcpus = [registers(first + n * PAGE_SIZE * 4) for n in range(MAX_VCPUS)]
    return ["info", ram.write(folder, vcpus), "--json"]


def many_names(folder: Path) -> Command:
    """Thousands of utsnames, and thousands of banners of none of them."""
    ram = HostileRam()
    root = ram.map_image()
    names = b"".join(
        utsname("box", f"6.1.{n}", "#1 SMP", "x86_64").ljust(392, b"\0")
        for n in range(4096)
    )
    ram.pages[_IMAGE] = names
    ram.pages[_IMAGE + 8 * MIB] = (b"Linux version 9 \0".ljust(24, b"\0")) * 4096
    return ["info", ram.write(folder, [registers(root)]), "--json"]


def _vmcoreinfo(number: int, size: int = 65_000) -> bytes:
    """Return a text that looks like a kernel's to its end, and is not this one's."""
    head = (
        f"OSRELEASE=6.1.{number}\nPAGESIZE=4096\nSYMBOL(init_uts_ns)=ffffffff81000000\n"
        f"SYMBOL(swapper_pg_dir)=ffffffff81001000\n"
    )
    line = "SYMBOL({0:040})=ffffffff81000000\n"
    count = (size - len(head)) // len(line.format(0))
    lines = "".join(line.format(n) for n in range(count))
    return (head + lines).encode()


def many_kernels(folder: Path) -> Command:
    """As many images as are read, each with as many VMCOREINFO as are parsed."""
    ram = HostileRam()
    texts = b"".join(_vmcoreinfo(n).ljust(16 * PAGE_SIZE, b"\0") for n in range(64))
    vcpus = []
    for n in range(8):
        at = _IMAGE + n * IMAGE_SIZE
        vcpus.append(registers(ram.map_image(at=at)))
        ram.pages[at + MIB] = texts
        ram.pages[at + 32 * MIB] = table(
            *(_DIRECT + p * PAGE_SIZE for p in range(32768))
        )
        ram.pages[at + 48 * MIB] = utsname("box", _RELEASE, "#1", "x86_64")
    return ["info", ram.write(folder, vcpus), "--json"]


def many_core_headers(folder: Path) -> Command:
    """A kernel that seems to be kdump's, with more notes than memory could hold."""
    ram = HostileRam()
    root = ram.map_image()
    ram.pages[_IMAGE] = utsname("box", _RELEASE, "#1 SMP", "x86_64")
    text = _vmcoreinfo(0).replace(b"PAGESIZE=4096", b"PAGESIZE=8192")
    note = 256 * MIB
    ram.pages[note] = elf_note(text)
    count = 16384
    header = b"\x7fELF\x02\x01\x01".ljust(16, b"\0")
    header += struct.pack("<HHIQQQIHHH6x", 4, 62, 1, 0, 64, 0, 0, 64, 56, count)
    header += struct.pack("<IIQQQQQQ", 4, 0, note, 0, note, 4096, 4096, 0) * count
    places = [512 * MIB + n * 4 * MIB for n in range(16)]
    for place in places:
        ram.pages[place] = header
    ram.pages[_IMAGE + MIB] = table(*places)
    return ["info", ram.write(folder, [registers(root)]), "--json"]


def many_roots(folder: Path) -> Command:
    """No registers, and 65536 pages that may each be a root."""
    ram = HostileRam(GIB)
    leaf = ram.allocate(table(*(n * PAGE_SIZE | _PRESENT for n in range(512))))
    page = ram.allocate(table(*([leaf | _PRESENT] * 512)))
    ram.next = 64 * MIB
    uppers = [ram.allocate(table(*([page | _PRESENT] * 512))) for _ in range(1024)]
    for n in range(65536):
        gpa = ram.next + n * PAGE_SIZE
        ram.pages[gpa + PAGE_SIZE - 8] = table(uppers[n % 1024] | _PRESENT)
    return ["info", ram.write(folder, [{}]), "--json"]


def images_of_unlike_kernels(folder: Path) -> Command:
    """No registers, and images of 128 MiB behind different roots."""
    ram = HostileRam(GIB)
    for n in range(64):
        ram.map_image(at=_IMAGE + n * 2 * MIB)
    return ["info", ram.write(folder, [{}]), "--json"]


CASES: dict[str, Case] = {
    "page tables: 512 in each": fan_out,
    "page tables without an end": fan_out_without_leaves,
    "page tables in loops": tables_that_loop,
    "4096 utsnames, 4096 banners": many_names,
    "8 images with 64 VMCOREINFO each": many_kernels,
    "16 core headers with 16384 notes": many_core_headers,
    "65536 roots": many_roots,
    "64 images behind roots": images_of_unlike_kernels,
}
