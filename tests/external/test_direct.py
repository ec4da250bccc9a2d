"""Checkpoints that crash and Volatility 3 open by themselves, beside our core.

Both readers have limits: crash takes TILING page numbers and no padding, Volatility
3 wants page numbers and a memory file.
"""

import hashlib
import json

import pytest

from tests.external.crash import ask, installed, newest, parse_registers
from tests.external.tools import run_script
from tests.lab.checkpoints import LAYOUTS, wrap
from tests.lab.selection import on

pytestmark = pytest.mark.external

SAMPLE = 24
"""Pages read with crash, which prints them in words."""


def checkpoint(opened, layout):
    """Return the guest's state file in a layout."""
    if layout == "raw":
        return opened.state
    folder = opened.folder / layout
    if not folder.exists():
        folder.mkdir()
        wrap(opened.guest, LAYOUTS[layout], folder)
    return next(p for p in folder.iterdir() if p.suffix in (".vmss", ".vmsn"))


def sample(opened):
    """Return some of the pages whose bytes QEMU told."""
    chosen = sorted(opened.guest.pages)
    return chosen[:: len(chosen) // SAMPLE]


def parse_page(told):
    """Return the hash of a page that ``rd`` printed, two words a line."""
    lines = [line.split(":", 1)[1].split()[:2] for line in told.splitlines()]
    words = [int(word, 16).to_bytes(8, "little") for line in lines for word in line]
    return hashlib.sha256(b"".join(words)).hexdigest()


@pytest.mark.parametrize(
    "program",
    [pytest.param(installed, id="debian-12"), pytest.param(newest, id="newest")],
)
@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("stable-pti", "raw"),
        ("panic", "embedded"),
        ("above-hole", "raw"),
        ("above-hole", "embedded"),
        ("five-level", "known-zero"),
        ("old-no-kaslr", "no-regions"),
    ],
)
def test_crash_reads_the_checkpoint_and_our_core_alike(opened, layout, program):
    pages = sample(opened)
    commands = ["help -r", *(f"rd -p {gpa:x} 512" for gpa in pages)]
    state = checkpoint(opened, layout)
    ours = ask(program(), opened, *commands)
    theirs = ask(program(), opened, *commands, memory=state)
    expected = {gpa: opened.guest.pages[gpa] for gpa in pages}
    for told in (ours, theirs):
        read = {gpa: parse_page(t) for gpa, t in zip(pages, told[1:], strict=True)}
        assert read == expected
    registers = [parse_registers(told[0]) for told in (ours, theirs)]
    for mine, other in zip(*registers, strict=True):
        assert set(other) >= {"rax", "r15", "rip", "rsp", "eflags", "cr3"}
        assert other == {name: mine[name] for name in other}


@pytest.mark.parametrize("layout", ["raw", "hole-start"])
@on("stable-pti", "above-hole", "i686-above-4g")
def test_volatility_reads_the_bytes_of_the_checkpoint_that_qemu_read(opened, layout):
    """Those of our core are compared in test_volatility.py."""
    pages = opened.guest.pages
    vmem = checkpoint(opened, layout).with_suffix(".vmem")
    told = run_script("volatility_script.py", "vmware", vmem, *pages)
    assert {int(gpa): found for gpa, found in json.loads(told).items()} == pages
