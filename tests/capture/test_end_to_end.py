"""From a machine that runs to a core that is valid, and back."""

import os

import pytest

from guestcore.capture import (
    CaptureMethod,
    capture,
    copy_aside,
    discard_copy,
    release,
)
from guestcore.demo.fabricated_linux import LinuxSpec
from guestcore.pipeline import ConvertOptions, convert
from guestcore.progress import NoProgress
from tests.builders.vmrun_standin import make_standin
from tests.capture.quick import journal_of, plan_of, vmrun_of

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="the stand-ins are scripts, which Windows starts by name"
)
LINUX = LinuxSpec(seed=9, regions=((0, 48 << 20), (4 << 30, 16 << 20)))


@pytest.fixture
def linux(tmp_path):
    return make_standin(tmp_path, linux=LINUX)


def give_back(standin, taken):
    made = release(taken.id, journal_of(standin), vmrun_of(standin), True, NoProgress())
    assert made.left == ()
    assert standin.is_running()
    assert standin.snapshots() == []


def converted(state, folder):
    result = convert(state, ConvertOptions(output=folder / "guest.core"))
    assert result.error is None
    assert result.report.verdict.value == "valid"
    return result


def test_a_snapshot_becomes_a_valid_core(linux, tmp_path):
    taken = capture(plan_of(linux), journal_of(linux), NoProgress())
    converted(taken.state, tmp_path)
    give_back(linux, taken)


def test_a_suspended_machine_is_resumed_before_its_copy_is_converted(linux, tmp_path):
    plan = plan_of(linux, CaptureMethod.SUSPEND)
    taken = capture(plan, journal_of(linux), NoProgress())
    folder = tmp_path / "copies"
    folder.mkdir()
    copied = copy_aside(taken, folder, NoProgress())
    give_back(linux, taken)
    assert not taken.state.exists()
    converted(copied, tmp_path)
    discard_copy(copied)
    assert list(folder.iterdir()) == []
