"""A file system that lives in RAM: busybox, a script, what the script needs."""

from __future__ import annotations

import gzip
import stat
from collections.abc import Mapping
from pathlib import PurePosixPath


def pack_initramfs(files: Mapping[str, bytes]) -> bytes:
    """Return the files as the kernel unpacks them at boot (gzip of cpio "newc").

    Every file may be executed; folders are added by themselves.

    :param files: Contents by path without a slash at the start.
    """
    folders = {str(p) for name in files for p in PurePosixPath(name).parents} - {"."}
    members = [(name, stat.S_IFDIR | 0o755, b"") for name in folders]
    members += [(name, stat.S_IFREG | 0o755, data) for name, data in files.items()]
    entries = [
        _entry(number, name, mode, data)
        for number, (name, mode, data) in enumerate(sorted(members), start=1)
    ]
    entries.append(_entry(0, "TRAILER!!!", 0, b""))
    return gzip.compress(b"".join(entries), compresslevel=1, mtime=0)


def _entry(number: int, name: str, mode: int, data: bytes) -> bytes:
    """Return one member: 13 numbers of 8 hexadecimal digits, name, data."""
    path = name.encode() + b"\0"
    fields = (number, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(path), 0)
    header = b"070701" + b"".join(b"%08X" % value for value in fields)
    return _padded(header + path) + _padded(data)


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)
