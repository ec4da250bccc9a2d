"""Small saved states: pages that tell their number, and the files around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from guestcore.errors import GuestCoreError
from guestcore.guest.guest import Guest
from guestcore.model import PAGE_SIZE
from guestcore.sources import OpenOptions, open_guest
from tests.builders.state_bytes import num, regions, state_bytes

GIB = 1 << 30
CPU = num("cpu:numVCPUs", 1, 4) + num("rip", 0xFFFF_FFFF_8100_0000, 8, 0)
TWO_REGIONS = regions((0, 48), (GIB // PAGE_SIZE, 16))
"""48 pages at 0 and 16 at 1 GiB."""
TWO_REGIONS_PAGES = 64


def page(number: int) -> bytes:
    """Return the content of a page of the image; none is zero."""
    return (number + 1).to_bytes(8, "little") * (PAGE_SIZE // 8)


def pages(count: int, first: int = 0) -> bytes:
    """Return pages of the image, from *first* on."""
    return b"".join(page(number) for number in range(first, first + count))


def write_state(
    path: Path,
    memory: bytes | None = TWO_REGIONS,
    *,
    cpu: bytes | None = CPU,
    others: Mapping[str, bytes] | None = None,
) -> Path:
    """Write a state file with these tags in its groups; no group for ``None``."""
    groups = dict(others or {})
    if cpu is not None:
        groups["cpu"] = cpu
    if memory is not None:
        groups["memory"] = memory
    path.write_bytes(state_bytes(groups))
    return path


def write_pair(
    folder: Path,
    image: bytes,
    memory: bytes = TWO_REGIONS,
    *,
    stem: str = "guest",
    suffix: str = ".vmss",
    cpu: bytes | None = CPU,
    others: Mapping[str, bytes] | None = None,
) -> Path:
    """Write a state file and the memory file beside it; return the state file."""
    (folder / f"{stem}.vmem").write_bytes(image)
    return write_state(folder / f"{stem}{suffix}", memory, cpu=cpu, others=others)


@contextmanager
def guest_of(
    path: Path,
    *,
    vmem: Path | None = None,
    allow_truncated: bool = False,
    ignore_lock: bool = False,
) -> Iterator[Guest]:
    """Open a guest as the product does."""
    with open_guest(path, OpenOptions(vmem, allow_truncated, ignore_lock)) as guest:
        yield guest


def problem_of(
    path: Path, *, vmem: Path | None = None, allow_truncated: bool = False
) -> GuestCoreError:
    """Return what keeps an input from being converted, however it is told."""
    try:
        with guest_of(path, vmem=vmem, allow_truncated=allow_truncated) as guest:
            if guest.problem is None:
                raise AssertionError("there is no problem")
            if guest.memory is not None:
                raise AssertionError("memory that is said to be unreadable")
            return guest.problem
    except GuestCoreError as error:
        return error


def page_numbers(guest: Guest) -> dict[int, int]:
    """Return which page of the image lies at each guest page (by gpa), of all RAM."""
    memory = guest.require_memory()
    found = {}
    for region in memory.regions:
        data = memory.read(region.gpa, region.size)
        if data is None:
            raise AssertionError(f"no memory at {region.gpa:#x}")
        for at in range(0, region.size, PAGE_SIZE):
            content = data[at : at + PAGE_SIZE]
            number = int.from_bytes(content[:8], "little") - 1
            if content != page(number):
                raise AssertionError(f"a mixed page at {region.gpa + at:#x}")
            found[region.gpa + at] = number
    return found


def expected_pages(*runs: tuple[int, int, int]) -> dict[int, int]:
    """Return the same for runs of (gpa, pages, first page of the image)."""
    return {
        gpa + index * PAGE_SIZE: first + index
        for gpa, count, first in runs
        for index in range(count)
    }


WHOLE = expected_pages((0, 48, 0), (GIB, 16, 48))
"""What :data:`TWO_REGIONS` place where."""
