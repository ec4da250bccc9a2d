"""A core that was deleted from its report: the queue knows, after a restart, too."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.gui


@pytest.fixture
def job():
    from guestcore_gui.jobs.job import Job, JobRequest, JobState

    request = JobRequest(Path("/vm/a.vmss"), Path("/out/a.core"))
    checks = [{"name": "structure", "verdict": "pass"}]
    summary = {
        "core": {"path": "/out/a.core", "size": 4096},
        "check": {"verdict": "valid", "checks": checks},
    }
    return Job("1", request, JobState.DONE, summary=summary)


def test_a_deleted_core_is_neither_valid_nor_large(qt, work, tmp_path, job):
    from guestcore_gui.jobs.job_list import JobList
    from guestcore_gui.jobs.words import state_word, what_is_so

    jobs = JobList(work, tmp_path / "queue.json")
    jobs._insert(0, job)
    changed = qt.collect(jobs.job_changed)
    assert state_word(job) == "Valid"
    jobs.forget_core(Path("/out/other.core"))
    assert not changed
    jobs.forget_core(Path("/out/a.core"))
    assert changed == [(job,)]
    assert (state_word(job), what_is_so(job)) == ("Deleted", "The core was deleted")
    assert (job.core, job.core_size, job.can_retry) == (None, 0, True)


def test_a_restart_does_not_bring_it_back(job):
    from guestcore_gui.jobs import store

    job.core_gone = True
    text = store._job_text(job)
    import json

    again = store._job(json.loads(text))
    assert again is not None
    assert again.core_gone
    again.start_over()
    assert not again.core_gone


def test_the_log_of_what_never_ran_says_so(qt, work, tmp_path, job):
    from PySide6.QtWidgets import QPlainTextEdit, QWidget

    from guestcore_gui.jobs.controller import JobController
    from guestcore_gui.queue.log_dialog import LogDialog
    from guestcore_gui.settings import SettingsStore

    settings = SettingsStore(tmp_path / "settings.json")
    jobs = JobController(work, settings, tmp_path / "queue.json")
    parent = QWidget()
    dialog = LogDialog(jobs, job, parent)
    field = dialog.findChild(QPlainTextEdit)
    assert field.placeholderText() == "It has not run yet"
    assert dialog.text() == ""
