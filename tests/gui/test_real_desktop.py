"""The program as users run it: real windows, a window manager, real mouse and keys."""

import json
import random
import shlex
import subprocess
import sys
import time

import pytest

from guestcore.demo.fastlz_encoder import encode_chain_block
from guestcore.demo.machine import write_demo
from guestcore.model import PAGE_SIZE
from tests.builders.saved_states import write_pair
from tests.builders.state_bytes import regions
from tests.gui.desktop import Program, Screen, missing_programs, wait_for

pytestmark = [
    pytest.mark.gui,
    pytest.mark.skipif(
        sys.platform != "linux" or bool(missing_programs()),
        reason=f"needs Linux and {', '.join(missing_programs()) or 'nothing else'}",
    ),
]


@pytest.fixture
def screen(tmp_path):
    with Screen(tmp_path / "screen") as started:
        yield started
        picture = tmp_path / "screen.png"
        started.picture(picture)  # what a person would see if the test failed


@pytest.fixture
def machine(tmp_path):
    folder = tmp_path / "Virtual Machines" / "demo"
    folder.parent.mkdir()
    write_demo(folder)
    return folder


def state_of(folder):
    return next(iter(sorted(folder.glob("*.vmss"))))


def jobs_of(program):
    """The queue as the program keeps it."""
    try:
        kept = json.loads((program.folder / "state" / "queue.json").read_text())
    except (OSError, ValueError):
        return []
    return kept["jobs"]


def states_of(program):
    return [job["state"] for job in jobs_of(program)]


BLOCK, BLOCKS = 512 << 10, 1024


def write_slow_state(folder):
    """A snapshot whose memory takes half a minute to decode: all short matches."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(1)
    words = [chance.randbytes(3) for _ in range(40)]
    block = encode_chain_block(b"".join(chance.choices(words, k=BLOCK))[:BLOCK])
    memory = regions((0, BLOCKS * BLOCK // PAGE_SIZE))
    return write_pair(folder, block * BLOCKS, memory, stem="slow", suffix=".vmsn")


def temporaries(folder):
    return [path for path in folder.iterdir() if path.suffix in (".part", ".work")]


def say_clipboard(screen):
    """What a user would paste now."""
    program = (
        "from PySide6.QtGui import QGuiApplication\n"
        "from PySide6.QtWidgets import QApplication, QPlainTextEdit\n"
        "app = QApplication([])\n"
        "edit = QPlainTextEdit()\n"
        "edit.show()\n"
        "edit.paste()\n"
        "print(QGuiApplication.clipboard().text())\n"
    )
    return screen.run(sys.executable, "-c", program)


def convert_by_keys(screen, program, state):
    """Ctrl+O, the file's name, Return; then Ctrl+Return."""
    screen.keys("ctrl+o")
    screen.window("Open|.ffnen")
    screen.type(str(state))
    screen.keys("Return")
    wait_for(lambda: not screen.has_window("^(Open|.ffnen)$"), what="closed dialog")
    wait_for(lambda: try_to_convert(screen, program), what="a job")


def try_to_convert(screen, program):
    """Press Convert; True if there is one more job after a moment.

    There is none as long as the state is not understood and on the page.
    """
    before = len(jobs_of(program))
    screen.keys("ctrl+Return")
    end = time.monotonic() + 3
    while time.monotonic() < end:
        if len(jobs_of(program)) > before:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("shift", [False, True], ids=["drop", "Shift-drop"])
def test_a_state_dragged_in_is_converted(screen, machine, tmp_path, shift):
    state = state_of(machine)
    before = sorted(path.name for path in machine.iterdir())
    with Program(screen, tmp_path / "places") as program:
        became = screen.drag([state], program.centre(), shift=shift)
        assert became == "CopyAction"
        screen.activate(program.window)
        wait_for(lambda: try_to_convert(screen, program), what="a job")
        wait_for(lambda: states_of(program) == ["done"], what="a core")
    assert state.with_suffix(".core").is_file()
    assert set(before) < {path.name for path in machine.iterdir()}


def test_pause_go_on_cancel_and_retry_by_keys(screen, tmp_path):
    state = write_slow_state(tmp_path / "vm")
    with Program(screen, tmp_path / "places", state) as program:
        wait_for(lambda: try_to_convert(screen, program), what="a job")
        wait_for(lambda: temporaries(state.parent), what="a temporary file")
        screen.keys("ctrl+3", "Home", "space")
        wait_for(lambda: states_of(program) == ["paused"], what="a pause")
        written = allocated(state.parent)
        time.sleep(1)
        # less than a block: the file system may still settle what was written before
        assert abs(allocated(state.parent) - written) * 512 < BLOCK
        screen.keys("space")
        wait_for(lambda: states_of(program) == ["running"], what="going on")
        wait_for(lambda: allocated(state.parent) > written, what="more bytes")
        screen.keys("Delete")
        wait_for(lambda: states_of(program) == ["cancelled"], what="a cancel")
        wait_for(lambda: not temporaries(state.parent), what="nothing left")
        assert not state.with_suffix(".core").exists()
        screen.keys("ctrl+r")
        wait_for(lambda: states_of(program) == ["running"], what="another try")


def allocated(folder):
    return sum(path.stat().st_blocks for path in temporaries(folder))


def test_closing_asks_while_a_job_runs(screen, tmp_path):
    state = write_slow_state(tmp_path / "vm")
    with Program(screen, tmp_path / "places", state) as program:
        wait_for(lambda: try_to_convert(screen, program), what="a job")
        wait_for(lambda: temporaries(state.parent), what="a temporary file")
        screen.run("wmctrl", "-c", "GuestCore")
        screen.window("Close GuestCore")
        screen.keys("Escape")
        wait_for(lambda: not screen.has_window("Close GuestCore"), what="going on")
        assert program.process.poll() is None
        wait_for(lambda: states_of(program) == ["running"], what="it running")
        screen.activate(program.window)
        screen.run("wmctrl", "-c", "GuestCore")
        screen.window("Close GuestCore")
        screen.keys("alt+s")
        wait_for(lambda: program.process.poll() is not None, what="the end")
        assert program.process.returncode == 0
    assert not temporaries(state.parent)
    assert not state.with_suffix(".core").exists()


def test_a_second_start_hands_its_files_to_the_first(screen, machine, tmp_path):
    with Program(screen, tmp_path / "places") as program:
        command = program.command(state_of(machine))
        second = subprocess.run(
            command, env=screen.environment, check=False, timeout=30
        )
        assert second.returncode == 0
        wait_for(
            lambda: screen.active_window() == program.window, what="the first in front"
        )
        wait_for(lambda: try_to_convert(screen, program), what="a job")
        assert jobs_of(program)[0]["request"]["source"] == str(state_of(machine))


def test_the_queue_survives_a_kill(screen, machine, tmp_path):
    state = write_slow_state(tmp_path / "vm")
    places = tmp_path / "places"
    with Program(screen, places, state_of(machine)) as program:
        wait_for(lambda: try_to_convert(screen, program), what="a job")
        wait_for(lambda: states_of(program) == ["done"], what="a core")
        subprocess.run(
            program.command(state), env=screen.environment, check=True, timeout=30
        )
        wait_for(lambda: try_to_convert(screen, program), what="a second job")
        wait_for(lambda: states_of(program) == ["done", "running"], what="it running")
        wait_for(lambda: temporaries(state.parent), what="a temporary file")
        program.kill()
    assert temporaries(state.parent)
    with Program(screen, places) as program:
        left = set(temporaries(state.parent))
        time.sleep(2)
        assert set(temporaries(state.parent)) == left  # nothing begins by itself
        screen.keys("ctrl+3", "Home", "End", "space")
        wait_for(lambda: set(temporaries(state.parent)) - left, what="it again")
        screen.keys("Delete")
        wait_for(lambda: states_of(program)[1:] == ["cancelled"], what="a cancel")
    assert not temporaries(state.parent)


def test_the_session_can_end_it_without_a_question(screen, tmp_path):
    state = write_slow_state(tmp_path / "vm")
    with Program(screen, tmp_path / "places", state) as program:
        wait_for(lambda: try_to_convert(screen, program), what="a job")
        wait_for(lambda: temporaries(state.parent), what="a temporary file")
        program.process.terminate()
        wait_for(lambda: program.process.poll() is not None, what="the end")
        assert program.process.returncode == 0
    assert not temporaries(state.parent)


GERMAN_DARK = json.dumps({"language": "de", "theme": "dark"})


def test_the_whole_way_by_keyboard_in_german_and_dark(screen, machine, tmp_path):
    places = tmp_path / "places"
    with Program(screen, places, settings=GERMAN_DARK) as program:
        convert_by_keys(screen, program, state_of(machine))
        wait_for(lambda: states_of(program) == ["done"], what="a core")
        core = state_of(machine).with_suffix(".core")
        screen.picture(tmp_path / "german.png")

        def copied():
            screen.keys("ctrl+2")
            screen.keys("alt+g")
            return f"gdb -c {shlex.quote(str(core))}" in say_clipboard(screen)

        wait_for(copied, what="the line for gdb")
        screen.keys("F1")
        screen.window("Hilfe")
        screen.keys("Escape")
        screen.keys("ctrl+q")
        wait_for(lambda: program.process.poll() is not None, what="the end")
        assert program.process.returncode == 0
