"""A made-up Linux kernel: image, address space, what it says about itself.

Everything that identifies a kernel is there and agrees: an image at a KASLR
offset, a direct map at a random base, banner, build ID, utsname, IDT, VMCOREINFO
as text and as note. Where real kernels put these things:
Documentation/arch/x86/x86_64/mm.rst [linux].
"""

from __future__ import annotations

import random
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from guestcore.demo import x86_tables
from guestcore.demo.sparse_ram import (
    ACCESSED,
    DIRTY,
    GLOBAL,
    NO_EXECUTE,
    PRESENT,
    WRITABLE,
    PageTables,
    SparseRam,
)
from guestcore.model import (
    PAGE_SIZE,
    START_KERNEL_MAP,
    GuestOs,
    KernelInfo,
    PagingMode,
)

MIB = 1 << 20
GIB = 1 << 30
LARGE_PAGE = 2 * MIB
MIN_FIRST_REGION = 32 * MIB

CPU_ENTRY_AREA = 0xFFFF_FE00_0000_0000
TEXT = PRESENT | ACCESSED | GLOBAL
RODATA = TEXT | DIRTY | NO_EXECUTE
DATA = RODATA | WRITABLE
"""Flags of page-table entries."""

_LINK_ADDRESS = 0xFFFF_FFFF_8100_0000
_DIRECT_MAP_FROM = 0xFFFF_8880_0000_0000
_VMALLOC_FROM = 0xFFFF_C900_0000_0000
_LOW_MEMORY = MIB

IDLE = 0x2040
"""Offset in the image behind the instruction that waits for interrupts."""
ENTRY_TEXT = 2 * MIB
"""Offset of the code that PTI maps for user mode too: one large page."""
INIT_STACK = 6 * MIB
"""Offset of the first CPU's idle stack, which is part of the image."""
IMAGE_SIZE = 8 * MIB
_TEXT_FILLED = 256 << 10
_HANDLERS = ENTRY_TEXT + 0x1000
_HANDLER_SIZE = 32
_RODATA_START = 4 * MIB
_BANNER = _RODATA_START + 0xA0
_BUILD_ID_NOTE = _RODATA_START + 0x8000
_RODATA_END = 5 * MIB
"""Behind it lies what only booting needed: unmapped since."""
_DATA_START = INIT_STACK
_PAGE_TABLES = _DATA_START + 0x10000
_UTS = _DATA_START + 0x20B60
_NODE_ONLINE_MAP = _DATA_START + 0x21480
_POINTERS = _DATA_START + 0x22000
_IDT_TABLE = _DATA_START + 0x30000
_UTS_FIELD = 65


@dataclass(frozen=True, slots=True, kw_only=True)
class LinuxSpec:
    """What to make up. The same values give the same bytes."""

    seed: int = 1
    """Chooses KASLR, the direct map, and where everything lies in RAM."""
    regions: Sequence[tuple[int, int]] = ((0, 64 * MIB),)
    """(gpa, size); the first must begin at 0 and have 32 MiB."""
    vcpus: int = 2
    """Every second one is caught in user mode, the others idle in the kernel."""
    osrelease: str = "6.1.0-demo-amd64"
    version: str = "#1 SMP PREEMPT_DYNAMIC fabricated by GuestCore"
    hostname: str = "demo"
    cache_size: int = MIB
    """Bytes of text strewn over RAM, as file contents would be."""


class FabricatedKernel:
    """Writes a kernel into RAM and maps it.

    :raises ValueError: if RAM has no room for it.
    """

    def __init__(self, spec: LinuxSpec, rng: random.Random) -> None:
        first_gpa, first_size = spec.regions[0]
        if first_gpa or first_size < MIN_FIRST_REGION:
            raise ValueError("the first region must begin at 0 and have 32 MiB")
        self.spec = spec
        self.ram = SparseRam(spec.regions, rng)
        last_place = (first_size - IMAGE_SIZE) // LARGE_PAGE
        self.image_gpa = rng.randrange(8, last_place + 1) * LARGE_PAGE
        self.text_start = _LINK_ADDRESS + rng.randrange(1, 480) * LARGE_PAGE
        self.page_offset = _DIRECT_MAP_FROM + rng.randrange(1, 0x8000) * GIB
        self.vmalloc = _VMALLOC_FROM + rng.randrange(1, 0x1000) * GIB
        self.phys_base = self.image_gpa - (self.text_start - START_KERNEL_MAP)
        self.tables = PageTables(self.ram, self.image_gpa + _PAGE_TABLES)
        self.banner = (
            f"Linux version {spec.osrelease} (guestcore@fabricated) "
            f"(no compiler) {spec.version}"
        )
        self.build_id = rng.randbytes(20)
        self.ram.reserve(0, _LOW_MEMORY)
        self.ram.reserve(self.image_gpa, IMAGE_SIZE)
        self._write_image(rng)
        self._map()
        self.vmcoreinfo = self._vmcoreinfo()
        self._write_vmcoreinfo()

    def facts(self) -> KernelInfo:
        """Return the truth about this kernel, as a reader should find it."""
        return KernelInfo(
            os=GuestOs.LINUX,
            osrelease=self.spec.osrelease,
            banner=self.banner,
            hostname=self.spec.hostname,
            kaslr_offset=self.text_start - _LINK_ADDRESS,
            phys_base=self.phys_base,
            page_offset=self.page_offset,
            text_start=self.text_start,
            text_end=self.text_start + IMAGE_SIZE,
            pgd_gpa=self.tables.root,
            mode=PagingMode.LONG_4LEVEL,
            build_id=self.build_id.hex(),
            vmcoreinfo=self.vmcoreinfo,
        )

    def _write_image(self, rng: random.Random) -> None:
        self._put(0, _code(_TEXT_FILLED, rng))
        self._put(IDLE - 2, bytes.fromhex("fbf4c3"))  # sti; hlt; ret
        self._put(ENTRY_TEXT, _code(PAGE_SIZE, rng))
        handler = bytes.fromhex("0f01cafc").ljust(_HANDLER_SIZE, b"\xcc")  # clac; cld
        self._put(_HANDLERS, handler * 256)
        first = self.text_start + _HANDLERS
        idt = x86_tables.idt(lambda vector: first + vector * _HANDLER_SIZE)
        self._put(_IDT_TABLE, idt)
        self._put(_BANNER, self.banner.encode() + b"\n\0")
        note = struct.pack("<III4s", 4, len(self.build_id), 3, b"GNU")
        self._put(_BUILD_ID_NOTE, note + self.build_id)
        self._put(_UTS, self._utsname())
        self._put(_NODE_ONLINE_MAP, struct.pack("<Q", 1))

    def _utsname(self) -> bytes:
        spec = self.spec
        names = (spec.hostname, spec.osrelease, spec.version)
        fields = [name.encode() for name in ("Linux", *names, "x86_64", "(none)")]
        if max(map(len, fields)) >= _UTS_FIELD:
            raise ValueError(f"utsname has room for {_UTS_FIELD - 1} bytes a field")
        return b"".join(field.ljust(_UTS_FIELD, b"\0") for field in fields)

    def _put(self, offset: int, data: bytes) -> None:
        self.ram.write(self.image_gpa + offset, data)

    def _map(self) -> None:
        text, gpa, tables = self.text_start, self.image_gpa, self.tables
        tables.map(text, gpa, _RODATA_START, TEXT)
        rodata = range(gpa + _RODATA_START, gpa + _RODATA_END, PAGE_SIZE)
        tables.map_pages(text + _RODATA_START, rodata, RODATA)
        data_size = IMAGE_SIZE - _DATA_START
        tables.map(text + _DATA_START, gpa + _DATA_START, data_size, DATA)
        tables.map_page(CPU_ENTRY_AREA, gpa + _IDT_TABLE, 12, RODATA)
        tables.map_pages(self.page_offset, range(0, LARGE_PAGE, PAGE_SIZE), DATA)
        for region in self.ram.regions:
            start = max(region.gpa, LARGE_PAGE)
            tables.map(self.page_offset + start, start, region.end - start, DATA)

    def _vmcoreinfo(self) -> bytes:
        """Return the keys of Linux 6.1 whose values this guest can back."""
        tables = self.text_start + _PAGE_TABLES
        lines = (
            f"OSRELEASE={self.spec.osrelease}",
            f"BUILD-ID={self.build_id.hex()}",
            f"PAGESIZE={PAGE_SIZE}",
            f"SYMBOL(init_uts_ns)={self.text_start + _UTS:x}",
            "OFFSET(uts_namespace.name)=0",
            f"SYMBOL(node_online_map)={self.text_start + _NODE_ONLINE_MAP:x}",
            f"SYMBOL(swapper_pg_dir)={tables:x}",
            f"SYMBOL(_stext)={self.text_start:x}",
            "NUMBER(MAX_PHYSMEM_BITS)=46",
            f"NUMBER(phys_base)={self.phys_base}",
            f"SYMBOL(init_top_pgt)={tables:x}",
            "NUMBER(pgtable_l5_enabled)=0",
            f"KERNELOFFSET={self.text_start - _LINK_ADDRESS:x}",
            f"NUMBER(KERNEL_IMAGE_SIZE)={GIB}",
            "NUMBER(sme_mask)=0",
        )
        return "".join(f"{line}\n" for line in lines).encode()

    def _write_vmcoreinfo(self) -> None:
        """Write text and note to pages of their own, and the image's pointers."""
        text, note = self.ram.allocate(), self.ram.allocate()
        header = struct.pack("<III12s", 11, len(self.vmcoreinfo), 0, b"VMCOREINFO")
        self.ram.write(text, self.vmcoreinfo)
        self.ram.write(note, header + self.vmcoreinfo)
        pointers = [self.page_offset + gpa for gpa in (text, note)]
        self._put(_POINTERS, struct.pack("<QQQ", len(self.vmcoreinfo), *pointers))


def _code(size: int, rng: random.Random) -> bytes:
    """Return pages with one function each; the rest of a page is int3."""
    start, end = bytes.fromhex("554889e5"), bytes.fromhex("5dc3")
    return b"".join(
        (start + rng.randbytes(250) + end).ljust(PAGE_SIZE, b"\xcc")
        for _ in range(size // PAGE_SIZE)
    )
