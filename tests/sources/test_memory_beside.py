"""Memory in a file beside the state file."""

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
    page,
    page_numbers,
    pages,
    problem_of,
    write_pair,
)
from tests.builders.state_bytes import num, packed, regions, state_bytes

IMAGE = pages(TWO_REGIONS_PAGES)
REGIONS = (
    MemoryRegion(0, 48 * PAGE_SIZE, 0),
    MemoryRegion(GIB, 16 * PAGE_SIZE, 48 << 12),
)


def test_raw_memory_is_placed_by_its_regions(tmp_path):
    with guest_of(write_pair(tmp_path, IMAGE)) as guest:
        assert page_numbers(guest) == WHOLE
        assert guest.layout.kind is MemoryKind.VMEM
        assert guest.layout.path == tmp_path / "guest.vmem"
        assert guest.layout.regions == REGIONS
        assert (guest.layout.missing, guest.warnings) == ((), [])
        assert guest.memory.raw_file.path == tmp_path / "guest.vmem"


@pytest.mark.parametrize("width", [4, 8])
def test_region_values_of_both_widths_are_read(tmp_path, width):
    tags = regions((0, 48), (GIB // PAGE_SIZE, 16), width=width)
    with guest_of(write_pair(tmp_path, IMAGE, tags)) as guest:
        assert page_numbers(guest) == WHOLE


def test_memory_may_lie_above_what_32_bits_tell(tmp_path):
    tags = regions((0, 1), ((1 << 33), 1), width=8)
    with guest_of(write_pair(tmp_path, pages(2), tags)) as guest:
        assert page_numbers(guest) == {0: 0, 1 << 45: 1}


def region_tags(*described, count=None):
    """Return tags of (page, pages, number), as they come."""
    tags = num("regionsCount", len(described) if count is None else count, 4)
    for index, region in enumerate(described):
        names = ("regionPPN", "regionSize", "regionPageNum")
        for name, value in zip(names, region, strict=True):
            if value is not None:
                tags += num(name, value, 4, index)
    return tags


@pytest.mark.parametrize(
    "numbers",
    [(0, 16, 32), (0, 16, 116), (None, None, None)],
    ids=["pages of the image", "where holes start", "absent"],
)
@pytest.mark.parametrize("turned", [False, True], ids=["sorted", "unsorted"])
def test_three_regions_are_placed_in_both_conventions(tmp_path, numbers, turned):
    described = [(0, 16), (100, 16), (200, 32)]
    tags = [(*run, number) for run, number in zip(described, numbers, strict=True)]
    state = write_pair(tmp_path, IMAGE, region_tags(*(tags[::-1] if turned else tags)))
    with guest_of(state) as guest:
        assert page_numbers(guest) == expected_pages(
            (0, 16, 0), (100 << 12, 16, 16), (200 << 12, 32, 32)
        )
        assert guest.warnings == []


def test_page_numbers_of_no_convention_order_the_image(tmp_path):
    tags = region_tags((0, 48, 16), (GIB >> 12, 16, 0))
    with guest_of(write_pair(tmp_path, IMAGE, tags)) as guest:
        assert page_numbers(guest) == expected_pages((0, 48, 16), (GIB, 16, 0))
        assert "no known way" in guest.warnings[0]


def test_1024_regions_are_read(tmp_path):
    described = [(3 * index, 1, None) for index in range(1024)][::-1]
    with guest_of(write_pair(tmp_path, pages(1024), region_tags(*described))) as guest:
        expected = {3 * index << 12: index for index in range(1024)}
        assert page_numbers(guest) == expected


def test_more_regions_are_damage(tmp_path):
    described = [(3 * index, 1, None) for index in range(1025)]
    state = write_pair(tmp_path, pages(1025), region_tags(*described))
    error = problem_of(state)
    assert error.kind is ErrorKind.DAMAGED
    assert "up to 1024" in error.message


@pytest.mark.parametrize("tags", [b"", num("regionsCount", 0, 4)])
def test_without_regions_memory_is_one_run_from_0(tmp_path, tags):
    with guest_of(write_pair(tmp_path, IMAGE, tags)) as guest:
        assert page_numbers(guest) == expected_pages((0, 64, 0))
        assert guest.warnings == []


def test_several_regions_of_which_none_is_described_are_damage(tmp_path):
    error = problem_of(write_pair(tmp_path, IMAGE, num("regionsCount", 2, 4)))
    assert error.kind is ErrorKind.DAMAGED
    assert "2 memory regions are announced and none is described" in error.message


@pytest.mark.parametrize("count", [1, 3, 0xFFFF_FFFF])
def test_a_wrong_count_of_regions_only_warns(tmp_path, count):
    tags = regions((0, 48), (GIB // PAGE_SIZE, 16), count=count)
    with guest_of(write_pair(tmp_path, IMAGE, tags)) as guest:
        assert page_numbers(guest) == WHOLE
        (warning,) = guest.warnings
        assert f"announces {count} memory regions and describes 2" in warning


def test_an_incomplete_region_is_left_out(tmp_path):
    tags = region_tags((0, 48, 0), (None, 16, 48))
    with guest_of(write_pair(tmp_path, IMAGE, tags)) as guest:
        assert page_numbers(guest) == expected_pages((0, 48, 0))
        assert "lack an address or a size" in guest.warnings[0]


def test_regions_that_overlap_are_damage(tmp_path):
    error = problem_of(
        write_pair(tmp_path, IMAGE, region_tags((0, 48, 0), (40, 16, 48)))
    )
    assert error.kind is ErrorKind.DAMAGED
    assert "one ends at page 0x30, the next begins at 0x28" in error.message


# --- short, long, sparse


@pytest.mark.parametrize(
    ("size", "first", "present"),
    [
        (60 * PAGE_SIZE, GIB + 12 * PAGE_SIZE, ((0, 48, 0), (GIB, 12, 48))),
        (60 * PAGE_SIZE + 100, GIB + 12 * PAGE_SIZE, ((0, 48, 0), (GIB, 12, 48))),
        (48 * PAGE_SIZE, GIB, ((0, 48, 0),)),
        (PAGE_SIZE, PAGE_SIZE, ((0, 1, 0),)),
    ],
)
def test_short_memory_is_truncated_unless_that_is_allowed(
    tmp_path, size, first, present
):
    state = write_pair(tmp_path, IMAGE[:size])
    error = problem_of(state)
    assert error.kind is ErrorKind.TRUNCATED
    for figure in (f"{size} bytes found", f"{64 * PAGE_SIZE} expected", f"{first:#x}"):
        assert figure in error.message
    assert "--allow-truncated" in error.hint
    with guest_of(state, allow_truncated=True) as guest:
        assert page_numbers(guest) == expected_pages(*present)
        assert guest.layout.regions == REGIONS
        missing = guest.layout.missing
        assert missing[0].gpa == first
        assert sum(region.size for region in missing) == (64 * PAGE_SIZE) - sum(
            PAGE_SIZE * count for _, count, _ in present
        )
        (warning,) = guest.warnings
        assert all(f"{m.gpa:#x} to {m.end:#x}" in warning for m in missing)
        assert f"{size} bytes found" in warning


@pytest.mark.parametrize("size", [0, PAGE_SIZE - 1])
@pytest.mark.parametrize("tags", [TWO_REGIONS, b""], ids=["regions", "no regions"])
def test_memory_without_a_whole_page_is_truncated_even_so(tmp_path, size, tags):
    state = write_pair(tmp_path, IMAGE[:size], tags)
    for allowed in (False, True):
        error = problem_of(state, allow_truncated=allowed)
        assert error.kind is ErrorKind.TRUNCATED
        assert f"{size} bytes found" in error.message


def test_many_missing_ranges_are_not_all_listed(tmp_path):
    tags = region_tags(*((3 * index, 1, None) for index in range(64)))
    state = write_pair(tmp_path, IMAGE[: 2 * PAGE_SIZE], tags)
    with guest_of(state, allow_truncated=True) as guest:
        assert len(guest.layout.missing) == 62
        assert guest.warnings[0].endswith("…")


@pytest.mark.parametrize("more", [1, PAGE_SIZE, 9 * PAGE_SIZE])
def test_longer_memory_only_warns(tmp_path, more):
    with guest_of(write_pair(tmp_path, IMAGE + bytes(more))) as guest:
        assert page_numbers(guest) == WHOLE
        (warning,) = guest.warnings
        assert f"{more} bytes more than the memory needs" in warning


def test_holes_of_a_sparse_file_are_zeros(tmp_path):
    state = write_pair(tmp_path, b"")
    with (tmp_path / "guest.vmem").open("r+b") as file:
        file.truncate(64 * PAGE_SIZE)
        file.seek(50 * PAGE_SIZE)
        file.write(page(50))
    with guest_of(state) as guest:
        assert guest.memory.read(0, PAGE_SIZE) == bytes(PAGE_SIZE)
        assert guest.memory.read(GIB + 2 * PAGE_SIZE, PAGE_SIZE) == page(50)
        assert guest.warnings == []


# --- ARM64

ARM = num("Platform", 3, 4)


def test_arm64_memory_without_regions_begins_at_2_gib(tmp_path):
    others = {"Checkpoint": ARM + num("memSize", 1, 4)}
    state = write_pair(tmp_path, pages(256), b"", others=others)
    with guest_of(state) as guest:
        assert page_numbers(guest) == expected_pages((0x8000_0000, 256, 0))
        assert guest.architecture == "arm64"
        assert guest.vcpus[0].registers == {}
        assert any("ARM64" in warning for warning in guest.warnings)


def test_arm64_memory_without_regions_is_as_long_as_announced(tmp_path):
    others = {"Checkpoint": ARM + num("memSize", 1, 4)}
    error = problem_of(write_pair(tmp_path, pages(200), b"", others=others))
    assert error.kind is ErrorKind.TRUNCATED
    assert f"{1 << 20} expected" in error.message
    assert f"{0x8000_0000 + 200 * PAGE_SIZE:#x}" in error.message


def test_arm64_memory_without_any_size_is_as_long_as_its_file(tmp_path):
    state = write_pair(tmp_path, pages(9), b"", others={"Checkpoint": ARM})
    with guest_of(state) as guest:
        assert page_numbers(guest) == expected_pages((0x8000_0000, 9, 0))


@pytest.mark.parametrize("mib", [1 << 27, 1 << 63])
def test_arm64_memory_has_its_bound(tmp_path, mib):
    others = {"Checkpoint": ARM + num("memSize", mib, 8)}
    error = problem_of(write_pair(tmp_path, pages(9), b"", others=others))
    assert error.kind is ErrorKind.DAMAGED


def test_arm64_memory_with_regions_is_placed_by_them(tmp_path):
    state = write_pair(tmp_path, IMAGE, others={"Checkpoint": ARM})
    with guest_of(state) as guest:
        assert page_numbers(guest) == WHOLE


# --- what the state file announces


@pytest.mark.parametrize("mib", [1, 2])
def test_memory_of_another_size_than_announced_only_warns(tmp_path, mib):
    others = {"Checkpoint": num("memSize", mib, 4)}
    state = write_pair(tmp_path, pages(256), regions((0, 256)), others=others)
    with guest_of(state) as guest:
        assert page_numbers(guest) == expected_pages((0, 256, 0))
        warned = any("announces 2 MiB" in warning for warning in guest.warnings)
        assert warned == (mib == 2)


def test_the_old_variant_is_read_with_a_warning(tmp_path):
    (tmp_path / "guest.vmem").write_bytes(IMAGE)
    state = tmp_path / "guest.vmss"
    state.write_bytes(state_bytes({"memory": TWO_REGIONS}, magic=0xBED0BED0))
    with guest_of(state) as guest:
        assert page_numbers(guest) == WHOLE
        assert guest.origin.magic == 0xBED0BED0
        assert "old 32-bit" in guest.warnings[0]


def test_a_compressed_value_of_a_region_is_not_told(tmp_path):
    tags = packed("regionPPN", b"\0\1", 4, 0) + num("regionSize", 64, 4, 0)
    error = problem_of(write_pair(tmp_path, IMAGE, tags))
    assert error.kind is ErrorKind.DAMAGED


# --- a count of 0 regions: memory is one run, as long as memSize tells

NO_REGIONS = num("regionsCount", 0, 4)
SIZE_TOLD = {"Checkpoint": num("memSize", 1, 4)}
MIB_PAGES = (1 << 20) // PAGE_SIZE


def test_memory_without_regions_is_measured_by_what_is_announced(tmp_path):
    image = pages(MIB_PAGES)
    state = write_pair(tmp_path, image, NO_REGIONS, others=SIZE_TOLD)
    with guest_of(state) as guest:
        assert (guest.layout.size, guest.warnings) == (1 << 20, [])
    (tmp_path / "guest.vmem").write_bytes(image[: 100 * PAGE_SIZE + 7])
    error = problem_of(state)
    assert error.kind is ErrorKind.TRUNCATED
    assert f"{100 * PAGE_SIZE + 7} bytes found, {1 << 20} expected" in error.message
    assert f"missing from {100 * PAGE_SIZE:#x} on" in error.message
    with guest_of(state, allow_truncated=True) as guest:
        assert page_numbers(guest) == expected_pages((0, 100, 0))
        (missing,) = guest.layout.missing
        assert (missing.gpa, missing.end) == (100 * PAGE_SIZE, 1 << 20)


def test_lost_memory_without_regions_is_a_missing_companion(tmp_path):
    state = write_pair(tmp_path, b"", NO_REGIONS, others=SIZE_TOLD)
    (tmp_path / "guest.vmem").rename(tmp_path / "elsewhere.vmem")
    (tmp_path / "other.vmem").write_bytes(bytes(1 << 20))
    with guest_of(state) as guest:
        assert guest.problem.kind is ErrorKind.MISSING_COMPANION
        assert "other.vmem" in guest.problem.hint
        assert guest.layout.size == 1 << 20


@pytest.mark.parametrize(
    ("memory", "cpu"),
    [(b"", None), (NO_REGIONS, num("cpu:numVCPUs", 1, 4))],
    ids=["no count", "no registers"],
)
def test_a_state_that_was_saved_without_memory_says_so(tmp_path, memory, cpu):
    state = write_pair(tmp_path, b"", memory, cpu=cpu, others=SIZE_TOLD)
    (tmp_path / "guest.vmem").unlink()
    assert problem_of(state).kind is ErrorKind.NO_MEMORY
