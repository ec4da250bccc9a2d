"""What only a whole conversion can tell."""

import struct

from guestcore.demo.checkpoint_writer import (
    CheckpointSpec,
    MemoryStorage,
    write_checkpoint,
)
from guestcore.pipeline import ConvertOptions, convert

BLOCK = 4 << 20
TWO_BACK = b"\x20A" + b"\xe0"
"""A literal A, then a repetition that begins one byte before the stream."""


def linked_block(size: int) -> bytes:
    """Return a block whose stream needs the last byte of the block before it."""
    more, last = divmod(size - 1 - 9, 255)
    stream = TWO_BACK + b"\xff" * more + bytes([last, 1])
    return struct.pack("<QQ", size, len(stream)) + stream


def test_blocks_that_refer_to_the_one_before_are_warned_of(tmp_path):
    spec = CheckpointSpec(memory=MemoryStorage.VMEM, memory_size=2 * BLOCK)
    written = write_checkpoint(
        tmp_path, "guest", spec, lambda gpa, size: bytes(size), suffix=".vmsn"
    )
    first = b"Z" * BLOCK
    chain = struct.pack("<QQ", BLOCK, BLOCK) + first + linked_block(BLOCK)
    written.memory.write_bytes(chain)
    result = convert(written.state, ConvertOptions())
    assert result.error is None
    assert [w for w in result.description.warnings if "1 block of the" in w]
    assert result.core.path.read_bytes().endswith(b"AZ" * (BLOCK // 2 - 1) + b"AZ")
