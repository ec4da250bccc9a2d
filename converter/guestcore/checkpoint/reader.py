"""A checkpoint file, opened: its groups, and the tags in each.

Faults in the groups that make a core (``memory``, ``cpu``) are errors; anywhere
else what was read so far counts, with a warning.
"""

from __future__ import annotations

from collections.abc import Container as Names
from collections.abc import Iterator

from guestcore.checkpoint.container import Group, read_container
from guestcore.checkpoint.tags import Budget, Tag, TagWalk
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.files.vmsd import list_few
from guestcore.sentence import sentence

_FAULTS_OF_THE_FILE = (ErrorKind.TRUNCATED, ErrorKind.DAMAGED)


class CheckpointReader:
    """The groups of a checkpoint; ``warnings`` grow while it is read.

    :raises GuestCoreError: as :func:`~.container.read_container`.
    """

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.container = read_container(file)
        self.warnings = list(self.container.warnings)
        self._budget = Budget()
        groups = self.container.groups
        self._starts = {group.position for group in groups} | {file.size}
        self._walked: set[int] = set()
        """Positions of the groups that were looked at."""

    def walk(self, name: str, wanted: Names[bytes] | None = None) -> Iterator[Tag]:
        """Yield tags of a group that a core depends on; none if it is absent.

        A block that exceeds the file comes last, before the error.

        :param wanted: Names to yield; ``None`` for all.
        :raises GuestCoreError: ``truncated`` or ``damaged``.
        """
        group = self.container.find(name)
        if group is not None:
            yield from self.open_walk(group).tags(wanted)

    def walk_leniently(
        self, name: str, wanted: Names[bytes] | None = None
    ) -> Iterator[Tag]:
        """Yield tags of a group that a core can do without, as far as it is sound."""
        group = self.container.find(name)
        if group is None:
            return
        try:
            for tag in self.open_walk(group).tags(wanted):
                if tag.end <= self.file.size:
                    yield tag
        except GuestCoreError as error:
            if error.kind not in _FAULTS_OF_THE_FILE:
                raise
            self.warnings.append(
                sentence(
                    "group {name} was read only in part: {message}",
                    name=name,
                    message=error.message,
                )
            )

    def check_other_groups(self) -> None:
        """Warn of faults in the groups that nobody asked for."""
        faults = []
        for group in self.container.groups:
            if group.position in self._walked:
                continue
            try:
                for _ in self.open_walk(group).tags(()):
                    pass
            except GuestCoreError as error:
                if error.kind not in _FAULTS_OF_THE_FILE:
                    raise
                faults.append((group.name, error.message))
        if faults:
            names = list_few(name for name, _ in faults)
            self.warnings.append(
                sentence(
                    "{count} groups that a core can do without are damaged "
                    "({names}): {first}",
                    count=len(faults),
                    names=names,
                    first=faults[0][1],
                )
            )

    def open_walk(self, group: Group) -> TagWalk:
        """Return a walk over one group; all walks share the file's budget."""
        self._walked.add(group.position)
        return TagWalk(
            self.file,
            group,
            self._budget,
            old=self.container.is_old,
            end_known=group.size > 0 and group.position + group.size in self._starts,
        )
