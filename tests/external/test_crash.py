"""crash: Debian 12's, and the newest there is.

Asked with no option at all: ``crash VMLINUX CORE``.
"""

import re

import pytest

from tests.external.conftest import log_texts
from tests.external.crash import ask, installed, newest, parse_registers
from tests.lab.archive import STABLE_I386, UNSTABLE_I386
from tests.lab.packages import fetch_program
from tests.lab.selection import BEFORE_6_12, BEFORE_7, on

pytestmark = pytest.mark.external

BOTTOMS = {
    "cpu_startup_entry", "secondary_startup_64_no_verify", "common_startup_64",
    "kthread", "ret_from_fork", "ret_from_fork_asm", "entry_SYSCALL_64_after_hwframe",
}  # fmt: skip
"""What a kernel stack begins with: an idle processor's, a kernel thread's, a call's.
What a vCPU did when it was stopped is chance."""
PANICKED = ("panic", "kdump")


def reaches_the_bottom(functions):
    return functions & BOTTOMS or any(name.startswith("asm_") for name in functions)


def stacks(told):
    """Return the functions of each stack that ``bt -a`` shows."""
    return [
        set(re.findall(r"^ *#\d+ \[\w+\] (\S+) at", text, re.MULTILINE))
        for text in re.split(r"^PID: ", told, flags=re.MULTILINE)[1:]
    ]


@on(*BEFORE_6_12)
def test_debians_crash_knows_system_modules_log_and_registers(opened):
    check_system(opened, installed())


@on(*BEFORE_7)
def test_the_newest_crash_knows_system_modules_log_and_registers(opened):
    check_system(opened, newest())


def check_system(opened, program):
    truth, words = opened.guest.truth, opened.guest.words
    system, release, modules, log, registers, kind = ask(
        program,
        opened,
        "sys",
        "p init_uts_ns.name.release",
        "mod",
        "log",
        "help -r",
        "help -D",
    )
    facts = dict(re.findall(r"^ *([A-Z ]+): (.*)$", system, re.MULTILINE))
    assert facts["RELEASE"] == truth.osrelease
    assert facts["NODENAME"] == truth.hostname
    assert facts["VERSION"] == words.word("version")
    assert facts["CPUS"].split()[0] == str(len(opened.guest.vcpus))
    assert ("sysrq triggered crash" in facts["PANIC"]) == (
        opened.guest.spec.name in PANICKED
    )
    assert f'"{truth.osrelease}' in release
    assert re.search(rf"\b{words.word('module')}\b", modules)
    assert opened.kernel_log <= log_texts(log.splitlines())
    assert "KDUMP_ELF64" in kind
    for shown, vcpu in zip(parse_registers(registers), opened.guest.vcpus, strict=True):
        assert set(shown) >= {"rax", "r15", "rip", "rsp", "eflags", "cr3", "cs"}
        assert shown == {name: vcpu[name] for name in shown}


@on(*BEFORE_7)
def test_the_newest_crash_lists_every_process(opened):
    (processes,) = ask(newest(), opened, "ps")
    check_processes(opened, processes)


@on("old-no-kaslr")
def test_debians_crash_lists_every_process_of_an_old_kernel(opened):
    (processes,) = ask(installed(), opened, "ps")
    check_processes(opened, processes)


def check_processes(opened, told):
    rows = [line.lstrip(">").split() for line in told.splitlines()]
    names = {int(row[0]): row[-1] for row in rows if row and row[0].isdigit()}
    assert {names.get(pid) for pid in opened.sleepers} == {"sleep"}
    assert len(names) > 40


@on(*(name for name in BEFORE_7 if name not in PANICKED))
def test_the_newest_crash_shows_the_stack_of_every_processor(opened):
    (told,) = ask(newest(), opened, "bt -a")
    shown = stacks(told)
    assert len(shown) == len(opened.guest.vcpus)
    for vcpu, functions in zip(opened.guest.vcpus, shown, strict=True):
        assert vcpu["cpl"] == 3 or reaches_the_bottom(functions)


@pytest.mark.parametrize(
    "version",
    [pytest.param(installed, id="debian-12"), pytest.param(newest, id="newest")],
)
@on("panic", "kdump")
def test_crash_shows_how_the_guest_panicked(opened, version):
    (told,) = ask(version(), opened, "bt")
    assert {"panic", "sysrq_handle_crash", "write_sysrq_trigger"} <= stacks(told)[0]


@on("panic", "kdump")
def test_the_newest_crash_shows_what_the_others_did_in_a_panic(opened):
    (told,) = ask(newest(), opened, "bt -a")
    shown = stacks(told)
    assert len(shown) == len(opened.guest.vcpus)
    for functions in shown:
        assert reaches_the_bottom(functions) or "sysrq_handle_crash" in functions


@pytest.mark.parametrize(
    "archive",
    [
        pytest.param(STABLE_I386, id="debian-12"),
        pytest.param(UNSTABLE_I386, id="newest"),
    ],
)
@on("i686-no-kaslr", "i686-above-4g")
def test_crash_takes_an_i686_core_for_what_it_is(opened, archive):
    """Then it stops at a name that no i386 kernel since 4.17 has: see README.md."""
    program = fetch_program(archive, "crash", "crash").command
    with pytest.raises(AssertionError) as stopped:
        ask(program, opened, "sys")
    told = str(stopped.value)
    assert 'cannot resolve "sys_open"' in told
    assert "do not match" not in told
