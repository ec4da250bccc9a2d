"""Where VMware keeps its lists of machines and, unless told otherwise, the machines.

The places are those of VMware's own manuals and of lists seen [kb].
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Places:
    """Files and folders that may or may not exist."""

    inventories: tuple[Path, ...]
    """Lists of registered machines."""
    preferences: tuple[Path, ...]
    """They name machines used lately, and a folder for new ones."""
    folders: tuple[Path, ...]
    """Where new machines go."""


def find_places(platform: str = sys.platform) -> Places:
    """Return the places for the user who runs this.

    :param platform: As in :data:`sys.platform`.
    """
    home = Path(os.path.expanduser("~"))  # Path.home would fail where there is none
    if platform == "win32":
        return _windows(home)
    if platform == "darwin":
        return _macos(home)
    settings = home / ".vmware"
    return Places(
        inventories=(settings / "inventory.vmls",),
        preferences=(settings / "preferences",),
        folders=(home / "vmware",),
    )


def _windows(home: Path) -> Places:
    roaming = os.environ.get("APPDATA") or platformdirs.user_data_dir(roaming=True)
    settings = Path(roaming) / "VMware"
    documents = (home / "Documents", platformdirs.user_documents_path())
    return Places(
        inventories=(settings / "inventory.vmls",),
        preferences=(settings / "preferences.ini",),
        folders=tuple(folder / "Virtual Machines" for folder in documents),
    )


def _macos(home: Path) -> Places:
    library, shared = home / "Library", Path("/Library/Application Support/VMware")
    return Places(
        inventories=(
            library / "Application Support" / "VMware Fusion" / "vmInventory",
            shared / "VMware Fusion" / "Shared" / "vmInventory",
        ),
        preferences=(library / "Preferences" / "VMware Fusion" / "preferences",),
        folders=(
            home / "Virtual Machines.localized",
            home / "Documents" / "Virtual Machines.localized",
        ),
    )
