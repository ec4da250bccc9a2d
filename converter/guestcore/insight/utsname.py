"""utsname and the banner: how a Linux kernel names itself.

``struct new_utsname``: six fields of 65 bytes, NUL-terminated [linux].
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guestcore.guest.paging import PhysicalMemory

SYSNAME = b"Linux\0"
BANNER_START = b"Linux version "
UTSNAME_SIZE = 6 * 65
_FIELD = 65
_MAX_BANNER = 1024

_RELEASE = re.compile(rb"[0-9]+\.[0-9]+[!-~]*")
_MACHINES = re.compile(rb"x86_64|i[3-6]86")


@dataclass(frozen=True, slots=True)
class Utsname:
    """What ``uname -a`` prints in the guest."""

    nodename: str
    release: str
    version: str
    machine: str

    @property
    def is_64bit(self) -> bool:
        """True for x86-64, false for i386."""
        return self.machine == "x86_64"


def parse_utsname(data: bytes | None) -> Utsname | None:
    """Return the fields, ``None`` unless these are those of a Linux on x86."""
    if data is None or len(data) < UTSNAME_SIZE or not data.startswith(SYSNAME):
        return None
    fields = [data[i : i + _FIELD] for i in range(0, UTSNAME_SIZE, _FIELD)]
    if not all(b"\0" in field for field in fields):
        return None
    _, nodename, release, version, machine, _ = (f.split(b"\0", 1)[0] for f in fields)
    if not _RELEASE.fullmatch(release) or not _MACHINES.fullmatch(machine):
        return None
    return Utsname(*(_text(field) for field in (nodename, release, version, machine)))


def read_banners(memory: PhysicalMemory, places: Sequence[int]) -> list[bytes]:
    """Return the lines that begin at these guest physical addresses."""
    return [_read_line(memory, gpa) for gpa in places]


def find_banner(banners: Sequence[bytes], uts: Utsname) -> str | None:
    """Return the banner that belongs to *uts*, without its newline.

    Images since 6.1 hold another line before it, made before the build number
    was known; only the right one ends with utsname's version.

    :param banners: Lines that begin with ``Linux version``.
    """
    start, end = BANNER_START + _bytes(uts.release) + b" ", _bytes(uts.version)
    for line in banners:
        if line.startswith(start) and line.endswith(end):
            return _text(line)
    return None


def _read_line(memory: PhysicalMemory, gpa: int) -> bytes:
    for size in (_MAX_BANNER, 256):  # less where RAM ends
        data = memory.read(gpa, size)
        if data is not None:
            return re.split(rb"[\n\0]", data, maxsplit=1)[0]
    return b""


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
