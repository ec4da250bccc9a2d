"""Judges what an engine did: its exit code, and what lies in its folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from guestcore.engines.running import Ending
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.sentence import join, sentence

ELF_MAGIC = b"\x7fELF"
DUMP_MAGICS = (b"PAGEDU64", b"PAGEDUMP")
_HEAD = 8
_MAX_ENTRIES = 1000
_NAMES_SHOWN = 4


def take_product(folder: Path, ending: Ending) -> Path:
    """Return the one core or dump that an engine wrote.

    Files that are neither, such as logs, do not count beside it.

    :raises GuestCoreError: kind ``output`` with the last that it printed, if it
        failed, or wrote none or several.
    """
    if ending.code:
        raise _failure(describe_code(ending.code), ending)
    written = {path: read_head(path) for path in _files_in(folder)}
    products = [path for path, head in written.items() if _is_product(head)]
    if len(products) == 1:
        return products[0]
    if products:
        raise _several(products)
    if not written:
        what = sentence("vmss2core ended without an error, but wrote nothing")
    elif not any(written.values()):
        what = sentence(
            "vmss2core ended without an error, but {names} is empty",
            names=_list_names(list(written)),
        )
    else:
        path, head = next((p, head) for p, head in written.items() if head)
        what = sentence(
            "vmss2core ended without an error, but {name} begins with {bytes}: it is "
            "neither an ELF core nor a Windows dump",
            name=path.name,
            bytes=head.hex(" "),
        )
    raise _failure(what, ending)


def require_kind(product: Path, ending: Ending, *, is_dump: bool) -> None:
    """Refuse what an engine wrote if something else was asked for.

    :param is_dump: A Windows dump was asked for, not an ELF core.
    :raises GuestCoreError: kind ``output``.
    """
    if (read_head(product) in DUMP_MAGICS) is is_dump:
        return
    what = (
        sentence(
            "a Windows dump was asked for, but {name} is an ELF core", name=product.name
        )
        if is_dump
        else sentence(
            "an ELF core was asked for, but {name} is a Windows dump", name=product.name
        )
    )
    raise _failure(what, ending)


def describe_code(code: int) -> str:
    """Return how an engine ended: an exit code, or minus a signal."""
    if code < 0:
        return sentence("vmss2core was ended by signal {number}", number=-code)
    if code:
        return sentence("vmss2core failed with exit code {code}", code=code)
    return sentence("vmss2core ended without an error")


def _failure(what: str, ending: Ending) -> GuestCoreError:
    *before, last = ending.last_lines or ("",)
    # What went wrong it says last; a banner stands before.
    if before:
        message = sentence(
            "{what}; it printed: {last}; before that: {lines}",
            what=what,
            last=last,
            lines=join("; ", before),
        )
    elif last:
        message = sentence("{what}; it printed: {lines}", what=what, lines=last)
    else:
        message = sentence("{what}; it printed nothing", what=what)
    hint = sentence(
        "see its log; check its options and the free space, or convert with the "
        "native engine"
    )
    return GuestCoreError(ErrorKind.OUTPUT, message, hint=hint)


def _several(products: Sequence[Path]) -> GuestCoreError:
    return GuestCoreError(
        ErrorKind.OUTPUT,
        sentence(
            "vmss2core wrote several cores ({names}); only one can be kept",
            names=_list_names(products),
        ),
        hint=sentence(
            "without an option it writes one core for each vCPU: have it write one of "
            "the machine, such as with -N6 or -M"
        ),
    )


def _list_names(paths: Sequence[Path]) -> str:
    names = ", ".join(path.name for path in paths[:_NAMES_SHOWN])
    return names if len(paths) <= _NAMES_SHOWN else sentence("{names}, …", names=names)


def _files_in(folder: Path) -> list[Path]:
    with os.scandir(folder) as entries:
        files = [
            Path(entry.path)
            for entry in islice(entries, _MAX_ENTRIES)
            if entry.is_file(follow_symlinks=False)
        ]
    return sorted(files)


def read_head(path: Path) -> bytes:
    """Return the bytes that tell what a file is."""
    with SourceFile(path) as file:
        return file.read_at(0, min(file.size, _HEAD))


def _is_product(head: bytes) -> bool:
    return head.startswith(ELF_MAGIC) or head in DUMP_MAGICS
