"""Work off the GUI thread: one outcome each, signals in the GUI thread."""

import threading
import time

import pytest

pytestmark = pytest.mark.gui

from guestcore.errors import Cancelled, ErrorKind, GuestCoreError  # noqa: E402  the mark comes first
from guestcore.progress import Phase  # noqa: E402


def outcomes(qt, task):
    return {
        name: qt.collect(getattr(task, name))
        for name in ("succeeded", "failed", "cancelled", "finished")
    }


def count(got):
    return {name: len(received) for name, received in got.items()}


@pytest.fixture(params=["in_pool", "in_background", "in_thread"])
def start(request, work):
    return getattr(work, request.param)


def test_success_brings_the_result_in_the_gui_thread(qt, start):
    seen = []
    task = start(lambda progress: threading.get_ident())
    task.succeeded.connect(lambda result: seen.append((result, threading.get_ident())))
    got = outcomes(qt, task)
    qt.wait(lambda: got["finished"])
    worker, receiver = seen[0]
    assert receiver == threading.get_ident() != worker
    assert count(got) == {"succeeded": 1, "failed": 0, "cancelled": 0, "finished": 1}


def test_failure_brings_the_error(qt, start):
    error = GuestCoreError(ErrorKind.INPUT, "no")

    def fail(progress):
        raise error

    task = start(fail)
    got = outcomes(qt, task)
    qt.wait(lambda: got["finished"])
    assert got["failed"] == [(error,)]
    assert count(got) == {"succeeded": 0, "failed": 1, "cancelled": 0, "finished": 1}


def test_what_nobody_foresaw_is_told_to_all(qt, app):
    from guestcore_gui.work import Work

    work = Work()
    unexpected = qt.collect(work.unexpected)
    task = work.in_pool(lambda progress: 1 // 0)
    got = outcomes(qt, task)
    qt.wait(lambda: got["finished"])
    assert isinstance(unexpected[0][0], ZeroDivisionError)


def endless(progress):
    while True:
        progress.report(Phase.WRITING, 1, 2)
        time.sleep(0.001)


def test_cancel_ends_work_at_its_next_report(qt, start):
    task = start(endless)
    got = outcomes(qt, task)
    steps = qt.collect(task.progressed)
    qt.wait(lambda: steps)
    task.cancel()
    started = time.monotonic()
    qt.wait(lambda: got["finished"])
    assert time.monotonic() - started < 0.3
    assert count(got) == {"succeeded": 0, "failed": 0, "cancelled": 1, "finished": 1}


def test_cancel_before_the_start_is_a_cancel(qt, work):
    blocker = [work.in_pool(endless) for _ in range(10)]
    ran = []
    task = work.in_pool(lambda progress: ran.append(1))
    got = outcomes(qt, task)
    task.cancel()
    for other in blocker:
        other.cancel()
    qt.wait(lambda: got["finished"])
    assert count(got)["cancelled"] == 1
    assert not ran


def test_paused_work_waits_and_goes_on(qt, start):
    ticks = []

    def tick(progress):
        while len(ticks) < 10_000:
            progress.report(Phase.WRITING, len(ticks), 0)
            ticks.append(1)
            time.sleep(0.001)

    task = start(tick)
    got = outcomes(qt, task)
    qt.wait(lambda: ticks)
    task.pause()
    time.sleep(0.05)
    before = len(ticks)
    time.sleep(0.1)
    assert len(ticks) == before
    task.resume()
    qt.wait(lambda: len(ticks) > before)
    task.pause()
    task.cancel()  # also while it is paused
    qt.wait(lambda: got["finished"])
    assert count(got)["cancelled"] == 1


def test_no_more_than_twenty_reports_a_second_reach_the_gui(qt, start):
    def many(progress):
        end = time.monotonic() + 0.5
        while time.monotonic() < end:
            progress.report(Phase.WRITING, 1, 2)

    task = start(many)
    steps = qt.collect(task.progressed)
    got = outcomes(qt, task)
    qt.wait(lambda: got["finished"])
    assert 2 <= len(steps) <= 12


def test_a_new_phase_and_its_end_are_always_reported(qt, work):
    def phases(progress):
        for phase in (Phase.OPENING, Phase.WRITING, Phase.FLUSHING):
            progress.report(phase, 0, 1)
            progress.report(phase, 1, 1)

    task = work.in_thread(phases)
    steps = qt.collect(task.progressed)
    got = outcomes(qt, task)
    qt.wait(lambda: got["finished"])
    assert [(step.phase, step.done) for (step,) in steps] == [
        (phase, done)
        for phase in (Phase.OPENING, Phase.WRITING, Phase.FLUSHING)
        for done in (0, 1)
    ]


def test_cancel_all_waits_for_threads(qt, app):
    from guestcore_gui.work import Work

    work = Work()
    for start in (work.in_pool, work.in_background, work.in_thread):
        start(endless)
    qt.settle()
    assert work.cancel_all(5)
    qt.wait(lambda: work.running == 0)


def test_cancelled_is_what_the_work_sees(qt, work):
    seen = []

    def watch(progress):
        try:
            endless(progress)
        except Cancelled:
            seen.append(True)
            raise

    task = work.in_thread(watch)
    got = outcomes(qt, task)
    steps = qt.collect(task.progressed)
    qt.wait(lambda: steps)
    task.cancel()
    qt.wait(lambda: got["finished"])
    assert seen == [True]


def test_what_the_user_waits_for_goes_on_while_the_background_is_stuck(qt, work):
    stuck = threading.Event()
    try:
        for _ in range(10):
            work.in_background(lambda progress: stuck.wait(60))
        got = outcomes(qt, work.in_pool(lambda progress: "done"))
        qt.wait(lambda: got["finished"])
    finally:
        stuck.set()
    assert got["succeeded"] == [("done",)]


def test_nobody_is_left_working_for_a_widget_that_is_gone(qt, work):
    from PySide6.QtCore import QEvent, QObject

    from guestcore_gui.parts.latest import Latest

    parent, called = QObject(), []
    latest = Latest(parent)
    task = work.in_thread(endless)
    latest.watch(task, called.append, called.append, stopped=lambda: called.append(0))
    got = outcomes(qt, task)
    steps = qt.collect(task.progressed)
    qt.wait(lambda: steps)
    parent.deleteLater()
    qt.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qt.wait(lambda: got["finished"])
    assert count(got)["cancelled"] == 1
    assert not called


def test_what_has_ended_is_not_touched_when_its_widget_goes(qt, work):
    from PySide6.QtCore import QEvent, QObject

    from guestcore_gui.parts.latest import Latest

    parent, called = QObject(), []
    latest = Latest(parent)
    latest.watch(work.in_pool(lambda progress: 1), called.append)
    qt.wait(lambda: called)
    parent.deleteLater()
    qt.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qt.settle()
    assert called == [1]
