"""Draws a console as PNG, with the standard library alone."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

COLUMNS, ROWS = 32, 16
"""Characters; each takes 8 x 12 pixels."""

_BACKGROUND, _FOREGROUND = (16, 20, 24), (208, 214, 220)
_ROW_BITS = [
    sum(3 << 2 * bit + 2 for bit in range(3) if value >> bit & 1) for value in range(8)
]
"""Three pixels of a glyph, each doubled, and a gap: one byte."""

_LETTERS = (
    "25755 65656 34443 65556 74647 74644 34553 55755 72227 11152 55655 44447 57755"
    " 65555 25552 65644 25573 65655 34216 72222 55557 55552 55775 55255 55222 71247"
)
_DIGITS = "75557 26227 61247 61216 55711 74616 34657 71222 75757 75316"
_GLYPHS = {
    **dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", _LETTERS.split(), strict=True)),
    **dict(zip("0123456789", _DIGITS.split(), strict=True)),
    " ": "00000",
    ".": "00002",
    ":": "02020",
    "-": "00700",
    "_": "00007",
    "(": "12221",
    ")": "42224",
}
"""Five rows of three pixels each, as octal digits."""


def draw_console(lines: Sequence[str]) -> bytes:
    """Return a PNG of 256 x 192 pixels with *lines* in capitals.

    :raises KeyError: for a character that has no glyph.
    """
    scanlines = []
    for row in range(ROWS):
        text = lines[row].upper() if row < len(lines) else ""
        for glyph_row in range(6):
            pixels = bytes(
                _ROW_BITS[int((_GLYPHS[character] + "0")[glyph_row])]
                for character in text[:COLUMNS].ljust(COLUMNS)
            )
            scanlines += [b"\0" + pixels] * 2  # 0: not filtered
    header = struct.pack(">IIBBBBB", COLUMNS * 8, ROWS * 12, 1, 3, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"PLTE", bytes((*_BACKGROUND, *_FOREGROUND))),
            _chunk(b"IDAT", zlib.compress(b"".join(scanlines), 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)
