"""Recognises Windows by its KUSER_SHARED_DATA page.

Every Windows maps that page at one fixed address, user tables included. Field
offsets: Windows' public header ntddk.h [windows]. Seen only on fabricated pages
here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from guestcore.guest.paging import AddressSpace
from guestcore.model import GuestOs, KernelInfo, PagingMode

_PAGE_64 = 0xFFFF_F780_0000_0000
_PAGE_32 = 0xFFDF_0000
_BUILD_AT, _MAJOR_AT, _MINOR_AT = 0x260, 0x26C, 0x270
_BUILD_MASK = 0x0FFF_FFFF
"""The upper bits tell free and checked builds apart."""
_FIRST_WINDOWS_10, _LAST_BUILD = 10240, 99999
_VERSIONS = {(5, 0), (5, 1), (5, 2), (6, 0), (6, 1), (6, 2), (6, 3), (10, 0)}


def find_windows(spaces: Sequence[AddressSpace]) -> KernelInfo | None:
    """Return the Windows that most of *spaces* map, ``None`` if none does."""
    found = Counter(_versions(spaces))
    if not found:
        return None
    version, mode = found.most_common(1)[0][0]
    return KernelInfo(GuestOs.WINDOWS, osrelease=version, mode=mode)


def _versions(spaces: Sequence[AddressSpace]) -> Iterator[tuple[str, PagingMode]]:
    for space in spaces:
        page = space.read(_PAGE_64 if space.mode.is_long else _PAGE_32, 0x280)
        version = None if page is None else _read_version(page)
        if version is not None:
            yield version, space.mode


def _read_version(page: bytes) -> str | None:
    """Return ``10.0.19041`` or, where no build is told (before 10), ``6.1``."""
    build, major, minor = (
        int.from_bytes(page[at : at + 4], "little")
        for at in (_BUILD_AT, _MAJOR_AT, _MINOR_AT)
    )
    build &= _BUILD_MASK
    if (major, minor) not in _VERSIONS or build > _LAST_BUILD:
        return None
    if major < 10:
        return f"{major}.{minor}.{build}" if build else f"{major}.{minor}"
    return f"{major}.{minor}.{build}" if build >= _FIRST_WINDOWS_10 else None
