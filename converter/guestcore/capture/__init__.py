"""Captures the memory of a running machine through VMware's vmrun.

:func:`plan_capture` tells what will happen, :func:`capture` does it, :func:`release`
gives back what it took; :func:`recover` does so after a crash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from guestcore.lazy import lazy_names

if TYPE_CHECKING:
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
else:
    __getattr__ = lazy_names(
        __name__,
        {
            "CaptureCancelled": "terms",
            "CaptureError": "terms",
            "CaptureMethod": "terms",
            "CapturePlan": "plan",
            "Captured": "terms",
            "Journal": "journal",
            "Pending": "pending",
            "Released": "terms",
            "Timing": "terms",
            "Vmrun": "vmrun",
            "capture": "capturing",
            "copy_aside": "copying",
            "discard_copy": "copying",
            "find_vmrun": "finding",
            "plan_capture": "plan",
            "recover": "releasing",
            "release": "releasing",
        },
    )

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
