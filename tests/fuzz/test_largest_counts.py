"""Inputs just inside the bounds: those that once cost too much, on every run.

The others take minutes in all: largest_counts.py measures them.
"""

import pytest

from tests.fuzz.largest_counts import find_problem, run

ONCE_TOO_MUCH = [
    "folders: one line of 4 MiB",
    "guests: 4096 utsnames, 4096 banners",
    "guests: 16 core headers with 16384 notes",
    "cores: name of 16 MiB",
]


@pytest.mark.parametrize("name", ONCE_TOO_MUCH, ids=lambda name: name)
def test_largest_input_costs_little(name):
    assert find_problem(name, run(name)) is None
