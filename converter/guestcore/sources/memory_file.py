"""Memory in a file beside the state file: raw, sparse or compressed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from guestcore.checkpoint.container import has_checkpoint_magic
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.block_chain import ChainImage, looks_like_chain
from guestcore.files.source_file import SourceFile
from guestcore.guest.guest import MemoryLayout
from guestcore.guest.memory import MemoryImage
from guestcore.machines.companions import (
    find_beside,
    find_memory_file,
    same_size_candidates,
)
from guestcore.model import PAGE_SIZE, MemoryKind
from guestcore.sentence import sentence
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
from guestcore.sources.options import OpenOptions
from guestcore.sources.zero_tail import ZeroTailImage

_MEMORY_FILE = sentence("name the .vmem that belongs to the state file")


def open_beside(source: MemorySource, opened: OpenedMemory) -> None:
    """Open the memory file of the state file, or the one that the user named.

    :raises RegionError: if the regions contradict themselves.
    :raises GuestCoreError: what is wrong with the file.
    """
    state, options = source.state.path, source.options
    path = options.vmem or find_memory_file(state)
    opened.layout = find_announced(source)
    if path is None:
        opened.fail(_missing(source, opened.layout))
        return
    kind = ErrorKind.INPUT if options.vmem else ErrorKind.MISSING_COMPANION
    expected = opened.layout if source.described else None
    if opened.layout is not None:
        opened.layout = replace(opened.layout, path=path)
    if refuse_lock(options, (path, state), opened):
        return
    file = SourceFile(path, kind=kind)
    opened.files.append(file)
    image, memory_kind = _open_image(file, expected)
    announced_size = (source.memory_mib or 0) << 20
    if expected is None and not announced_size and _is_cut(image, options):
        raise _cut(file, image)
    placement = place_memory(source, image.size, least=announced_size)
    opened.warnings += placement.warnings
    _warn_of_more(file, image, placement.image_size, opened)
    if image.size < placement.image_size:
        image = _with_known_zeros(source, image, placement.image_size)
    announced = MemoryLayout(memory_kind, path, placement.regions)
    finish(options, image, announced, opened)


def _open_image(
    file: SourceFile, expected: MemoryLayout | None
) -> tuple[MemoryImage, MemoryKind]:
    """Return the memory that a file holds, decoded if it is compressed.

    A file of just the expected size is raw, whatever it begins with.
    """
    head = file.read_at(0, min(HEAD_SIZE, file.size))
    if is_encrypted(head):
        raise encrypted_error(file)
    size = None
    if expected is not None:
        size = max(region.file_offset + region.size for region in expected.regions)
    if file.size == size:
        return file, MemoryKind.VMEM
    if looks_like_chain(file):
        image = ChainImage(file, 0, file.size, size)
        return image, MemoryKind.VMEM_COMPRESSED
    other = known_error(file, head, hint=_MEMORY_FILE)
    if other is not None:
        raise other
    if has_checkpoint_magic(head):
        raise GuestCoreError(
            ErrorKind.UNSUPPORTED,
            sentence("{path} is a saved state, not a memory file", path=file.path),
            hint=_MEMORY_FILE,
        )
    return file, MemoryKind.VMEM


def _is_cut(image: MemoryImage, options: OpenOptions) -> bool:
    """True if an image is too short although nothing says how long it should be."""
    if image.size < PAGE_SIZE:
        return True
    is_cut = isinstance(image, ChainImage) and image.is_cut
    return is_cut and not options.allow_truncated


def _cut(file: SourceFile, image: MemoryImage) -> GuestCoreError:
    held = image.size // PAGE_SIZE * PAGE_SIZE
    return GuestCoreError(
        ErrorKind.TRUNCATED,
        sentence(
            "{path} ends early: {size} bytes found, more than {held} expected; "
            "guest memory is missing from {held:#x} on",
            path=file.path,
            size=image.size,
            held=held,
        ),
        hint=sentence(
            "copy the file again, or convert what is there (--allow-truncated)"
        ),
    )


def _warn_of_more(
    file: SourceFile, image: MemoryImage, needed: int, opened: OpenedMemory
) -> None:
    more = image.size - needed
    if isinstance(image, ChainImage):
        more = max(more, image.trailing)
    if more > 0:
        opened.warnings.append(
            sentence(
                "{path} has {more} bytes more than the memory needs ({needed}); "
                "they were left out",
                path=file.path,
                more=more,
                needed=needed,
            )
        )


def _with_known_zeros(
    source: MemorySource, image: MemoryImage, size: int
) -> MemoryImage:
    """Return a short file's image, whole if all that it lacks is known to be zero."""
    tag = source.group.known_zero
    if tag is None or not isinstance(image, SourceFile) or not image.size:
        return image
    try:
        pages = KnownZeroPages(source.state, tag)
    except GuestCoreError:
        return image  # checking the pages says what is wrong with the list
    if pages.covers(image.size // PAGE_SIZE, size // PAGE_SIZE):
        return ZeroTailImage(image, size)
    return image


def _missing(source: MemorySource, announced: MemoryLayout | None) -> GuestCoreError:
    state = source.state.path
    name = f"{state.stem}.vmem"
    other = find_beside(state.parent, name)
    if other is not None:  # find_memory_file takes regular files alone
        return GuestCoreError(
            ErrorKind.MISSING_COMPANION,
            sentence(
                "{state} holds no memory, and {name} beside it is no regular file",
                state=state,
                name=other.name,
            ),
            hint=sentence(
                "put the memory file into {folder}, or name it where it is (--vmem)",
                folder=state.parent,
            ),
        )
    if announced is None:
        return GuestCoreError(
            ErrorKind.NO_MEMORY,
            sentence(
                "{state} was taken without the virtual machine's memory, so there "
                "is nothing to convert",
                state=state,
            ),
            hint=sentence(
                "suspend the running machine, or take a snapshot with its memory"
            ),
        )
    return GuestCoreError(
        ErrorKind.MISSING_COMPANION,
        sentence(
            "{state} holds no memory and {name} ({size} bytes) is not beside it",
            state=state,
            name=name,
            size=announced.size,
        ),
        hint=_where_to_put(name, state.parent, announced.size),
    )


def _where_to_put(name: str, folder: Path, size: int) -> str:
    candidates = same_size_candidates(folder, size)
    if not candidates:
        return sentence(
            "put {name} into {folder}, or name it where it is (--vmem)",
            name=name,
            folder=folder,
        )
    return sentence(
        "put {name} into {folder}, or name it where it is (--vmem); of the expected "
        "size, but perhaps of another snapshot: {names}",
        name=name,
        folder=folder,
        names=", ".join(path.name for path in candidates),
    )
