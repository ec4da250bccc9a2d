"""A core that another program wrote: taken whole, with the same manners."""

import contextlib
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from guestcore.core.output import OutputFile
from guestcore.core.temporary import create_folder, create_temporary
from guestcore.errors import ErrorKind, GuestCoreError

posix_only = pytest.mark.skipif(
    os.name == "nt", reason="Windows has no such links, pipes and permissions"
)


@pytest.fixture
def target(tmp_path) -> Path:
    return tmp_path / "Server.core"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def leave_behind(target: Path) -> Path:
    """Return the folder that a killed writer leaves with its temporary file."""
    temporary, fd = create_temporary(target)
    os.close(fd)
    folder = create_folder(temporary)
    (folder / "vmss.core").write_bytes(b"half")
    return folder


def test_a_file_from_the_folder_becomes_the_core(target):
    with OutputFile(target) as output:
        folder = output.make_folder()
        (folder / "vmss.core").write_bytes(b"whole")
        (folder / "other").write_bytes(b"left over")
        output.adopt(folder / "vmss.core")
        assert not folder.exists()
        assert not target.exists()
        assert output.temporary.read_bytes() == b"whole"
        assert output.commit() == target
    assert (names(target.parent), target.read_bytes()) == (["Server.core"], b"whole")


def test_it_may_fail_its_check_like_any_other(target):
    with OutputFile(target) as output:
        folder = output.make_folder()
        (folder / "vmss.core").write_bytes(b"whole")
        output.adopt(folder / "vmss.core")
        output.commit_invalid()
    assert names(target.parent) == ["Server.core.invalid"]


@posix_only
def test_folder_and_core_are_for_the_owner_only(target):
    previous = os.umask(0)
    try:
        with OutputFile(target) as output:
            folder = output.make_folder()
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
            (folder / "vmss.core").write_bytes(b"whole")
            output.adopt(folder / "vmss.core")
            output.commit()
    finally:
        os.umask(previous)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_whatever_goes_wrong_the_folder_goes_with_its_content(target):
    with contextlib.suppress(KeyboardInterrupt), OutputFile(target) as output:
        (output.make_folder() / "vmss.core").write_bytes(b"half")
        raise KeyboardInterrupt
    assert names(target.parent) == []


@pytest.mark.parametrize("kind", ["symbolic", "hard", "pipe", "folder"])
@posix_only
def test_only_a_file_of_its_own_is_taken(target, kind):
    precious = target.with_name("memory.vmem")
    precious.write_bytes(b"memory")
    precious.chmod(0o644)
    with OutputFile(target) as output:
        written = output.make_folder() / "vmss.core"
        {
            "symbolic": lambda: written.symlink_to(precious),
            "hard": lambda: written.hardlink_to(precious),
            "pipe": lambda: os.mkfifo(written),
            "folder": written.mkdir,
        }[kind]()
        with pytest.raises(GuestCoreError) as caught:
            output.adopt(written)
        assert caught.value.kind is ErrorKind.OUTPUT
    assert (names(target.parent), precious.read_bytes()) == (["memory.vmem"], b"memory")
    assert stat.S_IMODE(precious.stat().st_mode) == 0o644


def test_the_folder_of_a_killed_writer_is_removed_by_the_next_run(target):
    folder = leave_behind(target)
    with OutputFile(target) as output:
        assert not folder.exists()
        output.commit()
    assert names(target.parent) == ["Server.core"]


def test_a_folder_whose_temporary_file_is_gone_is_removed_too(target):
    folder = leave_behind(target)
    folder.with_suffix(".part").unlink()
    with OutputFile(target):
        assert not folder.exists()


def test_folders_of_other_targets_stay(target):
    folder = leave_behind(target.with_name("Other.core"))
    with OutputFile(target) as output:
        output.commit()
    assert (folder / "vmss.core").exists()


@pytest.mark.parametrize("adopted", [False, True], ids=["writing", "written"])
def test_what_a_living_process_lets_another_write_stays(target, adopted):
    program = (
        "import sys; from pathlib import Path\n"
        "from guestcore.core.output import OutputFile\n"
        "with OutputFile(Path(sys.argv[1])) as output:\n"
        "    written = output.make_folder() / 'vmss.core'\n"
        "    written.write_bytes(b'theirs')\n"
        "    if sys.argv[2] == 'True': output.adopt(written)\n"
        "    print(output.temporary, flush=True); sys.stdin.read()\n"
        "    if sys.argv[2] != 'True': output.adopt(written)\n"
        "    output.commit()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", program, target, str(adopted)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with other:
        temporary = Path(other.stdout.readline().rstrip("\n"))
        with OutputFile(target):
            assert temporary.exists()
        other.stdin.close()
        assert other.wait() == 0
    assert (names(target.parent), target.read_bytes()) == (["Server.core"], b"theirs")


@posix_only
def test_a_link_under_a_folders_name_does_not_lead_to_another_folder(target):
    precious = target.with_name("precious")
    precious.mkdir()
    (precious / "kept").write_bytes(b"kept")
    folder = leave_behind(target)
    (folder / "vmss.core").unlink()
    folder.rmdir()
    folder.symlink_to(precious)
    with OutputFile(target) as output:
        output.commit()
    assert (precious / "kept").read_bytes() == b"kept"
