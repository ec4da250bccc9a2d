"""The queue and its results outlive the program, even one that is killed."""

import itertools
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.gui,
    pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL"),
]

from PySide6.QtCore import Qt  # noqa: E402  the marks come first
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QPushButton  # noqa: E402

from guestcore.core.temporary import create_temporary  # noqa: E402
from guestcore_gui.jobs import saving  # noqa: E402
from guestcore_gui.jobs.job import JobState, Why  # noqa: E402
from guestcore_gui.queue.leftover_bar import LeftoverBar  # noqa: E402
from guestcore_gui.queue.panel import QueuePanel  # noqa: E402
from tests.gui.queues import Queue, demo_state, large_state  # noqa: E402

ROOT = Path(__file__).parent.parent.parent


class SavedQueue(Queue):
    """A queue whose file lies where the killed program had it."""

    def __init__(self, qt, work, folder):
        (folder / "state").symlink_to(folder, target_is_directory=True)
        super().__init__(qt, work, folder)


@pytest.fixture
def killed(tmp_path):
    """The folder of a program that was killed while it converted."""
    demo, large = demo_state(tmp_path), large_state(tmp_path / "large")
    (tmp_path / "cores").mkdir()
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.gui.queue_process", tmp_path, demo, large],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert program.stdout.readline() == "ready\n"
    program.send_signal(signal.SIGKILL)
    program.wait()
    program.stdout.close()
    return tmp_path


def test_after_a_kill_everything_is_there_and_nothing_begins(qt, work, killed):
    queue = SavedQueue(qt, work, killed)
    done, failed, running, waiting = queue.controller.jobs
    assert (done.state, done.verdict) == (JobState.DONE, "valid")
    assert done.core.exists()
    assert failed.state is JobState.FAILED
    assert failed.reason
    assert (running.state, running.held, running.why) == (
        JobState.WAITING, True, Why.INTERRUPTED,
    )  # fmt: skip
    assert (waiting.state, waiting.held) == (JobState.WAITING, True)
    assert waiting.why is Why.NOTHING
    assert any("Writing memory" in line for line in [*running.log, *done.log])
    until = time.monotonic() + 0.5
    qt.wait(lambda: time.monotonic() > until)
    assert not queue.controller.is_running
    queue.controller.resume(running)
    queue.wait_until_over(running)
    assert running.state is JobState.DONE
    assert waiting.held
    assert queue.names() == ["done.core", "running.core"]
    queue.end()


def test_what_the_killed_program_left_is_offered_and_removed(qt, work, killed):
    target = killed / "cores" / "other.core"
    alive, fd = create_temporary(target)  # of a process that lives: ours
    queue = SavedQueue(qt, work, killed)
    panel = qt.show(QueuePanel(queue.controller), 900, 300)
    bar = panel.findChild(LeftoverBar)
    qt.wait(bar.isVisible)
    left = [path for path in (killed / "cores").glob(".*.part") if path != alive]
    assert len(left) == 1
    remove = next(b for b in bar.findChildren(QPushButton) if "Remo" in b.text())
    QTest.mouseClick(remove, Qt.MouseButton.LeftButton)
    qt.wait(lambda: not left[0].exists())
    assert alive.exists()
    assert not bar.isVisible()
    os.close(fd)
    alive.unlink()
    queue.end()


def test_what_is_added_before_the_queue_is_read_comes_behind_it(qt, work, tmp_path):
    first = Queue(qt, work, tmp_path)
    old = first.add(tmp_path / "none.vmss")
    first.wait_until_over(old)
    first.controller.shut_down()
    second = Queue(qt, work, tmp_path, wait=False)
    new = second.add(tmp_path / "none.vmss", "b.core")
    qt.wait(lambda: second.controller.is_loaded)
    assert [job.id for job in second.controller.jobs] == [old.id, new.id]
    second.wait_until_over(new)
    second.end()


def test_each_change_is_saved_and_no_more_than_twice_a_second(
    qt, work, tmp_path, monkeypatch
):
    writes = []
    real = saving.write_jobs

    def write(path, texts):
        writes.append(time.monotonic())
        real(path, texts)

    monkeypatch.setattr(saving, "write_jobs", write)
    queue = Queue(qt, work, tmp_path)
    jobs = [queue.add(tmp_path / f"{n}.vmss", f"{n}.core") for n in range(30)]
    queue.wait_until_over(*jobs)
    queue.wait_until_saved()
    gaps = [after - before for before, after in itertools.pairwise(writes)]
    assert all(gap > 0.4 for gap in gaps)
    saved = json.loads(queue.path.read_text())["jobs"]
    assert [job["state"] for job in saved] == ["failed"] * 30
    queue.end()


def test_a_queue_that_cannot_be_saved_is_told_once_and_goes_on(qt, work, tmp_path):
    queue = Queue(qt, work, tmp_path)
    problems = qt.collect(queue.controller.save_failed)
    queue.path.parent.write_text("a file where the folder should be")
    job = queue.add(demo_state(tmp_path))
    queue.wait_until_over(job)
    queue.wait_until_saved()
    assert job.state is JobState.DONE
    assert len(problems) == 1
    queue.end()
