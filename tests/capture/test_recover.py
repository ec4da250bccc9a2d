"""What a crash leaves, and the next start finds."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from guestcore.capture import CaptureMethod, recover, release
from guestcore.capture.pending import Step
from guestcore.progress import NoProgress, Phase
from tests.capture.quick import journal_of, vmrun_of

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="the stand-ins are scripts, which Windows starts by name"
)
ROOT = Path(__file__).parent.parent.parent
SNAPSHOT, SUSPEND = CaptureMethod

_PROGRAM = """
import sys, time
from pathlib import Path
from guestcore.capture import CaptureMethod, capture, plan_capture
from tests.builders.vmrun_standin import StandIn
from tests.capture.quick import Watch, journal_of, plan_of

standin = StandIn(Path(sys.argv[1]), Path(sys.argv[2]))

class Tell:
    def report(self, phase, done, total):
        print(phase.name, len(standin.calls(sys.argv[3])), flush=True)

plan = plan_of(standin, CaptureMethod(sys.argv[3]))
capture(plan, journal_of(standin), Tell())
print("CAPTURED 1", flush=True)
sys.stdin.read()
"""


class Capturing:
    """A process that captures, to be killed at a moment of the test's choice."""

    def __init__(self, standin, method):
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, standin.path, standin.vmx, method.value],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def kill_at(self, wanted):
        with self._process as process:
            for line in process.stdout:
                if line.strip() in (wanted, "CAPTURED 1"):
                    break
            process.send_signal(signal.SIGKILL)
        assert line.strip() == wanted

    def wait_for_the_end(self):
        assert any(line.strip() == "CAPTURED 1" for line in self._process.stdout)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.communicate()


def recovered(standin, vmrun=True):
    made = vmrun_of(standin, settle=0.6) if vmrun else None
    return recover(journal_of(standin), made, NoProgress())


def let_vmware_finish(standin):
    deadline = time.monotonic() + 10
    while list(standin.vmx.parent.glob("*.lck")) and time.monotonic() < deadline:
        time.sleep(0.05)


def grow_old(standin, seconds=10_000):
    """Let the entries have begun long ago."""
    journal = journal_of(standin)
    for entry in journal.pending():
        journal.change(entry.id, began=entry.began - seconds)


MOMENTS = [f"{phase.name} 1" for phase in (Phase.CAPTURING, Phase.WAITING)]


@pytest.mark.parametrize("moment", [*MOMENTS, "CAPTURED 1"])
def test_a_machine_that_a_killed_process_left_suspended_is_resumed(make, moment):
    standin = make(write_seconds=1)
    Capturing(standin, SUSPEND).kill_at(moment)
    (said,) = recovered(standin)
    assert str(standin.vmx) in said
    assert "was resumed" in said
    assert standin.is_running()
    assert journal_of(standin).pending() == ()
    assert recovered(standin) == []


@pytest.mark.parametrize("moment", [*MOMENTS, "CAPTURED 1"])
def test_a_snapshot_that_a_killed_process_left_is_named_once(make, moment):
    standin = make(write_seconds=0.6, command_seconds=0.4)
    Capturing(standin, SNAPSHOT).kill_at(moment)
    deadline = time.monotonic() + 10
    while not standin.snapshots() and time.monotonic() < deadline:
        time.sleep(0.05)
    (said,) = recovered(standin)
    (name,) = standin.snapshots()
    assert name in said
    assert recovered(standin) == []
    assert standin.is_running()
    (entry,) = journal_of(standin).pending()
    let_vmware_finish(standin)
    released = release(
        entry.id, journal_of(standin), vmrun_of(standin), True, NoProgress()
    )
    assert released.left == ()
    assert standin.snapshots() == []
    assert journal_of(standin).pending() == ()


def test_a_capture_of_a_living_process_is_left_alone(make):
    standin = make(write_seconds=0.2)
    with Capturing(standin, SUSPEND) as other:
        other.wait_for_the_end()
        assert recovered(standin) == []
        assert not standin.is_running()
    assert len(recovered(standin)) == 1
    assert standin.is_running()


def test_killed_before_vmware_was_asked_nothing_is_said(make):
    standin = make()
    Capturing(standin, SUSPEND).kill_at("CAPTURING 0")
    assert recovered(standin) == []
    assert standin.is_running()


def test_without_vmware_it_is_said_what_remains_at_every_start(make):
    standin = make(write_seconds=0.2)
    Capturing(standin, SUSPEND).kill_at("CAPTURED 1")
    for _ in range(2):
        (said,) = recovered(standin, vmrun=False)
        assert "is still suspended" in said
    assert len(recovered(standin)) == 1
    assert standin.is_running()


def test_a_machine_that_cannot_be_resumed_is_told_and_tried_again(make):
    standin = make(write_seconds=0.2)
    Capturing(standin, SUSPEND).kill_at("CAPTURED 1")
    standin.set(fail_before={"start": ["No licence", -1]})
    (said,) = recovered(standin)
    assert "No licence" in said
    standin.set(fail_before={})
    (said,) = recovered(standin)
    assert "was resumed" in said


def test_a_vmrun_that_fails_altogether_is_told(make):
    standin = make(write_seconds=0.2)
    Capturing(standin, SUSPEND).kill_at("CAPTURED 1")
    standin.set(fail_before={"list": ["No connection", -1]})
    (said,) = recovered(standin)
    assert "may still be suspended" in said
    assert len(journal_of(standin).pending()) == 1


def test_a_machine_that_the_user_suspended_later_stays_suspended(make):
    standin = make(write_seconds=0.2)
    Capturing(standin, SUSPEND).kill_at("CAPTURED 1")
    vmrun = vmrun_of(standin)
    vmrun.resume(standin.vmx)
    time.sleep(0.05)  # file systems count time in steps
    vmrun.suspend(standin.vmx)
    assert recovered(standin) == []
    assert not standin.is_running()
    assert journal_of(standin).pending() == ()


def test_a_suspension_that_never_came_is_forgotten_in_the_end(make):
    standin = make(hang=["suspend"])
    Capturing(standin, SUSPEND).kill_at("CAPTURING 1")
    assert recovered(standin) == []
    assert len(journal_of(standin).pending()) == 1
    grow_old(standin)
    assert recovered(standin) == []
    assert journal_of(standin).pending() == ()


def test_a_snapshot_that_never_came_is_forgotten_in_the_end(make):
    standin = make(hang=["snapshot"])
    Capturing(standin, SNAPSHOT).kill_at("CAPTURING 1")
    assert recovered(standin) == []
    (entry,) = journal_of(standin).pending()
    assert entry.step is Step.BEGUN
    grow_old(standin)
    assert recovered(standin) == []
    assert journal_of(standin).pending() == ()


def test_a_machine_that_is_gone_is_told_once(make):
    standin = make(write_seconds=0.2)
    Capturing(standin, SUSPEND).kill_at("CAPTURED 1")
    standin.vmx.unlink()
    (said,) = recovered(standin)
    assert "is not there any more" in said
    assert recovered(standin) == []


def test_a_machine_whose_disk_is_not_there_is_kept_in_mind(make):
    standin = make(write_seconds=0.2)
    Capturing(standin, SUSPEND).kill_at("CAPTURED 1")
    away = standin.vmx.parent.rename(standin.home.parent / "unplugged")
    (said,) = recovered(standin)
    assert "may still be suspended" in said
    away.rename(standin.vmx.parent)
    (said,) = recovered(standin)
    assert "was resumed" in said


def test_a_damaged_journal_is_told(make):
    standin = make()
    path = journal_of(standin).path
    path.parent.mkdir()
    path.write_text("{")
    (said,) = recovered(standin)
    assert "journal of captures was damaged" in said


def test_one_entry_that_fails_does_not_keep_others_from_their_turn(make):
    standin = make(write_seconds=0.2)
    Capturing(standin, SUSPEND).kill_at("CAPTURED 1")
    journal = journal_of(standin)
    (entry,) = journal.pending()
    journal.add(replace(entry, vmx=Path("/nowhere/at all/x.vmx")))
    journal.forget(entry.id)
    journal.add(entry)
    for one in journal.pending():
        journal.change(one.id, owner="gone")
    first, second = recovered(standin)
    assert "/nowhere/at all/x.vmx" in first
    assert "was resumed" in second
