"""Queues and guests for the tests of the queue."""

from __future__ import annotations

import shutil
from pathlib import Path

from guestcore.demo.machine import write_demo
from guestcore_gui.jobs.controller import JobController
from guestcore_gui.jobs.job import JobRequest, JobState
from guestcore_gui.settings import SettingsStore
from tests.builders.saved_states import PAGE_SIZE, write_pair
from tests.builders.state_bytes import regions

MIB = 1 << 20
LARGE = 384 * MIB
"""Bytes that take long enough to be stopped in the middle."""


class Queue:
    """A controller, and what a test asks of it."""

    def __init__(self, qt, work, folder, *, wait=True, **options):
        self.qt = qt
        self.folder = folder
        self.settings = SettingsStore(folder / "settings.json")
        self.path = folder / "state" / "queue.json"
        self.controller = JobController(work, self.settings, self.path, **options)
        self.finished = qt.collect(self.controller.job_finished)
        self.summaries = qt.collect(self.controller.queue_finished)
        if wait:
            qt.wait(lambda: self.controller.is_loaded)

    def add(self, source, name="a.core", **options):
        """Queue one conversion into the folder of cores."""
        cores = self.folder / "cores"
        cores.mkdir(exist_ok=True)
        request = JobRequest(source, cores / name, **options)
        return self.controller.add([request])[0]

    def wait_for(self, job, *states):
        return self.qt.wait(lambda: job.state in states)

    def wait_until_over(self, *jobs):
        return self.qt.wait(lambda: all(job.state.is_over for job in jobs))

    def wait_for_writing(self, job):
        """Wait until some of the memory is written."""
        self.qt.wait(
            lambda: (
                job.state is JobState.RUNNING
                and job.phase == "writing memory"
                and 0 < job.done < job.total
            )
        )

    def wait_until_saved(self):
        """Wait until the file says what the controller says."""
        self.qt.wait(lambda: not self.controller._saver._is_dirty)
        self.qt.wait(lambda: not self.controller._saver._is_writing)

    def names(self):
        """Return what lies where the cores are written, hidden files too."""
        return sorted(path.name for path in (self.folder / "cores").iterdir())

    def end(self):
        """End everything and save, as the program does when it is closed."""
        for job in self.controller.jobs:
            self.controller.remove(job)
        self.qt.wait(lambda: not self.controller.is_running)
        self.controller.shut_down()


def demo_state(folder: Path) -> Path:
    """Write the demo machine; return its state with a memory file."""
    return write_demo(folder / "demo")


def large_state(folder: Path, size: int = LARGE) -> Path:
    """Write a machine of which no page is zero; return its state."""
    folder.mkdir(parents=True, exist_ok=True)
    page_count = size // PAGE_SIZE
    state = write_pair(folder, b"", regions((0, page_count)), stem="large")
    piece = b"".join(
        (number + 1).to_bytes(8, "little") * (PAGE_SIZE // 8) for number in range(256)
    )
    with (folder / "large.vmem").open("wb") as file:
        for _ in range(size // len(piece)):
            file.write(piece)
    return state


def remove_folder(folder: Path) -> None:
    """Make room again."""
    shutil.rmtree(folder, ignore_errors=True)
