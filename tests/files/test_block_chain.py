import contextlib
import os
import random
import signal
import struct
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guestcore.demo.fastlz_encoder import encode, encode_chain_block
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files import decode_helper
from guestcore.files.block_chain import ChainImage, looks_like_chain
from guestcore.files.decode_worker import GREETING, REPLY, REQUEST, Status
from guestcore.files.fastlz import MAX_DISTANCE
from guestcore.files.source_file import SourceFile

MIB = 1 << 20
BLOCK = 4 * MIB
HEADER = struct.Struct("<QQ")


@cache
def sample_blocks():
    """Blocks of all kinds, short ones too; quick to make."""
    source = random.Random(7)
    words = [source.randbytes(source.randrange(2, 40)) for _ in range(500)]
    text = b"".join(source.choices(words, k=2500))
    noise = source.randbytes(100_000)
    return (
        (text * 90)[:BLOCK],
        bytes(BLOCK),
        noise,
        (noise + text)[: 64 * 4096],
        text[:4096],
        (text[5:] * 90)[:BLOCK],
        source.randbytes(8192) + bytes(4096),
    )


@cache
def sample_chain():
    return b"".join(map(encode_chain_block, sample_blocks()))


MEMORY_SIZE = sum(map(len, sample_blocks()))


def sample_memory():
    return b"".join(sample_blocks())


def header_places(chain):
    at, places = 0, []
    while at < len(chain):
        places.append(at)
        at += HEADER.size + HEADER.unpack_from(chain, at)[1]
    return places


@pytest.fixture
def open_file(tmp_path):
    files = []

    def build(data, name="guest.vmem"):
        path = tmp_path / name
        path.write_bytes(data)
        files.append(SourceFile(path))
        return files[-1]

    yield build
    for file in files:
        file.close()


@pytest.fixture
def open_chain(open_file):
    def build(chain, size=None):
        file = open_file(chain)
        return ChainImage(file, 0, file.size, size)

    return build


def join(image, *span, **options):
    parts, reached = [], span[0] if span else 0
    for offset, data in image.blocks(*span, **options):
        assert offset == reached
        parts.append(bytes(data))
        reached += len(data)
    return b"".join(parts)


# recognising


def test_a_chain_is_recognised(open_file):
    assert looks_like_chain(open_file(sample_chain()))


def test_a_chain_inside_a_file_is_recognised(open_file):
    file = open_file(b"tags" + sample_chain() + b"tags")
    assert looks_like_chain(file, 4, file.size - 4)
    assert not looks_like_chain(file)


@pytest.mark.parametrize("length", [17, 40, 1000, 17_000])
def test_a_chain_cut_in_its_first_block_is_recognised(open_file, length):
    assert looks_like_chain(open_file(sample_chain()[:length]))


RAW = {
    "empty": b"",
    "zeros": bytes(9000),
    "real-mode vectors": bytes.fromhex("53ff00f0") * 1000,
    "a header alone": HEADER.pack(4096, 4096),
    "nothing stored": HEADER.pack(4096, 0) + bytes(9000),
    "more stored than given": HEADER.pack(10, 4096) + bytes(9000),
    "a block too large": HEADER.pack(BLOCK + 1, 4096) + bytes(9000),
    "more than any stream gives": HEADER.pack(BLOCK, 16_000) + bytes(30_000),
    "a level that does not exist": HEADER.pack(BLOCK, 20_000) + b"\xff" * 30_000,
    "no second header": HEADER.pack(4096, 4096) + bytes(4096) + b"\xff" * 4096,
}


@pytest.mark.parametrize("data", RAW.values(), ids=RAW)
def test_other_data_is_no_chain(open_file, data):
    assert not looks_like_chain(open_file(data))


# reading


def test_the_size_is_known_without_decoding(open_chain, monkeypatch):
    monkeypatch.setattr("guestcore.files.block_cache.Decoder", None)
    image = open_chain(sample_chain(), MEMORY_SIZE)
    assert (image.size, image.is_cut, image.trailing) == (MEMORY_SIZE, False, 0)


@pytest.mark.parametrize("helpers", [0, 1, 2, None])
def test_blocks_in_order_are_the_memory(open_chain, helpers):
    assert join(open_chain(sample_chain()), helpers=helpers) == sample_memory()


def test_any_part_by_offset_is_the_same(open_chain):
    image, memory = open_chain(sample_chain()), sample_memory()
    source = random.Random(1)
    for size in (1, 4096, 70_000, 5 * MIB):
        offset = source.randrange(MEMORY_SIZE - size)
        assert image.read_at(offset, size) == memory[offset : offset + size]
        buffer = bytearray(size)
        image.readinto_at(offset, memoryview(buffer))
        assert buffer == memory[offset : offset + size]


@pytest.mark.parametrize("helpers", [0, 2])
@pytest.mark.parametrize(
    ("start", "end"),
    [(0, 1), (5, BLOCK + 5), (BLOCK, BLOCK), (BLOCK - 1, None), (2 * BLOCK, 1 << 60)],
)
def test_a_part_in_order_is_cut_out_of_its_blocks(open_chain, start, end, helpers):
    image = open_chain(sample_chain())
    expected = sample_memory()[start:end]
    assert join(image, start, end, helpers=helpers) == expected


@pytest.mark.parametrize(
    ("offset", "size"), [(MEMORY_SIZE, 1), (MEMORY_SIZE - 1, 2), (-1, 1), (0, 1 << 62)]
)
def test_reading_outside_is_an_error(open_chain, offset, size):
    image = open_chain(sample_chain())
    with pytest.raises(GuestCoreError, match="ends early") as error:
        image.read_at(offset, size)
    assert error.value.kind is ErrorKind.TRUNCATED


def test_threads_can_share_an_image(open_chain):
    image, memory = open_chain(sample_chain()), sample_memory()

    def read(seed):
        offset = random.Random(seed).randrange(MEMORY_SIZE - 4096)
        return image.read_at(offset, 4096) == memory[offset : offset + 4096]

    with ThreadPoolExecutor(8) as pool:
        reads = pool.map(read, range(100))
        assert join(image, helpers=2) == memory
        assert all(reads)


def test_reading_by_offset_starts_no_process_and_keeps_little(open_chain, monkeypatch):
    monkeypatch.setattr(decode_helper.subprocess, "Popen", None)
    chain = encode_chain_block(bytes(BLOCK - 1) + b"x") * 30
    image = open_chain(chain)
    for number in range(30):
        assert image.read_at(number * BLOCK + BLOCK - 1, 1) == b"x"
    kept = sum(decoder.held for decoder in image._cache._decoders.values())
    assert BLOCK < kept == image._cache._held < 21 * MIB


def test_little_work_starts_no_process(open_chain, monkeypatch):
    monkeypatch.setattr(decode_helper.subprocess, "Popen", None)
    chain = encode_chain_block(bytes(BLOCK)) * 20
    assert join(open_chain(chain)) == bytes(20 * BLOCK)


def test_many_blocks_of_zeros_wait_for_a_slow_reader(open_chain):
    chain = encode_chain_block(bytes(BLOCK)) * 100 + sample_chain()
    blocks = open_chain(chain).blocks(helpers=2)
    next(blocks)
    time.sleep(0.3)
    seen = [(offset, len(data)) for offset, data in blocks]
    assert seen[98] == (99 * BLOCK, BLOCK)
    assert sum(seen[-1]) == 100 * BLOCK + MEMORY_SIZE


def test_pieces_end_with_a_page_where_blocks_do_not(open_chain):
    sizes = [100, 4096, 5000, 100_000, 3, 8192]
    memory = random.Random(3).randbytes(sum(sizes))
    rest, chain = memory, b""
    for size in sizes:
        chain += encode_chain_block(rest[:size])
        rest = rest[size:]
    image = open_chain(chain)
    pieces = list(image.blocks())
    assert all((offset + len(data)) % 4096 == 0 for offset, data in pieces[:-1])
    assert join(image) == memory
    assert join(image, 4096, 8192) == memory[4096:8192]


# faults


@pytest.mark.parametrize("extra", [0, 1, 15, 16, 17, 1000])
@pytest.mark.parametrize("number", range(len(sample_blocks())))
def test_a_file_that_is_cut_gives_whole_pages_up_to_there(open_chain, number, extra):
    chain = sample_chain()
    image = open_chain(chain[: header_places(chain)[number] + extra], MEMORY_SIZE)
    whole = sum(map(len, sample_blocks()[:number]))
    assert image.is_cut
    assert whole <= image.size < whole + len(sample_blocks()[number])
    assert image.size % 4096 == 0 or image.size == whole
    assert join(image, helpers=0) == sample_memory()[: image.size]
    assert image.read_at(0, image.size) == sample_memory()[: image.size]


@pytest.mark.parametrize("number", [0, 3, 5])
def test_of_a_block_that_is_cut_what_can_be_had_is_there(open_chain, number):
    chain = sample_chain()
    start, end = header_places(chain)[number : number + 2]
    image = open_chain(chain[: (start + end) // 2], MEMORY_SIZE)
    whole = sum(map(len, sample_blocks()[:number]))
    assert image.size > whole + 4096
    assert join(image, helpers=2) == sample_memory()[: image.size]


def test_a_chain_shorter_than_wanted_is_cut(open_chain):
    image = open_chain(sample_chain(), MEMORY_SIZE + 4096)
    assert image.size == MEMORY_SIZE
    assert join(image, helpers=0) == sample_memory()


def test_what_follows_the_wanted_memory_is_not_looked_at(open_chain):
    image = open_chain(sample_chain() + b"\xff" * 100, MEMORY_SIZE)
    assert (image.size, image.is_cut, image.trailing) == (MEMORY_SIZE, False, 100)


LIES = {
    "zeros": (0, 0),
    "nothing stored": (4096, 0),
    "more stored than given": (4095, 4096),
    "too large": (BLOCK + 1, 20_000),
    "beyond 64 bits": (4096, 2**64 - 1),
    "more than any stream gives": (BLOCK, 16_000),
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
@pytest.mark.parametrize("number", [1, 6])
def test_a_header_that_makes_no_sense_is_damage(open_chain, number, lie):
    chain = sample_chain()
    place = header_places(chain)[number]
    chain = chain[:place] + HEADER.pack(*lie) + chain[place + 16 :]
    with pytest.raises(GuestCoreError) as error:
        open_chain(chain, MEMORY_SIZE)
    assert error.value.kind is ErrorKind.DAMAGED
    assert f"block {number} " in error.value.message
    assert f"{place:#x}" in error.value.message
    assert "guest.vmem" in error.value.message


@pytest.mark.parametrize("helpers", [0, 2])
@pytest.mark.parametrize("change", [-1, 1])
def test_a_block_that_gives_another_size_is_damage(open_chain, change, helpers):
    chain = bytearray(sample_chain())
    place = header_places(chain)[3]
    size, stored = HEADER.unpack_from(chain, place)
    HEADER.pack_into(chain, place, size + change, stored)
    image = open_chain(bytes(chain))
    with pytest.raises(GuestCoreError, match=f"block 3 .*{place:#x}.* instead of"):
        join(image, helpers=helpers)
    with pytest.raises(GuestCoreError, match=f"block 3 .*{place:#x}.* instead of"):
        image.read_at(0, image.size)


@pytest.mark.parametrize("helpers", [0, 2])
def test_blocks_before_a_damaged_one_are_still_given(open_chain, helpers):
    chain = bytearray(sample_chain())
    place = header_places(chain)[5]
    chain[place + 1000 : place + 9000] = b"\xff" * 8000
    image = open_chain(bytes(chain))
    given = []
    with pytest.raises(GuestCoreError) as error:
        given.extend(len(data) for _, data in image.blocks(helpers=helpers))
    assert error.value.kind is ErrorKind.DAMAGED
    before = sum(map(len, sample_blocks()[:5]))
    assert sum(given) == before // 4096 * 4096


def test_endless_tiny_blocks_are_damage(open_chain):
    started = time.monotonic()
    with pytest.raises(GuestCoreError, match="small"):
        open_chain((HEADER.pack(1, 1) + b"x") * 200_000)
    assert time.monotonic() - started < 1


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=60,
    deadline=None,
)
@given(data=st.data())
def test_any_damage_ends_in_bytes_or_one_error(open_chain, data):
    blocks = [sample_blocks()[4], bytes(9000), sample_blocks()[6]]
    wrong = bytearray(b"".join(map(encode_chain_block, blocks)))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(wrong) - 1))
        wrong[at] = data.draw(st.integers(0, 255))
    try:
        image = open_chain(bytes(wrong[: data.draw(st.integers(1, len(wrong)))]))
        assert image.read_at(0, image.size) == join(image, helpers=0)
    except GuestCoreError as error:
        kind = error.kind
    else:
        kind = ErrorKind.DAMAGED
    assert kind is ErrorKind.DAMAGED


# linked blocks


def link(before, text):
    """A block that copies 60 bytes from *before*, then goes on with *text*."""
    far = MAX_DISTANCE - 1 if len(before) >= MAX_DISTANCE else len(before)
    output = b"!" + before[-far:][:60] + text
    literals = encode(text, level=2)
    code = bytes([0x20, ord("!")])
    code += bytes([0xFF, 51, 0xFF]) + (far + 1 - 8192).to_bytes(2, "big")
    stream = code + bytes([literals[0] & 31]) + literals[1:]
    return HEADER.pack(len(output), len(stream)) + stream, output


def linked_chain(count):
    """Returns a chain whose blocks, but for the first two, look back beyond theirs."""
    noise = random.Random(9).randbytes(3000)
    memory = (noise * 200)[: 2 * 65536]
    chain = encode_chain_block(memory[:65536]) + encode_chain_block(memory[65536:])
    for number in range(count):
        block, output = link(memory, bytes([number]) * 20_000)
        chain += block
        memory += output
    return chain, memory


@pytest.mark.parametrize("helpers", [0, 2])
def test_blocks_that_look_back_beyond_their_start_are_decoded(open_chain, helpers):
    chain, memory = linked_chain(12)
    image = open_chain(chain)
    assert join(image, helpers=helpers) == memory
    assert image.linked_blocks == 12


def test_linked_blocks_can_be_read_by_offset(open_chain):
    chain, memory = linked_chain(12)
    image = open_chain(chain)
    for offset in (len(memory) - 100, 0, len(memory) // 2, len(memory) - 20_050):
        assert image.read_at(offset, 90) == memory[offset : offset + 90]
    assert 0 < image.linked_blocks <= 12


@pytest.mark.parametrize("helpers", [0, 2])
def test_linked_blocks_can_be_begun_in_the_middle(open_chain, helpers):
    chain, memory = linked_chain(12)
    assert join(open_chain(chain), 250_000, helpers=helpers) == memory[250_000:]


def test_a_linked_block_that_is_cut_is_decoded(open_chain):
    chain, memory = linked_chain(3)
    image = open_chain(chain[:-40], len(memory))
    assert image.is_cut
    assert join(image, helpers=0) == memory[: image.size]


def test_what_lies_before_the_first_block_is_zero(open_chain):
    far = bytes.fromhex("2021ff33ffffff")
    chain = HEADER.pack(61, len(far)) + far
    image = open_chain(chain)
    assert image.read_at(0, 61) == join(image) == b"!" + bytes(60)
    assert image.linked_blocks == 1


def test_no_linked_blocks_are_counted_where_there_are_none(open_chain):
    image = open_chain(sample_chain())
    join(image, helpers=0)
    assert image.linked_blocks == 0


# helper processes


def children(parent="self"):
    """The helper processes and zombies of a process."""
    parent = int(Path(f"/proc/{parent}/stat").read_text().split()[0])
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, its_parent = status(folder.name)
            command = (folder / "cmdline").read_bytes().split(b"\0")
            if its_parent == parent and (state == "Z" or b"_decode-blocks" in command):
                found.append(int(folder.name))
    return sorted(found)


def status(pid):
    """Returns a process's state and its parent."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return fields[0], int(fields[1])


linux = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="processes are listed by /proc"
)


def long_chain():
    return encode_chain_block(sample_blocks()[0]) * 12


@linux
def test_helpers_are_gone_when_all_blocks_are_read(open_chain):
    image = open_chain(long_chain())
    blocks = image.blocks(helpers=2)
    next(blocks)
    assert len(children()) == 2
    assert sum(1 for _ in blocks) == 11
    assert children() == []


@linux
def test_stopping_early_ends_the_helpers_at_once(open_chain):
    blocks = open_chain(long_chain()).blocks(helpers=2)
    next(blocks)
    threads = threading.active_count()
    started = time.monotonic()
    blocks.close()
    assert time.monotonic() - started < 0.5
    assert children() == []
    assert threading.active_count() == threads - 2


@linux
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_helper_is_one_clear_error(open_chain, sign):
    blocks = open_chain(long_chain()).blocks(helpers=2)
    next(blocks)
    for helper in children():  # one that was still starting would not be missed
        os.kill(helper, sign)
    with pytest.raises(GuestCoreError) as error:
        list(blocks)
    assert error.value.kind is ErrorKind.INPUT
    assert f"killed by signal {int(sign)}" in error.value.message
    assert "guest.vmem" in error.value.message
    assert children() == []


@linux
def test_helpers_do_not_outlive_a_killed_parent(tmp_path):
    (tmp_path / "guest.vmem").write_bytes(long_chain() * 4)
    program = (
        "import sys, pathlib\n"
        "from guestcore.files.source_file import SourceFile\n"
        "from guestcore.files.block_chain import ChainImage\n"
        "file = SourceFile(pathlib.Path(sys.argv[1]))\n"
        "blocks = ChainImage(file, 0, file.size).blocks(helpers=2)\n"
        "next(blocks)\n"
        "print('ready', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "guest.vmem")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as parent:
        assert parent.stdout.readline() == b"ready\n"
        pids = children(parent.pid)
        parent.kill()
    assert len(pids) == 2
    deadline = time.monotonic() + 5
    while any(map(is_alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(is_alive, pids))


def is_alive(pid):
    try:
        return status(pid)[0] != "Z"
    except OSError:
        return False


COMMANDS = {
    "a Python that does not know itself": [""],
    "no such program": ["/nonexistent/python"],
    "a program that ends": [sys.executable, "-c", "raise SystemExit(1)"],
    "a program that says something else": [sys.executable, "-c", "print('hello ' * 9)"],
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_where_no_helper_starts_the_memory_is_decoded_here(
    open_chain, command, monkeypatch
):
    monkeypatch.setattr(decode_helper, "helper_command", lambda: command)
    assert join(open_chain(sample_chain()), helpers=2) == sample_memory()


LIARS = {
    "another size": "REPLY.pack(0, 5) + b'12345'",
    "more than fits": "REPLY.pack(0, 2**31)",
    "an unknown status": "REPLY.pack(77, 0)",
}


@pytest.mark.parametrize("answer", LIARS.values(), ids=LIARS)
def test_a_helper_that_answers_nonsense_is_an_error(open_chain, answer, monkeypatch):
    program = (
        "import sys\n"
        "from guestcore.files.decode_worker import GREETING, REPLY\n"
        "sys.stdout.buffer.write(GREETING)\n"
        f"sys.stdout.buffer.write({answer})\n"
        "sys.stdout.flush()\n"
        "sys.stdin.buffer.read()\n"
    )
    command = [sys.executable, "-c", program]
    monkeypatch.setattr(decode_helper, "helper_command", lambda: command)
    with pytest.raises(GuestCoreError, match="interrupted"):
        join(open_chain(long_chain()), helpers=1)


def test_a_read_error_is_raised_where_the_blocks_are_read(open_chain, monkeypatch):
    image = open_chain(long_chain())

    def fail(offset, buffer):
        raise GuestCoreError(ErrorKind.INPUT, "the disk is gone")

    monkeypatch.setattr(image._file, "readinto_at", fail)
    with pytest.raises(GuestCoreError, match="the disk is gone"):
        join(image, helpers=2)


def run_helper(requests, **options):
    done = subprocess.run(
        decode_helper.helper_command(),
        env=decode_helper.helper_environment(),
        input=requests,
        capture_output=True,
        check=False,
        timeout=20,
        **options,
    )
    assert done.stderr == b""
    return done.stdout


def request(stream, size):
    return REQUEST.pack(size, len(stream)) + stream


def test_a_helper_answers_each_request_in_turn():
    replies = run_helper(
        request(encode(b"text" * 9), 36)
        + request(encode(bytes(50)), 50)
        + request(encode(b"abc"), 4)
        + request(bytes.fromhex("20412005"), 4)
    )
    assert replies.startswith(
        GREETING
        + REPLY.pack(Status.OUTPUT, 36)
        + b"text" * 9
        + REPLY.pack(Status.ZEROS, 0)
        + bytes([Status.DAMAGED])
    )
    assert replies.endswith(REPLY.pack(Status.WINDOW_NEEDED, 0))


@pytest.mark.parametrize(
    "requests",
    [b"", b"\1", REQUEST.pack(9, 9) + b"\0", REQUEST.pack(BLOCK + 1, 2) + b"\0A"],
    ids=["nothing", "half a header", "half a stream", "a size out of bounds"],
)
def test_a_helper_ends_quietly_with_its_input(requests):
    assert run_helper(requests) == GREETING


def test_a_helper_imports_nothing_from_the_current_folder(tmp_path):
    (tmp_path / "struct.py").write_text("print('taken over')\n")
    assert run_helper(b"", cwd=tmp_path) == GREETING


def test_a_frozen_program_starts_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert decode_helper.helper_command() == [sys.executable, "_decode-blocks"]


@linux
def test_a_helper_is_out_of_reach_of_the_terminals_ctrl_c(open_chain):
    blocks = open_chain(long_chain()).blocks(helpers=2)
    next(blocks)
    assert all(os.getpgid(pid) != os.getpgid(0) for pid in children())
    blocks.close()


@linux
def test_a_helper_ignores_an_interrupt():
    with subprocess.Popen(
        decode_helper.helper_command(),
        env=decode_helper.helper_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as helper:
        assert helper.stdout.read(len(GREETING)) == GREETING
        helper.send_signal(signal.SIGINT)
        output, errors = helper.communicate(request(encode(bytes(50)), 50), timeout=20)
    assert output == REPLY.pack(Status.ZEROS, 0)
    assert errors == b""
