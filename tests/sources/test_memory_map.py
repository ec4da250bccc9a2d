"""The map of a guest's memory: where it is, where it is not, what is surely zero."""

import time
from itertools import pairwise

import pytest

from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.model import PAGE_SIZE
from guestcore.pipeline import describe
from guestcore.sources import OpenOptions, known_zeros
from guestcore.sources.memory_map import CellKind, map_memory
from tests.builders.saved_states import (
    GIB,
    TWO_REGIONS,
    page,
    pages,
    write_pair,
    write_state,
)
from tests.builders.state_bytes import block, chain, num, regions
from tests.machines.vm_folder import lock
from tests.sources.test_known_zero import bitmap, image

MIB = 1 << 20


def is_sparse_here(folder):
    probe = folder / "probe"
    with probe.open("wb") as file:
        file.truncate(4 * MIB)
        file.seek(2 * MIB)
        file.write(b"x")
    return probe.stat().st_blocks * 512 < MIB


@pytest.fixture
def sparse_pair(tmp_path):
    """Write a pair whose memory file holds data only at some pages."""
    if not is_sparse_here(tmp_path):
        pytest.skip("the file system of the temporary folder has no sparse files")

    def sparse_pair(page_count, data, *described):
        state = write_pair(tmp_path, b"", regions(*described))
        with (tmp_path / "guest.vmem").open("r+b") as file:
            file.truncate(page_count * PAGE_SIZE)
            for number in data:
                file.seek(number * PAGE_SIZE)
                file.write(page(number))
        return state

    return sparse_pair


def covers(drawn):
    """True if the cells cover the regions, in order and without overlap."""
    spans = [(cell.gpa, cell.end) for cell in drawn.cells]
    merged = []
    for start, end in spans:
        assert start < end
        if merged and merged[-1][1] == start and start not in starts(drawn):
            merged[-1][1] = end
        else:
            merged.append([start, end])
    return merged == [[r.gpa, r.end] for r in drawn.regions]


def starts(drawn):
    return {region.gpa for region in drawn.regions}


def test_regions_and_the_hole_between_them(tmp_path):
    drawn = map_memory(write_pair(tmp_path, pages(64)))
    assert [(r.gpa, r.size, r.missing) for r in drawn.regions] == [
        (0, 48 * PAGE_SIZE, False),
        (GIB, 16 * PAGE_SIZE, False),
    ]
    assert [(h.gpa, h.end) for h in drawn.holes] == [(48 * PAGE_SIZE, GIB)]
    assert drawn.size == 64 * PAGE_SIZE
    assert {cell.kind for cell in drawn.cells} == {CellKind.RESIDENT}
    assert covers(drawn)


def test_a_file_without_holes_tells_nothing_of_zeros(tmp_path):
    drawn = map_memory(write_pair(tmp_path, bytes(64 * PAGE_SIZE)))
    assert {cell.zero_share for cell in drawn.cells} == {None}
    assert {region.zero_share for region in drawn.regions} == {None}


def test_holes_of_a_sparse_file_are_zero(sparse_pair):
    count = 64 * MIB // PAGE_SIZE
    state = sparse_pair(count, range(64, 128), (0, count))
    drawn = map_memory(state, cells=64)
    assert len(drawn.cells) == 64
    assert drawn.exact
    assert drawn.cells[0].kind is CellKind.RESIDENT
    assert drawn.cells[0].zero_share == pytest.approx(0.75)
    assert {cell.kind for cell in drawn.cells[1:]} == {CellKind.ZERO}
    assert drawn.regions[0].zero_share == pytest.approx(1 - 64 / count)
    assert covers(drawn)


def test_listed_pages_are_zero(tmp_path):
    zero = {*range(16), 20, 21}
    tags = TWO_REGIONS + block("MainMemKnownZero", bitmap(zero))
    drawn = map_memory(write_pair(tmp_path, image(zero), tags), cells=4)
    kinds = [(cell.kind, cell.zero_share) for cell in drawn.cells]
    assert kinds == [
        (CellKind.ZERO, 1.0),
        (CellKind.RESIDENT, 2 / 16),
        (CellKind.RESIDENT, 0.0),
        (CellKind.RESIDENT, 0.0),
    ]
    assert drawn.regions[0].zero_share == pytest.approx(18 / 48)


def test_a_list_that_errs_is_not_drawn(tmp_path):
    tags = TWO_REGIONS + block("MainMemKnownZero", bitmap({1, 2}))
    drawn = map_memory(write_pair(tmp_path, pages(64), tags))
    assert {cell.zero_share for cell in drawn.cells} == {None}


def test_a_list_that_ends_early_is_drawn_as_far_as_it_goes(tmp_path):
    tags = TWO_REGIONS + block("MainMemKnownZero", bitmap(range(8), 8))
    drawn = map_memory(write_pair(tmp_path, image(set(range(8))), tags), cells=4)
    assert [cell.zero_share for cell in drawn.cells] == [0.5, None, None, None]
    assert drawn.regions[0].zero_share == pytest.approx(8 / 48)
    assert drawn.regions[1].zero_share is None


def test_listed_pages_of_embedded_memory_are_zero(tmp_path):
    zero = set(range(24))
    memory = TWO_REGIONS + block("Memory", image(zero), 0, 0, padding=9)
    memory += block("MainMemKnownZero", bitmap(zero))
    drawn = map_memory(write_state(tmp_path / "guest.vmss", memory))
    assert drawn.regions[0].zero_share == 0.5
    assert drawn.regions[1].zero_share == 0.0


def test_memory_in_several_blocks_is_one_region(tmp_path):
    memory = regions((0, 64))
    memory += block("Memory", pages(40), 0, 0) + block("Memory", pages(24, 40), 0, 1)
    drawn = map_memory(write_state(tmp_path / "guest.vmss", memory), cells=3)
    assert [(r.gpa, r.size) for r in drawn.regions] == [(0, 64 * PAGE_SIZE)]
    assert covers(drawn)


def test_compressed_memory_tells_nothing_of_zeros(tmp_path):
    drawn = map_memory(write_pair(tmp_path, chain(bytes(64 * PAGE_SIZE))))
    assert {(c.kind, c.zero_share) for c in drawn.cells} == {(CellKind.RESIDENT, None)}


def test_without_the_memory_file_all_is_missing(tmp_path):
    drawn = map_memory(write_state(tmp_path / "guest.vmss"))
    assert [r.missing for r in drawn.regions] == [True, True]
    assert {cell.kind for cell in drawn.cells} == {CellKind.MISSING}


@pytest.mark.parametrize("allowed", [False, True])
def test_a_short_file_shows_what_it_lacks(tmp_path, allowed):
    state = write_pair(tmp_path, pages(40))
    drawn = map_memory(state, OpenOptions(allow_truncated=allowed))
    assert [(r.gpa, r.size // PAGE_SIZE, r.missing) for r in drawn.regions] == [
        (0, 40, False),
        (40 * PAGE_SIZE, 8, True),
        (GIB, 16, True),
    ]
    assert [(h.gpa, h.end) for h in drawn.holes] == [(48 * PAGE_SIZE, GIB)]
    assert covers(drawn)


def test_what_a_short_file_leaves_out_as_zero_is_zero(tmp_path):
    tags = TWO_REGIONS + block("MainMemKnownZero", bitmap(range(48, 64)))
    drawn = map_memory(write_pair(tmp_path, pages(48), tags), cells=4)
    assert drawn.cells[-1].kind is CellKind.ZERO
    assert not any(region.missing for region in drawn.regions)


def test_a_locked_memory_is_there_and_unknown(tmp_path):
    state = write_pair(tmp_path, pages(64))
    lock(tmp_path / "guest.vmem")
    drawn = map_memory(state)
    assert {cell.kind for cell in drawn.cells} == {CellKind.UNKNOWN}
    assert not any(region.missing for region in drawn.regions)


def test_a_snapshot_without_memory_has_no_map(tmp_path):
    with pytest.raises(GuestCoreError) as caught:
        map_memory(write_state(tmp_path / "guest.vmsn", num("regionsX", 0, 4)))
    assert caught.value.kind is ErrorKind.NO_MEMORY


@pytest.mark.parametrize("cells", [-1, 0, 1, 2, 7, 10**9])
def test_any_number_of_cells_gives_a_whole_map(tmp_path, cells):
    drawn = map_memory(write_pair(tmp_path, pages(64)), cells=cells)
    assert 2 <= len(drawn.cells) <= 64
    assert covers(drawn)


def test_hundreds_of_regions_have_a_cell_each(tmp_path):
    described = [(3 * n, 1) for n in range(300)]
    state = write_pair(tmp_path, pages(300), regions(*described))
    drawn = map_memory(state, cells=16)
    assert len(drawn.regions) == len(drawn.cells) == 300
    assert len(drawn.holes) == 299
    assert covers(drawn)


def test_memory_that_begins_above_0_has_a_hole_below(tmp_path):
    state = write_pair(tmp_path, pages(8), regions((256, 8)))
    assert [(h.gpa, h.end) for h in map_memory(state).holes] == [(0, MIB)]


def test_more_holes_than_can_be_looked_at_are_estimated(sparse_pair, monkeypatch):
    count = 16 * MIB // PAGE_SIZE
    state = sparse_pair(count, range(0, count, 4), (0, count))
    monkeypatch.setattr(known_zeros, "_MAX_RUNS", 8)
    drawn = map_memory(state, cells=4)
    assert not drawn.exact
    for cell in drawn.cells:
        assert cell.zero_share == pytest.approx(0.75, abs=0.2)


def test_when_time_is_up_the_rest_is_not_known(sparse_pair, monkeypatch):
    state = sparse_pair(4096, [7], (0, 4096))
    monkeypatch.setattr(known_zeros, "_PATIENCE", -1.0)
    drawn = map_memory(state)
    assert not drawn.exact
    assert drawn.regions[0].zero_share is None
    assert covers(drawn)


def test_16_gib_with_many_holes_are_drawn_at_once(sparse_pair):
    count = 16 * GIB // PAGE_SIZE
    state = sparse_pair(
        count, range(0, count, 512), (0, count // 2), (count, count // 2)
    )
    map_memory(state)
    started = time.process_time()
    drawn = map_memory(state)
    assert time.process_time() - started < 1.0  # 0.1 s; others may share the machine
    assert len(drawn.cells) == 512
    assert all(a.end <= b.gpa for a, b in pairwise(drawn.cells))


def test_the_guest_chooses_neither_cells_nor_time(tmp_path):
    huge = 1 << 30
    state = write_pair(tmp_path, b"", regions((0, huge)))
    with (tmp_path / "guest.vmem").open("r+b") as file:
        file.truncate(huge * PAGE_SIZE)
    started = time.process_time()
    drawn = map_memory(state)
    assert time.process_time() - started < 1.0
    assert drawn.size == huge * PAGE_SIZE
    assert len(drawn.cells) == 512


def test_describing_draws_the_memory_if_asked(tmp_path):
    settings = b'guestOS = "debian12-64"'
    state = write_pair(
        tmp_path, pages(64), others={"Snapshot": block("cfgFile", settings)}
    )
    assert describe(state, OpenOptions()).memory_map is None
    known = describe(state, OpenOptions(), memory_map=True)
    assert known.memory_map == map_memory(state)
    assert known.guest_os == "debian12-64"


def test_describing_draws_what_cannot_be_converted(tmp_path):
    known = describe(
        write_state(tmp_path / "guest.vmss"), OpenOptions(), memory_map=True
    )
    assert known.error.kind is ErrorKind.MISSING_COMPANION
    assert known.memory_map.regions[0].missing
