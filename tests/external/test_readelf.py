"""readelf of binutils."""

import re

import pytest

from tests.external.tools import run
from tests.lab.selection import ALL, on

pytestmark = pytest.mark.external


@on(*ALL)
def test_readelf_reads_headers_and_notes_without_a_warning(opened):
    told, complaints = run(["readelf", "-W", "-h", "-l", "-n", opened.core])
    vcpus = len(opened.guest.vcpus)
    assert complaints == ""
    assert "Warning" not in told
    assert re.search(r"Type:\s+CORE \(Core file\)", told)
    assert f"Class:                             {opened.told['core']['class']}" in told
    assert len(re.findall(r"^  CORE .*NT_PRSTATUS", told, re.MULTILINE)) == vcpus
    assert len(re.findall(r"^  QEMU ", told, re.MULTILINE)) == vcpus
    assert len(re.findall(r"^  VMCOREINFO ", told, re.MULTILINE)) == 1
