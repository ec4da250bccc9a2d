"""Says what a file is that cannot be converted, by its first bytes."""

from __future__ import annotations

import re

from guestcore.checkpoint import layout
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.block_chain import looks_like_chain
from guestcore.files.source_file import SourceFile
from guestcore.sentence import sentence

HEAD_SIZE = 64

_ENCRYPTED = layout.ENCRYPTED_MAGIC.to_bytes(4, "little")
_STATE_FILE = sentence("name the .vmss or .vmsn of the virtual machine, or its folder")
_KNOWN: tuple[tuple[bytes, str, str], ...] = (
    (
        b"\x7fELF",
        sentence("is an ELF file, perhaps a core already"),
        sentence(
            "a core opens in crash, gdb and drgn as it is; a check tells whether it "
            "can be trusted (guestcore check)"
        ),
    ),
    (
        b"PAGEDU64",
        sentence("is a Windows crash dump"),
        sentence("it opens in WinDbg, Volatility 3 and MemProcFS as it is"),
    ),
    (
        b"PAGEDUMP",
        sentence("is a Windows crash dump"),
        sentence("it opens in WinDbg, Volatility 3 and MemProcFS as it is"),
    ),
    (
        b"MDMP",
        sentence("is a Windows minidump"),
        sentence("it opens in WinDbg as it is"),
    ),
    (
        b"KDUMP   ",
        sentence("is a kdump-compressed core"),
        sentence("crash and drgn open it as it is"),
    ),
    (
        b"DISKDUMP",
        sentence("is a compressed core"),
        sentence("crash opens it as it is"),
    ),
    (
        b"makedumpfile\0",
        sentence("is a flattened kdump-compressed core"),
        sentence("crash opens it as it is; `makedumpfile -R` makes a plain one"),
    ),
    (b"KDMV", sentence("is a virtual disk"), _STATE_FILE),
    (b"COWD", sentence("is a virtual disk"), _STATE_FILE),
    (b"QFI\xfb", sentence("is a virtual disk"), _STATE_FILE),
    (b"vhdxfile", sentence("is a virtual disk"), _STATE_FILE),
    (b"conectix", sentence("is a virtual disk"), _STATE_FILE),
    (b"# Disk De", sentence("describes a virtual disk"), _STATE_FILE),
    (b"MRVN", sentence("holds a machine's firmware settings (nvram)"), _STATE_FILE),
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
        sentence(
            "{path} is encrypted: it cannot be read without the password of the "
            "virtual machine",
            path=file.path,
        ),
        hint=sentence(
            "remove the encryption in VMware (VM > Settings > Options > Access "
            "Control), then suspend the machine again"
        ),
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
            sentence("is one of VMware's text files, not a saved state"),
            hint or _STATE_FILE,
        )
    return None


def error_for(file: SourceFile) -> GuestCoreError:
    """Return what to say of a file that no source takes."""
    head = file.read_at(0, min(HEAD_SIZE, file.size))
    known = known_error(file, head)
    if known is not None:
        return known
    if file.size < layout.HEADER.sizeof() and _may_begin_state(head):
        return GuestCoreError(
            ErrorKind.TRUNCATED,
            sentence(
                "{path} has {size} bytes; a state file begins with {header} bytes "
                "of header",
                path=file.path,
                size=file.size,
                header=layout.HEADER.sizeof(),
            ),
            hint=sentence("copy the file again"),
        )
    if looks_like_chain(file):
        return _unsupported(
            file,
            sentence("is the compressed memory of a virtual machine, not its state"),
            _STATE_FILE,
        )
    return GuestCoreError(
        ErrorKind.UNKNOWN_FORMAT,
        sentence(
            "{path} begins with {bytes}, which is no saved state of VMware",
            path=file.path,
            bytes=head[:4].hex(" "),
        ),
        hint=_STATE_FILE,
    )


def _may_begin_state(head: bytes) -> bool:
    """True if what is there of a short file is how a checkpoint begins."""
    return any(
        head[:4] == magic.to_bytes(4, "little")[: len(head)] for magic in layout.MAGICS
    )


def _unsupported(file: SourceFile, what: str, hint: str) -> GuestCoreError:
    return GuestCoreError(
        ErrorKind.UNSUPPORTED,
        sentence("{path} {what}", path=file.path, what=what),
        hint=hint,
    )
