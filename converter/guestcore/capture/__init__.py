"""Captures the memory of a running machine through VMware's vmrun.

:func:`plan_capture` tells what will happen, :func:`capture` does it, :func:`release`
gives back what it took; :func:`recover` does so after a crash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from guestcore.lazy import lazy_names

if TYPE_CHECKING:
    from guestcore.capture.capturing import capture
    from guestcore.capture.copies import Copied, copy_and_resume, discard_copies
    from guestcore.capture.copying import copy_aside, discard_copy
    from guestcore.capture.finding import find_vmrun
    from guestcore.capture.journal import Journal
    from guestcore.capture.pending import Pending
    from guestcore.capture.plan import CapturePlan, plan_capture
    from guestcore.capture.recovering import recover
    from guestcore.capture.releasing import release
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
            "Copied": "copies",
            "Journal": "journal",
            "Pending": "pending",
            "Released": "terms",
            "Timing": "terms",
            "Vmrun": "vmrun",
            "capture": "capturing",
            "copy_and_resume": "copies",
            "copy_aside": "copying",
            "discard_copies": "copies",
            "discard_copy": "copying",
            "find_vmrun": "finding",
            "plan_capture": "plan",
            "recover": "recovering",
            "release": "releasing",
        },
    )

__all__ = [
    "CaptureCancelled",
    "CaptureError",
    "CaptureMethod",
    "CapturePlan",
    "Captured",
    "Copied",
    "Journal",
    "Pending",
    "Released",
    "Timing",
    "Vmrun",
    "capture",
    "copy_and_resume",
    "copy_aside",
    "discard_copies",
    "discard_copy",
    "find_vmrun",
    "plan_capture",
    "recover",
    "release",
]
