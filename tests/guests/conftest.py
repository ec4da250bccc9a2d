"""Real guests, wrapped into checkpoints and converted by the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.lab.cache import scratch_folder
from tests.lab.checkpoints import LAYOUTS, Layout, wrap
from tests.lab.core_file import CoreFile
from tests.lab.guests import LabGuest, make_guest
from tests.lab.program import convert

CONVERTED = {
    "stable-pti": ("raw", "backwards-padded"),
    "newest": ("embedded", "no-regions"),
    "next-stable": ("known-zero", "hole-start"),
    "five-level": ("hole-start", "backwards-padded"),
    "above-hole": ("hole-start", "backwards-padded", "embedded"),
    "i686-pae": ("old-32-bit", "embedded"),
    "i686-no-kaslr": ("raw", "compressed"),
    "i686-above-4g": ("hole-start", "known-zero"),
    "panic": ("raw", "embedded"),
    "old-no-kaslr": ("compressed", "embedded-compressed"),
    "kdump": ("raw", "embedded"),
}
"""Layouts by guest: every layout occurs, and every guest in two at least."""


@dataclass(frozen=True)
class Case:
    """A guest, the checkpoint it was wrapped into, and what came out."""

    guest: LabGuest
    layout: Layout
    state: Path
    told: dict[str, Any]
    """What ``convert --json`` said."""
    core: CoreFile


CASES = [
    pytest.param((name, layout), id=f"{name}-{layout}")
    for name, layouts in CONVERTED.items()
    for layout in layouts
]


@pytest.fixture(scope="session", params=CASES)
def case(request):
    name, layout_name = request.param
    guest, layout = make_guest(name), LAYOUTS[layout_name]
    with scratch_folder() as folder:
        state = wrap(guest, layout, folder).state
        told, core = convert(state)
        yield Case(guest, layout, state, told, core)
