"""Captures that succeed, fail at each step, or are stopped."""

import json
import os
import time

import pytest

from guestcore.capture import (
    CaptureCancelled,
    CaptureError,
    CaptureMethod,
    capture,
    plan_capture,
    release,
)
from guestcore.capture.pending import Step
from guestcore.errors import Cancelled, ErrorKind, GuestCoreError
from guestcore.progress import NoProgress, Phase
from guestcore.sources import open_guest
from tests.builders.vmrun_standin import ERROR, compress_template
from tests.capture.quick import Watch, journal_of, plan_of, vmrun_of

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="the stand-ins are scripts, which Windows starts by name"
)
SNAPSHOT, SUSPEND = CaptureMethod
MIB = 1 << 20


def captured(standin, method=SNAPSHOT, progress=None, **timing):
    plan = plan_of(standin, method, **timing)
    return capture(plan, journal_of(standin), progress or NoProgress())


def failure_of(standin, method=SNAPSHOT, error=CaptureError, progress=None, **timing):
    with pytest.raises(error) as caught:
        captured(standin, method, progress, **timing)
    return caught.value


def assert_as_before(standin):
    """The machine runs, has no snapshot of ours, and nothing is noted."""
    assert standin.is_running()
    assert not [name for name in standin.snapshots() if name.startswith("GuestCore")]
    assert journal_of(standin).pending() == ()


def release_all(standin, taken, *, remove=True):
    return release(
        taken.id, journal_of(standin), vmrun_of(standin), remove, NoProgress()
    )


def assert_whole(taken):
    with open_guest(taken.state) as guest:
        assert guest.problem is None
        assert guest.require_memory().read(3 * MIB, 8) == (769).to_bytes(8, "little")


def test_a_snapshot_is_captured_while_the_machine_runs_on(standin):
    plan = plan_of(standin)
    watch = Watch()
    taken = capture(plan, journal_of(standin), watch)
    assert standin.is_running()
    assert standin.snapshots() == [plan.snapshot_name] == [taken.snapshot_name]
    assert taken.state.name == "guest-Snapshot1.vmsn"
    assert taken.memory == taken.state.with_suffix(".vmem")
    assert watch.phases == [Phase.CAPTURING, Phase.WAITING]
    assert_whole(taken)
    assert release_all(standin, taken).left == ()
    assert_as_before(standin)


def test_a_suspended_machine_stands_still_until_it_is_released(standin):
    taken = captured(standin, SUSPEND)
    assert not standin.is_running()
    assert (taken.state.suffix, taken.snapshot_name) == (".vmss", None)
    assert_whole(taken)
    assert release_all(standin, taken).left == ()
    assert_as_before(standin)


def test_memory_that_is_still_written_is_waited_for(make):
    standin = make(write_seconds=1.5)
    before = time.monotonic()
    watch = Watch()
    taken = captured(standin, progress=watch, settle=0.2)
    assert time.monotonic() - before > 1.5
    assert_whole(taken)
    done = [done for phase, done, _ in watch.reports if phase is Phase.WAITING]
    assert done == sorted(done)
    assert len(set(done)) > 5
    assert done[-1] == 4 * MIB


def test_writing_may_take_longer_than_standing_still(make):
    taken = captured(make(write_seconds=3), stall=1)
    assert_whole(taken)


def test_a_command_that_returns_late_is_no_different(make):
    assert_whole(captured(make(returns_early=False)))


def test_compressed_memory_is_complete_when_its_last_block_is(standin):
    compress_template(standin)
    standin.set(write_seconds=1)
    assert_whole(captured(standin))


def test_what_has_to_be_undone_is_noted_before_it_is_done(make):
    standin = make(command_seconds=0.5)
    journal = journal_of(standin)
    steps = []

    def note(phase):
        for entry in journal.pending():
            called = bool(standin.calls("snapshot"))
            step = (entry.step, called, entry.uid, entry.state and entry.state.name)
            if step not in steps:
                steps.append(step)
        return False

    taken = captured(standin, progress=Watch(note))
    assert steps[0][0] is Step.BEGUN
    assert [step[1] for step in steps][-1]
    assert steps[-1] == (Step.TAKEN, True, 1, "guest-Snapshot1.vmsn")
    assert journal.pending()[0].id == taken.id


@pytest.mark.parametrize("method", CaptureMethod)
@pytest.mark.parametrize("when", ["fail_before", "fail_after"])
def test_a_command_that_fails_leaves_the_machine_as_it_was(make, method, when):
    standin = make(**{when: {method.value: [ERROR, -1]}})
    error = failure_of(standin, method)
    assert error.kind is ErrorKind.CAPTURE
    assert ERROR in error.message
    assert error.left == ()
    assert_as_before(standin)


@pytest.mark.parametrize("method", CaptureMethod)
def test_an_encrypted_machine_goes_on_running(make, method):
    standin = make(encrypted=True)
    error = failure_of(standin, method)
    assert error.kind is ErrorKind.ENCRYPTED
    assert_as_before(standin)


def test_a_command_that_hangs_is_given_up_in_time(make):
    standin = make(hang=["suspend"])
    error = failure_of(standin, SUSPEND, change=0.5)
    assert "did not end" in error.message
    assert_as_before(standin)


def test_a_snapshot_that_hangs_may_still_come_and_that_is_said(make):
    standin = make(hang=["snapshot"])
    error = failure_of(standin, change=0.5)
    assert "may still be taking the snapshot GuestCore-" in error.hint
    assert standin.is_running()
    (entry,) = journal_of(standin).pending()
    assert entry.step is Step.BEGUN


@pytest.mark.parametrize("method", CaptureMethod)
def test_memory_that_never_gets_complete_is_given_up(make, method):
    standin = make(stops_halfway=True)
    error = failure_of(standin, method, stall=1)
    assert error.kind in (ErrorKind.TRUNCATED, ErrorKind.DAMAGED)
    assert_as_before(standin)


def test_memory_that_stays_locked_is_given_up(make):
    standin = make(stays_locked=True)
    error = failure_of(standin, stall=1)
    assert "locked" in error.message
    assert_as_before(standin)


def test_memory_that_turns_out_encrypted_is_given_up_at_once(standin):
    template = standin.home / "template.vmem"
    data = b"\x9e\xdd\x43\x89" + template.read_bytes()[4:]
    template.write_bytes(data[:-4096])
    before = time.monotonic()
    error = failure_of(standin, stall=60)
    assert error.kind is ErrorKind.ENCRYPTED
    assert time.monotonic() - before < 20
    assert_as_before(standin)


def test_a_snapshot_without_memory_is_given_up(make):
    standin = make(without_memory=True)
    error = failure_of(standin, stall=1)
    assert error.kind is ErrorKind.NO_MEMORY
    assert_as_before(standin)


def test_a_snapshot_that_cannot_be_removed_after_a_failure_is_named(make):
    standin = make(
        stays_locked=True, fail_before={"deleteSnapshot": ["It is in use", -1]}
    )
    error = failure_of(standin, stall=1)
    (left,) = error.left
    assert standin.snapshots()[0] in left
    assert "It is in use" in left
    assert left in error.hint
    assert standin.is_running()
    assert len(journal_of(standin).pending()) == 1


def test_removal_is_tried_again_while_vmware_is_busy(make):
    standin = make(stays_locked=True, fail_before={"deleteSnapshot": ["It is busy", 2]})
    assert failure_of(standin, stall=1).left == ()
    assert_as_before(standin)


def test_resuming_is_tried_again_and_then_told(make):
    standin = make(stops_halfway=True, fail_before={"start": ["No licence", 1]})
    assert failure_of(standin, SUSPEND, stall=1).left == ()
    assert_as_before(standin)


def test_a_machine_that_cannot_be_resumed_is_named(make):
    standin = make(stops_halfway=True, fail_before={"start": ["No licence", -1]})
    (left,) = failure_of(standin, SUSPEND, stall=1).left
    assert str(standin.vmx) in left
    assert "No licence" in left
    assert not standin.is_running()
    assert len(journal_of(standin).pending()) == 1


def test_a_machine_that_was_switched_off_is_not_started(make):
    standin = make(fail_before={"suspend": [ERROR, -1]})

    def switch_off(phase):
        if standin.calls("suspend"):
            standin.switch(on=False)
        return False

    (left,) = failure_of(standin, SUSPEND, progress=Watch(switch_off)).left
    assert "switched off" in left
    assert standin.calls("start") == []


def test_nothing_is_begun_with_a_problem(make):
    standin = make(running=False)
    plan = plan_capture(vmrun_of(standin), standin.vmx, SNAPSHOT)
    with pytest.raises(GuestCoreError) as caught:
        capture(plan, journal_of(standin), NoProgress())
    assert caught.value is plan.problem
    assert [call[2] for call in standin.calls()] == ["list"]


def test_nothing_is_begun_if_the_machine_stopped_since(standin):
    plan = plan_of(standin)
    standin.switch(on=False)
    with pytest.raises(GuestCoreError, match="is not running"):
        capture(plan, journal_of(standin), NoProgress())
    assert journal_of(standin).pending() == ()


def test_nothing_is_begun_without_a_journal(standin):
    plan = plan_of(standin)
    journal_of(standin).path.parent.write_text("a file in place of the folder")
    with pytest.raises(GuestCoreError) as caught:
        capture(plan, journal_of(standin), NoProgress())
    assert caught.value.kind is ErrorKind.OUTPUT
    assert standin.calls("snapshot") == []


def test_a_journal_that_fails_midway_does_not_keep_the_undoing_from_its_work(
    standin, monkeypatch
):
    def fail(*_, **__):
        raise GuestCoreError(ErrorKind.OUTPUT, "disk full")

    journal = journal_of(standin)
    monkeypatch.setattr(journal, "change", fail)
    with pytest.raises(CaptureError, match="disk full"):
        capture(plan_of(standin), journal, NoProgress())
    assert_as_before(standin)


@pytest.mark.parametrize("method", CaptureMethod)
@pytest.mark.parametrize("phase", [Phase.CAPTURING, Phase.WAITING])
def test_stopping_undoes_what_was_begun(make, method, phase):
    standin = make(write_seconds=1, command_seconds=0.3)
    watch = Watch(lambda now: now is phase and bool(standin.calls(method.value)))
    error = failure_of(standin, method, CaptureCancelled, watch, settle=0.8)
    assert error.left == ()
    assert watch.phases[-1] is Phase.RELEASING
    assert_as_before(standin)


def test_a_snapshot_that_was_stopped_before_it_showed_is_told_of(make):
    standin = make(hang=["snapshot"])
    watch = Watch(lambda phase: bool(standin.calls("snapshot")))
    (left,) = failure_of(standin, SNAPSHOT, CaptureCancelled, watch).left
    assert "may still be taking the snapshot GuestCore-" in left
    assert len(journal_of(standin).pending()) == 1


def test_stopping_is_heard_within_a_third_of_a_second(make):
    standin = make(write_seconds=20)
    times = []

    class Stop(Watch):
        def report(self, phase, done, total):
            if phase is Phase.RELEASING and self.cancelled_at is not None:
                times.append(time.monotonic() - self.cancelled_at)
            super().report(phase, done, total)

    watch = Stop(lambda phase: phase is Phase.WAITING and bool(standin.snapshots()))
    failure_of(standin, SNAPSHOT, CaptureCancelled, watch)
    assert times[0] < 0.3
    assert_as_before(standin)


def test_stopping_before_anything_is_done_notes_nothing(standin):
    watch = Watch(lambda phase: bool(standin.calls("list")[1:]))
    with pytest.raises(Cancelled) as caught:
        captured(standin, progress=watch)
    assert not isinstance(caught.value, CaptureCancelled)
    assert_as_before(standin)


def test_other_snapshots_of_the_machine_stay(standin):
    vmrun = vmrun_of(standin)
    vmrun.snapshot(standin.vmx, "mine")
    taken = captured(standin)
    vmrun_of(standin).snapshot(standin.vmx, "later")
    released = release_all(standin, taken)
    assert standin.snapshots() == ["mine", taken.snapshot_name, "later"]
    assert "another snapshot was made after it" in released.left[0]
    assert standin.calls("deleteSnapshot") == []


def test_a_password_is_never_passed(standin):
    release_all(standin, captured(standin))
    assert not [call for call in standin.calls() if {"-vp", "-gp"} & set(call)]
    assert "andDeleteChildren" not in json.dumps(standin.calls())
