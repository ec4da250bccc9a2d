"""makedumpfile, of the guest's own word size."""

import json

import pytest

from tests.external.conftest import log_texts
from tests.external.crash import ask
from tests.external.tools import run, run_script
from tests.lab.archive import STABLE_I386, UNSTABLE
from tests.lab.packages import fetch_program
from tests.lab.selection import ALL, BEFORE_6_12, BEFORE_7, I686, on

pytestmark = pytest.mark.external


def makedumpfile(opened, *options):
    """Run it; return the file it wrote."""
    command = ["makedumpfile"]
    if opened.guest.kernel.architecture == "i386":
        command = fetch_program(STABLE_I386, "makedumpfile", "makedumpfile").command
    elif opened.guest.spec.name not in BEFORE_6_12:
        command = fetch_program(UNSTABLE, "makedumpfile", "makedumpfile").command
    result = opened.folder / "made"
    result.unlink(missing_ok=True)
    run([*command, *options, opened.core, result])
    return result


@on(*ALL)
def test_makedumpfile_finds_the_kernels_log(opened):
    lines = makedumpfile(opened, "--dump-dmesg").read_text(errors="replace")
    assert opened.kernel_log <= log_texts(lines.splitlines())


@on(*(name for name in BEFORE_7 if name != "kdump"))
def test_makedumpfile_keeps_what_matters_and_leaves_out_the_rest(opened):
    """It ends with 0 even when it went wrong: so drgn has to read what it kept."""
    filtered = makedumpfile(opened, "-c", "-d", "31")
    assert filtered.stat().st_size < opened.told["memory"]["size"] // 4
    arguments = (opened.vmlinux, "all", len(opened.guest.vcpus), min(opened.sleepers))
    before, after = (
        json.loads(run_script("drgn_script.py", core, *arguments))
        for core in (opened.core, filtered)
    )
    for kept in ("release", "nodename", "tasks", "modules", "log"):
        assert after[kept] == before[kept]
    stack = before["sleeper"]["functions"]
    assert after["sleeper"]["functions"][: len(stack) - 1] == stack[:-1]


@on("kdump")
def test_crash_reads_what_makedumpfile_kept_of_a_kdump_core(opened):
    filtered = makedumpfile(opened, "-c", "-d", "31")
    program = fetch_program(UNSTABLE, "crash", "crash").command
    before, after = (
        ask(program, opened, "ps", "mod", "log", memory=core)
        for core in (opened.core, filtered)
    )
    assert after == before


@on("newest", *I686)
def test_makedumpfile_filters_a_core_that_no_reader_can_judge(opened):
    filtered = makedumpfile(opened, "-c", "-d", "31")
    assert filtered.read_bytes()[:8] == b"KDUMP   "
    assert filtered.stat().st_size < opened.told["memory"]["size"] // 4
