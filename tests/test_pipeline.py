"""What only a whole conversion can tell."""

import os
import struct
from pathlib import Path

import pytest

from guestcore.demo.checkpoint_writer import (
    CheckpointSpec,
    MemoryStorage,
    write_checkpoint,
)
from guestcore.demo.machine import write_demo
from guestcore.pipeline import CheckDepth, ConvertOptions, convert, is_converted

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


@pytest.fixture
def converted(tmp_path):
    state = write_demo(tmp_path / "demo")
    return state, convert(state, ConvertOptions(check=CheckDepth.NONE)).core.path


def test_a_state_with_a_core_is_converted(converted):
    state, core = converted
    assert is_converted(state) == core


def test_a_core_older_than_its_state_does_not_count(converted):
    state, core = converted
    os.utime(core, (1, 1))
    assert is_converted(state) is None
    os.utime(state, (1, 1))
    assert is_converted(state) == core


@pytest.mark.parametrize(
    "head", [b"", b"\x7fELF", b"\x7fELF" + bytes(12) + b"\2\0", b"x" * 64]
)
def test_another_file_under_the_name_of_the_core_does_not_count(converted, head):
    state, core = converted
    core.write_bytes(head)
    assert is_converted(state) is None


def test_a_compressed_core_counts(converted):
    state, core = converted
    core.write_bytes(b"KDUMP   " + bytes(100))
    assert is_converted(state) == core


def test_a_windows_dump_counts(converted):
    state, core = converted
    core.unlink()
    dump = state.with_suffix(".dmp")
    dump.write_bytes(b"PAGEDU64" + bytes(100))
    assert is_converted(state) == dump


def test_nothing_or_a_folder_is_no_core(tmp_path):
    state = tmp_path / "a.vmss"
    assert is_converted(state) is None
    state.write_bytes(b"")
    (tmp_path / "a.core").mkdir()
    assert is_converted(state) is None
    assert is_converted(Path("a\0b.vmss")) is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
def test_a_pipe_under_the_name_of_the_core_is_not_opened(tmp_path):
    state = tmp_path / "a.vmss"
    state.touch()
    os.mkfifo(tmp_path / "a.core")
    assert is_converted(state) is None
