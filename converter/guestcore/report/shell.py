"""Words as a line to be pasted into the shell of this system.

A name may hold whatever a hostile machine put there: pasted as they are, control
characters would act on the terminal before the shell sees any quotes.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable

_CMD_SPECIAL = frozenset(" \t&|<>()^,;=!'`@{}[]+~%")


def join_words(words: Iterable[str], *, windows: bool = os.name == "nt") -> str:
    """Return one line of printable characters that the shell takes apart again.

    :param windows: Quote for ``cmd`` instead of a POSIX shell.
    """
    quote = _quote_for_cmd if windows else _quote_for_sh
    return " ".join(map(quote, words))


def _quote_for_sh(word: str) -> str:
    if word.isprintable():
        return shlex.quote(word)
    # $'…' is understood by bash, zsh, ksh and POSIX since 2024
    return "$'" + "".join(map(_escape, word)) + "'"


def _escape(character: str) -> str:
    if character in "\\'":
        return f"\\{character}"
    if character.isprintable():
        return character
    return "".join(f"\\{byte:03o}" for byte in os.fsencode(character))


def _quote_for_cmd(word: str) -> str:
    """Quote as cmd and the programs that it starts understand it.

    Control characters and quotation marks are in no name there.
    """
    if word and not _CMD_SPECIAL.intersection(word):
        return word
    if "%" not in word:
        return f'"{word}"' if not word.endswith("\\") else f'"{word}\\"'
    # Between quotes a caret is a caret and %NAME% still a variable: so cmd must not
    # see the quotes, which are for the program.
    return "".join(f"^{c}" if c in '"^&|<>()%!' else c for c in f'"{word}"')
