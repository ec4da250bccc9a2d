"""Everything the product does with an input, as the command line would do it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from guestcore.core.plan import plan_core
from guestcore.errors import GuestCoreError
from guestcore.examination import CoreKind, Examination
from guestcore.insight import ScanPolicy, find_kernel
from guestcore.machines.inventory import find_machines
from guestcore.machines.machine import read_machine
from guestcore.pipeline import (
    CheckDepth,
    ConvertOptions,
    Description,
    convert,
    describe,
)
from guestcore.report import objects, plain
from guestcore.report.html import html_report
from guestcore.sources import OpenOptions, open_guest
from guestcore.sources.listing import list_tags
from guestcore.sources.thumbnail import is_drawable, read_thumbnail
from guestcore.validation import check_core
from guestcore.validation.core_file import open_core
from guestcore.validation.facts import read_facts
from guestcore.validation.result import Verdict

LENIENT = OpenOptions(allow_truncated=True)
_HIDDEN = {"Cc", "Cf", "Cs"}


def inform(path: Path) -> str:
    """``guestcore info``, with and without ``--json --tags``; map and thumbnail."""
    known = describe(path, LENIENT, memory_map=True)
    _show_known(known)
    picture = read_thumbnail(path)
    assert picture is None or is_drawable(picture)
    if known.memory_map is not None:
        assert known.memory_map.size == known.layout.size
    _show(
        plain.tag_lines(list_tags(path)),
        [objects.tag_object(t) for t in list_tags(path)],
    )
    return _word(known)


def understand(path: Path) -> str:
    """``guestcore info``, and the plan of a conversion."""
    known = describe(path, LENIENT)
    _show_known(known)
    if known.error is None:
        with open_guest(path, LENIENT) as guest:
            plan_core(guest, known.kernel).build_header()
    return _word(known)


def scan(path: Path) -> str:
    """Find the kernel by reading all memory."""
    with open_guest(path, LENIENT) as guest:
        guest.require_memory()
        insight = find_kernel(guest, scan=ScanPolicy.ALWAYS)
        plan_core(guest, insight.kernel)
    return "result" if insight.kernel else "no kernel"


def convert_and_check(path: Path) -> str:
    """``guestcore convert --check full``; the core is removed again."""
    core = path.with_name("output") / "guest.core"
    core.parent.mkdir(exist_ok=True)
    options = ConvertOptions(output=core, opening=LENIENT, check=CheckDepth.FULL)
    result = convert(path, options)
    _show(plain.convert_lines(result), objects.convert_object(result))
    _show(html_report(result).splitlines(), None)
    for left in (core, core.with_name(f"{core.name}.invalid")):
        left.unlink(missing_ok=True)
    assert not list(core.parent.iterdir()), list(core.parent.iterdir())
    if result.error is None and result.failed_check:
        return "failed check"
    return _word(result.description)


def check(path: Path) -> str:
    """``guestcore check``."""
    return _check(path, None)


def check_against(path: Path) -> str:
    """``guestcore check --against`` the sound state beside the core, in full."""
    return _check(path, path.with_name("sound.vmss"))


def _check(path: Path, source: Path | None) -> str:
    if source is None:
        report = check_core(path)
    else:
        with open_guest(source) as guest:
            report = check_core(path, guest, full=True)
    _show(plain.check_lines(report), objects.check_object(report))
    with open_core(path) as core:
        facts = read_facts(core)
    seen = Examination(path, CoreKind.ELF, vcpus=facts.vcpus, kernel=facts.kernel)
    seen = replace(seen, report=report, memory_size=facts.memory_size)
    _show(html_report(seen).splitlines(), objects.examination_object(seen))
    return "invalid" if report.verdict is Verdict.INVALID else "result"


def resolve_folder(path: Path) -> str:
    """``info`` and ``list`` on the folder of a machine's file."""
    machines = find_machines([path.parent])
    _show(plain.list_lines(machines), objects.list_object(machines))
    known = describe(path.parent, LENIENT)
    _show_known(known)
    if path.suffix in (".vmx", ".vmsd"):
        _show_known(describe(path, LENIENT))
        _ignore_errors(lambda: read_machine(path))
    return _word(known)


def read_lists(path: Path) -> str:
    """``guestcore list`` with the user's own lists of machines."""
    machines = find_machines(None)
    _show(plain.list_lines(machines), objects.list_object(machines))
    return "result"


def _ignore_errors(action) -> None:
    try:
        action()
    except GuestCoreError:
        return


def _show_known(known: Description) -> None:
    _show(plain.describe_lines(known), objects.describe_object(known))
    if known.error is not None:
        _show(plain.error_lines(known.error), None)


def _show(lines: Iterable[str], value: object) -> None:
    """Render both; the text must be fit for a terminal."""
    json.dumps(value)
    for line in lines:
        if line.isascii() and line.isprintable():
            continue
        hidden = [c for c in line if unicodedata.category(c) in _HIDDEN]
        assert not hidden, (hidden, line)


def _word(known: Description) -> str:
    if known.error is not None:
        raise known.error
    return "result" if known.kernel else "no kernel"
