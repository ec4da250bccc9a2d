"""Temporary files of any target: found and removed unless a process holds them."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from guestcore.core import temporary
from guestcore.core.output import OutputFile
from guestcore.core.temporary import find_leftovers, remove_leftover

HOLD = (
    "import sys\n"
    "from pathlib import Path\n"
    "from guestcore.core.temporary import create_temporary\n"
    "path, fd = create_temporary(Path(sys.argv[1]))\n"
    "print(path, flush=True)\n"
    "sys.stdin.read()\n"
)


@pytest.fixture
def abandon(tmp_path):
    """Leave what a killed writer leaves."""

    def abandon(name="a.core", size=5000):
        path, fd = temporary.create_temporary(tmp_path / name)
        os.write(fd, b"x" * size)
        os.close(fd)
        return path

    return abandon


@pytest.fixture
def held(tmp_path):
    """Return a temporary file that another process holds."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path / "held.core"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    yield Path(process.stdout.readline().strip())
    process.stdin.close()
    process.wait()
    process.stdout.close()


def test_leftovers_of_all_targets_are_found(abandon, tmp_path):
    paths = [abandon("a.core"), abandon("b.core"), abandon("a.core")]
    found = find_leftovers(tmp_path)
    assert [leftover.path for leftover in found] == sorted(paths)
    assert [leftover.target_name for leftover in found] == ["a.core"] * 2 + ["b.core"]
    for leftover in found:
        assert leftover.size >= 4096
        age = datetime.now(UTC) - leftover.modified
        assert abs(age) < timedelta(minutes=5)


def test_a_long_name_is_cut(abandon, tmp_path):
    abandon("n" * 100 + ".core")
    (leftover,) = find_leftovers(tmp_path)
    assert leftover.target_name == "n" * 40 + "…"


def test_what_another_process_holds_is_left_alone(held, abandon, tmp_path):
    free = abandon()
    assert [leftover.path for leftover in find_leftovers(tmp_path)] == [free]
    assert not remove_leftover(held)
    assert held.exists()
    assert remove_leftover(free)
    assert not free.exists()


def test_what_this_process_writes_is_left_alone(tmp_path):
    with OutputFile(tmp_path / "a.core") as output:
        output.make_folder()
        assert find_leftovers(tmp_path) == []
        assert not remove_leftover(output.temporary)
        assert not remove_leftover(output.temporary.with_suffix(".work"))
        assert output.temporary.exists()
        assert output.temporary.with_suffix(".work").is_dir()


def test_a_folder_goes_with_its_file(abandon, tmp_path):
    path = abandon()
    folder = temporary.create_folder(path)
    (folder / "vmss.core").write_bytes(b"x" * 100_000)
    (leftover,) = find_leftovers(tmp_path)
    assert leftover.size >= 100_000
    assert remove_leftover(path)
    assert not folder.exists()


def test_a_folder_without_its_file_is_a_leftover(abandon, tmp_path):
    path = abandon()
    folder = temporary.create_folder(path)
    path.unlink()
    (leftover,) = find_leftovers(tmp_path)
    assert (leftover.path, leftover.target_name) == (folder, "a.core")
    assert remove_leftover(folder)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    "name",
    [
        "a.core",
        ".a.core.part",
        ".a.core.0123456789ab.01234567.tmp",
        ".a.core.0123456789AB.01234567.part",
        "a.core.0123456789ab.01234567.part",
        ".a.core.0123456789ab.01234567.part.vmem",
    ],
)
def test_files_of_others_are_never_touched(tmp_path, name):
    (tmp_path / name).write_bytes(b"x")
    assert find_leftovers(tmp_path) == []
    assert not remove_leftover(tmp_path / name)
    assert (tmp_path / name).exists()


def test_what_only_has_the_name_of_a_leftover_stays(tmp_path):
    folder = tmp_path / ".a.core.0123456789ab.01234567.part"
    folder.mkdir()
    file = tmp_path / ".a.core.0123456789ab.76543210.work"
    file.write_bytes(b"x")
    assert find_leftovers(tmp_path) == []
    assert not remove_leftover(folder)
    assert not remove_leftover(file)


@pytest.mark.skipif(os.name == "nt", reason="links and pipes are made otherwise there")
def test_links_and_pipes_stay(tmp_path):
    (tmp_path / "memory.vmem").write_bytes(b"x")
    link = tmp_path / ".a.core.0123456789ab.01234567.part"
    link.symlink_to(tmp_path / "memory.vmem")
    pipe = tmp_path / ".a.core.0123456789ab.76543210.part"
    os.mkfifo(pipe)
    work = tmp_path / ".a.core.0123456789ab.00000000.work"
    work.symlink_to(tmp_path, target_is_directory=True)
    assert find_leftovers(tmp_path) == []
    assert not any(remove_leftover(path) for path in (link, pipe, work))
    assert (tmp_path / "memory.vmem").exists()


def test_a_folder_that_cannot_be_read_has_none(tmp_path):
    assert find_leftovers(tmp_path / "absent") == []
    assert find_leftovers(Path("a\0b")) == []


def test_what_is_gone_already_counts_as_removed(abandon):
    path = abandon()
    path.unlink()
    assert remove_leftover(path)
