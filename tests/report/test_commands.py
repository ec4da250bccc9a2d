import os
import shlex
import subprocess
from pathlib import Path

import pytest

from guestcore.model import GuestOs, KernelInfo
from guestcore.report import commands
from guestcore.report.commands import (
    debugger_commands,
    find_vmlinux,
    symbol_package,
)
from guestcore.report.shell import join_words

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
    "name", ["my core.core", "$(reboot).core", "a'b.core", "-x.core", "ä.core"]
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
    monkeypatch.setattr(
        commands, "read_build_id", lambda path: "ab" * 20 if path == image else None
    )
    assert find_vmlinux(KERNEL) == image
    assert str(image) in debugger_commands(Path("a.core"), KERNEL).crash


@pytest.mark.parametrize("name", ["vmlinux", "vmlinux-6.1.0-demo", "vmlinux.debug"])
def test_vmlinux_beside_the_core_or_its_source_is_found(tmp_path, monkeypatch, name):
    monkeypatch.setattr(commands, "_FOLDERS", ())
    image = tmp_path / "vm" / name
    image.parent.mkdir()
    monkeypatch.setattr(
        commands, "read_build_id", lambda path: "ab" * 20 if path == image else None
    )
    core, source = tmp_path / "a.core", tmp_path / "vm" / "a.vmss"
    assert debugger_commands(core, KERNEL).vmlinux is None
    assert debugger_commands(core, KERNEL, source).vmlinux == image
    assert debugger_commands(tmp_path / "vm" / "a.core", KERNEL).vmlinux == image


def test_a_release_with_a_path_in_it_is_not_followed(monkeypatch):
    monkeypatch.setattr(commands, "read_build_id", lambda path: "ab" * 20)
    hostile = KernelInfo(os=GuestOs.LINUX, osrelease="../../x", build_id="ab" * 20)
    assert find_vmlinux(hostile) is None


def test_the_build_id_of_a_program_on_this_machine_is_read():
    import sys

    found = commands.read_build_id(Path(sys.executable).resolve())
    assert found is None or len(found) == 40
    assert commands.read_build_id(Path("/nonexistent")) is None


@pytest.mark.skipif(os.name == "nt", reason="bash of Windows is another")
@pytest.mark.parametrize(
    "name",
    [
        "my core",
        "a'b",
        '"',
        "$(reboot)",
        "`x`",
        "a\x15reboot\n",
        "\u202egnp",
        "\udcff",
        "\\",
    ],
)
def test_bash_gives_each_debugger_the_very_name(name, tmp_path):
    lines = debugger_commands(Path(f"/tmp/{name}.core"), KERNEL).lines
    for line in lines:
        assert line.isprintable()
        script = f'show() {{ printf "%s\\0" "$@"; }}; show {line}'
        done = subprocess.run(["bash", "-c", script], capture_output=True, check=True)
        assert os.fsencode(f"/tmp/{name}.core") in done.stdout.split(b"\0")


@pytest.mark.parametrize(
    ("name", "quoted"),
    [
        ("C:\\a\\b.core", "C:\\a\\b.core"),
        ("C:\\my cores\\b.core", '"C:\\my cores\\b.core"'),
        ("a&b.core", '"a&b.core"'),
        ("a^(1).core", '"a^(1).core"'),
        ("%PATH% x.core", '^"^%PATH^% x.core^"'),
        ("100%&.core", '^"100^%^&.core^"'),
    ],
)
def test_windows_has_quotes_of_its_own(name, quoted):
    assert join_words(["gdb", "-c", name], windows=True) == f"gdb -c {quoted}"


def test_the_placeholder_is_told_apart_from_a_found_image(tmp_path, monkeypatch):
    found = debugger_commands(Path("a.core"), KERNEL)
    assert found.placeholder == commands.PLACEHOLDER
    assert all(found.placeholder in line for line in found.lines)
    monkeypatch.setattr(
        commands, "find_vmlinux", lambda kernel, near: tmp_path / "vmlinux"
    )
    found = debugger_commands(Path("a.core"), KERNEL)
    assert (found.placeholder, found.hint, found.package) == ("", "", None)
    assert found.vmlinux == tmp_path / "vmlinux"


@pytest.mark.parametrize(
    ("release", "package"),
    [
        ("6.1.0-56-amd64", "linux-image-6.1.0-56-amd64-dbg"),
        ("6.1.0-56-cloud-amd64", "linux-image-6.1.0-56-cloud-amd64-dbg"),
        ("5.10.0-30-686-pae", "linux-image-5.10.0-30-686-pae-dbg"),
        ("6.8.0-45-generic", "linux-image-6.8.0-45-generic-dbgsym"),
        ("5.14.0-427.el9.x86_64", "kernel-debuginfo-5.14.0-427.el9.x86_64"),
        ("6.9.5-200.fc40.x86_64", "kernel-debuginfo-6.9.5-200.fc40.x86_64"),
        ("6.1.79-99.amzn2023.x86_64", "kernel-debuginfo-6.1.79-99.amzn2023.x86_64"),
        (
            "5.15.0-206.el9uek.x86_64",
            "kernel-uek-debuginfo-5.15.0-206.el9uek.x86_64",
        ),
        ("6.4.0-150600.23-default", "kernel-default-debuginfo"),
        ("6.9.1-arch1-1", "linux-debug"),
        ("6.1.0-demo", None),
        ("", None),
        ("6.1\n-amd64", None),
        ("6.1;reboot-amd64", None),
        ("9" * 200 + "-amd64", None),
    ],
)
def test_the_package_with_the_symbols(release, package):
    assert symbol_package(release) == package
    kernel = KernelInfo(os=GuestOs.LINUX, osrelease=release)
    found = debugger_commands(Path("a"), kernel)
    assert found.package == package
    assert package is None or found.hint.endswith(f"package {package}")
