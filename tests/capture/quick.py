"""Impatience for these tests, and progress that remembers or stops."""

import time

from guestcore.capture import CaptureMethod, Journal, Timing, Vmrun, plan_capture
from guestcore.errors import Cancelled

QUICK = Timing(question=10, change=20, removal=20, settle=0.3, stall=1.5)


def vmrun_of(standin, product="ws", **timing):
    values = {name: getattr(QUICK, name) for name in QUICK.__slots__}
    return Vmrun(standin.path, product, Timing(**(values | timing)))


def plan_of(standin, method=CaptureMethod.SNAPSHOT, **timing):
    plan = plan_capture(vmrun_of(standin, **timing), standin.vmx, method)
    assert plan.problem is None
    return plan


def journal_of(standin):
    return Journal(standin.home.parent / "state" / "captures.json")


class Watch:
    """Remembers the phases; cancels when *until* says so, and from then on."""

    def __init__(self, until=lambda phase: False):
        self.phases = []
        self.reports = []
        self.cancelled_at = None
        self._until = until

    def report(self, phase, done, total):
        self.reports.append((phase, done, total))
        if phase not in self.phases:
            self.phases.append(phase)
        if self.cancelled_at is None and self._until(phase):
            self.cancelled_at = time.monotonic()
        if self.cancelled_at is not None:
            raise Cancelled
