"""Copies the files of a suspended machine, so that it can be resumed right away."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from guestcore.capture.terms import Captured
from guestcore.core.platform_io import clone_range, finish_writeback, make_sparse
from guestcore.core.temporary import (
    create_temporary,
    remove_leftovers,
    rename_new,
    sync_folder,
)
from guestcore.errors import ErrorKind, GuestCoreError, system_reason
from guestcore.files.source_file import SourceFile
from guestcore.machines.companions import MEMORY_SUFFIX
from guestcore.progress import Phase, Progress
from guestcore.sentence import sentence

_STEP = 4 << 20
_FLUSH_STEP = 8 << 20


def copy_aside(captured: Captured, folder: Path, progress: Progress) -> Path:
    """Copy the captured files into a folder; return the copied state file.

    Each file gets its name when it is whole, the state file last. Names that are
    taken are not: the copies share another stem then. Nothing is left if it fails.

    :raises GuestCoreError: ``output`` if the folder cannot take them.
    :raises Cancelled: if the user asked to stop.
    """
    with contextlib.ExitStack() as files:
        state = files.enter_context(SourceFile(captured.state))
        sources = [state]
        if captured.memory is not None:
            sources.insert(0, files.enter_context(SourceFile(captured.memory)))
        _require_space(folder, sum(source.size for source in sources))
        stem = _free_stem(folder, captured)
        names = [f"{stem}{MEMORY_SUFFIX}"] * (captured.memory is not None)
        names.append(f"{stem}{captured.state.suffix}")
        done: list[Path] = []
        try:
            _copy_all(sources, [folder / name for name in names], done, progress)
        except BaseException:
            for path in done:
                with contextlib.suppress(OSError):
                    path.unlink()
            raise
        return done[-1]


def discard_copy(state: Path) -> None:
    """Remove what :func:`copy_aside` made, as far as it is there.

    :param state: What it returned.
    :raises GuestCoreError: ``output`` if a file cannot be removed.
    """
    with _output_errors(state.parent):
        for path in (state, state.with_suffix(MEMORY_SUFFIX)):
            path.unlink(missing_ok=True)


def _copy_all(
    sources: list[SourceFile], targets: list[Path], done: list[Path], progress: Progress
) -> None:
    total = sum(source.size for source in sources)
    before = 0
    for source, target in zip(sources, targets, strict=True):
        remove_leftovers(target)
        with _output_errors(target.parent):
            temporary, fd = create_temporary(target)
        try:
            try:
                _copy(source, fd, before, total, progress)
            finally:
                os.close(fd)  # Windows renames no open file
            with _output_errors(target.parent):
                rename_new(temporary, target)
            done.append(target)
        finally:
            with contextlib.suppress(OSError):  # it has its final name if all went well
                temporary.unlink(missing_ok=True)
        before += source.size
    sync_folder(targets[0].parent)
    for source in sources:
        if source.has_changed():
            raise GuestCoreError(
                ErrorKind.SOURCE_CHANGED,
                sentence("{path} changed while it was copied", path=source.path),
                hint=sentence("capture the virtual machine again"),
            )


def _copy(
    source: SourceFile, fd: int, before: int, total: int, progress: Progress
) -> None:
    """Copy a file; holes stay holes, blocks are shared where that can be done."""
    with _output_errors(source.path):
        make_sparse(fd)
        os.ftruncate(fd, source.size)
    if source.size and _clone(source, fd):
        return
    buffer = memoryview(bytearray(_STEP))
    offset = 0
    while offset < source.size:
        start, end = source.next_data(offset, source.size)
        while start < end:
            progress.report(Phase.CAPTURING, before + start, total)
            part = buffer[: min(_STEP, end - start)]
            source.readinto_at(start, part)
            with _output_errors(source.path):
                _write(fd, start, part)
            start += len(part)
        offset = end
    for offset in range(0, source.size, _FLUSH_STEP):
        progress.report(Phase.FLUSHING, before + offset, total)
        with _output_errors(source.path):
            if not finish_writeback(fd, offset, _FLUSH_STEP):
                break
    with _output_errors(source.path):
        os.fsync(fd)


def _clone(source: SourceFile, fd: int) -> bool:
    try:
        clone_range(source.fd, 0, source.size, fd, 0)
    except OSError:
        return False
    return True


def _write(fd: int, offset: int, data: memoryview) -> None:
    os.lseek(fd, offset, os.SEEK_SET)
    while data:
        data = data[os.write(fd, data) :]


def _free_stem(folder: Path, captured: Captured) -> str:
    """Return a stem under which the folder holds none of the two files."""
    stem = captured.state.stem
    suffixes = (captured.state.suffix, MEMORY_SUFFIX)
    if any(os.path.lexists(folder / f"{stem}{suffix}") for suffix in suffixes):
        return f"{stem}-{captured.id}"
    return stem


def _require_space(folder: Path, needed: int) -> None:
    with _output_errors(folder):
        free = shutil.disk_usage(folder).free
    if needed > free:
        raise GuestCoreError(
            ErrorKind.OUTPUT,
            sentence(
                "not enough space in {folder}: the copy needs {needed} bytes, {free} "
                "are free",
                folder=folder,
                needed=needed,
                free=free,
            ),
            hint=sentence("free some space, or choose another folder"),
        )


@contextlib.contextmanager
def _output_errors(place: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a NUL in a name
        raise GuestCoreError(
            ErrorKind.OUTPUT,
            sentence(
                "cannot copy to {place}: {reason}",
                place=place,
                reason=system_reason(error),
            ),
            hint=sentence("choose another folder, on a disk with space left"),
        ) from error
