"""The demo machine, for tests that need whole checkpoints."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from guestcore.demo.fabricated_linux import FabricatedGuest, fabricate
from guestcore.demo.machine import LINUX, STEM, write_demo


@dataclass(frozen=True)
class DemoFolder:
    """The demo's files; treat them as read-only when shared."""

    folder: Path
    suspended: Path
    """State with a raw .vmem."""
    guest: FabricatedGuest
    """What the suspended state holds, and the truth about its kernel."""

    @property
    def vmx(self) -> Path:
        return self.folder / f"{STEM}.vmx"

    @property
    def vmsd(self) -> Path:
        return self.folder / f"{STEM}.vmsd"

    @property
    def compressed(self) -> Path:
        """Snapshot with a compressed .vmem."""
        return self.folder / f"{STEM}-Snapshot1.vmsn"

    @property
    def without_memory(self) -> Path:
        return self.folder / f"{STEM}-Snapshot2.vmsn"

    @property
    def embedded(self) -> Path:
        """Snapshot with its memory in the state file."""
        return self.folder / f"{STEM}-Snapshot3.vmsn"


def demo_folder(tmp: Path) -> DemoFolder:
    """Write the demo to a new folder below *tmp*; takes about half a second."""
    folder = tmp / "demo"
    return DemoFolder(folder, write_demo(folder), fabricate(LINUX))
