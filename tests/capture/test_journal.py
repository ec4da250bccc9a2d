"""The journal: whole or not there, whatever happens to it."""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from guestcore.capture import CaptureMethod, Journal, Pending
from guestcore.errors import ErrorKind, GuestCoreError

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state" / "captures.json"


def entry(vmx="/vm/guest.vmx"):
    return Pending(
        vmx=Path(vmx),
        method=CaptureMethod.SNAPSHOT,
        memory_size=1 << 30,
        began=time.time(),
        snapshot_name="GuestCore-1",
    )


def test_a_journal_that_was_never_written_is_empty(path):
    assert Journal(path).pending() == ()


def test_entries_survive_and_keep_their_order(path):
    made = [Journal(path).add(entry(f"/vm/{n}.vmx")) for n in range(3)]
    found = Journal(path).pending()
    assert [e.vmx.name for e in found] == ["0.vmx", "1.vmx", "2.vmx"]
    assert [e.id for e in found] == [e.id for e in made]
    assert len({e.id for e in made}) == 3


def test_fields_change_and_entries_go(path):
    journal = Journal(path)
    one, other = journal.add(entry()), journal.add(entry())
    journal.change(one.id, uid=7, state=Path("/vm/x.vmsn"), state_time=1 << 62)
    found = journal.find(one.id)
    assert (found.uid, found.state, found.state_time) == (
        7,
        Path("/vm/x.vmsn"),
        1 << 62,
    )
    assert journal.find(other.id).uid is None
    journal.forget(one.id)
    assert [e.id for e in journal.pending()] == [other.id]
    journal.forget("0123")  # of nobody: nothing happens


def test_names_that_are_no_text_survive(path):
    journal = Journal(path)
    odd = "/vm/\udcff\u202e\n.vmx"
    journal.add(entry(odd))
    assert journal.pending()[0].vmx == Path(odd)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[1]", b"null", b'{"version": 9, "entries": []}', b"\xff" * 9,
     b'{"version": 1, "entries": 5}', b"[" * 100_000, b" " * (2 << 20)],
    ids=["empty", "cut", "list", "null", "newer", "bytes", "number", "deep", "long"],
)  # fmt: skip
def test_a_damaged_journal_is_kept_aside_and_told(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    journal = Journal(path)
    assert journal.pending() == ()
    (kept,) = path.parent.glob("captures.json.damaged-*")
    assert kept.read_bytes() == content
    (warning,) = journal.take_warnings()
    assert str(kept) in warning
    assert journal.take_warnings() == []
    journal.add(entry())
    assert len(Journal(path).pending()) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("vmx", 5), ("vmx", "a\0b"), ("vmx", "x" * 10_000), ("id", "../../x"),
     ("owner", "../x"), ("method", "steal"), ("step", None), ("memory_size", "big"),
     ("began", "now"), ("uid", "1"), ("state", ["x"]), ("told", "yes")],
)  # fmt: skip
def test_an_entry_that_makes_no_sense_costs_no_other(path, field, value):
    journal = Journal(path)
    journal.add(entry("/vm/bad.vmx"))
    journal.add(entry("/vm/good.vmx"))
    content = json.loads(path.read_text())
    content["entries"][0][field] = value
    path.write_text(json.dumps(content))
    assert [e.vmx.name for e in journal.pending()] == ["good.vmx"]
    assert len(journal.take_warnings()) == 1
    assert len(list(path.parent.glob("*.damaged-*"))) == 1
    assert [e.vmx.name for e in journal.pending()] == ["good.vmx"]
    assert journal.take_warnings() == []


def test_a_journal_that_cannot_be_written_is_an_error(path):
    path.parent.write_text("a file in place of the folder")
    with pytest.raises(GuestCoreError) as caught:
        Journal(path).add(entry())
    assert caught.value.kind is ErrorKind.OUTPUT


def test_a_write_that_fails_leaves_the_old_content(path, monkeypatch):
    journal = Journal(path)
    journal.add(entry())

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("guestcore.capture.journal.os.fsync", fail)
    with pytest.raises(GuestCoreError, match="No space left"):
        journal.add(entry())
    monkeypatch.undo()
    assert len(journal.pending()) == 1
    assert sorted(p.name for p in path.parent.iterdir() if "owner" not in p.name) == [
        "captures.json", "captures.json.lock",
    ]  # fmt: skip


def test_the_number_of_entries_is_bounded(path, monkeypatch):
    monkeypatch.setattr("guestcore.capture.journal._MAX_ENTRIES", 2)
    journal = Journal(path)
    journal.add(entry())
    journal.add(entry())
    with pytest.raises(GuestCoreError, match="is full"):
        journal.add(entry())


def test_threads_do_not_lose_each_others_entries(path):
    def work():
        for _ in range(5):
            Journal(path).add(entry())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Journal(path).pending()) == 20


_PROCESS = """
import sys
from pathlib import Path
from tests.capture.test_journal import entry
from guestcore.capture import Journal
Journal(Path(sys.argv[1])).add(entry())
print("added", flush=True)
sys.stdin.read()
"""


def start_other(path):
    process = subprocess.Popen(
        [sys.executable, "-c", _PROCESS, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "added\n"
    return process


def test_an_entry_tells_whether_its_process_lives(path):
    with start_other(path) as other:
        journal = Journal(path)
        mine = journal.add(entry())
        assert [e.alive for e in journal.pending()] == [True, True]
        other.kill()
        other.wait()
        assert [e.alive for e in journal.pending()] == [False, True]
    assert mine.id == journal.pending()[1].id


@pytest.mark.skipif(os.name == "nt", reason="Windows shows no deleted open files")
def test_the_files_of_dead_owners_are_removed(path):
    with start_other(path) as other:
        other.kill()
        other.wait()
    assert len(list(path.parent.glob(".captures*owner*"))) == 1
    Journal(path).add(entry())
    assert len(list(path.parent.glob(".captures*owner*"))) == 1


def test_a_process_that_ends_well_leaves_no_owner_file(path):
    with start_other(path) as other:
        other.communicate("")
    assert list(path.parent.glob(".captures*owner*")) == []
    assert [e.alive for e in Journal(path).pending()] == [False]
