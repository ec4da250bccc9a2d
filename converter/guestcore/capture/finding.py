"""Finds vmrun: where VMware's installers put it, or on PATH."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from guestcore.capture.vmrun import Vmrun

_APPLICATION = Path("/Applications/VMware Fusion.app/Contents")
_PROGRAM_FOLDERS = ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)")
_PRODUCTS = ("VMware Workstation", "VMware Player", "VMware VIX")


def find_vmrun(
    chosen: Path | None = None, *, platform: str = sys.platform
) -> Vmrun | None:
    """Return VMware's vmrun, None if there is none.

    :param chosen: What the user chose, the program or its folder; only there is
        looked then.
    :param platform: As in :data:`sys.platform`.
    """
    name = "vmrun.exe" if platform == "win32" else "vmrun"
    if chosen is not None:
        places = iter((chosen, chosen / name))
    else:
        places = _places(name, platform)
    for path in places:
        if _is_program(path):
            return Vmrun(path, _product_of(path, platform))
    return None


def _places(name: str, platform: str) -> Iterator[Path]:
    if platform == "win32":
        roots = dict.fromkeys(filter(None, map(os.environ.get, _PROGRAM_FOLDERS)))
        for product in _PRODUCTS:
            for root in roots:
                yield Path(root) / "VMware" / product / name
    elif platform == "darwin":
        yield _APPLICATION / "Public" / name
        yield _APPLICATION / "Library" / name
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        if os.path.isabs(folder):  # the current folder may hold anything
            yield Path(folder) / name
    if platform not in ("win32", "darwin"):
        yield Path("/usr/bin") / name
        yield Path("/usr/local/bin") / name


def _is_program(path: Path) -> bool:
    try:
        return path.is_file() and os.access(path, os.X_OK)
    except (OSError, ValueError):
        return False


def _product_of(path: Path, platform: str) -> str:
    """Return what ``-T`` wants: Player has its window beside it and Workstation's not.

    Workstation's installer brings both.
    """
    if platform == "darwin":
        return "fusion"
    suffix = ".exe" if platform == "win32" else ""
    has_player = path.with_name(f"vmplayer{suffix}").exists()
    has_workstation = path.with_name(f"vmware{suffix}").exists()
    return "player" if has_player and not has_workstation else "ws"
