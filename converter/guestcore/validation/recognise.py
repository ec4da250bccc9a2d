"""Tells a core from everything else that is given to be checked."""

from __future__ import annotations

from pathlib import Path

from guestcore.errors import ErrorKind, GuestCoreError

MAGIC = b"\x7fELF"

_KDUMP = (
    "a kdump-compressed dump",
    "checks are for ELF cores; crash, drgn and makedumpfile open this file",
)
_WINDOWS = ("a Windows dump", "open it with WinDbg; checks are for ELF cores")
_CHECKPOINT = (
    "a VMware checkpoint",
    "use 'guestcore info' or 'guestcore convert'; check the core that comes of it",
)
_ENCRYPTED = ("an encrypted VMware file", "check the core that was made from it")
_DISK = ("a disk image", "name the core")
_SAVED = ("a saved QEMU machine", "check an ELF core, as dump-guest-memory writes it")
_RAW = ("raw memory with range headers", "checks are for ELF cores")

_KNOWN = (
    (b"KDUMP   ", _KDUMP),
    (b"DISKDUMP", _KDUMP),
    (b"makedumpfile\0", _KDUMP),
    (b"PAGEDU64", _WINDOWS),
    (b"PAGEDUMP", _WINDOWS),
    (b"MDMP", _WINDOWS),
    *((bytes.fromhex(magic), _CHECKPOINT)
      for magic in ("d2bed2be", "d3bed3be", "d1bad1ba", "d2bad2ba",
                    "d0bed0be", "d0bed2be", "d0bad0ba")),
    (bytes.fromhex("9edd4389"), _ENCRYPTED),
    (b"KDMV", _DISK),
    (b"COWD", _DISK),
    (b"# Disk Descriptor", _DISK),
    (b"QFI\xfb", _DISK),
    (b"vhdxfile", _DISK),
    (b"conectix", _DISK),
    (b"QEVM", _SAVED),
    (b"LibvirtQemud", _SAVED),
    (b"EMiL", _RAW),
    (b"AVML", _RAW),
)  # fmt: skip


def refuse_other_formats(path: Path, head: bytes) -> None:
    """Let only little-endian ELF pass.

    :param head: The file's first bytes, up to 64.
    :raises GuestCoreError: what it is instead, or that its header is cut.
    """
    if not head:
        raise _truncated(f"{path} is empty")
    for magic, (what, hint) in _KNOWN:
        if head.startswith(magic):
            raise GuestCoreError(
                ErrorKind.UNSUPPORTED, f"{path} is {what}, no ELF core", hint=hint
            )
    if not head.startswith(MAGIC[: len(head)]):
        raise GuestCoreError(
            ErrorKind.UNKNOWN_FORMAT,
            f"{path} is no ELF file: it begins with {head[:4].hex(' ')}, "
            f"not {MAGIC.hex(' ')}",
            hint="name an ELF core, such as 'guestcore convert' writes",
        )
    if len(head) < 6:
        raise _truncated(f"{path} ends after {len(head)} bytes, inside its header")
    if head[5] == 2:
        raise GuestCoreError(
            ErrorKind.UNSUPPORTED,
            f"{path} is a big-endian ELF file",
            hint="checks are for cores of x86 and ARM64 machines",
        )
    size = {1: 52, 2: 64}.get(head[4])
    if size is None or head[5] != 1:
        raise GuestCoreError(
            ErrorKind.DAMAGED,
            f"{path} has ELF class {head[4]} and byte order {head[5]}: "
            "1 or 2 were expected",
            hint="the file is damaged; make the core again",
        )
    if len(head) < size:
        raise _truncated(
            f"{path} ends after {len(head)} bytes, inside its ELF header of {size}"
        )


def refuse_other_elf(path: Path, kind: object, machine: object) -> None:
    """Let only cores of machines that we know pass.

    :param kind: ``e_type`` and *machine* ``e_machine``, as pyelftools names them.
    """
    if kind != "ET_CORE":
        raise GuestCoreError(
            ErrorKind.UNSUPPORTED,
            f"{path} is an ELF file, but no core (type {kind}): a program, a library "
            "or an object",
            hint="name the core; a vmlinux goes to crash, gdb or drgn beside it",
        )
    if machine not in ("EM_X86_64", "EM_386", "EM_AARCH64"):
        raise GuestCoreError(
            ErrorKind.UNSUPPORTED,
            f"{path} is a core of another machine ({machine})",
            hint="checks are for cores of x86 and ARM64 machines",
        )


def _truncated(message: str) -> GuestCoreError:
    return GuestCoreError(
        ErrorKind.TRUNCATED, message, hint="the file was cut; make the core again"
    )
