"""Which guests a test looks at."""

from __future__ import annotations

import pytest

from tests.lab.guests import GUESTS

ALL = tuple(spec.name for spec in GUESTS)
I686 = ("i686-pae", "i686-no-kaslr", "i686-above-4g")
X86_64 = tuple(name for name in ALL if name not in I686)
BEFORE_7 = tuple(name for name in X86_64 if name != "newest")
"""No crash and no libkdumpfile knows 7.x kernels."""
BEFORE_6_12 = tuple(name for name in BEFORE_7 if name != "next-stable")
"""Debian 12's crash and makedumpfile know no later ones."""


def on(*names: str) -> pytest.MarkDecorator:
    """Run a test, which takes ``name``, with each of these guests.

    To be the innermost mark: :file:`tests/conftest.py` goes by the first parameter.
    """
    return pytest.mark.parametrize("name", names)
