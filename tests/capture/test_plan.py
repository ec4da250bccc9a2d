"""What is said before anything is done."""

import os
import shutil
from types import SimpleNamespace

import pytest

from guestcore.capture import CaptureMethod, plan_capture
from guestcore.errors import ErrorKind
from guestcore.sentence import Sentence
from tests.capture.quick import plan_of, vmrun_of

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="the stand-ins are scripts, which Windows starts by name"
)
MIB = 1 << 20


def problem_of(standin, method=CaptureMethod.SNAPSHOT, product="ws", path=None):
    plan = plan_capture(vmrun_of(standin, product), path or standin.vmx, method)
    assert plan.problem is not None
    assert isinstance(plan.problem.message, Sentence)
    return plan.problem


def append(standin, line):
    standin.vmx.write_text(standin.vmx.read_text() + line + "\n")


@pytest.mark.parametrize("method", CaptureMethod)
def test_a_plan_tells_steps_and_space_and_does_nothing(standin, method):
    before = sorted(standin.vmx.parent.iterdir())
    plan = plan_of(standin, method)
    assert plan.machine == "A guest"
    assert all(isinstance(step, Sentence) for step in plan.steps)
    assert plan.core_size == 4 * MIB
    assert plan.core_size < plan.space_needed < plan.space_free
    assert sorted(standin.vmx.parent.iterdir()) == before
    assert [call[2] for call in standin.calls()] == ["list"]


def test_the_steps_of_a_snapshot_name_it(standin):
    plan = plan_of(standin)
    assert plan.snapshot_name.startswith("GuestCore-")
    assert plan.snapshot_name in plan.steps[0]
    assert "goes on running" in plan.steps[0]


def test_the_steps_of_a_suspension_say_that_the_machine_stands_still(standin):
    plan = plan_of(standin, CaptureMethod.SUSPEND)
    assert "stands still" in plan.steps[0]
    assert "resumes the virtual machine as soon as" in plan.steps[-1]


def test_no_two_plans_have_the_same_name(standin):
    names = {plan_of(standin).snapshot_name for _ in range(5)}
    assert len(names) == 5


def test_the_folder_of_a_machine_will_do(standin):
    plan = plan_capture(vmrun_of(standin), standin.vmx.parent, CaptureMethod.SNAPSHOT)
    assert (plan.vmx, plan.problem) == (standin.vmx, None)


def test_a_folder_of_two_machines_will_not(standin):
    shutil.copy(standin.vmx, standin.vmx.with_name("second.vmx"))
    assert problem_of(standin, path=standin.vmx.parent).kind is ErrorKind.AMBIGUOUS


def test_a_machine_that_does_not_run_cannot_be_captured(make):
    problem = problem_of(make(running=False))
    assert problem.kind is ErrorKind.CAPTURE
    assert "is not running" in problem.message


@pytest.mark.parametrize(
    "line", ['encryption.keySafe = "vmware:key/list"', 'encryptedVM.guid = "{1}"']
)
def test_an_encrypted_machine_is_said_to_be_so(standin, line):
    append(standin, line)
    assert problem_of(standin).kind is ErrorKind.ENCRYPTED


def test_player_offers_to_suspend_only(standin):
    problem = problem_of(standin, product="player")
    assert problem.kind is ErrorKind.UNSUPPORTED
    assert "suspend" in problem.hint
    plan = plan_capture(vmrun_of(standin, "player"), standin.vmx, CaptureMethod.SUSPEND)
    assert plan.problem is None


def test_another_working_folder_is_told_and_not_followed(standin):
    append(standin, 'workingDir = "/elsewhere"')
    assert problem_of(standin).kind is ErrorKind.UNSUPPORTED


def test_too_little_space_is_told_with_both_figures(standin, monkeypatch):
    monkeypatch.setattr(
        "guestcore.capture.plan.shutil.disk_usage", lambda _: SimpleNamespace(free=5)
    )
    problem = problem_of(standin)
    assert problem.kind is ErrorKind.OUTPUT
    assert "needs 138412032 bytes, 5 are free" in problem.message


@pytest.mark.parametrize("memsize", ["", "0", "-4", "many", "99999999999"])
def test_a_machine_without_a_sane_memory_size_is_refused(standin, memsize):
    text = standin.vmx.read_text().replace('memsize = "4"', f'memsize = "{memsize}"')
    standin.vmx.write_text(text)
    assert problem_of(standin).kind is ErrorKind.DAMAGED


def test_a_vmx_that_is_absent_or_something_else_is_told(standin, tmp_path):
    assert problem_of(standin, path=tmp_path / "no.vmx").kind is ErrorKind.INPUT
    assert problem_of(standin, path=standin.path).kind is ErrorKind.INPUT
    huge = standin.vmx.with_name("huge.vmx")
    huge.write_bytes(b"x" * (5 << 20))
    assert problem_of(standin, path=huge).kind is ErrorKind.DAMAGED


def test_a_vmrun_that_does_not_answer_is_the_problem(make):
    standin = make(fail_before={"list": ["no connection", -1]})
    assert "no connection" in problem_of(standin).message


def test_an_encrypted_machine_that_only_vmware_knows_of_fails_later(make):
    assert plan_of(make(encrypted=True)).problem is None
