"""VMware's checkpoints: suspended states (.vmss) and snapshots (.vmsn)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from guestcore.checkpoint import layout
from guestcore.checkpoint.blocks import read_data, read_text
from guestcore.checkpoint.container import has_checkpoint_magic
from guestcore.checkpoint.memory_group import read_memory_group
from guestcore.checkpoint.reader import CheckpointReader
from guestcore.checkpoint.registers import VcpuRegisters, read_registers
from guestcore.errors import GuestCoreError
from guestcore.files.dictionary import parse_dictionary
from guestcore.files.source_file import SourceFile
from guestcore.guest.guest import Guest, Origin
from guestcore.guest.memory import GuestMemory
from guestcore.guest.modes import with_modes
from guestcore.guest.paging import AddressSpace, TableCache, candidate_roots
from guestcore.model import Architecture, SourceFormat, Vcpu
from guestcore.sources.memory import open_memory
from guestcore.sources.opened_memory import MemorySource, OpenedMemory
from guestcore.sources.options import OpenOptions

_FACTS = frozenset(
    (
        layout.PRODUCT, layout.PRODUCT_VERSION, layout.BUILD,
        layout.PLATFORM, layout.MEMORY_MIB,
    )
)  # fmt: skip
_ARM64 = (
    "this is an ARM64 guest: its memory is converted; how its registers are stored is "
    "not known, so the core has none"
)


def probe(file: SourceFile, options: OpenOptions) -> Guest | None:
    """Return the guest of a checkpoint, ``None`` if *file* is something else.

    :raises GuestCoreError: if it is one, but its header or table is damaged.
    """
    head = file.read_at(0, min(4, file.size))
    if len(head) < 4 or not has_checkpoint_magic(head):
        return None
    reader = CheckpointReader(file)
    facts = _read_facts(reader)
    guest_os = _read_guest_os(reader)
    vcpus, opened = VcpuRegisters(), OpenedMemory()
    try:
        vcpus = _read_vcpus(reader, facts)
        source = MemorySource(
            file, read_memory_group(reader), options, facts.memory_mib, facts.is_arm64
        )
        opened = open_memory(source)
    except GuestCoreError as error:
        opened.problem = error
    guest = Guest(
        origin=_origin(reader, facts),
        layout=opened.layout,
        memory=opened.memory,
        vcpus=_with_modes(vcpus, opened.memory, facts, guest_os),
        architecture=Architecture.ARM64 if facts.is_arm64 else Architecture.X86,
        guest_os=guest_os,
        problem=opened.problem,
        warnings=[*reader.warnings, *vcpus.warnings, *opened.warnings],
        files=[file, *opened.files],
    )
    _settle_stack_order(guest, vcpus.own_stack_tags)
    return guest


@dataclass(slots=True)
class _Facts:
    """Group ``Checkpoint``."""

    texts: dict[bytes, str | None] = field(default_factory=dict)
    platform: int | None = None
    memory_mib: int | None = None

    @property
    def is_arm64(self) -> bool:
        return self.platform == layout.PLATFORM_ARM64


def _read_facts(reader: CheckpointReader) -> _Facts:
    facts = _Facts()
    for tag in reader.walk_leniently(layout.GroupName.CHECKPOINT, _FACTS):
        if tag.name == layout.PLATFORM:
            facts.platform = facts.platform or tag.number
        elif tag.name == layout.MEMORY_MIB:
            facts.memory_mib = facts.memory_mib or tag.number
        elif tag.name not in facts.texts:
            try:
                facts.texts[tag.name] = read_text(reader.file, tag)
            except GuestCoreError as error:
                reader.warnings.append(error.message)
    return facts


def _read_guest_os(reader: CheckpointReader) -> str | None:
    """Return ``guestOS`` of the .vmx that a checkpoint embeds."""
    for tag in reader.walk_leniently(layout.GroupName.SNAPSHOT, {layout.CONFIGURATION}):
        try:
            text = read_data(reader.file, tag, layout.MAX_CONFIGURATION)
            return parse_dictionary(text).get("guestos")
        except GuestCoreError as error:
            reader.warnings.append(f"the embedded .vmx was left out: {error.message}")
    return None


def _read_vcpus(reader: CheckpointReader, facts: _Facts) -> VcpuRegisters:
    vcpus = read_registers(reader)
    if not facts.is_arm64:
        return vcpus
    nothing: tuple[Mapping[str, int], ...] = ({},) * len(vcpus.registers)
    return VcpuRegisters(nothing, warnings=(_ARM64,))


def _origin(reader: CheckpointReader, facts: _Facts) -> Origin:
    return Origin(
        path=reader.file.path,
        format=SourceFormat.VMWARE_CHECKPOINT,
        magic=reader.container.magic,
        product=facts.texts.get(layout.PRODUCT),
        product_version=facts.texts.get(layout.PRODUCT_VERSION),
        build=facts.texts.get(layout.BUILD),
    )


def _with_modes(
    vcpus: VcpuRegisters,
    memory: GuestMemory | None,
    facts: _Facts,
    guest_os: str | None,
) -> tuple[Vcpu, ...]:
    found = [Vcpu(index, registers) for index, registers in enumerate(vcpus.registers)]
    return tuple(found) if facts.is_arm64 else with_modes(found, memory, guest_os)


# --- rsp and rbp in packed registers


def _settle_stack_order(guest: Guest, own_tags: frozenset[int]) -> None:
    """Swap rsp and rbp if only that makes kernel stacks of them.

    One source alone says which slot of ``gpregs`` is which (FORMAT.md): if no
    kernel-mode vCPU's rsp can be a stack, and every one's rbp can, they are
    swapped.
    """
    packed = [
        vcpu
        for vcpu in guest.vcpus
        if vcpu.index not in own_tags and "rsp" in vcpu.registers
    ]
    kernel_mode = [v for v in packed if v.mode.is_long and v.cpl == 0]
    if guest.memory is None or not kernel_mode:
        return
    tables = TableCache(guest.memory)

    def is_stack(vcpu: Vcpu, name: str) -> bool:
        return _can_be_stack(vcpu, vcpu.registers.get(name, 0), tables)

    if any(is_stack(vcpu, "rsp") for vcpu in kernel_mode):
        return
    if not all(is_stack(vcpu, "rbp") for vcpu in kernel_mode):
        return
    guest.vcpus = _swapped(guest.vcpus, {vcpu.index for vcpu in packed})
    guest.warnings.append(
        "rsp and rbp were swapped: as the state file is read otherwise, no vCPU in the "
        "kernel would have a stack"
    )


def _can_be_stack(vcpu: Vcpu, address: int, tables: TableCache) -> bool:
    if address >> 47 == 0 or address % 8:
        return False
    return any(
        AddressSpace(tables.memory, vcpu.mode, root, tables=tables).read(address, 8)
        for root in candidate_roots(vcpu)
    )


def _swapped(vcpus: Sequence[Vcpu], indices: set[int]) -> tuple[Vcpu, ...]:
    other = {"rsp": "rbp", "rbp": "rsp"}
    return tuple(
        replace(
            vcpu,
            registers={other.get(n, n): value for n, value in vcpu.registers.items()},
        )
        if vcpu.index in indices
        else vcpu
        for vcpu in vcpus
    )
