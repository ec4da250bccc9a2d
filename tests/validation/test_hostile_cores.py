"""Any bytes end in a report or in one error, soon."""

import random
import struct
import time
from contextlib import suppress

import pytest

from guestcore.errors import GuestCoreError
from guestcore.validation import check_core
from guestcore.validation.note_reader import MAX_NOTES
from tests.builders.foreign_cores import (
    CoreShape,
    Load,
    qemu_dump,
    state_note,
    status_note,
    vmcoreinfo_note,
    write_core,
)
from tests.fuzz.mutations import mutate
from tests.validation.subjects import PHDR, named, patched

LOADS = [Load(0, 0x10_0000, 4096)]
SECONDS = 5


@pytest.mark.parametrize("seed", range(60))
def test_damaged_headers_and_notes_end_in_a_report_or_an_error(made, seed):
    rng = random.Random(seed)
    head = made.head()[:4096]
    damaged = mutate(head, rng)[: len(head)].ljust(len(head), b"\0")
    if damaged == head:
        damaged = b"\x7fELF".ljust(len(head), b"\xff")
    with patched(made.core, 0, damaged), suppress(GuestCoreError):
        report = check_core(made.core, made.guest if seed % 2 else None)
        assert [bool(check.detail) for check in report.checks] == [True] * 7


@pytest.mark.parametrize("number", range(1, 5), ids="header {}".format)
@pytest.mark.parametrize("value", [0, 1, 0xFFF, 1 << 31, (1 << 63), (1 << 64) - 1])
def test_any_number_in_a_program_header_ends_in_a_report(made, number, value):
    data = struct.pack("<6Q", *[value] * 6)
    with patched(made.core, 64 + number * PHDR + 8, data):
        report = check_core(made.core, made.guest)
    assert report.verdict == "invalid"


def checked_in_time(path):
    started = time.process_time()
    report = check_core(path)
    assert time.process_time() - started < SECONDS
    return report


def test_notes_without_end_are_cut_short(tmp_path):
    shape = CoreShape(LOADS, [("x", 7, b"")] * (MAX_NOTES + 10))
    report = checked_in_time(write_core(tmp_path / "core", shape, None))
    assert f"more than {MAX_NOTES}" in named(report, "notes").detail


def test_a_list_of_files_without_end_is_cut_short(tmp_path):
    names = struct.pack("<QQ", 1 << 40, 4096) + b"\x01" * (8 << 20)
    shape = CoreShape(LOADS, [("CORE", 0x4649_4C45, names)])
    report = checked_in_time(write_core(tmp_path / "core", shape, None))
    assert "cannot be read" in named(report, "notes").detail


def test_notes_larger_than_any_are_not_read(tmp_path):
    shape = CoreShape(LOADS, [("x", 7, bytes(17 << 20))])
    report = checked_in_time(write_core(tmp_path / "core", shape, None))
    assert named(report, "notes").outcome == "fail"


def test_a_name_of_many_mib_is_not_taken_apart(tmp_path):
    shape = CoreShape(LOADS, [("CORE", 7, b"x"), ("N" * (15 << 20), 0, b"")])
    report = checked_in_time(write_core(tmp_path / "core", shape, None))
    assert "name of note 1 has more" in named(report, "notes").detail


def test_80_000_segments_are_checked(tmp_path):
    loads = [
        Load(0xFFFF_8880_0000_0000 + (n << 13), n << 13, 4096, shares=n and 0)
        for n in range(80_000)
    ]
    loads[0] = Load(0, 0, 4096)
    shape = CoreShape(loads, [status_note({}, 1)], extended=True)
    report = checked_in_time(write_core(tmp_path / "core", shape, None))
    assert "share 4 KiB of the file" in named(report, "structure").detail


def test_4096_vcpus_that_all_claim_other_tables_are_checked(made, tmp_path):
    registers = dict(made.truth.vcpus[0])
    ends = range(0x1000, 0x1000 + 4096 * 4096, 4096)
    notes = [status_note(registers, n + 1) for n in range(4096)]
    notes += [state_note(registers | {"cr3": root}) for root in ends]
    notes.append(vmcoreinfo_note(made.truth.kernel.vmcoreinfo))
    shape = CoreShape(qemu_dump(made.truth).loads, notes)
    report = checked_in_time(write_core(tmp_path / "core", shape, made.truth))
    assert named(report, "translation").outcome != "skip"
