"""drgn, with its own reader of cores and through libkdumpfile."""

import json

import pytest

from tests.external.conftest import log_texts
from tests.external.tools import run_script
from tests.lab.selection import BEFORE_7, X86_64, on

pytestmark = pytest.mark.external

NATIVE = {}
LIBKDUMPFILE = {"DRGN_USE_LIBKDUMPFILE_FOR_ELF": "1"}
RENAMED = {"rflags": "eflags", "fs.base": "fs_base", "gs.base": "gs_base"}


def ask(opened, depth, environment):
    told = run_script(
        "drgn_script.py",
        opened.core,
        opened.vmlinux,
        depth,
        len(opened.guest.vcpus),
        min(opened.sleepers),
        **environment,
    )
    return json.loads(told)


def check_processes(opened, told):
    tasks = dict(told["tasks"])
    assert told["release"] == opened.guest.truth.osrelease
    assert told["nodename"] == opened.guest.truth.hostname
    assert len(tasks) > 40
    assert {tasks[pid] for pid in opened.sleepers} == {"sleep"}


def check_everything(opened, told):
    check_processes(opened, told)
    assert told["modules"] == opened.guest.words.all("module")
    assert opened.kernel_log <= log_texts(told["log"])
    assert "schedule" in told["sleeper"]["functions"]
    assert {"do_nanosleep", "do_syscall_64"} <= set(told["sleeper"]["functions"])


def check_processors(opened, told):
    """Registers are those in the notes: QEMU's."""
    for vcpu, cpu in zip(opened.guest.vcpus, told["cpus"], strict=True):
        expected = {
            name: vcpu[RENAMED.get(name, name)]
            for name in cpu["registers"]
            if not name.startswith(("orig", "cr"))
        }
        assert cpu["pc"] == vcpu["rip"]
        assert cpu["registers"] == expected


SOUND = [name for name in X86_64 if name != "kdump"]


@on(*SOUND)
def test_drgn_sees_processes_modules_log_stacks_and_registers(opened):
    told = ask(opened, "all", NATIVE)
    check_everything(opened, told)
    check_processors(opened, told)


@on(*(name for name in SOUND if name in BEFORE_7))
def test_drgn_through_libkdumpfile_sees_the_same(opened):
    told = ask(opened, "all", LIBKDUMPFILE)
    check_everything(opened, told)
    check_processors(opened, told)


@on("newest")
def test_libkdumpfile_reads_what_is_mapped_linearly_of_the_newest_kernel(opened):
    check_processes(opened, ask(opened, "static", LIBKDUMPFILE))


@on("panic")
def test_drgn_shows_how_the_guest_panicked(opened):
    told = ask(opened, "all", NATIVE)
    stacks = [set(cpu["functions"]) for cpu in told["cpus"]]
    assert any({"panic", "sysrq_handle_crash"} <= stack for stack in stacks)


@on("kdump")
def test_drgn_shows_the_crash_that_started_the_second_kernel(opened):
    """With CRASHTIME drgn takes the registers that the first kernel saved."""
    told = ask(opened, "all", NATIVE)
    check_everything(opened, told)
    stacks = [set(cpu["functions"]) for cpu in told["cpus"]]
    assert any({"panic", "sysrq_handle_crash"} <= stack for stack in stacks)


@on("i686-no-kaslr", "i686-above-4g")
def test_drgn_reads_what_i686_kernels_map_linearly(opened):
    check_processes(opened, ask(opened, "static", NATIVE))


@on("i686-no-kaslr", "i686-above-4g")
def test_drgn_through_libkdumpfile_walks_pae_tables(opened):
    told = ask(opened, "modules", LIBKDUMPFILE)
    check_processes(opened, told)
    assert told["modules"] == opened.guest.words.all("module")
