"""What happens before there is a window."""

import os
import subprocess
import sys

import pytest

from guestcore_gui.paths import find_paths
from guestcore_gui.preflight import find_obstacle

DESKTOP = {"DISPLAY": ":0"}


def answers(display):
    return True


def lacking(*names):
    return lambda name: name not in names


def test_a_desktop_with_everything_is_no_obstacle():
    assert find_obstacle(DESKTOP, "linux", lacking(), answers) is None


def test_a_display_that_does_not_answer_is_no_abort():
    obstacle = find_obstacle(DESKTOP, "linux", lacking(), lambda display: False)
    assert "The display :0 does not answer" in obstacle
    nobody = {**os.environ, "DISPLAY": ":4711"}
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):
        nobody.pop(name, None)
    ended = subprocess.run(
        [sys.executable, "-m", "guestcore_gui", "--can-start"],
        capture_output=True,
        text=True,
        env=nobody,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 3


def test_without_a_display_it_says_so():
    obstacle = find_obstacle({}, "linux", lacking())
    assert "There is no display" in obstacle
    assert "DISPLAY" in obstacle


def test_missing_libraries_are_named_in_one_apt_line():
    obstacle = find_obstacle(
        DESKTOP, "linux", lacking("libxcb-cursor.so.0", "libEGL.so.1")
    )
    lines = [line.strip() for line in obstacle.splitlines() if "apt" in line]
    assert lines == ["sudo apt install libegl1 libxcb-cursor0"]


def test_x11_libraries_are_not_asked_for_where_there_is_no_x11():
    wayland = {"WAYLAND_DISPLAY": "wayland-0"}
    assert find_obstacle(wayland, "linux", lacking("libxcb-cursor.so.0")) is None
    assert "libwayland-cursor0" in find_obstacle(
        wayland, "linux", lacking("libwayland-cursor.so.0")
    )


def test_a_chosen_platform_needs_no_display():
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    assert find_obstacle(offscreen, "linux", lacking("libxcb-cursor.so.0")) is None


def test_other_systems_bring_what_qt_needs():
    assert find_obstacle({}, "win32", lacking("libGL.so.1")) is None


def test_the_program_ends_with_the_reason(tmp_path):
    environment = {
        name: text
        for name, text in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    ended = subprocess.run(
        [sys.executable, "-m", "guestcore_gui", "--portable", str(tmp_path)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 3
    assert ended.stderr.startswith("There is no display")
    assert "Traceback" not in ended.stderr


def test_a_helper_process_needs_no_qt():
    program = (
        "import sys\n"
        "sys.argv[1:] = ['_decode-blocks']\n"
        "from guestcore_gui.__main__ import main\n"
        "code = main()\n"
        "bad = [name for name in sys.modules if name.startswith('PySide6')]\n"
        "print(code, bad, file=sys.stderr)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert ended.stdout == "guestcore-1\n"
    assert ended.stderr == "0 []\n"


def test_a_portable_copy_keeps_everything_in_its_folder(tmp_path):
    paths = find_paths(tmp_path)
    for path in (paths.settings, paths.queue, paths.window, paths.fault, paths.demo):
        assert tmp_path in path.parents


@pytest.mark.skipif(sys.platform != "linux", reason="the places are those of Linux")
def test_files_lie_where_the_platform_wants_them(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    paths = find_paths()
    assert paths.settings == tmp_path / "config" / "guestcore" / "settings.json"
    assert paths.queue == tmp_path / "state" / "guestcore" / "queue.json"
    assert tmp_path / "state" / "guestcore" in paths.log.parents


def test_an_installed_program_with_a_portable_folder_beside_it_uses_that(
    monkeypatch, tmp_path
):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "guestcore-gui"))
    assert tmp_path not in find_paths().settings.parents
    (tmp_path / "portable").mkdir()
    assert tmp_path / "portable" in find_paths().settings.parents
