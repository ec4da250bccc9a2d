"""Memory that is stored as one compressed stream: zlib, or FastLZ without blocks.

By offset it is decoded from the nearest place where the decoder was remembered
before: such places lie at least 4 MiB apart, 256 of them at most, however large the
memory is. Nothing is decoded before it is asked for, and nothing beyond the size
that was announced.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Generator

from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.files.stream_codecs import Codec, FastLzCodec, StreamError, ZlibCodec
from guestcore.sentence import message_of, sentence

_BLOCK = 1 << 20
"""Bytes that are cut off the stream and kept together."""
_MAX_BLOCKS = 16
_SPACING = 4 << 20
_MAX_PLACES = 256
_EASY = 16
"""Bytes of output that take as long as one of input, at least."""


class StreamImage:
    """The decoded memory; usable from any thread.

    :param size: Bytes that the stream gives: fewer or more are an error, found when
        the end is read.
    """

    def __init__(self, file: SourceFile, start: int, size: int, codec: Codec) -> None:
        self.size = size
        self.effort = 0
        """Compressed bytes that were decoded so far, again counts again; output
        that took next to no input counts as a little."""
        self._file = file
        self._start = start
        self._lock = threading.Lock()
        self._codec = codec
        self._places = [(0, codec.copy())]
        self._spacing = max(_SPACING, size // _MAX_PLACES)
        self._buffer = bytearray()
        self._at = 0
        """Offset in the memory of the buffer's first byte."""
        self._blocks: OrderedDict[int, bytes] = OrderedDict()

    def read_at(self, offset: int, size: int) -> bytes:
        """Return exactly *size* bytes.

        :raises GuestCoreError: kind ``truncated`` behind the end, kind ``damaged``
            if the stream is, or gives another size than announced.
        """
        self._require(offset, size)
        buffer = bytearray(size)
        self.readinto_at(offset, memoryview(buffer))
        return bytes(buffer)

    def effort_to(self, offset: int) -> int:
        """Return how much ``effort`` reading at an offset takes, at least."""
        with self._lock:
            if offset // _BLOCK in self._blocks:
                return 0
            nearest = bisect_right(self._places, offset, key=lambda place: place[0]) - 1
            start = self._places[nearest][0]
            if self._at <= offset:
                start = max(start, self._at)
            return (offset - start) // _EASY

    def readinto_at(self, offset: int, buffer: memoryview) -> None:
        """Fill *buffer* (of bytes); errors as for :meth:`read_at`."""
        self._require(offset, len(buffer))
        while buffer:
            number, start = divmod(offset, _BLOCK)
            part = self._block(number)[start : start + len(buffer)]
            buffer[: len(part)] = part
            offset, buffer = offset + len(part), buffer[len(part) :]

    def blocks(
        self, start: int = 0, end: int | None = None
    ) -> Generator[tuple[int, memoryview], None, None]:
        """Yield offset and bytes of the memory in [start, end), in order."""
        end = self.size if end is None else min(end, self.size)
        while start < end:
            number, skip = divmod(start, _BLOCK)
            data = memoryview(self._block(number))[skip : skip + end - start]
            yield start, data
            start += len(data)

    def _block(self, number: int) -> bytes:
        with self._lock:
            block = self._blocks.pop(number, None)
            if block is None:
                try:
                    block = self._decode(number * _BLOCK)
                except StreamError as error:
                    self._rewind(0)  # where it stopped, a piece may be missing
                    raise self._damaged(message_of(error)) from error
            self._blocks[number] = block
            if len(self._blocks) > _MAX_BLOCKS:
                self._blocks.popitem(last=False)
            return block

    def _decode(self, start: int) -> bytes:
        """Return the block that begins at an offset."""
        end = min(start + _BLOCK, self.size)
        nearest = bisect_right(self._places, start, key=lambda place: place[0]) - 1
        if not self._places[nearest][0] <= self._at <= start:
            self._rewind(nearest)
        while self._codec.produced < end:
            self._extend()
            self._drop(min(start, self._codec.produced) - self._at)
        if end == self.size and self._codec.next_piece():
            raise StreamError(
                sentence("it gives more than {size} bytes", size=self.size)
            )
        self._drop(start - self._at)
        block = bytes(self._buffer[: end - start])
        self._drop(len(block))
        return block

    def _extend(self) -> None:
        """Decode a piece, and remember the place if it is time to."""
        place = self._codec.place
        piece = self._codec.next_piece()
        self.effort += self._codec.place - place + len(piece) // _EASY
        produced = self._codec.produced
        if not piece or produced > self.size:
            raise StreamError(
                sentence(
                    "it gives {produced} bytes instead of {size}",
                    produced=produced,
                    size=self.size,
                )
            )
        self._buffer += piece
        if produced >= self._places[-1][0] + self._spacing:
            self._places.append((produced, self._codec.copy()))

    def _drop(self, count: int) -> None:
        del self._buffer[:count]
        self._at += count

    def _rewind(self, place: int) -> None:
        self._at, codec = self._places[place]
        self._codec = codec.copy()
        self._buffer.clear()

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

    def _damaged(self, why: str) -> GuestCoreError:
        return _damaged(self._file, self._start, why)


class ZlibImage(StreamImage):
    """Memory in one zlib stream in [start, end) of a file."""

    def __init__(self, file: SourceFile, start: int, end: int, size: int) -> None:
        super().__init__(file, start, size, ZlibCodec(file, start, end))


class FastLzImage(StreamImage):
    """Memory in one FastLZ stream, of either level, in [start, end) of a file.

    :raises GuestCoreError: kind ``damaged`` if it cannot be one.
    """

    def __init__(self, file: SourceFile, start: int, end: int, size: int) -> None:
        try:
            codec = FastLzCodec(file, start, end, size)
        except StreamError as error:
            raise _damaged(file, start, message_of(error)) from error
        super().__init__(file, start, size, codec)


def _damaged(file: SourceFile, start: int, why: str) -> GuestCoreError:
    return GuestCoreError(
        ErrorKind.DAMAGED,
        sentence(
            "{path}: the compressed memory at offset {start:#x} is damaged: {why}",
            path=file.path,
            start=start,
            why=why,
        ),
        hint=sentence(
            "copy the file again; if that does not help, this memory is lost"
        ),
    )
