"""FastLZ, levels 1 and 2: the compression of memory files and of state blocks.

The grammar is public [fastlz]; that VMware's memory files use it was tried byte for
byte [vmem-decrypt]. A stream is a sequence of instructions; *c* is the first byte:

=============  ====================================  ==============================
c              level 1                               level 2
=============  ====================================  ==============================
below 32       copy c + 1 literal bytes              the same
32 to 223      repeat (c >> 5) + 2 bytes             the same
224 and above  repeat 9 + next byte                  9 + all bytes up to and with
                                                     the first that is not 255
=============  ====================================  ==============================

A repetition ends with one byte: the distance back is ``(c & 31) << 8 | byte`` + 1.
Level 2 has an escape: when those 13 bits are all set, two more bytes (big endian)
follow and the distance is 8192 plus their value. The very first instruction is always
literal; the top three bits of its *c* hold the level minus 1.

Only the standard library is imported here, and little of it: the helper processes
that decode on all cores import this module and nothing heavier.
"""

from __future__ import annotations

from guestcore.sentence import sentence

MAX_DISTANCE = 8192 + 0xFFFF
"""How far back a repetition can reach, in bytes."""
MAX_RATIO = 255
"""No stream gives as many bytes as this times its own length: a byte adds at most
255 to a repetition, and its other bytes weigh more than the 9 and 254 they give."""

_STEP = 16 << 10
"""Input bytes between two looks at the output: that bounds what one step can add
to it, whatever the input (255 times this, and one repetition more)."""
_FAR = -8192
_REPEAT_LENGTH = tuple((c >> 5) + 2 for c in range(256))
_REPEAT_START = tuple(-((c & 31) << 8) - 1 for c in range(256))
_LONG = b"\xff" * 256
LONGEST_SHORT = 9 + 255
"""Longest repetition of level 1, and of level 2 with one byte of length."""


class FastLzError(ValueError):
    """The stream breaks its grammar or does not give the announced size."""


class WindowNeeded(FastLzError):  # noqa: N818  asks for more, nothing is wrong yet
    """A repetition reaches back to before the output that there is."""


def level_of(first: int) -> int | None:
    """Return the level that a stream's first byte names, None if there is none."""
    level = (first >> 5) + 1
    return level if level <= 2 else None


class Expander:
    """Instructions in, output out: what all decoders share.

    :ivar data: Some of the stream.
    :ivar next: Where in *data* the next instruction begins.
    :ivar output: Grows at its end; repetitions look back into it.
    :ivar longest: A longer repetition is left to the caller.
    """

    def __init__(self, level: int, longest: int) -> None:
        self.data = b""
        self.next = 0
        self.output = bytearray()
        self.longest = longest
        self._level2 = level == 2

    def expand(self, stop: int) -> None:  # noqa: C901  calls would cost a third
        """Carry out the instructions that begin before *stop*, and move ``next``.

        It ends earlier before an instruction that *data* cuts off or that repeats
        more than ``longest`` bytes. The hot loop: only what is rare is called.

        Starts and stops of repetitions are negative indexes into the output: what
        a slice needs, and no write position has to be kept.

        :raises WindowNeeded: ``next`` is then at the instruction that needs it.
        """
        data, output, level2 = self.data, self.output, self._level2
        repeat_length, repeat_start = _REPEAT_LENGTH, _REPEAT_START
        at = i = self.next
        # Starts at or before this one are looked at closely: they may be the far
        # escape, or lie before the output that this call began with.
        rare = max(_FAR, -len(output) - 1)
        try:
            while i < stop:
                at = i
                c = data[i]
                if c < 31:
                    i += c + 2
                    output += data[at + 1 : i]
                    continue
                if c == 31:
                    i = _copy_literals(data, at, output)
                    if i == at:
                        break
                    continue
                if c < 224:
                    start = repeat_start[c] - data[i + 1]
                    stop_at = start + repeat_length[c]
                    i += 2
                else:
                    length = 9 + data[i + 1]
                    i += 2
                    if length == 9 + 255 and level2:
                        length, i = _long_length(data, i)
                        if length > self.longest:
                            break
                    start = repeat_start[c] - data[i]
                    stop_at = start + length
                    i += 1
                if start <= rare:
                    if level2 and start == _FAR:
                        beyond = data[i] << 8 | data[i + 1]
                        start -= beyond
                        stop_at -= beyond
                        i += 2
                    if -start > len(output):
                        raise WindowNeeded(
                            sentence("a repetition starts before the stream")
                        )
                if stop_at < 0:
                    output += output[start:stop_at]
                else:
                    repeat(output, start, stop_at)
            else:
                if i > len(data):  # literal bytes that are not all there
                    del output[len(output) - (len(data) - at - 1) :]
                else:
                    at = i
        except IndexError:  # data ends inside an instruction that wrote nothing yet
            pass
        finally:
            self.next = at


def _copy_literals(data: bytes, start: int, output: bytearray) -> int:
    """Copy full runs of literals, which incompressible data consists of, at once.

    :param start: Of the first instruction; it is one for 32 literal bytes.
    :return: Where the instruction behind those that could be carried out begins.
    """
    controls = data[start : start + 33 * 64 : 33]
    count = len(controls) - len(controls.lstrip(b"\x1f"))
    count = min(count, (len(data) - start) // 33)
    run = bytearray(data[start : start + 33 * count])
    del run[::33]
    output += run
    return start + 33 * count


def _long_length(data: bytes, start: int) -> tuple[int, int]:
    """Return the length of a repetition whose first byte of length was 255.

    :param start: Of the bytes behind that one.
    :return: The length, and where its bytes end.
    :raises IndexError: if *data* ends before they do.
    """
    end = start
    while data[end : end + 256] == _LONG:
        end += 256
    while data[end] == 255:
        end += 1
    return 9 + 255 * (1 + end - start) + data[end], end + 1


def repeat(output: bytearray, start: int, stop: int) -> None:
    """Repeat output that overlaps what is written: a pattern, over and over.

    :param start: Where it begins, as a negative index into *output*.
    :param stop: Where it ends: 0 or more, as what it wrote belongs to it.
    """
    pattern = output[start:]
    times, rest = divmod(stop - start, -start)
    output += pattern * times
    output += pattern[:rest]


class Decoder(Expander):
    """Decodes a stream from its start, only as far as it is asked to.

    :param size: Bytes that the whole stream gives; the caller bounds it.
    :param window: Output in front of this stream, for repetitions that reach back
        to before the start; what it does not cover reads as zeros.
    :raises FastLzError: this is no stream of a known level.
    """

    def __init__(self, data: bytes, size: int, window: bytes | None = None) -> None:
        level = level_of(data[0]) if data else None
        if level is None:
            raise FastLzError(sentence("no FastLZ stream of level 1 or 2"))
        super().__init__(level, max(size, LONGEST_SHORT))
        self.data = data
        self._size = size
        self._hidden = 0 if window is None else MAX_DISTANCE
        if window is not None:
            self.output += window[-MAX_DISTANCE:].rjust(MAX_DISTANCE, b"\0")
        literals = (data[0] & 31) + 1
        if literals < len(data):
            self.output += data[1 : 1 + literals]
            self.next = 1 + literals

    @property
    def held(self) -> int:
        """Bytes of memory this decoder keeps."""
        return len(self.data) + len(self.output)

    def decode(self, start: int, end: int) -> memoryview:
        """Return the output's bytes [start, end).

        The decoder cannot go on while the view is in use: release it.

        :raises FastLzError: the stream is damaged at or before that place.
        """
        while self.advance(end):
            pass
        decoded, exhausted = self.decoded, self.next == len(self.data)
        if decoded < end and not exhausted:
            raise FastLzError(
                sentence(
                    "byte {next} of the stream begins an instruction that is cut "
                    "off or too long",
                    next=self.next,
                )
            )
        if decoded > self._size or exhausted != (decoded == self._size):
            raise FastLzError(self._wrong_size(decoded, exhausted))
        return memoryview(self.output)[self._hidden + start : self._hidden + end]

    def _wrong_size(self, decoded: int, exhausted: bool) -> str:
        if exhausted:
            return sentence(
                "the stream gives {decoded} bytes instead of {size}",
                decoded=decoded,
                size=self._size,
            )
        return sentence(
            "the stream gives at least {decoded} bytes instead of {size}",
            decoded=decoded,
            size=self._size,
        )

    def advance(self, end: int) -> bool:
        """Decode some more; False if *end* is reached, or nothing more can be had.

        :raises WindowNeeded: it looks back to before its start, without a window.
        """
        before = self.next
        if before == len(self.data) or self.decoded >= min(end, self._size + 1):
            return False
        self.expand(min(len(self.data), before + _STEP))
        return self.next > before

    @property
    def decoded(self) -> int:
        """Bytes of output so far."""
        return len(self.output) - self._hidden


def decompress(data: bytes, size: int, window: bytes | None = None) -> memoryview:
    """Return the *size* bytes that one FastLZ stream holds.

    :param size: Exactly what the stream must give; the caller bounds it.
    :param window: As for :class:`Decoder`.
    :raises FastLzError: the stream is damaged or gives another size.
    :raises WindowNeeded: it refers to output before its start and *window* is None.
    """
    return Decoder(data, size, window).decode(0, size)
