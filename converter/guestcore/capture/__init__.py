"""Captures the memory of a running machine through VMware's vmrun.

:func:`plan_capture` tells what will happen, :func:`capture` does it, :func:`release`
gives back what it took; :func:`recover` does so after a crash.
"""

from __future__ import annotations

from guestcore.capture.capturing import capture
from guestcore.capture.copying import copy_aside, discard_copy
from guestcore.capture.finding import find_vmrun
from guestcore.capture.journal import Journal
from guestcore.capture.pending import Pending
from guestcore.capture.plan import CapturePlan, plan_capture
from guestcore.capture.releasing import recover, release
from guestcore.capture.terms import (
    CaptureCancelled,
    Captured,
    CaptureError,
    CaptureMethod,
    Released,
    Timing,
)
from guestcore.capture.vmrun import Vmrun

__all__ = [
    "CaptureCancelled",
    "CaptureError",
    "CaptureMethod",
    "CapturePlan",
    "Captured",
    "Journal",
    "Pending",
    "Released",
    "Timing",
    "Vmrun",
    "capture",
    "copy_aside",
    "discard_copy",
    "find_vmrun",
    "plan_capture",
    "recover",
    "release",
]
