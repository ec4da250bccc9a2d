"""Page tables in the core must lead to the kernel that VMCOREINFO names."""

import struct
from dataclasses import replace

import pytest

from guestcore.demo.fabricated_linux import LinuxSpec, fabricate
from guestcore.model import PagingMode
from guestcore.progress import NoProgress
from guestcore.validation import open_core
from guestcore.validation.result import Outcome
from guestcore.validation.subject import Subject
from guestcore.validation.translation import check_translation
from tests.builders.foreign_cores import (
    CoreShape,
    Load,
    proc_vmcore,
    qemu_dump,
    state_note,
    status_note,
    vmcoreinfo_note,
    write_core,
)
from tests.builders.paging import MIB, Ram
from tests.builders.tiny_linux import TinyLinux
from tests.core import made_guests
from tests.validation.subjects import patched, run


def test_every_vcpu_and_the_kernels_own_root_lead_to_utsname(made):
    check = run(check_translation, made.core)
    assert check.outcome is Outcome.PASS
    assert check.detail == (
        "CR3 of all 3 vCPUs and the root that VMCOREINFO names lead to utsname: "
        "Linux 6.1.0-demo-amd64"
    )


def with_text(made, tmp_path, text):
    shape = qemu_dump(made.truth)
    shape.notes = [*shape.notes, vmcoreinfo_note(text)]
    return write_core(tmp_path / "core", shape, made.truth)


def test_vmcoreinfo_of_another_kernel_fails(made, tmp_path):
    other = fabricate(LinuxSpec(seed=99)).kernel.vmcoreinfo
    check = run(check_translation, with_text(made, tmp_path, other))
    assert check.outcome is Outcome.FAIL
    assert "was not reached" in check.detail


def test_vmcoreinfo_of_another_release_at_the_same_place_fails(made, tmp_path):
    text = made.truth.kernel.vmcoreinfo.replace(b"6.1.0-demo", b"6.1.0-same")
    assert (
        run(check_translation, with_text(made, tmp_path, text)).outcome is Outcome.FAIL
    )


def test_a_wrong_phys_base_fails(made, tmp_path):
    right = b"NUMBER(phys_base)=%d" % made.truth.kernel.phys_base
    wrong = b"NUMBER(phys_base)=%d" % (made.truth.kernel.phys_base + 0x20_0000)
    text = made.truth.kernel.vmcoreinfo.replace(right, wrong)
    check = run(check_translation, with_text(made, tmp_path, text))
    assert check.outcome is Outcome.FAIL
    assert "puts the kernel's root table at" in check.detail


def test_one_changed_byte_of_vmcoreinfo_fails_in_our_core(made):
    at = made.head().index(b"NUMBER(MAX_PHYSMEM_BITS)=46")
    with patched(made.core, at, b"NUMBER(MAX_PHYSMEM_BITS)=47"):
        check = run(check_translation, made.core)
    assert check.outcome is Outcome.FAIL
    assert "is not the text" in check.detail


def test_a_crashtime_that_only_the_note_has_is_no_other_text(made, tmp_path):
    text = made.truth.kernel.vmcoreinfo + b"CRASHTIME=1764000000\n"
    check = run(check_translation, with_text(made, tmp_path, text))
    assert check.outcome is Outcome.PASS


def test_a_wrong_cr3_of_one_vcpu_warns(made):
    at = made.note("QEMU", 1) + 416
    with patched(made.core, at, struct.pack("<Q", 0x3000)):
        check = run(check_translation, made.core)
    assert check.outcome is Outcome.WARN
    assert "vCPU 1 maps another kernel" in check.detail


def test_page_tables_of_zeros_fail(made):
    segment = made.segments()[1]
    root = made.truth.kernel.pgd_gpa - segment.paddr + segment.offset
    with patched(made.core, root, bytes(4096)):
        assert run(check_translation, made.core).outcome is Outcome.FAIL


def test_vmcore_without_cr3_is_proved_by_the_kernels_own_root(made, tmp_path):
    core = write_core(tmp_path / "core", proc_vmcore(made.truth), made.truth)
    check = run(check_translation, core)
    assert check.outcome is Outcome.PASS
    assert "root that VMCOREINFO names leads" in check.detail


def test_without_phys_base_the_image_segment_tells_the_root(made, tmp_path):
    shape = proc_vmcore(made.truth)
    kernel = made.truth.kernel
    line = b"NUMBER(phys_base)=%d\n" % kernel.phys_base
    text = kernel.vmcoreinfo.replace(line, b"")
    shape.notes = [*shape.notes[:-1], vmcoreinfo_note(text)]
    core = write_core(tmp_path / "core", shape, made.truth)
    with open_core(core) as opened:
        proof = Subject(opened, None, False, NoProgress()).proof
        assert proof.own.root_gpa == kernel.pgd_gpa
    assert proof.own_problem is None


def in_another_kernel(made, tmp_path, *, maps_an_image):
    """Return a core whose VMCOREINFO is one kernel's and its only CR3 another's."""
    free = next(
        gpa for gpa in range(MIB, 16 * MIB, MIB) if not any(made.truth.read(gpa, 16384))
    )
    registers = dict(made.truth.vcpus[0], cr3=free)
    notes = [status_note(registers, 1), state_note(registers)]
    notes.append(vmcoreinfo_note(made.truth.kernel.vmcoreinfo))
    loads = [Load(gpa, gpa, size) for gpa, size in made.truth.regions]
    core = write_core(tmp_path / "core", CoreShape(loads, notes), made.truth)
    if maps_an_image:
        with open_core(core) as opened:
            offset = opened.loads[0].offset + free
        with core.open("r+b") as file:
            for level, (index, entry) in enumerate(
                ((511, free + 4096 | 3), (510, free + 8192 | 3), (8, 2 * MIB | 0x83))
            ):
                file.seek(offset + level * 4096 + index * 8)
                file.write(struct.pack("<Q", entry))
    return core


def test_vcpus_in_a_kdump_kernel_do_not_fail(made, tmp_path):
    check = run(check_translation, in_another_kernel(made, tmp_path, maps_an_image=1))
    assert check.outcome is Outcome.PASS
    assert "run another kernel, as after a crash with kdump" in check.detail


def test_a_cr3_that_leads_to_no_kernel_at_all_fails(made, tmp_path):
    check = run(check_translation, in_another_kernel(made, tmp_path, maps_an_image=0))
    assert check.outcome is Outcome.FAIL
    assert "CR3 of no vCPU leads to Linux" in check.detail


def test_without_vmcoreinfo_nothing_names_what_to_walk_to(made, tmp_path):
    core = write_core(tmp_path / "core", qemu_dump(made.truth), made.truth)
    check = run(check_translation, core)
    assert check.outcome is Outcome.SKIP
    assert "VMCOREINFO" in check.detail


@pytest.mark.parametrize(
    ("mode", "page_offset"),
    [
        pytest.param(PagingMode.PAE, 0xC000_0000, id="PAE"),
        pytest.param(PagingMode.LEGACY_32BIT, 0xC000_0000, id="two levels"),
        pytest.param(PagingMode.LONG_5LEVEL, 0xFF11_0000_0000_0000, id="five levels"),
    ],
)
def test_other_paging_modes_are_walked(tmp_path, mode, page_offset):
    ram = Ram(96 * MIB)
    linux = TinyLinux(ram, mode, page_offset=page_offset)
    path = tmp_path / "guest.vmem"
    path.write_bytes(ram.read(0, 96 * MIB))
    values = made_guests.registers_of(0) | dict(linux.vcpu().registers)
    mask = (1 << 64) - 1 if mode.is_long else 0xFFFF_FFFF
    values = {name: value & mask for name, value in values.items()}
    if mode is PagingMode.LEGACY_32BIT:
        values["cr4"] &= ~0x20  # PAE
    vcpu = replace(linux.vcpu(), registers=values)
    with made_guests.open_guest(path, vcpus=[vcpu]) as guest:
        kernel = made_guests.linux(mode, vmcoreinfo=linux.vmcoreinfo)
        core = tmp_path / "guest.core"
        made_guests.write(guest, core, kernel)
    check = run(check_translation, core)
    assert check.outcome is Outcome.PASS, check.detail
    assert "CR3 of the vCPU and the root" in check.detail
