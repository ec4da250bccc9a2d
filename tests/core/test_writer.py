"""The bytes of a core, however they get there; and what stops them."""

import itertools
import os
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from elftools.elf.elffile import ELFFile

from guestcore.core import output as output_module
from guestcore.core import writer
from guestcore.core.output import OutputFile
from guestcore.core.plan import plan_core
from guestcore.core.transfer import Run, find_data, find_nonzero, join_segments
from guestcore.errors import Cancelled, ErrorKind, GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.guest.memory import GuestMemory
from guestcore.model import PAGE_SIZE, MemoryRegion
from guestcore.progress import Phase
from tests.core.file_systems import mounted
from tests.core.made_guests import (
    GIB,
    MIB,
    guest_of,
    open_guest,
    patchy_image,
    random_pages,
    unread_guest,
    write,
)

holes_known = pytest.mark.skipif(
    not hasattr(os, "SEEK_DATA"), reason="this system does not tell where holes are"
)


@pytest.fixture
def target(tmp_path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "a.core"


@pytest.fixture
def vmem(tmp_path) -> Path:
    return tmp_path / "memory.vmem"


def memory_of(core: Path) -> dict[int, bytes]:
    with core.open("rb") as file:
        return {
            segment.header.p_paddr: segment.data()
            for segment in ELFFile(file).iter_segments("PT_LOAD")
        }


def assert_nothing_left(target: Path) -> None:
    assert list(target.parent.iterdir()) == []


class Recorder:
    """Progress that remembers, and may stop at the nth report of a phase."""

    def __init__(self, phase: Phase | None = None, count: int = 1) -> None:
        self.reports: list[tuple[Phase, int, int]] = []
        self.threads: set[int] = set()
        self.stopped_at = 0.0
        self._phase, self._left = phase, count

    def report(self, phase: Phase, done: int, total: int) -> None:
        self.reports.append((phase, done, total))
        self.threads.add(threading.get_ident())
        if phase is self._phase:
            self._left -= 1
            if self._left <= 0:
                self.stopped_at = time.monotonic()
                raise Cancelled


# --- the same bytes


@pytest.mark.parametrize("threads", [1, 2, 3, 8])
def test_bytes_do_not_depend_on_the_number_of_threads(vmem, target, threads):
    image = patchy_image(vmem, pages=2600)
    with open_guest(vmem) as guest:
        plan, _ = write(guest, target, threads=threads)
    assert target.read_bytes() == plan.build_header() + image


@pytest.mark.parametrize("sparse", ["auto", "never"])
@pytest.mark.parametrize("direct", [True, False], ids=["direct", "cached"])
def test_bytes_do_not_depend_on_how_they_are_stored(
    vmem, target, monkeypatch, sparse, direct
):
    image = patchy_image(vmem, pages=1500)
    if not direct:
        monkeypatch.setattr(output_module, "open_direct", lambda path, like: -1)
    with open_guest(vmem) as guest:
        plan, _ = write(guest, target, sparse=sparse)
    assert target.read_bytes() == plan.build_header() + image


def test_regions_go_by_address_whatever_their_order_in_the_image(vmem, target):
    image = patchy_image(vmem, pages=900)
    sizes = [200 * PAGE_SIZE, 300 * PAGE_SIZE, 400 * PAGE_SIZE]
    with open_guest(vmem, (4 * GIB, sizes[0]), (0, sizes[1]), (GIB, sizes[2])) as guest:
        write(guest, target)
    a, b = sizes[0], sizes[0] + sizes[1]
    assert memory_of(target) == {0: image[a:b], GIB: image[b:], 4 * GIB: image[:a]}
    assert list(memory_of(target)) == [0, GIB, 4 * GIB]


@pytest.mark.parametrize("offset", [0x10000, 12345])
def test_memory_inside_a_state_file_may_begin_anywhere(vmem, target, offset):
    content = random_pages(offset, 1) + random_pages(3 * MIB, 2) + b"tail"
    vmem.write_bytes(content)
    with SourceFile(vmem) as file:
        memory = GuestMemory(file, [MemoryRegion(0, 3 * MIB, offset)])
        write(guest_of(memory), target)
    assert memory_of(target) == {0: content[offset : offset + 3 * MIB]}


def test_an_encoded_image_is_read_through_its_decoder(target):
    pages = random_pages(PAGE_SIZE, 3)

    class Decoder:
        size = 4 * MIB

        def read_at(self, offset, size):
            start = offset % PAGE_SIZE
            return (pages * (size // PAGE_SIZE + 2))[start : start + size]

        def readinto_at(self, offset, buffer):
            buffer[:] = self.read_at(offset, len(buffer))

    write(unread_guest((0, 4 * MIB), image=Decoder()), target)
    assert memory_of(target) == {0: pages * 1024}


# --- holes


@holes_known
def test_zero_pages_become_holes(vmem, target):
    image = random_pages(MIB, 1) + bytes(62 * MIB) + random_pages(MIB, 2)
    vmem.write_bytes(image)
    with open_guest(vmem) as guest:
        _, written = write(guest, target)
    assert written.size == target.stat().st_size > 64 * MIB
    assert 2 * MIB <= written.allocated < 3 * MIB
    assert memory_of(target) == {0: image}


def test_a_page_with_one_byte_is_no_zero_page(vmem, target):
    image = bytearray(512 * PAGE_SIZE)
    for page in (0, 7, 255, 256, 511):
        image[page * PAGE_SIZE + page * 8] = 1
    image[-1] = 1
    vmem.write_bytes(image)
    with open_guest(vmem) as guest:
        write(guest, target)
    assert memory_of(target) == {0: bytes(image)}


def test_sparse_never_gives_a_plain_file(vmem, target):
    patchy_image(vmem, pages=1000)
    with open_guest(vmem) as guest:
        plan, written = write(guest, target, sparse="never")
    assert written.allocated >= plan.size


@holes_known
def test_holes_of_the_source_are_not_read(vmem, target):
    with vmem.open("xb") as file:
        file.truncate(200 * GIB)
        for place in (0, 77 * GIB + 5 * PAGE_SIZE, 200 * GIB - PAGE_SIZE):
            file.seek(place)
            file.write(random_pages(PAGE_SIZE, place % 1000))
    started = time.monotonic()
    with open_guest(vmem) as guest:
        plan, written = write(guest, target)
    assert time.monotonic() - started < 5
    assert written.allocated < 8 * MIB
    with target.open("rb") as core, vmem.open("rb") as image:
        for place in (0, 77 * GIB + 5 * PAGE_SIZE, 200 * GIB - PAGE_SIZE):
            core.seek(plan.data_offset + place)
            image.seek(place)
            assert core.read(PAGE_SIZE) == image.read(PAGE_SIZE)


def test_find_nonzero_names_runs_of_pages():
    rng = np.random.default_rng(5)
    used = rng.integers(0, 2, 64).astype(bool)
    data = np.zeros((64, PAGE_SIZE), np.uint8)
    data[used, rng.integers(0, PAGE_SIZE, int(used.sum()))] = 1
    covered = np.zeros(64, bool)
    for start, end in find_nonzero(memoryview(data.tobytes())):
        assert not covered[start // PAGE_SIZE : end // PAGE_SIZE].any()
        covered[start // PAGE_SIZE : end // PAGE_SIZE] = True
    assert (covered == used).all()


def extents(*runs: tuple[int, int]):
    """Return a stand-in for a file of which only *runs* are data."""

    def next_data(offset, end):
        for first, stop in runs:
            start = max(first, offset)
            if stop > offset:
                return (start, min(stop, end)) if start < end else (end, end)
        return end, end

    return SimpleNamespace(next_data=next_data)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ([], []),
        ([(0, 4 * MIB)], [(0, 4 * MIB)]),
        ([(MIB, 2 * MIB)], [(MIB, MIB)]),
        ([(0, PAGE_SIZE), (2 * PAGE_SIZE, 3 * PAGE_SIZE)], [(0, 3 * PAGE_SIZE)]),
        ([(0, PAGE_SIZE), (3 * MIB, 4 * MIB)], [(0, PAGE_SIZE), (3 * MIB, MIB)]),
        ([(100, 200)], [(0, PAGE_SIZE)]),
        ([(4 * MIB - 10, 9 * MIB)], [(4 * MIB - PAGE_SIZE, PAGE_SIZE)]),
        ([(9 * MIB, 10 * MIB)], []),
    ],
    ids=[
        "hole", "all", "middle", "small-gap", "large-gap", "part-of-a-page", "overhang",
        "beyond",
    ],
)  # fmt: skip
def test_find_data_gives_whole_pages_and_swallows_small_holes(data, found):
    runs = list(find_data([Run(0, 0x2000, 4 * MIB)], extents(*data)))
    assert [(run.image_offset, run.size) for run in runs] == found
    assert all(run.file_offset == run.image_offset + 0x2000 for run in runs)


def test_find_data_counts_pages_from_the_runs_beginning():
    found = find_data([Run(1000, 0, MIB)], extents((5000, 5001)))
    assert list(found) == [Run(1000, 0, PAGE_SIZE)]


def test_segments_that_adjoin_on_both_sides_are_copied_as_one():
    guest = unread_guest((0, MIB), (GIB, MIB), (4 * GIB, MIB))
    plan = plan_core(guest, None)
    assert join_segments(plan.segments) == [Run(0, plan.data_offset, 3 * MIB)]


# --- space


def test_space_is_asked_for_what_will_be_allocated(vmem, target, monkeypatch):
    asked = []
    monkeypatch.setattr(
        OutputFile, "require_space", lambda self, needed: asked.append(needed)
    )
    with vmem.open("xb") as file:
        file.truncate(64 * MIB)
        file.write(random_pages(MIB, 1))
    with open_guest(vmem) as guest:
        plan, _ = write(guest, target, reflink="never")
        write(guest, target.with_name("plain.core"), sparse="never")
    expected = MIB if hasattr(os, "SEEK_DATA") else 64 * MIB
    assert asked == [plan.data_offset + expected, plan.data_offset + 64 * MIB]


@pytest.mark.parametrize(("free", "fits"), [(3 * MIB, True), (MIB, False)])
def test_on_a_small_disk_zero_pages_are_not_counted(
    vmem, target, monkeypatch, free, fits
):
    vmem.write_bytes(random_pages(2 * MIB, 1) + bytes(14 * MIB))
    monkeypatch.setattr(OutputFile, "free_space", lambda self: free)
    progress = Recorder()
    with open_guest(vmem) as guest:
        if fits:
            write(guest, target, progress=progress)
            assert target.exists()
        else:
            with pytest.raises(GuestCoreError, match="not enough space") as caught:
                write(guest, target, progress=progress)
            assert caught.value.kind is ErrorKind.OUTPUT
            assert_nothing_left(target)
    assert Phase.SCANNING in {phase for phase, _, _ in progress.reports}


@pytest.mark.parametrize("kind", ["tmpfs", "ext4"])
def test_a_full_disk_ends_in_an_output_error_and_leaves_nothing(vmem, kind):
    vmem.write_bytes(random_pages(64 * MIB, 1))
    with mounted(kind, 24 * MIB) as folder, open_guest(vmem) as guest:
        with pytest.raises(GuestCoreError, match="not enough space") as caught:
            write(guest, folder / "a.core")
        assert caught.value.kind is ErrorKind.OUTPUT
        assert [p.name for p in folder.iterdir() if p.is_file()] == []


@pytest.mark.parametrize("sparse", ["auto", "never"])
@pytest.mark.parametrize("kind", ["tmpfs", "ext4"])
def test_a_disk_that_fills_up_meanwhile_leaves_nothing(vmem, monkeypatch, kind, sparse):
    monkeypatch.setattr(OutputFile, "require_space", lambda self, needed: None)
    vmem.write_bytes(random_pages(64 * MIB, 1))
    with mounted(kind, 24 * MIB) as folder, open_guest(vmem) as guest:
        with pytest.raises(GuestCoreError) as caught:
            write(guest, folder / "a.core", sparse=sparse)
        assert caught.value.kind is ErrorKind.OUTPUT
        assert "free some space" in caught.value.hint
        assert [p.name for p in folder.iterdir() if p.is_file()] == []


# --- shared blocks


def free_bytes(folder: Path) -> int:
    status = os.statvfs(folder)
    return status.f_bfree * status.f_frsize


def test_reflink_needs_no_free_space(monkeypatch):
    monkeypatch.setattr(OutputFile, "free_space", lambda self: 0)
    with mounted("xfs", 400 * MIB) as folder:
        patchy_image(folder / "memory.vmem", pages=500)
        with open_guest(folder / "memory.vmem") as guest:
            _, written = write(guest, folder / "a.core")
        assert written.reflinked


@pytest.mark.parametrize("kind", ["xfs", "btrfs"])
def test_reflink_takes_no_space_and_gives_the_same_bytes(kind):
    with mounted(kind, 400 * MIB) as folder:
        image = patchy_image(folder / "memory.vmem", pages=40 * 256)
        os.sync()
        before = free_bytes(folder)
        regions = (0, 10 * MIB), (GIB, 30 * MIB)
        with open_guest(folder / "memory.vmem", *regions) as guest:
            plan, shared = write(guest, folder / "a.core")
            os.sync()
            after = free_bytes(folder)
            _, copied = write(guest, folder / "b.core", reflink="never")
        assert (shared.reflinked, copied.reflinked) == (True, False)
        assert before - after < 2 * MIB
        assert (folder / "a.core").read_bytes() == plan.build_header() + image
        assert (folder / "b.core").read_bytes() == plan.build_header() + image


def test_sparse_never_shares_no_blocks():
    with mounted("xfs", 400 * MIB) as folder:
        patchy_image(folder / "memory.vmem", pages=2000)
        with open_guest(folder / "memory.vmem") as guest:
            _, written = write(guest, folder / "a.core", sparse="never")
        assert not written.reflinked


def test_blocks_that_cannot_be_shared_are_copied():
    with mounted("xfs", 400 * MIB) as folder:
        content = b"x" + random_pages(3 * MIB, 1)
        (folder / "state").write_bytes(content)
        with SourceFile(folder / "state") as file:
            memory = GuestMemory(file, [MemoryRegion(0, 3 * MIB, 1)])
            _, written = write(guest_of(memory), folder / "a.core")
        assert not written.reflinked
        assert memory_of(folder / "a.core") == {0: content[1:]}


def test_sharing_that_fails_halfway_is_forgotten(vmem, target, monkeypatch):
    image = patchy_image(vmem, pages=3000)
    calls = itertools.count()

    def share_first(source, source_offset, size, out, out_offset):
        if next(calls):
            raise OSError(18, "Invalid cross-device link")
        os.pwrite(out, b"half of something else", out_offset)

    monkeypatch.setattr(writer, "clone_range", share_first)
    monkeypatch.setattr(writer, "_CLONE_STEP", 4 * MIB)
    with open_guest(vmem) as guest:
        plan, written = write(guest, target)
    assert not written.reflinked
    assert target.read_bytes() == plan.build_header() + image


# --- progress, stopping, errors


def test_progress_counts_to_the_end_phase_by_phase(vmem, target):
    patchy_image(vmem, pages=3000)
    progress = Recorder()
    with open_guest(vmem) as guest:
        plan, _ = write(guest, target, progress=progress, threads=1, sparse="never")
    writing = [(d, t) for phase, d, t in progress.reports if phase is Phase.WRITING]
    assert writing[-1] == (plan.memory_size, plan.memory_size)
    assert writing == sorted(writing)
    flushing = [(d, t) for phase, d, t in progress.reports if phase is Phase.FLUSHING]
    assert flushing[-1] == (plan.size, plan.size)
    phases = [phase for phase, _, _ in progress.reports]
    assert phases == sorted(phases, key=[Phase.WRITING, Phase.FLUSHING].index)


def test_only_the_calling_thread_reports(vmem, target):
    patchy_image(vmem, pages=3000)
    progress = Recorder()
    with open_guest(vmem) as guest:
        write(guest, target, progress=progress, threads=4)
    assert progress.threads == {threading.get_ident()}


@pytest.mark.parametrize("threads", [1, 3])
@pytest.mark.parametrize(
    ("phase", "count"),
    [(Phase.WRITING, 1), (Phase.WRITING, 2), (Phase.FLUSHING, 1), (Phase.FLUSHING, 3)],
)
def test_stopping_takes_a_moment_and_leaves_nothing(
    vmem, target, threads, phase, count
):
    vmem.write_bytes(random_pages(32 * MIB, 1))
    progress = Recorder(phase, count)
    with open_guest(vmem) as guest, pytest.raises(Cancelled):
        write(guest, target, progress=progress, threads=threads)
    assert time.monotonic() - progress.stopped_at < 0.3
    assert_nothing_left(target)


def test_ctrl_c_stops_the_other_threads(vmem, target, monkeypatch):
    vmem.write_bytes(random_pages(16 * MIB, 1))
    reads = []
    real = SourceFile.readinto_at

    def interrupted(self, offset, buffer):
        reads.append(offset)
        if threading.current_thread() is threading.main_thread():
            raise KeyboardInterrupt
        time.sleep(0.05)
        real(self, offset, buffer)

    monkeypatch.setattr(SourceFile, "readinto_at", interrupted)
    with open_guest(vmem) as guest, pytest.raises(KeyboardInterrupt):
        write(guest, target, threads=2)
    assert len(reads) <= 4
    assert_nothing_left(target)


@pytest.mark.skipif(os.name == "nt", reason="Windows reads by another call")
@pytest.mark.parametrize("threads", [1, 2, 4])
def test_a_read_error_in_any_thread_is_told_and_leaves_nothing(
    vmem, target, monkeypatch, threads
):
    vmem.write_bytes(random_pages(16 * MIB, 1))
    real = os.preadv

    def fail_in_the_middle(fd, buffers, offset):
        if offset >= 9 * MIB:
            raise OSError(5, "Input/output error")
        return real(fd, buffers, offset)

    monkeypatch.setattr(os, "preadv", fail_in_the_middle)
    with open_guest(vmem) as guest, pytest.raises(GuestCoreError) as caught:
        write(guest, target, threads=threads)
    assert caught.value.kind is ErrorKind.INPUT
    assert "Input/output error" in caught.value.message
    assert_nothing_left(target)
    assert vmem.read_bytes() == random_pages(16 * MIB, 1)


@pytest.mark.parametrize("threads", [1, 3])
def test_a_write_error_in_any_thread_is_told(vmem, target, monkeypatch, threads):
    vmem.write_bytes(random_pages(16 * MIB, 1))
    real = output_module.write_some_at

    def fail_in_the_middle(fd, data, offset):
        if offset >= 9 * MIB:
            raise OSError(5, "Input/output error")
        return real(fd, data, offset)

    monkeypatch.setattr(output_module, "write_some_at", fail_in_the_middle)
    with open_guest(vmem) as guest, pytest.raises(GuestCoreError) as caught:
        write(guest, target, threads=threads)
    assert caught.value.kind is ErrorKind.OUTPUT
    assert_nothing_left(target)


def test_sources_are_never_written(vmem, target):
    image = patchy_image(vmem, pages=500)
    before = vmem.stat()
    vmem.chmod(0o400)
    with open_guest(vmem) as guest:
        write(guest, target)
        assert not guest.files[0].has_changed()
    assert vmem.read_bytes() == image
    assert vmem.stat().st_mtime_ns == before.st_mtime_ns
