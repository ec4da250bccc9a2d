"""A program and what it started end together, whatever they do."""

import ctypes
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from guestcore.engines.job_object import BasicLimits, ExtendedLimits
from guestcore.engines.process_tree import ProcessTree
from guestcore.engines.program_output import MAX_KEPT, MAX_LINE, ProgramOutput
from tests.engines.processes import read_pids, runs, state, wait_until

linux_only = pytest.mark.skipif(
    sys.platform != "linux", reason="processes are looked at through Linux' /proc"
)
ROOT = Path(__file__).parent.parent.parent

FAMILY = """
import os, signal, subprocess, sys, time
for name in sys.argv[2:]:
    signal.signal(getattr(signal, name), signal.SIG_IGN)
sleep = [sys.executable, "-c", "import time; time.sleep(600)"]
pids = [os.getpid()]
for options in ({}, {"process_group": 0}, {"start_new_session": True}):
    pids.append(subprocess.Popen(sleep, **options).pid)
open("pids.new", "w").write(" ".join(map(str, pids)))
os.rename("pids.new", sys.argv[1])
time.sleep(600)
"""
"""A program with a child in its group, one in another, one in another session."""


def family(folder: Path, *ignored: str) -> ProcessTree:
    pids = str(folder / "pids")
    return ProcessTree([sys.executable, "-c", FAMILY, pids, *ignored], folder)


@pytest.mark.parametrize("ignored", [(), ("SIGTERM", "SIGINT", "SIGHUP")])
@linux_only
def test_closing_ends_a_whole_family(tmp_path, ignored):
    with family(tmp_path, *ignored) as tree:
        pids = read_pids(tmp_path / "pids")
        assert all(runs(pid) for pid in pids)
        assert tree.wait(0) is None
    assert not any(runs(pid) for pid in pids)


@linux_only
def test_a_family_ends_even_while_it_stands_still(tmp_path):
    with family(tmp_path) as tree:
        pids = read_pids(tmp_path / "pids")
        tree.pause()
        wait_until(lambda: state(pids[0]) == "T")
    assert not any(runs(pid) for pid in pids)


@linux_only
def test_pausing_stops_the_program_and_resuming_lets_it_go_on(tmp_path):
    program = "import time\nwhile True: print(flush=True); time.sleep(0.01)"
    with ProcessTree([sys.executable, "-c", program], tmp_path) as tree:
        pid = tree._process.pid
        for _ in range(3):
            tree.pause()
            wait_until(lambda: state(pid) == "T")
            tree.resume()
            wait_until(lambda: state(pid) in ("R", "S"))


@pytest.mark.parametrize("paused", [False, True], ids=["running", "paused"])
@linux_only
def test_the_program_ends_when_we_are_killed(tmp_path, paused):
    program = (
        "import sys, time; from pathlib import Path\n"
        "from tests.engines.test_process_tree import family\n"
        "tree = family(Path(sys.argv[1]))\n"
        "while not Path(sys.argv[1], 'pids').exists(): time.sleep(0.01)\n"
        "if sys.argv[2] == 'True': tree.pause()\n"
        "print(flush=True); time.sleep(600)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path), str(paused)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as us:
        us.stdout.readline()
        pids = read_pids(tmp_path / "pids")
        assert all(runs(pid) for pid in pids[:2])
        us.kill()
    try:
        wait_until(lambda: not any(runs(pid) for pid in pids[:2]))
    finally:  # what left the group is out of the guard's reach
        for pid in pids:
            if runs(pid):
                os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("name", ["gone", "folder", "not-executable"])
def test_what_cannot_be_started_leaves_no_guard(tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "not-executable").write_text("x")
    before = children()
    with pytest.raises(OSError):  # noqa: PT011  which one depends on the system
        ProcessTree([str(tmp_path / name)], tmp_path)
    assert children() == before


def children() -> list[str]:
    """Return the processes that this thread started and that are not reaped."""
    path = Path("/proc/thread-self/children")
    return path.read_text().split() if path.exists() else []


def test_the_exit_code_and_the_output_are_the_programs(tmp_path):
    program = "import sys; print('out'); sys.stderr.write('err\\n'); sys.exit(7)"
    with ProcessTree([sys.executable, "-u", "-c", program], tmp_path) as tree:
        wait_until(lambda: tree.wait(0.1) == 7)
    assert tree.output.take_lines() == ["out", "err"]


def test_a_program_asks_nobody_anything(tmp_path):
    with ProcessTree([sys.executable, "-c", "input()"], tmp_path) as tree:
        wait_until(lambda: tree.wait(0.1) == 1)
    assert "EOFError" in tree.output.last_lines()[-1]


def test_a_frozen_programs_libraries_are_not_passed_on(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/ours")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/theirs")
    program = "import os; print(os.environ['LD_LIBRARY_PATH'])"
    with ProcessTree([sys.executable, "-c", program], tmp_path) as tree:
        wait_until(lambda: tree.wait(0.1) == 0)
    assert tree.output.take_lines() == ["/theirs"]


# --- what it prints


def output_of(data: bytes) -> ProgramOutput:
    read, write = os.pipe()
    output = ProgramOutput(os.fdopen(read, "rb", 0))
    with os.fdopen(write, "wb") as pipe:
        pipe.write(data)
    output.finish(10)
    return output


def test_progress_is_the_last_figure_and_no_line_of_the_log():
    output = output_of(b"hello\n... 10 MBs written.\r... 20 MBs written.\nFinished")
    assert output.written == 20 << 20
    assert output.take_lines() == ["hello", "Finished"]
    assert output.take_lines() == []
    assert output.last_lines() == ["hello", "... 20 MBs written.", "Finished"]


def test_a_line_without_an_end_is_cut():
    output = output_of(b"x" * 3_000_000 + b"\nnext\n")
    assert output.take_lines() == ["x" * MAX_LINE, "next"]


def test_no_more_lines_are_kept_than_a_log_may_have():
    output = output_of(b"".join(b"line %d\n" % n for n in range(5000)))
    assert len(output.take_lines()) == MAX_KEPT
    assert output.left_out == 5000 - MAX_KEPT
    assert output.last_lines()[-1] == "line 4999"


@pytest.mark.parametrize(
    "data", [b"", b"\n\r\n  \n", b"\xff\x00\x1b[31m\n", b"9" * 999]
)
def test_any_bytes_are_taken(data):
    output = output_of(data)
    assert output.written == 0
    assert all(len(line) <= MAX_LINE for line in output.take_lines())


def test_a_figure_is_bounded():
    assert output_of(b"... " + b"9" * 200 + b" MBs written.\n").written < 1 << 50


# --- Windows, as far as it can be told here


def test_the_structures_of_job_objects_have_windows_sizes():
    if ctypes.sizeof(ctypes.c_void_p) == 8:  # winnt.h, 64 bit
        assert (ctypes.sizeof(BasicLimits), ctypes.sizeof(ExtendedLimits)) == (64, 144)
        assert BasicLimits.flags.offset == 16
