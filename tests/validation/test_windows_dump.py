"""Windows dumps, made up by their published header, judged and damaged."""

import random
import struct
from pathlib import Path

import pytest

from guestcore.errors import Cancelled, ErrorKind, GuestCoreError
from guestcore.validation.result import Outcome, Verdict
from guestcore.validation.windows_dump import check_windows_dump
from guestcore.validation.windows_file import open_windows_file
from tests.standins.vmss2core import dump_header
from tests.validation.subjects import Made, patched

HEADER = 0x2000
MIB = 1 << 20


@pytest.fixture(scope="session")
def dump(made, tmp_path_factory) -> Path:
    """A dump of the made-up guest; whoever patches it restores it."""
    path = tmp_path_factory.mktemp("dump") / "memory.dmp"
    regions = made.guest.memory.regions
    runs = [(region.gpa >> 12, region.size >> 12) for region in regions]
    with path.open("wb") as file:
        file.write(dump_header(runs, len(made.guest.vcpus)))
        for region in regions:
            file.write(made.guest.memory.read(region.gpa, region.size))
    return path


def outcomes(path: Path, made: Made | None = None, **options) -> dict[str, Outcome]:
    report = check_windows_dump(path, made and made.guest, **options)
    return {check.name: check.outcome for check in report.checks}


def detail(path: Path, name: str, made: Made | None = None, **options) -> str:
    report = check_windows_dump(path, made and made.guest, **options)
    return next(check.detail for check in report.checks if check.name == name)


@pytest.mark.parametrize("full", [False, True])
def test_a_sound_dump_passes(dump, made, full):
    report = check_windows_dump(dump, made.guest, full=full)
    assert report.verdict is Verdict.VALID
    assert [check.name for check in report.checks] == ["header", "size", "content"]
    assert "46 MiB" in detail(dump, "size")


def test_without_a_source_memory_is_not_compared(dump):
    assert outcomes(dump)["content"] is Outcome.SKIP


@pytest.mark.parametrize(
    ("offset", "data", "check", "said"),
    [
        (0x30, b"\x34\x12\0\0", "header", "machine type 0x1234"),
        (0x10, bytes(8), "header", "no page tables"),
        (0x10, b"PAGEPAGE", "header", "no page tables"),
        (0x88, b"\x03\0\0\0", "size", "pages"),
        (0x88, b"\0\0\0\0", "size", "0 runs"),
        (0x88, b"PAGE", "size", "runs of memory are announced"),
        (0x90, b"\x01" + bytes(7), "size", "header says 1"),
        (0xA8, bytes(8), "size", "follows one that ends"),
        (0xF98, b"\x04\0\0\0", "size", "type 4"),
        (0xF98, b"PAGE", "size", "do not hold the memory"),
        (0xF98, b"\x05\0\0\0", "size", "bitmap"),
    ],
)
def test_what_makes_it_useless_fails(dump, offset, data, check, said):
    with patched(dump, offset, data):
        assert outcomes(dump)[check] is Outcome.FAIL
        assert said in detail(dump, check)


@pytest.mark.parametrize(
    ("offset", "data", "check", "said"),
    [
        (0x80, b"PAGEPAGE", "header", "debugger data"),
        (0x20, b"PAGEPAGE", "header", "loaded modules"),
        (0x34, b"\x07\0\0\0", "header", "7 processors, the source 3"),
        (0xFA0, b"\x01" + bytes(7), "size", "1 bytes are needed"),
    ],
)
def test_what_only_some_tools_need_warns(dump, made, offset, data, check, said):
    with patched(dump, offset, data):
        assert outcomes(dump, made)[check] is Outcome.WARN
        assert said in detail(dump, check, made)


def test_a_cut_dump_fails(dump, made, tmp_path):
    path = tmp_path / "cut.dmp"
    path.write_bytes(dump.read_bytes()[: -3 * MIB])
    found = outcomes(path, made)
    assert (found["size"], found["content"]) == (Outcome.FAIL, Outcome.WARN)


def test_bytes_behind_the_memory_warn(dump, tmp_path):
    path = tmp_path / "long.dmp"
    path.write_bytes(dump.read_bytes() + bytes(5))
    assert outcomes(path)["size"] is Outcome.WARN
    assert "5 bytes follow" in detail(path, "size")


def test_a_few_pages_may_be_filled_in_for_windbg(dump, made):
    with patched(dump, HEADER + 20 * MIB, b"\x5a" * 4096):
        found = outcomes(dump, made, full=True)
        assert found["content"] is Outcome.WARN
        assert "1 page with other bytes" in detail(dump, "content", made, full=True)


@pytest.mark.parametrize("full", [False, True])
def test_other_memory_fails(dump, made, full):
    with patched(dump, HEADER + 20 * MIB, b"\x5a" * (4 * MIB)):
        assert outcomes(dump, made, full=full)["content"] is Outcome.FAIL


def test_memory_that_lies_at_another_address_fails(dump, made):
    """The old trouble above 3 GiB: right bytes at wrong addresses."""
    with patched(dump, 0xA8, struct.pack("<Q", (4 << 30 >> 12) + 256)):
        assert outcomes(dump, made)["content"] is not Outcome.PASS


def test_a_full_check_can_be_stopped(dump, made):
    class Stop:
        def report(self, phase, done, total):
            if total:
                raise Cancelled

    with pytest.raises(Cancelled):
        check_windows_dump(dump, made.guest, full=True, progress=Stop())


def header_32() -> bytes:
    header = bytearray(b"PAGE" * 1024)
    for at, form, *values in (
        (4, "<4s", b"DUMP"),
        (0x10, "<I", 0x39000),
        (0x18, "<I", 0x80001000),
        (0x20, "<II", 0x14C, 1),
        (0x60, "<IIIII", 0x80002000, 1, 16, 0, 16),
        (0xF88, "<I", 1),
        (0xFA0, "<Q", 0x1000 + 16 * 4096),
    ):
        struct.pack_into(form, header, at, *values)
    return bytes(header)


def test_dumps_of_32_bit_windows_are_judged_too(tmp_path):
    path = tmp_path / "memory.dmp"
    path.write_bytes(header_32() + bytes(16 * 4096))
    assert outcomes(path) == {
        "header": Outcome.PASS,
        "size": Outcome.PASS,
        "content": Outcome.SKIP,
    }
    assert detail(path, "header").startswith("32-bit Windows dump of x86,")


def bitmap_dump(sign=b"SDMPDUMP", first=0x4000, present=3, pages=64) -> bytes:
    header = bytearray(dump_header([], 1))
    struct.pack_into("<I", header, 0xF98, 5)
    struct.pack_into("<Q", header, 0xFA0, 0x4000 + 3 * 4096)
    second = struct.pack("<8s24xQQQ", sign, first, present, pages)
    return bytes(header) + second.ljust(0x2000, b"\0") + bytes(3 * 4096)


@pytest.mark.parametrize("sign", [b"SDMPDUMP", b"FDMPDUMP"])
def test_a_dump_with_a_bitmap_is_judged_by_its_size(tmp_path, made, sign):
    path = tmp_path / "memory.dmp"
    path.write_bytes(bitmap_dump(sign))
    found = outcomes(path, made)
    assert (found["size"], found["content"]) == (Outcome.PASS, Outcome.SKIP)


@pytest.mark.parametrize(
    "fields",
    [
        {"sign": b"PAGEPAGE"},
        {"first": 0x4001},
        {"first": 1 << 40},
        {"present": 65},
        {"present": 1 << 60, "pages": 1 << 61},
    ],
)
def test_a_bitmap_that_contradicts_itself_fails(tmp_path, fields):
    path = tmp_path / "memory.dmp"
    path.write_bytes(bitmap_dump(**fields))
    assert outcomes(path)["size"] is Outcome.FAIL


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", ErrorKind.UNKNOWN_FORMAT),
        (b"PAGE", ErrorKind.UNKNOWN_FORMAT),
        (b"\x7fELF" * 4096, ErrorKind.UNKNOWN_FORMAT),
        (b"PAGEDU64", ErrorKind.TRUNCATED),
        (b"PAGEDU64" + bytes(8000), ErrorKind.TRUNCATED),
        (b"PAGEDUMP" + bytes(4000), ErrorKind.TRUNCATED),
    ],
)
def test_what_is_no_dump_is_refused(tmp_path, data, kind):
    path = tmp_path / "memory.dmp"
    path.write_bytes(data)
    with pytest.raises(GuestCoreError) as caught:
        check_windows_dump(path)
    assert caught.value.kind is kind
    assert caught.value.hint


def test_any_header_ends_in_a_verdict(tmp_path, made):
    rng = random.Random(7)
    path = tmp_path / "memory.dmp"
    for _ in range(200):
        header = bytearray(rng.choice([dump_header([(0, 9)], 1), header_32()]))
        for _ in range(rng.randrange(1, 30)):
            at = rng.randrange(8, len(header) - 8)
            value = rng.choice([0, 1, 0xFFFF_FFFF_FFFF_FFFF, rng.getrandbits(64)])
            at = rng.choice([at, 0x88, 0x90, 0x98, 0xA0, 0x64, 0x68, 0x6C, 0xF98])
            struct.pack_into("<Q", header, at, value)
        path.write_bytes(header + bytes(rng.randrange(0, 5) * 4096))
        check_windows_dump(path, made.guest, full=bool(rng.randrange(2)))
        with open_windows_file(path) as file:
            assert len(file.loads) <= 86
