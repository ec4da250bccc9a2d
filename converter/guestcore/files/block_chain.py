"""Memory that is stored as a chain of compressed blocks, by offset or in order.

By offset only what is asked for is decoded, here, and kept a while. In order all
cores work (see :mod:`.decode_pool`).
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing

from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.block_cache import BlockCache, last_output
from guestcore.files.block_index import (
    CHAIN_HEADER,
    MAX_BLOCK,
    Block,
    BlockIndex,
    looks_like_chain,
)
from guestcore.files.decode_helper import HelperLostError, Outcome
from guestcore.files.decode_pool import (
    MAX_HELPERS,
    Job,
    decode_in_order,
    usable_cores,
)
from guestcore.files.decode_worker import Status
from guestcore.files.fastlz import MAX_DISTANCE
from guestcore.files.source_file import SourceFile
from guestcore.sentence import message_of, sentence

__all__ = ["CHAIN_HEADER", "MAX_BLOCK", "ChainImage", "looks_like_chain"]

_WORTH_HELPERS = 1 << 20
"""Stored bytes below which starting processes takes longer than decoding."""
_PAGE_SIZE = 4096


class ChainImage:
    """The decoded memory; usable from any thread.

    :param start: File offset of the chain.
    :param end: File offset behind what may belong to it.
    :param size: Bytes that the memory should have, None if not known. ``self.size``
        is less if the file is cut off; it is more if a block reaches beyond.
    :raises GuestCoreError: kind ``damaged`` if a header makes no sense.
    """

    def __init__(
        self, file: SourceFile, start: int, end: int, size: int | None = None
    ) -> None:
        self._file = file
        self._index = BlockIndex(file, start, end, size)
        self._cache = BlockCache(file, self._index)
        self._rest = self._decode_cut_block(end)
        self.is_cut = self._index.is_cut
        """True if the file ends before the memory is complete."""
        self.trailing = 0 if self.is_cut else end - self._index.end
        """Bytes of the file behind the chain."""

    @property
    def size(self) -> int:
        """Bytes of memory that can be decoded: whole pages where the file is cut."""
        return self._index.size + len(self._rest)

    @property
    def linked_blocks(self) -> int:
        """How many blocks, of those decoded so far, needed the block before."""
        return len(self._cache.linked)

    @property
    def effort(self) -> int:
        """Compressed bytes that reading by offset made us decode so far."""
        return self._cache.effort

    def effort_to(self, offset: int) -> int:
        """Return how much ``effort`` reading at an offset takes, at least."""
        del offset  # one block, as everywhere
        return 0

    def read_at(self, offset: int, size: int) -> bytes:
        """Return exactly *size* bytes.

        :raises GuestCoreError: kind ``truncated`` if the memory ends before, kind
            ``damaged`` if a block is.
        """
        self._require(offset, size)
        buffer = bytearray(size)
        self.readinto_at(offset, memoryview(buffer))
        return bytes(buffer)

    def readinto_at(self, offset: int, buffer: memoryview) -> None:
        """Fill *buffer* (of bytes); errors as for :meth:`read_at`."""
        self._require(offset, len(buffer))
        while buffer:
            number = self._index.find(offset)
            if number == len(self._index):
                start = offset - self._index.size
                buffer[:] = self._rest[start : start + len(buffer)]
                return
            block = self._index[number]
            start = offset - block.start
            count = min(len(buffer), block.size - start)
            self._cache.read(block, start, buffer[:count])
            offset, buffer = offset + count, buffer[count:]

    def blocks(
        self, start: int = 0, end: int | None = None, *, helpers: int | None = None
    ) -> Generator[tuple[int, memoryview], None, None]:
        """Yield offset and bytes of the memory in [start, end), block by block.

        All but the last end with a page, as blocks should. The bytes are valid
        until the next are asked for. Close the generator to end early: helper
        processes are gone when that returns.

        :param helpers: Processes to start; 0 decodes here; None: as many as help.
        :raises GuestCoreError: kind ``damaged``; kind ``input`` if the file cannot
            be read or a helper process was ended by somebody else.
        """
        end = self.size if end is None else min(end, self.size)
        if start >= end:
            return
        self._cache.clear()  # the helpers need its memory
        first, behind = self._index.find(start), self._index.find(end - 1)
        numbers = range(first, min(behind + 1, len(self._index)))
        if helpers is None:
            helpers = self._useful_helpers(numbers)
        with closing(self._whole_blocks(numbers, helpers)) as whole:
            for offset, data in _whole_pages(whole):
                part = data[max(start - offset, 0) : end - offset]
                if part:  # a block that ends within a page may add none
                    yield max(offset, start), part
        if behind == len(self._index):
            offset = max(start, self._index.size)
            rest = memoryview(self._rest)
            yield offset, rest[offset - self._index.size : end - self._index.size]

    def _decode_cut_block(self, end: int) -> bytes:
        block = self._index.cut_block
        if block is None:
            return b""
        rest = self._cache.decode_cut(block, end - block.place)
        whole = (block.start + len(rest)) // _PAGE_SIZE * _PAGE_SIZE - block.start
        return rest[: max(whole, 0)]

    def _require(self, offset: int, size: int) -> None:
        if offset < 0 or size < 0 or offset + size > self.size:
            raise GuestCoreError(
                ErrorKind.TRUNCATED,
                sentence(
                    "the compressed memory in {path} ends early: {size} bytes "
                    "wanted at {offset:#x}, it has {memory_size}",
                    path=self._file.path,
                    size=size,
                    offset=offset,
                    memory_size=self.size,
                ),
                hint=sentence("copy the file again"),
            )

    def _useful_helpers(self, numbers: range) -> int:
        blocks = map(self._index.__getitem__, numbers)
        streams = [block.stored for block in blocks if block.is_compressed]
        cores = usable_cores()
        if cores == 1 or sum(streams) < _WORTH_HELPERS:
            return 0
        return min(cores, MAX_HELPERS, len(streams))

    def _whole_blocks(
        self, numbers: range, helpers: int
    ) -> Generator[tuple[int, memoryview], None, None]:
        blocks = map(self._index.__getitem__, numbers)
        jobs = (Job(block.place, block.stored, block.size) for block in blocks)
        window = None if numbers.start else b""
        with closing(decode_in_order(jobs, self._file.readinto_at, helpers)) as done:
            try:
                for number, outcome in zip(numbers, done, strict=True):
                    data = self._settle(self._index[number], outcome, window)
                    if window is not None or len(data) >= MAX_DISTANCE:
                        window = last_output(window or b"", data)
                    yield self._index[number].start, data
            except HelperLostError as error:
                raise GuestCoreError(
                    ErrorKind.INPUT,
                    sentence(
                        "decoding {path} was interrupted: {reason}",
                        path=self._file.path,
                        reason=message_of(error),
                    ),
                    hint=sentence(
                        "the system may be short of memory; close other programs "
                        "and try again"
                    ),
                ) from error

    def _settle(
        self, block: Block, outcome: Outcome, window: bytes | None
    ) -> memoryview:
        """Return a block's bytes, whatever its first decoding ended with."""
        if outcome.status is Status.DAMAGED:
            return self._cache.decode_damaged(block)
        if outcome.status is Status.WINDOW_NEEDED:
            return self._cache.decode_linked(block, window)
        return outcome.data


def _whole_pages(
    blocks: Iterable[tuple[int, memoryview]],
) -> Iterator[tuple[int, memoryview]]:
    """Yield the blocks, the rest of a last page left to the block behind."""
    rest = b""
    at = 0
    for offset, block in blocks:
        data = memoryview(rest + block) if rest else block
        at = offset + len(block) - len(data)
        whole = max((at + len(data)) // _PAGE_SIZE * _PAGE_SIZE - at, 0)
        rest = bytes(data[whole:])
        if whole:
            yield at, data[:whole]
        at += whole
    if rest:
        yield at, memoryview(rest)
