"""What is known of a machine, as labels and values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

from guestcore.machines.guest_systems import guest_os_name
from guestcore.model import GuestOs, KernelInfo, MemoryKind
from guestcore.report.units import size_text
from guestcore.text import printable
from guestcore_gui.details.hexadecimal import plain
from guestcore_gui.i18n import localized, translate

if TYPE_CHECKING:
    from guestcore.pipeline import Description

_KINDS: dict[MemoryKind, Any] = {
    MemoryKind.EMBEDDED: QT_TRANSLATE_NOOP("Facts", "inside the saved state"),
    MemoryKind.VMEM: QT_TRANSLATE_NOOP("Facts", "a memory file"),
    MemoryKind.VMEM_COMPRESSED: QT_TRANSLATE_NOOP("Facts", "a compressed memory file"),
}
_SYSTEMS = {GuestOs.LINUX: "Linux", GuestOs.WINDOWS: "Windows"}
_MAX_PATH = 4000
_MAX_TEXT = 200


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the page. Values are fit to be shown."""

    label: str
    value: str
    is_fixed: bool = False
    """Shown in the fixed font."""


def facts_of(known: Description) -> list[Fact]:
    """Return what is known; what is not is left out."""
    found = (*_of_source(known), *_of_kernel(known.kernel), *_of_memory(known))
    return [fact for fact in found if fact.value]


def _of_source(known: Description) -> Iterator[Fact]:
    origin = known.origin
    if origin is not None:
        product = " ".join(filter(None, (origin.product, origin.product_version)))
        if product and origin.build:
            text = translate("Facts", "{product}, build {build}")
            product = text.format(product=product, build=origin.build)
        yield Fact(translate("Facts", "Product"), _shown(product))
    yield Fact(translate("Facts", "Guest system"), _shown(_guest_system(known)))


def _guest_system(known: Description) -> str:
    system = _SYSTEMS[known.kernel.os] if known.kernel else ""
    name = guest_os_name(known.guest_os) if known.guest_os else ""
    if system and name:
        text = translate("Facts", "{system} (set up as {name})")
        return text.format(system=system, name=name)
    return system or name


def _of_kernel(kernel: KernelInfo | None) -> Iterator[Fact]:
    if kernel is None:
        return
    release = translate("Facts", "Kernel release")
    if kernel.os is GuestOs.WINDOWS:
        release = translate("Facts", "Windows version")
    yield Fact(release, _shown(kernel.osrelease))
    yield Fact(translate("Facts", "Host name"), _shown(kernel.hostname))
    if kernel.kaslr_offset is not None:
        offset = plain(kernel.kaslr_offset)
        yield Fact(translate("Facts", "KASLR offset"), offset, is_fixed=True)
    build_id = _shown(kernel.build_id)
    yield Fact(translate("Facts", "Build ID"), build_id, is_fixed=True)
    if kernel.kdump is not None:
        text = translate("Facts", "{release} is running, after a crash")
        text = text.format(release=kernel.kdump.osrelease)
        yield Fact(translate("Facts", "kdump kernel"), _shown(text))


def _of_memory(known: Description) -> Iterator[Fact]:
    layout = known.layout
    if layout is None:
        return
    text = localized(size_text(layout.size))
    if layout.kind is not None:
        where = translate("Facts", _KINDS[layout.kind])
        text = translate("Facts", "{size}, {where}").format(size=text, where=where)
    yield Fact(translate("Facts", "Memory"), text)
    if layout.path is not None and layout.kind is not MemoryKind.EMBEDDED:
        path = printable(str(layout.path), limit=_MAX_PATH)
        yield Fact(translate("Facts", "Memory file"), path)


def _shown(text: str | None) -> str:
    return printable(text or "", limit=_MAX_TEXT)
