"""Results as text for people. Everything from a file or a guest is escaped."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from guestcore.errors import GuestCoreError
from guestcore.guest.guest import MemoryLayout, Origin
from guestcore.machines.machine import CheckpointEntry, Machine
from guestcore.model import GuestOs, KernelInfo, Vcpu
from guestcore.pipeline import Conversion, Core, Description
from guestcore.report.commands import debugger_commands
from guestcore.report.units import count_text, size_text, time_text
from guestcore.sources.listing import TagListing
from guestcore.text import printable
from guestcore.validation.result import Outcome, ValidationReport

_MAX_VCPU_LINES = 16
_MAX_REGION_LINES = 16
_MAX_INDENT = 20
_MAX_NAMES = 4096


def describe_lines(known: Description) -> Iterator[str]:
    """Yield what ``guestcore info`` prints."""
    if known.origin is not None:
        yield from _origin_lines(known.origin)
    if known.layout is not None:
        yield from _memory_lines(known.layout)
    if known.origin is not None:
        yield from _vcpu_lines(known.vcpus)
    if known.kernel is not None:
        yield from _kernel_lines(known.kernel)
    for warning in warning_texts(known):
        yield _row("warning", warning)


def warning_texts(known: Description) -> Iterator[str]:
    """Yield the warnings, escaped."""
    for warning in known.warnings:
        yield printable(warning, limit=1000)


def demo_lines(folder: Path, state: Path) -> Iterator[str]:
    """Yield what ``guestcore demo`` prints."""
    yield f"A fabricated virtual machine lies in {printable(str(folder), limit=4000)}."
    yield "Try it:"
    for command in (("list", folder), ("info", state), ("convert", state)):
        yield "  " + printable(shlex.join(["guestcore", *map(str, command)]))


def convert_lines(conversion: Conversion) -> Iterator[str]:
    """Yield what ``guestcore convert`` prints when it wrote a core."""
    yield from describe_lines(conversion.description)
    core, report = conversion.core, conversion.report
    if core is None:
        return
    yield ""
    yield _row(
        "core",
        f"{printable(str(core.path))}: {core.elf_class}, {size_text(core.size)} "
        f"({_disk_text(core)}), "
        f"{count_text(core.segment_count, 'segment')}, "
        f"{count_text(core.note_count, 'note')}, {time_text(conversion.seconds)}",
    )
    if report is not None:
        yield from check_lines(report)
    if conversion.failed_check or core.is_windows_dump:
        return
    commands = debugger_commands(
        core.path, conversion.description.kernel, conversion.description.path
    )
    if commands is None:
        return
    yield ""
    yield "Open it with one of:"
    for line in commands.lines:
        yield f"  {printable(line, limit=4000)}"
    if commands.hint:
        yield f"  ({printable(commands.hint)})"


def _disk_text(core: Core) -> str:
    if core.shared:
        return "blocks shared with the memory file"
    return f"{size_text(core.allocated)} on disk"


def check_lines(report: ValidationReport) -> Iterator[str]:
    """Yield the verdict and every check."""
    passed = sum(check.outcome is Outcome.PASS for check in report.checks)
    asked = sum(check.outcome is not Outcome.SKIP for check in report.checks)
    yield _row("verdict", f"{report.verdict}: {passed} of {asked} checks passed")
    for check in report.checks:
        name = f"{check.outcome:<4}  {check.name}"
        yield f"    {name:<20}  {printable(check.detail, limit=1000)}"


def list_lines(machines: Iterable[Machine]) -> Iterator[str]:
    """Yield the machines with their checkpoints."""
    found = False
    for machine in machines:
        found = True
        system = f" ({printable(machine.guest_os)})" if machine.guest_os else ""
        encrypted = ", encrypted" if machine.encrypted else ""
        running = ", running" if machine.running else ""
        yield f"{printable(machine.name)}{system}{encrypted}{running}"
        yield f"  {printable(str(machine.path), limit=4000)}"
        for depth, entry in _as_tree(machine.checkpoints):
            indent = "  " * min(depth, _MAX_INDENT)
            yield f"    {indent}{_checkpoint_line(entry)}"
        for warning in machine.warnings:
            yield _row("warning", printable(warning, limit=1000))
    if not found:
        yield "No virtual machine was found."


def tag_lines(tags: Iterable[TagListing]) -> Iterator[str]:
    """Yield one row a tag: offset, size, name, and the value if it is listed."""
    names: dict[tuple[str, str], str] = {}  # few, often: registers of many vCPUs
    for tag in tags:
        key = tag.group, tag.name
        name = names.get(key)
        if name is None:
            if len(names) == _MAX_NAMES:
                names.clear()
            name = names[key] = printable(f"{tag.group}/{tag.name}")
        indices = "".join([f"[{index}]" for index in tag.indices])
        value = "" if tag.value is None else f" = {tag.value}"
        yield f"{tag.offset:#14x} {tag.size:>12}  {name}{indices}{value}"


def error_lines(error: GuestCoreError) -> Iterator[str]:
    """Yield ``error: …`` and ``hint: …``."""
    yield f"error: {printable(error.message, limit=4000)}"
    if error.hint:
        yield f"hint: {printable(error.hint, limit=4000)}"


def _row(label: str, text: str) -> str:
    return f"  {label:<8} {text}"


def _origin_lines(origin: Origin) -> Iterator[str]:
    yield printable(str(origin.path), limit=4000)
    product = " ".join(filter(None, (origin.product, origin.product_version)))
    build = f", build {origin.build}" if origin.build else ""
    magic = "" if origin.magic is None else f", magic {origin.magic:#x}"
    made_by = f"{product or 'product unknown'}{build}{magic}"
    yield _row("source", printable(f"{origin.format.value}, {made_by}"))


def _memory_lines(layout: MemoryLayout) -> Iterator[str]:
    where = "" if layout.path is None else f" in {printable(str(layout.path))}"
    kind = f" ({layout.kind.value})" if layout.kind else ""
    yield _row("memory", f"{size_text(layout.size)}{where}{kind}")
    for region in layout.regions[:_MAX_REGION_LINES]:
        yield _row("", f"{region.gpa:#x}-{region.end:#x}  {size_text(region.size)}")
    if len(layout.regions) > _MAX_REGION_LINES:
        yield _row("", f"… {len(layout.regions) - _MAX_REGION_LINES} more regions")
    for region in layout.missing[:_MAX_REGION_LINES]:
        yield _row("missing", f"{region.gpa:#x}-{region.end:#x}")


def _vcpu_lines(vcpus: tuple[Vcpu, ...]) -> Iterator[str]:
    yield _row("vCPUs", str(len(vcpus)))
    for vcpu in vcpus[:_MAX_VCPU_LINES]:
        ring = {0: "kernel", 3: "user", None: "ring unknown"}.get(
            vcpu.cpl, f"ring {vcpu.cpl}"
        )
        rip = vcpu.registers.get("rip")
        place = "" if rip is None else f", rip {rip:#x}"
        yield _row("", f"{vcpu.index}: {vcpu.mode.value}, {ring}{place}")
    if len(vcpus) > _MAX_VCPU_LINES:
        yield _row("", f"… {len(vcpus) - _MAX_VCPU_LINES} more")


def _kernel_lines(kernel: KernelInfo) -> Iterator[str]:
    name = {GuestOs.LINUX: "Linux", GuestOs.WINDOWS: "Windows"}[kernel.os]
    host = f' on "{kernel.hostname}"' if kernel.hostname else ""
    yield _row("kernel", printable(f"{name} {kernel.osrelease or ''}{host}"))
    if kernel.kdump is not None:
        running = f"kdump kernel {kernel.kdump.osrelease} is running"
        yield _row("", printable(running))
    facts = (
        ("KASLR offset", kernel.kaslr_offset),
        ("text", kernel.text_start),
        ("direct map", kernel.page_offset),
        ("page tables", kernel.pgd_gpa),
    )
    known = [f"{label} {value:#x}" for label, value in facts if value is not None]
    if kernel.phys_base is not None:
        known.append(f"phys_base {kernel.phys_base:#x}")
    if known:
        yield _row("", ", ".join(known))
    if kernel.os is GuestOs.LINUX:
        found = "found and proved" if kernel.vmcoreinfo else "not found"
        yield _row("", f"VMCOREINFO {found}")


def _as_tree(
    entries: Sequence[CheckpointEntry],
) -> Iterator[tuple[int, CheckpointEntry]]:
    """Yield the entries with their depth, each behind its parent.

    Siblings keep their order; an entry whose parent is not listed is a root.
    """
    known = {entry.path for entry in entries}
    children: dict[Path | None, list[CheckpointEntry]] = {}
    for entry in entries:
        parent = entry.parent if entry.parent in known else None
        children.setdefault(parent, []).append(entry)
    waiting = [(0, entry) for entry in reversed(children.get(None, []))]
    while waiting:
        depth, entry = waiting.pop()
        yield depth, entry
        below = reversed(children.pop(entry.path, []))
        waiting.extend((depth + 1, child) for child in below)


def _checkpoint_line(entry: CheckpointEntry) -> str:
    created = (
        "" if entry.created is None else f", {entry.created:%Y-%m-%d %H:%M:%S} UTC"
    )
    memory = "memory" if entry.memory else "no memory"
    here = ", you are here" if entry.current else ""
    return (
        f"{entry.kind} {printable(entry.name)} "
        f"({memory}{created}{here})  {printable(entry.path.name)}"
    )
