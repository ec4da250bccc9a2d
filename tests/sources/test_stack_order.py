"""Which of rsp and rbp is which in packed registers, decided by the guest's memory."""

import pytest

from guestcore.demo.checkpoint_writer import CheckpointSpec, write_checkpoint
from guestcore.demo.fabricated_linux import LinuxSpec, fabricate
from guestcore.demo.register_tags import RegisterEncoding
from guestcore.demo.tag_stream import number
from tests.builders.saved_states import guest_of

GUEST = fabricate(LinuxSpec(seed=9, vcpus=4))
"""vCPUs 1 and 3 are in user mode."""
USER_VALUE = 0x7FFC_0000_1000


@pytest.fixture
def opened(tmp_path):
    def opened(vcpus, encoding=RegisterEncoding.PACKED, extra=()):
        spec = CheckpointSpec(
            vcpus=vcpus,
            regions=GUEST.regions,
            registers=encoding,
            extra_tags={"cpu": extra},
        )
        state = write_checkpoint(tmp_path, "guest", spec, GUEST.read).state
        with guest_of(state) as guest:
            stacks = [v.registers["rsp"] for v in guest.vcpus]
            swapped = any("rsp and rbp were swapped" in w for w in guest.warnings)
            return stacks, swapped

    return opened


def with_rbp(value):
    return [vcpu | {"rbp": value} for vcpu in GUEST.vcpus]


def turned_round(vcpus):
    return [v | {"rsp": v["rbp"], "rbp": v["rsp"]} for v in vcpus]


STACKS = [vcpu["rsp"] for vcpu in GUEST.vcpus]


@pytest.mark.parametrize("rbp", [0, 7, USER_VALUE, 0xFFFF_FFFF_FFFF_FFF8, 1 << 62])
def test_the_usual_order_is_kept(opened, rbp):
    assert opened(with_rbp(rbp)) == (STACKS, False)


@pytest.mark.parametrize(
    "rbp",
    [0, 7, STACKS[0] + 1, USER_VALUE, 0xFFFF_FFFF_FFFF_FFF8, 1 << 62],
    ids=["zero", "small", "not aligned", "user space", "not mapped", "not canonical"],
)
def test_the_other_order_is_seen_and_warned_of(opened, rbp):
    assert opened(turned_round(with_rbp(rbp))) == (STACKS, True)


def test_one_kernel_stack_where_it_belongs_is_enough_to_keep_the_order(opened):
    vcpus = turned_round(with_rbp(0))
    vcpus[2] = GUEST.vcpus[2] | {"rbp": 0}
    stacks, swapped = opened(vcpus)
    assert not swapped
    assert stacks[2] == STACKS[2]


def test_one_vcpu_without_any_stack_keeps_the_order(opened):
    vcpus = turned_round(with_rbp(0))
    vcpus[2] = vcpus[2] | {"rsp": 0, "rbp": 0}
    assert not opened(vcpus)[1]


def test_in_user_mode_alone_nothing_is_decided(opened):
    vcpus = turned_round(with_rbp(0))
    assert not opened([vcpus[1], vcpus[3]])[1]


@pytest.mark.parametrize(
    "encoding", [RegisterEncoding.INDIVIDUAL, RegisterEncoding.BOTH]
)
def test_tags_of_their_own_are_never_swapped(opened, encoding):
    assert not opened(turned_round(with_rbp(0)), encoding)[1]


def test_a_tag_of_rsp_alone_wins_over_any_order(opened):
    extra = [number("rsp", stack, 8, n) for n, stack in enumerate(STACKS)]
    assert opened(turned_round(with_rbp(0)), extra=extra) == (STACKS, False)
