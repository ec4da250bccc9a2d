"""Which guests a tool is asked about: see README.md."""

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
    """Ask about these guests; each stays with one test process."""
    return pytest.mark.parametrize(
        "name",
        [pytest.param(n, id=n, marks=pytest.mark.xdist_group(n)) for n in names],
    )
