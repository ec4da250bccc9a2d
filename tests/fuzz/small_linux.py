"""Guests of a few MiB that are understood in milliseconds, in every paging mode."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from guestcore.demo import x86_tables
from guestcore.model import GENERAL_REGISTERS, PAGE_SIZE, START_KERNEL_MAP, PagingMode
from tests.builders.paging import MIB, PageTableBuilder, Ram
from tests.builders.tiny_linux import elf_note, utsname
from tests.fuzz.fields import of_tables, of_words
from tests.fuzz.mutations import Field

LEVELS = {
    PagingMode.LONG_5LEVEL: (5, 8),
    PagingMode.LONG_4LEVEL: (4, 8),
    PagingMode.PAE: (3, 8),
    PagingMode.LEGACY_32BIT: (2, 4),
}
RAM_SIZE = 4 * MIB
_IMAGE_SIZE = 64 * PAGE_SIZE
_ROOT, _UTS, _POINTERS, _BANNER, _BUILD_ID = (
    0x1_0000,
    0x1_4000,
    0x1_8000,
    0x2_0000,
    0x2_1000,
)
_IDT, _GDT, _STACK, _TEXT, _NOTE, _TABLES = (
    _IMAGE_SIZE + n * PAGE_SIZE for n in (0, 1, 2, 3, 5, 16)
)
_TEXT_START = 0xFFFF_FFFF_8260_0000
_LINK = 0xFFFF_FFFF_8100_0000
_PAGE_FAULT = 0x1234
_WINDOWS_PAGE = 0xFFFF_F780_0000_0000


@dataclass
class SmallLinux:
    """A kernel, image and tables and all, in less than 1 MiB from *at* on."""

    mode: PagingMode = PagingMode.LONG_4LEVEL
    at: int = 0x4_0000
    ram: Ram = field(default_factory=lambda: Ram(RAM_SIZE))
    release: str = "6.1.0-small"
    tables: PageTableBuilder = field(init=False)
    text: bytes = field(init=False)

    def __post_init__(self):
        wide = self.mode.is_long
        five = self.mode is PagingMode.LONG_5LEVEL
        self.page_offset = 0xC000_0000
        if wide:
            self.page_offset = 0xFF11 << 48 if five else 0xFFFF_8880 << 32
        self.text_start = _TEXT_START if wide else self.page_offset + self.at
        self.tables = PageTableBuilder(
            self.ram, self.mode, self.at + _TABLES, root=self.at + _ROOT
        )
        self._map()
        self._write_image()
        self._write_vmcoreinfo()

    def _map(self):
        for gpa in range(0, RAM_SIZE, 2 * MIB):
            size = 4 * MIB if self.mode is PagingMode.LEGACY_32BIT else 2 * MIB
            if gpa % size == 0:
                self.tables.map(self.page_offset + gpa, gpa, size)
        if self.mode.is_long:
            self.tables.map_range(self.text_start, self.at, _IMAGE_SIZE, PAGE_SIZE)
            user = PageTableBuilder(
                self.ram,
                self.mode,
                self.tables.next_table,
                root=self.tables.root + PAGE_SIZE,
            )
            user.map(self.text_start + PAGE_SIZE, self.at + PAGE_SIZE)
            user.map(0x40_0000, self.at + _STACK)
            self.tables.next_table = user.next_table

    def write(self, place: int, data: bytes) -> None:
        self.ram.write(self.at + place, data)

    def _write_image(self):
        machine = "x86_64" if self.mode.is_long else "i686"
        banner = f"Linux version {self.release} (a@b) (gcc) #1 SMP"
        self.write(_UTS + 4, utsname("box", self.release, "#1 SMP", machine))
        self.write(_BANNER, banner.encode() + b"\n\0")
        note = struct.pack("<III4s", 4, 20, 3, b"GNU\0") + bytes(range(20))
        self.write(_BUILD_ID, note)
        handler = self.text_start + _PAGE_FAULT
        if self.mode.is_long:
            self.write(_IDT, x86_tables.idt(lambda vector: handler))
        else:
            low, high = handler & 0xFFFF, handler >> 16
            self.write(_IDT + 14 * 8, struct.pack("<HHBBH", low, 16, 0, 0x8E, high))
        self.write(_GDT, x86_tables.gdt(0, self.page_offset + self.at + _STACK))
        self.write(_STACK, struct.pack("<Q", self.text_start + 0x1000) * 16)

    def _write_vmcoreinfo(self):
        symbols = {
            "init_uts_ns": self.text_start + _UTS,
            "_stext": self.text_start,
            "swapper_pg_dir": self.text_start + _ROOT,
        }
        lines = [f"OSRELEASE={self.release}", "PAGESIZE=4096"]
        lines += [f"SYMBOL({name})={value:x}" for name, value in symbols.items()]
        if self.mode is PagingMode.PAE:
            lines.append("CONFIG_X86_PAE=y")
        if self.mode.is_long:
            base = self.at - (self.text_start - START_KERNEL_MAP)
            lines.append(f"NUMBER(phys_base)={base}")
            levels = int(self.mode is PagingMode.LONG_5LEVEL)
            lines.append(f"NUMBER(pgtable_l5_enabled)={levels}")
            lines.append(f"KERNELOFFSET={self.text_start - _LINK:x}")
        self.text = "\n".join((*lines, "")).encode()
        self.write(_TEXT, self.text)
        self.write(_NOTE, elf_note(self.text))
        word = "<Q" if self.mode.is_long else "<I"
        for n, place in enumerate((_TEXT, _NOTE)):
            pointer = struct.pack(word, self.page_offset + self.at + place)
            self.write(_POINTERS + 8 * n, pointer)

    def registers(self) -> list[dict[str, int]]:
        """Return two vCPUs: in the kernel, and in user mode (64-bit guests)."""
        data = self.page_offset + self.at
        kernel = {
            **dict.fromkeys(GENERAL_REGISTERS, 7),
            **dict.fromkeys(("es", "ds", "fs", "gs", "ldtr", "fs_base"), 0),
            **dict.fromkeys(("dr0", "dr1", "dr2", "dr3", "dr6", "dr7", "cr2"), 0),
            "cr0": 0x8005_0033,
            "cr3": self.tables.root,
            "cr4": {
                PagingMode.LONG_5LEVEL: 0x16F0,
                PagingMode.LEGACY_32BIT: 0x10,
            }.get(self.mode, 0x6F0),
            "rip": self.text_start + 0x1010,
            "rsp": data + _STACK + 0x40,
            "rbp": 0,
            "eflags": 0x246,
            "cs": 0x10,
            "ss": 0x18,
            "tr": 0x40,
            "gs_base": data if self.mode.is_long else 0,
            "gdtr_base": data + _GDT,
            "gdtr_limit": x86_tables.GDT_LIMIT,
            "idtr_base": data + _IDT,
            "idtr_limit": x86_tables.IDT_LIMIT,
        }
        if not self.mode.is_long:
            return [kernel, kernel | {"rsp": kernel["rsp"] + 16}]
        user = {"cr3": self.tables.root | PAGE_SIZE, "cs": 0x33, "ss": 0x2B}
        return [kernel, kernel | user | {"rip": 0x40_0000, "gs_base": 0}]

    def image(self) -> bytes:
        return self.ram.image.read_at(0, RAM_SIZE)

    def fields(self) -> list[Field]:
        """Return what the guest may lie in: tables, gates, descriptors, pointers."""
        levels, width = LEVELS[self.mode]
        roots = [(self.tables.root, levels, width)]
        if self.mode.is_long:
            roots.append((self.tables.root + PAGE_SIZE, levels, width))
        image = self.image()
        found = of_tables(image, roots)
        for place, size in (
            (_POINTERS, 16),
            (_IDT + 14 * 16, 16),
            (_GDT, 128),
            (_NOTE, 12),
        ):
            found += of_words(image, self.at + place, self.at + place + size) * 2
        return found

    def hot(self) -> list[tuple[int, int]]:
        """Return the parts that are read as text or by many readers."""
        places = (
            (_TEXT, 512),
            (_NOTE, 512),
            (_UTS, 512),
            (_BANNER, 64),
            (_BUILD_ID, 64),
        )
        return [(self.at + place, size) for place, size in places]


def crashed_guest(mode: PagingMode) -> tuple[SmallLinux, SmallLinux, int]:
    """Return the kernel that crashed, its kdump kernel, and the header's gpa."""
    ram = Ram(RAM_SIZE)
    crashed = SmallLinux(mode, ram=ram, release="6.1.0-crashed")
    kdump = SmallLinux(mode, at=0x20_0000, ram=ram, release="6.1.0-kdump")
    header, note = 0x38_0000, crashed.at + _NOTE
    crashed.write(_NOTE, elf_note(crashed.text + b"CRASHTIME=1763900000\n"))
    ram.write(header, b"\x7fELF\x02\x01\x01".ljust(16, b"\0"))
    ehdr = struct.pack("<HHIQQQIHHH6x", 4, 62, 1, 0, 64, 0, 0, 64, 56, 2)
    note_header = struct.pack("<IIQQQQQQ", 4, 0, note, 0, note, 4096, 4096, 0)
    load = (crashed.at, crashed.text_start, crashed.at, 4096, 4096, 0)
    image_header = struct.pack("<IIQQQQQQ", 1, 0, *load)
    ram.write(header + 16, ehdr + note_header + image_header)
    kdump.write(_POINTERS + 0x800, struct.pack("<Q", header))
    return crashed, kdump, header


def windows_guest() -> SmallLinux:
    """Return a guest whose tables map Windows' shared page and no Linux."""
    guest = SmallLinux()
    tables = guest.tables
    tables.root = tables.allocate()
    page = tables.allocate()
    tables.map(_WINDOWS_PAGE, page)
    guest.ram.write(page + 0x260, struct.pack("<I8xII", 19041, 10, 0))
    return guest
