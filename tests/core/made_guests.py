"""Guests for the writer's tests, put together by hand: no source reads them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from guestcore.core.output import OutputFile
from guestcore.core.plan import CorePlan, plan_core
from guestcore.core.writer import Written, write_core
from guestcore.files.source_file import SourceFile
from guestcore.guest.guest import Guest, Origin
from guestcore.guest.memory import GuestMemory, MemoryImage
from guestcore.model import (
    GENERAL_REGISTERS,
    PAGE_SIZE,
    REGISTER_NAMES,
    Architecture,
    GuestOs,
    KernelInfo,
    MemoryRegion,
    PagingMode,
    SourceFormat,
    Vcpu,
)

MIB = 1 << 20
GIB = 1 << 30


class NoRam:
    """An image of any size that nobody may read."""

    def __init__(self, size: int) -> None:
        self.size = size

    def read_at(self, offset: int, size: int) -> bytes:
        raise AssertionError("the plan read memory")

    def readinto_at(self, offset: int, buffer: memoryview) -> None:
        raise AssertionError("the plan read memory")


class ZeroRam(NoRam):
    """An image of any size that holds nothing."""

    def read_at(self, offset: int, size: int) -> bytes:
        return bytes(size)


def place(*regions: tuple[int, int]) -> list[MemoryRegion]:
    """Return regions, (gpa, size), one behind the other in the image."""
    placed, offset = [], 0
    for gpa, size in regions:
        placed.append(MemoryRegion(gpa, size, offset))
        offset += size
    return placed


def guest_of(
    memory: GuestMemory,
    vcpus: Sequence[Vcpu] = (),
    *,
    architecture: Architecture = Architecture.X86,
) -> Guest:
    file = memory.raw_file
    return Guest(
        origin=Origin(Path("made-up.vmss"), SourceFormat.VMWARE_CHECKPOINT),
        layout=None,
        memory=memory,
        vcpus=tuple(vcpus),
        architecture=architecture,
        files=(file,) if file else (),
    )


def unread_guest(
    *regions: tuple[int, int],
    vcpus: Sequence[Vcpu] = (),
    image: MemoryImage | None = None,
    architecture: Architecture = Architecture.X86,
) -> Guest:
    """Return a guest of any size whose memory does not exist."""
    placed = place(*regions)
    image = image or ZeroRam(sum(region.size for region in placed))
    return guest_of(GuestMemory(image, placed), vcpus, architecture=architecture)


def registers_of(index: int) -> dict[str, int]:
    """Return a value for every register, all different, addresses canonical."""
    values = {
        name: 0xFFFF_8000_0000_0000 + (index << 16) + n
        for n, name in enumerate(REGISTER_NAMES)
    }
    values |= {
        name: 0x0123_4567_0000_0000 + (index << 16) + n
        for n, name in enumerate(GENERAL_REGISTERS)
    }
    values |= {"cs": 0x10, "ss": 0x18, "ds": 0x2B, "es": 0x2B, "fs": 0, "gs": 0}
    values |= {"ldtr": 0, "tr": 0x40, "gdtr_limit": 0x7F, "idtr_limit": 0xFFF}
    values |= {"cr0": 0x8005_0033, "cr3": 0x100_0000 + (index << 12), "eflags": 0x246}
    values |= {"cr2": 0x7FFF_0000, "cr4": 0x37_0EF0}
    return values


def vcpus(count: int, mode: PagingMode = PagingMode.LONG_4LEVEL) -> list[Vcpu]:
    return [Vcpu(index, registers_of(index), mode) for index in range(count)]


def linux(mode: PagingMode, **facts: object) -> KernelInfo:
    return KernelInfo(os=GuestOs.LINUX, mode=mode, **facts)  # type: ignore[arg-type]


def random_pages(size: int, seed: int) -> bytes:
    """Return *size* bytes, none of them zero."""
    return np.random.default_rng(seed).integers(1, 256, size, np.uint8).tobytes()


def patchy_image(path: Path, pages: int, *, seed: int = 1) -> bytes:
    """Write and return an image: data, zero pages and holes in runs of 1 to 40."""
    rng = np.random.default_rng(seed)
    image = bytearray()
    with path.open("xb") as file:
        while len(image) < pages * PAGE_SIZE:
            left = pages - len(image) // PAGE_SIZE
            size = min(int(rng.integers(1, 41)), left) * PAGE_SIZE
            kind = rng.integers(3)
            data = random_pages(size, int(rng.integers(1 << 30))) if kind == 0 else None
            image += data or bytes(size)
            if kind == 2:
                file.seek(size, os.SEEK_CUR)
            else:
                file.write(data or bytes(size))
        file.truncate(len(image))
    return bytes(image)


def open_guest(
    path: Path, *regions: tuple[int, int], vcpus: Sequence[Vcpu] = ()
) -> Guest:
    """Return a guest whose memory lies raw in a file; close it."""
    file = SourceFile(path)
    placed = place(*(regions or ((0, file.size),)))
    return guest_of(GuestMemory(file, placed), vcpus)


def write(
    guest: Guest,
    target: Path,
    kernel: KernelInfo | None = None,
    *,
    force: bool = False,
    **options: object,
) -> tuple[CorePlan, Written]:
    """Convert a guest as the pipeline does, without a check."""
    plan = plan_core(guest, kernel)
    with OutputFile(target, sources=guest.files, force=force) as output:
        written = write_core(plan, guest.require_memory(), output, **options)  # type: ignore[arg-type]
        output.commit()
    return plan, written
