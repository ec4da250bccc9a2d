"""GNU readelf on our cores: a second opinion on their structure."""

import re
import subprocess

import pytest

from guestcore.model import PagingMode
from tests.core.made_guests import (
    GIB,
    MIB,
    linux,
    open_guest,
    random_pages,
    vcpus,
    write,
)

pytestmark = pytest.mark.external

TEXT = 0xFFFF_FFFF_9360_0000


def readelf(path, *options: str) -> str:
    call = ["readelf", "--wide", *options, path]
    done = subprocess.run(call, check=True, capture_output=True, text=True)
    assert "rror" not in done.stderr
    assert "arning" not in done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def core_64(tmp_path_factory):
    folder = tmp_path_factory.mktemp("readelf")
    (folder / "memory.vmem").write_bytes(random_pages(32 * MIB, 1))
    kernel = linux(
        PagingMode.LONG_4LEVEL,
        page_offset=0xFFFF_9A00_4000_0000,
        text_start=TEXT,
        text_end=TEXT + 4 * MIB,
        phys_base=8 * MIB - (TEXT - 0xFFFF_FFFF_8000_0000),
        vmcoreinfo=b"OSRELEASE=6.1.0\nPAGESIZE=4096\n",
    )
    regions = (0, 16 * MIB), (4 * GIB, 16 * MIB)
    with open_guest(folder / "memory.vmem", *regions, vcpus=vcpus(2)) as guest:
        write(guest, folder / "a.core", kernel)
    return folder / "a.core"


def test_elf64_headers(core_64):
    text = readelf(core_64, "--file-header")
    assert re.search(r"Type: +CORE", text)
    assert re.search(r"Machine: +Advanced Micro Devices X86-64", text)
    assert re.search(r"Start of program headers: +64 ", text)


def test_elf64_segments(core_64):
    rows = re.findall(
        r"^ +(NOTE|LOAD) +(.*)$", readelf(core_64, "--segments"), re.MULTILINE
    )
    assert [kind for kind, _ in rows] == ["NOTE", "LOAD", "LOAD", "LOAD", "LOAD"]
    fields = [row.split() for _, row in rows[1:]]
    assert [int(row[2], 16) for row in fields] == [0, 8 * MIB, 12 * MIB, 4 * GIB]
    assert int(fields[1][1], 16) == TEXT
    assert all(row[3] == row[4] and row[-1] == "0" for row in fields)


def test_elf64_notes(core_64):
    text = readelf(core_64, "--notes")
    rows = re.findall(r"^ +(CORE|QEMU|VMCOREINFO) +0x([0-9a-f]+)", text, re.MULTILINE)
    assert [(name, int(size, 16)) for name, size in rows] == [
        ("CORE", 336), ("CORE", 336), ("QEMU", 440), ("QEMU", 440), ("VMCOREINFO", 30),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("above", "elf_class"), [(False, "ELF32"), (True, "ELF64")], ids=["elf32", "elf64"]
)
def test_i386_cores(tmp_path, above, elf_class):
    regions = [(0, 16 * MIB), (4 * GIB if above else 32 * MIB, MIB)]
    (tmp_path / "memory.vmem").write_bytes(random_pages(17 * MIB, 2))
    found = vcpus(2, PagingMode.PAE)
    with open_guest(tmp_path / "memory.vmem", *regions, vcpus=found) as guest:
        write(guest, tmp_path / "a.core")
    text = readelf(tmp_path / "a.core", "--file-header", "--segments", "--notes")
    assert re.search(rf"Class: +{elf_class}", text)
    assert re.search(r"Machine: +Intel 80386", text)
    assert len(re.findall(r"^ +LOAD ", text, re.MULTILINE)) == 2
    assert re.findall(r"^ +CORE +0x([0-9a-f]+)", text, re.MULTILINE) == ["00000090"] * 2


def test_a_core_without_registers(tmp_path):
    (tmp_path / "memory.vmem").write_bytes(random_pages(MIB, 3))
    with open_guest(tmp_path / "memory.vmem") as guest:
        write(guest, tmp_path / "a.core")
    text = readelf(tmp_path / "a.core", "--segments")
    assert re.findall(r"^ +(NOTE|LOAD) ", text, re.MULTILINE) == ["NOTE", "LOAD"]
