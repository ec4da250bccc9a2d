"""Reads a checkpoint's header and the table of its groups."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from guestcore.checkpoint import layout
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.files.vmsd import list_few
from guestcore.sentence import sentence

_ESSENTIAL = (layout.GroupName.CPU, layout.GroupName.MEMORY)


@dataclass(frozen=True, slots=True)
class Group:
    """A named part of the file."""

    name: str
    """Bytes that are not UTF-8 as lone surrogates."""
    position: int
    """File offset of the first tag."""
    size: int
    """As announced; it may be nonsense."""


@dataclass(frozen=True, slots=True)
class Container:
    """The header and those groups that begin inside the file, as ordered there."""

    magic: int
    version: int
    groups: Sequence[Group]
    warnings: Sequence[str] = field(default=())
    misplaced: Mapping[str, GuestCoreError] = field(default_factory=dict)
    """What is wrong with groups a core depends on that begin outside the file."""

    @property
    def is_old(self) -> bool:
        """True for the 32-bit variant."""
        return layout.is_old_variant(self.magic)

    def find(self, name: str) -> Group | None:
        """Return the first group of that name.

        :raises GuestCoreError: ``truncated`` or ``damaged`` if a core depends on it
            and it begins outside the file.
        """
        if name in self.misplaced:
            raise self.misplaced[name]
        return next((group for group in self.groups if group.name == name), None)


def has_checkpoint_magic(head: bytes) -> bool:
    """True if a file that begins with *head* is a checkpoint."""
    return int.from_bytes(head[:4], "little") in layout.MAGICS


def read_container(file: SourceFile) -> Container:
    """Return the container of a file with a checkpoint's magic.

    :raises GuestCoreError: ``truncated`` if the file ends inside the table,
        ``damaged`` if the table is too long, ``unsupported`` if its layout is unknown.
    """
    header = layout.HEADER.parse(file.read_at(0, layout.HEADER.sizeof()))
    if not 0 < header.group_count <= layout.MAX_GROUPS:
        raise GuestCoreError(
            ErrorKind.DAMAGED,
            sentence(
                "{path} announces {group_count} groups; 1 to {max_groups} are possible",
                path=file.path,
                group_count=header.group_count,
                max_groups=layout.MAX_GROUPS,
            ),
            hint=sentence("copy the file again"),
        )
    warnings = _describe_oddities(header.magic, header.version)
    descriptor = _choose_descriptor(file, header.magic, header.group_count)
    table_end = layout.HEADER.sizeof() + descriptor.size * header.group_count
    groups: list[Group] = []
    misplaced: dict[str, GuestCoreError] = {}
    strays, names = [], set()
    for group in _read_groups(file, descriptor, header.group_count):
        if table_end <= group.position < file.size:
            groups.append(group)
        elif group.name in _ESSENTIAL and group.name not in names:
            misplaced[group.name] = _misplaced(file, group, table_end)
        else:
            strays.append(group.name)
        names.add(group.name)
    warnings += _describe_strays(strays, header.group_count)
    warnings += _find_duplicates(groups)
    return Container(
        header.magic, header.version, tuple(groups), tuple(warnings), misplaced
    )


def _describe_strays(strays: Sequence[str], group_count: int) -> list[str]:
    if not strays:
        return []
    return [
        sentence(
            "{lost} of {group_count} groups lie outside the state file and were left "
            "out: {names}; the file may have been cut",
            lost=len(strays),
            group_count=group_count,
            names=list_few(strays),
        )
    ]


def _describe_oddities(magic: int, version: int) -> list[str]:
    warnings: list[str] = []
    if layout.is_old_variant(magic):
        warnings.append(
            sentence(
                "this is an old 32-bit checkpoint (magic {magic:#x}), a format "
                "known only by hearsay: compare the result with what you know of "
                "the guest",
                magic=magic,
            )
        )
    if version not in layout.KNOWN_VERSIONS:
        known = layout.KNOWN_VERSIONS
        warnings.append(
            sentence(
                "the state file has format version {version}; {start} to {stop} "
                "are expected",
                version=version,
                start=known.start,
                stop=known.stop - 1,
            )
        )
    return warnings


def _choose_descriptor(file: SourceFile, magic: int, count: int) -> struct.Struct:
    """Return the layout of the group table.

    In the 32-bit variant, the one by which the first group begins where the table
    ends, as it does in every file seen.
    """
    start = layout.HEADER.sizeof()
    chosen = layout.DESCRIPTOR
    if layout.is_old_variant(magic):
        chosen = _choose_old_descriptor(file, count)
    end = start + chosen.size * count
    if end > file.size:
        raise GuestCoreError(
            ErrorKind.TRUNCATED,
            sentence(
                "{path} ends inside its table of {count} groups: {size} bytes "
                "found, at least {end} expected",
                path=file.path,
                count=count,
                size=file.size,
                end=end,
            ),
            hint=sentence("copy the file again"),
        )
    return chosen


def _choose_old_descriptor(file: SourceFile, count: int) -> struct.Struct:
    start = layout.HEADER.sizeof()
    for choice in (layout.DESCRIPTOR, layout.OLD_DESCRIPTOR):
        _, first, _ = choice.unpack(file.read_at(start, choice.size))
        if first == start + choice.size * count:
            return choice
    raise GuestCoreError(
        ErrorKind.UNSUPPORTED,
        sentence(
            "{path} is an old 32-bit checkpoint whose table of groups has neither "
            "of the two layouts we can think of",
            path=file.path,
        ),
        hint=sentence(
            "open it with the VMware product that wrote it and suspend the machine "
            "with a current one"
        ),
    )


def _read_groups(
    file: SourceFile, descriptor: struct.Struct, count: int
) -> list[Group]:
    table = file.read_at(layout.HEADER.sizeof(), descriptor.size * count)
    return [
        Group(
            name.partition(b"\0")[0].decode("utf-8", "surrogateescape"), position, size
        )
        for name, position, size in descriptor.iter_unpack(table)
    ]


def _misplaced(file: SourceFile, group: Group, table_end: int) -> GuestCoreError:
    inside_table = group.position < table_end
    return GuestCoreError(
        ErrorKind.DAMAGED if inside_table else ErrorKind.TRUNCATED,
        sentence(
            "group {name} of {path} is said to begin at {position:#x}; the groups "
            "lie between {table_end:#x} and the file's end at {size:#x}",
            name=group.name,
            path=file.path,
            position=group.position,
            table_end=table_end,
            size=file.size,
        ),
        hint=sentence("copy the file again"),
    )


def _find_duplicates(groups: Sequence[Group]) -> list[str]:
    counts = Counter(group.name for group in groups)
    doubled = [name for name, count in counts.items() if count > 1]
    if not doubled:
        return []
    return [
        sentence(
            "groups occur twice, the first of each counts: {names}",
            names=list_few(doubled),
        )
    ]
