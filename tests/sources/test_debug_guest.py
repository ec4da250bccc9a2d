"""debug.guest with debug.vmem: what ESXi's monitor leaves when it panics."""

import os

import pytest

from guestcore.errors import ErrorKind
from guestcore.model import PAGE_SIZE, MemoryKind, PagingMode, SourceFormat
from tests.builders.debug_guest import ARM64, ORDER, debug_guest
from tests.builders.saved_states import (
    expected_pages,
    guest_of,
    page_numbers,
    pages,
    problem_of,
    write_pair,
)

VERSIONS = (1, 3, 4, 5, 6, 7)
VCPU = {name: 0xFFFF_8000_0000_0000 + n for n, name in enumerate(ORDER)}
VCPU |= {"cs": 0x10, "ss": 0x18, "ds": 0, "es": 0, "fs": 0, "gs": 0, "eflags": 0x246}
VCPU |= {
    "cr0": 0x8005_0033, "cr2": 1, "cr3": 0x2000, "cr4": 0x3506F0,
    "idtr_base": 0xFFFF_FE00_0000_0000,
}  # fmt: skip
HOLES = [(10, 6), (40, 100)]
PAGES = 50


def write(tmp_path, data, image=None):
    state = tmp_path / "debug.guest"
    state.write_bytes(data)
    image = pages(PAGES) if image is None else image
    (tmp_path / "debug.vmem").write_bytes(image)
    return state


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("count", [0, 1, 3])
def test_every_version_is_read(tmp_path, version, count):
    vcpus = [VCPU | {"rip": VCPU["rip"] + n} for n in range(count)]
    with guest_of(write(tmp_path, debug_guest(version, vcpus, PAGES))) as guest:
        assert page_numbers(guest) == expected_pages((0, PAGES, 0))
        assert guest.origin.format is SourceFormat.VMWARE_DEBUG_GUEST
        assert guest.layout.kind is MemoryKind.VMEM
        assert [vcpu.registers for vcpu in guest.vcpus] == [
            {name: value for name, value in v.items() if name != "orig_rax"}
            for v in vcpus
        ]
        assert all(v.mode is PagingMode.LONG_4LEVEL for v in guest.vcpus)
        assert bool(guest.warnings) == (count == 0)


@pytest.mark.parametrize("gap", [13, 14])
@pytest.mark.parametrize("old_memory", [False, True])
def test_version_2_is_read_as_its_neighbours(tmp_path, gap, old_memory):
    data = debug_guest(2, [VCPU], PAGES, HOLES, gap=gap, old_memory=old_memory)
    with guest_of(write(tmp_path, data)) as guest:
        assert len(page_numbers(guest)) == PAGES


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    ("holes", "runs"),
    [
        (HOLES, [(0, 10, 0), (16 << 12, 24, 10), (140 << 12, 16, 34)]),
        (HOLES[::-1], [(0, 10, 0), (16 << 12, 24, 10), (140 << 12, 16, 34)]),
        ([(0, 5)], [(5 << 12, 50, 0)]),
        ([(50, 5)], [(0, 50, 0)]),
    ],
    ids=["two", "unsorted", "at the start", "at the end"],
)
def test_holes_are_left_out(tmp_path, version, holes, runs):
    data = debug_guest(version, [VCPU], PAGES, holes)
    with guest_of(write(tmp_path, data)) as guest:
        assert page_numbers(guest) == expected_pages(*runs)


def test_an_arm64_guest_has_no_registers(tmp_path):
    data = debug_guest(7, [VCPU, VCPU], PAGES, [(0, 10)], architecture=ARM64)
    with guest_of(write(tmp_path, data)) as guest:
        assert guest.architecture == "arm64"
        assert [vcpu.registers for vcpu in guest.vcpus] == [{}, {}]
        assert "ARM64" in guest.warnings[0]
        assert page_numbers(guest) == expected_pages((10 << 12, PAGES, 0))


def test_4096_vcpus_are_read(tmp_path):
    with guest_of(write(tmp_path, debug_guest(6, [VCPU] * 4096, PAGES))) as guest:
        assert len(guest.vcpus) == 4096


@pytest.mark.parametrize(
    "fields",
    [
        {"last_address": 7},
        {"holes": [(45, 10), (46, 3)]},
        {"holes": [(1 << 41, 3)]},
        {"page_count": 0, "holes": [(0, 9)]},
    ],
    ids=["last address", "overlapping", "outside", "no memory"],
)
def test_numbers_that_do_not_add_up_are_damage(tmp_path, fields):
    data = debug_guest(6, [VCPU], **({"page_count": PAGES} | fields))
    error = problem_of(write(tmp_path, data))
    assert error.kind is ErrorKind.DAMAGED
    assert "do not add up" in error.message


def test_three_holes_are_damage(tmp_path):
    data = bytearray(debug_guest(6, [VCPU], PAGES))
    assert data[8 + 15 + 20] == 0
    data[8 + 15 + 20] = 3
    assert problem_of(write(tmp_path, bytes(data))).kind is ErrorKind.DAMAGED


def test_more_bytes_than_fit_are_damage(tmp_path):
    data = debug_guest(4, [VCPU], PAGES) + b"x"
    error = problem_of(write(tmp_path, data))
    assert error.kind is ErrorKind.DAMAGED
    assert f"{len(data)} bytes do not add up" in error.message


@pytest.mark.parametrize("version", [1, 4, 7])
@pytest.mark.parametrize("lost", [1, 300, 4096])
def test_fewer_bytes_are_truncation(tmp_path, version, lost):
    data = debug_guest(version, [VCPU, VCPU], PAGES)
    error = problem_of(write(tmp_path, data[:-lost]))
    assert error.kind is ErrorKind.TRUNCATED
    assert f"{len(data) - lost} bytes found, {len(data)} expected" in error.message


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (b"", ErrorKind.TRUNCATED, "has 0 bytes"),
        (b"\6\0\0\0\1\0\0", ErrorKind.TRUNCATED, "its header alone has 8"),
        (
            b"\x08\0\0\0\1\0\0\0",
            ErrorKind.UNSUPPORTED,
            "version 8 of debug.guest; 1 to 7",
        ),
        (b"\x06\0\0\0\xff\xff\xff\xff", ErrorKind.DAMAGED, "4294967295 vCPUs"),
        (b"\x7fELF" + bytes(60), ErrorKind.UNSUPPORTED, "is an ELF file"),
    ],
)
def test_what_is_no_debug_guest_is_told_apart(tmp_path, data, kind, words):
    error = problem_of(write(tmp_path, data))
    assert error.kind is kind
    assert words in error.message


def test_the_name_does_not_matter_where_everything_adds_up(tmp_path):
    state = tmp_path / "panic.dump"
    state.write_bytes(debug_guest(6, [VCPU], PAGES))
    (tmp_path / "panic.vmem").write_bytes(pages(PAGES))
    with guest_of(state) as guest:
        assert guest.origin.format is SourceFormat.VMWARE_DEBUG_GUEST


def test_absent_memory_is_a_missing_companion(tmp_path):
    state = write(tmp_path, debug_guest(6, [VCPU], PAGES))
    (tmp_path / "debug.vmem").unlink()
    with guest_of(state) as guest:
        assert guest.problem.kind is ErrorKind.MISSING_COMPANION
        assert f"debug.vmem ({PAGES * PAGE_SIZE} bytes)" in guest.problem.message
        assert guest.layout.size == PAGES * PAGE_SIZE
        assert guest.vcpus[0].registers["rip"] == VCPU["rip"]


def test_memory_that_cannot_be_opened_leaves_the_rest_described(tmp_path):
    state = write(tmp_path, debug_guest(6, [VCPU], PAGES))
    with guest_of(state, vmem=tmp_path / "absent") as guest:
        assert guest.problem.kind is ErrorKind.INPUT
        assert len(guest.vcpus) == 1


def test_short_memory_is_truncated_unless_that_is_allowed(tmp_path):
    data = debug_guest(6, [VCPU], PAGES, [(10, 6)])
    state = write(tmp_path, data, pages(20))
    error = problem_of(state)
    assert error.kind is ErrorKind.TRUNCATED
    assert f"{26 * PAGE_SIZE:#x}" in error.message
    with guest_of(state, allow_truncated=True) as guest:
        assert len(page_numbers(guest)) == 20
        assert f"{26 * PAGE_SIZE:#x} to {56 * PAGE_SIZE:#x}" in guest.warnings[0]


def test_longer_memory_only_warns(tmp_path):
    state = write(tmp_path, debug_guest(6, [VCPU], PAGES), pages(PAGES + 1))
    with guest_of(state) as guest:
        assert len(page_numbers(guest)) == PAGES
        assert "more than the memory needs" in guest.warnings[0]


def test_memory_that_is_something_else_is_told_apart(tmp_path):
    state = write(tmp_path, debug_guest(6, [VCPU], PAGES), b"\x7fELF".ljust(999))
    assert problem_of(state).kind is ErrorKind.UNSUPPORTED


# --- what may be named


@pytest.mark.parametrize("name", ["debug.guest", "debug.vmem", ""])
def test_state_memory_or_folder_may_be_named(tmp_path, name):
    write(tmp_path, debug_guest(6, [VCPU], PAGES))
    with guest_of(tmp_path / name) as guest:
        assert len(page_numbers(guest)) == PAGES


def test_the_case_of_names_does_not_matter(tmp_path):
    write(tmp_path, debug_guest(6, [VCPU], PAGES))
    os.rename(tmp_path / "debug.guest", tmp_path / "DEBUG.GUEST")
    with guest_of(tmp_path) as guest:
        assert len(page_numbers(guest)) == PAGES


def test_in_a_machine_without_saved_state_it_is_what_is_meant(tmp_path):
    write(tmp_path, debug_guest(6, [VCPU], PAGES))
    (tmp_path / "guest.vmx").write_text('displayName = "x"\n')
    with guest_of(tmp_path) as guest:
        assert guest.origin.format is SourceFormat.VMWARE_DEBUG_GUEST


def test_beside_a_state_whose_memory_is_missing_it_is_what_is_meant(tmp_path):
    write(tmp_path, debug_guest(6, [VCPU], PAGES))
    write_pair(tmp_path, pages(64)).with_suffix(".vmem").unlink()
    with guest_of(tmp_path) as guest:
        assert guest.origin.format is SourceFormat.VMWARE_DEBUG_GUEST


def test_beside_a_state_with_memory_nothing_is_guessed(tmp_path):
    write(tmp_path, debug_guest(6, [VCPU], PAGES))
    write_pair(tmp_path, pages(64))
    error = problem_of(tmp_path)
    assert error.kind is ErrorKind.AMBIGUOUS
    assert "guest.vmss, debug.guest" in error.message


def test_alone_without_its_memory_it_tells_what_is_missing(tmp_path):
    write(tmp_path, debug_guest(6, [VCPU], PAGES))
    (tmp_path / "debug.vmem").unlink()
    assert problem_of(tmp_path).kind is ErrorKind.MISSING_COMPANION
    write_pair(tmp_path, pages(64))
    with guest_of(tmp_path) as guest:  # another state can be converted
        assert guest.origin.format is SourceFormat.VMWARE_CHECKPOINT
