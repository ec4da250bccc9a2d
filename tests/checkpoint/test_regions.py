"""From region tags to where memory lies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guestcore.checkpoint.regions import RegionError, RegionTags, place_regions
from guestcore.model import PAGE_SIZE, MemoryRegion


def placed(*tags, announced=None, available=None):
    """Return (page, pages, image page) of each region, and the warnings."""
    described = [RegionTags(*tag) for tag in tags]
    announced = len(tags) if announced is None else announced
    pages = None if available is None else available * PAGE_SIZE
    found = place_regions(described, announced, pages)
    regions = [
        (r.gpa // PAGE_SIZE, r.size // PAGE_SIZE, r.file_offset // PAGE_SIZE)
        for r in found.regions
    ]
    return regions, found.warnings


def refusal(*tags, **options):
    with pytest.raises(RegionError) as caught:
        placed(*tags, **options)
    return str(caught.value)


HOLES = ((0, 0xC00), (0x1000, 0x400), (0x9000, 0x200))
EXPECTED = [(0, 0xC00, 0), (0x1000, 0x400, 0xC00), (0x9000, 0x200, 0x1000)]


@pytest.mark.parametrize(
    "numbers",
    [(0, 0xC00, 0x1000), (0, 0xC00, 0x1400), (None, None, None), (0, None, 0x1000)],
    ids=["pages of the image", "where holes start", "absent", "one absent"],
)
def test_both_conventions_place_regions_by_the_sizes_before(numbers):
    tags = [(*region, number) for region, number in zip(HOLES, numbers, strict=True)]
    assert placed(*tags) == (EXPECTED, [])


def test_regions_may_come_in_any_order():
    tags = [(0x9000, 0x200, 0x1000), (0, 0xC00, 0), (0x1000, 0x400, 0xC00)]
    assert placed(*tags) == (EXPECTED, [])


def test_numbers_of_no_convention_are_pages_of_the_image():
    regions, (warning,) = placed(
        (0, 0xC00, 0x400), (0x1000, 0x400, 0), available=0x1000
    )
    assert regions == [(0, 0xC00, 0x400), (0x1000, 0x400, 0)]
    assert "no known way" in warning


def test_numbers_of_no_convention_may_leave_gaps_that_the_image_has():
    regions, _ = placed((0, 1, 5), (9, 1, 7), available=8)
    assert regions == [(0, 1, 5), (9, 1, 7)]


def test_numbers_outside_the_image_are_refused():
    message = refusal((0, 1, 5), (9, 1, 8), available=8)
    assert "reach page 0x9 of the memory image, which has 0x8" in message


def test_of_a_cut_image_numbers_need_not_all_be_there():
    regions, _ = placed((0, 4, 4), (9, 4, 0), available=5)
    assert regions == [(0, 4, 4), (9, 4, 0)]


def test_numbers_that_overlap_are_refused():
    assert "overlap in the memory image, at page 0x3" in refusal((0, 4, 0), (9, 4, 3))


def test_numbers_of_some_regions_only_are_refused_unless_they_fit():
    assert "others have none" in refusal((0, 4, None), (9, 4, 7))


@pytest.mark.parametrize("announced", [0, 1, 3, 0xFFFF_FFFF])
def test_a_wrong_count_is_warned_of(announced):
    regions, (warning,) = placed((0, 4, 0), (9, 4, 4), announced=announced)
    assert len(regions) == 2
    assert f"announces {announced} memory regions and describes 2" in warning


def test_an_absent_count_is_no_fault():
    found = place_regions([RegionTags(0, 4, 0)], None)
    assert (found.warnings, found.image_size) == ([], 4 * PAGE_SIZE)


def test_a_region_of_size_0_is_none():
    assert placed((0, 4, 0), (6, 0, 4), (9, 4, 4)) == ([(0, 4, 0), (9, 4, 4)], [])


@pytest.mark.parametrize("extra", [0, 1])
def test_1024_regions_are_possible(extra):
    tags = [(3 * index, 1, index) for index in range(1024 + extra)]
    if extra:
        assert "up to 1024" in refusal(*tags)
    else:
        assert placed(*tags)[0] == [(3 * index, 1, index) for index in range(1024)]


@pytest.mark.parametrize("extra", [0, 1])
def test_guest_pages_end_at_a_bound(extra):
    tag = ((1 << 40) - 4 + extra, 4, 0)
    if extra:
        assert "reaches page 0x10000000001" in refusal(tag)
    else:
        assert len(placed(tag)[0]) == 1


@pytest.mark.parametrize("extra", [0, 1])
def test_memory_ends_at_a_bound(extra):
    tags = (0, 1 << 33, None), (1 << 34, (1 << 33) + extra, None)
    if extra:
        assert "0x400000001 pages; 0x400000000 are possible" in refusal(*tags)
    else:
        assert len(placed(*tags)[0]) == 2


def test_an_image_larger_than_memory_can_be_is_refused():
    assert "image would have" in refusal((0, 1, 1 << 35), (9, 1, 3))


@pytest.mark.parametrize("second", [(3, 4, 4), (0, 9, 0), (2, 1, 4)])
def test_regions_that_overlap_are_refused(second):
    assert "overlap" in refusal((0, 4, 0), second)


# --- a region without address or size


def test_an_incomplete_region_behind_the_others_is_left_out():
    regions, warnings = placed((0, 4, 0), (9, None, 4), available=8)
    assert regions == [(0, 4, 0)]
    assert "1 of 2 memory regions lack an address or a size" in warnings[0]


def test_a_region_without_address_cannot_lie_before_page_0():
    assert placed((0, 4, 0), (None, 4, 4), available=8)[0] == [(0, 4, 0)]


@pytest.mark.parametrize("first", [(0, None, 0), (None, 4, 0)])
def test_behind_an_incomplete_region_the_number_tells_the_place(first):
    assert placed(first, (9, 4, 4), available=8)[0] == [(9, 4, 4)]


@pytest.mark.parametrize("first", [(0, None, None), (None, 4, None)])
def test_behind_an_incomplete_region_nothing_is_guessed(first):
    assert "is not known" in refusal(first, (9, 4, None), available=8)


def test_numbers_that_may_count_holes_do_not_tell_the_place():
    tags = (0, 4, 0), (9, None, 4), (20, 4, 12)
    assert placed(*tags, available=16)[0] == [(0, 4, 0), (20, 4, 12)]
    assert "end at page 0x10" in refusal(*tags, available=17)


def test_regions_of_which_none_is_complete_are_refused():
    assert "no memory region has both" in refusal((0, None, 0), (None, 4, 4))


@given(
    st.lists(
        st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=1, max_size=20
    ),
    st.randoms(use_true_random=False),
    st.sampled_from(["tiles", "holes", "none"]),
)
def test_any_sound_regions_tile_the_image(shape, rng, convention):
    tags, page, tiled = [], 0, 0
    for index, (gap, size) in enumerate(shape):
        before = page
        page += gap if index or convention != "holes" else 0
        number = {"tiles": tiled, "holes": before, "none": None}[convention]
        tags.append(RegionTags(page, size, number))
        page, tiled = page + size, tiled + size
    expected, at = [], 0
    for tag in tags:
        region = MemoryRegion(tag.pfn * PAGE_SIZE, tag.size * PAGE_SIZE, at)
        expected.append(region)
        at += region.size
    rng.shuffle(tags)
    found = place_regions(tags, len(tags))
    assert list(found.regions) == expected
    assert (found.warnings, found.image_size) == ([], at)
