"""Wraps captured guests into checkpoints, in every layout there is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guestcore.demo.checkpoint_writer import (
    CheckpointSpec,
    MemoryStorage,
    PageNumbers,
    WrittenCheckpoint,
    write_checkpoint,
)
from guestcore.demo.memory_image import read_from_file
from guestcore.demo.register_tags import RegisterEncoding
from guestcore.model import REGISTER_NAMES
from tests.lab.guests import LabGuest

_UNKNOWN_TAGS = {"kernel_gs_base"}
"""Nobody knows under which tag VMware keeps it."""


@dataclass(frozen=True)
class Layout:
    """How a checkpoint is written. ``fields`` are those of CheckpointSpec."""

    fields: dict[str, Any] = field(default_factory=dict)
    suffix: str = ".vmss"
    kind: str = "vmem"
    """What ``guestcore info`` has to call the memory."""
    split: bool = False
    """Announce every region as two."""
    backwards: bool = False
    """Announce the regions from the highest address down."""
    no_regions: bool = False
    """Announce no region: memory is one piece from 0 on."""


LAYOUTS = {
    "raw": Layout(),
    "compressed": Layout(
        {
            "memory": MemoryStorage.VMEM_COMPRESSED,
            "registers": RegisterEncoding.INDIVIDUAL,
            "region_width": 8,
            "magic": 0xBED3BED3,
            "version": 10,
        },
        suffix=".vmsn",
        kind="vmem-compressed",
    ),
    "embedded": Layout(
        {
            "memory": MemoryStorage.EMBEDDED,
            "registers": RegisterEncoding.BOTH,
            "magic": 0xBAD1BAD1,
        },
        kind="embedded",
    ),
    "embedded-compressed": Layout(
        {
            "memory": MemoryStorage.EMBEDDED_COMPRESSED,
            "registers": RegisterEncoding.INDIVIDUAL,
            "magic": 0xBAD2BAD2,
        },
        suffix=".vmsn",
        kind="embedded",
    ),
    "hole-start": Layout(
        {
            "page_numbers": PageNumbers.HOLE_START,
            "region_width": 8,
            "registers": RegisterEncoding.INDIVIDUAL,
        },
        suffix=".vmsn",
    ),
    "backwards-padded": Layout({"padding": 48}, split=True, backwards=True),
    "known-zero": Layout(
        {"known_zero": True, "page_numbers": PageNumbers.ABSENT}, suffix=".vmsn"
    ),
    "no-regions": Layout({"version": 1}, no_regions=True),
    "old-32-bit": Layout(
        {"registers": RegisterEncoding.ONLY_32_BIT, "magic": 0xBED2BED0},
    ),
    "no-registers": Layout({"vcpus": ()}),
}


def known_registers(vcpu: dict[str, int]) -> dict[str, int]:
    """Return those of QEMU's registers that a checkpoint can hold."""
    return {
        name: vcpu[name]
        for name in REGISTER_NAMES
        if name in vcpu and name not in _UNKNOWN_TAGS
    }


def announced_regions(guest: LabGuest, layout: Layout) -> list[tuple[int, int]]:
    """Return the regions as (gpa, size) in the order of their tags."""
    regions = list(guest.regions)
    if layout.split:
        halves = [(gpa, size, size // 2) for gpa, size in regions]
        regions = [
            piece
            for gpa, size, half in halves
            for piece in ((gpa, half), (gpa + half, size - half))
        ]
    return regions[::-1] if layout.backwards else regions


def wrap(guest: LabGuest, layout: Layout, folder: Path) -> WrittenCheckpoint:
    """Write a guest as a checkpoint ``guest`` into *folder*."""
    fields: dict[str, Any] = {
        "vcpus": [known_registers(vcpu) for vcpu in guest.vcpus],
        **layout.fields,
    }
    if layout.no_regions:
        ((_, size),) = guest.regions
        fields["memory_size"] = size
    else:
        fields["regions"] = announced_regions(guest, layout)
    with guest.ram.open("rb") as ram:
        return write_checkpoint(
            folder,
            "guest",
            CheckpointSpec(**fields),
            read_from_file(ram, guest.regions),
            suffix=layout.suffix,
        )
