"""Cores of real guests, for the tools that are to open them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from tests.lab.cache import scratch_folder
from tests.lab.checkpoints import LAYOUTS, wrap
from tests.lab.guests import LabGuest, make_guest
from tests.lab.packages import fetch_vmlinux
from tests.lab.program import convert


@dataclass(frozen=True)
class Opened:
    """A guest, its checkpoint, and our core of it."""

    guest: LabGuest
    state: Path
    core: Path
    told: dict[str, Any]
    folder: Path
    """Scratch for the tests."""

    @cached_property
    def vmlinux(self) -> Path:
        return fetch_vmlinux(self.guest.kernel)

    @property
    def sleepers(self) -> set[int]:
        """Process numbers that the guest named."""
        return set(map(int, self.guest.words.word("sleepers").split()))

    @property
    def kernel_log(self) -> set[str]:
        """What the kernel printed on its console, without times."""
        lines = self.guest.serial.splitlines()
        starts = [i for i, line in enumerate(lines) if "] Linux version " in line]
        lines = lines[: starts[1] if len(starts) > 1 else None]
        return log_texts(line for line in lines if line.startswith("[ "))


def log_texts(lines: Iterable[str]) -> set[str]:
    """Return log lines without times and callers, which tools print differently."""
    start = r"^\[ *\d+\.\d+\](\s*\[ *[CT]\d+\])?"
    return {re.sub(start, "", line).strip() for line in lines}


class _Latest:
    """Keeps the core of one guest at a time: they are large."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._opened: tuple[str, Opened] | None = None

    def open(self, name: str) -> Opened:
        if self._opened is None or self._opened[0] != name:
            self.close()
            guest = make_guest(name)
            folder = self._stack.enter_context(scratch_folder())
            state = wrap(guest, LAYOUTS["raw"], folder).state
            told, core = convert(state)
            self._opened = name, Opened(guest, state, core.path, told, folder)
        return self._opened[1]

    def close(self) -> None:
        self._stack.close()
        self._opened = None


@pytest.fixture(scope="session")
def _latest():
    latest = _Latest()
    yield latest
    latest.close()


@pytest.fixture
def opened(name, _latest) -> Opened:
    """The core of the guest *name* (see :func:`tests.lab.selection.on`)."""
    return _latest.open(name)


def pytest_collection_modifyitems(items):
    """Run all tests of a guest in a row: its core is made once."""

    def guest(item):
        callspec = getattr(item, "callspec", None)
        return str(callspec.params.get("name", "")) if callspec else ""

    here = Path(__file__).parent
    if all(here in item.path.parents for item in items):
        items.sort(key=guest)
