"""The most that a hostile file may cost: 5 s and 200 MiB at the largest counts."""

import json
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from guestcore.checkpoint import layout
from tests.builders.saved_states import CPU, TWO_REGIONS, pages
from tests.builders.state_bytes import (
    END,
    RawGroup,
    block,
    chain,
    item,
    literal_fastlz,
    num,
    packed,
    state_bytes,
)

ROOT = Path(__file__).parents[2]
SOUND = [RawGroup("cpu", CPU + END), RawGroup("memory", TWO_REGIONS + END)]
MEASURE = """
import json, sys, time
from pathlib import Path
from guestcore.errors import GuestCoreError
from guestcore.sources import open_guest
from guestcore.sources.listing import list_tags
path, listing = Path(sys.argv[1]), sys.argv[2] == "list"
started = time.process_time()
try:
    if listing:
        result = sum(1 for tag in list_tags(path))
    else:
        with open_guest(path) as guest:
            result = guest.problem.kind if guest.problem else len(guest.vcpus)
except GuestCoreError as error:
    result = error.kind
seconds = time.process_time() - started
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else ["VmHWM: 0 kB"]
peak = next(int(line.split()[1]) << 10 for line in lines if line.startswith("VmHWM"))
print(json.dumps([result, seconds, peak]))
"""
MANY_VCPUS = num("cpu:numVCPUs", 4096, 4)


def measure(path, what="open"):
    """Return result, CPU seconds and peak memory of a process that opens a file."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, path, what],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    return json.loads(done.stdout)


def all_registers():
    return b"".join(
        b"".join(num(name, 1 << 63, 8, vcpu) for name in layout.PACKED_GENERAL_ORDER)
        + b"".join(num("CR64", 0x8000_0021, 8, vcpu, n) for n in (0, 3, 4))
        + b"".join(num("S", 0x10, 4, vcpu, n) for n in range(8))
        + num("IDTR", 0x1000, 4, vcpu, 1)
        for vcpu in range(4096)
    )


def many_tags():
    rest = layout.MAX_TAGS - 28 * 4096 - 1000
    tags = MANY_VCPUS + all_registers() + num("CR64", 1, 8, 4095, 2) * rest
    return state_bytes({"cpu": tags, "memory": TWO_REGIONS})


def many_blocks():
    tags = block("gpregs", b"", 0) * (layout.MAX_TAGS - 1000)
    return state_bytes({"cpu": MANY_VCPUS + tags, "memory": TWO_REGIONS})


def many_groups():
    groups = [RawGroup(f"g{n}", item("x") * 480 + END) for n in range(4094)]
    return state_bytes([*SOUND, *groups])


def packed_registers():
    tags = (
        packed("gpregs", zlib.compress(bytes(128)), 128, vcpu)
        + packed("CR64", chain(bytes(72), 5), 72, vcpu)
        + packed("IDTR", literal_fastlz(bytes(10), 1), 10, vcpu)
        + packed("GDTR", b"\xff" * 1000, 1000, vcpu)
        for vcpu in range(4096)
    )
    return state_bytes({"cpu": MANY_VCPUS + b"".join(tags), "memory": TWO_REGIONS})


def slow_stream(size):
    """Return FastLZ that gives three bytes for every two, and how many."""
    return b"\x20A" + b"\x20\0" * (size // 2 - 1), 1 + 3 * (size // 2 - 1)


def slow_streams():
    text, bitmap = slow_stream(21_000 * 2), slow_stream(2_796_000)
    return state_bytes(
        {
            "cpu": CPU,
            "memory": TWO_REGIONS + packed("MainMemKnownZero", *bitmap),
            "Snapshot": packed("cfgFile", *bitmap) * 50,
            "Checkpoint": packed("ProductName", *text) * 2000,
        }
    )


def blocks_with_gaps():
    tags = block("b", bytes(600)) * 120_000
    return state_bytes([RawGroup("Checkpoint", tags + END), *SOUND])


def settings():
    text = b"\n".join(b"a%d = 1" % number for number in range(199_000))
    return state_bytes(
        {"cpu": CPU, "memory": TWO_REGIONS, "Snapshot": block("cfgFile", text)}
    )


def many_regions():
    tags = b"".join(num("regionPPN", n, 4, n) for n in range(190_000))
    return state_bytes({"cpu": CPU, "memory": tags})


@pytest.mark.parametrize(
    ("make", "result", "seconds"),
    [
        (many_tags, 4096, 5),
        (many_blocks, 4096, 5),
        (many_groups, 1, 5),
        (packed_registers, 4096, 5),
        (slow_streams, 1, 2),
        (blocks_with_gaps, 1, 2),
        (settings, 1, 2),
        (many_regions, "damaged", 2),
    ],
)
def test_opening_is_bounded_in_time_and_memory(tmp_path, make, result, seconds):
    path = tmp_path / "guest.vmss"
    path.write_bytes(make())
    path.with_suffix(".vmem").write_bytes(pages(64))
    found, spent, peak = measure(path)
    assert found == result
    assert spent < seconds
    assert peak < 200 << 20


def test_listing_is_bounded_in_time_and_memory(tmp_path):
    path = tmp_path / "guest.vmss"
    path.write_bytes(many_tags())
    found, spent, peak = measure(path, "list")
    assert found > 1_990_000
    assert spent < 5
    assert peak < 200 << 20
