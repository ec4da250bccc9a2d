"""Real menus by real keys, and a core dragged out into another program."""

import subprocess
import sys
from pathlib import Path

import pytest

from guestcore.demo.machine import write_demo
from tests.gui.desktop import Program, Screen, end_process, missing_programs, wait_for
from tests.gui.test_real_desktop import say_clipboard, states_of, try_to_convert

pytestmark = [
    pytest.mark.gui,
    pytest.mark.skipif(
        sys.platform != "linux" or bool(missing_programs()),
        reason=f"needs Linux and {', '.join(missing_programs()) or 'nothing else'}",
    ),
]

FROM_BOTTOM = 172
"""Pixels from the bottom of the usual window to the first row of its queue."""
DROP_TARGET = Path(__file__).parent / "drop_target.py"


@pytest.fixture
def screen(tmp_path):
    with Screen(tmp_path / "screen") as started:
        yield started
        started.picture(tmp_path / "screen.png")


@pytest.fixture
def program(screen, tmp_path):
    """The program, with a core that it has made."""
    write_demo(tmp_path / "demo")
    state = next(iter(sorted((tmp_path / "demo").glob("*.vmss"))))
    with Program(screen, tmp_path / "places", state) as started:
        wait_for(lambda: try_to_convert(screen, started), what="a job")
        wait_for(lambda: states_of(started) == ["done"], what="a core")
        started.core = state.with_suffix(".core")
        yield started


@pytest.mark.parametrize("key", ["Menu", "shift+F10"])
def test_the_menu_of_a_job_is_used_by_keys(screen, program, key):
    def copied():
        screen.activate(program.window)
        screen.keys("Escape", "ctrl+3", "Home", key)
        screen.keys("t")  # Copy pa&th
        return say_clipboard(screen).strip() == str(program.core)

    wait_for(copied, what="the path of the core")


@pytest.fixture
def target(screen, tmp_path):
    """What a file manager's stand-in says was dropped on it."""
    log = (tmp_path / "target.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, str(DROP_TARGET)],
        env=screen.environment,
        stdout=log,
        stderr=subprocess.DEVNULL,
    )
    yield tmp_path / "target.log"
    end_process(process)
    log.close()


def point_at(screen, window, x, y):
    """Move the mouse to a place inside a window; returns where on the screen."""
    screen.run("xdotool", "mousemove", "--sync", "--window", window, str(x), str(y))
    words = screen.run("xdotool", "getmouselocation").split()
    return tuple(int(word.partition(":")[2]) for word in words[:2])


def test_a_core_is_dragged_out_as_a_copy(screen, program, target):
    window = screen.window("drop target")
    screen.run("xdotool", "windowmove", "--sync", window, "20", "20")
    _x, _y, _width, height = screen.place(program.window)
    end = point_at(screen, window, 120, 80)
    row = point_at(screen, program.window, 200, height - FROM_BOTTOM)
    screen.drag_between(row, end)
    wait_for(target.read_text, 10, "a drop")
    assert target.read_text().split() == ["CopyAction", "copies", str(program.core)]
    assert program.core.is_file()
