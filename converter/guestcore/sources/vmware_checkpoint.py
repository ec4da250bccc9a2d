"""VMware's checkpoints: suspended states (.vmss) and snapshots (.vmsn)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from guestcore.checkpoint import layout
from guestcore.checkpoint.blocks import read_data, read_text
from guestcore.checkpoint.container import has_checkpoint_magic
from guestcore.checkpoint.memory_group import MemoryGroup, read_memory_group
from guestcore.checkpoint.reader import CheckpointReader
from guestcore.checkpoint.registers import (
    NO_GROUP,
    NO_VCPUS,
    VcpuRegisters,
    read_registers,
)
from guestcore.errors import GuestCoreError
from guestcore.files.dictionary import parse_dictionary
from guestcore.files.source_file import SourceFile
from guestcore.guest.guest import Guest, Origin
from guestcore.guest.modes import with_modes
from guestcore.model import Architecture, SourceFormat, Vcpu
from guestcore.sentence import sentence
from guestcore.sources.memory import open_memory
from guestcore.sources.opened_memory import MemorySource, OpenedMemory
from guestcore.sources.options import OpenOptions
from guestcore.sources.stack_order import SWAPPED, are_swapped, swap

_FACTS = frozenset(
    (
        layout.PRODUCT, layout.PRODUCT_VERSION, layout.BUILD,
        layout.PLATFORM, layout.MEMORY_MIB,
    )
)  # fmt: skip
_ARM64 = sentence(
    "this is an ARM64 guest: its memory is converted; how its registers are "
    "stored is not known, so the core has none"
)


def probe(file: SourceFile, options: OpenOptions) -> Guest | None:
    """Return the guest of a checkpoint, ``None`` if *file* is something else.

    :raises GuestCoreError: if it is one, but its header or table is damaged.
    """
    if not has_checkpoint_magic(file.read_at(0, min(4, file.size))):
        return None
    reader = CheckpointReader(file)
    found = _read_groups(reader)
    opened = OpenedMemory()
    if found.memory is not None:
        source = MemorySource(
            file,
            found.memory,
            options,
            memory_mib=found.memory_mib,
            is_arm64=found.is_arm64,
            has_registers=any(found.vcpus.registers),
        )
        opened = open_memory(source)
    try:
        return _build(reader, found, opened)
    except BaseException:
        opened.close()
        raise


@dataclass(slots=True)
class _Found:
    """What the groups tell."""

    vcpus: VcpuRegisters = field(default_factory=VcpuRegisters)
    memory: MemoryGroup | None = None
    problem: GuestCoreError | None = None
    """What is wrong with the groups of the two."""
    texts: dict[bytes, str | None] = field(default_factory=dict)
    platform: int | None = None
    memory_mib: int | None = None
    guest_os: str | None = None

    @property
    def is_arm64(self) -> bool:
        return self.platform == layout.PLATFORM_ARM64


def _read_groups(reader: CheckpointReader) -> _Found:
    """Read what matters first: there is a limit to what is read in all."""
    found = _Found()
    try:
        found.vcpus = read_registers(reader)
    except GuestCoreError as error:
        found.problem = error
    try:
        found.memory = read_memory_group(reader)
    except GuestCoreError as error:
        found.problem = found.problem or error
    _read_facts(reader, found)
    found.guest_os = _read_guest_os(reader)
    reader.check_other_groups()
    if found.is_arm64:
        nothing: tuple[Mapping[str, int], ...] = ({},) * len(found.vcpus.registers)
        warnings = (*found.vcpus.warnings, _ARM64)
        found.vcpus = VcpuRegisters(nothing, warnings=warnings)
    return found


def _build(reader: CheckpointReader, found: _Found, opened: OpenedMemory) -> Guest:
    if found.problem is not None:
        opened.problem, opened.memory = found.problem, None
    vcpus = _decide_modes(found, opened)
    return Guest(
        origin=Origin(
            path=reader.file.path,
            format=SourceFormat.VMWARE_CHECKPOINT,
            magic=reader.container.magic,
            product=found.texts.get(layout.PRODUCT),
            product_version=found.texts.get(layout.PRODUCT_VERSION),
            build=(found.texts.get(layout.BUILD) or "").removeprefix("build-") or None,
        ),
        layout=opened.layout,
        memory=opened.memory,
        vcpus=vcpus,
        architecture=Architecture.ARM64 if found.is_arm64 else Architecture.X86,
        guest_os=found.guest_os,
        known_zero=opened.known_zero,
        problem=opened.problem,
        warnings=[*reader.warnings, *_of_vcpus(found, opened), *opened.warnings],
        files=[reader.file, *opened.files],
    )


def _of_vcpus(found: _Found, opened: OpenedMemory) -> list[str]:
    """Return the warnings on registers; without memory no core will lack them."""
    spoken = [*found.vcpus.warnings]
    if opened.memory is None and not (opened.layout and opened.layout.regions):
        return [text for text in spoken if text not in (NO_VCPUS, NO_GROUP)]
    return spoken


def _decide_modes(found: _Found, opened: OpenedMemory) -> tuple[Vcpu, ...]:
    """Return the vCPUs; page tables that cannot be read are a problem of the memory."""
    registers = found.vcpus.registers
    vcpus = tuple(Vcpu(index, values) for index, values in enumerate(registers))
    if found.is_arm64:
        return vcpus
    packed = found.vcpus.packed_stacks
    try:
        decided = with_modes(vcpus, opened.memory, found.guest_os)
        if opened.memory is not None and are_swapped(decided, packed, opened.memory):
            opened.warnings.append(SWAPPED)
            return swap(decided, packed)
    except GuestCoreError as error:
        opened.fail(error)
        return with_modes(vcpus, None, found.guest_os)
    return decided


def _read_facts(reader: CheckpointReader, found: _Found) -> None:
    """Read group ``Checkpoint``."""
    for tag in reader.walk_leniently(layout.GroupName.CHECKPOINT, _FACTS):
        if tag.name == layout.PLATFORM:
            found.platform = found.platform or tag.number
        elif tag.name == layout.MEMORY_MIB:
            found.memory_mib = found.memory_mib or tag.number
        elif tag.name not in found.texts:
            found.texts[tag.name] = None
            try:
                found.texts[tag.name] = read_text(reader.file, tag)
            except GuestCoreError as error:
                reader.warnings.append(error.message)


def _read_guest_os(reader: CheckpointReader) -> str | None:
    """Return ``guestOS`` of the .vmx that a checkpoint embeds."""
    settings: dict[str, str] | None = None
    for tag in reader.walk_leniently(layout.GroupName.SNAPSHOT, {layout.CONFIGURATION}):
        if settings is not None:
            continue  # of two the first counts
        settings = {}
        try:
            text = read_data(reader.file, tag, layout.MAX_CONFIGURATION)
            settings = parse_dictionary(text, reader.file.path)
            if text and not settings:
                reader.warnings.append(
                    sentence(
                        "the embedded .vmx was left out: none of its {size} bytes "
                        "are a setting",
                        size=len(text),
                    )
                )
        except GuestCoreError as error:
            reader.warnings.append(
                sentence(
                    "the embedded .vmx was left out: {message}", message=error.message
                )
            )
    return (settings or {}).get("guestos")
