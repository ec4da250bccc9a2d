"""A made-up guest, its core, and ways to damage the core for one check."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from guestcore.demo.fabricated_linux import FabricatedGuest, LinuxSpec, fabricate
from guestcore.demo.memory_image import MemoryImage, place_regions
from guestcore.files.source_file import SourceFile
from guestcore.guest.guest import Guest, MemoryLayout
from guestcore.guest.memory import GuestMemory
from guestcore.guest.modes import with_modes
from guestcore.model import MemoryKind, Vcpu
from guestcore.progress import NoProgress
from guestcore.validation import CHECKS, open_core
from guestcore.validation.result import Check, ValidationReport
from guestcore.validation.subject import Subject
from tests.core import made_guests

MIB = 1 << 20
GIB = 1 << 30
SPEC = LinuxSpec(regions=((0, 40 * MIB), (4 * GIB, 6 * MIB)), vcpus=3, seed=7)
HEADER, PHDR = 64, 56


@dataclass(frozen=True)
class Segment:
    """A PT_LOAD of the core, by the numbers in the file."""

    header: int
    """Where its program header is."""
    offset: int
    vaddr: int
    paddr: int
    size: int


@dataclass(frozen=True)
class Made:
    """A guest and the core that was made of it."""

    truth: FabricatedGuest
    guest: Guest
    core: Path

    def head(self) -> bytes:
        """Return the beginning of the core: headers and notes."""
        with self.core.open("rb") as file:
            return file.read(16384)

    def segments(self) -> list[Segment]:
        data = self.head()
        (count,) = struct.unpack_from("<H", data, 56)
        found = []
        for at in range(HEADER + PHDR, HEADER + count * PHDR, PHDR):
            offset, vaddr, paddr, size = struct.unpack_from("<QQQQ", data, at + 8)
            found.append(Segment(at, offset, vaddr, paddr, size))
        return found

    def copy(self, folder: Path) -> Made:
        return Made(self.truth, self.guest, Path(shutil.copy(self.core, folder)))

    def note(self, owner: str, number: int) -> int:
        """Return where the descriptor of the *number*-th note of an owner begins."""
        head = self.head()
        (at,) = struct.unpack_from("<Q", head, HEADER + 8)
        while True:
            namesz, descsz, _ = struct.unpack_from("<III", head, at)
            name = head[at + 12 : at + 12 + namesz - 1].decode()
            data = at + 12 + -(-namesz // 4) * 4
            if name == owner:
                if number == 0:
                    return data
                number -= 1
            at = data + -(-descsz // 4) * 4


@contextmanager
def patched(path: Path, offset: int, data: bytes) -> Iterator[None]:
    """Write *data* into a file, and the old bytes again afterwards."""
    with path.open("r+b") as file:
        file.seek(offset)
        old = file.read(len(data))
        assert len(old) == len(data)
        assert old != data, "this would change nothing"
        try:
            file.seek(offset)
            file.write(data)
            file.flush()
            yield
        finally:
            file.seek(offset)
            file.write(old)


def run(
    check: Callable[[Subject], Check],
    core: Path,
    guest: Guest | None = None,
    *,
    full: bool = False,
) -> Check:
    """Run one check."""
    with open_core(core) as opened:
        return check(Subject(opened, guest, full, NoProgress()))


def named(report: ValidationReport, name: str) -> Check:
    (found,) = (check for check in report.checks if check.name == name)
    return found


def names() -> list[str]:
    return [check.__name__ for check in CHECKS]


def open_truth(truth: FabricatedGuest, path: Path) -> Guest:
    """Write the memory of a made-up guest and open it."""
    with path.open("xb") as file:
        MemoryImage(truth.regions, truth.read).write_raw(file)
    regions = tuple(place_regions(truth.regions))
    memory = GuestMemory(SourceFile(path), regions)
    vcpus = [Vcpu(index, values) for index, values in enumerate(truth.vcpus)]
    guest = made_guests.guest_of(memory, with_modes(vcpus, memory, None))
    guest.layout = MemoryLayout(MemoryKind.VMEM, path, regions)
    return guest


def make(folder: Path, spec: LinuxSpec = SPEC) -> Made:
    """Make up a guest and write its core."""
    truth = fabricate(spec)
    guest = open_truth(truth, folder / "guest.vmem")
    core = folder / "guest.core"
    made_guests.write(guest, core, truth.kernel)
    return Made(truth, guest, core)
