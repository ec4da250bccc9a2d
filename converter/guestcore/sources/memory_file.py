"""Memory in a file beside the state file: raw, sparse or compressed."""

from __future__ import annotations

from dataclasses import replace

from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.block_chain import ChainImage, looks_like_chain
from guestcore.files.source_file import SourceFile
from guestcore.guest.guest import MemoryLayout
from guestcore.guest.memory import MemoryImage
from guestcore.machines.companions import find_memory_file, same_size_candidates
from guestcore.model import PAGE_SIZE, MemoryKind
from guestcore.sources.identify import (
    HEAD_SIZE,
    encrypted_error,
    is_encrypted,
    known_error,
)
from guestcore.sources.known_zero import KnownZeroPages
from guestcore.sources.opened_memory import (
    MemorySource,
    OpenedMemory,
    find_announced,
    finish,
    place_memory,
    refuse_lock,
)
from guestcore.sources.zero_tail import ZeroTailImage


def open_beside(source: MemorySource) -> OpenedMemory:
    """Open the memory file of the state file, or the one that the user named.

    :raises RegionError: if the regions contradict themselves.
    :raises GuestCoreError: kind ``input`` if the file that the user named is absent.
    """
    path = source.options.vmem or find_memory_file(source.state.path)
    if path is None:
        return _missing(source)
    kind = ErrorKind.INPUT if source.options.vmem else ErrorKind.MISSING_COMPANION
    announced = find_announced(source)
    opened = OpenedMemory()
    if announced is not None:
        announced = replace(announced, path=path)
    if refuse_lock(source, path, announced, opened):
        return opened
    try:
        file = SourceFile(path, kind=kind)
    except GuestCoreError as error:
        if kind is ErrorKind.INPUT:
            raise
        return OpenedMemory(find_announced(source), problem=error)
    opened.files.append(file)
    head = file.read_at(0, min(HEAD_SIZE, file.size))
    if is_encrypted(head):
        opened.layout = announced
        opened.problem = encrypted_error(file)
        return opened
    try:
        _open_memory_file(source, file, head, opened)
    except BaseException:
        file.close()
        raise
    return opened


def _open_memory_file(
    source: MemorySource, file: SourceFile, head: bytes, opened: OpenedMemory
) -> None:
    expected = find_announced(source)
    size = sum(region.size for region in expected.regions) if expected else None
    image: MemoryImage = file
    kind = MemoryKind.VMEM
    if file.size != size and looks_like_chain(file):
        image = ChainImage(file, 0, file.size, size)
        kind = MemoryKind.VMEM_COMPRESSED
    elif size is not None and file.size < size:
        # A wrong file is told from one that was cut by its first bytes.
        opened.problem = known_error(file, head)
    placement = place_memory(source, image.size)
    opened.warnings += placement.warnings
    announced = MemoryLayout(kind, file.path, placement.regions)
    if opened.problem is not None:
        opened.layout = announced
        return
    if isinstance(image, SourceFile) and image.size > placement.image_size:
        opened.warnings.append(
            f"{file.path} has {image.size} bytes, {image.size - placement.image_size} "
            "more than the memory needs; they were left out"
        )
    elif isinstance(image, SourceFile) and image.size < placement.image_size:
        image = _with_known_zeros(source, image, placement.image_size)
    finish(source, image, announced, opened)


def _with_known_zeros(source: MemorySource, file: SourceFile, size: int) -> MemoryImage:
    """Return a short file's image, whole if all that it lacks is known to be zero."""
    tag = source.group.known_zero
    if tag is not None and file.size > 0:
        try:
            pages = KnownZeroPages(source.state, tag)
        except GuestCoreError:
            return file
        if pages.covers(file.size // PAGE_SIZE, size // PAGE_SIZE):
            return ZeroTailImage(file, size)
    return file


def _missing(source: MemorySource) -> OpenedMemory:
    announced, state = find_announced(source), source.state.path
    name = f"{state.stem}.vmem"
    if announced is None:
        problem = GuestCoreError(
            ErrorKind.NO_MEMORY,
            f"{state} was taken without the virtual machine's memory, so there is "
            "nothing to convert",
            hint="suspend the running machine, or take a snapshot with its memory",
        )
        return OpenedMemory(problem=problem)
    size = sum(region.size for region in announced.regions)
    hint = f"put {name} into {state.parent}, or name it with --vmem"
    candidates = same_size_candidates(state.parent, size)
    if candidates:
        names = ", ".join(path.name for path in candidates)
        hint += f"; of the expected size, but perhaps of another snapshot: {names}"
    problem = GuestCoreError(
        ErrorKind.MISSING_COMPANION,
        f"{state} holds no memory and {name} ({size} bytes) is not beside it",
        hint=hint,
    )
    return OpenedMemory(announced, problem=problem)
