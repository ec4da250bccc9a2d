"""The same on the command line: exit code, kind of error, one JSON object."""

import json
import subprocess
import sys

import pytest

from tests.builders.saved_states import TWO_REGIONS, pages, write_pair, write_state
from tests.builders.state_bytes import block, regions, state_bytes

IMAGE = pages(64)


def run(*arguments):
    """Return exit code and the one JSON object that is printed."""
    done = subprocess.run(
        [sys.executable, "-m", "guestcore", *map(str, arguments), "--json"],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1
    return done.returncode, json.loads(done.stdout)


def encrypted(folder):
    path = folder / "guest.vmss"
    path.write_bytes(bytes.fromhex("9edd4389") + bytes(99))
    return path


def elf(folder):
    path = folder / "guest.vmss"
    path.write_bytes(b"\x7fELF" + bytes(99))
    return path


def empty(folder):
    path = folder / "guest.vmss"
    path.write_bytes(b"")
    return path


def unknown(folder):
    path = folder / "guest.vmss"
    path.write_bytes(bytes(99))
    return path


def too_many_groups(folder):
    path = folder / "guest.vmss"
    path.write_bytes(state_bytes({"cpu": b""}, count=9999))
    return path


def several(folder):
    write_pair(folder, IMAGE)
    write_pair(folder, IMAGE, stem="guest-Snapshot1", suffix=".vmsn")
    return folder


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda folder: folder / "absent.vmss", "input"),
        (encrypted, "encrypted"),
        (elf, "unsupported"),
        (empty, "truncated"),
        (unknown, "unknown-format"),
        (too_many_groups, "damaged"),
        (several, "ambiguous"),
    ],
)
@pytest.mark.parametrize("command", ["info", "convert"])
def test_an_input_that_cannot_be_described_fails(tmp_path, command, make, kind):
    code, result = run(command, make(tmp_path))
    assert code == 1
    assert result["error"]["kind"] == kind
    assert result["error"]["message"]
    assert result["error"]["hint"]
    assert result["source"] is None


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (lambda s: s.with_suffix(".vmem").unlink(), "missing-companion"),
        (lambda s: s.with_suffix(".vmem").write_bytes(IMAGE[:-1]), "truncated"),
        (
            lambda s: write_state(s, TWO_REGIONS + block("b", b"", size=999)),
            "truncated",
        ),
        (lambda s: write_state(s, regions((0, 48), (9, 16))), "damaged"),
        (
            lambda s: write_state(s, b"") and s.with_suffix(".vmem").unlink(),
            "no-memory",
        ),
    ],
    ids=["no memory file", "short", "cut group", "overlapping", "without memory"],
)
@pytest.mark.parametrize("command", ["info", "convert"])
def test_what_is_known_comes_with_the_error(tmp_path, command, spoil, kind):
    state = write_pair(tmp_path, IMAGE)
    spoil(state)
    code, result = run(command, state)
    assert code == 1
    assert result["error"]["kind"] == kind
    assert result["source"]["magic"] == "0xbed2bed2"
    assert result["vcpus"][0]["registers"]["rip"] == "0xffffffff81000000"
    assert not list(tmp_path.glob("*.core"))


def test_announced_memory_is_told_though_its_file_is_missing(tmp_path):
    _, result = run("info", write_state(tmp_path / "guest.vmsn"))
    memory = result["memory"]
    assert (memory["kind"], memory["path"], memory["size"]) == (None, None, 64 * 4096)
    assert [region["gpa"] for region in memory["regions"]] == ["0x0", "0x40000000"]


def test_truncated_memory_may_be_allowed(tmp_path):
    state = write_pair(tmp_path, IMAGE[:-1])
    code, result = run("convert", state, "--allow-truncated")
    assert code == 0
    assert result["memory"]["missing"] == [{"gpa": "0x4000f000", "size": 4096}]
    assert any("0x4000f000 to 0x40010000" in w for w in result["warnings"])
    assert result["check"]["verdict"] == "warnings"
