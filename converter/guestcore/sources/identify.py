"""Says what a file is that cannot be converted, by its first bytes."""

from __future__ import annotations

import re

from guestcore.checkpoint import layout
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.block_chain import looks_like_chain
from guestcore.files.source_file import SourceFile

HEAD_SIZE = 64

_ENCRYPTED = layout.ENCRYPTED_MAGIC.to_bytes(4, "little")
_STATE_FILE = "name the .vmss or .vmsn of the virtual machine, or its folder"
_KNOWN: tuple[tuple[bytes, str, str], ...] = (
    (
        b"\x7fELF",
        "is an ELF file, perhaps a core already",
        "a core opens in crash, gdb and drgn as it is; `guestcore check` judges it",
    ),
    (
        b"PAGEDU64",
        "is a Windows crash dump",
        "it opens in WinDbg, Volatility 3 and MemProcFS as it is",
    ),
    (
        b"PAGEDUMP",
        "is a Windows crash dump",
        "it opens in WinDbg, Volatility 3 and MemProcFS as it is",
    ),
    (b"MDMP", "is a Windows minidump", "it opens in WinDbg as it is"),
    (b"KDUMP   ", "is a kdump-compressed core", "crash and drgn open it as it is"),
    (b"DISKDUMP", "is a compressed core", "crash opens it as it is"),
    (
        b"makedumpfile\0",
        "is a flattened kdump-compressed core",
        "crash opens it as it is; `makedumpfile -R` makes a plain one",
    ),
    (b"KDMV", "is a virtual disk", _STATE_FILE),
    (b"COWD", "is a virtual disk", _STATE_FILE),
    (b"QFI\xfb", "is a virtual disk", _STATE_FILE),
    (b"vhdxfile", "is a virtual disk", _STATE_FILE),
    (b"conectix", "is a virtual disk", _STATE_FILE),
    (b"# Disk De", "describes a virtual disk", _STATE_FILE),
    (b"MRVN", "holds a machine's firmware settings (nvram)", _STATE_FILE),
)
_TEXT = re.compile(
    rb"\s*(?:\.encoding|#!/usr/bin/vmware|config\.version|[\w.:]+ *= *\")",
    re.IGNORECASE,
)
"""Start of a .vmx, a .vmsd or another of VMware's text files [kb]."""


def is_encrypted(head: bytes) -> bool:
    """True for VMware's container of encrypted files."""
    return head.startswith(_ENCRYPTED)


def encrypted_error(file: SourceFile) -> GuestCoreError:
    """Return what to say of an encrypted file."""
    return GuestCoreError(
        ErrorKind.ENCRYPTED,
        f"{file.path} is encrypted: it cannot be read without the password of the "
        "virtual machine",
        hint="remove the encryption in VMware (VM > Settings > Options > Access "
        "Control), then suspend the machine again",
    )


def known_error(
    file: SourceFile, head: bytes, *, hint: str | None = None
) -> GuestCoreError | None:
    """Return what to say of a file that is something else that we know.

    :param hint: What to name instead, if not a state file.
    """
    if is_encrypted(head):
        return encrypted_error(file)
    for start, what, usual_hint in _KNOWN:
        if head.startswith(start):
            return _unsupported(file, what, hint or usual_hint)
    if _TEXT.match(head.removeprefix(b"\xef\xbb\xbf")):
        return _unsupported(
            file,
            "is one of VMware's text files, not a saved state",
            hint or _STATE_FILE,
        )
    return None


def error_for(file: SourceFile) -> GuestCoreError:
    """Return what to say of a file that no source takes."""
    head = file.read_at(0, min(HEAD_SIZE, file.size))
    known = known_error(file, head)
    if known is not None:
        return known
    if file.size < layout.HEADER.sizeof():
        return GuestCoreError(
            ErrorKind.TRUNCATED,
            f"{file.path} has {file.size} bytes; a state file begins with "
            f"{layout.HEADER.sizeof()} bytes of header",
            hint="copy the file again",
        )
    if looks_like_chain(file):
        return _unsupported(
            file,
            "is the compressed memory of a virtual machine, not its state",
            _STATE_FILE,
        )
    return GuestCoreError(
        ErrorKind.UNKNOWN_FORMAT,
        f"{file.path} begins with {head[:4].hex(' ')}, which is no saved state of "
        "VMware",
        hint=_STATE_FILE,
    )


def _unsupported(file: SourceFile, what: str, hint: str) -> GuestCoreError:
    return GuestCoreError(ErrorKind.UNSUPPORTED, f"{file.path} {what}", hint=hint)
