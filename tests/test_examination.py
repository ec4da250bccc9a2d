"""A core that is there already: what it tells, and against which source."""

import json
import os
import shutil
import struct

import pytest

from guestcore.demo.machine import write_demo
from guestcore.errors import Cancelled, ErrorKind
from guestcore.examination import CoreKind, examine_core, find_source
from guestcore.pipeline import CheckDepth, ConvertOptions, convert
from guestcore.report.objects import examination_object
from guestcore.validation.result import Outcome, Verdict
from tests.builders.saved_states import pages, write_pair, write_state
from tests.machines.vm_folder import ENCRYPTED


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return the demo's conversion."""
    state = write_demo(tmp_path_factory.mktemp("demo") / "vm")
    return convert(state, ConvertOptions(check=CheckDepth.NONE))


@pytest.fixture
def copied(made, tmp_path):
    """Return a copy of the core alone, to be changed."""
    return shutil.copy(made.core.path, tmp_path / "a.core")


def outcomes(report):
    return {check.name: check.outcome for check in report.checks}


def test_a_core_tells_what_the_conversion_knew(made):
    known, seen = made.description, examine_core(made.core.path)
    assert seen.error is None
    assert seen.kind is CoreKind.ELF
    assert seen.report.verdict is Verdict.VALID
    assert not seen.failed_check
    assert (seen.size, seen.elf_class) == (made.core.size, made.core.elf_class)
    assert (seen.segments, seen.notes) == (
        made.core.segment_count,
        made.core.note_count,
    )
    assert 0 < seen.allocated <= seen.size + 4096
    assert seen.memory_size == known.layout.size
    assert seen.vcpu_count == len(known.vcpus)
    for mine, theirs in zip(seen.vcpus, known.vcpus, strict=True):
        assert mine.mode is theirs.mode
        assert mine.cpl == theirs.cpl
        assert mine.registers["rip"] == theirs.registers["rip"]


@pytest.mark.parametrize(
    "name",
    [
        "os", "osrelease", "hostname", "kaslr_offset", "phys_base", "text_start",
        "pgd_gpa", "mode", "build_id", "vmcoreinfo",
    ],
)  # fmt: skip
def test_the_kernel_is_that_of_the_cores_own_note(made, name):
    seen = examine_core(made.core.path).kernel
    assert getattr(seen, name) == getattr(made.description.kernel, name)


def test_without_a_source_nothing_is_compared(made):
    report = examine_core(made.core.path).report
    assert outcomes(report)["content"] is Outcome.SKIP


def test_with_its_source_all_is_compared(made):
    source = find_source(made.core.path)
    assert source == made.description.origin.path
    seen = examine_core(made.core.path, against=source, full=True)
    assert seen.report.verdict is Verdict.VALID
    assert outcomes(seen.report)["content"] is Outcome.PASS
    assert seen.against == source


def test_a_wrong_byte_is_found_in_full(made, copied):
    with copied.open("r+b") as file:
        file.seek(made.core.size - 5000)
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 1]))
    source = made.description.origin.path
    seen = examine_core(copied, against=source, full=True)
    assert seen.failed_check
    assert outcomes(seen.report)["content"] is Outcome.FAIL
    assert not examine_core(copied).failed_check


def test_a_source_that_cannot_be_read_is_told_beside_the_facts(made, tmp_path):
    (tmp_path / "a.vmss").write_bytes(ENCRYPTED)
    seen = examine_core(made.core.path, against=tmp_path / "a.vmss")
    assert seen.error.kind is ErrorKind.ENCRYPTED
    assert seen.report is None
    assert seen.kernel is not None


def test_a_cut_core_is_examined_as_far_as_it_goes(copied):
    os.truncate(copied, 1 << 20)
    seen = examine_core(copied)
    assert seen.error is None
    assert seen.failed_check
    assert seen.size == 1 << 20
    assert seen.kernel.osrelease


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", ErrorKind.TRUNCATED),
        (b"\x7fELF\2\1", ErrorKind.TRUNCATED),
        (b"hello world", ErrorKind.UNKNOWN_FORMAT),
        (b"KDUMP   " + bytes(4096), ErrorKind.UNSUPPORTED),
        (b"PAGEDU64" + bytes(8), ErrorKind.TRUNCATED),
    ],
)
def test_what_is_no_core_is_an_error(tmp_path, data, kind):
    path = tmp_path / "a.core"
    path.write_bytes(data)
    seen = examine_core(path)
    assert seen.error.kind is kind
    assert seen.report is None
    assert seen.size == len(data)


def test_a_core_that_is_not_there_is_an_error(tmp_path):
    for path in (tmp_path / "a.core", tmp_path):
        seen = examine_core(path)
        assert seen.error.kind is ErrorKind.INPUT
        assert seen.kind is None


def windows_dump(memory):
    """Return a 64-bit dump of *memory* from 0 on, fields as far as they count."""
    head = bytearray(b"PAGE" * 0x800)
    for offset, form, value in (
        (0, "<8s", b"PAGEDU64"), (0x10, "<Q", 0x1AD000), (0x20, "<Q", 1),
        (0x30, "<I", 0x8664), (0x34, "<I", 2), (0x80, "<Q", 1),
        (0x88, "<Q", 1), (0x90, "<Q", len(memory) >> 12),
        (0x98, "<QQ", (0, len(memory) >> 12)), (0xF98, "<I", 1),
        (0xFA0, "<Q", len(head) + len(memory)),
    ):  # fmt: skip
        values = value if isinstance(value, tuple) else (value,)
        struct.pack_into(form, head, offset, *values)
    return bytes(head) + memory


def test_a_windows_dump_is_examined_as_one(tmp_path):
    path = tmp_path / "memory.dmp"
    path.write_bytes(windows_dump(pages(16)))
    seen = examine_core(path)
    assert seen.error is None
    assert seen.kind is CoreKind.WINDOWS
    assert (seen.segments, seen.memory_size, seen.vcpu_count) == (1, 16 << 12, 2)
    assert seen.elf_class is None
    assert outcomes(seen.report)["header"] is Outcome.PASS


def test_an_examination_as_json(made, tmp_path):
    whole = json.loads(json.dumps(examination_object(examine_core(made.core.path))))
    assert whole["core"]["class"] == "ELF64"
    assert whole["check"]["verdict"] == "valid"
    assert whole["kernel"]["osrelease"] == made.description.kernel.osrelease
    assert "error" not in whole
    nothing = json.loads(json.dumps(examination_object(examine_core(tmp_path / "a"))))
    assert nothing["error"]["kind"] == "input"
    assert nothing["kernel"] is nothing["check"] is None


def test_an_examination_can_be_stopped(made):
    class Stop:
        def report(self, phase, done, total):
            raise Cancelled

    with pytest.raises(Cancelled):
        examine_core(made.core.path, progress=Stop())


def put_core(folder, name="guest.core"):
    path = folder / name
    path.write_bytes(b"core")
    return path


@pytest.mark.parametrize(
    "name", ["guest.core", "guest.core.invalid", "guest.core.invalid.12", "guest.dmp"]
)
def test_the_source_has_the_stem_of_the_core(tmp_path, name):
    state = write_pair(tmp_path, pages(64))
    assert find_source(put_core(tmp_path, name)) == state


@pytest.mark.parametrize("name", ["guest.old.core", "other.core", "guest.core.old"])
def test_another_stem_is_no_source(tmp_path, name):
    write_pair(tmp_path, pages(64))
    assert find_source(put_core(tmp_path, name)) is None


def test_no_source_is_guessed_of_two(tmp_path):
    write_pair(tmp_path, pages(64), suffix=".vmss")
    snapshot = write_pair(tmp_path, pages(64), suffix=".vmsn")
    core = put_core(tmp_path)
    assert find_source(core) is None
    (tmp_path / "guest.vmss").write_bytes(b"something else")
    os.utime(tmp_path / "guest.vmss", (1, 1))
    assert find_source(core) == snapshot


def test_a_state_newer_than_the_core_is_not_its_source(tmp_path):
    state = write_pair(tmp_path, pages(64))
    core = put_core(tmp_path)
    os.utime(core, (1, 1))
    assert find_source(core) is None
    os.utime(state, (1, 1))
    assert find_source(core) == state


def test_a_state_without_its_memory_is_no_source(tmp_path):
    write_state(tmp_path / "guest.vmss")
    assert find_source(put_core(tmp_path)) is None
    assert find_source(tmp_path / "absent.core") is None
