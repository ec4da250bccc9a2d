"""A program that runs a queue until it is killed; see test_jobs_restart.py.

Says ``ready`` once the job that runs is in the middle of writing and its state is
saved.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QCoreApplication, QTimer

from guestcore_gui.jobs.controller import JobController
from guestcore_gui.jobs.job import JobRequest, JobState
from guestcore_gui.settings import SettingsStore
from guestcore_gui.work import Work


def say_ready() -> None:
    os.write(1, b"ready\n")


def main(folder: Path, demo: Path, large: Path) -> None:
    app = QCoreApplication([])
    controller = JobController(
        Work(), SettingsStore(folder / "settings.json"), folder / "queue.json"
    )
    cores = folder / "cores"
    requests = [
        JobRequest(demo, cores / "done.core", title="done"),
        JobRequest(folder / "none.vmss", cores / "failed.core", title="failed"),
        JobRequest(large, cores / "running.core", title="running"),
        JobRequest(demo, cores / "waiting.core", title="waiting"),
    ]
    controller.loaded.connect(lambda: controller.add(requests))

    def look(job: object) -> None:
        running = controller.jobs[2] if len(controller.jobs) > 2 else None
        if running is not job or running is None or not running.done:
            return
        if running.phase == "writing memory" and running.state is JobState.RUNNING:
            controller.job_changed.disconnect(look)
            controller.pause(running)  # so that it is still there when killed
            QTimer.singleShot(1500, say_ready)

    controller.job_changed.connect(look)
    app.exec()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
