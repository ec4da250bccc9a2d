"""SIGKILL at any point: no half file under the final name, sources unchanged."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.core.made_guests import MIB, open_guest, patchy_image, write

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
ROOT = Path(__file__).parent.parent.parent
PAGES = 24 * MIB // 4096
SEED = 20260203


@pytest.fixture(scope="module")
def killed(tmp_path_factory):
    """Folder, digest of the source before, and what every killed writer left."""
    folder = tmp_path_factory.mktemp("killed")
    image = patchy_image(folder / "memory.vmem", PAGES)
    done = subprocess.run(
        [sys.executable, "-m", "tests.core.killed_writer", folder, str(SEED)],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return folder, hashlib.sha256(image).digest(), json.loads(done.stdout)


@pytest.fixture(scope="module")
def whole(killed, tmp_path_factory) -> bytes:
    """The core as a writer that nobody kills makes it."""
    folder = killed[0]
    path = tmp_path_factory.mktemp("whole") / "a.core"
    with open_guest(folder / "memory.vmem") as guest:
        write(guest, path)
    return path.read_bytes()


def test_the_writers_were_killed(killed):
    *early, last = killed[2].values()
    deaths = [os.waitstatus_to_exitcode(result["status"]) for result in early]
    assert set(deaths) <= {0, -signal.SIGKILL}
    assert deaths.count(-signal.SIGKILL) > len(deaths) // 2
    assert os.waitstatus_to_exitcode(last["status"]) == 0


def test_only_a_whole_core_ever_had_the_name(killed, whole):
    for name, result in killed[2].items():
        size = result.get("left", {}).get("a.core")
        assert size in (None, len(whole)), name
        early = name.startswith(("writing", "flushing")) or name == "before link"
        assert not (early and size), name


def test_at_most_one_leftover_exists_so_each_run_removed_the_last(killed):
    for name, result in killed[2].items():
        left = set(result.get("left", {})) - {"a.core", "memory.vmem"}
        assert len(left) <= 1, name


def test_the_last_run_left_the_core_alone(killed, whole):
    folder = killed[0]
    assert sorted(p.name for p in folder.iterdir()) == ["a.core", "memory.vmem"]
    assert (folder / "a.core").read_bytes() == whole


def test_the_source_is_as_it_was(killed):
    folder, digest, _ = killed
    data = (folder / "memory.vmem").read_bytes()
    assert hashlib.sha256(data).digest() == digest
