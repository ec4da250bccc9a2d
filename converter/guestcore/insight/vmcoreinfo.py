r"""VMCOREINFO: the lines a Linux kernel writes about itself at boot.

Text of ``KEY=VALUE\n`` lines that starts with ``OSRELEASE=``, kept twice: as it
is, and as an ELF note (name ``VMCOREINFO``, type 0). Until Linux 4.12 both lie
inside the kernel image, since 4.13 each has pages of its own [linux].

A guest's memory holds more of them than the running kernel's: copies in files,
of nested guests, of the kernel before a kexec. What is accepted here is only
well formed; whose it is takes a proof (see ``kernel.py``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from guestcore.guest.paging import PhysicalMemory
from guestcore.model import PAGE_SIZE

TEXT_START = b"OSRELEASE="
NOTE_NAME = b"VMCOREINFO\0"
NOTE_NAME_AT = 12
"""Offset of the name in a note: three u32 before it (name size, text size, type)."""
NOTE_TEXT_AT = 24
"""Offset of the text in a note: the name is padded to 12 bytes."""
MAX_TEXT = 64 << 10
"""Bytes; kernels give it one page."""
_MAX_LINES = 1024
"""Real ones have 250 at most."""

_RELEASE = re.compile(r"[0-9]+\.[0-9]+[^\n]{0,60}")
_LOWEST_POINTER_64 = 0xFF00_0000_0000_0000
_LOWEST_POINTER_32 = 0x4000_0000
"""The lowest direct map that i386 can be built for (1 GiB user space)."""
_ROOTS = ("swapper_pg_dir", "init_top_pgt", "init_level4_pgt")


@dataclass(frozen=True, slots=True)
class Vmcoreinfo:
    """A well-formed VMCOREINFO of an x86 kernel."""

    text: bytes
    """As the guest holds it, without trailing NULs."""
    keys: Mapping[str, str]

    @property
    def osrelease(self) -> str:
        """The kernel's release, as in ``uname -r``."""
        return self.keys["OSRELEASE"]

    @property
    def is_64bit(self) -> bool:
        """True for x86-64, false for i386."""
        return self.init_uts_ns >= 1 << 32

    @property
    def init_uts_ns(self) -> int:
        """Virtual address of the first uts namespace."""
        return int(self.keys["SYMBOL(init_uts_ns)"], 16)

    @property
    def uts_name_offset(self) -> int | None:
        """Where utsname lies in a uts namespace; told since about 5.11."""
        return _signed(self.keys.get("OFFSET(uts_namespace.name)"))

    @property
    def swapper_pg_dir(self) -> int:
        """Virtual address of the kernel's own top page table."""
        return next(
            value for name in _ROOTS if (value := self.symbol(name)) is not None
        )

    @property
    def kernel_offset(self) -> int | None:
        """KASLR offset of the image; x86-64 since 3.14."""
        return _hexadecimal(self.keys.get("KERNELOFFSET"))

    @property
    def phys_base(self) -> int | None:
        """Signed; x86-64 since 4.10."""
        return _signed(self.keys.get("NUMBER(phys_base)"))

    @property
    def has_5_levels(self) -> bool | None:
        """Whether the kernel uses 5-level tables; told since 4.17."""
        value = _signed(self.keys.get("NUMBER(pgtable_l5_enabled)"))
        return None if value is None else value != 0

    @property
    def has_pae(self) -> bool:
        """Whether an i386 kernel uses PAE tables."""
        return self.keys.get("CONFIG_X86_PAE") == "y"

    @property
    def sme_mask(self) -> int:
        """Encryption bits in page-table entries; 0 in nearly every guest."""
        return _signed(self.keys.get("NUMBER(sme_mask)")) or 0

    @property
    def build_id(self) -> str | None:
        """Build ID of the kernel; told since 5.9."""
        value = self.keys.get("BUILD-ID", "").lower()
        return value if re.fullmatch(r"[0-9a-f]{16,64}", value) else None

    @property
    def crashtime(self) -> int | None:
        """Seconds since 1970, if the kernel went through its crash path."""
        return _signed(self.keys.get("CRASHTIME"))

    def symbol(self, name: str) -> int | None:
        """Return a symbol's virtual address."""
        return _hexadecimal(self.keys.get(f"SYMBOL({name})"))


def parse_vmcoreinfo(text: bytes) -> Vmcoreinfo | None:
    """Return the parsed text, ``None`` unless an x86 kernel may have written it."""
    text = text.rstrip(b"\0")
    if not text.startswith(TEXT_START) or len(text) > MAX_TEXT or not text.isascii():
        return None
    if text.count(b"\n") > _MAX_LINES:
        return None
    pairs = (line.partition("=") for line in text.decode("ascii").split("\n"))
    keys = {key: value for key, equals, value in pairs if equals}
    if not _RELEASE.fullmatch(keys["OSRELEASE"]) or keys.get("PAGESIZE") != "4096":
        return None
    symbols = {
        key[7:-1]: _hexadecimal(value)
        for key, value in keys.items()
        if key.startswith("SYMBOL(") and key.endswith(")")
    }
    uts = symbols.get("init_uts_ns")
    if uts is None or not any(symbols.get(name) for name in _ROOTS):
        return None
    lowest, bits = (
        (_LOWEST_POINTER_64, 64) if uts >= 1 << 32 else (_LOWEST_POINTER_32, 32)
    )
    if any(v is None or v < lowest or v >> bits for v in symbols.values()):
        return None
    return Vmcoreinfo(text, keys)


def is_note(memory: PhysicalMemory, gpa: int) -> bool:
    """True if an ELF note named VMCOREINFO may begin at *gpa*."""
    return _read_note_head(memory, gpa).endswith(NOTE_NAME)


def read_note(memory: PhysicalMemory, gpa: int) -> Vmcoreinfo | None:
    """Return what the ELF note at *gpa* holds, if it is a well-formed one."""
    header = _read_note_head(memory, gpa)
    if not header.endswith(NOTE_NAME):
        return None
    sizes_and_type = [int.from_bytes(header[i : i + 4], "little") for i in (0, 4, 8)]
    name_size, size, note_type = sizes_and_type
    if name_size != len(NOTE_NAME) or note_type != 0 or not 8 < size <= MAX_TEXT:
        return None
    text = memory.read(gpa + NOTE_TEXT_AT, size)
    return None if text is None else parse_vmcoreinfo(text)


def _read_note_head(memory: PhysicalMemory, gpa: int) -> bytes:
    return memory.read(gpa, NOTE_NAME_AT + len(NOTE_NAME)) or b""


def read_text(memory: PhysicalMemory, gpa: int) -> Vmcoreinfo | None:
    """Return the text at *gpa*, up to its first NUL, if it is a well-formed one."""
    text = b""
    while len(text) < MAX_TEXT:
        length = PAGE_SIZE - (gpa + len(text)) % PAGE_SIZE
        page = memory.read(gpa + len(text), length)
        if page is None or not TEXT_START.startswith((text + page)[: len(TEXT_START)]):
            return None
        body, nul, _ = page.partition(b"\0")
        text += body
        if nul:
            return parse_vmcoreinfo(text)
    return None


def _hexadecimal(value: str | None) -> int | None:
    if value is None or not re.fullmatch(r"[0-9a-fA-F]{1,16}", value):
        return None
    return int(value, 16)


def _signed(value: str | None) -> int | None:
    """Parse a decimal number, or a hexadecimal one with its 0x."""
    if value is None or not re.fullmatch(r"-?(0x[0-9a-fA-F]{1,16}|[0-9]{1,20})", value):
        return None
    return int(value, 16 if "x" in value else 10)
