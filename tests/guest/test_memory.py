"""Guest memory is read by address, and no further than patience reaches."""

import pytest

from guestcore.guest.memory import MAX_EFFORT, GuestMemory
from guestcore.guest.paging import TableCache
from guestcore.model import PAGE_SIZE, MemoryRegion
from tests.builders.paging import SparseImage

STEP = MAX_EFFORT // 8


class SlowImage(SparseImage):
    """Decodes a lot for each read."""

    effort = 0

    def read_at(self, offset, size):
        self.effort += STEP
        return super().read_at(offset, size)

    def effort_to(self, offset):
        return offset

    def blocks(self, start=0, end=None):
        raise AssertionError("not in order")


@pytest.fixture
def memory():
    return GuestMemory(SlowImage(64 * PAGE_SIZE), [MemoryRegion(0, 64 * PAGE_SIZE, 0)])


def test_compressed_memory_is_read_until_patience_ends(memory):
    read = [memory.read(0, 8) for _ in range(12)]
    assert read == [bytes(8)] * 9 + [None] * 3
    assert memory.gave_up


def test_patience_can_be_renewed(memory):
    while memory.read(0, 8) is not None:
        pass
    memory.renew_patience()
    assert not memory.gave_up
    assert memory.read(0, 8) is not None


def test_the_last_quarter_of_patience_is_told(memory):
    tired = []
    while memory.read(0, 8) is not None:
        tired.append(memory.is_tired)
    assert tired == [False] * 6 + [True] * 3


def test_what_alone_takes_too_much_is_not_read():
    image = SlowImage(4 * MAX_EFFORT)
    memory = GuestMemory(image, [MemoryRegion(0, image.size, 0)])
    assert memory.read(2 * MAX_EFFORT, 8) is None
    assert memory.gave_up
    memory.renew_patience(for_conversion=True)
    assert memory.read(2 * MAX_EFFORT - PAGE_SIZE, 8) is not None


def test_raw_memory_never_ends_patience():
    memory = GuestMemory(SparseImage(PAGE_SIZE), [MemoryRegion(0, PAGE_SIZE, 0)])
    assert all(memory.read(0, 8) is not None for _ in range(100))
    assert not memory.is_tired


def test_a_table_that_was_not_read_for_lack_of_patience_is_read_later(memory):
    tables = TableCache(memory)
    while memory.read(0, 8) is not None:
        pass
    assert tables.read(PAGE_SIZE, 512, 8) is None
    memory.renew_patience()
    assert tables.read(PAGE_SIZE, 512, 8) is not None
