"""A core is whole under its name, or not there at all."""

import contextlib
import os
import stat
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from guestcore.core import output as output_module
from guestcore.core.output import OutputFile
from guestcore.core.temporary import create_temporary
from guestcore.core.transfer import page_buffer
from guestcore.errors import Cancelled, ErrorKind, GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.model import PAGE_SIZE
from guestcore.progress import NoProgress, Phase

MIB = 1 << 20
posix_only = pytest.mark.skipif(
    os.name == "nt", reason="Windows has no such links, pipes and permissions"
)


@pytest.fixture
def target(tmp_path) -> Path:
    return tmp_path / "Server.core"


@contextlib.contextmanager
def refused(text: str):
    with pytest.raises(GuestCoreError) as caught:
        yield
    assert caught.value.kind is ErrorKind.OUTPUT
    assert text in caught.value.message
    assert caught.value.hint


@contextlib.contextmanager
def stopped_by(error: type[BaseException]):
    with pytest.raises(error):
        yield


def fill(output: OutputFile, data: bytes = b"core") -> None:
    output.write_at(0, memoryview(data))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- temporary file, then the name


@pytest.mark.parametrize("suffix", [".vmx", ".VMDK", ".vmem"])
def test_a_file_of_a_virtual_machine_is_never_replaced(tmp_path, suffix):
    target = tmp_path / f"web01{suffix}"
    target.write_text("mine")
    with pytest.raises(GuestCoreError, match="belongs to a virtual machine") as caught:
        OutputFile(target, force=True)
    assert caught.value.kind is ErrorKind.OUTPUT
    assert target.read_text() == "mine"


def test_nothing_has_the_name_before_the_commit(target):
    with OutputFile(target) as output:
        fill(output)
        assert not target.exists()
        assert output.temporary.parent == target.parent
        output.commit()
        assert target.read_bytes() == b"core"
    assert names(target.parent) == ["Server.core"]


@posix_only
def test_only_the_owner_may_read_it_from_the_first_moment(target):
    previous = os.umask(0)
    try:
        with OutputFile(target) as output:
            assert stat.S_IMODE(output.temporary.stat().st_mode) == 0o600
            output.commit()
    finally:
        os.umask(previous)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@posix_only
def test_replacing_a_public_file_does_not_make_the_core_public(target):
    target.write_bytes(b"old")
    target.chmod(0o644)
    with OutputFile(target, force=True) as output:
        output.commit()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_the_core_is_on_disk_before_it_has_its_name(target, monkeypatch):
    events = []
    fsync, link = os.fsync, os.link

    def note_fsync(fd):
        events.append("folder" if stat.S_ISDIR(os.fstat(fd).st_mode) else "file")
        fsync(fd)

    def note_link(old, new):
        events.append("name")
        link(old, new)

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(os, "link", note_link)
    with OutputFile(target) as output:
        fill(output)
        output.commit()
    if os.name != "nt":
        assert events == ["file", "name", "folder"]
    assert "file" in events


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, Cancelled])
def test_whatever_goes_wrong_nothing_is_left(target, error):
    with stopped_by(error), OutputFile(target) as output:
        fill(output)
        raise error
    assert names(target.parent) == []


def test_a_second_discard_does_nothing(target):
    output = OutputFile(target)
    output.discard()
    output.discard()
    assert names(target.parent) == []


@pytest.mark.parametrize("moment", ["link", "unlink"])
@posix_only
def test_ctrl_c_during_the_commit_leaves_a_whole_core_or_none(
    target, monkeypatch, moment
):
    def interrupt(*args):
        monkeypatch.undo()
        raise KeyboardInterrupt

    with stopped_by(KeyboardInterrupt), OutputFile(target) as output:
        fill(output)
        monkeypatch.setattr(os, moment, interrupt)
        output.commit()
    assert names(target.parent) == (["Server.core"] if moment == "unlink" else [])
    assert moment == "link" or target.read_bytes() == b"core"


@posix_only
def test_file_systems_without_hard_links_get_a_rename(target, monkeypatch):
    def no_links(old, new):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    with OutputFile(target) as output:
        fill(output)
        output.commit()
    assert (names(target.parent), target.read_bytes()) == (["Server.core"], b"core")


def test_names_of_any_length_and_script_have_room_for_a_temporary_one(tmp_path):
    for name in ("x" * 250, "Größe-測試-" * 14, "a\udcff"):
        target = tmp_path / name
        with OutputFile(target) as output:
            output.commit()
        assert target.exists()


# --- what is never replaced


def test_an_existing_file_is_refused(target):
    target.write_bytes(b"mine")
    with refused("exists already"):
        OutputFile(target)
    assert (names(target.parent), target.read_bytes()) == (["Server.core"], b"mine")


def test_force_replaces_an_existing_file(target):
    target.write_bytes(b"old")
    with OutputFile(target, force=True) as output:
        fill(output)
        assert target.read_bytes() == b"old"
        output.commit()
    assert (names(target.parent), target.read_bytes()) == (["Server.core"], b"core")


def test_a_file_that_appears_meanwhile_is_not_replaced(target):
    with OutputFile(target) as output:
        fill(output)
        target.write_bytes(b"somebody else's")
        with refused("exists already"):
            output.commit()
    assert target.read_bytes() == b"somebody else's"
    assert names(target.parent) == ["Server.core"]


@posix_only
def test_a_file_that_appears_at_the_last_moment_is_not_replaced(target, monkeypatch):
    link = os.link

    def appear(old, new):
        Path(new).write_bytes(b"somebody else's")
        link(old, new)

    monkeypatch.setattr(os, "link", appear)
    with OutputFile(target) as output, refused("File exists"):
        output.commit()
    assert target.read_bytes() == b"somebody else's"


@pytest.mark.parametrize("force", [False, True])
def test_a_source_is_never_replaced(tmp_path, force):
    source = tmp_path / "Server.vmem"
    source.write_bytes(b"memory")
    with SourceFile(source) as file, refused("is a source"):
        OutputFile(source, sources=[file], force=force)
    assert source.read_bytes() == b"memory"


@pytest.mark.parametrize("kind", ["symbolic", "hard"])
@posix_only
def test_a_source_under_another_name_is_not_replaced_either(tmp_path, target, kind):
    source = tmp_path / "Server.vmem"
    source.write_bytes(b"memory")
    if kind == "symbolic":
        target.symlink_to(source)
    else:
        target.hardlink_to(source)
    with SourceFile(source) as file, refused("is a source"):
        OutputFile(target, sources=[file], force=True)
    assert source.read_bytes() == b"memory"


@posix_only
def test_a_link_is_replaced_itself_and_not_what_it_leads_to(tmp_path, target):
    other = tmp_path / "other"
    other.write_bytes(b"untouched")
    target.symlink_to(other)
    with refused("exists already"):
        OutputFile(target)
    with OutputFile(target, force=True) as output:
        fill(output)
        output.commit()
    assert not target.is_symlink()
    assert other.read_bytes() == b"untouched"


@posix_only
def test_a_link_to_nowhere_counts_as_existing(target):
    target.symlink_to("nowhere")
    with refused("exists already"):
        OutputFile(target)
    assert not (target.parent / "nowhere").exists()


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_is_no_place_for_a_core(tmp_path, force):
    with refused("not a regular file"):
        OutputFile(tmp_path, force=force)


@posix_only
def test_a_device_is_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with refused("not a regular file"):
        OutputFile(pipe, force=True)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_missing_folder_is_named_with_what_to_do(tmp_path):
    with pytest.raises(GuestCoreError) as caught:
        OutputFile(tmp_path / "nowhere" / "x.core")
    assert caught.value.kind is ErrorKind.OUTPUT
    assert caught.value.hint.startswith("create the folder first")


def test_an_impossible_name_is_an_output_error(tmp_path):
    with refused("cannot write"):
        OutputFile(tmp_path / "a\0b")


# --- cores that failed their checks


def test_an_invalid_core_is_kept_beside_the_name(target):
    with OutputFile(target) as output:
        fill(output)
        assert output.commit_invalid() == target.with_name("Server.core.invalid")
    assert names(target.parent) == ["Server.core.invalid"]


def test_invalid_cores_do_not_replace_each_other(target):
    for expected in (".invalid", ".invalid.2", ".invalid.3"):
        with OutputFile(target) as output:
            assert output.commit_invalid().name == f"Server.core{expected}"


def test_an_invalid_core_does_not_touch_the_core_of_before(target):
    target.write_bytes(b"sound")
    with OutputFile(target, force=True) as output:
        fill(output)
        output.commit_invalid()
    assert target.read_bytes() == b"sound"
    assert names(target.parent) == ["Server.core", "Server.core.invalid"]


def test_force_replaces_an_invalid_core_of_before(target):
    target.with_name("Server.core.invalid").write_bytes(b"old")
    with OutputFile(target, force=True) as output:
        fill(output)
        output.commit_invalid()
    assert target.with_name("Server.core.invalid").read_bytes() == b"core"


def test_an_invalid_core_never_replaces_a_source(tmp_path, target):
    source = tmp_path / "Server.core.invalid"
    source.write_bytes(b"memory")
    with (
        SourceFile(source) as file,
        OutputFile(target, sources=[file], force=True) as output,
    ):
        assert output.commit_invalid().name == "Server.core.invalid.2"
    assert source.read_bytes() == b"memory"


# --- leftovers


def leave_behind(target: Path) -> Path:
    """Return a temporary file as a killed writer leaves it."""
    path, fd = create_temporary(target)
    os.close(fd)
    return path


def test_a_leftover_is_removed_by_the_next_run_to_the_same_target(target):
    leftover = leave_behind(target)
    with OutputFile(target) as output:
        assert not leftover.exists()
        output.commit()
    assert names(target.parent) == ["Server.core"]


def test_leftovers_of_other_targets_stay(target):
    leftover = leave_behind(target.with_name("Other.core"))
    with OutputFile(target) as output:
        output.commit()
    assert leftover.exists()


def test_what_a_living_process_writes_stays(target):
    program = (
        "import sys; from pathlib import Path\n"
        "from guestcore.core.output import OutputFile\n"
        "with OutputFile(Path(sys.argv[1])) as output:\n"
        "    print(output.temporary, flush=True); sys.stdin.read(); output.commit()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", program, target],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with other:
        temporary = Path(other.stdout.readline().rstrip("\n"))
        with OutputFile(target):
            assert temporary.exists()
        other.stdin.close()
        assert other.wait() == 0
    assert names(target.parent) == ["Server.core"]


@posix_only
def test_strange_things_under_a_leftovers_name_block_nobody(target):
    leftover = leave_behind(target)
    leftover.unlink()
    kinds = {
        "pipe": os.mkfifo,
        "folder": os.mkdir,
        "link": lambda path: os.symlink("nowhere", path),
    }
    for kind, make in kinds.items():
        make(leftover.with_name(leftover.name.replace(".part", f"{kind}.part")))
    with OutputFile(target) as output:
        output.commit()
    assert target.exists()


@posix_only
def test_a_leftovers_link_does_not_lead_to_another_file(target, tmp_path):
    precious = tmp_path / "precious"
    precious.write_bytes(b"kept")
    leftover = leave_behind(target)
    leftover.unlink()
    leftover.symlink_to(precious)
    with OutputFile(target):
        assert precious.read_bytes() == b"kept"


# --- space, errors, writing


Usage = namedtuple("Usage", "total used free")


def test_too_little_space_is_found_before_anything_is_written(target, monkeypatch):
    monkeypatch.setattr(
        output_module.shutil, "disk_usage", lambda folder: Usage(100, 60, 40)
    )
    with OutputFile(target) as output:
        output.require_space(40)
        with refused("the core needs 41 bytes, 40 are free"):
            output.require_space(41)


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no file's size")
def test_a_file_that_may_not_grow_is_an_output_error(target):
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from guestcore.core.output import OutputFile\n"
        "from guestcore.errors import GuestCoreError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))\n"
        "try:\n"
        "    with OutputFile(Path(sys.argv[1])) as output:\n"
        "        output.write_at(0, memoryview(bytes(1 << 20)))\n"
        "        output.write_at(1 << 20, memoryview(b'x'))\n"
        "except GuestCoreError as error:\n"
        "    print(error.kind, '|', error.hint)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, target],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout.startswith("output | the file system or a limit of yours")
    assert names(target.parent) == []


def aligned(size: int) -> memoryview:
    buffer = page_buffer(size)
    buffer[:] = os.urandom(size)
    return buffer


def test_large_and_small_pieces_end_up_where_they_belong(target):
    data = aligned(MIB)
    with OutputFile(target) as output:
        output.set_size(2 * MIB)
        output.write_at(MIB, data)
        output.write_at(0, data[: 2 * PAGE_SIZE])
        output.write_at(MIB - 5, data[:5])
        output.write_at(3 * PAGE_SIZE + 1, data[1 : MIB // 2])
        output.commit()
    expected = bytearray(2 * MIB)
    expected[MIB:] = data
    expected[: 2 * PAGE_SIZE] = data[: 2 * PAGE_SIZE]
    expected[MIB - 5 : MIB] = data[:5]
    start = 3 * PAGE_SIZE + 1
    expected[start : start + MIB // 2 - 1] = data[1 : MIB // 2]
    assert target.read_bytes() == expected


def test_a_file_system_that_wants_its_cache_used_gets_its_way(target, monkeypatch):
    data = aligned(MIB)
    real, refusals = output_module.write_some_at, []

    def refuse_direct(fd, piece, offset):
        if fd == output._direct_fd:
            refusals.append(offset)
            raise OSError(22, "Invalid argument")
        return real(fd, piece, offset)

    monkeypatch.setattr(output_module, "write_some_at", refuse_direct)
    with OutputFile(target) as output:
        output.write_at(0, data)
        output.write_at(MIB, data)
        output.commit()
    assert target.read_bytes() == bytes(data) * 2
    assert len(refusals) <= 1


def test_short_writes_are_continued(target, monkeypatch):
    real = output_module.write_some_at
    monkeypatch.setattr(
        output_module,
        "write_some_at",
        lambda fd, piece, offset: real(fd, piece[: max(1, len(piece) // 3)], offset),
    )
    data = aligned(256 << 10)
    with OutputFile(target) as output:
        output.write_at(0, data)
        output.commit()
    assert target.read_bytes() == data


@pytest.mark.parametrize(
    ("number", "text"), [(5, "cannot write"), (28, "cannot write")], ids=["eio", "full"]
)
def test_what_the_disk_reports_is_told(target, monkeypatch, number, text):
    def fail(fd, piece, offset):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(output_module, "write_some_at", fail)
    with refused(text), OutputFile(target) as output:
        output.write_at(0, aligned(MIB))
    assert names(target.parent) == []


def test_a_failing_flush_is_told(target, monkeypatch):
    def fail(fd):
        raise OSError(5, "Input/output error")

    with refused("to disk"), OutputFile(target) as output:
        fill(output)
        monkeypatch.setattr(os, "fsync", fail)
        output.flush(NoProgress())
    assert names(target.parent) == []


class Counter:
    def __init__(self, stop_at: int | None = None) -> None:
        self.reports = []
        self.stop_at = stop_at

    def report(self, phase, done, total):
        self.reports.append((phase, done, total))
        if len(self.reports) == self.stop_at:
            raise Cancelled


def test_flushing_is_told_step_by_step(target):
    progress = Counter()
    with OutputFile(target) as output:
        output.set_size(100 * MIB)
        output.flush(progress)
    assert {phase for phase, _, _ in progress.reports} == {Phase.FLUSHING}
    assert progress.reports[-1] == (Phase.FLUSHING, 100 * MIB, 100 * MIB)
    done = [done for _, done, _ in progress.reports]
    assert done == sorted(done)


def test_flushing_can_be_stopped(target):
    with stopped_by(Cancelled), OutputFile(target) as output:
        output.set_size(100 * MIB)
        output.flush(Counter(stop_at=1))
    assert names(target.parent) == []
