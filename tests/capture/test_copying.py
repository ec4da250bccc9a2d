"""Suspended files, copied so that the machine can go on."""

import os
from types import SimpleNamespace

import pytest

from guestcore.capture import Captured, CaptureMethod, copy_aside, discard_copy
from guestcore.errors import Cancelled, ErrorKind, GuestCoreError
from guestcore.progress import NoProgress, Phase
from guestcore.sources import open_guest
from tests.builders.saved_states import TWO_REGIONS_PAGES, pages, write_pair
from tests.capture.quick import Watch


@pytest.fixture
def taken(tmp_path):
    folder = tmp_path / "vm"
    folder.mkdir()
    state = write_pair(folder, pages(TWO_REGIONS_PAGES))
    return Captured(
        state, state.with_suffix(".vmem"), folder / "guest.vmx",
        CaptureMethod.SUSPEND, None, "cafe",
    )  # fmt: skip


@pytest.fixture
def target(tmp_path):
    folder = tmp_path / "copies"
    folder.mkdir()
    return folder


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_copy_can_be_converted_when_the_originals_are_gone(taken, target):
    copied = copy_aside(taken, target, NoProgress())
    assert copied == target / "guest.vmss"
    taken.state.unlink()
    taken.memory.unlink()
    with open_guest(copied) as guest:
        assert guest.problem is None
    assert names(target) == ["guest.vmem", "guest.vmss"]


def test_nothing_that_is_there_is_overwritten(taken, target):
    (target / "guest.vmem").write_text("mine")
    copied = copy_aside(taken, target, NoProgress())
    assert names(target) == ["guest-cafe.vmem", "guest-cafe.vmss", "guest.vmem"]
    assert (target / "guest.vmem").read_text() == "mine"
    discard_copy(copied)
    assert names(target) == ["guest.vmem"]
    discard_copy(copied)  # a second time does nothing


def test_a_state_that_holds_its_memory_is_copied_alone(taken, target):
    alone = Captured(taken.state, None, taken.vmx, taken.method, None, taken.id)
    copy_aside(alone, target, NoProgress())
    assert names(target) == ["guest.vmss"]


def test_stopping_leaves_nothing(taken, target):
    taken.memory.write_bytes(os.urandom(20 << 20))
    watch = Watch(lambda phase: phase is Phase.CAPTURING and len(watch.reports) > 2)
    with pytest.raises(Cancelled):
        copy_aside(taken, target, watch)
    assert names(target) == []


def test_too_little_space_is_told_before_anything_is_written(
    taken, target, monkeypatch
):
    monkeypatch.setattr(
        "guestcore.capture.copying.shutil.disk_usage", lambda _: SimpleNamespace(free=5)
    )
    with pytest.raises(GuestCoreError, match="5 are free") as caught:
        copy_aside(taken, target, NoProgress())
    assert caught.value.kind is ErrorKind.OUTPUT
    assert names(target) == []


def test_a_folder_that_takes_nothing_is_told(taken, tmp_path):
    with pytest.raises(GuestCoreError) as caught:
        copy_aside(taken, tmp_path / "absent", NoProgress())
    assert caught.value.kind is ErrorKind.OUTPUT


def test_a_disk_that_fills_leaves_nothing(taken, target, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("guestcore.capture.copying._write", fail)
    monkeypatch.setattr("guestcore.capture.copying._clone", lambda *_: False)
    with pytest.raises(GuestCoreError, match="No space left"):
        copy_aside(taken, target, NoProgress())
    assert names(target) == []


def test_files_that_change_meanwhile_are_no_copy(taken, target):
    def touch(phase):
        if phase is Phase.FLUSHING:
            with taken.memory.open("ab") as file:
                file.write(b"more")
        return False

    with pytest.raises(GuestCoreError) as caught:
        copy_aside(taken, target, Watch(touch))
    assert caught.value.kind is ErrorKind.SOURCE_CHANGED
    assert names(target) == []


def test_progress_reaches_its_end(taken, target):
    watch = Watch()
    copy_aside(taken, target, watch)
    total = taken.memory.stat().st_size + taken.state.stat().st_size
    assert {reported for _, _, reported in watch.reports} == {total}
