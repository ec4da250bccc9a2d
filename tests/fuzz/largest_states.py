"""State files just inside the bounds: as many as there may be, of each thing."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from guestcore.demo.checkpoint_writer import (
    CheckpointSpec,
    build_groups,
    write_checkpoint,
)
from guestcore.demo.fastlz_encoder import encode
from guestcore.demo.memory_image import MemoryImage
from guestcore.demo.register_tags import RegisterEncoding, register_tags
from guestcore.demo.tag_stream import Group, Tag, block, number, write_state
from guestcore.model import PAGE_SIZE
from tests.fuzz.small_linux import RAM_SIZE, SmallLinux

GIB = 1 << 30
MAX_VCPUS = 4096
MAX_GROUPS = 4096
MAX_TAGS = 2_000_000
MAX_REGIONS = 1024

Command = list[object]
Case = Callable[[Path], Command]
"""Writes an input into a folder and returns the command that meets it."""


def _tag(name: bytes, indices: tuple[int, ...], value: bytes) -> bytes:
    head = struct.pack("<BB", len(indices) << 6 | len(value), len(name))
    return head + name + struct.pack(f"<{len(indices)}I", *indices) + value


def write_raw(path: Path, groups: list[tuple[bytes, bytes]]) -> None:
    """Write groups whose tags are given as bytes, without their terminator."""
    place = 12 + 80 * len(groups)
    head, bodies = [struct.pack("<III", 0xBED2BED2, 8, len(groups))], []
    for name, tags in groups:
        size = len(tags) + 2
        head.append(struct.pack("<64sQQ", name, place, size))
        bodies.append(tags + b"\0\0")
        place += size
    path.write_bytes(b"".join((*head, *bodies)))


def _memory(*, size: int = RAM_SIZE) -> bytes:
    return (
        _tag(b"regionsCount", (), struct.pack("<I", 1))
        + _tag(b"regionPPN", (0,), bytes(4))
        + _tag(b"regionSize", (0,), struct.pack("<I", size // PAGE_SIZE))
    )


def _write_vmem(folder: Path, size: int = RAM_SIZE) -> None:
    with (folder / "guest.vmem").open("wb") as file:
        file.write(SmallLinux().image())
        file.truncate(size)


def _state(folder: Path, *groups: tuple[bytes, bytes]) -> Path:
    path = folder / "guest.vmss"
    _write_vmem(folder)
    write_raw(path, [*groups, (b"memory", _memory())])
    return path


def two_million_register_tags(folder: Path) -> Command:
    count = _tag(b"cpu:numVCPUs", (), struct.pack("<I", MAX_VCPUS))
    names = (0, 2, 3, 4)
    tags = b"".join(
        _tag(b"CR", (n % MAX_VCPUS, names[n % 4]), bytes(4)) for n in range(1 << 16)
    )
    times = (MAX_TAGS - 16) // (1 << 16)
    return ["info", _state(folder, (b"cpu", count + tags * times)), "--json"]


def two_million_tags_listed(folder: Path) -> Command:
    groups = [(b"group%d" % n, _tag(b"tag", (), b"1") * 199_990) for n in range(10)]
    return ["info", _state(folder, *groups), "--tags"]


def four_thousand_groups(folder: Path) -> Command:
    tags = _tag(b"t", (), b"") * (MAX_TAGS // MAX_GROUPS - 1)
    groups = [(b"group%d" % n, tags) for n in range(MAX_GROUPS - 2)]
    return ["info", _state(folder, *groups), "--tags", "--json"]


def metadata_of_64_mib(folder: Path) -> Command:
    tag = _tag(b"n" * 255, (1, 2, 3), bytes(61))
    groups = [(b"group%d" % n, tag * 16_000) for n in range(12)]
    return ["info", _state(folder, *groups), "--tags", "--json"]


def long_blocks_between_tags(folder: Path) -> Command:
    """As many jumps as tags: each makes the reader read anew."""
    tag = struct.pack("<BB", 63, 1) + b"b" + struct.pack("<QQH", 600, 600, 0)
    groups = [(b"cpu", (tag + bytes(600)) * 120_000)]
    return ["info", _state(folder, *groups), "--tags", "--json"]


def all_vcpus(encoding: RegisterEncoding, command: str) -> Case:
    def write(folder: Path) -> Command:
        kernel, user = SmallLinux().registers()
        vcpus = [(kernel, user)[n % 2] | {"r8": n} for n in range(MAX_VCPUS)]
        layout = CheckpointSpec(
            regions=((0, RAM_SIZE),), vcpus=vcpus, registers=encoding
        )
        read = SmallLinux().ram.memory.read
        state = write_checkpoint(folder, "guest", layout, read).state
        return [command, state, "--json"]

    return write


def compressed_registers(folder: Path) -> Command:
    """Every packed block is a compressed one that each codec fails to decode."""
    kernel = SmallLinux().registers()[0]
    tags = [number("cpu:numVCPUs", MAX_VCPUS, 4)]
    for index in range(MAX_VCPUS):
        for tag in register_tags(index, kernel, RegisterEncoding.PACKED):
            if tag.block and isinstance(tag.value, bytes):
                value = zlib.compress(tag.value.ljust(1024, b"\0"), 0)[:1020]
                tags.append(Tag(tag.name, tag.indices, value, decoded_size=1024))
            else:
                tags.append(tag)
    path = folder / "guest.vmss"
    _write_vmem(folder)
    memory = Group(
        "memory", [number("regionPPN", 0, 4, 0), number("regionSize", 1024, 4, 0)]
    )
    write_state(path, [Group("cpu", tags), memory])
    return ["info", path, "--json"]


def vcpus_with_tables_of_their_own(folder: Path) -> Command:
    """Neither a register nor the kernel tells the mode: each CR3 is walked."""
    vcpus = [
        {"cr0": 0x8000_0001, "cr3": (n + 1) << 20, "cr4": 0x20, "rip": n << 21, "cs": 8}
        for n in range(MAX_VCPUS)
    ]
    layout = CheckpointSpec(regions=((0, 8 * GIB),), vcpus=vcpus, memory_size=8 * GIB)
    pages = {}
    for n in range(MAX_VCPUS):
        root = (n + 1) << 20
        pages[root] = struct.pack("<Q", (root + PAGE_SIZE) | 3) * 512
        pages[root + PAGE_SIZE] = struct.pack("<Q", (root + 2 * PAGE_SIZE) | 3) * 512
        pages[root + 2 * PAGE_SIZE] = (
            struct.pack("<Q", (root + 3 * PAGE_SIZE) | 3) * 512
        )
        pages[root + 3 * PAGE_SIZE] = struct.pack("<Q", root | 3) * 512
    return ["info", write_sparse(folder, layout, pages), "--json"]


def write_sparse(folder: Path, layout: CheckpointSpec, pages: dict[int, bytes]) -> Path:
    """Write a state file, and a sparse memory file that holds these pages (by gpa).

    There is one region, from 0 on.
    """
    size = layout.regions[0][1]
    image = MemoryImage(layout.regions, lambda gpa, length: bytes(length))
    state = folder / "guest.vmss"
    write_state(state, build_groups(layout, image))
    with (folder / "guest.vmem").open("wb") as file:
        file.truncate(size)
        for gpa, data in sorted(pages.items()):
            file.seek(gpa)
            file.write(data)
    return state


def most_regions(command: str) -> Case:
    def write(folder: Path) -> Command:
        step = RAM_SIZE // MAX_REGIONS
        guest = SmallLinux()
        # one page apart beyond the kernel, so that none can be joined
        regions = [(n * step, step) for n in range(MAX_REGIONS // 2)]
        regions += [
            ((n + MAX_REGIONS) * 2 * step, step) for n in range(MAX_REGIONS // 2)
        ]

        def read(gpa: int, size: int) -> bytes:
            return guest.ram.memory.read(gpa % RAM_SIZE, size)

        layout = CheckpointSpec(
            regions=regions[::-1], vcpus=guest.registers(), region_width=8
        )
        state = write_checkpoint(folder, "guest", layout, read).state
        return [command, state, "--json"]

    return write


def largest_bitmap(pattern: int) -> Case:
    """A list of zero pages for 128 GiB of a memory file that is one hole."""

    def write(folder: Path) -> Command:
        size = 128 * GIB
        layout = CheckpointSpec(
            regions=((0, size),),
            vcpus=SmallLinux().registers(),
            extra_tags={
                "memory": [
                    block(
                        "MainMemKnownZero", bytes([pattern]) * (size // PAGE_SIZE // 8)
                    )
                ]
            },
        )
        pages = {0: SmallLinux().image()}
        pages |= {n << 24: b"x" * 8 for n in range(1, 4096)}
        return ["info", write_sparse(folder, layout, pages), "--json"]

    return write


def configuration(data: bytes, size: int) -> Case:
    def write(folder: Path) -> Command:
        _write_vmem(folder)
        groups = [
            Group("cpu", [number("cpu:numVCPUs", 0, 4)]),
            Group(
                "memory",
                [number("regionPPN", 0, 4, 0), number("regionSize", 1024, 4, 0)],
            ),
            Group("Snapshot", [Tag("cfgFile", (), data, decoded_size=size)]),
        ]
        path = folder / "guest.vmss"
        write_state(path, groups)
        return ["info", path, "--json"]

    return write


def _chain_of_small_blocks() -> bytes:
    data = bytes(4096)
    stream = encode(data)
    return (struct.pack("<QQ", len(data), len(stream)) + stream) * 1024


_SETTINGS = b"".join(b'k%d="|41|42"\n' % n for n in range(200_000))[: 4 << 20]

CASES: dict[str, Case] = {
    "2 000 000 register tags": two_million_register_tags,
    "2 000 000 tags listed": two_million_tags_listed,
    "4096 groups": four_thousand_groups,
    "64 MiB of metadata": metadata_of_64_mib,
    "120 000 blocks to jump over": long_blocks_between_tags,
    "4096 vCPUs, packed": all_vcpus(RegisterEncoding.PACKED, "info"),
    "4096 vCPUs, both encodings": all_vcpus(RegisterEncoding.BOTH, "info"),
    "4096 vCPUs, converted": all_vcpus(RegisterEncoding.PACKED, "convert"),
    "4096 vCPUs, compressed registers": compressed_registers,
    "4096 vCPUs, each with page tables": vcpus_with_tables_of_their_own,
    "1024 regions": most_regions("info"),
    "1024 regions, converted": most_regions("convert"),
    "zero pages of 128 GiB, every second": largest_bitmap(0x55),
    "zero pages of 128 GiB, all": largest_bitmap(0xFF),
    "embedded .vmx of 4 MiB": configuration(zlib.compress(_SETTINGS), len(_SETTINGS)),
    "embedded .vmx in 1024 blocks": configuration(_chain_of_small_blocks(), 4 << 20),
}
