"""What is said about real guests, and what their cores hold.

Expected values come from QEMU and from the guests' own words.
"""

import hashlib
import re

import pytest

from guestcore.demo.register_tags import RegisterEncoding
from guestcore.model import REGISTER_NAMES
from tests.lab.checkpoints import announced_regions, known_registers
from tests.lab.core_file import parse_prstatus
from tests.lab.notes import parse_state
from tests.lab.program import guestcore

pytestmark = pytest.mark.guest

GIB = 1 << 30
LOWMEM_I386 = 0xC000_0000
SEGMENTS = ("cs", "ss", "ds", "es", "fs", "gs", "ldtr", "tr")
ATTRIBUTES = 0x00F0_FF00
"""Access byte and AVL, L, D/B, G; without the limit's highest bits, which QEMU
makes up for segments that SYSCALL loaded."""
BUSY = 1 << 9
"""Of a TSS: set in memory by LTR, not in QEMU's copy."""


def is_i386(case):
    return case.guest.kernel.architecture == "i386"


def number(text):
    return None if text is None else int(text, 16)


def test_the_core_is_valid(case):
    assert case.told["check"]["verdict"] in ("valid", "warnings")
    assert {"fail"} & {c["verdict"] for c in case.told["check"]["checks"]} == set()


def test_info_says_the_same_as_convert(case):
    code, told = guestcore("info", case.state)
    same = ("schema", "source", "memory", "vcpus", "kernel")
    assert code == 0
    assert {key: told[key] for key in same} == {key: case.told[key] for key in same}


def test_memory_lies_where_it_was_announced(case):
    memory = case.told["memory"]
    expected = sorted(announced_regions(case.guest, case.layout))
    assert memory["kind"] == case.layout.kind
    assert memory["size"] == case.guest.ram.stat().st_size
    assert [(int(r["gpa"], 16), r["size"]) for r in memory["regions"]] == expected
    assert memory["missing"] == []


def test_every_register_of_every_vcpu_is_told(case):
    told = [vcpu["registers"] for vcpu in case.told["vcpus"]]
    narrow = case.layout.fields.get("registers") is RegisterEncoding.ONLY_32_BIT
    absent = {f"r{n}" for n in range(8, 16)} if narrow else set()
    expected = [
        {
            name: None if name in absent else known_registers(vcpu).get(name)
            for name in REGISTER_NAMES
        }
        for vcpu in case.guest.vcpus
    ]
    assert [{name: number(v) for name, v in vcpu.items()} for vcpu in told] == expected


def test_mode_and_privilege_are_qemus(case):
    def mode(vcpu):
        if not vcpu["efer"] & 1 << 10:
            return "pae"
        return "long-5level" if vcpu["cr4"] & 1 << 12 else "long-4level"

    assert [
        (vcpu["index"], vcpu["mode"], vcpu["cpl"]) for vcpu in case.told["vcpus"]
    ] == [(i, mode(vcpu), vcpu["cpl"]) for i, vcpu in enumerate(case.guest.vcpus)]


def test_the_kernel_is_the_one_that_the_guest_runs(case):
    truth, kernel = case.guest.truth, case.told["kernel"]
    assert kernel["os"] == "linux"
    for fact in ("osrelease", "banner", "hostname", "build_id"):
        assert kernel[fact] == getattr(truth, fact), fact
    if not is_i386(case):  # which has no such variable
        assert kernel["phys_base"] == truth.phys_base
    for fact in ("kaslr_offset", "page_offset", "text_start", "pgd_gpa"):
        assert kernel[fact] == hex(getattr(truth, fact)), fact
    assert kernel["vmcoreinfo"] is True


def test_class_and_machine_follow_the_guest(case):
    above_4_gib = any(gpa + size > 4 * GIB for gpa, size in case.guest.regions)
    expected = ("ELF64", 62)
    if is_i386(case):
        expected = ("ELF64" if above_4_gib else "ELF32", 3)
    assert (case.core.elf_class, case.core.machine) == expected
    assert case.told["core"]["class"] == case.core.elf_class


def test_memory_reads_as_qemu_read_it(case):
    pages = {
        gpa: hashlib.sha256(case.core.read(gpa, 4096)).hexdigest()
        for gpa in case.guest.pages
    }
    assert pages == case.guest.pages


def test_all_ram_is_in_the_core_and_nothing_else(case):
    pieces = [(s.gpa, s.gpa + s.size) for s in case.core.segments]
    merged = []
    for start, end in pieces:
        if merged and merged[-1][1] == start:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    assert merged == [(gpa, gpa + size) for gpa, size in case.guest.regions]


def test_process_status_holds_the_registers(case):
    notes = [parse_prstatus(data) for data in case.core.notes_of(b"CORE")]
    assert len(notes) == len(case.guest.vcpus)
    for index, (note, vcpu) in enumerate(zip(notes, case.guest.vcpus, strict=True)):
        assert note.pop("pid") == index + 1
        assert note.pop("orig_rax") == 0
        assert note == {
            name: vcpu[name[:2] + "_base" if name.endswith("_base") else name]
            for name in note
        }


def test_qemus_note_holds_the_registers(case):
    notes = [parse_state(data) for data in case.core.notes_of(b"QEMU")]
    names = (
        *REGISTER_NAMES[:18], "cr0", "cr2", "cr3", "cr4", *SEGMENTS, "fs_base",
        "gs_base", "gdtr_base", "gdtr_limit", "idtr_base", "idtr_limit",
    )  # fmt: skip
    assert [{name: note[name] for name in names} for note in notes] == [
        {name: vcpu[name] for name in names} for vcpu in case.guest.vcpus
    ]


def test_segment_attributes_are_qemus(case):
    """Null selectors excepted: no descriptor belongs to them."""

    def attributes(vcpu):
        return {
            name: vcpu[f"{name}_flags"] & ATTRIBUTES & ~(BUSY * (name == "tr"))
            for name in SEGMENTS
            if vcpu[name] & ~3
        }

    notes = [parse_state(data) for data in case.core.notes_of(b"QEMU")]
    assert [attributes(note) for note in notes] == [
        attributes(vcpu) for vcpu in case.guest.vcpus
    ]


def test_vmcoreinfo_is_the_guests_to_the_byte(case):
    (text,) = case.core.notes_of(b"VMCOREINFO")
    assert text == case.guest.truth.vmcoreinfo.encode()


def test_the_kernel_image_has_its_virtual_addresses(case):
    truth, symbols = case.guest.truth, case.guest.words.symbols
    gpa = case.guest.words.image_gpa
    page = case.core.read(gpa, 4096)
    assert case.core.read_virtual(truth.text_start, 4096) == page
    if "linux_banner" in symbols:  # i686 kernels tell functions only
        text = case.core.read_virtual(symbols["linux_banner"], 4096)
        assert text.split(b"\0")[0].decode().strip() == truth.banner


def test_ram_has_the_virtual_addresses_of_the_direct_map(case):
    truth = case.guest.truth
    image = range(case.guest.words.image_gpa, _image_end(case))
    limit = _lowmem_end(case) if is_i386(case) else 1 << 46
    for gpa in case.guest.pages:
        if gpa < limit and (is_i386(case) or gpa not in image):
            page = case.core.read_virtual(truth.page_offset + gpa, 4096)
            assert hashlib.sha256(page).hexdigest() == case.guest.pages[gpa], hex(gpa)


def _image_end(case):
    """With room for the large page that the kernel maps its end with."""
    symbols = case.guest.words.symbols
    size = symbols.get("_end", 0) - symbols["_text"]
    return case.guest.words.image_gpa + size + (4 << 20)


def _lowmem_end(case):
    """As the kernel said when it booted."""
    return int(re.search(r"(\d+)MB LOWMEM available", case.guest.serial)[1]) << 20
