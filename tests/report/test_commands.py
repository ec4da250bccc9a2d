import shlex
from pathlib import Path

import pytest

from guestcore.model import GuestOs, KernelInfo
from guestcore.report import commands
from guestcore.report.commands import debugger_commands, find_vmlinux

KERNEL = KernelInfo(
    os=GuestOs.LINUX, osrelease="6.1.0-demo", kaslr_offset=0x1600000, build_id="ab" * 20
)


def test_lines_name_the_core_and_a_marked_placeholder():
    lines = debugger_commands(Path("a.core"), KERNEL)
    assert lines.crash == "crash VMLINUX a.core"
    assert lines.gdb == "gdb -c a.core -ex 'symbol-file VMLINUX -o 0x1600000'"
    assert lines.drgn == "drgn -c a.core -s VMLINUX"
    assert "linux-image-6.1.0-demo-dbg" in lines.hint


@pytest.mark.parametrize(
    "name", ["my core.core", "$(reboot).core", "a'b.core", "-x.core", "ä\n.core"]
)
def test_hostile_names_stay_one_word(name):
    for line in debugger_commands(Path(name), KERNEL).lines:
        words = shlex.split(line)
        target = next(word for word in words if word.endswith(".core"))
        assert not target.startswith("-")
        assert Path(target) == Path(name)


def test_no_lines_for_a_guest_that_is_not_linux():
    assert debugger_commands(Path("a"), KernelInfo(os=GuestOs.WINDOWS)) is None
    assert debugger_commands(Path("a"), None) is None


def test_vmlinux_counts_only_with_the_same_build_id(tmp_path, monkeypatch):
    image = tmp_path / "vmlinux-6.1.0-demo"
    image.write_bytes(b"")
    monkeypatch.setattr(commands, "_FOLDERS", (str(tmp_path / "vmlinux-{release}"),))
    monkeypatch.setattr(commands, "read_build_id", lambda path: "cd" * 20)
    assert find_vmlinux(KERNEL) is None
    monkeypatch.setattr(commands, "read_build_id", lambda path: "ab" * 20)
    assert find_vmlinux(KERNEL) == image
    assert str(image) in debugger_commands(Path("a.core"), KERNEL).crash


def test_a_release_with_a_path_in_it_is_not_followed(monkeypatch):
    monkeypatch.setattr(commands, "read_build_id", lambda path: "ab" * 20)
    hostile = KernelInfo(os=GuestOs.LINUX, osrelease="../../x", build_id="ab" * 20)
    assert find_vmlinux(hostile) is None


def test_the_build_id_of_a_program_on_this_machine_is_read():
    import sys

    found = commands.read_build_id(Path(sys.executable).resolve())
    assert found is None or len(found) == 40
    assert commands.read_build_id(Path("/nonexistent")) is None
