"""Compressed memory just inside the bounds, and read where it hurts."""

from __future__ import annotations

import random
import struct
import zlib
from pathlib import Path

from guestcore.demo.checkpoint_writer import CheckpointSpec, build_groups
from guestcore.demo.fastlz_encoder import encode
from guestcore.demo.memory_image import MemoryImage
from guestcore.demo.tag_stream import Tag, write_state
from guestcore.model import PAGE_SIZE
from tests.builders.paging import MIB
from tests.fuzz.largest_guests import HostileRam, registers, table
from tests.fuzz.largest_states import GIB, Case, Command
from tests.fuzz.small_linux import SmallLinux

_BLOCK = 4 << 20


def _block(data: bytes) -> bytes:
    stream = encode(data)
    return struct.pack("<QQ", len(data), len(stream)) + stream


def write_chain(folder: Path, ram: HostileRam, vcpus: list[dict[str, int]]) -> Path:
    """Write memory as a chain of blocks."""
    state = ram.write(folder, vcpus)
    vmem = folder / "guest.vmem"
    zero, blocks = _block(bytes(_BLOCK)), []
    used = {gpa // _BLOCK for gpa in ram.pages}
    used |= {(gpa + len(data) - 1) // _BLOCK for gpa, data in ram.pages.items()}
    with vmem.open("rb") as file:
        for number in range(ram.size // _BLOCK):
            if number in used:
                file.seek(number * _BLOCK)
                blocks.append(_block(file.read(_BLOCK)))
            else:
                blocks.append(zero)
    vmem.write_bytes(b"".join(blocks))
    return state


def scattered(command: str, blocks: int) -> Case:
    """The kernel's page tables, and pages it points to, each in a block of its own."""

    def write(folder: Path) -> Command:
        ram = HostileRam(blocks * _BLOCK)
        last = _BLOCK - PAGE_SIZE
        count = min(blocks - 8, 512)
        pages = []
        for n in range(count):
            gpa = (n + 4) * _BLOCK + last
            first = n * 512
            ram.pages[gpa] = table(
                *((first + p) * PAGE_SIZE + (4 << 20) | 3 for p in range(512))
            )
            pages.append(gpa | 3)
        image = ram.allocate(table(*pages))
        root = ram.root(image, image)
        pointers = [0xFFFF_8880_0000_0000 + n * PAGE_SIZE for n in range(32768)]
        ram.pages[8 << 20] = table(*pointers)
        return [command, write_chain(folder, ram, [registers(root)]), "--json"]

    return write


def most_blocks(folder: Path) -> Command:
    """As many blocks as a chain may have."""
    ram = HostileRam(4096 * PAGE_SIZE)
    state = ram.write(folder, [{}])
    (folder / "guest.vmem").write_bytes(_block(bytes(PAGE_SIZE)) * 4096)
    return ["convert", state, "--json"]


def stream(codec: str, size: int) -> Case:
    """Memory in one stream that expands as far as its codec can."""

    def write(folder: Path) -> Command:
        guest = SmallLinux()
        start = guest.image()
        data = _zlib_stream(start, size) if codec == "zlib" else _fastlz_stream(size)
        return _write_stream(folder, data, size, guest.registers()[0])

    return write


def far_end_of_stream(folder: Path) -> Command:
    """A small file that would have to be inflated for minutes to reach its end."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(16 * MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    data = b"\x78\xda" + piece * 4096
    return _write_stream(folder, data, 64 * GIB, registers(64 * GIB - PAGE_SIZE))


def _write_stream(
    folder: Path, data: bytes, size: int, vcpu: dict[str, int]
) -> Command:
    layout = CheckpointSpec(regions=((0, size),), vcpus=[vcpu])
    image = MemoryImage(layout.regions, lambda gpa, length: bytes(length))
    groups = build_groups(layout, image)
    memory = next(group for group in groups if group.name == "memory")
    memory.tags.append(Tag("Memory", (0, 0), data, decoded_size=size))
    state = folder / "guest.vmss"
    write_state(state, groups)
    return ["info", state, "--json"]


def _zlib_stream(start: bytes, size: int) -> bytes:
    packer = zlib.compressobj(9)
    pieces = [packer.compress(start)]
    left = size - len(start)
    zeros = bytes(16 * MIB)
    while left:
        pieces.append(packer.compress(zeros[: min(left, len(zeros))]))
        left -= min(left, len(zeros))
    return b"".join((*pieces, packer.flush()))


def _fastlz_stream(size: int) -> bytes:
    """Return level 1: one literal, then the longest matches (264 bytes in 3)."""
    whole, rest = divmod(size - 1, 264)
    tail = (
        b"\xe0" + bytes([rest - 9]) + b"\0"
        if rest >= 9
        else bytes([rest - 1]) + bytes(rest)
    )
    return b"\0\0" + b"\xe0\xff\0" * whole + (tail if rest else b"")


def last_page_of_stream(codec: str, size: int) -> Case:
    """A vCPU whose page tables lie at the end of the stream."""

    def write(folder: Path) -> Command:
        data = _zlib_stream(b"", size) if codec == "zlib" else _fastlz_stream(size)
        return _write_stream(folder, data, size, registers(size - PAGE_SIZE))

    return write


def slow_blocks(folder: Path) -> Command:
    """Blocks that take long to decode, with tables that lead from one to another."""
    rng, count = random.Random(3), 24
    ends = [n * _BLOCK + _BLOCK - PAGE_SIZE for n in range(count)]
    blocks = []
    for _ in range(count):
        page = table(*(ends[rng.randrange(count)] | 3 for _ in range(512)))
        # repetitions of 3 bytes, the shortest there are
        repeats, literals = divmod(_BLOCK - PAGE_SIZE - 1, 3)
        stream = bytes([0x20 | literals]) + b"A" * (literals + 1) + b"\x20\0" * repeats
        stream += b"".join(
            b"\x1f" + page[at : at + 32] for at in range(0, PAGE_SIZE, 32)
        )
        blocks.append(struct.pack("<QQ", _BLOCK, len(stream)) + stream)
    ram = HostileRam(count * _BLOCK)
    state = ram.write(folder, [registers(ends[n % count]) for n in range(64)])
    (folder / "guest.vmem").write_bytes(b"".join(blocks))
    return ["info", state, "--json"]


CASES: dict[str, Case] = {
    "chain of the smallest blocks": most_blocks,
    "chain, 64 page tables in 64 blocks": scattered("info", 80),
    "chain, 512 page tables in 512 blocks": scattered("info", 1024),
    "chain of blocks that decode slowly": slow_blocks,
    "zlib stream of 1 GiB": stream("zlib", GIB),
    "FastLZ stream of 1 GiB": stream("FastLZ", GIB),
    "zlib stream, read at 1 GiB": last_page_of_stream("zlib", GIB),
    "zlib stream, to be read at 64 GiB": far_end_of_stream,
    "FastLZ stream, read at 1 GiB": last_page_of_stream("FastLZ", GIB),
}
