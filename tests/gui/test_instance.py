"""A second start hands its files to the first."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.gui

PySide6 = pytest.importorskip("PySide6.QtNetwork", reason="the extra gui is missing")


@pytest.fixture
def name(tmp_path):
    from guestcore_gui.instance import instance_name
    from guestcore_gui.paths import find_paths

    return instance_name(find_paths(tmp_path))


PROGRAM = """
import json, sys
from pathlib import Path
from guestcore_gui.instance import hand_over
files = [Path(text) for text in json.loads(sys.argv[2])]
print(hand_over(sys.argv[1], files))
"""


@pytest.fixture
def start_again(qt, name):
    """Other starts, in processes of their own; returns what they found."""

    def start(*lists):
        others = [
            subprocess.Popen(
                [sys.executable, "-c", PROGRAM, name, json.dumps([str(f) for f in fs])],
                stdout=subprocess.PIPE,
                text=True,
            )
            for fs in lists
        ]
        qt.wait(lambda: all(other.poll() is not None for other in others))
        return [other.communicate()[0].strip() for other in others]

    return start


def test_nobody_is_there_for_the_first_start(app, name):
    from guestcore_gui.instance import hand_over

    assert hand_over(name, [Path("/vm/a.vmss")]) is False


@pytest.mark.parametrize(
    "files",
    [[], [Path("/vm/a b.vmss"), Path("/vm/\u202eü\n.vmsn"), Path("/vm/\udcff")]],
    ids=["no files", "any names"],
)
def test_files_reach_the_first_instance(qt, name, start_again, files):
    from guestcore_gui.instance import Instance

    instance = Instance(name)
    opened = qt.collect(instance.opened)
    assert start_again(files) == ["True"]
    assert opened == [(files,)]


def test_many_starts_at_once_all_arrive(qt, name, start_again):
    from guestcore_gui.instance import Instance

    instance = Instance(name)
    opened = qt.collect(instance.opened)
    paths = [Path(f"/vm/{number}.vmss") for number in range(5)]
    assert start_again(*[[path] for path in paths]) == ["True"] * 5
    assert sorted(files[0] for (files,) in opened) == sorted(paths)


@pytest.mark.parametrize(
    "message",
    [b"not json\n", b"[]\n", b'{"files": 5}\n', b"[" * 100_000 + b"\n"],
    ids=["no JSON", "no object", "no list", "too deep"],
)
def test_nonsense_is_refused_and_the_next_start_is_heard(
    qt, name, start_again, message
):
    from PySide6.QtNetwork import QLocalSocket

    from guestcore_gui.instance import Instance

    instance = Instance(name)
    opened = qt.collect(instance.opened)
    socket = QLocalSocket()
    socket.connectToServer(name)
    assert socket.waitForConnected(1000)
    socket.write(message)
    closed = qt.collect(socket.disconnected)
    qt.wait(lambda: closed)
    assert start_again([]) == ["True"]
    assert opened == [([],)]


def test_only_one_takes_the_place_until_it_ends(tmp_path):
    from guestcore_gui.instance import take_place
    from guestcore_gui.paths import find_paths

    paths = find_paths(tmp_path)
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from guestcore_gui.instance import take_place\n"
        "from guestcore_gui.paths import find_paths\n"
        "place = take_place(find_paths(Path(sys.argv[1])))\n"
        "print(place is not None, flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout.readline() == "True\n"
        assert take_place(paths) is None
        other.kill()
    assert take_place(paths) is not None


def test_another_user_or_portable_copy_is_another_instance(tmp_path):
    from guestcore_gui.instance import instance_name
    from guestcore_gui.paths import find_paths

    assert instance_name(find_paths(tmp_path)) != instance_name(find_paths())
