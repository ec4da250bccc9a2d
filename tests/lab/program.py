"""Runs GuestCore as a user does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.lab.core_file import CoreFile

_SECONDS = 300


def guestcore(*arguments: object) -> tuple[int, dict[str, Any]]:
    """Return the exit code and the object that ``--json`` prints."""
    command = [sys.executable, "-m", "guestcore", *map(str, arguments), "--json"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=_SECONDS
    )
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def convert(state: Path, *options: object) -> tuple[dict[str, Any], CoreFile]:
    """Convert a checkpoint that must succeed; return its object and the core."""
    code, told = guestcore("convert", state, *options)
    assert (code, told.get("error")) == (0, None), told
    return told, CoreFile(Path(told["core"]["path"]))
