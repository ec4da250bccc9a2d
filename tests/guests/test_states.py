"""The guests are in the states that they are there for, and those are understood."""

import pytest

from tests.guests.conftest import CONVERTED
from tests.lab.cache import scratch_folder
from tests.lab.checkpoints import LAYOUTS, wrap
from tests.lab.guests import GUESTS, make_guest
from tests.lab.program import convert, guestcore
from tests.lab.selection import ALL, on

pytestmark = pytest.mark.guest

GIB = 1 << 30
PTI_USER_TABLES = 1 << 12
"""Bit of CR3 (arch/x86/mm/pti.c)."""
LA57 = 1 << 12
"""Bit of CR4."""
PAE = 1 << 5
"""Bit of CR4."""
LONG_MODE = 1 << 10
"""Bit of EFER."""


def test_every_guest_and_every_layout_is_converted():
    converted = {layout for layouts in CONVERTED.values() for layout in layouts}
    assert set(CONVERTED) == {spec.name for spec in GUESTS}
    assert converted == set(LAYOUTS) - {"no-registers"}


@on("stable-pti")
def test_a_vcpu_is_in_user_mode_with_page_table_isolation(name):
    guest = make_guest(name)
    assert "page tables isolation: enabled" in guest.serial
    assert guest.vcpus[0]["cpl"] == 3
    assert guest.vcpus[0]["cr3"] & PTI_USER_TABLES


@on("five-level")
def test_five_levels_of_page_tables_are_in_use(name):
    assert all(vcpu["cr4"] & LA57 for vcpu in make_guest(name).vcpus)


@on("above-hole")
def test_the_guest_uses_ram_above_the_hole(name):
    iomem = make_guest(name).words.all("iomem")
    assert any(
        line.startswith("100000000-") and line.endswith(": System RAM")
        for line in iomem
    )


@on("i686-pae")
def test_a_32_bit_kernel_uses_pae(name):
    for vcpu in make_guest(name).vcpus:
        assert vcpu["cr4"] & PAE
        assert not vcpu["efer"] & LONG_MODE


@on("old-no-kaslr")
def test_a_kernel_without_kaslr_is_where_it_was_linked(name):
    guest = make_guest(name)
    assert " nokaslr" in guest.serial
    assert guest.truth.text_start == 0xFFFF_FFFF_8100_0000


@on("panic")
def test_a_guest_has_panicked(name):
    guest = make_guest(name)
    assert "Kernel panic - not syncing: sysrq triggered crash" in guest.serial
    assert "CRASHTIME" not in guest.truth.vmcoreinfo  # nobody kexec'd


@pytest.fixture(scope="module", params=["kdump"])
def in_kdump(request):
    """The guest inside its second kernel: it, what was said, and the core."""
    guest = make_guest(request.param)
    with scratch_folder() as folder:
        told, core = convert(wrap(guest, LAYOUTS["raw"], folder).state)
        yield guest, told, core


def test_the_second_kernel_is_named_beside_the_first(in_kdump):
    guest, told, _ = in_kdump
    first, second = guest.words.word("osrelease"), guest.words.word("kdump_osrelease")
    assert first != second
    assert told["kernel"]["osrelease"] == first
    assert told["kernel"]["kdump"]["osrelease"] == second


def test_the_time_of_the_crash_is_kept(in_kdump):
    _, _, core = in_kdump
    (text,) = core.notes_of(b"VMCOREINFO")
    assert b"\nCRASHTIME=" in text


def test_a_warning_says_whose_registers_a_kdump_core_holds(in_kdump):
    guest, told, _ = in_kdump
    second = guest.words.word("kdump_osrelease")
    assert any("registers" in text and second in text for text in told["warnings"])


WITHOUT_REGISTERS = [name for name in ALL if name != "kdump"]
"""Which of its two kernels runs, only registers tell."""


@pytest.fixture(scope="module", params=WITHOUT_REGISTERS)
def unregistered(request):
    """A guest whose checkpoint holds no registers, and its state file."""
    guest = make_guest(request.param)
    with scratch_folder() as folder:
        yield guest, wrap(guest, LAYOUTS["no-registers"], folder).state


def test_without_registers_the_kernel_is_found_by_reading_all_ram(unregistered):
    guest, state = unregistered
    code, told = guestcore("info", state)
    assert code == 0
    assert told["vcpus"] == []
    kernel = told["kernel"] or {}
    truth = guest.truth
    for fact in ("osrelease", "banner", "hostname", "build_id"):
        assert kernel.get(fact) == getattr(truth, fact), fact
    for fact in ("kaslr_offset", "page_offset", "text_start", "pgd_gpa"):
        assert kernel.get(fact) == hex(getattr(truth, fact)), fact


def test_without_registers_the_core_holds_memory_and_vmcoreinfo(unregistered):
    guest, state = unregistered
    told, core = convert(state)
    assert [name for name, _, _ in core.notes] == [b"VMCOREINFO"]
    assert core.notes[0][2] == guest.truth.vmcoreinfo.encode()
    assert told["warnings"]
