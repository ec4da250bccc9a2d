"""Tells a core from everything else that is given to be checked."""

from __future__ import annotations

from pathlib import Path

from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.sentence import sentence

MAGIC = b"\x7fELF"

_KDUMP = (
    sentence("a kdump-compressed dump"),
    sentence("checks are for ELF cores; crash, drgn and makedumpfile open this file"),
)
_WINDOWS = (
    sentence("a Windows dump"),
    sentence("open it with WinDbg; checks are for ELF cores"),
)
_CHECKPOINT = (
    sentence("a VMware checkpoint"),
    sentence("convert it, and check the core that comes of it"),
)
_ENCRYPTED = (
    sentence("an encrypted VMware file"),
    sentence("check the core that was made from it"),
)
_DISK = (sentence("a disk image"), sentence("name the core"))
_SAVED = (
    sentence("a saved QEMU machine"),
    sentence("check an ELF core, as dump-guest-memory writes it"),
)
_RAW = (sentence("raw memory with range headers"), sentence("checks are for ELF cores"))

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
        raise _truncated(sentence("{path} is empty", path=path))
    for magic, (what, hint) in _KNOWN:
        if head.startswith(magic):
            raise GuestCoreError(
                ErrorKind.UNSUPPORTED,
                sentence("{path} is {what}, no ELF core", path=path, what=what),
                hint=hint,
            )
    if not head.startswith(MAGIC[: len(head)]):
        raise GuestCoreError(
            ErrorKind.UNKNOWN_FORMAT,
            sentence(
                "{path} is no ELF file: it begins with {bytes}, not {magic}",
                path=path,
                bytes=head[:4].hex(" "),
                magic=MAGIC.hex(" "),
            ),
            hint=sentence("name an ELF core, such as GuestCore writes"),
        )
    _refuse_other_headers(path, head)


def _refuse_other_headers(path: Path, head: bytes) -> None:
    """Let only a whole header of a little-endian file pass."""
    if len(head) < 6:
        raise _truncated(
            sentence(
                "{path} ends after {held} bytes, inside its header",
                path=path,
                held=len(head),
            )
        )
    if head[5] == 2:
        raise GuestCoreError(
            ErrorKind.UNSUPPORTED,
            sentence("{path} is a big-endian ELF file", path=path),
            hint=sentence("checks are for cores of x86 and ARM64 machines"),
        )
    size = {1: 52, 2: 64}.get(head[4])
    if size is None or head[5] != 1:
        raise GuestCoreError(
            ErrorKind.DAMAGED,
            sentence(
                "{path} has ELF class {elf_class} and byte order {order}: 1 or 2 were "
                "expected",
                path=path,
                elf_class=head[4],
                order=head[5],
            ),
            hint=sentence("the file is damaged; make the core again"),
        )
    if len(head) < size:
        raise _truncated(
            sentence(
                "{path} ends after {held} bytes, inside its ELF header of {size}",
                path=path,
                held=len(head),
                size=size,
            )
        )


def refuse_other_elf(path: Path, kind: object, machine: object) -> None:
    """Let only cores of machines that we know pass.

    :param kind: ``e_type`` and *machine* ``e_machine``, as pyelftools names them.
    """
    if kind != "ET_CORE":
        raise GuestCoreError(
            ErrorKind.UNSUPPORTED,
            sentence(
                "{path} is an ELF file, but no core (type {kind}): a program, a "
                "library or an object",
                path=path,
                kind=kind,
            ),
            hint=sentence(
                "name the core; a vmlinux goes to crash, gdb or drgn beside it"
            ),
        )
    if machine not in ("EM_X86_64", "EM_386", "EM_AARCH64"):
        raise GuestCoreError(
            ErrorKind.UNSUPPORTED,
            sentence(
                "{path} is a core of another machine ({machine})",
                path=path,
                machine=machine,
            ),
            hint=sentence("checks are for cores of x86 and ARM64 machines"),
        )


def _truncated(message: str) -> GuestCoreError:
    return GuestCoreError(
        ErrorKind.TRUNCATED,
        message,
        hint=sentence("the file was cut; make the core again"),
    )
