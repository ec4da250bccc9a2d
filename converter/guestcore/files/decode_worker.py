"""The helper process behind ``guestcore _decode-blocks``: FastLZ on another core.

Whoever starts it writes requests to its standard input and reads one reply to each
from its standard output, one after the other:

========  ==================================================================
greeting  :data:`GREETING`, once, when it is ready
request   bytes that the stream gives, bytes of the stream; the stream
reply     a :class:`Status`, bytes that follow; the output
========  ==================================================================

It ends when its input ends, so it never outlives its parent, and says nothing else:
who started it tells the user. Only light modules are imported here: it has to start
in milliseconds.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
from enum import IntEnum
from io import BufferedReader, BufferedWriter, FileIO
from typing import BinaryIO

from guestcore.files.fastlz import Decoder, FastLzError, WindowNeeded

GREETING = b"guestcore-1\n"
REQUEST = struct.Struct("<II")
REPLY = struct.Struct("<BI")
MAX_BLOCK = 4 << 20
"""Bytes of the largest block, decoded and encoded."""
_ZEROS = bytes(64 << 10)


class Status(IntEnum):
    """How a request ended."""

    OUTPUT = 0
    """The output follows."""
    ZEROS = 1
    """The output is all zeros; nothing follows."""
    DAMAGED = 2
    """It cannot be decoded; nothing follows, as who asked finds out why."""
    WINDOW_NEEDED = 3
    """It cannot be decoded without the output in front of it; nothing follows."""


def main() -> int:
    """Serve until the input ends; return the exit code."""
    # Ctrl-C in a terminal reaches every process of the program: the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(0, os.O_BINARY)
        msvcrt.setmode(1, os.O_BINARY)
    requests = BufferedReader(FileIO(0, "r", closefd=False))
    replies = BufferedWriter(FileIO(1, "w", closefd=False))
    try:
        replies.write(GREETING)
        replies.flush()
        while _serve_one(requests, replies):
            pass
    except OSError:  # nobody reads any more
        return 1
    return 0


def _serve_one(requests: BinaryIO, replies: BinaryIO) -> bool:
    """Answer the next request; False if there is none."""
    header = requests.read(REQUEST.size)
    if len(header) < REQUEST.size:
        return False
    size, stored = REQUEST.unpack(header)
    if max(size, stored) > MAX_BLOCK:
        return False
    stream = requests.read(stored)
    if len(stream) < stored:
        return False
    status, output = decode_block(stream, size)
    replies.write(REPLY.pack(status, len(output)))
    replies.write(output)
    replies.flush()
    return True


def decode_block(stream: bytes, size: int) -> tuple[Status, bytes | memoryview]:
    """Return how decoding one block ended, and what follows the status."""
    try:
        decoder = Decoder(stream, size)
        output = decoder.decode(0, size)
    except WindowNeeded:
        return Status.WINDOW_NEEDED, b""
    except FastLzError:
        return Status.DAMAGED, b""
    if all(
        decoder.output[at : at + len(_ZEROS)] in (_ZEROS, _ZEROS[: size - at])
        for at in range(0, size, len(_ZEROS))
    ):
        return Status.ZEROS, b""
    return Status.OUTPUT, output
