"""The core as pyelftools reads it: program headers and notes.

Nothing here knows how we write a core. What a hostile file announces is bounded
before it is read: headers, notes, bytes of notes and the steps to parse them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from elftools.common.utils import struct_parse
from elftools.elf.elffile import ELFFile

from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.sentence import sentence
from guestcore.validation.note_reader import MAX_NOTE_BYTES, Note, parse_notes
from guestcore.validation.recognise import refuse_other_elf, refuse_other_formats

MAX_HEADERS = 100_000
"""Most program headers that are read: QEMU's -p writes hundreds; 85 000 were seen."""
_MAX_NOTE_SEGMENTS = 64
_PN_XNUM = 0xFFFF
_HEADER_SIZES = {1: 52, 2: 64}


class Segment(NamedTuple):
    """A program header; sizes and offsets in bytes."""

    kind: object
    """pyelftools' name of the type, a number where it knows none."""
    offset: int
    vaddr: int
    paddr: int
    filesz: int
    memsz: int
    align: int

    @property
    def end(self) -> int:
        """Physical address behind the last byte."""
        return self.paddr + self.memsz


@dataclass(frozen=True, slots=True)
class CoreFile:
    """An opened core. Close it."""

    file: SourceFile
    bits: int
    """Of the file's class: 32 or 64."""
    machine: str
    """``EM_X86_64``, ``EM_386`` or ``EM_AARCH64``."""
    phoff: int
    """Where the program headers are."""
    header_size: int
    """Bytes of the ELF header, by class."""
    flags: int
    announced: int
    """Program headers that the file claims to have."""
    extended: bool
    """True if their number stands in a section header (PN_XNUM)."""
    headers: tuple[Segment, ...]
    """Those that are in the file, of every type, in file order."""
    loads: tuple[Segment, ...]
    """The PT_LOADs among them."""
    notes: tuple[Note, ...]
    note_problem: str | None
    """Why the notes could not be read to their end."""

    @property
    def is_x86(self) -> bool:
        """True if we know this machine's registers."""
        return self.machine != "EM_AARCH64"

    @property
    def note_segments(self) -> list[Segment]:
        """The PT_NOTEs."""
        return [s for s in self.headers if s.kind == "PT_NOTE"]

    def readable(self, segment: Segment) -> int:
        """Return how many bytes of a segment are in the file."""
        return max(min(segment.filesz, self.file.size - segment.offset), 0)

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    def __enter__(self) -> CoreFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_core(path: Path) -> CoreFile:
    """Open a core and read its headers and notes.

    :raises GuestCoreError: if it is no core, none that can be checked, or ends
        inside its ELF header.
    """
    file = _open(path)
    try:
        return _read_core(file)
    except BaseException:
        file.close()
        raise


def _open(path: Path) -> SourceFile:
    try:
        return SourceFile(path)
    except GuestCoreError as error:
        hint = sentence("name the ELF core that is to be checked")
        raise GuestCoreError(error.kind, error.message, hint=hint) from error


def _read_core(file: SourceFile) -> CoreFile:
    head = file.read_at(0, min(file.size, 64))
    refuse_other_formats(file.path, head)
    elf = _parse_header(file)
    header: Any = elf.header
    refuse_other_elf(file.path, header["e_type"], header["e_machine"])
    count, extended = _count_headers(file, elf)
    if count == 0 and header["e_shnum"]:
        raise GuestCoreError(
            ErrorKind.UNSUPPORTED,
            sentence(
                "{path} is a core without program headers: memory lies in "
                "sections, as Xen writes it",
                path=file.path,
            ),
            hint=sentence(
                "crash opens such cores; checks are for cores with program headers"
            ),
        )
    headers = tuple(_read_headers(file, elf, count))
    notes, problem = _read_notes(file, elf, headers)
    return CoreFile(
        file=file,
        bits=elf.elfclass,
        machine=header["e_machine"],
        phoff=header["e_phoff"],
        header_size=_HEADER_SIZES[head[4]],
        flags=header["e_flags"],
        announced=count,
        extended=extended,
        headers=headers,
        loads=tuple(s for s in headers if s.kind == "PT_LOAD"),
        notes=notes,
        note_problem=problem,
    )


def _parse_header(file: SourceFile) -> Any:  # noqa: ANN401  older ones are untyped
    try:
        return ELFFile(io.BufferedReader(_Stream(file), 1 << 16))
    except GuestCoreError:
        raise
    except Exception as error:
        what = sentence("its ELF header cannot be read ({reason})", reason=str(error))
        raise _damaged(file, what) from error


def _count_headers(file: SourceFile, elf: Any) -> tuple[int, bool]:  # noqa: ANN401
    """Return the number of program headers, and whether a section header has it."""
    count, extended = int(elf.header["e_phnum"]), False
    if count == _PN_XNUM:
        extended, offset = True, elf.header["e_shoff"]
        try:
            section = struct_parse(elf.structs.Elf_Shdr, elf.stream, offset)
            count = int(section["sh_info"])
        except GuestCoreError:
            raise
        except Exception as error:
            what = sentence(
                "the number of its program headers should stand in a section header "
                "at {offset:#x}, which cannot be read",
                offset=offset,
            )
            raise _damaged(file, what) from error
    if count > MAX_HEADERS:
        raise GuestCoreError(
            ErrorKind.UNSUPPORTED,
            sentence(
                "{path} announces {count} program headers: no more than "
                "{max_headers} are checked",
                path=file.path,
                count=count,
                max_headers=MAX_HEADERS,
            ),
            hint=sentence(
                "a core with one segment for each run of memory needs a handful"
            ),
        )
    return count, extended


def _read_headers(
    file: SourceFile,
    elf: Any,  # noqa: ANN401
    count: int,
) -> Iterator[Segment]:
    """Yield the program headers that are in the file, at most *count*."""
    offset, stride = elf.header["e_phoff"], elf.header["e_phentsize"]
    layout, size = elf.structs.Elf_Phdr, elf.structs.Elf_Phdr.sizeof()
    if count and stride < size:
        raise _damaged(
            file,
            sentence(
                "a program header has {stride} bytes, not {size}",
                stride=stride,
                size=size,
            ),
        )
    for i in range(min(count, max(file.size - offset, 0) // max(stride, 1))):
        header: Any = struct_parse(layout, elf.stream, offset + i * stride)
        yield Segment(
            header["p_type"],
            header["p_offset"],
            header["p_vaddr"],
            header["p_paddr"],
            header["p_filesz"],
            header["p_memsz"],
            header["p_align"],
        )


def _read_notes(
    file: SourceFile,
    elf: Any,  # noqa: ANN401
    headers: tuple[Segment, ...],
) -> tuple[tuple[Note, ...], str | None]:
    """Return the notes, and what stopped us from reading all of them."""
    notes: list[Note] = []
    left = MAX_NOTE_BYTES
    segments = [s for s in headers if s.kind == "PT_NOTE"]
    if len(segments) > _MAX_NOTE_SEGMENTS:
        return (), sentence("there are {segments} PT_NOTEs", segments=len(segments))
    for segment in segments:
        size = min(segment.filesz, max(file.size - segment.offset, 0), left)
        if size < segment.filesz:
            if size < left:
                return tuple(notes), sentence("they do not fit into the file")
            return tuple(notes), sentence(
                "they do not fit into the {most} bytes read", most=MAX_NOTE_BYTES
            )
        data = file.read_at(segment.offset, size)
        left -= size
        problem = parse_notes(elf.structs, data, notes)
        if problem is not None:
            return tuple(notes), problem
    return tuple(notes), None


class _Stream(io.RawIOBase):
    """A source file as the stream that pyelftools reads."""

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        base = {io.SEEK_CUR: self._at, io.SEEK_END: self._file.size}.get(whence, 0)
        self._at = max(base + offset, 0)
        return self._at

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401  any buffer
        view = memoryview(buffer).cast("B")
        size = min(len(view), max(self._file.size - self._at, 0))
        self._file.readinto_at(self._at, view[:size])
        self._at += size
        return size


def _damaged(file: SourceFile, what: str) -> GuestCoreError:
    return GuestCoreError(
        ErrorKind.DAMAGED,
        sentence("{path}: {what}", path=file.path, what=what),
        hint=sentence("the core is damaged; make it again"),
    )
