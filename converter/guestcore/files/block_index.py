"""The chain of blocks in a compressed memory file, indexed by hopping headers.

==========  =======================================================
u64         bytes that the block gives: 4 MiB, but for the last one
u64         bytes that follow; the same number if it is not compressed
data        a FastLZ stream, or the bytes themselves
==========  =======================================================

From [vmem-decrypt]. The blocks' outputs, one behind the other, are the memory.
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_right
from typing import NamedTuple

from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.fastlz import MAX_RATIO, level_of
from guestcore.files.source_file import SourceFile
from guestcore.sentence import sentence

MAX_BLOCK = 4 << 20
CHAIN_HEADER = struct.Struct("<QQ")
_FREE_BLOCKS = 4096
_SMALL_BLOCK = 64 << 10
"""Beyond the first 4096, blocks must have this size on average: a bound on their
number that no real chain comes near."""


def looks_like_chain(file: SourceFile, start: int = 0, end: int | None = None) -> bool:
    """True if [start, end) of a file begins like a chain of compressed blocks.

    That is: one header, and behind its block another one or the end. A file that
    is cut off in its very first block counts if that block is a full one.
    """
    end = file.size if end is None else end
    first = _read_header(file, start, end)
    if first is None:
        return False
    size, stored = first
    behind = start + CHAIN_HEADER.size + stored
    if behind > end:
        return size == MAX_BLOCK
    return (
        end - behind < CHAIN_HEADER.size or _read_header(file, behind, end) is not None
    )


def _read_header(file: SourceFile, at: int, end: int) -> tuple[int, int] | None:
    """Return both sizes from a header, or None if there is no sensible one."""
    if end - at < CHAIN_HEADER.size + 1:
        return None
    data = file.read_at(at, CHAIN_HEADER.size + 1)
    size, stored = CHAIN_HEADER.unpack_from(data)
    if not 0 < stored <= size <= min(MAX_BLOCK, MAX_RATIO * stored):
        return None
    if stored < size and level_of(data[-1]) is None:
        return None
    return size, stored


class Block(NamedTuple):
    """One block of the chain."""

    number: int
    start: int
    """Offset in the memory."""
    size: int
    """Bytes it gives."""
    place: int
    """Offset of its stream in the file."""
    stored: int
    """Bytes of its stream; equal to *size* if it is not compressed."""

    @property
    def is_compressed(self) -> bool:
        """True if the stream is not the output itself."""
        return self.stored < self.size


class BlockIndex:
    """Where each block lies, in the file and in the memory.

    :param size: Bytes of memory that are wanted, None if not known: blocks behind
        them are not looked at.
    :raises GuestCoreError: kind ``damaged`` at a header that makes no sense, unless
        all that is wanted lies before it.
    """

    def __init__(
        self, file: SourceFile, start: int, end: int, size: int | None = None
    ) -> None:
        self._file = file
        self._starts = array("Q", [0])
        self._places = array("Q")
        self._stored = array("I")
        self.is_cut = False
        """True if the file ends inside a block, or before all that is wanted."""
        self.cut_block: Block | None = None
        """A last block whose stream the file cuts off."""
        self.end = start
        """File offset behind the last whole block."""
        while (size is None or self.size < size) and self.end < end:
            if end - self.end <= CHAIN_HEADER.size:  # cut in, or right behind, a header
                self.is_cut = True
                break
            block = self._hop(end)
            if block.place + block.stored > end:
                self.is_cut, self.cut_block = True, block
                break
            self._starts.append(self.size + block.size)
            self._places.append(block.place)
            self._stored.append(block.stored)
            self.end = block.place + block.stored
        if size is not None and self.size < size:
            self.is_cut = True

    def _hop(self, end: int) -> Block:
        header = _read_header(self._file, self.end, end)
        count = len(self._places)
        if header is None:
            raise self.damaged(count, sentence("its header makes no sense"))
        if count > _FREE_BLOCKS + self.size // _SMALL_BLOCK:
            raise self.damaged(count, sentence("blocks that small are no chain"))
        size, stored = header
        return Block(count, self.size, size, self.end + CHAIN_HEADER.size, stored)

    @property
    def size(self) -> int:
        """Bytes of memory in all whole blocks."""
        return self._starts[-1]

    def __len__(self) -> int:
        return len(self._places)

    def find(self, offset: int) -> int:
        """Return the number of the block that holds an offset of the memory.

        It is the number of blocks if the offset lies behind all whole ones.
        """
        return bisect_right(self._starts, offset) - 1

    def __getitem__(self, number: int) -> Block:
        if not 0 <= number < len(self):
            raise IndexError(number)
        start, behind = self._starts[number : number + 2]
        return Block(
            number, start, behind - start, self._places[number], self._stored[number]
        )

    def damaged(self, number: int, why: str) -> GuestCoreError:
        """Return the error for a block, which may be the one behind the last."""
        at = (
            self.end
            if number == len(self)
            else self._places[number] - CHAIN_HEADER.size
        )
        return GuestCoreError(
            ErrorKind.DAMAGED,
            sentence(
                "{path}: block {number} of the compressed memory, at offset "
                "{at:#x}, is damaged: {why}",
                path=self._file.path,
                number=number,
                at=at,
                why=why,
            ),
            hint=sentence(
                "copy the file again; if that does not help, this memory is lost"
            ),
        )
