"""vmss2core's command lines: put together, shown as text, read back as edited."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from guestcore.core.naming import CORE_SUFFIX, WINDOWS_SUFFIX
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.model import GuestOs, KernelInfo
from guestcore.sentence import sentence

_MAX_LENGTH = 32_768
"""Characters of a command line: as much as a system takes."""


class DumpKind(StrEnum):
    """What vmss2core can write; the value is its option [kb]."""

    LINUX_26 = "-N6"
    """A core for crash, of Linux since 2.6."""
    LINUX = "-N"
    """The same for other kernels, whose offsets the user adds (``-l``)."""
    PHYSICAL = "-M"
    """A core of physical memory, of any guest."""
    WINDBG = "-W"
    """A ``memory.dmp`` of Windows before 8."""
    WINDBG_8 = "-W8"
    """The same since Windows 8 and Server 2012."""

    @property
    def suffix(self) -> str:
        """How the name of the result ends."""
        return WINDOWS_SUFFIX if self.is_windows else CORE_SUFFIX

    @property
    def is_windows(self) -> bool:
        """True if the result is for WinDbg, not an ELF core."""
        return self in (DumpKind.WINDBG, DumpKind.WINDBG_8)


_WINDOWS_8 = (6, 2)
"""The version of its kernel: Windows 7 is 6.1."""


def default_kind(kernel: KernelInfo | None) -> DumpKind:
    """Return what suits most for a guest.

    :param kernel: What was found in its memory; of None, all memory as it is.
    """
    if kernel is None:
        return DumpKind.PHYSICAL
    if kernel.os is GuestOs.LINUX:
        return DumpKind.LINUX_26
    version = re.match(r"(\d{1,4})\.(\d{1,4})\b", kernel.osrelease or "", re.ASCII)
    if version and (int(version[1]), int(version[2])) < _WINDOWS_8:
        return DumpKind.WINDBG
    return DumpKind.WINDBG_8


def command_line(
    engine: Path, kind: DumpKind, state: Path, memory: Path | None
) -> tuple[str, ...]:
    """Return the command for a saved state: absolute names, as it runs elsewhere.

    :param memory: The memory file; None, or the state file, if that holds it.
    """
    files = [state] if memory in (None, state) else [state, memory]
    names = [os.path.abspath(file) for file in files if file is not None]
    return os.path.abspath(engine), kind.value, *names


def writes_windows_dump(command: Sequence[str]) -> bool:
    """True if a command asks for a ``memory.dmp``."""
    return any(argument.startswith("-W") for argument in command[1:])


def writes_elf_core(command: Sequence[str]) -> bool:
    """True if a command asks for an ELF core of the machine."""
    return any(argument.startswith(("-N", "-M")) for argument in command[1:])


def format_command(command: Sequence[str], *, windows: bool = os.name == "nt") -> str:
    """Return a command as text that can be edited, and pasted into a shell."""
    if windows:
        return subprocess.list2cmdline(command)
    return shlex.join(command)


def parse_command(text: str, *, windows: bool = os.name == "nt") -> tuple[str, ...]:
    """Return the command that a text means: what :func:`format_command` undoes.

    Nothing is expanded: no variables, no patterns, no pipes.

    :raises GuestCoreError: kind ``input`` if that is none.
    """
    if len(text) > _MAX_LENGTH:
        raise _bad_command(
            sentence("the command line is longer than {n} characters", n=_MAX_LENGTH)
        )
    try:
        command = _split_windows(text) if windows else shlex.split(text)
    except ValueError as error:
        raise _bad_command(
            sentence(
                "the command line cannot be read: a quotation mark or a backslash "
                "at its end has no partner"
            )
        ) from error
    if not command or not command[0]:
        raise _bad_command(sentence("the command line names no program"))
    if any("\0" in argument for argument in command):
        raise _bad_command(sentence("the command line holds a NUL character"))
    return tuple(command)


def _bad_command(message: str) -> GuestCoreError:
    hint = sentence("mend the command line, or have it made anew")
    return GuestCoreError(ErrorKind.INPUT, message, hint=hint)


def _split_windows(text: str) -> list[str]:
    r"""Split as Microsoft's C library does; every argument as it does the others.

    Backslashes stand for themselves unless a quotation mark follows: then two mean
    one, and a single one takes the mark's meaning away.
    """
    arguments: list[str] = []
    at, end = 0, len(text)
    while True:
        while at < end and text[at] in " \t":
            at += 1
        if at == end:
            return arguments
        argument, at = _take_argument(text, at)
        arguments.append(argument)


def _take_argument(text: str, at: int) -> tuple[str, int]:
    """Return the argument that begins at an index, and where it ends."""
    pieces: list[str] = []
    quoted = False
    while at < len(text) and (quoted or text[at] not in " \t"):
        slashes = len(text[at:]) - len(text[at:].lstrip("\\"))
        at += slashes
        if not text.startswith('"', at):
            pieces.append("\\" * slashes)
            if slashes:
                continue
            pieces.append(text[at])
        elif slashes % 2:
            pieces.append("\\" * (slashes // 2) + '"')
        else:
            pieces.append("\\" * (slashes // 2))
            if quoted and text.startswith('""', at):
                pieces.append('"')
                at += 1
            else:
                quoted = not quoted
        at += 1
    if quoted:
        raise ValueError("a quotation mark has no partner")
    return "".join(pieces), at
