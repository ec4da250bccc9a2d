"""Every field of the register notes is compared with the source."""

import struct
from dataclasses import replace

import pytest

from guestcore.model import PagingMode, Vcpu
from guestcore.validation.notes import check_notes
from guestcore.validation.registers import check_registers
from guestcore.validation.result import Outcome
from tests.builders.foreign_cores import qemu_dump, write_core
from tests.builders.paging import MIB, Ram
from tests.builders.tiny_linux import TinyLinux
from tests.core import made_guests
from tests.validation.subjects import Made, patched, run

STATUS = (
    "r15", "r14", "r13", "r12", "rbp", "rbx", "r11", "r10", "r9", "r8", "rax", "rcx",
    "rdx", "rsi", "rdi", "orig_rax", "rip", "cs", "eflags", "rsp", "ss", "fs_base",
    "gs_base", "ds", "es", "fs", "gs",
)  # fmt: skip
STATUS_32 = (
    "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "rax", "ds", "es", "fs", "gs",
    "orig_rax", "rip", "cs", "eflags", "rsp", "ss",
)  # fmt: skip
GENERAL = (
    "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rsp", "rbp", "r8", "r9", "r10", "r11",
    "r12", "r13", "r14", "r15", "rip", "eflags",
)  # fmt: skip
SEGMENTS = ("cs", "ds", "es", "fs", "gs", "ss", "ldtr", "tr", "gdtr", "idtr")
PARTS = (("", 0, "<I"), ("_limit", 4, "<I"), ("_flags", 8, "<I"), ("_base", 16, "<Q"))
CONTROL = ("cr0", "cr1", "cr2", "cr3", "cr4", "kernel_gs_base")

STATUS_FIELDS = [(name, 112 + 8 * n, "<Q") for n, name in enumerate(STATUS)]
STATUS_FIELDS_32 = [(name, 72 + 4 * n, "<I") for n, name in enumerate(STATUS_32)]
STATE_FIELDS = [
    *((name, 8 + 8 * n, "<Q") for n, name in enumerate(GENERAL)),
    *(
        (name + part, 152 + 24 * n + at, width)
        for n, name in enumerate(SEGMENTS)
        for part, at, width in PARTS
    ),
    *((name, 392 + 8 * n, "<Q") for n, name in enumerate(CONTROL)),
]


def changed(made: Made, at: int, width: str) -> bytes:
    with made.core.open("rb") as file:
        file.seek(at)
        (value,) = struct.unpack(width, file.read(struct.calcsize(width)))
    return struct.pack(width, value ^ 0x40)


def test_an_untouched_core_has_the_sources_registers(made):
    check = run(check_registers, made.core, made.guest)
    assert check.outcome is Outcome.PASS
    assert "3 vCPUs" in check.detail


@pytest.mark.parametrize("vcpu", [0, 1, 2], ids=["first", "in user mode", "last"])
def test_a_wrong_register_of_any_vcpu_fails(made, vcpu):
    place = made.note("QEMU", vcpu) + 416
    with patched(made.core, place, changed(made, place, "<Q")):
        check = run(check_registers, made.core, made.guest)
    assert check.outcome is Outcome.FAIL
    assert f"vCPU {vcpu}: cr3 is" in check.detail


@pytest.mark.parametrize(
    ("owner", "name", "at", "width"),
    [
        *(pytest.param("CORE", *f, id=f"status {f[0]}") for f in STATUS_FIELDS),
        *(pytest.param("QEMU", *f, id=f"state {f[0]}") for f in STATE_FIELDS),
    ],
)
def test_a_wrong_register_fails(made, owner, name, at, width):
    place = made.note(owner, 1) + at
    with patched(made.core, place, changed(made, place, width)):
        check = run(check_registers, made.core, made.guest)
    assert check.outcome is Outcome.FAIL
    assert f"vCPU 1: {name} is" in check.detail


@pytest.fixture(scope="module")
def pae(tmp_path_factory) -> Made:
    """A 32-bit guest; every register has a value of its own."""
    folder = tmp_path_factory.mktemp("pae")
    ram = Ram(96 * MIB)
    linux = TinyLinux(ram, PagingMode.PAE, page_offset=0xC000_0000)
    path = folder / "guest.vmem"
    path.write_bytes(ram.read(0, 96 * MIB))
    registers = made_guests.registers_of(0)
    registers = {name: value & 0xFFFF_FFFF for name, value in registers.items()}
    vcpu = linux.vcpu()
    vcpu = replace(vcpu, registers=registers | dict(vcpu.registers))
    guest = made_guests.open_guest(path, vcpus=[vcpu, replace(vcpu, index=1)])
    core = folder / "guest.core"
    made_guests.write(guest, core, None)
    yield Made(None, guest, core)
    guest.close()


def test_registers_of_a_32_bit_guest_are_the_sources(pae):
    assert pae.head()[4] == 1  # ELF32
    assert run(check_registers, pae.core, pae.guest).outcome is Outcome.PASS


def note_32(made: Made, owner: str, number: int) -> int:
    size = {"CORE": 144, "QEMU": 440}[owner]
    head, at = made.head(), -1
    for _ in range(number + 1):
        at = head.index(struct.pack("<II", 5, size), at + 1)
    return at + 20


@pytest.mark.parametrize(
    ("owner", "name", "at", "width"),
    [
        *(pytest.param("CORE", *f, id=f"status {f[0]}") for f in STATUS_FIELDS_32),
        *(pytest.param("QEMU", *f, id=f"state {f[0]}") for f in STATE_FIELDS),
    ],
)
def test_a_wrong_register_of_a_32_bit_guest_fails(pae, owner, name, at, width):
    place = note_32(pae, owner, 1) + at
    with patched(pae.core, place, changed(pae, place, width)):
        check = run(check_registers, pae.core, pae.guest)
    assert check.outcome is Outcome.FAIL
    assert f"vCPU 1: {name} is" in check.detail


@pytest.mark.parametrize(
    ("name", "at"),
    [(n, a) for n, a, _ in STATUS_FIELDS if n != "orig_rax"],
    ids=[n for n, _, _ in STATUS_FIELDS if n != "orig_rax"],
)
def test_without_a_source_the_notes_must_agree_with_each_other(made, name, at):
    place = made.note("CORE", 2) + at
    with patched(made.core, place, changed(made, place, "<Q")):
        check = run(check_notes, made.core)
    assert check.outcome is Outcome.FAIL
    assert f"vCPU 2: {name}" in check.detail


def test_registers_of_fewer_vcpus_than_the_source_has_fail(made):
    fewer = replace(made.guest, vcpus=made.guest.vcpus[:2])
    check = run(check_registers, made.core, fewer)
    assert check.outcome is Outcome.FAIL
    assert "3 process statuses, the source 2 vCPUs" in check.detail


def test_a_core_without_any_registers_fails_if_the_source_has_some(own):
    at = own.head().index(b"CORE\0")
    data = own.head()[:8192].replace(b"CORE\0", b"COPE\0")
    data = data.replace(b"QEMU\0", b"QUMU\0")
    with patched(own.core, at - 12, data[at - 12 :]):
        check = run(check_registers, own.core, own.guest)
    assert check.outcome is Outcome.FAIL
    assert "no registers" in check.detail


def test_registers_that_the_checkpoint_lacks_are_0_in_our_cores(made, tmp_path):
    known = dict(made.guest.vcpus[0].registers)
    del known["rsi"], known["cr2"]
    vcpu = Vcpu(0, known, made.guest.vcpus[0].mode)
    guest = replace(made.guest, vcpus=(vcpu,))
    core = tmp_path / "some.core"
    made_guests.write(guest, core, made.truth.kernel)
    assert run(check_registers, core, guest).outcome is Outcome.PASS


def test_qemus_own_core_may_know_more_than_the_checkpoint(made, tmp_path):
    core = write_core(tmp_path / "qemu.core", qemu_dump(made.truth), made.truth)
    check = run(check_registers, core, made.guest)
    assert check.outcome is Outcome.WARN
    assert "descriptor table" in check.detail


def test_a_wrong_register_in_qemus_own_core_fails(made, tmp_path):
    shape = qemu_dump(made.truth)
    core = write_core(tmp_path / "qemu.core", shape, made.truth)
    head = Made(made.truth, made.guest, core).head()
    cr3 = struct.pack("<Q", made.truth.vcpus[1]["cr3"])
    at = head.index(cr3, head.index(b"QEMU"))
    with patched(core, at, struct.pack("<Q", made.truth.vcpus[1]["cr3"] + 0x1000)):
        check = run(check_registers, core, made.guest)
    assert check.outcome is Outcome.FAIL
    assert "cr3" in check.detail


def test_without_a_source_there_is_nothing_to_compare(made):
    assert run(check_registers, made.core).outcome is Outcome.SKIP
