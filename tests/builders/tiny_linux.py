"""The least that makes a Linux kernel in memory: tables, image, what it says."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from pathlib import Path

from guestcore.guest.guest import Guest, MemoryLayout, Origin
from guestcore.model import (
    PAGE_SIZE,
    START_KERNEL_MAP,
    MemoryKind,
    PagingMode,
    SourceFormat,
    Vcpu,
)
from tests.builders.paging import MIB, PageTableBuilder, Ram

IMAGE_SIZE = 8 * MIB
BUILD_ID = "3b43fad5034874490492495d552c0af6a5fab235"

_BANNERS_AT = 0x10_0000
_BUILD_ID_AT = 0x11_0000
_ROOT_AT = 0x20_0000  # root of the kernel, then of user space under PTI
_UTS_AT = 0x20_4000
_POINTERS_AT = 0x20_8000
_INLINE_NOTE_AT = 0x20_C040
_INLINE_TEXT_AT = 0x20_E080
_PAGE_FAULT_AT = 0x1234


def elf_note(text: bytes) -> bytes:
    """Return VMCOREINFO text as the kernel's ELF note."""
    return struct.pack("<III", 11, len(text), 0) + b"VMCOREINFO\0\0" + text


def utsname(node: str, release: str, version: str, machine: str) -> bytes:
    fields = ("Linux", node, release, version, machine, "(none)")
    return b"".join(field.encode().ljust(65, b"\0") for field in fields)


@dataclass
class TinyLinux:
    """A kernel to be written into RAM; the fields are the answers of a test."""

    ram: Ram
    mode: PagingMode = PagingMode.LONG_4LEVEL
    image_gpa: int = 32 * MIB
    text_start: int = 0xFFFF_FFFF_8260_0000
    page_offset: int = 0xFFFF_8880_0000_0000
    release: str = "6.1.0-56-amd64"
    version: str = "#1 SMP Debian 6.1.192-2 (2026-11-16)"
    hostname: str = "box"
    kind: str = "pages"
    """Where VMCOREINFO is: own "pages" (since 4.13), the "image", or "none"."""
    pti: bool = False
    utsname_offset: int = 4
    extra_keys: str = ""
    build_id_in_image: bool = True
    map_flags: int = 3
    data_at: int = 0
    """Physical address of IDT, note and text page; above the image if 0."""
    vmcoreinfo: bytes = field(default=b"", init=False)
    tables: PageTableBuilder = field(init=False)
    user_root: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.data_at = self.data_at or self.image_gpa + 16 * MIB
        self.tables = PageTableBuilder(
            self.ram, self.mode, self.data_at + MIB, root=self.image_gpa + _ROOT_AT
        )
        if not self.mode.is_long:
            self.text_start = self.page_offset + self.image_gpa
        self._map()
        self._write_image()
        if self.kind != "none":
            self._write_vmcoreinfo()

    @property
    def is_64bit(self) -> bool:
        return self.mode.is_long

    @property
    def phys_base(self) -> int:
        return self.image_gpa - (self.text_start - START_KERNEL_MAP)

    @property
    def uts_va(self) -> int:
        return self.text_start + _UTS_AT + self.utsname_offset

    @property
    def banner(self) -> str:
        return f"Linux version {self.release} (me@here) (gcc 12) {self.version}"

    def write(self, at: int, data: bytes) -> None:
        """Write into the image, *at* bytes behind its start."""
        self.ram.write(self.image_gpa + at, data)

    def vcpu(self, index: int = 0, root: int | None = None, **changed: int) -> Vcpu:
        """Return a vCPU of this kernel; *root* as if in a process."""
        registers = {
            "cr0": 0x8005_0033,
            "cr3": self.tables.root if root is None else root,
            "cr4": 0x6F0 | (1 << 12 if self.mode is PagingMode.LONG_5LEVEL else 0),
            "rip": self.text_start + 0x5000,
            "cs": 0x10,
            "idtr_base": self.page_offset + self.data_at,
        }
        return Vcpu(index, registers | changed, self.mode)

    def guest(self, *vcpus: Vcpu) -> Guest:
        path = Path("guest.vmss")
        memory = self.ram.memory
        layout = MemoryLayout(MemoryKind.VMEM, path, memory.regions)
        origin = Origin(path, SourceFormat.VMWARE_CHECKPOINT)
        return Guest(origin, layout, memory, vcpus or (self.vcpu(),))

    def process_root(self) -> int:
        """Return the root of a process: the same kernel half in another table."""
        root = self.tables.allocate()
        self.ram.write(root, self.ram.read(self.tables.root, PAGE_SIZE))
        return root

    def _map(self) -> None:
        large = 4 * MIB if self.mode is PagingMode.LEGACY_32BIT else 2 * MIB
        for region in self.ram.memory.regions:
            end = region.end
            if not self.is_64bit:
                end = min(end, (1 << 32) - self.page_offset - 128 * MIB)
            va = self.page_offset + region.gpa
            self.tables.map_range(va, region.gpa, end - region.gpa, large)
        if self.is_64bit:
            self.tables.map_range(
                self.text_start, self.image_gpa, IMAGE_SIZE, flags=self.map_flags
            )
        if self.pti:
            self.user_root = self.tables.root + PAGE_SIZE
            user = PageTableBuilder(
                self.ram, self.mode, self.tables.next_table, root=self.user_root
            )
            self.tables.next_table += 16 * PAGE_SIZE
            user.map(self.text_start + 4 * MIB, self.image_gpa + 4 * MIB, 2 * MIB)

    def _write_image(self) -> None:
        machine = "x86_64" if self.is_64bit else "i686"
        uts = utsname(self.hostname, self.release, self.version, machine)
        self.write(_UTS_AT + self.utsname_offset, uts)
        decoy = f"Linux version {self.release} (me@here) (gcc 12) # SMP \n"
        self.write(_BANNERS_AT + 3, decoy.encode() + b"\0")
        self.write(_BANNERS_AT + 0x200, self.banner.encode() + b"\n\0")
        if self.build_id_in_image:
            note = struct.pack("<III4s", 4, 20, 3, b"GNU\0") + bytes.fromhex(BUILD_ID)
            self.write(_BUILD_ID_AT + 0x40, note)
            vdso = struct.pack("<III4s", 4, 20, 3, b"GNU\0") + bytes(range(20))
            self.write(_BUILD_ID_AT + PAGE_SIZE, b"\x7fELF".ljust(0x100, b"\0") + vdso)
        low, high = struct.unpack("<HH", struct.pack("<I", self._gate_offset()))
        gate = struct.pack("<HHBBH", low, 0x10, 0, 0x8E, high)
        self.ram.write(self.data_at + 14 * 8, gate)

    def _gate_offset(self) -> int:
        return (self.text_start + _PAGE_FAULT_AT) & 0xFFFF_FFFF

    def _write_vmcoreinfo(self) -> None:
        self.vmcoreinfo = self.vmcoreinfo_text().encode()
        text, note = self.vmcoreinfo, elf_note(self.vmcoreinfo)
        self.write(0x12_0000, b"OSRELEASE=%s\n\0")  # the format in the image
        if self.kind == "image":
            self.write(_INLINE_TEXT_AT, text)
            self.write(_INLINE_NOTE_AT, note)
            return
        text_at, note_at = (self.data_at + n * PAGE_SIZE for n in (16, 18))
        self.ram.write(text_at, text)
        self.ram.write(note_at, note)
        word = "<Q" if self.is_64bit else "<I"
        for n, gpa in enumerate((text_at, note_at)):
            pointer = struct.pack(word, self.page_offset + gpa)
            self.write(_POINTERS_AT + n * 8, pointer)

    def vmcoreinfo_text(self) -> str:
        """Return what this kernel says of itself."""
        symbols = {
            "init_uts_ns": self.text_start + _UTS_AT,
            "_stext": self.text_start,
            "swapper_pg_dir": self.text_start + _ROOT_AT,
        }
        lines = [f"OSRELEASE={self.release}", "PAGESIZE=4096"]
        lines += [f"SYMBOL({name})={value:x}" for name, value in symbols.items()]
        if self.utsname_offset != 4:
            lines.append(f"OFFSET(uts_namespace.name)={self.utsname_offset}")
        if self.mode is PagingMode.PAE:
            lines.append("CONFIG_X86_PAE=y")
        if self.is_64bit and self.kind == "pages":
            levels = int(self.mode is PagingMode.LONG_5LEVEL)
            lines.append(f"NUMBER(phys_base)={self.phys_base}")
            lines.append(f"NUMBER(pgtable_l5_enabled)={levels}")
        if self.is_64bit:
            lines.append(f"KERNELOFFSET={self.text_start - 0xFFFF_FFFF_8100_0000:x}")
        return "\n".join(lines) + "\n" + self.extra_keys
