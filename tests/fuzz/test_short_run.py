"""Some damaged inputs for each target on every run; long_run.py does many."""

import pytest

from tests.fuzz.running import PROBLEMS, run_one
from tests.fuzz.targets import all_targets

INPUTS = 3


@pytest.fixture(scope="module")
def targets(tmp_path_factory):
    return all_targets(tmp_path_factory.mktemp("fuzz"))


def test_damaged_input_ends_in_a_result_or_an_error(targets):
    for target in targets:
        for seed in range(INPUTS):
            result = run_one(target, seed)
            what = f"{target.name}:{seed} {result.outcome}: {result.detail}"
            assert result.outcome not in PROBLEMS, what


def test_sound_input_is_understood(targets):
    for target in targets:
        if target.name in UNDERSTOOD_OTHERWISE:
            continue
        target.place.write_bytes(target.original)
        assert target.run() == "result", target.name


UNDERSTOOD_OTHERWISE = {"state, no memory", "state, ARM64"}
