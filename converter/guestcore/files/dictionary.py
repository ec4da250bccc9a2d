"""VMware's settings files: .vmx, .vmsd, inventories and preferences.

Lines of ``key = "value"``; keys without case, comments behind ``#``. In values ``|``
and two hexadecimal digits stand for a character that would break the line [kb].
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.sentence import sentence

MAX_SIZE = 4 << 20
"""Bytes of a file that we read; real ones have a few thousand."""
MAX_ENTRIES = 200_000

_BLANKS = " \t\r"
_LINE = re.compile(r"^([^\n=]*)=([^\n]*)", re.MULTILINE)
_ENCODING = re.compile(
    rb'^[ \t]*\.encoding[ \t]*=[ \t]*"?([\w.:-]{1,40})', re.MULTILINE | re.IGNORECASE
)
_ENCODING_WITHIN = 64 << 10
"""Bytes from the start in which the encoding is looked for; it is the first line."""
_ESCAPES = re.compile(r"(?:\|[0-9A-Fa-f]{2})++")
"""Nothing is kept to try again: of a line of 4 MiB that would be a lot."""
_CODECS = {
    "utf-8", "gbk", "gb2312", "gb18030", "big5", "big5hkscs", "cp950", "cp949", "cp932",
    "shift_jis", "euc_jp", "euc_kr", "cp874", "koi8-r", "koi8-u",
    *(f"cp125{n}" for n in range(9)), *(f"iso8859-{n}" for n in range(1, 17)),
}  # fmt: skip
"""What text is decoded with: supersets of ASCII, by Python's names. Python knows more
that a hostile file must not reach, such as ``zip`` and ``idna``."""
_AS_WINDOWS_WRITES = {"shift_jis": "cp932", "gbk": "gb18030", "gb2312": "gb18030"}


def read_dictionary(path: Path) -> dict[str, str]:
    """Return the settings in a file; see :func:`parse_dictionary`.

    :raises GuestCoreError: ``input`` if it is absent or cannot be read, ``damaged`` if
        it is too long to be one.
    """
    with SourceFile(path) as file:
        if file.size > MAX_SIZE:
            raise _too_long(
                path,
                sentence("{size} bytes", size=file.size),
                sentence("{size} bytes", size=MAX_SIZE),
            )
        data = file.read_at(0, file.size)
    return parse_dictionary(data, path)


def parse_dictionary(data: bytes, path: Path | None = None) -> dict[str, str]:
    """Return values by key, in the order of the file.

    Keys are lower case. Lines that are no setting are passed over; of two settings
    with the same key the first counts.

    :param path: Where *data* comes from, for error messages.
    :raises GuestCoreError: ``damaged`` if there are more than :data:`MAX_ENTRIES`.
    """
    result: dict[str, str] = {}
    for line in _LINE.finditer(_decode(data)):
        key = line[1].strip(_BLANKS).lower()
        if not key or key.startswith("#") or key in result:
            continue
        if len(result) == MAX_ENTRIES:
            raise _too_long(
                path,
                sentence("more than {max_entries} settings", max_entries=MAX_ENTRIES),
                f"{MAX_ENTRIES}",
            )
        result[key] = _parse_value(line[2].strip(_BLANKS))
    return result


def _parse_value(text: str) -> str:
    if text.startswith('"'):
        text = text[1:].partition('"')[0]
    else:
        text = text.partition("#")[0].rstrip(_BLANKS)
    return _ESCAPES.sub(_unescape, text) if "|" in text else text


def _unescape(escapes: re.Match[str]) -> str:
    data = bytes.fromhex(escapes[0].replace("|", ""))
    return data.decode("utf-8", "surrogateescape")


def _decode(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return data[len(codecs.BOM_UTF8) :].decode("utf-8", "surrogateescape")
    codec = _find_codec(data)
    if codec == "utf-8":  # a stray byte may be part of a file's name: kept as it is
        return data.decode("utf-8", "surrogateescape")
    if codec is not None:
        return data.decode(codec, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _find_codec(data: bytes) -> str | None:
    """Return Python's name of the encoding that the file names, None if unknown."""
    found = _ENCODING.search(data, 0, _ENCODING_WITHIN)
    if found is None:
        return None
    name = found[1].decode("ascii").lower()
    for candidate in (name, name.replace("windows-", "cp")):
        try:
            codec = codecs.lookup(candidate).name
        except LookupError:
            continue
        return _AS_WINDOWS_WRITES.get(codec, codec) if codec in _CODECS else None
    return None


def _too_long(path: Path | None, found: str, most: str) -> GuestCoreError:
    return GuestCoreError(
        ErrorKind.DAMAGED,
        sentence(
            "{name} holds {found}, at most {most} are expected",
            name=path or sentence("a settings file"),
            found=found,
            most=most,
        ),
        hint=sentence(
            "this is no .vmx, .vmsd or list of machines; look where it comes from"
        ),
    )
