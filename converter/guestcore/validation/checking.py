"""Reading a core back with an independent reader, and judging it.

pyelftools reads headers and notes, structures of this package's own decode
registers, and memory is read by the offsets of the program headers: nothing here
knows how a core is written.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from guestcore.guest.guest import Guest
from guestcore.progress import NoProgress, Phase, Progress
from guestcore.validation.content import check_content
from guestcore.validation.core_file import open_core
from guestcore.validation.cpu_order import check_cpu_order
from guestcore.validation.layout import check_layout
from guestcore.validation.notes import check_notes
from guestcore.validation.process_core import refuse_process
from guestcore.validation.registers import check_registers
from guestcore.validation.result import Check, ValidationReport
from guestcore.validation.structure import check_structure
from guestcore.validation.subject import Subject
from guestcore.validation.translation import check_translation

CHECKS: tuple[Callable[[Subject], Check], ...] = (
    check_structure,
    check_notes,
    check_registers,
    check_content,
    check_translation,
    check_layout,
    check_cpu_order,
)
"""In the order in which they run and are reported."""


def check_core(
    path: Path,
    guest: Guest | None = None,
    *,
    full: bool = False,
    progress: Progress | None = None,
) -> ValidationReport:
    """Check a core: what it is in itself, and against the guest it was made from.

    :param guest: The source; without it registers and content are not compared.
    :param full: Compare every page instead of a sample.
    :raises GuestCoreError: if the file is no core of a machine, or if core or source
        cannot be read; the guest's problem, if its memory cannot be read.
    :raises Cancelled: as *progress* wishes.
    """
    progress = progress or NoProgress()
    with open_core(path) as core:
        refuse_process(core)
        subject = Subject(core, guest, full, progress)
        results = []
        for check in CHECKS:
            progress.report(Phase.CHECKING, 0, 0)
            results.append(check(subject))
    return ValidationReport(tuple(results))
