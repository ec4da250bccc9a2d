"""Sentences for people: English text that remembers how it was made.

A :class:`Sentence` is the English text, so whatever prints, compares or stores
text needs to know nothing of this module. It also keeps the template and the
values it was made from, so a front end can say the same in another language
(:func:`translated`). What slices, strips or concatenates a Sentence gets plain
English text: build sentences out of whole templates instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from string import Formatter
from types import MappingProxyType
from typing import Any, NoReturn

Translate = Callable[[str], str]
"""From an English template to that of another language, else the same."""


class Sentence(str):
    """The English text of a template filled with values; it cannot be changed.

    Made by :func:`sentence`, :func:`plural` and :func:`join`, which the
    collector of translatable text looks for.
    """

    __slots__ = ("_template", "_values")
    _template: str
    _values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object]) -> Sentence:
        """Fill *template*; braces inside of values mean nothing."""
        made = super().__new__(cls, template.format_map(values))
        object.__setattr__(made, "_template", template)
        object.__setattr__(made, "_values", MappingProxyType(dict(values)))
        return made

    @property
    def template(self) -> str:
        """The English template, which is what gets translated."""
        return self._template

    @property
    def values(self) -> Mapping[str, object]:
        """What fills the template; may hold further Sentences."""
        return self._values

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse: it is a string."""
        raise AttributeError(f"a Sentence is not to be changed ({name})")

    def __reduce__(self) -> tuple[type[Sentence], tuple[str, dict[str, object]]]:
        """Travel between processes as what it was made from."""
        return type(self), (self._template, dict(self._values))


def sentence(template: str, /, **values: object) -> Sentence:
    """Fill the placeholders of *template*, a literal such as ``"{path} ends"``.

    :param values: Sentences, texts, paths or numbers; a placeholder may format
        its number as in ``{gpa:#x}``.
    """
    return Sentence(template, values)


def plural(count: int, one: str, other: str, /, **values: object) -> Sentence:
    """Take the template that fits *count*, itself the value ``{count}``.

    :param one: The literal for exactly one; need not name ``{count}``.
    """
    return Sentence(one if count == 1 else other, {**values, "count": count})


def join(separator: str, parts: Iterable[str]) -> Sentence:
    """Put *parts* in a row; each, and the separator, may be a Sentence."""
    values: dict[str, object] = {f"part{i}": part for i, part in enumerate(parts)}
    template = "{separator}".join(f"{{{name}}}" for name in values)
    return Sentence(template, {**values, "separator": separator})


def translated(text: str, translate: Translate) -> str:
    """Say *text* in another language, as far as *translate* knows it.

    Plain text is returned as it is. A translation whose placeholders are not
    those of its template is not used: English is better than a crash or a
    sentence without its figures.
    """
    if not isinstance(text, Sentence):
        return text
    values = {
        name: translated(value, translate) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    template = translate(text.template)
    if template != text.template and placeholders(template) != placeholders(
        text.template
    ):
        template = text.template
    return template.format_map(values)


def message_of(error: BaseException) -> str:
    """Return what an error says, as the Sentence that it was made with."""
    first = error.args[0] if error.args else None
    return first if isinstance(first, Sentence) else str(error)


def placeholders(template: str) -> frozenset[tuple[str, str, str]] | None:
    """Return name, conversion and format of each; ``None`` if it is malformed."""
    parsed: Any = Formatter().parse(template)
    try:
        return frozenset(
            (name, conversion or "", spec)
            for _text, name, spec, conversion in parsed
            if name is not None
        )
    except ValueError:  # a brace without its partner
        return None
