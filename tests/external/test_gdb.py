"""gdb of Debian."""

import re

import pytest

from tests.external.tools import run
from tests.lab.selection import ALL, on

pytestmark = pytest.mark.external

I386_NAMES = {
    "eax": "rax", "ecx": "rcx", "edx": "rdx", "ebx": "rbx", "esp": "rsp",
    "ebp": "rbp", "esi": "rsi", "edi": "rdi", "eip": "rip",
}  # fmt: skip
NOT_IN_THE_NOTE = {"k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7"}


def gdb(opened, *commands):
    options = [part for command in commands for part in ("-ex", command)]
    return run(["gdb", "-nx", "-batch", *options, "-c", opened.core])[0]


def parse_registers(text):
    found = re.findall(r"^(\w+) +(0x[0-9a-f]+)", text, re.MULTILINE)
    return {
        I386_NAMES.get(name, name): int(value, 16)
        for name, value in found
        if name not in NOT_IN_THE_NOTE
    }


@on(*ALL)
def test_gdb_shows_a_thread_with_its_registers_for_every_vcpu(opened):
    told = gdb(opened, "info threads", "thread apply all -ascending info registers")
    vcpus = opened.guest.vcpus
    threads = re.split(r"^Thread \d+ \(LWP (\d+)\):\n", told, flags=re.MULTILINE)
    numbers, texts = threads[1::2], threads[2::2]
    assert numbers == [str(index + 1) for index in range(len(vcpus))]
    for text, vcpu in zip(texts, vcpus, strict=True):
        registers = parse_registers(text)
        assert len(registers) >= 16
        assert registers == {name: vcpu[name] for name in registers}


@on(*ALL)
def test_gdb_reads_the_kernels_data_by_its_symbols(opened):
    truth = opened.guest.truth
    told = gdb(
        opened,
        "set print elements 0",
        f"symbol-file {opened.vmlinux} -o {truth.kaslr_offset:#x}",
        "x/s linux_banner",
        "print init_uts_ns.name.nodename",
        "print init_task.comm",
    )
    assert f'"{truth.banner}\\n"' in told
    assert f'"{truth.hostname}"' in told
    assert '"swapper' in told
