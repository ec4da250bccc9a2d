"""What the command line prints, and on which stream: nothing else prints."""

from __future__ import annotations

import argparse
import io
import itertools
import json
import os
import sys
import traceback
from collections.abc import Iterable
from typing import TextIO

from guestcore.errors import GuestCoreError
from guestcore.report import objects, plain
from guestcore.text import printable

_BATCH = 1000


def prepare_streams() -> None:
    """Print any text on any terminal, and survive closed streams.

    What a terminal cannot show comes out escaped.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def abandon_stdout() -> None:
    """Drop what cannot be printed, so that Python does not try again at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_lines(lines: Iterable[str], stream: TextIO | None = None) -> None:
    """Print lines; by the thousand, as there may be millions."""
    waiting = iter(lines)
    while some := list(itertools.islice(waiting, _BATCH)):
        print("\n".join(some), file=stream)


def print_json(result: dict[str, object]) -> None:
    """Print one object."""
    print(json.dumps(result))


def print_error(
    error: GuestCoreError, *, as_json: bool, missing: Iterable[str] = ()
) -> None:
    """Print an error that left nothing else to say.

    :param missing: The fields that the object would have had.
    """
    if as_json:
        print_json(objects.error_object(error, missing))
    else:
        print_lines(plain.error_lines(error), sys.stderr)


def print_usage_error(command: str, problem: str) -> None:
    """Print what is wrong with the call."""
    line = f"guestcore {command}: error: {printable(problem, limit=4000)}"
    print_lines((line,), sys.stderr)


def print_warnings(texts: Iterable[str], about: str | None = None) -> None:
    """Print warnings on stderr.

    :param about: Names the input, where there are several.
    """
    place = "" if about is None else f"{printable(about, limit=4000)}: "
    print_lines(
        (f"warning: {place}{printable(text, limit=1000)}" for text in texts),
        sys.stderr,
    )


def report_bug(error: Exception, options: argparse.Namespace) -> None:
    """Tell what to send us, and keep the promises of ``--json``."""
    traceback.print_exception(error)
    bug = f"this is a bug in GuestCore: {type(error).__name__}: {error}"
    hint = "please report it with the lines above"
    print_lines((f"error: {printable(bug)}", f"hint: {hint}"), sys.stderr)
    if getattr(options, "json", False):
        print_json(objects.bug_object(bug, hint))
