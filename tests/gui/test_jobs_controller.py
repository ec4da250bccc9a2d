"""The queue runs real conversions: pause, cancel, retry, order, what goes wrong."""

import errno
import json
import os
import time

import pytest

pytestmark = pytest.mark.gui

from guestcore.core.output import OutputFile  # noqa: E402  the mark comes first
from guestcore.pipeline import CheckDepth, convert  # noqa: E402
from guestcore.progress import Phase  # noqa: E402
from guestcore_gui.jobs import controller, runner, scheduling  # noqa: E402
from guestcore_gui.jobs.job import Asked, JobRequest, JobState, Why  # noqa: E402
from guestcore_gui.jobs.overall import QueueSummary  # noqa: E402
from guestcore_gui.jobs.packed import PackedFacts  # noqa: E402
from guestcore_gui.jobs.runner import JobProgress  # noqa: E402
from guestcore_gui.jobs.scheduling import StopChoice  # noqa: E402
from guestcore_gui.jobs.sentences import pack, unpack  # noqa: E402
from tests.gui.queues import (  # noqa: E402
    Queue,
    demo_state,
    large_state,
    remove_folder,
)

PROMPT = 0.3
"""Seconds in which pause and cancel act."""


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    folder = tmp_path_factory.mktemp("large")
    yield large_state(folder)
    remove_folder(folder)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    return demo_state(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def queue(qt, work, tmp_path):
    made = Queue(qt, work, tmp_path)
    yield made
    made.end()


def test_a_conversion_ends_as_a_valid_core_with_its_report(queue, demo):
    job = queue.add(demo, title="demo, suspended")
    queue.wait_until_over(job)
    assert (job.state, job.verdict) == (JobState.DONE, "valid")
    assert job.core == queue.folder / "cores" / "a.core"
    assert job.core.stat().st_size == job.core_size
    assert job.checks[0] == job.checks[1] > 0
    assert job.result is not None
    assert queue.names() == ["a.core"]
    assert any("Writing memory" in line for line in job.log)


def test_jobs_run_one_at_a_time_in_their_order(queue, demo):
    begun = []
    most = []

    def look(job):
        if job.state is JobState.RUNNING and job.id not in begun:
            begun.append(job.id)
        states = [job.state for job in queue.controller.jobs]
        most.append(states.count(JobState.RUNNING))

    queue.controller.job_changed.connect(look)
    jobs = [queue.add(demo, f"{n}.core") for n in range(3)]
    queue.wait_until_over(*jobs)
    assert begun == [job.id for job in jobs]
    assert max(most) == 1


def test_two_run_at_once_where_the_user_wants_that(queue, large, demo):
    queue.settings.update(parallel_jobs=2)
    jobs = [queue.add(large, "a.core"), queue.add(demo, "b.core")]
    assert [job.state for job in jobs] == [JobState.RUNNING] * 2
    queue.controller.cancel(jobs[0])
    queue.wait_until_over(*jobs)


def test_more_begin_when_the_setting_is_raised(queue, large, demo):
    first, second = queue.add(large, "a.core"), queue.add(demo, "b.core")
    assert second.state is JobState.WAITING
    queue.settings.update(parallel_jobs=2)
    assert second.state is JobState.RUNNING
    queue.controller.cancel(first)
    queue.wait_until_over(first, second)


def test_two_jobs_never_write_one_core_at_once(queue, large, demo):
    queue.settings.update(parallel_jobs=3)
    first, second = queue.add(large), queue.add(demo, force=True)
    third = queue.add(demo, "b.core")
    assert [job.state for job in (first, second, third)] == [
        JobState.RUNNING, JobState.WAITING, JobState.RUNNING,
    ]  # fmt: skip
    queue.controller.cancel(first)
    queue.wait_until_over(first, second, third)
    assert second.state is JobState.DONE


def test_pause_is_shown_at_once_and_acts_in_time(queue, large):
    job = queue.add(large)
    took = []
    for _ in range(3):  # the machine may be busy with something else at one time
        queue.wait_for_writing(job)
        started = time.monotonic()
        queue.controller.pause(job)
        assert job.asked is Asked.PAUSE
        queue.wait_for(job, JobState.PAUSED)
        took.append(time.monotonic() - started)
        assert job.asked is Asked.NOTHING
        if took[-1] < PROMPT:
            break
        queue.controller.resume(job)
    assert min(took) < PROMPT
    temporary = next((queue.folder / "cores").iterdir())
    before = job.done, temporary.stat().st_blocks
    wait = time.monotonic() + 0.5
    queue.qt.wait(lambda: time.monotonic() > wait)
    assert job.done == before[0]
    # the file system may still settle what was written before
    assert abs(temporary.stat().st_blocks - before[1]) * 512 < 1 << 20
    queue.controller.resume(job)
    queue.wait_until_over(job)
    assert job.state is JobState.DONE
    assert queue.names() == ["a.core"]


@pytest.mark.parametrize("phase", ["flushing to disk", "checking"])
def test_pause_acts_in_the_later_phases_too(queue, large, phase, monkeypatch):
    report = JobProgress.report

    def slow(self, now, done, total):
        if now == phase:
            time.sleep(0.02)
        report(self, now, done, total)

    monkeypatch.setattr(JobProgress, "report", slow)
    job = queue.add(large, check=CheckDepth.FULL)
    queue.qt.wait(lambda: job.phase == phase or job.state.is_over)
    queue.controller.pause(job)
    queue.qt.wait(lambda: job.state is JobState.PAUSED or job.state.is_over)
    assert job.state is JobState.PAUSED
    queue.controller.cancel(job)
    queue.wait_until_over(job)
    assert queue.names() == []


def test_cancel_is_shown_at_once_acts_in_time_and_leaves_nothing(queue, large):
    job = queue.add(large)
    queue.wait_for_writing(job)
    started = time.monotonic()
    queue.controller.cancel(job)
    assert job.asked is Asked.CANCEL
    queue.wait_until_over(job)
    assert time.monotonic() - started < PROMPT
    assert job.state is JobState.CANCELLED
    assert queue.names() == []
    assert queue.finished == [(job,)]


def test_a_paused_job_can_be_cancelled(queue, large):
    job = queue.add(large)
    queue.wait_for_writing(job)
    queue.controller.pause(job)
    queue.wait_for(job, JobState.PAUSED)
    queue.controller.cancel(job)
    queue.wait_until_over(job)
    assert job.state is JobState.CANCELLED
    assert queue.names() == []


def test_resume_before_the_pause_has_acted_goes_on(queue, large):
    job = queue.add(large)
    queue.wait_for_writing(job)
    queue.controller.pause(job)
    queue.controller.resume(job)
    assert (job.state, job.asked) == (JobState.RUNNING, Asked.NOTHING)
    queue.wait_until_over(job)
    assert job.state is JobState.DONE


def test_a_waiting_job_on_hold_lets_others_pass(queue, large, demo):
    first = queue.add(large, "a.core")
    held, last = queue.add(demo, "b.core"), queue.add(demo, "c.core")
    queue.controller.pause(held)
    assert held.held
    queue.controller.cancel(first)
    queue.wait_until_over(first, last)
    assert held.state is JobState.WAITING
    queue.controller.resume(held)
    queue.wait_until_over(held)
    assert held.state is JobState.DONE


def test_pause_all_and_resume_all(queue, large, demo):
    first, second = queue.add(large, "a.core"), queue.add(demo, "b.core")
    queue.wait_for_writing(first)
    queue.controller.pause_all()
    queue.wait_for(first, JobState.PAUSED)
    assert second.held
    queue.qt.wait(lambda: queue.controller.overall.is_paused)
    queue.controller.resume_all()
    queue.wait_until_over(first, second)
    assert {first.state, second.state} == {JobState.DONE}


def test_a_thousand_waiting_jobs_are_held_in_one_go(qt, queue, large, monkeypatch):
    queue.add(large)
    cores = queue.folder / "cores"
    looks, changes = [], qt.collect(queue.controller.job_changed)

    def count(jobs, running, limit):
        looks.append(limit)
        return scheduling.startable(jobs, running, limit)

    queue.controller.add(JobRequest(large, cores / f"{n}.core") for n in range(999))
    monkeypatch.setattr(controller, "startable", count)
    for action, held in (
        (queue.controller.pause_all, True),
        (queue.controller.resume_all, False),
    ):
        looks.clear()
        changes.clear()
        action()
        assert len(looks) == 1  # each look goes through the whole queue
        assert len(changes) == 1000
        assert {job.held for job in queue.controller.jobs[1:]} == {held}


def test_of_older_jobs_little_is_kept_and_nothing_is_lost(qt, queue, demo):
    jobs = [queue.add(demo, "a.core", force=True) for _ in range(14)]
    logs, known = {}, {}

    def remember(job):
        logs[job.id] = list(job.log)
        known[job.id] = (job.core, job.core_size, job.verdict, job.checks)
        assert job.result is not None

    queue.controller.job_finished.connect(remember)
    queue.wait_until_over(*jobs)
    assert [job.result is None for job in jobs] == [True] * 4 + [False] * 10
    for job in jobs[:4]:
        assert isinstance(job.summary, PackedFacts)
        assert list(job.log) == logs[job.id]
        assert (job.core, job.core_size, job.verdict, job.checks) == known[job.id]
        assert job.checks[0] > 0
    newest = unpack(json.loads(json.dumps(pack(jobs[-1].summary))))
    assert jobs[0].summary.keys() == newest.keys()
    assert jobs[0].summary["vcpus"] == newest["vcpus"]


def test_an_old_job_that_is_done_again_goes_on_with_its_log(queue, demo, tmp_path):
    bad = queue.add(tmp_path / "gone.vmss")
    queue.wait_until_over(bad)
    later = [queue.add(demo, "b.core", force=True) for _ in range(10)]
    queue.wait_until_over(*later)
    before = list(bad.log)
    assert not isinstance(bad.log, list)  # packed away
    queue.controller.retry(bad)
    queue.wait_for(bad, JobState.FAILED)
    assert list(bad.log)[: len(before)] == before
    assert len(bad.log) > len(before)


def test_a_failed_job_says_why_and_can_be_retried(queue, demo, tmp_path):
    state = tmp_path / "later" / demo.name
    job = queue.add(state)
    queue.wait_until_over(job)
    assert (job.state, job.error_kind) == (JobState.FAILED, "input")
    assert str(state) in job.reason
    assert job.hint
    state.parent.mkdir()
    for file in demo.parent.glob(f"{demo.stem}.*"):
        (state.parent / file.name).write_bytes(file.read_bytes())
    queue.controller.retry_failed()
    queue.wait_for(job, JobState.DONE)
    assert not job.reason


def test_what_is_done_is_not_retried(queue, demo):
    job = queue.add(demo)
    queue.wait_until_over(job)
    queue.controller.retry(job)
    assert job.state is JobState.DONE


def test_jobs_can_be_put_into_another_order(queue, large, demo):
    jobs = [queue.add(large, "a.core")]
    jobs += [queue.add(demo, f"{n}.core") for n in range(3)]
    queue.controller.move(jobs[3], -1)
    queue.controller.move_to(jobs[1], 99)
    queue.controller.move(jobs[0], -5)
    assert queue.controller.jobs == (jobs[0], jobs[3], jobs[2], jobs[1])
    ended = queue.finished
    queue.controller.cancel(jobs[0])
    queue.wait_until_over(*jobs)
    assert [job for (job,) in ended] == [jobs[0], jobs[3], jobs[2], jobs[1]]


def test_jobs_of_a_capture_can_go_to_the_head(queue, large, demo):
    running, waiting = queue.add(large, "a.core"), queue.add(demo, "b.core")
    request = waiting.request
    (urgent,) = queue.controller.add([request], first=True)
    assert queue.controller.jobs == (running, urgent, waiting)


def test_clearing_never_touches_what_runs_or_waits(queue, large, demo):
    done = queue.add(demo, "a.core")
    queue.wait_until_over(done)
    running, waiting = queue.add(large, "b.core"), queue.add(demo, "c.core")
    queue.wait_for_writing(running)
    queue.controller.clear_finished()
    assert queue.controller.jobs == (running, waiting)
    assert running.state is JobState.RUNNING
    assert done.core.exists()


def test_removing_a_running_job_cancels_it_first(queue, large):
    job = queue.add(large)
    queue.wait_for_writing(job)
    queue.controller.remove(job)
    assert job.asked is Asked.CANCEL
    queue.qt.wait(lambda: not queue.controller.jobs)
    assert queue.names() == []


def test_stop_now_cancels_what_runs_and_holds_the_rest(queue, large, demo):
    running, waiting = queue.add(large, "a.core"), queue.add(demo, "b.core")
    idle = queue.qt.collect(queue.controller.idle)
    queue.wait_for_writing(running)
    queue.controller.stop(StopChoice.NOW)
    queue.qt.wait(lambda: idle)
    assert running.state is JobState.CANCELLED
    assert (waiting.state, waiting.held) == (JobState.WAITING, True)


def test_stop_after_this_one_lets_it_end_even_if_it_is_paused(queue, large, demo):
    running, waiting = queue.add(large, "a.core"), queue.add(demo, "b.core")
    queue.wait_for_writing(running)
    queue.controller.pause(running)
    queue.wait_for(running, JobState.PAUSED)
    queue.controller.stop(StopChoice.FINISH)
    queue.wait_until_over(running)
    assert running.state is JobState.DONE
    assert (waiting.state, waiting.held) == (JobState.WAITING, True)


def test_going_on_changes_nothing(queue, large, demo):
    running, waiting = queue.add(large, "a.core"), queue.add(demo, "b.core")
    queue.controller.stop(StopChoice.GO_ON)
    assert (running.asked, waiting.held) == (Asked.NOTHING, False)


def test_one_summary_a_queue(queue, demo, tmp_path):
    jobs = [queue.add(demo, "a.core"), queue.add(tmp_path / "no.vmss", "b.core")]
    jobs.append(queue.add(demo, "c.core"))
    queue.wait_until_over(*jobs)
    queue.qt.settle()
    assert queue.summaries == [(QueueSummary(done=2, failed=1),)]
    assert queue.controller.overall.fraction is None


def test_overall_progress_and_rate_grow(queue, large):
    seen = queue.qt.collect(queue.controller.overall_changed)
    rates = []
    job = queue.add(large)
    queue.controller.job_changed.connect(lambda job: rates.append(job.rate))
    queue.wait_until_over(job)
    fractions = [one.fraction for (one,) in seen if one.fraction is not None]
    assert fractions == sorted(fractions)
    assert all(fraction < 1 for fraction in fractions)


def test_a_source_that_changes_meanwhile_fails_the_job(queue, tmp_path):
    state = large_state(tmp_path / "own", 128 << 20)
    job = queue.add(state)
    queue.wait_for_writing(job)
    queue.controller.pause(job)
    queue.wait_for(job, JobState.PAUSED)
    memory = state.with_suffix(".vmem")
    with memory.open("r+b") as file:
        file.write(b"changed")
    os.utime(memory, (1, 1))
    queue.controller.resume(job)
    queue.wait_until_over(job)
    assert (job.state, job.error_kind) == (JobState.FAILED, "source-changed")
    assert queue.names() == []


def test_a_source_that_is_cut_meanwhile_fails_the_job(queue, tmp_path):
    state = large_state(tmp_path / "own", 256 << 20)
    job = queue.add(state)
    queue.wait_for_writing(job)
    os.truncate(state.with_suffix(".vmem"), 0)
    queue.wait_until_over(job)
    assert job.state is JobState.FAILED
    assert queue.names() == []


def test_a_source_that_is_removed_meanwhile_is_no_success(queue, tmp_path):
    state = large_state(tmp_path / "own", 128 << 20)
    job = queue.add(state)
    queue.wait_for_writing(job)
    for file in (state, state.with_suffix(".vmem")):
        file.unlink()
    queue.wait_until_over(job)
    assert job.state in (JobState.DONE, JobState.FAILED)
    if job.state is JobState.DONE:  # it was open: every byte could be read
        assert job.verdict == "valid"


def test_an_exception_nobody_foresaw_fails_that_job_alone(
    qt, app, tmp_path, demo, monkeypatch
):
    from guestcore_gui.work import Work

    work = Work()
    unexpected = qt.collect(work.unexpected)
    queue = Queue(qt, work, tmp_path)
    real = runner.run_job

    def die(request, progress):
        if request.title == "bad":
            raise ZeroDivisionError("a bug")
        return real(request, progress)

    monkeypatch.setattr("guestcore_gui.jobs.running.run_job", die)
    bad, good = queue.add(demo, "a.core", title="bad"), queue.add(demo, "b.core")
    queue.wait_until_over(bad, good)
    assert (bad.state, bad.why) == (JobState.FAILED, Why.UNEXPECTED)
    assert "ZeroDivisionError" in bad.reason
    assert good.state is JobState.DONE
    assert isinstance(unexpected[0][0], ZeroDivisionError)
    queue.end()


def test_a_disk_that_fills_up_fails_the_job_with_the_reason(queue, large, monkeypatch):
    real = OutputFile.write_at

    def write_at(self, offset, data):
        if offset > 64 << 20:
            from guestcore.core.output_errors import output_errors

            with output_errors("write"):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(self, offset, data)

    monkeypatch.setattr(OutputFile, "write_at", write_at)
    job = queue.add(large)
    queue.wait_until_over(job)
    assert (job.state, job.error_kind) == (JobState.FAILED, "output")
    assert "No space left" in job.reason
    assert queue.names() == []


def test_a_core_that_fails_a_check_is_invalid_and_no_success(queue, demo, monkeypatch):
    real = OutputFile.flush

    def spoil(self, progress):
        real(self, progress)
        os.pwrite(self.fd, b"\xff" * 4096, os.fstat(self.fd).st_size - 4096 * 40)
        os.pwrite(self.fd, b"\0" * 8, 24)

    monkeypatch.setattr(OutputFile, "flush", spoil)
    job = queue.add(demo)
    queue.wait_until_over(job)
    assert (job.state, job.verdict) == (JobState.INVALID, "invalid")
    assert queue.names() == ["a.core.invalid"]
    queue.qt.settle()
    assert queue.summaries == [(QueueSummary(invalid=1),)]


@pytest.mark.parametrize("end", ["done", "failed", "cancelled"])
def test_a_capture_is_released_whenever_its_job_has_ended(
    queue, demo, large, tmp_path, end
):
    released = []
    queue.controller.release_capture = released.append
    source = {"done": demo, "failed": tmp_path / "no.vmss"}.get(end, large)
    job = queue.add(source, capture_id="c1")
    if end == "cancelled":
        queue.wait_for_writing(job)
        assert not released
        queue.controller.cancel(job)
    queue.wait_until_over(job)
    queue.controller.cancel(job)
    assert released == [job]
    if end != "done":
        queue.controller.retry(job)
        queue.controller.cancel(job)
        queue.wait_until_over(job)
        assert released == [job, job]


def test_of_a_capture_whose_job_is_removed_only_the_removal_is_told(queue, large):
    released = []
    queue.controller.release_capture = released.append
    job = queue.add(large, capture_id="c1")
    queue.wait_for_writing(job)
    removed = queue.qt.collect(queue.controller.job_removed)
    queue.controller.remove(job)
    queue.qt.wait(lambda: removed)
    assert released == []


def test_the_program_of_another_engine_is_run_and_its_output_logged(
    queue, demo, monkeypatch
):
    asked = []

    def stand_in(path, command, options, progress, log):
        asked.append((path, tuple(command), options.output))
        log("… 10 MBs written")
        progress.report(Phase.WRITING, 1, 2)
        return convert(path, options, progress)

    monkeypatch.setattr("guestcore.engines.convert_with_vmss2core", stand_in)
    job = queue.add(demo, command=("vmss2core", "-N6", "x"))
    queue.wait_until_over(job)
    assert asked == [(demo, ("vmss2core", "-N6", "x"), job.request.output)]
    assert any("10 MBs written" in line for line in job.log)
    assert job.state is JobState.DONE


def test_a_core_that_another_job_will_write_is_given_the_next_name(queue, large, demo):
    first = queue.add(large, "a.core")
    second, third = queue.add(demo, "a.core"), queue.add(demo, "a.core", force=True)
    names = [job.request.output.name for job in (first, second, third)]
    assert names == ["a.core", "a-2.core", "a.core"]
    queue.controller.cancel(first)
    queue.wait_until_over(first, second, third)
    assert [job.state for job in (second, third)] == [JobState.DONE] * 2


def test_jobs_on_hold_are_counted_in_the_total(queue, large, demo):
    first, held = queue.add(large, "a.core"), queue.add(demo, "b.core")
    queue.controller.pause(held)
    queue.wait_for_writing(first)
    queue.qt.wait(lambda: queue.controller.overall.total == 2)
    assert queue.controller.overall.current == 1
