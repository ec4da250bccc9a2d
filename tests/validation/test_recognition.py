"""What is no core of a machine is refused, in words."""

import struct

import pytest

from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.validation import check_core
from tests.builders.foreign_cores import (
    EM_AARCH64,
    CoreShape,
    Load,
    process_core,
    write_core,
)


def refused(path):
    with pytest.raises(GuestCoreError) as caught:
        check_core(path)
    assert str(path) in caught.value.message
    assert caught.value.hint
    return caught.value


PLAIN = CoreShape([Load(0, 0x10_0000, 4096)])


@pytest.mark.parametrize(
    ("head", "what"),
    [
        pytest.param(b"KDUMP   ", "kdump-compressed", id="kdump"),
        pytest.param(b"makedumpfile\0", "kdump-compressed", id="flattened"),
        pytest.param(b"PAGEDU64", "Windows dump", id="Windows 64"),
        pytest.param(b"PAGEDUMP", "Windows dump", id="Windows 32"),
        pytest.param(b"\xd2\xbe\xd2\xbe", "VMware checkpoint", id="checkpoint"),
        pytest.param(b"\x9e\xdd\x43\x89", "encrypted", id="encrypted"),
        pytest.param(b"KDMV", "disk", id="disk"),
        pytest.param(b"QEVM", "saved QEMU machine", id="savevm"),
        pytest.param(b"EMiL", "raw memory", id="LiME"),
    ],
)
def test_known_formats_are_unsupported(tmp_path, head, what):
    path = tmp_path / "given"
    path.write_bytes(head.ljust(8192, b"\0"))
    error = refused(path)
    assert error.kind is ErrorKind.UNSUPPORTED
    assert what in error.message


@pytest.mark.parametrize(
    "data", [b"\0" * 4096, b"hello", b"MZ"], ids=["zeros", "text", "program"]
)
def test_anything_else_is_unknown(tmp_path, data):
    path = tmp_path / "given"
    path.write_bytes(data)
    assert refused(path).kind is ErrorKind.UNKNOWN_FORMAT


@pytest.mark.parametrize("size", [0, 1, 3, 4, 5, 6, 20, 51, 63], ids="{} bytes".format)
def test_a_file_that_ends_inside_the_elf_header_is_truncated(tmp_path, size):
    path = write_core(tmp_path / "given", PLAIN, None)
    path.write_bytes(path.read_bytes()[:size])
    assert refused(path).kind is ErrorKind.TRUNCATED


@pytest.mark.parametrize(
    ("offset", "data", "kind", "what"),
    [
        pytest.param(4, b"\x03", ErrorKind.DAMAGED, "class 3", id="class"),
        pytest.param(5, b"\x02", ErrorKind.UNSUPPORTED, "big-endian", id="big-endian"),
        pytest.param(16, b"\x02\0", ErrorKind.UNSUPPORTED, "ET_EXEC", id="program"),
        pytest.param(16, b"\x01\0", ErrorKind.UNSUPPORTED, "ET_REL", id="object"),
        pytest.param(18, b"\x16\0", ErrorKind.UNSUPPORTED, "EM_S390", id="s390"),
        pytest.param(18, b"\xf0\xf0", ErrorKind.UNSUPPORTED, "61680", id="machine"),
        pytest.param(54, b"\x08\0", ErrorKind.DAMAGED, "has 8 bytes", id="phentsize"),
    ],
)
def test_other_elf_files_are_refused(tmp_path, offset, data, kind, what):
    path = write_core(tmp_path / "given", PLAIN, None)
    content = bytearray(path.read_bytes())
    content[offset : offset + len(data)] = data
    path.write_bytes(content)
    error = refused(path)
    assert error.kind is kind
    assert what in error.message


def test_a_core_of_a_process_is_unsupported(tmp_path):
    error = refused(write_core(tmp_path / "given", process_core(), None))
    assert error.kind is ErrorKind.UNSUPPORTED
    assert "process" in error.message


def test_segments_without_physical_addresses_are_a_process_too(tmp_path):
    shape = process_core()
    shape.notes = [note for note in shape.notes if note[1] == 1]
    error = refused(write_core(tmp_path / "given", shape, None))
    assert error.kind is ErrorKind.UNSUPPORTED


def test_a_core_of_sections_is_unsupported(tmp_path):
    path = write_core(tmp_path / "given", PLAIN, None)
    content = bytearray(path.read_bytes())
    content[56:64] = struct.pack("<HHHH", 0, 64, 5, 4)
    path.write_bytes(content)
    error = refused(path)
    assert error.kind is ErrorKind.UNSUPPORTED
    assert "Xen" in error.message


def test_too_many_program_headers_are_unsupported(tmp_path):
    shape = CoreShape(PLAIN.loads, extended=True)
    path = write_core(tmp_path / "given", shape, None)
    content = bytearray(path.read_bytes())
    at = struct.unpack_from("<Q", content, 40)[0] + 44
    content[at : at + 4] = struct.pack("<I", 1 << 31)
    path.write_bytes(content)
    error = refused(path)
    assert error.kind is ErrorKind.UNSUPPORTED
    assert str(1 << 31) in error.message


def test_a_folder_is_an_input_error(tmp_path):
    assert refused(tmp_path).kind is ErrorKind.INPUT


def test_an_absent_file_is_an_input_error(tmp_path):
    assert refused(tmp_path / "absent").kind is ErrorKind.INPUT


def test_a_core_of_arm64_is_checked_as_far_as_possible(tmp_path):
    shape = CoreShape([Load(0x4000_0000, 0x4000_0000, 8192)], machine=EM_AARCH64)
    report = check_core(write_core(tmp_path / "given", shape, None))
    outcomes = {check.name: check.outcome for check in report.checks}
    assert outcomes["structure"] == "pass"
    assert outcomes["translation"] == outcomes["layout"] == "skip"
    assert report.verdict == "valid"
