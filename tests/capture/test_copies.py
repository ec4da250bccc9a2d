"""Copies of a suspended machine: noted, given up, and found after a crash."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from guestcore.capture import (
    CaptureCancelled,
    CaptureError,
    CaptureMethod,
    capture,
    copy_and_resume,
    discard_copies,
    recover,
    release,
)
from guestcore.capture.pending import Step
from guestcore.errors import Cancelled
from guestcore.progress import NoProgress
from guestcore.sources import open_guest
from tests.capture.quick import Watch, journal_of, plan_of, vmrun_of

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="the stand-ins are scripts, which Windows starts by name"
)
ROOT = Path(__file__).parent.parent.parent

_PROGRAM = """
import sys
from pathlib import Path
from guestcore.capture import CaptureMethod, capture, copying, copy_and_resume
from guestcore.progress import NoProgress
from tests.builders.vmrun_standin import StandIn
from tests.capture.quick import journal_of, plan_of, vmrun_of

standin = StandIn(Path(sys.argv[1]), Path(sys.argv[2]))
plan = plan_of(standin, CaptureMethod.SUSPEND)
taken = capture(plan, journal_of(standin), NoProgress())

def stop(*_):
    print("HALF", flush=True)
    sys.stdin.read()

if sys.argv[4] == "HALF":
    copying.sync_folder = stop  # both files are there, and not yet noted as whole
journal = journal_of(standin)
vmrun = vmrun_of(standin)
copy_and_resume(taken, Path(sys.argv[3]), plan.core_size, journal, vmrun, NoProgress())
print("WHOLE", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def target(tmp_path):
    folder = tmp_path / "cores"
    folder.mkdir()
    return folder


def copy(standin, target, progress=None):
    plan = plan_of(standin, CaptureMethod.SUSPEND)
    journal = journal_of(standin)
    taken = capture(plan, journal, NoProgress())
    return copy_and_resume(
        taken, target, plan.core_size, journal, plan.vmrun, progress or NoProgress()
    )


def kill_at(moment, standin, target):
    with subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, standin.path, standin.vmx, target, moment],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline().strip() == moment
        process.send_signal(signal.SIGKILL)


def recovered(standin, needed=None):
    return recover(journal_of(standin), vmrun_of(standin), NoProgress(), needed)


def test_the_machine_runs_and_the_copies_are_noted_until_they_go(standin, target):
    copied = copy(standin, target)
    assert standin.is_running()
    assert copied.left == ()
    with open_guest(copied.state) as guest:
        assert guest.problem is None
    journal = journal_of(standin)
    (entry,) = journal.pending()
    assert (entry.id, entry.copies) == (copied.id, copied.state.parent)
    assert entry.step is Step.TAKEN
    assert discard_copies(copied.id, journal).left == ()
    assert list(target.iterdir()) == []
    assert journal.pending() == ()
    assert discard_copies(copied.id, journal).left == ()


def test_they_are_noted_before_there_is_a_folder(standin, target, monkeypatch):
    noted = []
    mkdir = Path.mkdir

    def look(path, *arguments, **options):
        if path.parent == target:
            noted.append([e.copies for e in journal_of(standin).pending()])
        mkdir(path, *arguments, **options)

    monkeypatch.setattr(Path, "mkdir", look)
    copied = copy(standin, target)
    assert copied.state.parent in noted[0]


def test_a_copy_that_fails_leaves_nothing_and_a_machine_that_runs(standin, tmp_path):
    with pytest.raises(CaptureError, match="cannot make the folder"):
        copy(standin, tmp_path / "absent")
    assert standin.is_running()
    assert journal_of(standin).pending() == ()


def test_a_copy_that_is_stopped_leaves_nothing(standin, target, monkeypatch):
    def stop(*_):
        raise Cancelled

    monkeypatch.setattr("guestcore.capture.copying._copy", stop)
    with pytest.raises(CaptureCancelled) as caught:
        copy(standin, target, Watch())
    assert caught.value.left == ()
    assert standin.is_running()
    assert list(target.iterdir()) == []
    assert journal_of(standin).pending() == ()


def test_releasing_copies_as_if_they_were_a_machine_does_nothing(standin, target):
    copied = copy(standin, target)
    standin.switch(on=False)
    made = vmrun_of(standin)
    release(copied.id, journal_of(standin), made, True, NoProgress())
    assert not standin.is_running()
    assert copied.state.exists()


def test_half_a_copy_of_a_killed_process_is_removed(standin, target):
    kill_at("HALF", standin, target)
    (folder,) = target.iterdir()
    said = "\n".join(recovered(standin))
    assert "was resumed" in said
    assert f"in {folder}: it was removed" in said
    assert list(target.iterdir()) == []
    assert recovered(standin) == []


def test_whole_copies_that_no_job_needs_are_named_once_and_stay(standin, target):
    kill_at("WHOLE", standin, target)
    (entry,) = journal_of(standin).pending()
    assert recovered(standin) == []
    assert recovered(standin, needed={entry.id}) == []
    (said,) = recovered(standin, needed=())
    assert str(entry.copies) in said
    assert len(list(entry.copies.iterdir())) == 2
    assert recovered(standin, needed=()) == []
    assert discard_copies(entry.id, journal_of(standin)).left == ()
    assert list(target.iterdir()) == []


def test_copies_that_the_user_removed_are_forgotten(standin, target):
    kill_at("WHOLE", standin, target)
    (folder,) = target.iterdir()
    folder.rename(target.parent / "elsewhere")
    assert recovered(standin, needed=()) == []
    assert journal_of(standin).pending() == ()


def test_files_of_the_user_among_the_copies_stay(standin, target):
    copied = copy(standin, target)
    (copied.state.parent / "notes.txt").write_text("mine")
    assert discard_copies(copied.id, journal_of(standin)).left == ()
    assert [path.name for path in copied.state.parent.iterdir()] == ["notes.txt"]


def test_a_damaged_journal_cannot_make_us_remove_a_machines_files(standin, target):
    copied = copy(standin, target)
    journal = journal_of(standin)
    standin.switch(on=False)
    state = standin.vmx.with_suffix(".vmss")
    state.write_bytes(b"suspended")
    journal.change(copied.id, copies=standin.vmx.parent, state=state)
    assert discard_copies(copied.id, journal).left == ()
    assert state.exists()


def test_a_journal_of_an_older_program_is_read(standin, target):
    copied = copy(standin, target)
    journal = journal_of(standin)
    content = json.loads(journal.path.read_text())
    del content["entries"][0]["copies"]
    journal.path.write_text(json.dumps(content))
    (entry,) = journal.pending()
    assert (entry.id, entry.copies) == (copied.id, None)
