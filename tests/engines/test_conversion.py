"""A conversion by vmss2core, played by a stand-in: processes and files are real."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from guestcore.engines import DumpKind, command_line, convert_with_vmss2core
from guestcore.errors import Cancelled, ErrorKind
from guestcore.pipeline import CheckDepth, ConvertOptions
from guestcore.progress import Phase
from guestcore.sources import OpenOptions
from guestcore.validation.result import Outcome, Verdict
from tests.builders.demo_guest import DemoFolder, demo_folder
from tests.engines.processes import read_pids, runs, state, wait_until
from tests.standins import vmss2core

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the stand-in is a script, looked at through /proc"
)
ROOT = Path(__file__).parent.parent.parent
MIB = 1 << 20
MEMORY = 64 * MIB


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> DemoFolder:
    return demo_folder(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def pids(tmp_path, monkeypatch) -> Path:
    """Where the stand-in tells its processes; what is left of them ends."""
    path = tmp_path / "pids"
    monkeypatch.setenv("VMSS2CORE_STANDIN_PIDS", str(path))
    yield path
    if path.exists():
        for pid in read_pids(path):
            if runs(pid):
                os.kill(pid, signal.SIGKILL)


class Watched:
    """Progress that remembers, and may stop or hold a conversion."""

    def __init__(self, *, cancel=lambda phase, done: False, hold=None) -> None:
        self.reports: list[tuple[Phase, int, int]] = []
        self.times: list[float] = []
        self.cancel, self.hold = cancel, hold
        self.cancelled_at = 0.0

    def report(self, phase: Phase, done: int, total: int) -> None:
        self.reports.append((phase, done, total))
        self.times.append(time.monotonic())
        if self.hold is not None and phase is Phase.WRITING:
            self.hold()
        if self.cancel(phase, done):
            self.cancelled_at = time.monotonic()
            raise Cancelled

    def phases(self) -> list[Phase]:
        return list(dict.fromkeys(phase for phase, _, _ in self.reports))

    def written(self) -> list[int]:
        return [done for phase, done, _ in self.reports if phase is Phase.WRITING]


class Attempt:
    """One conversion of the demo into a folder of its own."""

    def __init__(self, tmp_path, demo, variant="", kind=DumpKind.LINUX_26) -> None:
        self.engine = vmss2core.install(tmp_path / "bin", variant=variant)
        self.folder = tmp_path / "out"
        self.folder.mkdir(exist_ok=True)
        self.target = self.folder / f"demo{kind.suffix}"
        self.state = demo.suspended
        self.command = command_line(self.engine, kind, self.state, None)
        self.log: list[str] = []

    def run(self, progress=None, **options):
        chosen = ConvertOptions(output=self.target, **options)
        return convert_with_vmss2core(
            self.state, self.command, chosen, progress, self.log.append
        )

    def left(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())


# --- what goes well


@pytest.mark.parametrize("kind", [DumpKind.LINUX_26, DumpKind.LINUX, DumpKind.PHYSICAL])
def test_a_core_gets_the_chosen_name_and_is_checked_like_ours(tmp_path, demo, kind):
    attempt = Attempt(tmp_path, demo, kind=kind)
    progress = Watched()
    result = attempt.run(progress)
    assert result.error is None
    assert result.report.verdict is Verdict.VALID
    assert {check.name for check in result.report.checks} >= {"content", "registers"}
    assert (result.core.path, attempt.left()) == (attempt.target, ["demo.core"])
    assert result.core.size == attempt.target.stat().st_size
    assert (result.core.elf_class, result.core.segment_count) == ("ELF64", 4)
    assert result.description.kernel.osrelease == demo.guest.kernel.osrelease
    assert progress.phases() == [
        Phase.OPENING, Phase.UNDERSTANDING, Phase.WRITING, Phase.FLUSHING,
        Phase.CHECKING,
    ]  # fmt: skip
    assert attempt.target.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kind", [DumpKind.WINDBG, DumpKind.WINDBG_8])
def test_a_windows_dump_is_checked_by_header_size_and_memory(tmp_path, demo, kind):
    attempt = Attempt(tmp_path, demo, kind=kind)
    result = attempt.run(check=CheckDepth.FULL)
    assert result.error is None
    outcomes = {check.name: check.outcome for check in result.report.checks}
    assert outcomes == dict.fromkeys(("header", "size", "content"), Outcome.PASS)
    assert (result.core.path, attempt.left()) == (attempt.target, ["demo.dmp"])
    assert (result.core.elf_class, result.core.segment_count) == ("DUMP64", 2)


@pytest.mark.parametrize(
    ("kind", "name"),
    [(DumpKind.LINUX_26, "copy.core"), (DumpKind.WINDBG, "copy.dmp")],
)
def test_without_a_name_it_lies_beside_the_state_file(tmp_path, demo, kind, name):
    state, memory = tmp_path / "copy.vmss", tmp_path / "copy.vmem"
    state.symlink_to(demo.suspended)
    memory.symlink_to(demo.suspended.with_suffix(".vmem"))
    engine = vmss2core.install(tmp_path / "bin")
    result = convert_with_vmss2core(
        state, command_line(engine, kind, state, memory), ConvertOptions()
    )
    assert (result.error, result.core.path) == (None, tmp_path / name)


@pytest.mark.parametrize("name", ["compressed", "embedded"])
def test_memory_of_any_kind_is_compared(tmp_path, demo, name):
    attempt = Attempt(tmp_path, demo)
    attempt.state = getattr(demo, name)
    attempt.command = command_line(
        attempt.engine, DumpKind.LINUX_26, attempt.state, None
    )
    result = attempt.run()
    assert (result.error, result.report.verdict) == (None, Verdict.VALID)


def test_progress_follows_the_lines_and_ends_with_all(tmp_path, demo):
    progress = Watched()
    attempt = Attempt(tmp_path, demo, variant="slow")
    assert attempt.run(progress).error is None
    written = progress.written()
    assert written == sorted(written)
    assert {total for p, _, total in progress.reports if p is Phase.WRITING} == {MEMORY}
    assert len({done for done in written if 0 < done < MEMORY}) > 5
    gaps = [b - a for a, b in zip(progress.times, progress.times[1:], strict=False)]
    assert sorted(gaps)[len(gaps) * 9 // 10] < 0.1


def test_lines_count_even_where_the_file_tells_nothing(tmp_path, demo):
    engine = tmp_path / "vmss2core"
    engine.write_text("#!/bin/sh\necho ... 30 MBs written.\nsleep 0.3\nexit 1\n")
    engine.chmod(0o755)
    attempt = Attempt(tmp_path, demo)
    attempt.command = (str(engine), "-N6")
    progress = Watched()
    attempt.run(progress)
    assert max(progress.written()) == 30 * MIB


def test_one_that_prints_nothing_has_progress_all_the_same(tmp_path, demo):
    progress = Watched()
    result = Attempt(tmp_path, demo, variant="silent,slow").run(progress)
    assert result.error is None
    assert len({done for done in progress.written() if 0 < done < MEMORY}) > 5


def test_the_log_holds_command_output_and_ending_but_no_progress(tmp_path, demo):
    attempt = Attempt(tmp_path, demo)
    attempt.run()
    assert attempt.log == [
        f"{attempt.engine} -N6 {demo.suspended}",
        vmss2core.BANNER,
        "Finished writing core.",
        "vmss2core ended without an error",
    ]


def test_a_flood_of_output_neither_hangs_nor_fills_the_log(tmp_path, demo):
    attempt = Attempt(tmp_path, demo, variant="floods")
    assert attempt.run().error is None
    assert len(attempt.log) < 1100
    assert max(map(len, attempt.log)) < 1000


def test_a_log_beside_the_core_does_no_harm(tmp_path, demo):
    attempt = Attempt(tmp_path, demo, variant="log")
    assert (attempt.run().error, attempt.left()) == (None, ["demo.core"])


def test_an_edited_command_is_run_as_it_is(tmp_path, demo):
    attempt = Attempt(tmp_path, demo)
    other = tmp_path / "other.vmss"
    other.symlink_to(demo.suspended)
    memory = demo.suspended.with_suffix(".vmem")
    attempt.command = (str(attempt.engine), "-N6", "-q", str(other), str(memory))
    assert attempt.run().error is None
    assert attempt.log[0].endswith(f"-N6 -q {other} {memory}")


def test_a_relative_program_is_ours_not_one_in_its_folder(tmp_path, demo, monkeypatch):
    monkeypatch.chdir(tmp_path)
    attempt = Attempt(tmp_path, demo)
    attempt.command = ("bin/vmss2core", *attempt.command[1:])
    assert attempt.run().error is None


def test_no_check_is_made_if_none_is_wanted(tmp_path, demo):
    attempt = Attempt(tmp_path, demo)
    result = attempt.run(check=CheckDepth.NONE)
    assert (result.error, result.report, attempt.left()) == (None, None, ["demo.core"])


# --- what goes wrong


@pytest.mark.parametrize(
    ("variant", "said"),
    [
        (
            "fails",
            "exit code 3; it printed: Error writing core: No space left on device",
        ),
        ("fails", "; before that: vmss2core version"),
        ("silent,fails", "exit code 3; it printed nothing"),
        ("nothing", "wrote nothing; it printed"),
        ("empty", "vmss.core is empty"),
        ("junk", "vmss.core begins with 6e 6f 20 63 6f 72 65 20"),
        ("dies", "ended by signal 9"),
    ],
)
def test_a_failure_is_told_with_the_last_it_printed(tmp_path, demo, variant, said):
    attempt = Attempt(tmp_path, demo, variant=variant)
    result = attempt.run()
    assert (result.error.kind, result.core) == (ErrorKind.OUTPUT, None)
    assert said in result.error.message
    assert result.error.hint
    assert len(result.error.message) < 4000
    assert result.description.kernel is not None
    assert attempt.left() == []


def test_several_cores_are_none(tmp_path, demo):
    attempt = Attempt(tmp_path, demo)
    attempt.command = (str(attempt.engine), str(demo.suspended))
    result = attempt.run()
    assert "several cores (vmss.core0, vmss.core1)" in result.error.message
    assert (result.error.kind, attempt.left()) == (ErrorKind.OUTPUT, [])


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (DumpKind.WINDBG, "memory.dmp is an ELF core"),
        (DumpKind.WINDBG_8, "memory.dmp is an ELF core"),
        (DumpKind.LINUX_26, "vmss.core is a Windows dump"),
        (DumpKind.PHYSICAL, "vmss.core is a Windows dump"),
    ],
)
def test_another_kind_than_was_asked_for_is_none(tmp_path, demo, kind, said):
    attempt = Attempt(tmp_path, demo, variant="other", kind=kind)
    result = attempt.run()
    assert said in result.error.message
    assert (result.error.kind, attempt.left()) == (ErrorKind.OUTPUT, [])


@pytest.mark.parametrize("command", [("/gone/vmss2core",), ("gone-vmss2core",), ()])
def test_a_program_that_cannot_be_started_is_named(tmp_path, demo, command):
    attempt = Attempt(tmp_path, demo)
    attempt.command = command
    result = attempt.run()
    assert (result.error.kind, attempt.left()) == (ErrorKind.INPUT, [])
    assert result.error.hint
    assert not command or command[0] in result.error.message


@pytest.mark.parametrize(
    ("kind", "variant", "failed"),
    [
        (DumpKind.LINUX_26, "wrong", "content"),
        (DumpKind.LINUX_26, "cut", "structure"),
        (DumpKind.WINDBG_8, "wrong", "content"),
        (DumpKind.WINDBG_8, "cut", "size"),
    ],
)
def test_what_fails_its_check_is_kept_as_invalid(tmp_path, demo, kind, variant, failed):
    attempt = Attempt(tmp_path, demo, variant=variant, kind=kind)
    result = attempt.run()
    assert (result.error, result.failed_check) == (None, True)
    named = {c.name for c in result.report.checks if c.outcome is Outcome.FAIL}
    assert failed in named
    assert attempt.left() == [f"{attempt.target.name}.invalid"]
    assert result.core.path.name == f"{attempt.target.name}.invalid"


@pytest.mark.parametrize("data", [b"\x7fELF", b"\x7fELF\x02\x01" + bytes(99)])
def test_a_core_that_cannot_be_read_is_kept_as_invalid(tmp_path, demo, data):
    source = tmp_path / "data"
    source.write_bytes(data)
    attempt = Attempt(tmp_path, demo)
    attempt.command = ("/bin/cp", str(source), "vmss.core")
    result = attempt.run()
    assert result.failed_check
    assert ".part" not in result.report.checks[0].detail
    assert attempt.left() == ["demo.core.invalid"]


def test_a_link_to_the_memory_is_no_core(tmp_path, demo):
    attempt = Attempt(tmp_path, demo)
    memory = demo.suspended.with_suffix(".vmem")
    before = memory.stat()
    attempt.command = ("/bin/ln", "-s", str(memory), "vmss.core")
    assert "wrote nothing" in attempt.run().error.message
    attempt.command = ("/bin/sh", "-c", "printf '\\177ELF' > a; ln a vmss.core")
    assert attempt.run().error.kind is ErrorKind.OUTPUT
    assert attempt.left() == []
    assert memory.stat() == before


def test_an_existing_file_is_not_replaced_unless_forced(tmp_path, demo, pids):
    attempt = Attempt(tmp_path, demo)
    attempt.target.write_bytes(b"mine")
    result = attempt.run()
    assert (result.error.kind, attempt.target.read_bytes()) == (
        ErrorKind.OUTPUT,
        b"mine",
    )
    assert not pids.exists(), "it was started for nothing"
    assert attempt.run(force=True).error is None
    assert attempt.target.stat().st_size > MEMORY


@pytest.mark.parametrize("suffix", [".vmss", ".vmem", ".vmx"])
def test_a_file_of_the_machine_is_never_replaced(tmp_path, demo, suffix):
    attempt = Attempt(tmp_path, demo)
    attempt.target = next(demo.folder.glob(f"*{suffix}"))
    before = attempt.target.read_bytes()
    result = attempt.run(force=True)
    assert result.error.kind is ErrorKind.OUTPUT
    assert attempt.target.read_bytes() == before


def test_an_input_that_cannot_be_converted_is_refused_first(tmp_path, demo, pids):
    attempt = Attempt(tmp_path, demo)
    attempt.state = demo.without_memory
    result = attempt.run()
    assert result.error.kind is ErrorKind.NO_MEMORY
    assert not pids.exists()


def test_a_source_that_changes_meanwhile_spoils_the_core(tmp_path, demo):
    own = demo_folder(tmp_path / "own")
    attempt = Attempt(tmp_path, own)
    memory = own.suspended.with_suffix(".vmem")
    progress = Watched(
        cancel=lambda phase, done: phase is Phase.FLUSHING and os.utime(memory)
    )
    result = attempt.run(progress)
    assert (result.error.kind, attempt.left()) == (ErrorKind.SOURCE_CHANGED, [])


def test_too_little_space_is_found_before_the_start(tmp_path, demo, pids, monkeypatch):
    from guestcore.core.output import OutputFile

    monkeypatch.setattr(OutputFile, "free_space", lambda self: MEMORY - 1)
    result = Attempt(tmp_path, demo).run()
    assert "not enough space" in result.error.message
    assert not pids.exists()


def test_the_memory_file_that_was_chosen_is_the_one_compared(tmp_path, demo):
    attempt = Attempt(tmp_path, demo)
    memory = tmp_path / "elsewhere.vmem"
    memory.symlink_to(demo.suspended.with_suffix(".vmem"))
    result = attempt.run(opening=OpenOptions(vmem=memory))
    assert (result.error, result.description.layout.path) == (None, memory)


# --- stopping


@pytest.mark.parametrize(
    "variant", ["hangs", "hangs,silent", "hangs,deaf,child,stray", "slow,child"]
)
def test_cancel_ends_all_its_processes_and_leaves_nothing(
    tmp_path, demo, pids, variant
):
    attempt = Attempt(tmp_path, demo, variant=variant)
    progress = Watched(cancel=lambda phase, done: done >= 15 * MIB)
    with pytest.raises(Cancelled):
        attempt.run(progress)
    assert time.monotonic() - progress.cancelled_at < 1
    told = read_pids(pids)
    assert len(told) == 1 + variant.count("child") + variant.count("stray")
    assert not any(runs(pid) for pid in told)
    assert attempt.left() == []


@pytest.mark.parametrize("phase", [Phase.FLUSHING, Phase.CHECKING])
def test_cancel_after_the_program_leaves_nothing_either(tmp_path, demo, phase):
    attempt = Attempt(tmp_path, demo)
    with pytest.raises(Cancelled):
        attempt.run(Watched(cancel=lambda current, done: current is phase))
    assert attempt.left() == []


def test_a_child_that_outlives_the_program_is_ended_with_it(tmp_path, demo, pids):
    attempt = Attempt(tmp_path, demo, variant="child")
    assert attempt.run().error is None
    wait_until(lambda: not any(runs(pid) for pid in read_pids(pids)))


def test_while_a_report_does_not_return_the_program_stands_still(tmp_path, demo, pids):
    held, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        if pids.exists() and not go_on.is_set():
            held.set()
            go_on.wait(30)

    attempt = Attempt(tmp_path, demo, variant="slow")
    results = []
    worker = threading.Thread(
        target=lambda: results.append(attempt.run(Watched(hold=hold)))
    )
    worker.start()
    try:
        assert held.wait(30)
        (pid,) = read_pids(pids)
        asked = time.monotonic()
        wait_until(lambda: state(pid) == "T")
        assert time.monotonic() - asked < 0.3
    finally:
        go_on.set()
        worker.join()
    assert results[0].error is None
    assert results[0].report.verdict is Verdict.VALID


def test_cancel_while_it_stands_still_ends_it(tmp_path, demo, pids):
    def hold() -> None:
        if pids.exists():
            (pid,) = read_pids(pids)
            wait_until(lambda: state(pid) == "T")
            raise Cancelled

    attempt = Attempt(tmp_path, demo, variant="slow,deaf")
    with pytest.raises(Cancelled):
        attempt.run(Watched(hold=hold))
    assert not runs(read_pids(pids)[0])
    assert attempt.left() == []


def test_killed_ourselves_nothing_runs_on_and_the_next_run_clears_up(
    tmp_path, demo, pids
):
    attempt = Attempt(tmp_path, demo, variant="hangs,child,deaf")
    program = (
        "import sys; from pathlib import Path\n"
        "from guestcore.engines import convert_with_vmss2core\n"
        "from guestcore.pipeline import ConvertOptions\n"
        "state, target, *command = sys.argv[1:]\n"
        "options = ConvertOptions(output=Path(target))\n"
        "convert_with_vmss2core(Path(state), command, options)\n"
    )
    arguments = [str(attempt.state), str(attempt.target), *attempt.command]
    with subprocess.Popen([sys.executable, "-c", program, *arguments]) as us:
        told = read_pids(pids)
        wait_until(lambda: len(list(attempt.folder.glob(".*.work/vmss.core"))) == 1)
        us.kill()
    wait_until(lambda: not any(runs(pid) for pid in told))
    assert len(attempt.left()) == 2
    pids.unlink()
    again = Attempt(tmp_path, demo)
    assert again.run().error is None
    assert again.left() == ["demo.core"]


def test_two_runs_to_different_targets_do_not_disturb_each_other(tmp_path, demo):
    attempts = [Attempt(tmp_path, demo, variant="slow") for _ in range(2)]
    attempts[1].target = attempts[1].folder / "second.core"
    results = []
    workers = [
        threading.Thread(target=lambda a=attempt: results.append(a.run()))
        for attempt in attempts
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [result.error for result in results] == [None, None]
    assert attempts[0].left() == ["demo.core", "second.core"]
