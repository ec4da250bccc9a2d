"""The command line as a user or a script drives it, on the demo machine."""

import hashlib
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from guestcore import __version__
from guestcore.demo.machine import write_demo


@pytest.fixture(scope="session")
def original(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "vm"
    write_demo(folder)
    return folder


@pytest.fixture
def vm(original, tmp_path) -> Path:
    folder = tmp_path / "vm"
    shutil.copytree(original, folder)
    return folder


def run(*arguments, cwd=None):
    command = [sys.executable, "-m", "guestcore", *map(str, arguments)]
    return subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=cwd, timeout=120
    )


def run_json(*arguments):
    done = run(*arguments, "--json")
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout)


def suspended(vm: Path) -> Path:
    return next(vm.glob("*.vmss"))


def snapshots(vm: Path) -> list[Path]:
    return sorted(vm.glob("*.vmsn"))


def with_memory(vm: Path) -> list[Path]:
    _, listed = run_json("list", vm)
    (machine,) = listed["vms"]
    return [Path(c["path"]) for c in machine["checkpoints"] if c["memory"]]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_version():
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"guestcore {__version__}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([], id="no command"),
        pytest.param(["convert"], id="no input"),
        pytest.param(["convert", "x", "--check", "some"], id="unknown choice"),
        pytest.param(["convert", "a", "b", "-o", "c"], id="one output for two"),
        pytest.param(["convert", "a", "b", "--vmem", "c"], id="one vmem for two"),
        pytest.param(["check", "x", "--vmem", "y"], id="vmem without against"),
        pytest.param(["convert", "x", "--for"], id="abbreviated option"),
    ],
)
def test_wrong_usage_is_exit_2_and_silent_on_stdout(arguments):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage" in done.stderr or "error" in done.stderr


def test_convert_writes_the_core_beside_the_state(vm):
    before = {path: digest(path) for path in vm.iterdir()}
    state = suspended(vm)
    done = run("convert", state)
    core = state.with_suffix(".core")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert core.is_file()
    assert stat.S_IMODE(core.stat().st_mode) == 0o600
    for word in ("valid", "crash VMLINUX", "gdb -c", "drgn -c", "6.1."):
        assert word in done.stdout
    assert {path: digest(path) for path in before} == before
    assert {path.name for path in vm.iterdir()} == {
        *(path.name for path in before),
        core.name,
    }


def test_every_checkpoint_with_memory_converts_and_checks_in_full(vm):
    states = with_memory(vm)
    assert len(states) == 3
    for state in states:
        code, result = run_json("convert", state, "--check", "full")
        assert code == 0, result
        assert result["check"]["verdict"] == "valid"
        assert result["core"]["path"] == str(state.with_suffix(".core"))
        code, report = run_json("check", result["core"]["path"], "--against", state)
        assert (code, report["verdict"]) == (0, "valid")
        code, report = run_json("check", result["core"]["path"], "--full")
        assert (code, report["verdict"]) == (0, "valid")


def test_the_three_kinds_of_memory_are_told_apart(vm):
    kinds = set()
    for state in with_memory(vm):
        code, known = run_json("info", state)
        assert code == 0
        kinds.add(known["memory"]["kind"])
        assert known["kernel"]["os"] == "linux"
        assert known["kernel"]["vmcoreinfo"] is True
    assert kinds == {"embedded", "vmem", "vmem-compressed"}


def test_info_names_every_field(vm):
    _, known = run_json("info", suspended(vm))
    assert set(known) == {"schema", "source", "memory", "vcpus", "kernel", "warnings"}
    assert known["schema"] == 1
    assert set(known["source"]) == {
        "path", "format", "magic", "product", "product_version", "build",
    }  # fmt: skip
    assert known["source"]["magic"].startswith("0x")
    assert set(known["memory"]) == {"kind", "path", "size", "regions", "missing"}
    for region in known["memory"]["regions"]:
        assert set(region) == {"gpa", "size", "file_offset"}
        assert isinstance(region["size"], int)
    for vcpu in known["vcpus"]:
        assert set(vcpu) == {"index", "mode", "cpl", "registers"}
        assert {"rip", "rsp", "cr3"} <= set(vcpu["registers"])
    assert set(known["kernel"]) >= {
        "os", "osrelease", "banner", "hostname", "kaslr_offset", "phys_base",
        "page_offset", "text_start", "pgd_gpa", "build_id", "vmcoreinfo",
    }  # fmt: skip
    assert isinstance(known["kernel"]["phys_base"], int)


def test_tags_tell_no_text_of_the_guest(vm):
    code, known = run_json("info", suspended(vm), "--tags")
    assert code == 0
    values = {(t["group"], t["name"]): t["value"] for t in known["tags"]}
    assert values["cpu", "cpu:numVCPUs"] == len(known["vcpus"])
    assert not [value for value in values.values() if isinstance(value, str)]
    assert values["cpu", "rip"] is None if ("cpu", "rip") in values else True


def test_the_list_of_tags_names_neither_guest_nor_folder(vm):
    done = run("info", suspended(vm), "--tags")
    assert done.returncode == 0
    assert "cpu/cpu:numVCPUs = 2" in done.stdout
    for secret in (str(vm), "fabricated", "6.1.0-demo", "rip 0x", "demo-amd64"):
        assert secret not in done.stdout


def test_a_folder_with_several_states_is_ambiguous(vm):
    for command in ("info", "convert"):
        code, result = run_json(command, vm)
        assert code == 1
        assert result["error"]["kind"] == "ambiguous"
        for state in with_memory(vm):
            assert state.name in result["error"]["message"] + result["error"]["hint"]


def test_a_folder_with_one_state_with_memory_converts(vm):
    keep = suspended(vm)
    for state in with_memory(vm):
        if state != keep:
            state.unlink()
    code, result = run_json("convert", vm)
    assert (code, result["core"]["path"]) == (0, str(keep.with_suffix(".core")))


def test_several_inputs_get_a_core_each_and_the_worst_exit_code(vm, tmp_path):
    state, missing = suspended(vm), tmp_path / "absent.vmss"
    code, result = run_json("convert", missing, state)
    assert code == 1
    assert result["schema"] == 1
    first, second = result["results"]
    assert first["error"]["kind"] == "input"
    assert first["core"] is None
    assert second["core"]["path"] == str(state.with_suffix(".core"))


def test_two_inputs_with_one_target_are_wrong_usage(vm):
    state = suspended(vm)
    done = run("convert", state, state.with_suffix(".vmem"))
    assert (done.returncode, done.stdout) == (2, "")
    assert not state.with_suffix(".core").exists()


def test_an_existing_core_is_kept_without_force(vm):
    state = suspended(vm)
    core = state.with_suffix(".core")
    core.write_text("mine")
    code, result = run_json("convert", state)
    assert (code, result["error"]["kind"]) == (1, "output")
    assert core.read_text() == "mine"
    assert run("convert", state, "--force").returncode == 0
    assert core.read_bytes()[:4] == b"\x7fELF"


def test_a_source_is_never_overwritten(vm):
    state = suspended(vm)
    for source in (state, state.with_suffix(".vmem")):
        before = digest(source)
        code, result = run_json("convert", state, "-o", source, "--force")
        assert (code, result["error"]["kind"]) == (1, "output")
        assert digest(source) == before


def test_same_input_gives_the_same_bytes(vm):
    state = suspended(vm)
    digests = set()
    for number, extra in enumerate(([], ["--sparse=never"], ["--reflink=never"])):
        core = vm / f"{number}.out"
        assert run("convert", state, "-o", core, *extra).returncode == 0
        digests.add(digest(core))
    assert len(digests) == 1


def test_sparse_never_writes_a_plain_file(vm):
    state = suspended(vm)
    core = state.with_suffix(".core")
    assert run("convert", state, "--sparse=never").returncode == 0
    assert core.stat().st_blocks * 512 >= core.stat().st_size
    assert run("convert", state, "--force").returncode == 0
    assert core.stat().st_blocks * 512 < core.stat().st_size / 4


def test_missing_memory_still_tells_what_is_known(vm):
    state = suspended(vm)
    state.with_suffix(".vmem").unlink()
    code, known = run_json("info", state)
    assert (code, known["error"]["kind"]) == (1, "missing-companion")
    assert known["source"]["path"] == str(state)
    assert known["vcpus"]
    assert known["memory"]["size"] > 0
    assert known["memory"]["path"] is None
    assert known["kernel"] is None


def test_truncated_memory_is_refused_then_taken_on_request(vm):
    state = suspended(vm)
    vmem = state.with_suffix(".vmem")
    full = vmem.stat().st_size
    os.truncate(vmem, full - (1 << 20) - 100)
    code, result = run_json("convert", state)
    assert (code, result["error"]["kind"]) == (1, "truncated")
    for figure in (full, full - (1 << 20) - 100):
        assert str(figure) in result["error"]["message"].replace(",", "")
    code, result = run_json("convert", state, "--allow-truncated")
    assert code == 0
    assert sum(gap["size"] for gap in result["memory"]["missing"]) == (1 << 20) + 4096
    assert result["warnings"]
    assert result["check"]["verdict"] == "warnings"


def test_a_running_machine_is_refused_unless_told(vm):
    state = suspended(vm)
    lock = vm / (state.with_suffix(".vmem").name + ".lck")
    lock.mkdir()
    (lock / "M12345.lck").write_text("x")
    code, result = run_json("convert", state)
    assert (code, result["error"]["kind"]) == (1, "running")
    assert run("convert", state, "--ignore-lock").returncode == 0


def test_a_snapshot_without_memory_says_so(vm):
    (state,) = set(snapshots(vm)) - set(with_memory(vm))
    code, result = run_json("convert", state)
    assert (code, result["error"]["kind"]) == (1, "no-memory")


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.vmss", b"", "truncated"),
        ("a.vmss", b"\xd2\xbe", "truncated"),
        ("a.vmss", b"no state at all" * 10, "unknown-format"),
        ("a.vmss", b"\x9e\xdd\x43\x89" + bytes(5000), "encrypted"),
        ("a.vmss", b"\x7fELF" + bytes(5000), "unsupported"),
        ("a.dmp", b"PAGEDU64" + bytes(9000), "unsupported"),
        ("a.vmdk", b"KDMV" + bytes(5000), "unsupported"),
        ("a.nvram", b"MRVN" + bytes(5000), "unsupported"),
        ("a.vmss", b'.encoding = "UTF-8"\nx = "y"\n', "unsupported"),
    ],
)
def test_other_files_are_told_apart(tmp_path, name, content, kind):
    path = tmp_path / name
    path.write_bytes(content)
    for command in ("info", "convert"):
        code, result = run_json(command, path)
        assert (code, result["error"]["kind"]) == (1, kind)
        assert result["error"]["message"]
        assert result["error"]["hint"]


def test_an_absent_input(tmp_path):
    code, result = run_json("info", tmp_path / "absent.vmss")
    assert (code, result["error"]["kind"]) == (1, "input")


def test_errors_name_the_remedy_on_stderr(tmp_path):
    done = run("convert", tmp_path / "absent.vmss")
    assert (done.returncode, done.stdout) == (1, "")
    first, second = done.stderr.splitlines()
    assert first.startswith("error: ")
    assert second.startswith("hint: ")


def test_hostile_names_are_escaped_in_text_and_kept_in_json(vm):
    state = suspended(vm)
    hostile = vm / "a\x1b[31m\u202eb"
    for suffix in (".vmss", ".vmem"):
        state.with_suffix(suffix).rename(str(hostile) + suffix)
    done = run("info", f"{hostile}.vmss")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert "\\x1b" in done.stdout
    _, known = run_json("info", f"{hostile}.vmss")
    assert known["source"]["path"] == f"{hostile}.vmss"


@pytest.mark.skipif(os.name == "nt", reason="Windows names are always text")
def test_names_that_are_not_utf8(vm):
    state = suspended(vm)
    for suffix in (".vmss", ".vmem"):
        os.rename(
            state.with_suffix(suffix), os.fsencode(vm) + b"/caf\xe9" + suffix.encode()
        )
    name = os.fsdecode(os.fsencode(vm) + b"/caf\xe9.vmss")
    done = run("convert", name)
    assert done.returncode == 0
    assert "caf\\xe9" in done.stdout
    _, known = run_json("info", name)
    assert known["source"]["path"] == name


def test_list_shows_the_tree(vm):
    _, listed = run_json("list", vm)
    (machine,) = listed["vms"]
    kinds = [c["kind"] for c in machine["checkpoints"]]
    assert sorted(kinds) == ["snapshot", "snapshot", "snapshot", "suspended"]
    for checkpoint in machine["checkpoints"]:
        assert set(checkpoint) == {
            "path", "kind", "name", "created", "memory", "current", "parent",
            "size", "memory_size", "encrypted",
        }  # fmt: skip
        assert checkpoint["created"].endswith("Z")
    assert sum(c["memory"] for c in machine["checkpoints"]) == 3
    done = run("list", vm)
    assert "you are here" in done.stdout


def test_check_finds_a_wrong_byte(vm):
    state = suspended(vm)
    run("convert", state)
    core = state.with_suffix(".core")
    with core.open("r+b") as file:
        file.seek(core.stat().st_size // 2)
        byte = file.read(1)[0]
        file.seek(core.stat().st_size // 2)
        file.write(bytes([byte ^ 1]))
    done = run("check", core, "--against", state, "--full")
    assert done.returncode == 3
    assert "fail" in done.stdout


def test_check_refuses_what_is_no_core(vm):
    code, result = run_json("check", suspended(vm))
    assert code == 1
    assert result["error"]["kind"] in ("unknown-format", "unsupported")


def test_json_prints_nothing_when_stopped(vm, tmp_path):
    state = suspended(vm)
    big = state.with_suffix(".vmem")
    command = [sys.executable, "-m", "guestcore", "convert", str(state), "--json"]
    with subprocess.Popen(
        [*command, "--sparse=never", "--check=full"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        deadline = time.monotonic() + 20
        while not list(vm.glob("*.part")) and process.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.005)
        os.kill(process.pid, signal.SIGINT)
        out, _ = process.communicate(timeout=20)
    if process.returncode == 0:  # it was faster than the signal
        assert state.with_suffix(".core").exists()
    else:
        assert (process.returncode, out) == (130, b"")
        assert not state.with_suffix(".core").exists()
    assert not list(vm.glob("*.part"))
    assert big.exists()


def test_demo_refuses_to_overwrite(vm):
    done = run("demo", vm)
    assert done.returncode == 1
    assert done.stderr.startswith("error: ")


def test_demo_prints_what_to_do_next(tmp_path):
    done = run("demo", tmp_path / "demo")
    assert done.returncode == 0
    assert "guestcore convert" in done.stdout


def test_usage_errors_quote_nothing_harmful(tmp_path):
    hostile = "a\x1b[31m\u202e\n.vmss"
    for arguments in (["list", f"--{hostile}"], ["convert", hostile, hostile]):
        done = run(*arguments, cwd=tmp_path)
        assert (done.returncode != 0, done.stdout) == (True, "")
        assert not {"\x1b", "\u202e"} & set(done.stderr)


def test_an_empty_name_is_wrong_usage(vm):
    done = run("convert", "", cwd=vm)
    assert (done.returncode, done.stdout) == (2, "")
    assert "empty name" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no /dev/full")
def test_output_that_cannot_be_printed_is_told_in_a_line(vm):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "guestcore", "info", str(suspended(vm)), "--json"],
            check=False, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "error: cannot print the result: No space left on device"
    ]


@pytest.mark.skipif(os.name == "nt", reason="the shell is POSIX")
@pytest.mark.parametrize("closed", ["1", "2"])
def test_closed_streams_are_no_failure(vm, closed):
    shell = f'exec "$0" -m guestcore info "$1" {closed}>&-'
    done = subprocess.run(
        ["sh", "-c", shell, sys.executable, str(suspended(vm))],
        check=False, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_warnings_name_their_input_where_there_are_several(vm, tmp_path):
    state = suspended(vm)
    with state.with_suffix(".vmem").open("ab") as memory:
        memory.write(bytes(4096))
    first, second = (tmp_path / name for name in ("one", "two"))
    shutil.copytree(vm, first)
    shutil.copytree(vm, second)
    states = [suspended(first), suspended(second)]
    done = run("convert", "-q", *states)
    assert (done.returncode, done.stdout) == (0, "")
    for state in states:
        assert f"warning: {state}: " in done.stderr


def test_an_empty_folder_lists_nothing_and_says_so(tmp_path):
    done = run("list", tmp_path)
    assert (done.returncode, done.stdout) == (0, "No virtual machine was found.\n")
    code, listed = run_json("list", tmp_path)
    assert (code, listed) == (0, {"schema": 1, "vms": []})


def test_a_failed_call_names_its_fields(tmp_path):
    code, listed = run_json("list", tmp_path / "absent")
    assert (code, listed["vms"], listed["error"]["kind"]) == (1, None, "input")
    code, judged = run_json("check", tmp_path / "absent")
    assert (code, judged["verdict"], judged["checks"]) == (1, None, None)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGHUP")
def test_an_ignored_hangup_stays_ignored(vm):
    command = 'trap "" HUP; exec "$0" -m guestcore convert "$1" --check=full'
    process = subprocess.Popen(
        ["sh", "-c", command, sys.executable, str(suspended(vm))],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    time.sleep(0.6)
    process.send_signal(signal.SIGHUP)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="Windows links need privileges")
def test_a_target_that_is_a_loop_of_links_is_an_error_of_one_input(vm, tmp_path):
    state = suspended(vm)
    core = state.with_suffix(".core")
    core.symlink_to(core)
    code, result = run_json("convert", state, tmp_path / "absent.vmss")
    assert code == 1
    kinds = [one["error"]["kind"] for one in result["results"]]
    assert kinds == ["output", "input"]
