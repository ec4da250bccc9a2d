"""Searching memory that has to be decoded: in its own order, with the same finds."""

import struct

import pytest

from guestcore.demo.fastlz_encoder import encode_chain_block
from guestcore.files.block_chain import ChainImage
from guestcore.files.source_file import SourceFile
from guestcore.guest.memory import GuestMemory
from guestcore.insight.scan import scan_memory
from guestcore.insight.vmcoreinfo import NOTE_NAME, NOTE_NAME_AT, TEXT_START
from guestcore.model import MemoryRegion
from guestcore.progress import NoProgress

MIB = 1 << 20
SIZE = 20 * MIB
REGIONS = [MemoryRegion(1 << 32, 10 * MIB, 0), MemoryRegion(0, 10 * MIB, 10 * MIB)]
"""The region of the higher addresses comes first in the file."""


@pytest.fixture
def images(tmp_path):
    """The same memory, raw and compressed, with texts across the ends of blocks."""
    memory = bytearray(SIZE)
    for offset in (4096, 4 * MIB - 5, 8 * MIB - 1, 13 * MIB):
        memory[offset : offset + len(TEXT_START)] = TEXT_START
    note = 5 * MIB + NOTE_NAME_AT
    memory[note : note + len(NOTE_NAME)] = NOTE_NAME
    for page in (3 * MIB, 19 * MIB):
        struct.pack_into("<Q", memory, page + 4088, page | 1)
    raw = tmp_path / "raw.vmem"
    raw.write_bytes(memory)
    chain = tmp_path / "chain.vmem"
    blocks = (memory[at : at + 4 * MIB] for at in range(0, SIZE, 4 * MIB))
    chain.write_bytes(b"".join(encode_chain_block(bytes(block)) for block in blocks))
    with SourceFile(raw) as plain, SourceFile(chain) as compressed:
        yield plain, ChainImage(compressed, 0, compressed.size)


def test_the_same_is_found_as_in_raw_memory(images):
    plain, decoded = (
        scan_memory(GuestMemory(image, REGIONS), NoProgress()) for image in images
    )
    assert sorted(decoded.texts) == sorted(plain.texts)
    assert sorted(decoded.notes) == sorted(plain.notes)
    assert sorted(decoded.roots) == sorted(plain.roots)
    high = 1 << 32
    assert sorted(decoded.texts) == [
        3 * MIB,
        high + 4096,
        high + 4 * MIB - 5,
        high + 8 * MIB - 1,
    ]
    assert decoded.notes == [high + 5 * MIB]
    assert [gpa for gpa, _ in decoded.roots] == [high + 3 * MIB, 9 * MIB]
