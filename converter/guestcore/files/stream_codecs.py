"""Decoders that take a file piece by piece, and that can be copied half-way.

A copy is a place to start again from, so that memory in one long stream can be read
by offset. What a decoder keeps does not grow with the stream.
"""

from __future__ import annotations

import zlib
from typing import Protocol

from guestcore.files.fastlz import (
    MAX_DISTANCE,
    Expander,
    WindowNeeded,
    level_of,
    repeat,
)
from guestcore.files.source_file import SourceFile
from guestcore.sentence import message_of, sentence

_INPUT = 16 << 10
"""Bytes read at a time."""
_LONGEST_PIECE = 1 << 20
_LONGEST_INSTRUCTION = 64
"""Of FastLZ, in bytes, if its length needs no more than one or two; rounded up."""


class StreamError(ValueError):
    """The stream is damaged."""


class Codec(Protocol):
    """Where in a stream we are, and all that is needed to go on from there."""

    place: int
    """File offset of the input that was not taken yet."""
    produced: int
    """Bytes of output so far."""

    def next_piece(self) -> bytes:
        """Return some more output, at most about 4 MiB; nothing at the end.

        :raises StreamError: if the stream is damaged, or cut off.
        """

    def copy(self) -> Codec:
        """Return one that goes on from here by itself."""


class ZlibCodec:
    """RFC 1950."""

    def __init__(self, file: SourceFile, place: int, end: int) -> None:
        self._file = file
        self.place = place
        self._end = end
        self._inflater = zlib.decompressobj()
        self._input = b""
        self.produced = 0

    def next_piece(self) -> bytes:
        """Return some more output; nothing at the end."""
        piece = b""
        while not piece and not self._inflater.eof:
            if not self._input:
                self._input = _read_some(self._file, self.place, self._end)
                self.place += len(self._input)
            try:
                piece = self._inflater.decompress(self._input, _LONGEST_PIECE)
            except zlib.error as error:
                raise StreamError(message_of(error)) from error
            exhausted = not self._input
            self._input = self._inflater.unconsumed_tail
            if exhausted and not piece and not self._inflater.eof:
                raise StreamError(sentence("it is cut off"))
        self.produced += len(piece)
        return piece

    def copy(self) -> ZlibCodec:
        """Return one that goes on from here by itself."""
        other = ZlibCodec(self._file, self.place, self._end)
        other._inflater = self._inflater.copy()
        other._input = self._input
        other.produced = self.produced
        return other


class FastLzCodec:
    """One long FastLZ stream (see :mod:`.fastlz`).

    :param size: Bytes that it may give: a longer repetition is an error.
    """

    def __init__(self, file: SourceFile, place: int, end: int, size: int) -> None:
        first = file.read_at(place, 1)[0] if place < end else 0xFF
        self._level = level_of(first)
        if self._level is None:
            raise StreamError(sentence("no FastLZ stream of level 1 or 2"))
        self._file = file
        self._start = self.place = place
        self._end = end
        self._size = size
        self._expander = Expander(self._level, _LONGEST_PIECE // 16)
        self._left = self._distance = 0
        """Of a long repetition: bytes still to come, and how far back they are."""
        self.produced = 0

    def next_piece(self) -> bytes:
        """Return some more output; nothing at the end."""
        output = self._expander.output
        before = len(output)
        while len(output) == before and (self._left or self.place < self._end):
            if self._left:
                count = min(self._left, _LONGEST_PIECE)
                repeat(output, -self._distance, count - self._distance)
                self._left -= count
            else:
                self._expand()
        piece = bytes(output[before:])
        del output[:-MAX_DISTANCE]
        self.produced += len(piece)
        return piece

    def _expand(self) -> None:
        """Carry out the next instructions, all but long repetitions."""
        limit = min(self.place + _INPUT + _LONGEST_INSTRUCTION, self._end)
        data = self._file.read_at(self.place, limit - self.place)
        if self.place == self._start:  # always literal
            data = bytes([data[0] & 31]) + data[1:]
        expander = self._expander
        expander.data, expander.next = data, 0
        try:
            expander.expand(len(data) if limit == self._end else _INPUT)
        except WindowNeeded as error:
            raise StreamError(message_of(error)) from error
        if expander.next:
            self.place += expander.next
        elif self._level == 2 and data[0] >= 224:
            self._begin_long(data[0])
        else:
            raise StreamError(sentence("it ends inside an instruction"))

    def _begin_long(self, control: int) -> None:
        """Read a repetition whose length may have any number of bytes."""
        place, length = self.place + 1, 9
        while True:
            data = _read_some(self._file, place, self._end)
            full = len(data) - len(data.lstrip(b"\xff"))
            length += 255 * full
            if length > self._size - self.produced:
                raise StreamError(
                    sentence("it repeats more bytes than it should give at all")
                )
            place += full
            if not data:
                raise StreamError(sentence("it ends inside an instruction"))
            if full < len(data):
                break
        tail = self._file.read_at(place, min(4, self._end - place)) + b"\0\0"
        length += tail[0]
        distance = ((control & 31) << 8 | tail[1]) + 1
        place += 2
        if distance == 8192:
            distance += tail[2] << 8 | tail[3]
            place += 2
        if place > self._end:
            raise StreamError(sentence("it ends inside an instruction"))
        if distance > len(self._expander.output):
            raise StreamError(sentence("a repetition starts before the stream"))
        self.place, self._left, self._distance = place, length, distance

    def copy(self) -> FastLzCodec:
        """Return one that goes on from here by itself."""
        other = FastLzCodec(self._file, self._start, self._end, self._size)
        other.place = self.place
        other._expander.output += self._expander.output
        other._left, other._distance = self._left, self._distance
        other.produced = self.produced
        return other


def _read_some(file: SourceFile, place: int, end: int) -> bytes:
    return file.read_at(place, min(_INPUT, end - place))
