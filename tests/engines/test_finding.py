"""vmss2core (a stand-in) is found where users and VMware put it."""

import os
import sys
import time
from pathlib import Path

import pytest

from guestcore.engines import find_vmss2core, finding, read_version
from tests.standins import vmss2core

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script")


@pytest.fixture(autouse=True)
def nowhere(tmp_path, monkeypatch):
    """A machine on which no vmss2core is, whatever this one has."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "environment"))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "python"))
    monkeypatch.setattr(finding, "vmware_folders", lambda: [tmp_path / "vmware"])
    monkeypatch.setenv("PATH", str(tmp_path / "path"))


@pytest.fixture
def quick(monkeypatch):
    """Do not ask for versions: only where they are matters."""
    monkeypatch.setattr(finding, "read_version", lambda path: None)


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def paths() -> list[Path]:
    return [found.path for found in find_vmss2core()]


def test_nothing_is_found_where_nothing_is(tmp_path):
    assert find_vmss2core() == []
    assert find_vmss2core(tmp_path / "gone") == []


def test_the_order_is_chosen_beside_us_vmwares_path(tmp_path, quick):
    places = ("chosen", "environment/engines", "bin/engines", "vmware", "path")
    expected = [program(tmp_path / place / "vmss2core") for place in places]
    assert [f.path for f in find_vmss2core(expected[0])] == expected


def test_a_frozen_program_looks_beside_itself(tmp_path, quick, monkeypatch):
    program(tmp_path / "environment" / "engines" / "vmss2core")
    expected = program(tmp_path / "bin" / "engines" / "vmss2core")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert paths() == [expected]


def test_downloads_keep_their_names(tmp_path, quick):
    folder = tmp_path / "path"
    names = ["vmss2core", "vmss2core-Linux64", "vmss2core-sb-8456865"]
    assert paths() == []
    expected = [program(folder / name) for name in reversed(names)][::-1]
    for other in ("vmss2corefoo", "myvmss2core", "vmss2core.exe", "vmrun"):
        program(folder / other)
    assert paths() == expected


def test_windows_programs_have_names_of_their_own():
    names = ["vmss2core.exe", "vmss2core-sb-8456865.exe", "VMSS2CORE-win.EXE"]
    others = ["vmss2core", "vmss2core-Linux64", "vmss2core.exe.txt", "vmrun.exe"]
    found = [n for n in names + others if finding.is_name(n, windows=True)]
    assert found == names


def test_vmwares_folders_on_windows_are_known(monkeypatch):
    monkeypatch.undo()
    monkeypatch.setenv("ProgramFiles", r"C:\Program Files")
    monkeypatch.setenv("ProgramFiles(x86)", r"C:\Program Files (x86)")
    found = [str(path) for path in finding.vmware_folders("win32")]
    for name in (r"C:\Program Files", r"C:\Program Files (x86)"):
        assert any(f.startswith(name) and "VMware Workstation" in f for f in found)
    mac = map(str, finding.vmware_folders("darwin"))
    assert "/Library/Application Support/VMware Fusion" in mac


def test_links_to_the_same_program_count_once(tmp_path, quick):
    real = program(tmp_path / "vmware" / "vmss2core")
    (tmp_path / "path").mkdir()
    (tmp_path / "path" / "vmss2core").symlink_to(real)
    assert paths() == [real]


def test_what_cannot_run_is_left_out(tmp_path, quick):
    folder = tmp_path / "path"
    program(folder / "vmss2core").chmod(0o644)
    (folder / "vmss2core-1").mkdir()
    (folder / "vmss2core-2").symlink_to("nowhere")
    assert paths() == []


def test_path_entries_that_depend_on_the_folder_are_not_followed(
    tmp_path, quick, monkeypatch
):
    program(tmp_path / "here" / "vmss2core")
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "../here"]))
    assert paths() == []


def test_the_version_is_that_of_the_banner(tmp_path, monkeypatch):
    monkeypatch.undo()
    engine = vmss2core.install(tmp_path / "engine")
    assert read_version(engine) == vmss2core.VERSION
    found = find_vmss2core(engine)[0]
    assert (found.path, found.version) == (engine, vmss2core.VERSION)


@pytest.mark.parametrize("variant", ["hangs", "hangs,deaf"])
def test_the_version_of_one_that_hangs_is_read_all_the_same(
    tmp_path, monkeypatch, variant
):
    monkeypatch.undo()
    started = time.monotonic()
    engine = vmss2core.install(tmp_path / "engine", variant=variant)
    assert read_version(engine) == vmss2core.VERSION
    assert time.monotonic() - started < 4


def test_one_that_hangs_silently_has_no_version_after_a_while(tmp_path, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(finding, "_SECONDS", 0.5)
    engine = vmss2core.install(tmp_path / "engine", variant="hangs,silent")
    started = time.monotonic()
    assert read_version(engine) is None
    assert time.monotonic() - started < 4


@pytest.mark.parametrize(
    "text",
    [
        "#!/bin/sh\necho something else\n",
        "#!/bin/sh\nexit 7\n",
        "#!/bin/sh\nhead -c 3000000 /dev/zero\n",
        "#!/nowhere/at/all\n",
        "\x7fELF, but not really",
        "",
    ],
)
def test_other_programs_have_no_version(tmp_path, monkeypatch, text):
    monkeypatch.undo()
    path = tmp_path / "vmss2core"
    path.write_text(text)
    path.chmod(0o755)
    assert read_version(path) is None


@pytest.mark.parametrize("name", ["gone", "", "a\0b"])
def test_what_is_not_there_has_no_version(tmp_path, name):
    assert read_version(tmp_path / name) is None


def test_asking_for_the_version_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(finding.tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "temporary").mkdir()
    path = tmp_path / "vmss2core"
    path.write_text("#!/bin/sh\necho vmss2core version 1.2-beta \nenv > written\n")
    path.chmod(0o755)
    assert read_version(path) == "1.2-beta"
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["temporary", "vmss2core"]
