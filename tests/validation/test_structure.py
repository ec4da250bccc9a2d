"""Cut or contradicting headers fail; odd ones warn, and name who stumbles."""

import os
import struct
from dataclasses import replace

import pytest

from guestcore.validation import check_core
from guestcore.validation.result import Outcome, Verdict
from guestcore.validation.structure import check_structure
from tests.builders.foreign_cores import CoreShape, Load, status_note, write_core
from tests.validation.subjects import HEADER, PHDR, named, patched, run

MIB = 1 << 20
LOADS = [Load(0, 0x1000, 4 * MIB), Load(0, 8 * MIB, 4 * MIB)]
PLAIN = CoreShape(LOADS, [status_note({}, 1)])


def checked(tmp_path, shape):
    return run(check_structure, write_core(tmp_path / "core", shape, None))


def test_our_own_core_passes(made):
    check = run(check_structure, made.core)
    assert check.outcome is Outcome.PASS
    assert "5 program headers, 46 MiB of memory in 4 segments" in check.detail


def test_a_plain_core_passes(tmp_path):
    assert checked(tmp_path, PLAIN).outcome is Outcome.PASS


def test_a_plain_elf32_core_passes(tmp_path):
    shape = replace(PLAIN, bits=32, machine=3, notes=[])
    check = checked(tmp_path, shape)
    assert check.outcome is Outcome.PASS
    assert check.detail.startswith("ELF32")


@pytest.mark.parametrize("left", [0.99999, 0.5, 0.01], ids=["byte", "half", "start"])
def test_a_cut_file_fails(own, left):
    os.truncate(own.core, int(own.core.stat().st_size * left))
    report = check_core(own.core, own.guest)
    assert report.verdict is Verdict.INVALID
    assert "cut" in named(report, "structure").detail


def test_a_file_that_ends_inside_its_program_headers_fails(own):
    os.truncate(own.core, HEADER + 2 * PHDR + 5)
    report = check_core(own.core)
    assert report.verdict is Verdict.INVALID
    assert "5 program headers are announced, 2 are in it" in (
        named(report, "structure").detail
    )


def test_no_memory_at_all_fails(tmp_path):
    assert checked(tmp_path, replace(PLAIN, loads=[])).outcome is Outcome.FAIL


def test_segments_that_share_bytes_fail(tmp_path):
    shape = replace(PLAIN, loads=[LOADS[0], replace(LOADS[1], shares=0)])
    check = checked(tmp_path, shape)
    assert check.outcome is Outcome.FAIL
    assert "share 4 MiB of the file" in check.detail


def test_an_address_beyond_the_last_fails(tmp_path):
    shape = replace(PLAIN, loads=[Load(0, (1 << 64) - 4096, MIB)])
    assert "beyond the last" in checked(tmp_path, shape).detail


DEPARTURES = [
    pytest.param({"phoff": 192}, "makedumpfile", id="program headers elsewhere"),
    pytest.param({"align": 4096}, "crash", id="aligned segments"),
    pytest.param({"note_align": 8}, "drgn", id="notes aligned to 8"),
    pytest.param({"notes_last": True}, "crash", id="notes behind memory"),
    pytest.param({"flags": 1}, "makedumpfile", id="incomplete"),
    pytest.param({"extended": True}, "Volatility 3", id="count elsewhere"),
    pytest.param({"loads": LOADS[::-1]}, "LeechCore", id="descending"),
    pytest.param(
        {"loads": [LOADS[0], Load(0, 0x3000, 8192)]}, "Volatility 3", id="overlapping"
    ),
    pytest.param(
        {"loads": [replace(LOADS[0], memsz=5 * MIB)]}, "Volatility 3", id="shorter"
    ),
    pytest.param({"loads": [Load(0, 0x1000, 4097)]}, "LeechCore", id="parts of pages"),
    pytest.param(
        {"loads": [Load(0, n << 13, 4096) for n in range(1, 146)]},
        "MemProcFS",
        id="146 headers",
    ),
    pytest.param(
        {"extra_headers": [struct.pack("<II6Q", 4, 0, 0, 0, 0, 0, 0, 0)]},
        "makedumpfile",
        id="two PT_NOTEs",
    ),
    pytest.param(
        {"extra_headers": [struct.pack("<II6Q", 7, 0, 0, 0, 0, 0, 0, 0)]},
        "crash",
        id="other headers",
    ),
]


@pytest.mark.parametrize(("changes", "reader"), DEPARTURES)
def test_a_departure_from_our_layout_warns_and_names_a_reader(
    tmp_path, changes, reader
):
    check = checked(tmp_path, replace(PLAIN, **changes))
    assert check.outcome is Outcome.WARN
    assert reader in check.detail


def test_145_headers_are_not_too_many(tmp_path):
    loads = [Load(0, n << 13, 4096) for n in range(1, 145)]
    assert checked(tmp_path, replace(PLAIN, loads=loads)).outcome is Outcome.PASS


def test_memory_first_among_the_headers_warns(made):
    with patched(made.core, HEADER, struct.pack("<I", 1)):
        check = run(check_structure, made.core)
    assert check.outcome is not Outcome.PASS
