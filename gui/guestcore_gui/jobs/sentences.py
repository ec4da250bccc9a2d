"""Objects for JSON in which guestcore's sentences stay translatable."""

from __future__ import annotations

import re
from collections.abc import Mapping

from guestcore.sentence import Sentence, placeholders

_KEYS = frozenset(("sentence", "values", "text"))
_MAX_DEPTH = 40
_MAX_TEXT = 4000
"""Characters that are kept of one text."""
_FORMAT = re.compile(r"#?0?[0-9]{0,2}(\.[0-9])?[a-z]?")
"""How guestcore formats numbers; a width of billions would take all memory."""


def pack(value: object, depth: int = 0) -> object:
    """Return what JSON can hold of a value; texts and depth are bounded."""
    if depth > _MAX_DEPTH or value is None or isinstance(value, bool | int | float):
        return None if depth > _MAX_DEPTH else value
    if isinstance(value, Sentence):
        values = pack(value.values, depth + 1)
        text = str(value)[:_MAX_TEXT]
        return {"sentence": value.template, "values": values, "text": text}
    if isinstance(value, Mapping):
        return {str(key): pack(part, depth + 1) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [pack(part, depth + 1) for part in value]
    return str(value)[:_MAX_TEXT]


def unpack(value: object) -> object:
    """Return what :func:`pack` was given, paths as text; depth is bounded."""
    return _unpack(value, 0)


def unpack_text(value: object) -> str:
    """Return a text or a sentence; empty if it is neither."""
    text = unpack(value)
    return text if isinstance(text, str) else ""


def _unpack(value: object, depth: int) -> object:
    if depth > _MAX_DEPTH:
        return None
    if isinstance(value, list):
        return [_unpack(part, depth + 1) for part in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == _KEYS:
        return _sentence(value, depth)
    return {key: _unpack(part, depth + 1) for key, part in value.items()}


def _sentence(value: Mapping[str, object], depth: int) -> str:
    """Return a sentence, or its English text where the template does not fit it."""
    template, text = value["sentence"], value["text"]
    values = _unpack(value["values"], depth + 1)
    english = text if isinstance(text, str) else ""
    if not isinstance(template, str) or not isinstance(values, dict):
        return english
    if not _is_modest(template):
        return english
    try:
        made = Sentence(template, values)
    except (ValueError, LookupError, AttributeError, TypeError):
        return english
    return made if made == english else english


def _is_modest(template: str) -> bool:
    """Tell if a template asks for no more than those of guestcore do."""
    wanted = placeholders(template) if len(template) <= _MAX_TEXT else None
    return wanted is not None and all(
        name.isidentifier() and _FORMAT.fullmatch(spec) for name, _how, spec in wanted
    )
