"""What a guest is known to be: from its own words, and from QEMU."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass

ReadMemory = Callable[[int, int], bytes]

_LINK_ADDRESS = {"x86_64": 0xFFFF_FFFF_8100_0000, "i686": 0xC100_0000}
_MAPPING = {"x86_64": 0xFFFF_FFFF_8000_0000, "i686": 0xC000_0000}
"""Where the kernel mapping begins: Documentation/arch/x86/x86_64/mm.rst."""


@dataclass(frozen=True)
class GuestWords:
    """The lines ``truth KEY VALUE`` that :file:`init.sh` printed."""

    lines: tuple[tuple[str, str], ...]

    @classmethod
    def parse(cls, serial: str) -> GuestWords:
        found = re.findall(r"^truth (\S+) ?(.*)$", serial, re.MULTILINE)
        return cls(tuple(found))

    def word(self, key: str) -> str:
        (value,) = self.all(key)
        return value

    def all(self, key: str) -> list[str]:
        return [value for name, value in self.lines if name == key]

    @property
    def symbols(self) -> dict[str, int]:
        pairs = (value.split() for value in self.all("symbol"))
        return {name: int(address, 16) for name, address in pairs}

    @property
    def image_gpa(self) -> int:
        """Where the kernel's code begins, by /proc/iomem."""
        line = next(x for x in self.all("iomem") if x.endswith(": Kernel code"))
        return int(line.split("-")[0], 16)

    @property
    def build_id(self) -> str:
        """From /sys/kernel/notes: the note of name GNU and type 3."""
        data, place = bytes.fromhex(self.word("notes")), 0
        while place < len(data):
            name_size, size, kind = struct.unpack_from("<III", data, place)
            start = place + 12 + -(-name_size // 4) * 4
            if data[place + 12 : place + 15] == b"GNU" and kind == 3:
                return data[start : start + size].hex()
            place = start + -(-size // 4) * 4
        raise ValueError("the guest's kernel has no build id")


@dataclass(frozen=True)
class KernelTruth:
    """What ``guestcore info`` has to say about the kernel."""

    osrelease: str
    banner: str
    hostname: str
    build_id: str
    kaslr_offset: int
    phys_base: int
    page_offset: int
    text_start: int
    pgd_gpa: int
    vmcoreinfo: str
    """The text as it lies in guest memory."""


def find_kernel_truth(serial: str, read: ReadMemory) -> KernelTruth:
    """Put together what the guest said and what QEMU reads in its memory."""
    words = GuestWords.parse(serial)
    machine, symbols = words.word("machine"), words.symbols
    text = symbols["_text"]
    phys_base = words.image_gpa - (text - _MAPPING[machine])

    def place(address: int) -> int:
        return address - _MAPPING[machine] + phys_base

    vmcoreinfo = read_vmcoreinfo(words, read)
    root = re.search(r"^SYMBOL\(swapper_pg_dir\)=(.*)$", vmcoreinfo, re.MULTILINE)
    assert root is not None
    page_offset = _MAPPING[machine]
    if machine == "x86_64":
        variable = read(place(symbols["page_offset_base"]), 8)
        page_offset = int.from_bytes(variable, "little")
    return KernelTruth(
        osrelease=words.word("osrelease"),
        banner=words.word("banner"),
        hostname=words.word("hostname"),
        build_id=words.build_id,
        kaslr_offset=text - _LINK_ADDRESS[machine],
        phys_base=phys_base,
        page_offset=page_offset,
        text_start=text,
        pgd_gpa=place(int(root[1], 16)),
        vmcoreinfo=vmcoreinfo,
    )


def read_vmcoreinfo(words: GuestWords, read: ReadMemory) -> str:
    """Return the text of the note whose place the guest's sysfs names."""
    address, size = words.word("vmcoreinfo_note").split()
    data = read(int(address, 16), int(size, 16))
    name_size, length, _ = struct.unpack_from("<III", data)
    start = 12 + -(-name_size // 4) * 4
    return data[start : start + length].decode()
