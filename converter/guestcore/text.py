"""Text from files and guests, made fit for a terminal or a window.

Names, banners and host names come from machines that may have run malware:
control characters could rewrite a terminal, bidirectional marks could make a
name read as another.
"""

from __future__ import annotations

import unicodedata

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def printable(text: str, *, limit: int = 400) -> str:
    r"""Return *text* with control, bidi and undecodable characters escaped.

    :param limit: Characters shown before the text is cut with an ellipsis.
    """
    cut = text[:limit]
    shown = cut
    if not cut.isprintable():  # nearly all text is, and lists may have millions
        shown = "".join(_escape(character) for character in cut)
    return shown + ("…" if len(text) > limit else "")


def _escape(character: str) -> str:
    if unicodedata.category(character) not in _HIDDEN:
        return character
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # a byte that was not UTF-8 (surrogateescape)
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
