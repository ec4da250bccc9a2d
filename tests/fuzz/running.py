"""Runs one damaged input and judges what became of it."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from guestcore.errors import GuestCoreError
from tests.fuzz.target import Target

MAX_SECONDS = 2.0
HANG_SECONDS = 20
"""An input that takes so long is interrupted, its traceback kept."""
BUG, SLOW, HANG, LEAK = "BUG", "SLOW", "HANG", "LEAK"
PROBLEMS = frozenset((BUG, SLOW, HANG, LEAK))
_FDS = "/proc/self/fd"


class Result(NamedTuple):
    """What became of one input."""

    outcome: str
    """``result``, an error's kind, or one of ``PROBLEMS``."""
    seconds: float
    detail: str = ""


class HangError(BaseException):
    """Raised into an input that takes too long; nothing may catch it."""


def run_one(target: Target, seed: int) -> Result:
    """Return what became of one input of a target."""
    target.damage(seed)
    files, threads = _open_files(), threading.active_count()
    started, worked = time.perf_counter(), time.process_time()
    outcome, detail = _outcome(target)
    # On a busy machine the clock goes on while others work.
    seconds = min(time.perf_counter() - started, time.process_time() - worked)
    if outcome not in PROBLEMS:
        if seconds > MAX_SECONDS:
            outcome, detail = SLOW, f"{seconds:.2f} s"
        elif leaked := _open_files() - files:
            outcome, detail = LEAK, f"file descriptors {sorted(leaked)}"
        elif threading.active_count() > threads:
            outcome, detail = LEAK, "a thread"
        elif left := target.leftovers():
            outcome, detail = LEAK, f"files {left}"
    return Result(outcome, seconds, detail)


def _outcome(target: Target) -> tuple[str, str]:
    try:
        with _alarm(), warnings.catch_warnings():
            warnings.simplefilter("error")
            return target.run(), ""
    except GuestCoreError as error:
        return judge(error), ""
    except HangError:
        return HANG, traceback.format_exc()
    except Exception:  # noqa: BLE001  finding exactly these is the purpose
        return BUG, traceback.format_exc()


def judge(error: GuestCoreError) -> str:
    """Return an error's kind.

    :raises AssertionError: unless it says what is wrong and what to do.
    """
    assert error.message.strip(), "an error without a message"
    assert error.hint.strip(), f"no hint: {error.message}"
    return error.kind.value


@contextmanager
def _alarm() -> Iterator[None]:
    """Interrupt what hangs; end the process if even that does not help."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    previous = signal.signal(signal.SIGALRM, _hang)
    signal.setitimer(signal.ITIMER_REAL, HANG_SECONDS)
    faulthandler.dump_traceback_later(3 * HANG_SECONDS, exit=True, file=sys.__stderr__)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        faulthandler.cancel_dump_traceback_later()
        signal.signal(signal.SIGALRM, previous)


def _hang(number: int, frame: object) -> None:
    raise HangError


def _open_files() -> set[str]:
    """Return the numbers of open descriptors and what they are of."""
    found = set()
    if os.path.isdir(_FDS):
        for name in os.listdir(_FDS):
            try:
                found.add(f"{name} {os.readlink(f'{_FDS}/{name}')}")
            except OSError:
                continue  # the one that lists the folder
    return found
