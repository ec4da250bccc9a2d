"""A disk that is too full: the job waits, says so, and goes on by itself."""

import time

import pytest

pytestmark = pytest.mark.gui

from guestcore_gui.jobs.job import JobState, Why  # noqa: E402  the mark comes first
from guestcore_gui.jobs.overall import QueueSummary  # noqa: E402
from guestcore_gui.jobs.runner import SPACE_MARGIN  # noqa: E402
from guestcore_gui.jobs.words import what_is_so  # noqa: E402
from tests.core.file_systems import mounted  # noqa: E402
from tests.gui.queues import (  # noqa: E402
    MIB,
    Queue,
    demo_state,
    large_state,
    remove_folder,
)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    folder = tmp_path_factory.mktemp("large")
    yield large_state(folder)
    remove_folder(folder)


@pytest.fixture
def disk():
    """The free space that the test decides on."""
    return {"free": 1 << 40}


@pytest.fixture
def queue(qt, work, tmp_path, disk):
    made = Queue(qt, work, tmp_path, space=lambda folder: disk["free"])
    yield made
    disk["free"] = 1 << 40
    made.end()


def test_a_running_job_pauses_says_why_and_goes_on(queue, large, disk):
    job = queue.add(large)
    queue.wait_for_writing(job)
    disk["free"] = 1 * MIB
    queue.wait_for(job, JobState.PAUSED)
    assert job.why is Why.SPACE
    assert 0 < job.needed <= 2 * SPACE_MARGIN
    assert "disk is too full" in what_is_so(job)
    assert queue.summaries == []
    disk["free"] = 1 << 40
    queue.wait_until_over(job)
    assert (job.state, job.why, job.needed) == (JobState.DONE, Why.NOTHING, 0)


def test_a_job_that_waits_for_space_can_be_cancelled_in_time(queue, large, disk):
    job = queue.add(large)
    queue.wait_for_writing(job)
    disk["free"] = 0
    queue.wait_for(job, JobState.PAUSED)
    started = time.monotonic()
    queue.controller.cancel(job)
    queue.wait_until_over(job)
    assert time.monotonic() - started < 0.3
    assert queue.names() == []


def test_the_user_may_pause_it_meanwhile_and_it_stays_so(queue, large, disk):
    job = queue.add(large)
    queue.wait_for_writing(job)
    disk["free"] = 0
    queue.wait_for(job, JobState.PAUSED)
    queue.controller.pause(job)
    assert job.why is Why.NOTHING
    queue.controller.resume(job)
    assert (job.state, job.why) == (JobState.PAUSED, Why.SPACE)
    queue.controller.pause(job)
    disk["free"] = 1 << 40
    until = time.monotonic() + 1.5
    queue.qt.wait(lambda: time.monotonic() > until)
    assert job.state is JobState.PAUSED
    queue.controller.resume(job)
    queue.wait_until_over(job)
    assert job.state is JobState.DONE


def test_little_space_is_enough_for_what_is_left(queue, tmp_path, disk):
    small = large_state(tmp_path / "small", 16 * MIB)
    disk["free"] = 17 * MIB
    job = queue.add(small)
    queue.wait_until_over(job)
    assert job.state is JobState.DONE


def test_free_space_that_cannot_be_read_stops_nothing(qt, work, tmp_path):
    def fail(folder):
        raise OSError("no such disk")

    queue = Queue(qt, work, tmp_path, space=fail)
    job = queue.add(demo_state(tmp_path))
    queue.wait_until_over(job)
    assert job.state is JobState.DONE
    queue.end()


def test_a_disk_too_small_to_begin_is_waited_for_and_others_go_on(
    qt, work, tmp_path, large
):
    small = large_state(tmp_path / "small", 16 * MIB)
    with mounted("tmpfs", 420 * MIB) as folder:
        filler = folder / "filler"
        filler.write_bytes(bytes(100 * MIB))
        queue = Queue(qt, work, tmp_path)
        job = queue.add(large, str(folder / "a.core"))
        other = queue.add(small, "b.core")
        queue.wait_until_over(other)
        assert other.state is JobState.DONE
        assert (job.state, job.why) == (JobState.PAUSED, Why.SPACE)
        assert job.needed > 384 * MIB
        assert list(folder.iterdir()) == [filler]
        assert queue.summaries == []  # it is not over
        filler.unlink()
        queue.wait_until_over(job)
        assert job.state is JobState.DONE
        assert queue.summaries == [(QueueSummary(done=2),)]
        queue.end()


def test_a_real_disk_that_fills_up_pauses_the_job(qt, work, tmp_path, large):
    with mounted("tmpfs", 1000 * MIB) as folder:
        queue = Queue(qt, work, tmp_path)
        job = queue.add(large, str(folder / "a.core"))
        queue.wait_for_writing(job)
        queue.controller.pause(job)
        queue.wait_for(job, JobState.PAUSED)
        filler = folder / "filler"
        free = 1000 * MIB - next(folder.glob(".*")).stat().st_blocks * 512
        filler.write_bytes(bytes(free - 100 * MIB))
        queue.controller.resume(job)
        queue.qt.wait(lambda: job.why is Why.SPACE or job.state.is_over)
        assert job.state is JobState.PAUSED
        filler.unlink()
        queue.wait_until_over(job)
        assert job.state is JobState.DONE
        queue.end()
