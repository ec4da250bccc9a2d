"""What is no saved state is told apart by its first bytes, with its own advice."""

import pytest

from guestcore.errors import ErrorKind
from tests.builders.saved_states import (
    CPU,
    TWO_REGIONS,
    TWO_REGIONS_PAGES,
    guest_of,
    pages,
    problem_of,
    write_pair,
)
from tests.builders.state_bytes import MAGICS, chain, state_bytes

IMAGE = pages(TWO_REGIONS_PAGES)
VMX = b'.encoding = "UTF-8"\nconfig.version = "8"\n'

CASES = [
    pytest.param(
        bytes.fromhex("9edd4389") + bytes(4092),
        ErrorKind.ENCRYPTED,
        "is encrypted",
        "remove the encryption",
        id="encrypted",
    ),
    pytest.param(
        b"\x7fELF\2\1\1".ljust(99, b"\0"),
        ErrorKind.UNSUPPORTED,
        "is an ELF file",
        "guestcore check",
        id="ELF",
    ),
    pytest.param(
        b"PAGEDU64".ljust(99),
        ErrorKind.UNSUPPORTED,
        "Windows crash dump",
        "WinDbg",
        id="64-bit Windows dump",
    ),
    pytest.param(
        b"PAGEDUMP".ljust(99),
        ErrorKind.UNSUPPORTED,
        "Windows crash dump",
        "WinDbg",
        id="32-bit Windows dump",
    ),
    pytest.param(
        b"KDUMP   ".ljust(99, b"\0"),
        ErrorKind.UNSUPPORTED,
        "kdump",
        "crash and drgn open it",
        id="kdump",
    ),
    *(
        pytest.param(
            head.ljust(99),
            ErrorKind.UNSUPPORTED,
            "virtual disk",
            "name the .vmss or .vmsn",
            id=head.decode(),
        )
        for head in (b"KDMV", b"COWD", b"# Disk DescriptorFile")
    ),
    *(
        pytest.param(
            text,
            ErrorKind.UNSUPPORTED,
            "text files",
            "name the .vmss or .vmsn",
            id=name,
        )
        for name, text in (
            ("settings", VMX),
            ("settings with a mark", b"\xef\xbb\xbf" + VMX),
            ("settings that run", b"#!/usr/bin/vmware\n" + VMX),
            ("settings without encoding", b'config.version = "8"\n'),
            ("settings in capitals", b'.ENCODING = "UTF-8"\n'),
            ("settings behind blank lines", b"\r\n\r\n" + VMX),
            ("other settings", b'snapshot.lastUID = "1"\n'),
        )
    ),
    pytest.param(
        b"MRVN".ljust(99),
        ErrorKind.UNSUPPORTED,
        "nvram",
        "name the .vmss or .vmsn",
        id="nvram",
    ),
    pytest.param(
        chain(pages(9), 4096),
        ErrorKind.UNSUPPORTED,
        "compressed memory",
        "name the .vmss or .vmsn",
        id="compressed memory",
    ),
    pytest.param(
        b"", ErrorKind.TRUNCATED, "has 0 bytes", "copy the file again", id="empty"
    ),
    pytest.param(
        b"hello\n",
        ErrorKind.UNKNOWN_FORMAT,
        "begins with 68 65 6c 6c",
        "name the .vmss or .vmsn",
        id="short text",
    ),
    pytest.param(
        b"\xd2\xbe\xd2\xbe\x08\0\0\0\1\0\0",
        ErrorKind.TRUNCATED,
        "12 bytes wanted",
        "copy the file again",
        id="cut header",
    ),
    pytest.param(
        b"\xd2\xbe",
        ErrorKind.TRUNCATED,
        "has 2 bytes",
        "copy the file again",
        id="cut magic",
    ),
    pytest.param(
        b"\xbe\xd2\xbe\xd2" + bytes(99),
        ErrorKind.UNKNOWN_FORMAT,
        "begins with be d2 be d2",
        "name the .vmss or .vmsn",
        id="wrong byte order",
    ),
    pytest.param(
        bytes(4096),
        ErrorKind.UNKNOWN_FORMAT,
        "begins with 00 00 00 00",
        "name the .vmss or .vmsn",
        id="zeros",
    ),
    pytest.param(
        b"PK\3\4".ljust(99),
        ErrorKind.UNKNOWN_FORMAT,
        "begins with 50 4b 03 04",
        "name the .vmss or .vmsn",
        id="unknown",
    ),
]


@pytest.mark.parametrize(("data", "kind", "words", "advice"), CASES)
@pytest.mark.parametrize("name", ["guest.vmss", "guest.vmsn", "guest", "guest.core"])
def test_each_has_its_own_kind_message_and_advice(
    tmp_path, name, data, kind, words, advice
):
    path = tmp_path / name
    path.write_bytes(data)
    error = problem_of(path)
    assert error.kind is kind
    assert words in error.message
    assert str(path) in error.message
    assert advice in error.hint


@pytest.mark.parametrize("magic", MAGICS, ids=hex)
def test_every_magic_is_a_saved_state(tmp_path, magic):
    path = tmp_path / "guest.vmss"
    path.write_bytes(state_bytes({"cpu": CPU, "memory": TWO_REGIONS}, magic=magic))
    path.with_suffix(".vmem").write_bytes(pages(64))
    with guest_of(path) as guest:
        assert guest.problem is None
        assert guest.origin.magic == magic
        assert guest.memory.size == 64 * 4096


def test_a_saved_state_in_place_of_the_memory_file_is_refused(tmp_path):
    state = write_pair(tmp_path, IMAGE)
    other = tmp_path / "other.vmss"
    other.write_bytes(state.read_bytes().ljust(2 * len(IMAGE), b"\0"))
    error = problem_of(state, vmem=other)
    assert error.kind is ErrorKind.UNSUPPORTED
    assert "is a saved state, not a memory file" in error.message
    assert ".vmem" in error.hint


def test_a_running_machine_names_its_memory_file(tmp_path):
    state = write_pair(tmp_path, IMAGE)
    lock = tmp_path / "guest.vmem.lck"
    lock.mkdir()
    (lock / "M1.lck").touch()
    with guest_of(state) as guest:
        assert guest.problem.kind is ErrorKind.RUNNING
        assert guest.layout.path == tmp_path / "guest.vmem"
