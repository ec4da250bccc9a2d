"""Blocks of a compressed memory decoded here, by offset, and kept a while.

Blocks stand alone as far as anybody has seen. One that looks back to before its
start gets the output in front of it (zeros, in front of the first) and counts as
linked.
"""

from __future__ import annotations

import contextlib
import ctypes
import threading
from collections import OrderedDict

from guestcore.files.block_index import Block, BlockIndex
from guestcore.files.fastlz import (
    MAX_DISTANCE,
    Decoder,
    FastLzError,
    WindowNeeded,
)
from guestcore.files.source_file import SourceFile
from guestcore.sentence import message_of

_MAX_HELD = 16 << 20
"""Bytes of decoders kept, and one decoder more."""
_MAX_WINDOWS = 64


class BlockCache:
    """Decodes blocks as far as asked; usable from any thread."""

    def __init__(self, file: SourceFile, index: BlockIndex) -> None:
        self._file = file
        self._index = index
        self._lock = threading.RLock()
        self._decoders: OrderedDict[int, Decoder] = OrderedDict()
        self._held = 0
        self._windows: OrderedDict[int, bytes] = OrderedDict()
        self.linked: set[int] = set()
        """Numbers of blocks that needed the block before."""
        self.effort = 0
        """Bytes of streams that were decoded by offset, again counts again."""

    def clear(self) -> None:
        """Give the memory of what is kept back to the system."""
        with self._lock:
            self._decoders.clear()
            self._held = 0
        with contextlib.suppress(OSError, AttributeError):  # glibc alone has to be told
            ctypes.CDLL(None).malloc_trim(0)

    def read(self, block: Block, start: int, target: memoryview) -> None:
        """Fill *target* with a block's bytes from *start* on."""
        if not block.is_compressed:
            self._file.readinto_at(block.place + start, target)
            return
        with self._lock:
            decoder = self._take(block)
            try:
                view = self._decode(block, decoder, start, start + len(target))
            except WindowNeeded:
                decoder = Decoder(decoder.data, block.size, self._needed_window(block))
                view = self._decode(block, decoder, start, start + len(target))
            with view:
                target[:] = view
            self._keep(block, decoder)

    def decode_linked(self, block: Block, window: bytes | None) -> memoryview:
        """Return the bytes of a block that does not stand alone.

        :param window: The output in front of it; None: find it.
        """
        with self._lock:
            if window is None:
                window = self._needed_window(block)
            self.linked.add(block.number)
        return self._decode_all(block, window)

    def decode_damaged(self, block: Block) -> memoryview:
        """Raise what is wrong with a block that a helper could not decode.

        Only here can it be said in a sentence that may be translated.
        """
        return self._decode_all(block, b"")

    def decode_cut(self, block: Block, available: int) -> bytes:
        """Return what can be had of a block with only *available* stored bytes."""
        stream = self._file.read_at(block.place, available)
        if not stream or not block.is_compressed:
            return stream
        decoder = Decoder(stream, block.size)
        try:
            while decoder.advance(block.size):
                pass
        except WindowNeeded:
            decoder = Decoder(stream, block.size, self._needed_window(block))
            while decoder.advance(block.size):
                pass
        whole = min(decoder.decoded, block.size)
        start = len(decoder.output) - decoder.decoded
        return bytes(decoder.output[start : start + whole])

    def _take(self, block: Block) -> Decoder:
        decoder = self._decoders.pop(block.number, None)
        if decoder is not None:
            self._held -= decoder.held
            return decoder
        stream = self._file.read_at(block.place, block.stored)
        return Decoder(stream, block.size)

    def _keep(self, block: Block, decoder: Decoder) -> None:
        self._decoders[block.number] = decoder
        self._held += decoder.held
        while self._held > _MAX_HELD and len(self._decoders) > 1:
            self._held -= self._decoders.popitem(last=False)[1].held

    def _needed_window(self, block: Block) -> bytes:
        self.linked.add(block.number)
        return self._window(block.number)

    def _window(self, number: int) -> bytes:
        """Return the last output before a block: all that it can look back to.

        Goes back to a block that stands alone, and from there forward again.
        """
        pending = []
        while number and number not in self._windows:
            number -= 1
            block = self._index[number]
            try:
                output = self._decode_all(block, None)
            except WindowNeeded:
                pending.append(block)
                continue
            if block.size >= MAX_DISTANCE:
                number += 1
                self._remember(number, last_output(b"", output))
                break
            pending.append(block)
        window = self._windows.get(number, b"")
        for block in reversed(pending):
            window = last_output(window, self._decode_all(block, window))
            self._remember(block.number + 1, window)
        return window

    def _remember(self, number: int, window: bytes) -> None:
        self._windows[number] = window
        if len(self._windows) > _MAX_WINDOWS:
            self._windows.popitem(last=False)

    def _decode_all(self, block: Block, window: bytes | None) -> memoryview:
        """Return a block's output.

        :raises WindowNeeded: if *window* is None and one is needed.
        """
        stream = self._file.read_at(block.place, block.stored)
        if not block.is_compressed:
            return memoryview(stream)
        return self._decode(block, Decoder(stream, block.size, window), 0, block.size)

    def _decode(
        self, block: Block, decoder: Decoder, start: int, end: int
    ) -> memoryview:
        before = decoder.next
        try:
            return decoder.decode(start, end)
        except WindowNeeded:
            raise
        except FastLzError as error:
            raise self._index.damaged(block.number, message_of(error)) from error
        finally:
            self.effort += decoder.next - before


def last_output(before: bytes, output: memoryview) -> bytes:
    """Return the last bytes of what *output* ends: as many as can be looked back to."""
    if len(output) >= MAX_DISTANCE:
        return bytes(output[-MAX_DISTANCE:])
    return (before + output)[-MAX_DISTANCE:]
