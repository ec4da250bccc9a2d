"""Volatility 3. It has profiles for no kernel here: banners and bytes."""

import json
import re
import sys
from pathlib import Path

import pytest

from tests.external.tools import run, run_script
from tests.lab.selection import X86_64, on

pytestmark = pytest.mark.external

WIDE = (*X86_64, "i686-above-4g")
"""It has no reader for ELF32."""


def banners(path):
    """Return (address, text) of every banner that it finds."""
    program = Path(sys.executable).with_name("vol")
    told, _ = run([program, "-q", "-f", path, "banners.Banners"])
    found = re.findall(r"^(0x[0-9a-f]+)\t(.*)$", told, re.MULTILINE)
    return {(int(address, 16), text) for address, text in found}


@on(*(name for name in WIDE if name != "newest"))
def test_volatility_finds_the_banner_where_the_kernel_has_it(opened):
    words, truth = opened.guest.words, opened.guest.truth
    found = banners(opened.core)
    assert truth.banner in {text for _, text in found}
    if "linux_banner" in words.symbols:  # i686 kernels tell functions only
        place = words.symbols["linux_banner"] - truth.text_start + words.image_gpa
        assert (place, truth.banner) in found


@on(*WIDE)
def test_volatility_reads_the_bytes_that_qemu_read(opened):
    pages = opened.guest.pages
    told = run_script("volatility_script.py", "elf", opened.core, *pages)
    assert {int(gpa): found for gpa, found in json.loads(told).items()} == pages
