"""How vmrun is asked, and what is made of its answers."""

import os
import stat
import time
from pathlib import Path

import pytest

from guestcore.capture import Vmrun, find_vmrun
from guestcore.errors import Cancelled, ErrorKind, GuestCoreError
from tests.capture.quick import QUICK, Watch, vmrun_of

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="the stand-ins are scripts, which Windows starts by name"
)


@pytest.fixture
def scripted(tmp_path):
    """Return a vmrun that prints what the test says."""

    def make(text, code=0):
        answer = tmp_path / "answer"
        answer.write_bytes(text if isinstance(text, bytes) else text.encode())
        script = tmp_path / "vmrun"
        script.write_text(f'#!/bin/sh\ncat "{answer}"\nexit {code}\n')
        script.chmod(0o755)
        return Vmrun(script, timing=QUICK)

    return make


def failure_of(call, *arguments):
    with pytest.raises(GuestCoreError) as caught:
        call(*arguments)
    return caught.value


def test_flags_come_before_the_command(standin):
    vmrun = vmrun_of(standin, "fusion")
    vmrun.suspend(standin.vmx)
    assert standin.calls() == [["-T", "fusion", "suspend", str(standin.vmx), "hard"]]


def test_arguments_are_passed_as_they_are(standin):
    name = "$(touch x) `id` ; 'a' \"b\" *"
    vmrun_of(standin).snapshot(standin.vmx, name)
    assert standin.calls() == [["-T", "ws", "snapshot", str(standin.vmx), name]]


def test_a_path_is_never_taken_for_an_option(standin, monkeypatch):
    odd = standin.vmx.with_name("-vp.vmx")
    standin.vmx.rename(odd)
    monkeypatch.chdir(odd.parent)
    vmrun_of(standin).list_snapshots(Path("-vp.vmx"))
    assert standin.calls() == [["-T", "ws", "listSnapshots", str(odd)]]


def test_running_machines_are_listed(standin):
    assert vmrun_of(standin).list_running() == (standin.vmx,)
    standin.switch(on=False)
    assert vmrun_of(standin).list_running() == ()


def test_a_machine_is_recognised_through_a_link(standin, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(standin.vmx.parent)
    assert vmrun_of(standin).is_running(link / standin.vmx.name)
    assert not vmrun_of(standin).is_running(tmp_path / "other.vmx")


def test_snapshots_are_listed_by_title(standin):
    vmrun = vmrun_of(standin)
    for name in ("first", "second"):
        vmrun.snapshot(standin.vmx, name)
    assert vmrun.list_snapshots(standin.vmx) == ("first", "second")


def test_lines_that_are_no_machine_are_passed_over(scripted):
    vmrun = scripted(
        "Total running VMs: 3\n/a/b.vmx\r\n\nrelative.vmx\n/notes.txt\n"
        f"/{'x' * 5000}.vmx\n/c/\udcff.vmx\n".encode("utf-8", "surrogateescape")
    )
    assert vmrun.list_running() == (Path("/a/b.vmx"), Path("/c/\udcff.vmx"))


def test_no_more_machines_are_read_than_can_be(scripted):
    vmrun = scripted("Total\n" + "".join(f"/{n}.vmx\n" for n in range(20_000)))
    assert len(vmrun.list_running()) == 10_000


def test_an_error_on_standard_output_is_one_whatever_the_exit_code(scripted):
    for code in (0, 255):
        vmrun = scripted("Error: The virtual machine is busy\n", code)
        error = failure_of(vmrun.snapshot, Path("/a.vmx"), "name")
        assert error.kind is ErrorKind.CAPTURE
        assert error.message == (
            "vmrun snapshot failed: VMware says: The virtual machine is busy"
        )


def test_an_exit_code_alone_is_an_error_too(scripted):
    error = failure_of(scripted("hm\n", 3).list_running)
    assert error.message == "vmrun list failed: it ended with code 3"


@pytest.mark.parametrize("words", ["A password is required", "Incorrect password"])
def test_an_encrypted_machine_is_told_apart(scripted, words):
    error = failure_of(
        scripted(f"Error: {words}\n", 255).suspend, Path("/secret/machine.vmx")
    )
    assert error.kind is ErrorKind.ENCRYPTED
    assert "remove the encryption" in error.hint


def test_vmwares_words_are_repeated_at_sane_length(scripted):
    error = failure_of(scripted("Error: " + "x" * 100_000).list_running)
    assert len(error.message) < 500


def test_a_vmrun_that_cannot_be_started_is_named(tmp_path):
    vmrun = Vmrun(tmp_path / "vmrun")
    error = failure_of(vmrun.list_running)
    assert error.kind is ErrorKind.CAPTURE
    assert str(vmrun.path) in error.message


def test_a_vmrun_that_hangs_is_ended_in_time(make):
    standin = make(hang=["list"])
    before = time.monotonic()
    error = failure_of(vmrun_of(standin, question=0.5).list_running)
    assert "did not end within" in error.message
    assert time.monotonic() - before < 5


def test_a_vmrun_that_floods_is_ended(tmp_path):
    script = tmp_path / "vmrun"
    script.write_text("#!/bin/sh\nexec yes\n")
    script.chmod(0o755)
    error = failure_of(Vmrun(script, timing=QUICK).list_running)
    assert "more than can be read" in error.message


def test_what_vmrun_leaves_running_is_not_waited_for(tmp_path):
    script = tmp_path / "vmrun"
    script.write_text("#!/bin/sh\necho Total\nsleep 5 &\n")
    script.chmod(0o755)
    before = time.monotonic()
    assert Vmrun(script, timing=QUICK).list_running() == ()
    assert time.monotonic() - before < 3


def test_stopping_acts_at_once(make):
    standin = make(hang=["suspend"])
    start = time.monotonic()
    watch = Watch(lambda phase: time.monotonic() - start > 0.5)
    with pytest.raises(Cancelled):
        vmrun_of(standin).suspend(standin.vmx, watch)
    assert time.monotonic() - watch.cancelled_at < 0.3


def test_a_chosen_vmrun_is_taken_itself_or_from_its_folder(standin, tmp_path):
    assert find_vmrun(standin.path).path == standin.path
    assert find_vmrun(standin.home).path == standin.path
    assert find_vmrun(tmp_path / "nothing") is None


def test_a_file_that_is_no_program_is_not_vmrun(tmp_path):
    path = tmp_path / "vmrun"
    path.write_text("text")
    path.chmod(stat.S_IRUSR)
    assert find_vmrun(path) is None


def test_vmrun_is_found_on_the_path_but_not_in_the_current_folder(
    standin, monkeypatch, tmp_path
):
    monkeypatch.chdir(standin.home)
    monkeypatch.setenv("PATH", os.pathsep.join(("", ".", str(tmp_path))))
    found = find_vmrun()
    assert found is None or found.path.parent != standin.home
    monkeypatch.setenv("PATH", str(standin.home))
    assert find_vmrun().path == standin.path


def test_windows_own_places_are_looked_in(standin, monkeypatch, tmp_path):
    folder = tmp_path / "VMware" / "VMware Player"
    folder.mkdir(parents=True)
    program = folder / "vmrun.exe"
    program.write_bytes(standin.path.read_bytes())
    program.chmod(0o755)
    (folder / "vmplayer.exe").touch()
    monkeypatch.setenv("ProgramFiles(x86)", str(tmp_path))
    found = find_vmrun(platform="win32")
    assert (found.path, found.product, found.can_snapshot) == (program, "player", False)


def test_the_product_shows_in_what_lies_beside(standin):
    assert find_vmrun(standin.path).product == "ws"
    assert find_vmrun(standin.path, platform="darwin").product == "fusion"
    (standin.home / "vmplayer").touch()
    assert find_vmrun(standin.path, platform="linux").product == "player"
    (standin.home / "vmware").touch()
    assert find_vmrun(standin.path, platform="linux").product == "ws"
