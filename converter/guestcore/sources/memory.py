"""Opens the memory of a checkpoint, wherever it lies, and compares what is told."""

from __future__ import annotations

from guestcore.checkpoint.regions import RegionError
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.model import PAGE_SIZE
from guestcore.sentence import message_of, sentence
from guestcore.sources.embedded_memory import open_embedded
from guestcore.sources.known_zero import KnownZeroPages, PlacedZeroPages
from guestcore.sources.memory_file import open_beside
from guestcore.sources.opened_memory import MemorySource, OpenedMemory
from guestcore.sources.zero_tail import ZeroTailImage


def open_memory(source: MemorySource) -> OpenedMemory:
    """Find and open the memory; what keeps us from it is part of the result."""
    opened = OpenedMemory()
    try:
        if source.group.is_embedded:
            open_embedded(source, opened)
        else:
            open_beside(source, opened)
        _compare_with_announced(source, opened)
        _check_known_zero(source, opened)
    except RegionError as error:
        hint = sentence("copy the state file again")
        message = sentence(
            "{path}: {what}", path=source.state.path, what=message_of(error)
        )
        opened.fail(GuestCoreError(ErrorKind.DAMAGED, message, hint=hint))
    except GuestCoreError as error:
        opened.fail(error)
    except BaseException:
        opened.close()
        raise
    return opened


def _compare_with_announced(source: MemorySource, opened: OpenedMemory) -> None:
    if opened.layout is None or not source.memory_mib:
        return
    size = opened.layout.size
    if size != source.memory_mib << 20:
        opened.warnings.append(
            sentence(
                "the state file announces {memory_mib} MiB of memory; its regions "
                "have {size} bytes",
                memory_mib=source.memory_mib,
                size=size,
            )
        )


def _check_known_zero(source: MemorySource, opened: OpenedMemory) -> None:
    tag = source.group.known_zero
    if tag is None or opened.memory is None:
        return
    try:
        pages = KnownZeroPages(source.state, tag)
    except GuestCoreError as error:
        if error.kind is not ErrorKind.DAMAGED:
            raise
        opened.warnings.append(
            sentence(
                "the list of zero pages was left out: {message}", message=error.message
            )
        )
        return
    image = opened.memory.image
    if isinstance(image, ZeroTailImage):
        image = image.file
    start, size = 0, image.size
    if image is source.state:
        block = source.group.blocks[0]
        start, size = block.offset, min(block.size, source.state.size - block.offset)
    wrong = pages.count_contradictions(image, start, size // PAGE_SIZE)
    if not wrong:
        opened.known_zero = PlacedZeroPages(pages, start)
    if wrong:
        opened.warnings.append(
            sentence(
                "{wrong} pages that the state file lists as zero are not: their "
                "bytes in the memory count",
                wrong=wrong,
            )
        )
