"""The registers of every vCPU, from group ``cpu``.

Two encodings exist for several registers, one tag each or packed blocks, and any
mix: a register's own tag wins over a block, a 64-bit one over its 32-bit half.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from guestcore.checkpoint import layout
from guestcore.checkpoint.blocks import read_prefix
from guestcore.checkpoint.reader import CheckpointReader
from guestcore.checkpoint.tags import Tag
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.model import SEGMENT_REGISTERS
from guestcore.sentence import sentence

_OWN, _PACKED, _HALF = range(3)
"""Where a value comes from; the lowest wins."""

_PACKED_SIZE = {
    layout.PACKED_GENERAL: 8 * len(layout.PACKED_GENERAL_ORDER),
    layout.CONTROL_64: 8 * layout.PACKED_CONTROL_COUNT,
    layout.GDTR: layout.TABLE_REGISTER.size,
    layout.IDTR: layout.TABLE_REGISTER.size,
}
_CONTROL_REGISTERS = (0, 2, 3, 4)
_DEBUG_REGISTERS = (0, 1, 2, 3, 6, 7)
_TABLE_PARTS = ("limit", "base.low", "base.high")
_FLAG_PARTS = tuple(f"eflags.{name.decode()}" for name in layout.FLAGS)


def _build_places() -> dict[tuple[bytes, int | None], tuple[str, int]]:
    """Return what single tags tell: by name and second index, register and source.

    A name with a dot is a part, of a register that is put together at the end.
    """
    places: dict[tuple[bytes, int | None], tuple[str, int]] = {}
    for name in (*layout.PACKED_GENERAL_ORDER, "rip"):
        places[name.encode(), None] = name, _OWN
    for half, name in layout.HALVES.items():
        places[half.encode(), None] = name, _HALF
    for tag, part in zip(layout.FLAGS, _FLAG_PARTS, strict=True):
        places[tag, None] = part, _OWN
    for wide, narrow, prefix, numbers in (
        (layout.CONTROL_64, layout.CONTROL_32, "cr", _CONTROL_REGISTERS),
        (layout.DEBUG_64, layout.DEBUG_32, "dr", _DEBUG_REGISTERS),
    ):
        for number in numbers:
            places[wide, number] = f"{prefix}{number}", _OWN
            places[narrow, number] = f"{prefix}{number}", _HALF
    for tag in (layout.GDTR, layout.IDTR):
        for index, part in enumerate(_TABLE_PARTS):
            places[tag, index] = f"{tag.decode().lower()}_{part}", _OWN
    for index, name in enumerate(layout.SEGMENT_ORDER):
        places[layout.SELECTOR, index] = name, _OWN
        if name in ("fs", "gs"):
            places[layout.SEGMENT_BASE, index] = f"{name}_base", _OWN
    return places


_PLACES = _build_places()
_WANTED = frozenset({layout.VCPU_COUNT, *_PACKED_SIZE, *(name for name, _ in _PLACES)})
NO_VCPUS = sentence("the state file has no vCPUs: the core holds memory alone")
NO_GROUP = sentence(
    "the state file has no vCPUs, not even a group cpu: the core holds memory alone"
)
_BLOCKS_SHOWN = 8
"""Most damaged or short blocks that are named one by one."""


@dataclass(slots=True)
class _Collected:
    """One vCPU's registers while the tags come in."""

    values: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By name: source and value."""
    packed: set[bytes] = field(default_factory=set)
    """Names of the blocks that were read: of two the first counts."""

    def add(self, name: str, source: int, value: int) -> None:
        """Keep a value unless a better or an earlier one is there."""
        known = self.values.get(name)
        if known is None or source < known[0]:
            self.values[name] = source, value

    def source(self, name: str) -> int | None:
        """Return where a register's value comes from, ``None`` if it is not known."""
        known = self.values.get(name)
        return None if known is None else known[0]

    def registers(self) -> dict[str, int]:
        """Return the registers by their names in the model."""
        flags = [self.values[part][1] for part in _FLAG_PARTS if part in self.values]
        if flags:
            self.add("eflags", _OWN, reduce(or_, flags))
        for base in ("gdtr_base", "idtr_base"):
            low, high = (self.values.get(f"{base}.{part}") for part in ("low", "high"))
            if low is not None and high is not None:
                self.add(base, _OWN, low[1] | high[1] << 32)
            elif low is not None:
                self.add(base, _HALF, low[1])
        registers = {n: value for n, (_, value) in self.values.items() if "." not in n}
        for name in SEGMENT_REGISTERS:
            if name in registers:
                registers[name] &= 0xFFFF
        return registers


@dataclass(frozen=True, slots=True)
class VcpuRegisters:
    """What group ``cpu`` tells."""

    registers: tuple[Mapping[str, int], ...] = ()
    """One for each vCPU, by number; empty where nothing is told."""
    packed_stacks: frozenset[int] = frozenset()
    """vCPUs of which only ``gpregs`` tells rsp and rbp."""
    warnings: tuple[str, ...] = ()


def read_registers(reader: CheckpointReader) -> VcpuRegisters:
    """Return the registers of all vCPUs.

    :raises GuestCoreError: ``damaged`` or ``truncated``, as the group is.
    """
    group = reader.container.find(layout.GroupName.CPU)
    if group is None:
        return VcpuRegisters(warnings=(NO_GROUP,))
    walk = reader.open_walk(group)
    collected = _Collection(reader)
    for tag in walk.tags(_WANTED):
        if tag.name == layout.VCPU_COUNT:
            if collected.count is None:
                collected.count = _checked_count(reader, tag)
                walk.limit = layout.max_cpu_tags(collected.count)
        elif tag.indices and tag.end <= reader.file.size:
            collected.take(tag)
    return collected.finish()


def _checked_count(reader: CheckpointReader, tag: Tag) -> int:
    count = tag.number or 0
    if count > layout.MAX_VCPUS:
        raise GuestCoreError(
            ErrorKind.DAMAGED,
            sentence(
                "{path} announces {count} vCPUs; up to {max_vcpus} are possible",
                path=reader.file.path,
                count=count,
                max_vcpus=layout.MAX_VCPUS,
            ),
            hint=sentence("copy the file again"),
        )
    return count


class _Collection:
    """What was collected so far, of all vCPUs."""

    def __init__(self, reader: CheckpointReader) -> None:
        self.count: int | None = None
        """``cpu:numVCPUs``, as announced."""
        self._reader = reader
        self._vcpus: dict[int, _Collected] = {}
        self._strangers = 0
        self._odd_blocks: list[str] = []

    def take(self, tag: Tag) -> None:
        """Take what one tag tells, if it names a vCPU that is possible.

        Of a file made to cost time, millions of tags come here.
        """
        indices = tag.indices
        index = indices[0]
        if index >= (layout.MAX_VCPUS if self.count is None else self.count):
            self._strangers += 1
            return
        vcpu = self._vcpus.get(index)
        if vcpu is None:
            vcpu = self._vcpus[index] = _Collected()
        if len(indices) > 2:
            return
        place = _PLACES.get((tag.name, indices[1] if len(indices) > 1 else None))
        if place is not None:
            name, source = place
            known = vcpu.values.get(name)
            if known is not None and known[0] <= source:
                return
            value = tag.number
            if value is not None:
                vcpu.values[name] = source, value
            return
        size = _PACKED_SIZE.get(tag.name)
        if size is not None and len(indices) == 1 and tag.name not in vcpu.packed:
            vcpu.packed.add(tag.name)
            self._take_block(vcpu, tag, size)

    def _take_block(self, vcpu: _Collected, tag: Tag, size: int) -> None:
        try:
            limit = layout.MAX_COMPRESSED_REGISTERS
            data = read_prefix(self._reader.file, tag, size, limit)
        except GuestCoreError as error:
            if error.kind is not ErrorKind.DAMAGED:
                raise
            self._odd_blocks.append(error.message)
            return
        if tag.code == layout.BLOCK and tag.may_be_compressed:
            self._odd_blocks.append(
                sentence(
                    "vCPU {vcpu}: block {block} announces {size} bytes in the "
                    "file and {memory_size} in memory",
                    vcpu=tag.indices[0],
                    block=tag.name.decode(),
                    size=tag.size,
                    memory_size=tag.memory_size,
                )
            )
        if len(data) < size:
            self._odd_blocks.append(
                sentence(
                    "vCPU {vcpu}: block {block} holds {held} bytes instead of "
                    "{size}; the registers behind its end are not known",
                    vcpu=tag.indices[0],
                    block=tag.name.decode(),
                    held=len(data),
                    size=size,
                )
            )
        _collect_packed(vcpu, tag.name, data)

    def finish(self) -> VcpuRegisters:
        """Return the registers, of as many vCPUs as were announced."""
        vcpus, warnings = self._vcpus, self._odd_blocks[:_BLOCKS_SHOWN]
        if len(self._odd_blocks) > _BLOCKS_SHOWN:
            more = len(self._odd_blocks) - _BLOCKS_SHOWN
            warnings.append(
                sentence(
                    "{more} more blocks of registers are short or damaged", more=more
                )
            )
        count = self.count
        if count is None and vcpus:
            count = max(vcpus) + 1
            warnings.append(
                sentence(
                    "the state file does not tell how many vCPUs it has; registers "
                    "are there for {count}",
                    count=count,
                )
            )
        count = count or 0
        if not count:
            warnings.append(NO_VCPUS)
        if self._strangers or any(index >= count for index in vcpus):
            warnings.append(
                sentence(
                    "registers of vCPUs beyond the announced {count} were left out",
                    count=count,
                )
            )
        known = [vcpus.get(index) for index in range(count)]
        packed_stacks = {
            index
            for index, vcpu in enumerate(known)
            if vcpu is not None
            and all(vcpu.source(name) == _PACKED for name in ("rsp", "rbp"))
        }
        registers = tuple({} if vcpu is None else vcpu.registers() for vcpu in known)
        return VcpuRegisters(registers, frozenset(packed_stacks), tuple(warnings))


def _collect_packed(vcpu: _Collected, tag: bytes, data: bytes) -> None:
    """Take the registers of a block; of a short one, those that are whole."""
    if tag in (layout.GDTR, layout.IDTR):
        if len(data) >= layout.TABLE_REGISTER.size:
            limit, base = layout.TABLE_REGISTER.unpack_from(data)
            table = tag.decode().lower()
            vcpu.add(f"{table}_limit", _PACKED, limit)
            vcpu.add(f"{table}_base", _PACKED, base)
        return
    values = struct.unpack_from(f"<{len(data) // 8}Q", data)
    if tag == layout.CONTROL_64:
        for index in _CONTROL_REGISTERS:
            if index < len(values):
                vcpu.add(f"cr{index}", _PACKED, values[index])
    else:
        for register, value in zip(layout.PACKED_GENERAL_ORDER, values, strict=False):
            vcpu.add(register, _PACKED, value)
