"""A guest as a source delivers it: where it came from, memory, vCPUs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from guestcore.errors import GuestCoreError
from guestcore.files.source_file import SourceFile
from guestcore.guest.memory import GuestMemory, ZeroPages
from guestcore.model import (
    Architecture,
    MemoryKind,
    MemoryRegion,
    SourceFormat,
    Vcpu,
)


@dataclass(frozen=True, slots=True)
class Origin:
    """What the state file says about itself; ``None`` means it does not say."""

    path: Path
    """The state file."""
    format: SourceFormat
    magic: int | None = None
    product: str | None = None
    product_version: str | None = None
    build: str | None = None


@dataclass(frozen=True, slots=True)
class MemoryLayout:
    """Announced memory, known even where the memory file is not there."""

    kind: MemoryKind | None
    """None while the memory file is missing."""
    path: Path | None
    """The file that holds the memory (the state file when embedded)."""
    regions: tuple[MemoryRegion, ...]
    """As announced, sorted; file offsets count from the start of ``path``
    (in the decoded image when compressed)."""
    missing: tuple[MemoryRegion, ...] = ()
    """Announced, but not in the file; ``file_offset`` is where it would be."""

    @property
    def size(self) -> int:
        """Bytes of RAM announced."""
        return sum(region.size for region in self.regions)


@dataclass(slots=True)
class Guest:
    """An opened source. Close it; it holds the files."""

    origin: Origin
    layout: MemoryLayout | None
    """None if the checkpoint announces no memory."""
    memory: GuestMemory | None
    """None if there is none that can be read: then ``problem`` says why."""
    vcpus: tuple[Vcpu, ...]
    architecture: Architecture = Architecture.X86
    guest_os: str | None = None
    """``guestOS`` of the VM's configuration, such as ``debian12-64``."""
    known_zero: ZeroPages | None = None
    """Pages of ``memory`` that the state file lists as zero, unless it errs."""
    problem: GuestCoreError | None = None
    """What keeps this guest from being converted."""
    warnings: list[str] = field(default_factory=list)
    files: Sequence[SourceFile] = ()
    """Every open source file."""

    def require_memory(self) -> GuestMemory:
        """Return the memory.

        :raises GuestCoreError: what keeps us from reading it.
        """
        if self.problem is not None:
            raise self.problem
        if self.memory is None:
            raise AssertionError("a guest without memory must state its problem")
        return self.memory

    def close(self) -> None:
        """Close every file."""
        for file in self.files:
            file.close()

    def __enter__(self) -> Guest:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
