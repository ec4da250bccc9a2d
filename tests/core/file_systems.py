"""Small file systems of a chosen kind, where the machine lets tests mount them."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_MAKE = {
    "ext4": ["mkfs.ext4", "-q", "-F"],
    "xfs": ["mkfs.xfs", "-q", "-f"],
    "btrfs": ["mkfs.btrfs", "-q", "-f"],
}


@contextlib.contextmanager
def mounted(kind: str, size: int) -> Iterator[Path]:
    """Give the folder of a new file system of *size* bytes.

    Skips the test where mounting takes rights or programs that are not there.
    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("mounting a file system needs root")
    if kind in _MAKE and shutil.which(_MAKE[kind][0]) is None:
        pytest.skip(f"{_MAKE[kind][0]} is not installed")
    with tempfile.TemporaryDirectory(prefix="guestcore-test-") as name:
        folder, image = Path(name, "mounted"), Path(name, "image")
        folder.mkdir()
        if kind in _MAKE:
            with image.open("xb") as file:
                file.truncate(size)
            subprocess.run([*_MAKE[kind], image], check=True, capture_output=True)
            call = ["mount", "-o", "loop", image, folder]
        else:
            call = ["mount", "-t", kind, "-o", f"size={size}", kind, folder]
        done = subprocess.run(call, check=False, capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"this machine does not mount {kind}: {done.stderr.strip()}")
        try:
            yield folder
        finally:
            subprocess.run(["umount", folder], check=True)
