"""Results as plain objects for ``--json``.

The field names are fixed (schema 1); more may be added. Sizes, counts and file
offsets are integers in bytes; addresses, registers and magic numbers are
lower-case ``"0x…"`` strings; what is not known is null, never left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from itertools import islice

from guestcore.errors import GuestCoreError
from guestcore.examination import Examination
from guestcore.guest.guest import MemoryLayout, Origin
from guestcore.machines.machine import CheckpointEntry, Machine
from guestcore.model import (
    REGISTER_NAMES,
    KernelInfo,
    MemoryRegion,
    Vcpu,
)
from guestcore.pipeline import Conversion, Core, Description
from guestcore.sources.listing import TagListing
from guestcore.validation.result import ValidationReport

SCHEMA = 1
_PIECE = 1000


def bug_object(message: str, hint: str) -> dict[str, object]:
    """Return the object of a call that met a bug of ours."""
    error = {"kind": "bug", "message": message, "hint": hint}
    return {"schema": SCHEMA, "error": error}


def describe_object(known: Description) -> dict[str, object]:
    """Return the object of ``guestcore info``."""
    result: dict[str, object] = {
        "schema": SCHEMA,
        "source": known.origin and _source(known.origin),
        "memory": known.layout and _memory(known.layout),
        "vcpus": [_vcpu(vcpu) for vcpu in known.vcpus],
        "kernel": known.kernel and _kernel(known.kernel),
        "warnings": list(known.warnings),
    }
    if known.error is not None:
        result["error"] = _error(known.error)
    return result


def tag_object(tag: TagListing) -> dict[str, object]:
    """Return an element of ``tags``."""
    return {
        "group": tag.group,
        "name": tag.name,
        "indices": list(tag.indices),
        "size": tag.size,
        "offset": tag.offset,
        "value": tag.value,
    }


def tag_pieces(tags: Iterable[TagListing]) -> Iterator[str]:
    """Yield the elements of ``tags`` as JSON text: there may be millions."""
    waiting, separator = map(tag_object, tags), ""
    while some := list(islice(waiting, _PIECE)):
        yield separator + json.dumps(some)[1:-1]
        separator = ", "


def convert_object(conversion: Conversion) -> dict[str, object]:
    """Return the object of ``guestcore convert`` for one input."""
    report = conversion.report
    return {
        **describe_object(conversion.description),
        "core": conversion.core and _core(conversion.core),
        "check": report and check_object(report),
        "seconds": round(conversion.seconds, 3),
    }


def check_object(report: ValidationReport) -> dict[str, object]:
    """Return verdict and checks."""
    return {
        "schema": SCHEMA,
        "verdict": report.verdict.value,
        "checks": [
            {
                "name": check.name,
                "verdict": check.outcome.value,
                "detail": check.detail,
            }
            for check in report.checks
        ],
    }


def examination_object(seen: Examination) -> dict[str, object]:
    """Return the object of a core that was there already."""
    result: dict[str, object] = {
        "schema": SCHEMA,
        "kind": seen.kind and seen.kind.value,
        "core": {
            "path": str(seen.path),
            "size": seen.size,
            "allocated": seen.allocated,
            "class": seen.elf_class,
            "segments": seen.segments,
            "notes": seen.notes,
            "memory_size": seen.memory_size,
            "vcpus": seen.vcpu_count,
        },
        "source": None if seen.against is None else str(seen.against),
        "vcpus": [_vcpu(vcpu) for vcpu in seen.vcpus],
        "kernel": seen.kernel and _kernel(seen.kernel),
        "check": seen.report and check_object(seen.report),
    }
    if seen.error is not None:
        result["error"] = _error(seen.error)
    return result


def list_object(machines: Iterable[Machine]) -> dict[str, object]:
    """Return the object of ``guestcore list``."""
    return {"schema": SCHEMA, "vms": [_machine(machine) for machine in machines]}


def error_object(error: GuestCoreError, missing: Iterable[str]) -> dict[str, object]:
    """Return the object of a call that failed and knows nothing else.

    :param missing: The fields that it would have had.
    """
    return {"schema": SCHEMA, **dict.fromkeys(missing), "error": _error(error)}


def _error(error: GuestCoreError) -> dict[str, object]:
    return {
        "kind": error.kind.value,
        "message": error.message,
        "hint": error.hint,
    }


def _source(origin: Origin) -> dict[str, object]:
    return {
        "path": str(origin.path),
        "format": origin.format.value,
        "magic": _hex(origin.magic),
        "product": origin.product,
        "product_version": origin.product_version,
        "build": origin.build,
    }


def _memory(layout: MemoryLayout) -> dict[str, object]:
    return {
        "kind": layout.kind and layout.kind.value,
        "path": None if layout.path is None else str(layout.path),
        "size": layout.size,
        "regions": [
            {**_range(region), "file_offset": region.file_offset}
            for region in layout.regions
        ],
        "missing": [_range(region) for region in layout.missing],
    }


def _range(region: MemoryRegion) -> dict[str, object]:
    return {"gpa": _hex(region.gpa), "size": region.size}


def _vcpu(vcpu: Vcpu) -> dict[str, object]:
    return {
        "index": vcpu.index,
        "mode": vcpu.mode.value,
        "cpl": vcpu.cpl,
        "registers": {name: _hex(vcpu.registers.get(name)) for name in REGISTER_NAMES},
    }


def _kernel(kernel: KernelInfo) -> dict[str, object]:
    kdump = kernel.kdump
    return {
        "os": kernel.os.value,
        "osrelease": kernel.osrelease,
        "banner": kernel.banner,
        "hostname": kernel.hostname,
        "kaslr_offset": _hex(kernel.kaslr_offset),
        "phys_base": kernel.phys_base,
        "page_offset": _hex(kernel.page_offset),
        "text_start": _hex(kernel.text_start),
        "pgd_gpa": _hex(kernel.pgd_gpa),
        "build_id": kernel.build_id,
        "vmcoreinfo": kernel.vmcoreinfo is not None,
        "kdump": None if kdump is None else {"osrelease": kdump.osrelease},
    }


def _core(core: Core) -> dict[str, object]:
    return {
        "path": str(core.path),
        "size": core.size,
        "allocated": core.allocated,
        "class": core.elf_class,
        "segments": core.segment_count,
        "notes": core.note_count,
    }


def _machine(machine: Machine) -> dict[str, object]:
    return {
        "path": str(machine.path),
        "name": machine.name,
        "guest_os": machine.guest_os,
        "running": machine.running,
        "memory_size": machine.memory_size,
        "checkpoints": [_checkpoint(entry) for entry in machine.checkpoints],
    }


def _checkpoint(entry: CheckpointEntry) -> dict[str, object]:
    created = entry.created
    return {
        "path": str(entry.path),
        "kind": entry.kind,
        "name": entry.name,
        "created": None
        if created is None
        else created.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "memory": entry.memory,
        "current": entry.current,
        "parent": None if entry.parent is None else str(entry.parent),
        "size": entry.size,
        "memory_size": entry.memory_size,
        "encrypted": entry.encrypted,
    }


def _hex(value: int | None) -> str | None:
    return None if value is None else f"{value:#x}"
