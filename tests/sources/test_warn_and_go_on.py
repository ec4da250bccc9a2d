"""The same fault is a warning where a core can do without, and an error elsewhere."""

import os
import zlib
from contextlib import suppress

import pytest

from guestcore.checkpoint import layout
from guestcore.errors import ErrorKind, GuestCoreError
from tests.builders.saved_states import (
    CPU,
    TWO_REGIONS,
    WHOLE,
    guest_of,
    page_numbers,
    pages,
    problem_of,
    write_pair,
    write_state,
)
from tests.builders.state_bytes import (
    END,
    RawGroup,
    block,
    item,
    num,
    packed,
    state_bytes,
)

IMAGE = pages(64)
FAULTS = {
    "a block past the end": block("b", b"", size=2**40),
    "too many tags": item("x") * (layout.MAX_GROUP_TAGS + 1),
}


def write(tmp_path, groups):
    """Write a state file of raw groups, and the memory beside it."""
    (tmp_path / "guest.vmem").write_bytes(IMAGE)
    path = tmp_path / "guest.vmss"
    path.write_bytes(state_bytes(groups))
    return path


def sound(*others):
    """Return the groups of a sound file, with others behind."""
    return [
        RawGroup("cpu", CPU + END),
        RawGroup("memory", TWO_REGIONS + END),
        *others,
    ]


@pytest.mark.parametrize("name", ["Checkpoint", "Snapshot", "MKSVMX", "scsi0"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_damaged_group_of_another_name_only_warns(tmp_path, name, fault):
    state = write(tmp_path, sound(RawGroup(name, FAULTS[fault] + END)))
    with guest_of(state) as guest:
        assert page_numbers(guest) == WHOLE
        (warning,) = guest.warnings
        assert name in warning


@pytest.mark.parametrize("name", ["cpu", "memory"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_damaged_group_that_makes_a_core_is_an_error(tmp_path, name, fault):
    facts = RawGroup("Checkpoint", block("ProductName", b"VMware ESX") + END)
    groups = [
        RawGroup(group.name, group.body[:-2] + FAULTS[fault] + END)
        if group.name == name
        else group
        for group in sound(facts)
    ]
    with guest_of(write(tmp_path, groups)) as guest:
        kinds = {"too many tags": ErrorKind.DAMAGED}
        assert guest.problem.kind is kinds.get(fault, ErrorKind.TRUNCATED)
        assert f"group {name}" in guest.problem.message
        assert guest.memory is None
        assert guest.origin.product == "VMware ESX"  # the rest is described
        assert bool(guest.vcpus) == (name != "cpu")
        assert (guest.layout is not None) == (name != "memory")


@pytest.mark.parametrize("name", ["cpu", "memory"])
def test_a_group_outside_the_file_leaves_the_rest_described(tmp_path, name):
    groups = [
        RawGroup(group.name, group.body, position=2**50 if group.name == name else None)
        for group in sound()
    ]
    with guest_of(write(tmp_path, groups)) as guest:
        assert guest.problem.kind is ErrorKind.TRUNCATED
        assert guest.origin.magic == 0xBED2BED2
        assert bool(guest.vcpus) == (name != "cpu")


def test_many_damaged_groups_are_one_warning(tmp_path):
    bad = (RawGroup(f"scsi{n}", FAULTS["a block past the end"]) for n in range(99))
    with guest_of(write(tmp_path, sound(*bad))) as guest:
        (warning,) = guest.warnings
        assert "99 groups" in warning


@pytest.mark.parametrize("size", [0, 1, 2**64 - 1])
def test_group_sizes_do_not_matter(tmp_path, size):
    groups = [RawGroup(g.name, g.body, size=size) for g in sound(RawGroup("x", END))]
    with guest_of(write(tmp_path, groups)) as guest:
        assert page_numbers(guest) == WHOLE
        assert guest.warnings == []


def test_an_odd_version_only_warns(tmp_path):
    state = write(tmp_path, sound())
    state.write_bytes(state_bytes(sound(), version=99))
    with guest_of(state) as guest:
        assert page_numbers(guest) == WHOLE
        assert "version 99" in guest.warnings[0]


def test_a_short_block_of_registers_only_warns(tmp_path):
    cpu = CPU + block("gpregs", bytes(100), 0)
    with guest_of(write_pair(tmp_path, IMAGE, cpu=cpu)) as guest:
        assert page_numbers(guest) == WHOLE
        assert "holds 100 bytes instead of 128" in guest.warnings[0]


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        (packed("cfgFile", b"\xff" * 9, 100), "do not know"),
        (
            packed("cfgFile", zlib.compress(bytes(9)), (4 << 20) + 1),
            "more than 4194304",
        ),
        (block("cfgFile", b"\0\xff\n" * 100), "none of its 300 bytes"),
        (
            block("cfgFile", b"\n".join(b"a%d = 1" % n for n in range(200_001))),
            "200000",
        ),
    ],
    ids=["compressed", "large", "garbage", "long"],
)
def test_an_unreadable_embedded_vmx_only_warns(tmp_path, tags, words):
    others = {"Snapshot": tags}
    with guest_of(write_pair(tmp_path, IMAGE, others=others)) as guest:
        assert page_numbers(guest) == WHOLE
        (warning,) = guest.warnings
        assert "embedded .vmx was left out" in warning
        assert words in warning


@pytest.mark.parametrize("padding", [0, 9])
@pytest.mark.parametrize("how", ["plain", "compressed"])
def test_the_embedded_vmx_tells_the_guests_system(tmp_path, padding, how):
    text = b'.encoding = "UTF-8"\nguestOS = "debian12-64"\n'
    tags = block("cfgFile", text, padding=padding)
    if how == "compressed":
        tags = packed("cfgFile", zlib.compress(text), len(text))
    second = block("cfgFile", b'guestOS = "other"\n')
    with guest_of(
        write_pair(tmp_path, IMAGE, others={"Snapshot": tags + second})
    ) as guest:
        assert guest.guest_os == "debian12-64"
        assert guest.warnings == []


def test_an_embedded_vmx_of_4_mib_is_read(tmp_path):
    text = b'guestOS = "x"\n#'.ljust(4 << 20, b" ")
    others = {"Snapshot": block("cfgFile", text)}
    with guest_of(write_pair(tmp_path, IMAGE, others=others)) as guest:
        assert guest.guest_os == "x"


def test_a_product_name_that_cannot_be_read_only_warns(tmp_path):
    tags = packed("ProductName", b"\xff" * 9, 256) * 3 + block(
        "VersionNumber", b"4.1.0"
    )
    with guest_of(write_pair(tmp_path, IMAGE, others={"Checkpoint": tags})) as guest:
        assert (guest.origin.product, guest.origin.product_version) == (None, "4.1.0")
        (warning,) = guest.warnings
        assert "ProductName" in warning


# --- no vCPUs


@pytest.mark.parametrize("cpu", [None, b"", num("cpu:numVCPUs", 0, 4)])
def test_without_vcpus_memory_alone_is_left(tmp_path, cpu):
    with guest_of(write_pair(tmp_path, IMAGE, cpu=cpu)) as guest:
        assert page_numbers(guest) == WHOLE
        assert guest.vcpus == ()
        (warning,) = guest.warnings
        assert "memory alone" in warning


def test_a_vcpu_in_reset_keeps_its_number(tmp_path):
    cpu = num("cpu:numVCPUs", 3, 4)
    cpu += num("CR64", 0x80050033, 8, 0, 0) + num("CR64", 0x1000, 8, 0, 3)
    cpu += num("CR64", 0, 8, 1, 0) + num("CR64", 0, 8, 1, 3)
    cpu += num("CR64", 0x80050033, 8, 2, 0) + num("CR64", 0x1000, 8, 2, 3)
    with guest_of(write_pair(tmp_path, IMAGE, cpu=cpu)) as guest:
        assert [vcpu.index for vcpu in guest.vcpus] == [0, 1, 2]
        assert [vcpu.in_reset for vcpu in guest.vcpus] == [False, True, False]
        assert guest.vcpus[1].mode == "unpaged"


# --- problems of the state file itself


def test_of_two_damaged_groups_the_first_that_was_read_is_told(tmp_path):
    bad = FAULTS["a block past the end"]
    groups = [RawGroup("cpu", CPU + bad), RawGroup("memory", TWO_REGIONS + bad)]
    error = problem_of(write(tmp_path, groups))
    assert "group cpu" in error.message


def test_no_fault_elsewhere_uses_up_what_memory_needs(tmp_path):
    many = b"".join(block("b", bytes(600)) for _ in range(150_000))
    groups = [RawGroup("Checkpoint", many + END), *sound()]
    with guest_of(write(tmp_path, groups)) as guest:
        assert page_numbers(guest) == WHOLE
        assert "64 MiB" in guest.warnings[0]


def test_a_state_without_memory_group_was_taken_without_memory(tmp_path):
    error = problem_of(write_state(tmp_path / "a.vmsn", None))
    assert error.kind is ErrorKind.NO_MEMORY


@pytest.mark.skipif(
    not os.path.isdir("/proc/self/fd"), reason="only Linux lists a process's files"
)
@pytest.mark.parametrize(
    "spoil",
    [
        lambda s: s.unlink(),
        lambda s: s.write_bytes(b""),
        lambda s: s.write_bytes(b"\x7fELF" + bytes(99)),
        lambda s: s.write_bytes(s.read_bytes()[:100]),
        lambda s: s.write_bytes(s.read_bytes()[:-9]),
        lambda s: s.with_suffix(".vmem").unlink(),
        lambda s: s.with_suffix(".vmem").write_bytes(b""),
        lambda s: s.with_suffix(".vmem").write_bytes(IMAGE[:9000]),
        lambda s: s.with_suffix(".vmem").write_bytes(b"\x9e\xdd\x43\x89" * 99),
        lambda s: s.with_suffix(".vmem").write_bytes(
            (1 << 22).to_bytes(8, "little") * 2 + bytes(1 << 22) + b"\xff" * 99
        ),
        lambda s: write_pair(s.parent, IMAGE, num("regionsCount", 2, 4)),
        lambda s: None,
    ],
    ids=[
        "no state", "empty state", "ELF", "cut table", "cut memory group", "no memory",
        "empty memory", "short memory", "encrypted memory", "damaged chain",
        "no regions described", "sound",
    ],
)  # fmt: skip
@pytest.mark.parametrize("suffix", [".vmss", ".vmem"])
def test_no_file_stays_open(tmp_path, spoil, suffix):
    state = write_pair(tmp_path, IMAGE)
    spoil(state)
    before = set(os.listdir("/proc/self/fd"))
    with suppress(GuestCoreError), guest_of(state.with_suffix(suffix)):
        pass
    assert set(os.listdir("/proc/self/fd")) == before
