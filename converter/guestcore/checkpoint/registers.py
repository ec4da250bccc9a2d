"""The registers of every vCPU, from group ``cpu``.

Two encodings exist for several registers, one tag each or packed blocks, and any
mix: a register's own tag wins over a block, a 64-bit one over its 32-bit half.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from guestcore.checkpoint import layout
from guestcore.checkpoint.blocks import read_prefix
from guestcore.checkpoint.reader import CheckpointReader
from guestcore.checkpoint.tags import Tag
from guestcore.errors import ErrorKind, GuestCoreError

_OWN, _PACKED, _HALF = range(3)
"""Where a value comes from; the lowest wins."""

_PACKED_SIZE = {
    layout.PACKED_GENERAL: 8 * len(layout.PACKED_GENERAL_ORDER),
    layout.CONTROL_64: 8 * layout.PACKED_CONTROL_COUNT,
    layout.GDTR: layout.TABLE_REGISTER.size,
    layout.IDTR: layout.TABLE_REGISTER.size,
}
_SINGLE = {
    **{name.encode(): (name, _OWN) for name in layout.PACKED_GENERAL_ORDER},
    **{half.encode(): (name, _HALF) for half, name in layout.HALVES.items()},
    b"rip": ("rip", _OWN),
}
_NUMBERED = {
    layout.CONTROL_64: ("cr", _OWN),
    layout.CONTROL_32: ("cr", _HALF),
    layout.DEBUG_64: ("dr", _OWN),
    layout.DEBUG_32: ("dr", _HALF),
}
_WANTED = frozenset(
    (
        layout.VCPU_COUNT, *layout.FLAGS, layout.SELECTOR, layout.SEGMENT_BASE,
        *_PACKED_SIZE, *_SINGLE, *_NUMBERED,
    )
)  # fmt: skip
_CONTROL_REGISTERS = (0, 2, 3, 4)
_DEBUG_REGISTERS = (0, 1, 2, 3, 6, 7)


@dataclass(slots=True)
class _Collected:
    """One vCPU's registers while the tags come in."""

    values: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By name: source and value."""
    parts: dict[tuple[str, int], int] = field(default_factory=dict)
    """Pieces that make a register only together."""

    def add(self, name: str, source: int, value: int) -> None:
        """Keep a value unless a better or an earlier one is there."""
        known = self.values.get(name)
        if known is None or source < known[0]:
            self.values[name] = source, value

    def registers(self) -> dict[str, int]:
        """Return the registers by their names in the model."""
        for table in ("gdtr", "idtr"):
            self._join_table_register(table)
        flags = [self.parts[part] for part in _FLAG_PARTS if part in self.parts]
        if flags:
            joined = 0
            for value in flags:
                joined |= value
            self.add("eflags", _OWN, joined)
        return {name: value for name, (_, value) in self.values.items()}

    def _join_table_register(self, table: str) -> None:
        limit, low, high = (self.parts.get((table, part)) for part in range(3))
        if limit is not None:
            self.add(f"{table}_limit", _OWN, limit)
        if low is not None:
            self.add(f"{table}_base", _OWN, low | (high or 0) << 32)


_FLAG_PARTS = tuple((name.decode(), 0) for name in layout.FLAGS)


@dataclass(frozen=True, slots=True)
class VcpuRegisters:
    """What group ``cpu`` tells."""

    registers: tuple[Mapping[str, int], ...] = ()
    """One for each vCPU, by number; empty where nothing is told."""
    own_stack_tags: frozenset[int] = frozenset()
    """vCPUs whose rsp and rbp have tags of their own."""
    warnings: tuple[str, ...] = ()


def read_registers(reader: CheckpointReader) -> VcpuRegisters:
    """Return the registers of all vCPUs.

    :raises GuestCoreError: ``damaged`` or ``truncated``, as the group is.
    """
    group = reader.container.find(layout.GroupName.CPU)
    if group is None:
        return VcpuRegisters(warnings=("the state file has no vCPUs (no group cpu)",))
    walk = reader.open_walk(group)
    vcpus: dict[int, _Collected] = {}
    count: int | None = None
    warnings: list[str] = []
    for tag in walk.tags(_WANTED):
        if tag.name == layout.VCPU_COUNT:
            if count is None:
                count = _checked_count(reader, tag)
                walk.limit = layout.max_cpu_tags(count)
        elif _is_usable(tag, reader.file.size):
            vcpu = vcpus.setdefault(tag.indices[0], _Collected())
            _collect(reader, vcpu, tag, warnings)
    return _finish(vcpus, count, warnings)


def _is_usable(tag: Tag, file_size: int) -> bool:
    """True if a tag names a vCPU that is possible, and lies in the file."""
    in_file = tag.offset + tag.size <= file_size
    return in_file and bool(tag.indices) and tag.indices[0] < layout.MAX_VCPUS


def _checked_count(reader: CheckpointReader, tag: Tag) -> int:
    count = tag.number or 0
    if count > layout.MAX_VCPUS:
        raise GuestCoreError(
            ErrorKind.DAMAGED,
            f"{reader.file.path} announces {count} vCPUs; "
            f"up to {layout.MAX_VCPUS} are possible",
            hint="copy the file again",
        )
    return count


def _finish(
    vcpus: dict[int, _Collected], count: int | None, warnings: list[str]
) -> VcpuRegisters:
    if count is None and vcpus:
        count = max(vcpus) + 1
        warnings.append(
            f"the state file does not tell how many vCPUs it has; registers are there "
            f"for {count}"
        )
    count = count or 0
    if not count:
        warnings.append("the state file has no vCPUs: the core holds memory alone")
    strangers = [index for index in vcpus if index >= count]
    if strangers and count:
        warnings.append(
            f"registers of {len(strangers)} vCPUs beyond the announced {count} were "
            "left out"
        )
    known = [vcpus.get(index) for index in range(count)]
    own_stack = {
        index
        for index, vcpu in enumerate(known)
        if vcpu is not None
        and all(vcpu.values.get(n, (_PACKED, 0))[0] == _OWN for n in ("rsp", "rbp"))
    }
    registers = tuple({} if vcpu is None else vcpu.registers() for vcpu in known)
    return VcpuRegisters(registers, frozenset(own_stack), tuple(warnings))


def _collect(
    reader: CheckpointReader, vcpu: _Collected, tag: Tag, warnings: list[str]
) -> None:
    """Take what one tag tells."""
    size = _PACKED_SIZE.get(tag.name)
    if size is not None and len(tag.indices) == 1:
        _collect_packed(reader, vcpu, tag, size, warnings)
        return
    value = tag.number
    if value is None:
        return
    if len(tag.indices) == 1:
        if tag.name in _SINGLE:
            name, source = _SINGLE[tag.name]
            vcpu.add(name, source, value)
        elif tag.name in layout.FLAGS:
            vcpu.parts.setdefault((tag.name.decode(), 0), value)
    elif len(tag.indices) == 2:
        _collect_numbered(vcpu, tag.name, tag.indices[1], value)


def _collect_numbered(vcpu: _Collected, tag: bytes, index: int, value: int) -> None:
    if tag in _NUMBERED:
        prefix, source = _NUMBERED[tag]
        kept = _CONTROL_REGISTERS if prefix == "cr" else _DEBUG_REGISTERS
        if index in kept:
            vcpu.add(f"{prefix}{index}", source, value)
    elif tag in (layout.GDTR, layout.IDTR):
        if index < 3:
            vcpu.parts.setdefault((tag.decode().lower(), index), value)
    elif index < len(layout.SEGMENT_ORDER):
        segment = layout.SEGMENT_ORDER[index]
        if tag == layout.SELECTOR:
            vcpu.add(segment, _OWN, value & 0xFFFF)
        elif tag == layout.SEGMENT_BASE and segment in ("fs", "gs"):
            vcpu.add(f"{segment}_base", _OWN, value)


def _collect_packed(
    reader: CheckpointReader,
    vcpu: _Collected,
    tag: Tag,
    size: int,
    warnings: list[str],
) -> None:
    """Take the registers of a block; of a short one, those that are whole."""
    try:
        data = read_prefix(reader.file, tag, size)
    except GuestCoreError as error:
        if error.kind is not ErrorKind.DAMAGED:
            raise
        warnings.append(error.message)
        return
    name = tag.name.decode()
    if len(data) < size:
        warnings.append(
            f"vCPU {tag.indices[0]}: block {name} holds {len(data)} bytes instead of "
            f"{size}; the registers behind its end are not known"
        )
    if tag.name in (layout.GDTR, layout.IDTR):
        if len(data) >= size:
            limit, base = layout.TABLE_REGISTER.unpack_from(data)
            vcpu.add(f"{name.lower()}_limit", _PACKED, limit)
            vcpu.add(f"{name.lower()}_base", _PACKED, base)
        return
    values = [
        int.from_bytes(data[at : at + 8], "little") for at in range(0, len(data) - 7, 8)
    ]
    if tag.name == layout.CONTROL_64:
        for index in _CONTROL_REGISTERS:
            if index < len(values):
                vcpu.add(f"cr{index}", _PACKED, values[index])
    else:
        for register, value in zip(layout.PACKED_GENERAL_ORDER, values, strict=False):
            vcpu.add(register, _PACKED, value)
