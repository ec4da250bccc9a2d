"""Runs other people's tools. One that is missing fails the test."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_SECONDS = 300


def run(
    command: Sequence[object], commands: str = "", **environment: str
) -> tuple[str, str]:
    """Return what a tool prints; it must exit with 0."""
    done = subprocess.run(
        [str(part) for part in command],
        input=commands,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        timeout=_SECONDS,
        env={**os.environ, "LC_ALL": "C.UTF-8", "TERM": "dumb", **environment},
    )
    assert done.returncode == 0, (
        f"{command} exited with {done.returncode}\n"
        f"{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    )
    return done.stdout, done.stderr


def run_script(name: str, *arguments: object, **environment: str) -> str:
    """Run a script of this folder in an interpreter of its own."""
    script = Path(__file__).with_name(name)
    return run([sys.executable, script, *arguments], **environment)[0]
