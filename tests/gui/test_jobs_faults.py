"""A helper process that dies while it decodes fails its job alone, with the reason."""

import os
import signal
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.gui

pytest.importorskip("PySide6.QtWidgets", reason="the extra gui is missing")

from guestcore.demo.fastlz_encoder import encode_chain_block  # noqa: E402  Qt may be missing
from guestcore.files.decode_worker import MAX_BLOCK  # noqa: E402  as above
from guestcore.model import PAGE_SIZE  # noqa: E402  as above
from guestcore_gui.jobs.job import JobState  # noqa: E402  as above
from tests.builders.saved_states import pages, write_pair  # noqa: E402  as above
from tests.builders.state_bytes import regions  # noqa: E402  as above
from tests.gui.queues import Queue, demo_state  # noqa: E402  as above

BLOCKS = 96


@pytest.fixture
def queue(qt, work, tmp_path):
    made = Queue(qt, work, tmp_path)
    yield made
    made.end()


def compressed_state(folder):
    """A snapshot whose memory takes some seconds to decode."""
    folder.mkdir()
    block = encode_chain_block(pages(MAX_BLOCK // PAGE_SIZE))
    memory = regions((0, BLOCKS * MAX_BLOCK // PAGE_SIZE))
    return write_pair(folder, block * BLOCKS, memory, stem="slow", suffix=".vmsn")


def helpers():
    """The processes that decode for this one."""
    found = []
    for task in Path("/proc/self/task").iterdir():
        for number in (task / "children").read_text().split():
            words = Path("/proc", number, "cmdline").read_bytes().split(b"\0")
            if b"_decode-blocks" in words:
                found.append(int(number))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_helper_that_dies_fails_its_job_and_no_other(qt, queue, tmp_path):
    job = queue.add(compressed_state(tmp_path / "slow"))
    other = queue.add(demo_state(tmp_path), "b.core")
    queue.wait_for_writing(job)
    qt.wait(helpers)
    for number in helpers():
        os.kill(number, signal.SIGKILL)
    queue.wait_until_over(job, other)
    assert job.state is JobState.FAILED
    assert "killed" in str(job.reason)
    assert other.state is JobState.DONE
    assert queue.names() == ["b.core"]
