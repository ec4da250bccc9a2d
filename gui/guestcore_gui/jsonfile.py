"""Small JSON files of our own: written whole or not at all, read with suspicion."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

_MAX_SIZE = 64 << 20


def read_json(path: Path) -> object:
    """Return what a file holds; None if it is absent.

    A file that cannot be understood is kept aside as ``NAME.damaged``, so that the
    program starts and nothing is lost; then None is returned, too.

    :raises OSError: if it is there and cannot be read.
    """
    try:
        if path.stat().st_size > _MAX_SIZE:
            raise ValueError
        return json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except (ValueError, RecursionError):
        with contextlib.suppress(OSError):  # then it is overwritten by the next save
            os.replace(path, path.with_name(path.name + ".damaged"))
        return None


def write_json(path: Path, value: object) -> None:
    """Replace a file in one step; it is on the disk when this returns.

    :raises OSError: if that is not possible; the old file is still there then.
    """
    write_text(path, [json.dumps(value, ensure_ascii=True, indent=1)])


def write_text(path: Path, pieces: Iterable[str]) -> None:
    """Replace a file in one step, as :func:`write_json` does.

    :param pieces: Its text, one behind the other.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with temporary.open("x", encoding="utf-8") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
