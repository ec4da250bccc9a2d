"""Virtual addresses of segments are held against the guest's page tables."""

import struct

import pytest

from guestcore.validation import check_core
from guestcore.validation.cpu_order import check_cpu_order
from guestcore.validation.layout import check_layout
from guestcore.validation.result import Outcome, Verdict
from tests.builders.foreign_cores import (
    CoreShape,
    Load,
    qemu_dump,
    vmcoreinfo_note,
    write_core,
)
from tests.core import made_guests
from tests.validation.subjects import patched, run

IDS = ["below the image", "the image", "above the image", "above 4 GiB"]


def test_our_addresses_are_those_of_the_page_tables(made):
    check = run(check_layout, made.core)
    assert check.outcome is Outcome.PASS
    assert f"own at {made.truth.kernel.text_start:#x}" in check.detail


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda va: va + 0x1000, id="a page on"),
        pytest.param(lambda va: va + 0x20_0000, id="2 MiB on"),
        pytest.param(lambda va: va - 0x4000_0000, id="1 GiB back"),
        pytest.param(lambda va: va ^ 1 << 40, id="far away"),
        pytest.param(lambda va: 0x40_0000, id="in user space"),
        pytest.param(lambda va: 0, id="none"),
    ],
)
@pytest.mark.parametrize("number", range(4), ids=IDS)
def test_a_wrong_virtual_address_fails(made, number, wrong):
    segment = made.segments()[number]
    address = struct.pack("<Q", wrong(segment.vaddr))
    with patched(made.core, segment.header + 16, address):
        check = run(check_layout, made.core)
    assert check.outcome is Outcome.FAIL


@pytest.mark.parametrize("number", range(4), ids=IDS)
def test_a_wrong_physical_address_fails_without_a_source(made, number):
    segment = made.segments()[number]
    address = struct.pack("<Q", segment.paddr + 0x1000)
    with patched(made.core, segment.header + 24, address):
        assert check_core(made.core).verdict is Verdict.INVALID


def test_virtual_addresses_as_qemu_finds_them_pass(made, tmp_path):
    shape = qemu_dump(made.truth, paging=True, vmcoreinfo=True)
    core = write_core(tmp_path / "core", shape, made.truth)
    assert run(check_layout, core).outcome is Outcome.PASS


def test_no_virtual_addresses_of_a_known_kernel_warn(made, tmp_path):
    shape = qemu_dump(made.truth, vmcoreinfo=True)
    core = write_core(tmp_path / "core", shape, made.truth)
    check = run(check_layout, core)
    assert check.outcome is Outcome.WARN
    assert "gdb" in check.detail


def test_no_virtual_addresses_of_an_unknown_system_are_skipped(made, tmp_path):
    core = tmp_path / "unknown.core"
    made_guests.write(made.guest, core, None)
    assert run(check_layout, core).outcome is Outcome.SKIP


def test_a_wrong_address_in_the_core_of_an_unknown_system_fails(made, tmp_path):
    core = tmp_path / "unknown.core"
    made_guests.write(made.guest, core, None)
    second = 64 + 2 * 56
    with patched(core, second + 16, struct.pack("<Q", 0x1_0000_1000)):
        assert run(check_layout, core).outcome is Outcome.FAIL


def test_a_wrong_kernel_offset_fails(made):
    kernel = made.truth.kernel
    right = b"KERNELOFFSET=%x" % kernel.kaslr_offset
    wrong = b"KERNELOFFSET=%x" % (kernel.kaslr_offset ^ 0x20_0000)
    at = made.head().index(right)
    with patched(made.core, at, wrong):
        check = run(check_layout, made.core)
    assert check.outcome is Outcome.FAIL
    assert "KERNELOFFSET" in check.detail


def test_five_level_paging_must_be_what_vmcoreinfo_says(made, tmp_path):
    kernel = made.truth.kernel
    text = kernel.vmcoreinfo.replace(b"l5_enabled)=0", b"l5_enabled)=1")
    shape = qemu_dump(made.truth)
    shape.notes = [*shape.notes, vmcoreinfo_note(text)]
    core = write_core(tmp_path / "core", shape, made.truth)
    check = run(check_layout, core)
    assert check.outcome is Outcome.FAIL
    assert "LA57" in check.detail


def test_an_image_outside_all_segments_warns(made, tmp_path):
    kernel = made.truth.kernel
    shape = qemu_dump(made.truth, vmcoreinfo=True)
    loads = [Load(kernel.page_offset + s.paddr, s.paddr, s.size) for s in shape.loads]
    core = write_core(tmp_path / "core", CoreShape(loads, shape.notes), made.truth)
    check = run(check_layout, core)
    assert check.outcome is Outcome.WARN
    assert "gdb cannot read kernel symbols" in check.detail


def test_vcpus_with_their_own_data_pass(made):
    check = run(check_cpu_order, made.core)
    assert check.outcome is Outcome.PASS
    assert "3 vCPUs, no two with the same per-CPU data (2 known)" in check.detail


def test_two_vcpus_with_one_per_cpu_base_warn(made):
    place = made.note("QEMU", 2) + 152 + 4 * 24 + 16
    base = struct.pack("<Q", made.truth.vcpus[0]["gs_base"])
    with patched(made.core, place, base):
        check = run(check_cpu_order, made.core)
    assert check.outcome is Outcome.WARN
    assert "vCPUs 0, 2 have one per-CPU base" in check.detail


def test_code_that_is_not_mapped_warns(made):
    with patched(made.core, made.note("QEMU", 0) + 136, struct.pack("<Q", 0x1234)):
        check = run(check_cpu_order, made.core)
    assert check.outcome is Outcome.WARN
    assert "rip 0x1234 is not mapped" in check.detail


def test_without_qemu_notes_there_is_nothing_to_order(made, tmp_path):
    shape = qemu_dump(made.truth)
    shape.notes = shape.notes[:3]
    core = write_core(tmp_path / "core", shape, made.truth)
    assert run(check_cpu_order, core).outcome is Outcome.SKIP
