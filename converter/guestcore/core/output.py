"""The file a core is written to: whole under its name, or not there at all.

Everything goes to a temporary file beside the target, readable by its owner
only, locked while its writer lives. ``commit`` gives it the name in one step
that takes the name from no other file unless forced.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from guestcore.core.output_errors import NoSpaceError, output_error, output_errors
from guestcore.core.platform_io import (
    finish_writeback,
    make_sparse,
    open_direct,
    read_allocated,
    refuses_direct,
    write_some_at,
)
from guestcore.core.temporary import (
    create_folder,
    create_temporary,
    remove_folder,
    remove_leftovers,
    rename_new,
    sync_folder,
    take_place,
)
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.model import PAGE_SIZE
from guestcore.progress import Phase, Progress
from guestcore.sentence import sentence

_FLUSH_STEP = 8 << 20
"""Bytes between two looks at whether to stop: 0.1 s of a slow disk."""
_DIRECT_SIZE = 64 << 10
"""Fewer bytes go through the page cache, which gathers them: measured."""
_MAX_INVALID = 1000
_MACHINE_SUFFIXES = frozenset(
    (".vmx", ".vmxf", ".vmsd", ".vmss", ".vmsn", ".vmem", ".vmdk", ".nvram")
)
"""Files that a virtual machine is made of: no core replaces one, even if forced."""


class OutputFile:
    """A core in the making. Use it in ``with``: uncommitted, it vanishes.

    Temporary files of the same target whose writer was killed are removed first.

    :param sources: Files that must not be replaced whatever *force* says.
    :param force: Replace an existing file.
    :raises GuestCoreError: kind ``output`` if the target exists, is a source, is
        no place for a file, or cannot be written.
    """

    def __init__(
        self, target: Path, *, sources: Iterable[SourceFile] = (), force: bool = False
    ) -> None:
        self.target = target
        self._folder = target.parent
        self._sources = tuple(sources)
        self._force = force
        self._finished = False
        with output_errors(sentence("write {path}", path=target)):
            refusal = self._find_refusal(target)
        if refusal is not None:
            raise refusal
        remove_leftovers(target)
        with output_errors(sentence("create a file in {folder}", folder=self._folder)):
            self.temporary, self._fd = create_temporary(target)
        make_sparse(self._fd)
        self._direct_fd = open_direct(self.temporary, self._fd)
        self._is_direct = self._direct_fd >= 0

    @property
    def fd(self) -> int:
        """The open file, for reflinks and write-back."""
        return self._fd

    def allocated(self) -> int:
        """Return the bytes the file takes on disk, shared ones included."""
        return read_allocated(self._fd, self.temporary)

    def free_space(self) -> int:
        """Return the bytes that are free where the core is written."""
        with output_errors(
            sentence("read the free space of {folder}", folder=self._folder)
        ):
            return shutil.disk_usage(self._folder).free

    def require_space(self, needed: int) -> None:
        """Refuse to begin what the disk cannot hold.

        :param needed: Bytes that will be allocated.
        :raises NoSpaceError: if they are not free.
        """
        free = self.free_space()
        if needed > free:
            raise NoSpaceError(
                sentence(
                    "not enough space in {folder}: the core needs {needed} bytes, "
                    "{free} are free",
                    folder=self._folder,
                    needed=needed,
                    free=free,
                ),
                needed,
            )

    def set_size(self, size: int) -> None:
        """Cut or extend the file; what is new reads as zeros and takes no space."""
        with output_errors(
            sentence("extend {path} to {size} bytes", path=self.temporary, size=size)
        ):
            os.ftruncate(self._fd, size)

    def write_at(self, offset: int, data: memoryview) -> None:
        """Write all of *data* (bytes) at an offset; callable from any thread.

        Large pieces that begin at a page, in memory and in the file, are fastest.
        """
        done = 0
        with output_errors(sentence("write {path}", path=self.temporary)):
            while done < len(data):
                done += self._write_some(data[done:], offset + done)

    def _write_some(self, data: memoryview, offset: int) -> int:
        is_whole = not (offset | len(data)) % PAGE_SIZE
        if self._is_direct and is_whole and len(data) >= _DIRECT_SIZE:
            try:
                return write_some_at(self._direct_fd, data, offset)
            except OSError as error:
                if not refuses_direct(error):
                    raise
                self._is_direct = False  # other threads may be using it: left open
        return write_some_at(self._fd, data, offset)

    def make_folder(self) -> Path:
        """Return a new folder, the owner's only, on the core's file system.

        For programs that choose the names of what they write: :meth:`adopt` what
        they wrote. It is gone after that, or with the temporary file.
        """
        with output_errors(
            sentence("create a folder in {folder}", folder=self._folder)
        ):
            return create_folder(self.temporary)

    def adopt(self, path: Path) -> None:
        """Take a file of :meth:`make_folder`'s as the core: it is moved, not copied."""
        with output_errors(sentence("take {path} as the core", path=path)):
            old, self._fd = (self._fd, self._direct_fd), -1
            self._is_direct, self._direct_fd = False, -1
            self._fd = take_place(path, self.temporary, old)
        remove_folder(self.temporary)

    def flush(self, progress: Progress) -> None:
        """Wait until everything is on disk, in steps that can be stopped."""
        size = os.fstat(self._fd).st_size
        action = sentence("write {path} to disk", path=self.temporary)
        for offset in range(0, size, _FLUSH_STEP):
            progress.report(Phase.FLUSHING, offset, size)
            with output_errors(action):
                if not finish_writeback(self._fd, offset, _FLUSH_STEP):
                    break
        with output_errors(action):
            os.fsync(self._fd)
        progress.report(Phase.FLUSHING, size, size)

    def commit(self) -> Path:
        """Give the file its name and return that.

        :raises GuestCoreError: kind ``output``; then the file is still temporary.
        """
        with output_errors(sentence("finish {path}", path=self.target)):
            refusal = self._find_refusal(self.target)
            if refusal is None:
                return self._finish(self.target)
        raise refusal

    def commit_invalid(self) -> Path:
        """Keep a core that failed its checks as ``CORE.invalid``; return that name.

        It is ``CORE.invalid.2`` and so on where the name is taken.
        """
        name = f"{self.target.name}.invalid"
        with output_errors(sentence("keep {path}", path=self.temporary)):
            for n in range(1, _MAX_INVALID):
                path = self._folder / (name if n == 1 else f"{name}.{n}")
                if self._find_refusal(path) is None:
                    return self._finish(path)
        raise GuestCoreError(
            ErrorKind.OUTPUT,
            sentence(
                "cannot keep {path}: {name} and {more} names more are taken",
                path=self.temporary,
                name=name,
                more=_MAX_INVALID - 2,
            ),
            hint=sentence("remove the files {name}*", name=name),
        )

    def discard(self) -> None:
        """Remove the temporary file; after a commit, do nothing."""
        if self._finished:
            return
        self._finished = True
        if os.name == "nt":  # which removes no open file
            self._close()
        remove_folder(self.temporary)
        with contextlib.suppress(OSError):  # else the next run to this target does it
            os.unlink(self.temporary)
        if self._fd >= 0:
            # So that closing writes nothing back; not if Ctrl-C came in the middle
            # of a commit and the file has its final name already.
            with contextlib.suppress(OSError):
                if os.fstat(self._fd).st_nlink == 0:
                    os.ftruncate(self._fd, 0)
            self._close()

    def __enter__(self) -> OutputFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.discard()

    def _find_refusal(self, path: Path) -> GuestCoreError | None:
        """Return why *path* must not become a core, if there is a reason.

        :raises OSError: if that cannot be found out.
        """
        os.stat(self._folder)  # says so if it is the folder that is missing
        try:
            mode = os.lstat(path).st_mode
        except FileNotFoundError:
            return None
        if stat.S_ISLNK(mode):  # what it leads to counts; it may lead nowhere
            with contextlib.suppress(OSError):
                mode = os.stat(path).st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
            return output_error(
                sentence("{path} is not a regular file", path=path),
                sentence("name a file"),
            )
        if any(source.is_same_file(path) for source in self._sources):
            return output_error(
                sentence("{path} is a source of this conversion", path=path),
                sentence("write the core elsewhere"),
            )
        if path.suffix.lower() in _MACHINE_SUFFIXES:
            return output_error(
                sentence("{path} belongs to a virtual machine", path=path),
                sentence("write the core elsewhere"),
            )
        if not self._force:
            return output_error(
                sentence("{path} exists already", path=path),
                sentence("name another file, or have this one replaced (--force)"),
            )
        return None

    def _finish(self, path: Path) -> Path:
        os.fsync(self._fd)
        if os.name == "nt":  # which renames no open file
            self._close()
        if self._force:
            os.replace(self.temporary, path)
        else:
            rename_new(self.temporary, path)
        self._finished = True
        self._close()
        sync_folder(self._folder)
        return path

    def _close(self) -> None:
        self._is_direct = False
        fds, self._fd, self._direct_fd = (self._fd, self._direct_fd), -1, -1
        for fd in fds:
            with contextlib.suppress(OSError):  # fsync has told what can go wrong
                if fd >= 0:
                    os.close(fd)
