"""Memory inside the state file."""

import zlib

import pytest

from guestcore.errors import ErrorKind
from guestcore.model import PAGE_SIZE, MemoryKind, MemoryRegion
from tests.builders.saved_states import (
    GIB,
    TWO_REGIONS,
    TWO_REGIONS_PAGES,
    WHOLE,
    expected_pages,
    guest_of,
    page_numbers,
    pages,
    problem_of,
    write_pair,
    write_state,
)
from tests.builders.state_bytes import (
    block,
    chain,
    compressions,
    literal_fastlz,
    num,
    packed,
    regions,
    state_bytes,
)

IMAGE = pages(TWO_REGIONS_PAGES)
SIZE = len(IMAGE)


def embedded(tmp_path, *tags, before=TWO_REGIONS, others=None):
    memory = before + b"".join(tags)
    return write_state(tmp_path / "guest.vmsn", memory, others=others)


def data_start(path):
    """Return where the first page of the image lies in a state file."""
    return path.read_bytes().index(IMAGE[:PAGE_SIZE])


@pytest.mark.parametrize("padding", [0, 6, 65535])
def test_plain_memory_is_read_where_it_lies(tmp_path, padding):
    state = embedded(tmp_path, block("Memory", IMAGE, 0, 0, padding=padding))
    start = data_start(state)
    with guest_of(state) as guest:
        assert page_numbers(guest) == WHOLE
        assert (guest.layout.kind, guest.layout.path) == (MemoryKind.EMBEDDED, state)
        assert guest.layout.regions == (
            MemoryRegion(0, 48 * PAGE_SIZE, start),
            MemoryRegion(GIB, 16 * PAGE_SIZE, start + 48 * PAGE_SIZE),
        )
        assert guest.memory.raw_file.path == state
        assert guest.warnings == []


def test_region_tags_may_follow_the_memory(tmp_path):
    state = embedded(tmp_path, block("Memory", IMAGE, 0, 0), TWO_REGIONS, before=b"")
    with guest_of(state) as guest:
        assert page_numbers(guest) == WHOLE


@pytest.mark.parametrize(
    "tags", [b"", num("regionsCount", 0, 4), num("regionsCount", 1, 4)]
)
def test_without_regions_memory_is_one_run_from_0(tmp_path, tags):
    state = embedded(tmp_path, block("Memory", IMAGE, 0, 0), before=tags)
    with guest_of(state) as guest:
        assert page_numbers(guest) == expected_pages((0, 64, 0))


def test_memory_of_the_old_variant_has_short_sizes(tmp_path):
    state = tmp_path / "guest.vmss"
    memory = TWO_REGIONS + block("Memory", IMAGE, 0, 0, sizes="<IIH", padding=3)
    state.write_bytes(state_bytes({"memory": memory}, magic=0xBED2BED0))
    with guest_of(state) as guest:
        assert page_numbers(guest) == WHOLE


def test_a_memory_file_beside_is_not_used(tmp_path):
    state = embedded(tmp_path, block("Memory", IMAGE, 0, 0))
    (tmp_path / "guest.vmem").write_bytes(bytes(SIZE))
    with guest_of(state) as guest:
        assert page_numbers(guest) == WHOLE
        assert guest.warnings == []
    with guest_of(state, vmem=tmp_path / "guest.vmem") as guest:
        assert page_numbers(guest) == WHOLE
        assert "no memory file was used" in guest.warnings[0]


# --- several blocks


def test_several_blocks_follow_one_another_by_index(tmp_path):
    cut = 40 * PAGE_SIZE
    state = embedded(
        tmp_path,
        block("Memory", IMAGE[cut:], 1, 0, padding=5),
        block("Memory", IMAGE[:cut], 0, 0),
    )
    with guest_of(state) as guest:
        assert page_numbers(guest) == WHOLE
        assert [r.gpa for r in guest.layout.regions] == [0, cut, GIB]


@pytest.mark.parametrize("pages_held", [63, 65])
def test_several_blocks_must_add_up(tmp_path, pages_held):
    data = pages(pages_held)
    state = embedded(
        tmp_path, block("Memory", data[:4096], 0, 0), block("Memory", data[4096:], 0, 1)
    )
    error = problem_of(state)
    assert error.kind is ErrorKind.DAMAGED
    assert f"it holds {len(data)}, in 2 blocks" in error.message


def test_a_block_that_is_too_small_for_its_regions_is_damage(tmp_path):
    error = problem_of(embedded(tmp_path, block("Memory", IMAGE[:-1], 0, 0)))
    assert error.kind is ErrorKind.DAMAGED
    assert f"need {SIZE} bytes" in error.message


def test_a_block_that_is_larger_than_its_regions_only_warns(tmp_path):
    state = embedded(tmp_path, block("Memory", IMAGE + b"more", 0, 0))
    with guest_of(state) as guest:
        assert page_numbers(guest) == WHOLE
        assert "4 more than its regions need" in guest.warnings[0]


# --- compressed

CODECS = {**compressions(IMAGE), "chain of many": chain(IMAGE, 3000)}


@pytest.mark.parametrize("how", CODECS)
def test_compressed_memory_is_decoded(tmp_path, how):
    state = embedded(tmp_path, packed("Memory", CODECS[how], SIZE, 0, 0))
    with guest_of(state) as guest:
        assert page_numbers(guest) == WHOLE
        assert guest.layout.kind is MemoryKind.EMBEDDED
        assert guest.layout.regions[1].file_offset == 48 * PAGE_SIZE  # once decoded
        assert guest.memory.raw_file is None
        assert guest.warnings == []


def test_fastlz_that_looks_like_zlib_is_decoded(tmp_path):
    image = b"\x15" + bytes(range(8)) + bytes(PAGE_SIZE - 9)
    stream = bytes([0x28]) + image[:9] + literal_fastlz(image[9:], 1)
    state = embedded(tmp_path, packed("Memory", stream, PAGE_SIZE, 0, 0), before=b"")
    with guest_of(state) as guest:
        assert guest.memory.read(0, PAGE_SIZE) == image


@pytest.mark.parametrize("how", ["zlib", "stored chain"])
def test_compressed_memory_that_is_not_marked_so_warns(tmp_path, how):
    body = block("Memory", CODECS[how], 0, 0, memory_size=SIZE)
    with guest_of(embedded(tmp_path, body)) as guest:
        assert page_numbers(guest) == WHOLE
        assert "not marked so" in guest.warnings[0]


def test_plain_memory_with_two_sizes_is_damage(tmp_path):
    body = block("Memory", b"\xff" * 999, 0, 0, memory_size=SIZE)
    error = problem_of(embedded(tmp_path, body))
    assert error.kind is ErrorKind.DAMAGED
    assert f"999 bytes in the file and {SIZE} in memory" in error.message


def test_memory_compressed_in_an_unknown_way_is_damage(tmp_path):
    error = problem_of(embedded(tmp_path, packed("Memory", b"\xff" * 99, SIZE, 0, 0)))
    assert error.kind is ErrorKind.DAMAGED
    assert "compressed in a way that we do not know" in error.message


def test_a_chain_that_gives_less_than_announced_is_damage(tmp_path):
    body = packed("Memory", chain(IMAGE[:-4096], PAGE_SIZE), SIZE, 0, 0)
    error = problem_of(embedded(tmp_path, body), allow_truncated=True)
    assert error.kind is ErrorKind.DAMAGED
    assert f"gives {SIZE - 4096} bytes and announces {SIZE}" in error.message


@pytest.mark.parametrize("size", [1 << 46, 2**64 - 1])
def test_more_memory_than_there_can_be_is_damage(tmp_path, size):
    size += size == 1 << 46
    error = problem_of(embedded(tmp_path, packed("Memory", b"abc", size, 0, 0)))
    assert error.kind is ErrorKind.DAMAGED
    assert f"announces {size} bytes" in error.message


# --- cut off


def test_a_file_that_ends_in_the_memory_is_truncated(tmp_path):
    state = embedded(tmp_path, block("Memory", IMAGE, 0, 0))
    start = data_start(state)
    end = start + 50 * PAGE_SIZE + 7
    state.write_bytes(state.read_bytes()[:end])
    error = problem_of(state)
    assert error.kind is ErrorKind.TRUNCATED
    for figure in (f"{end} bytes found", f"{start + SIZE} expected", "0x40002000"):
        assert figure in error.message
    with guest_of(state, allow_truncated=True) as guest:
        assert page_numbers(guest) == expected_pages((0, 48, 0), (GIB, 2, 48))
        assert [(m.gpa, m.size) for m in guest.layout.missing] == [
            (GIB + 2 * PAGE_SIZE, 14 * PAGE_SIZE)
        ]


def test_a_file_that_ends_before_the_memory_is_truncated(tmp_path):
    state = embedded(tmp_path, block("Memory", IMAGE, 0, 0, padding=99))
    state.write_bytes(state.read_bytes()[: data_start(state) - 50])
    with guest_of(state, allow_truncated=True) as guest:
        assert guest.problem.kind is ErrorKind.TRUNCATED
        assert guest.layout.size == SIZE


def test_a_file_that_ends_behind_the_memory_is_an_error(tmp_path):
    state = embedded(tmp_path, block("Memory", IMAGE, 0, 0), block("hotSet", bytes(99)))
    state.write_bytes(state.read_bytes()[:-9])
    error = problem_of(state, allow_truncated=True)
    assert error.kind is ErrorKind.TRUNCATED
    assert "hotSet" in error.message


@pytest.mark.parametrize("how", ["zlib", "FastLZ level 2"])
def test_a_cut_stream_of_memory_is_truncated(tmp_path, how):
    state = embedded(tmp_path, packed("Memory", CODECS[how], SIZE, 0, 0))
    state.write_bytes(state.read_bytes()[:-20])
    assert problem_of(state, allow_truncated=True).kind is ErrorKind.TRUNCATED


def test_a_cut_chain_of_memory_gives_what_is_there(tmp_path):
    data = chain(IMAGE, 16 * PAGE_SIZE)
    state = embedded(tmp_path, packed("Memory", data, SIZE, 0, 0))
    state.write_bytes(state.read_bytes()[: -2 - 4 * PAGE_SIZE])
    assert problem_of(state).kind is ErrorKind.TRUNCATED
    with guest_of(state, allow_truncated=True) as guest:
        assert page_numbers(guest) == expected_pages((0, 48, 0), (GIB, 12, 48))


def test_a_damaged_stream_is_a_problem_once_it_is_needed(tmp_path):
    stream = bytearray(zlib.compress(IMAGE))
    stream[300:310] = bytes(10)
    cpu = num("cpu:numVCPUs", 1, 4) + num("CR64", 0x80000001, 8, 0, 0)
    cpu += num("CR64", 0x20, 8, 0, 4) + num("CR64", 63 << 12, 8, 0, 3)
    cpu += num("rip", 0x1000, 8, 0)
    state = write_state(
        tmp_path / "a.vmss",
        regions((0, 64)) + packed("Memory", bytes(stream), SIZE, 0, 0),
        cpu=cpu,
    )
    with guest_of(state) as guest:
        assert guest.problem.kind is ErrorKind.DAMAGED
        assert guest.vcpus[0].registers["cr3"] == 63 << 12
        assert guest.layout.size == SIZE


def test_a_running_machine_is_refused(tmp_path):
    state = embedded(tmp_path, block("Memory", IMAGE, 0, 0))
    (tmp_path / "guest.vmsn.lck").mkdir()
    (tmp_path / "guest.vmsn.lck" / "M1.lck").write_bytes(b"")
    assert problem_of(state).kind is ErrorKind.RUNNING
    with guest_of(state, ignore_lock=True) as guest:
        assert page_numbers(guest) == WHOLE


def test_no_empty_block_makes_memory_embedded(tmp_path):
    state = write_pair(tmp_path, IMAGE, TWO_REGIONS + block("Memory", b"", 0, 0))
    with guest_of(state) as guest:
        assert guest.layout.kind is MemoryKind.VMEM
