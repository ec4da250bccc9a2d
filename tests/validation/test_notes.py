"""Notes: whole, complete, of one mind; what is missing warns."""

import struct
from dataclasses import replace

import pytest

from guestcore.validation.notes import check_notes
from guestcore.validation.result import Outcome
from tests.builders.foreign_cores import (
    CoreShape,
    Load,
    Note,
    state_note,
    status_note,
    vmcoreinfo_note,
    write_core,
)
from tests.validation.subjects import run

LOADS = [Load(0, 0x1000, 4096)]
VCPUS = [{"rip": 0x1000 + n, "rax": n} for n in range(2)]
STATUS = [status_note(registers, n + 1) for n, registers in enumerate(VCPUS)]
STATE = [state_note(registers) for registers in VCPUS]
TEXT = (
    b"OSRELEASE=6.1.0-x\nPAGESIZE=4096\n"
    b"SYMBOL(init_uts_ns)=ffffffff82a10000\nSYMBOL(swapper_pg_dir)=ffffffff82610000\n"
)


def checked(tmp_path, notes: list[Note], **shape):
    core = write_core(tmp_path / "core", CoreShape(LOADS, notes, **shape), None)
    return run(check_notes, core)


def test_our_own_notes_pass(made):
    check = run(check_notes, made.core)
    assert check.outcome is Outcome.PASS
    assert "registers of 3 vCPUs twice, alike, in order" in check.detail


def test_complete_notes_pass(tmp_path):
    check = checked(tmp_path, [*STATUS, *STATE, vmcoreinfo_note(TEXT)])
    assert check.outcome is Outcome.PASS


def test_memory_alone_passes(tmp_path):
    check = checked(tmp_path, [])
    assert check.outcome is Outcome.PASS
    assert "no registers" in check.detail


def resized(note: Note, size: int) -> Note:
    owner, kind, data = note
    return owner, kind, data[:size].ljust(size, b"\0")


FAULTS = [
    pytest.param(
        [resized(STATUS[0], 328), STATUS[1]], "not of 336 bytes", id="status of 328"
    ),
    pytest.param(
        [*STATUS, resized(STATE[0], 400), STATE[1]], "has 400 bytes", id="short state"
    ),
    pytest.param(
        [*STATUS, ("QEMU", 0, struct.pack("<I", 2) + STATE[0][2][4:]), STATE[1]],
        "has version 2",
        id="version",
    ),
    pytest.param(
        [*STATUS, resized(STATE[0], 448), STATE[1]],
        "says it has 440 bytes, but has 448",
        id="size field",
    ),
    pytest.param([*STATUS, STATE[0]], "2 process statuses, but 1", id="one missing"),
    pytest.param([*STATUS, *STATE[::-1]], "rip is 0x1000", id="order"),
]


@pytest.mark.parametrize(("notes", "found"), FAULTS)
def test_what_no_reader_can_use_fails(tmp_path, notes, found):
    check = checked(tmp_path, notes)
    assert check.outcome is Outcome.FAIL
    assert found in check.detail


@pytest.mark.parametrize(
    ("at", "value"),
    [
        pytest.param(4, 0x7FFF_FFFF, id="descriptor size"),
        pytest.param(0, 0x7FFF_FFFF, id="name size"),
        pytest.param(4, 340, id="descriptor size 4 too large"),
    ],
)
def test_notes_that_cannot_be_read_to_their_end_fail(tmp_path, at, value):
    core = write_core(tmp_path / "core", CoreShape(LOADS, STATUS), None)
    data = bytearray(core.read_bytes())
    start = data.index(b"CORE", data.index(b"CORE") + 1) - 12
    data[start + at : start + at + 4] = struct.pack("<I", value)
    core.write_bytes(data)
    check = run(check_notes, core)
    assert check.outcome is Outcome.FAIL
    assert "cannot be read to their end" in check.detail


def test_zeros_behind_the_last_note_are_padding(tmp_path):
    core = write_core(tmp_path / "core", CoreShape(LOADS, [*STATUS, *STATE]), None)
    data = bytearray(core.read_bytes())
    (size,) = struct.unpack_from("<Q", data, 64 + 32)
    data[64 + 32 : 64 + 40] = struct.pack("<Q", size + 64)
    core.write_bytes(data)
    assert run(check_notes, core).outcome is Outcome.PASS


DEPARTURES = [
    pytest.param(STATUS, "crash", id="no QEMU notes"),
    pytest.param(STATE, "gdb", id="no process status"),
    pytest.param([status_note(VCPUS[0], 0), STATUS[1], *STATE], "drgn", id="process 0"),
    pytest.param([status_note(VCPUS[0], 7), STATUS[1], *STATE], "drgn", id="process 7"),
    pytest.param(
        [status_note(VCPUS[0], 1, signal=11), STATUS[1], *STATE], "gdb", id="signal"
    ),
    pytest.param(
        [*STATUS, *(state_note(r, 432) for r in VCPUS)], "GS base", id="older QEMU"
    ),
    pytest.param([vmcoreinfo_note(TEXT + b"CRASHTIME=1\n")], "drgn", id="CRASHTIME"),
    pytest.param([vmcoreinfo_note(TEXT)] * 2, "readers", id="two VMCOREINFO"),
    pytest.param([vmcoreinfo_note(TEXT[:-1])], "drgn", id="no newline"),
    pytest.param([("VMCOREINFO", 1, TEXT)], "makedumpfile", id="type 1"),
]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"rubbish\n", id="no VMCOREINFO"),
        pytest.param(TEXT[:20] + b"\0" + TEXT[20:], id="NUL inside"),
        pytest.param(TEXT.replace(b"=4096", b"=8192"), id="another page size"),
    ],
)
def test_vmcoreinfo_that_no_kernel_wrote_fails(tmp_path, text):
    check = checked(tmp_path, [vmcoreinfo_note(text)])
    assert check.outcome is Outcome.FAIL
    assert "VMCOREINFO" in check.detail


@pytest.mark.parametrize(("notes", "reader"), DEPARTURES)
def test_what_only_some_reader_misses_warns(tmp_path, notes, reader):
    check = checked(tmp_path, notes)
    assert check.outcome is Outcome.WARN
    assert reader in check.detail


def test_a_kernel_without_its_vmcoreinfo_warns(tmp_path):
    loads = [replace(LOADS[0], vaddr=0xFFFF_FFFF_8100_0000)]
    core = write_core(tmp_path / "core", CoreShape(loads, [*STATUS, *STATE]), None)
    check = run(check_notes, core)
    assert check.outcome is Outcome.WARN
    assert "no VMCOREINFO: drgn and makedumpfile" in check.detail
