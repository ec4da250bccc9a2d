"""Quick finds every damaged segment, full any wrong byte."""

import os
import struct
from dataclasses import replace

import numpy as np
import pytest

from guestcore.demo.fastlz_encoder import encode_chain_block
from guestcore.errors import Cancelled
from guestcore.files.block_chain import ChainImage
from guestcore.files.source_file import SourceFile
from guestcore.guest.guest import MemoryLayout
from guestcore.guest.memory import GuestMemory
from guestcore.model import PAGE_SIZE, MemoryKind, MemoryRegion
from guestcore.progress import Phase
from guestcore.validation import check_core
from guestcore.validation.content import check_content
from guestcore.validation.result import Outcome, Verdict
from tests.builders.foreign_cores import proc_vmcore, qemu_dump, write_core
from tests.core import made_guests
from tests.validation.subjects import GIB, MIB, named, patched, run

SEGMENTS = [0, 1, 2, 3]
IDS = ["below the image", "the image", "above the image", "above 4 GiB"]


def read(made, offset, size):
    with made.core.open("rb") as file:
        file.seek(offset)
        return file.read(size)


@pytest.mark.parametrize("full", [False, True], ids=["quick", "full"])
def test_an_untouched_core_has_the_sources_bytes(made, full):
    check = run(check_content, made.core, made.guest, full=full)
    assert check.outcome is Outcome.PASS
    assert "46 MiB" in check.detail


@pytest.mark.parametrize("full", [False, True], ids=["quick", "full"])
@pytest.mark.parametrize("shift", [PAGE_SIZE, 65536], ids=["a page", "64 KiB"])
@pytest.mark.parametrize("number", SEGMENTS, ids=IDS)
def test_a_segment_whose_bytes_are_shifted_fails(made, number, shift, full):
    segment = made.segments()[number]
    data = read(made, segment.offset, segment.size)
    with patched(made.core, segment.offset, bytes(shift) + data[:-shift]):
        check = run(check_content, made.core, made.guest, full=full)
    assert check.outcome is Outcome.FAIL
    assert "other bytes than the source" in check.detail


@pytest.mark.parametrize("shift", [-PAGE_SIZE, PAGE_SIZE, 65536], ids="{}".format)
@pytest.mark.parametrize("number", SEGMENTS[:3], ids=IDS[:3])
def test_a_segment_whose_offset_is_shifted_fails(made, number, shift):
    segment = made.segments()[number]
    offset = struct.pack("<Q", segment.offset + shift)
    with patched(made.core, segment.header + 8, offset):
        report = check_core(made.core, made.guest)
    assert report.verdict is Verdict.INVALID


@pytest.mark.parametrize("number", SEGMENTS, ids=IDS)
def test_a_segment_of_zeros_fails(made, number):
    segment = made.segments()[number]
    with patched(made.core, segment.offset, bytes(segment.size)):
        check = run(check_content, made.core, made.guest)
    assert check.outcome is Outcome.FAIL
    assert "other bytes than the source" in check.detail


def test_a_segment_that_is_a_hole_fails(own):
    segment = own.segments()[3]
    assert segment.offset + segment.size == own.core.stat().st_size
    os.truncate(own.core, segment.offset)
    os.truncate(own.core, segment.offset + segment.size)
    check = run(check_content, own.core, own.guest)
    assert check.outcome is Outcome.FAIL


def test_segments_with_each_others_bytes_fail(made):
    _, image, _, high = made.segments()
    size = min(image.size, high.size)
    one, other = read(made, image.offset, size), read(made, high.offset, size)
    with (
        patched(made.core, image.offset, other),
        patched(made.core, high.offset, one),
    ):
        check = run(check_content, made.core, made.guest)
    assert check.outcome is Outcome.FAIL


@pytest.mark.parametrize("number", SEGMENTS, ids=IDS)
def test_a_missing_segment_fails(made, number):
    segment = made.segments()[number]
    with patched(made.core, segment.header, struct.pack("<I", 0)):  # PT_NULL
        check = run(check_content, made.core, made.guest)
    assert check.outcome is Outcome.FAIL
    assert f"from {segment.paddr:#x} on of the source is not" in check.detail


@pytest.mark.parametrize("number", SEGMENTS, ids=IDS)
def test_a_segment_at_another_physical_address_fails(made, number):
    segment = made.segments()[number]
    address = struct.pack("<Q", segment.paddr + PAGE_SIZE)
    with patched(made.core, segment.header + 24, address):
        report = check_core(made.core, made.guest)
    assert named(report, "content").outcome is Outcome.FAIL


@pytest.mark.parametrize("at", [0, 4095, 20 * MIB + 123, 46 * MIB - 1], ids=hex)
def test_full_finds_any_wrong_byte(made, at):
    start = made.segments()[0].offset
    old = read(made, start + at, 1)
    with patched(made.core, start + at, bytes([old[0] ^ 1])):
        check = run(check_content, made.core, made.guest, full=True)
    gpa = at if at < 40 * MIB else 4 * GIB + at - 40 * MIB
    assert check.outcome is Outcome.FAIL
    assert (
        f"1 page with other bytes than the source, the first at {gpa & -4096:#x}"
        in (check.detail)
    )


def test_memory_that_the_source_has_not_fails_in_our_cores(made):
    shorter = GuestMemory(made.guest.memory.image, made.guest.memory.regions[:1])
    check = run(check_content, made.core, replace(made.guest, memory=shorter))
    assert check.outcome is Outcome.FAIL
    assert "no memory of the source" in check.detail


def test_what_the_memory_file_lacked_warns(made, tmp_path):
    first, second = made.guest.memory.regions
    guest = replace(
        made.guest,
        memory=GuestMemory(made.guest.memory.image, [first]),
        layout=MemoryLayout(MemoryKind.VMEM, None, (first, second), (second,)),
    )
    core = tmp_path / "part.core"
    made_guests.write(guest, core, made.truth.kernel)
    check = run(check_content, core, guest)
    assert check.outcome is Outcome.WARN
    assert "6 MiB from 0x100000000 on is announced" in check.detail


def test_memory_that_nothing_maps_may_be_absent_as_qemu_leaves_it_out(made, tmp_path):
    shape = qemu_dump(made.truth, paging=True)
    core = write_core(tmp_path / "paging.core", shape, made.truth)
    more = MemoryRegion(8 * GIB, MIB, 0)
    regions = (*made.guest.memory.regions, more)
    guest = replace(made.guest, memory=GuestMemory(made.guest.memory.image, regions))
    check = run(check_content, core, guest)
    assert check.outcome is Outcome.WARN
    assert "1 MiB from 0x200000000 on, which no page table maps" in check.detail


def two_regions(folder, fill):
    """Return a guest of 2 x 300 MiB; *fill* writes into the second."""
    path = folder / "large.vmem"
    with path.open("xb") as file:
        file.truncate(600 * MIB)
        file.seek(5 * MIB)
        file.write(made_guests.random_pages(MIB, 1))
        fill(file)
    return made_guests.open_guest(path, (0, 300 * MIB), (GIB, 300 * MIB))


def test_a_segment_that_is_all_zero_on_both_sides_is_right(tmp_path):
    with two_regions(tmp_path, lambda file: None) as guest:
        core = tmp_path / "large.core"
        made_guests.write(guest, core)
        assert run(check_content, core, guest).outcome is Outcome.PASS


def test_a_single_page_in_a_large_sparse_segment_is_found(tmp_path):
    def fill(file):
        file.seek(517 * MIB + 3 * PAGE_SIZE)
        file.write(made_guests.random_pages(PAGE_SIZE, 2))

    with two_regions(tmp_path, fill) as guest:
        core = tmp_path / "large.core"
        plan, _ = made_guests.write(guest, core)
        at = plan.segments[1].file_offset
        os.truncate(core, at)
        os.truncate(core, at + 300 * MIB)
        assert run(check_content, core, guest).outcome is Outcome.FAIL


def test_content_of_a_dense_file_is_found_where_most_is_zero(tmp_path):
    """No hole tells where to look: one page in 100 holds something."""

    def fill(file):
        file.seek(300 * MIB)
        page = made_guests.random_pages(PAGE_SIZE, 3)
        for _ in range(768):
            file.write(page + bytes(99 * PAGE_SIZE))
        file.truncate(600 * MIB)

    with two_regions(tmp_path, fill) as guest:
        core = tmp_path / "large.core"
        plan, _ = made_guests.write(guest, core)
        at = plan.segments[1].file_offset
        os.truncate(core, at)
        os.truncate(core, at + 300 * MIB)
        assert run(check_content, core, guest).outcome is Outcome.FAIL


@pytest.fixture(scope="module")
def chain(made, tmp_path_factory):
    """The guest with its memory compressed."""
    path = tmp_path_factory.mktemp("chain") / "guest.vmem"
    raw, size = made.guest.memory.image, made.guest.memory.size
    with path.open("xb") as file:
        for at in range(0, size, 4 * MIB):
            file.write(encode_chain_block(raw.read_at(at, min(4 * MIB, size - at))))
    with SourceFile(path) as source:
        image = ChainImage(source, 0, source.size)
        memory = GuestMemory(image, made.guest.memory.regions)
        yield replace(made.guest, memory=memory)


@pytest.mark.parametrize("full", [False, True], ids=["quick", "full"])
def test_a_compressed_source_has_the_same_bytes(made, chain, full):
    check = run(check_content, made.core, chain, full=full)
    assert check.outcome is Outcome.PASS


@pytest.mark.parametrize("number", SEGMENTS, ids=IDS)
def test_segments_of_zeros_fail_against_a_compressed_source(made, chain, number):
    segment = made.segments()[number]
    with patched(made.core, segment.offset, bytes(segment.size)):
        assert run(check_content, made.core, chain).outcome is Outcome.FAIL


def test_full_finds_a_wrong_byte_against_a_compressed_source(made, chain):
    at = made.segments()[2].offset + 12345
    with patched(made.core, at, b"\xa5"):
        check = run(check_content, made.core, chain, full=True)
    assert check.outcome is Outcome.FAIL
    assert "1 page with other bytes" in check.detail


class Streamed:
    """An image that is decoded in order, like one zlib stream."""

    def __init__(self, image):
        self._image = image
        self.size = image.size
        self.readinto_at = image.readinto_at
        self.read_at = image.read_at

    def blocks(self, start=0, end=None):
        for at in range(start, end or self.size, MIB):
            size = min(MIB, (end or self.size) - at)
            yield at, memoryview(self._image.read_at(at, size))


@pytest.mark.parametrize("full", [False, True], ids=["quick", "full"])
def test_a_source_of_one_stream_is_compared_in_order(made, full):
    memory = GuestMemory(Streamed(made.guest.memory.image), made.guest.memory.regions)
    streamed = replace(made.guest, memory=memory)
    assert run(check_content, made.core, streamed, full=full).outcome is Outcome.PASS
    with patched(made.core, made.segments()[3].offset + 5, b"\xa5"):
        check = run(check_content, made.core, streamed, full=full)
    assert check.outcome is Outcome.FAIL


@pytest.mark.parametrize("full", [False, True], ids=["quick", "full"])
@pytest.mark.parametrize("shape", [proc_vmcore, qemu_dump], ids=["vmcore", "qemu"])
def test_foreign_cores_of_the_same_memory_are_right(made, tmp_path, shape, full):
    core = write_core(tmp_path / "foreign.core", shape(made.truth), made.truth)
    assert run(check_content, core, made.guest, full=full).outcome is Outcome.PASS


def test_zeros_that_a_core_only_claims_must_be_the_sources(made, tmp_path):
    shape = qemu_dump(made.truth)
    first, second = shape.loads
    half = replace(first, size=first.size // 2, memsz=first.size)
    shape = replace(shape, loads=[half, second])
    core = write_core(tmp_path / "foreign.core", shape, made.truth)
    assert run(check_content, core, made.guest).outcome is Outcome.FAIL


def test_segments_that_hold_the_memory_many_times_fail_at_once(made, tmp_path):
    shape = qemu_dump(made.truth)
    first = shape.loads[0]
    loads = [first, *(replace(first, shares=0) for _ in range(2000))]
    core = write_core(tmp_path / "many.core", replace(shape, loads=loads), made.truth)
    check = run(check_content, core, made.guest, full=True)
    assert check.outcome is Outcome.FAIL
    assert "overlap" in check.detail


class Stopper:
    """Progress that stops everything at its second report with a total."""

    def __init__(self):
        self.reports = []

    def report(self, phase, done, total):
        assert phase is Phase.CHECKING
        if total:
            self.reports.append((done, total))
        if len(self.reports) == 2:
            raise Cancelled


def test_a_full_comparison_tells_how_far_it_is_and_can_be_stopped(made):
    progress = Stopper()
    with pytest.raises(Cancelled):
        check_core(made.core, made.guest, full=True, progress=progress)
    assert progress.reports[0] == (0, 46 * MIB)
    assert 0 < progress.reports[1][0] <= 46 * MIB


def test_the_sample_is_the_same_each_time(made):
    first = run(check_content, made.core, made.guest)
    assert first == run(check_content, made.core, made.guest)


def test_regions_in_any_order_in_the_file_are_compared(tmp_path):
    path = tmp_path / "swapped.vmem"
    path.write_bytes(made_guests.random_pages(4 * MIB, 5))
    with made_guests.open_guest(path) as guest:
        regions = [MemoryRegion(0, MIB, 3 * MIB), MemoryRegion(MIB, 3 * MIB, 0)]
        guest.memory = GuestMemory(guest.memory.image, regions)
        core = tmp_path / "swapped.core"
        made_guests.write(guest, core)
        assert run(check_content, core, guest, full=True).outcome is Outcome.PASS
        data = np.frombuffer(core.read_bytes()[-4 * MIB :], np.uint8)
        assert bytes(data[:MIB]) == path.read_bytes()[3 * MIB :]
