"""Giving back, once the files are no longer needed."""

import os

import pytest

from guestcore.capture import CaptureCancelled, CaptureMethod, capture, release
from guestcore.progress import NoProgress
from tests.capture.quick import Watch, journal_of, plan_of, vmrun_of

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="the stand-ins are scripts, which Windows starts by name"
)
SNAPSHOT, SUSPEND = CaptureMethod


@pytest.fixture
def take():
    def _take(standin, method=SNAPSHOT):
        return capture(plan_of(standin, method), journal_of(standin), NoProgress())

    return _take


def release_of(standin, taken, *, remove=True, vmrun=True, progress=None):
    return release(
        taken.id,
        journal_of(standin),
        vmrun_of(standin) if vmrun else None,
        remove,
        progress or NoProgress(),
    )


def pending(standin):
    return journal_of(standin).pending()


def test_a_snapshot_stays_if_that_is_wished(standin, take):
    taken = take(standin)
    assert release_of(standin, taken, remove=False).left == ()
    assert standin.snapshots() == [taken.snapshot_name]
    assert pending(standin) == ()


def test_a_second_release_does_nothing(standin, take):
    taken = take(standin)
    release_of(standin, taken)
    assert release_of(standin, taken).left == ()
    assert len(standin.calls("deleteSnapshot")) == 1


def test_only_the_snapshot_itself_is_removed_never_its_children(standin, take):
    vmrun = vmrun_of(standin)
    vmrun.snapshot(standin.vmx, "before")
    taken = take(standin)
    release_of(standin, taken)
    assert standin.snapshots() == ["before"]
    assert standin.calls("deleteSnapshot") == [
        ["-T", "ws", "deleteSnapshot", str(standin.vmx), taken.snapshot_name]
    ]


def test_a_snapshot_with_children_stays_and_is_told(standin, take):
    taken = take(standin)
    vmrun_of(standin).snapshot(standin.vmx, "child")
    (left,) = release_of(standin, taken).left
    assert taken.snapshot_name in left
    assert standin.snapshots() == [taken.snapshot_name, "child"]
    assert len(pending(standin)) == 1  # it can be tried again
    vmrun_of(standin).delete_snapshot(standin.vmx, "child")
    assert release_of(standin, taken).left == ()
    assert (standin.snapshots(), pending(standin)) == ([], ())


def test_a_snapshot_of_the_same_name_that_is_not_ours_stays(standin, take):
    taken = take(standin)
    vmrun = vmrun_of(standin)
    vmrun.delete_snapshot(standin.vmx, taken.snapshot_name)
    vmrun.snapshot(standin.vmx, taken.snapshot_name)
    (left,) = release_of(standin, taken).left
    assert "not the only one" in left or "not the one" in left
    assert standin.snapshots() == [taken.snapshot_name]


def test_a_name_that_two_have_removes_neither(standin, take):
    taken = take(standin)
    vmrun_of(standin).snapshot(standin.vmx, taken.snapshot_name)
    assert len(release_of(standin, taken).left) == 1
    assert len(standin.snapshots()) == 2
    assert standin.calls("deleteSnapshot") == []


def test_a_snapshot_that_is_gone_already_is_no_trouble(standin, take):
    taken = take(standin)
    vmrun_of(standin).delete_snapshot(standin.vmx, taken.snapshot_name)
    assert release_of(standin, taken).left == ()
    assert pending(standin) == ()


def test_a_removal_that_fails_is_told_and_can_be_repeated(standin, take):
    taken = take(standin)
    standin.set(fail_before={"deleteSnapshot": ["The disk is in use", -1]})
    (left,) = release_of(standin, taken).left
    assert "The disk is in use" in left
    assert standin.snapshots() == [taken.snapshot_name]
    standin.set(fail_before={})
    assert release_of(standin, taken).left == ()
    assert (standin.snapshots(), pending(standin)) == ([], ())


def test_a_removal_that_says_it_failed_but_worked_is_believed_to_have(standin, take):
    taken = take(standin)
    standin.set(fail_after={"deleteSnapshot": ["Unknown error", -1]})
    assert release_of(standin, taken).left == ()
    assert pending(standin) == ()


def test_a_removal_can_be_stopped_and_says_so(standin, take):
    taken = take(standin)
    standin.set(hang=["deleteSnapshot"])
    watch = Watch(lambda phase: bool(standin.calls("deleteSnapshot")))
    with pytest.raises(CaptureCancelled) as caught:
        release_of(standin, taken, progress=watch)
    assert "was stopped" in caught.value.left[0]
    assert len(pending(standin)) == 1


def test_resuming_cannot_be_stopped(standin, take):
    taken = take(standin, SUSPEND)
    assert release_of(standin, taken, progress=Watch(lambda _: True)).left == ()
    assert standin.is_running()


def test_a_machine_that_the_user_resumed_is_left_alone(standin, take):
    taken = take(standin, SUSPEND)
    vmrun_of(standin).resume(standin.vmx)
    assert release_of(standin, taken).left == ()
    assert len(standin.calls("start")) == 1


def test_a_machine_that_the_user_resumed_and_switched_off_stays_off(standin, take):
    taken = take(standin, SUSPEND)
    vmrun_of(standin).resume(standin.vmx)
    standin.switch(on=False)
    (left,) = release_of(standin, taken).left
    assert "switched off" in left
    assert not standin.is_running()


@pytest.mark.parametrize("when", ["fail_before", "fail_after"])
def test_a_machine_that_cannot_be_resumed_is_told_and_tried_again(standin, take, when):
    taken = take(standin, SUSPEND)
    standin.set(**{when: {"start": ["No licence", -1]}})
    left = release_of(standin, taken).left
    assert len(left) == (when == "fail_before")
    standin.set(**{when: {}})
    assert release_of(standin, taken).left == ()
    assert standin.is_running()
    assert pending(standin) == ()


def test_without_vmware_it_is_said_what_remains(standin, take):
    taken = take(standin)
    (left,) = release_of(standin, taken, vmrun=False).left
    assert taken.snapshot_name in left
    release_of(standin, taken)
    taken = take(standin, SUSPEND)
    (left,) = release_of(standin, taken, vmrun=False).left
    assert "is still suspended" in left
    assert len(pending(standin)) == 1
