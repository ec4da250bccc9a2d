"""From the command line to the window, in the order that shows the window soonest."""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from guestcore import __version__
from guestcore.text import printable
from guestcore_gui.paths import Paths, find_paths
from guestcore_gui.preflight import find_obstacle

if TYPE_CHECKING:
    from guestcore_gui.app import Desktop

NO_WINDOW = 3
"""Exit code where no window can be shown; the reason is on stderr."""
NO_ANSWER = 4
"""Exit code where another instance runs and does not take the files."""
_HAND_OVER = 10.0
"""Seconds that it has to do so."""
_LOG_SIZE = 1 << 20


def start(arguments: Sequence[str]) -> int:
    """Run the desktop; return the exit code."""
    options = _parser().parse_args(arguments)
    obstacle = find_obstacle()
    if obstacle is not None:
        print(obstacle, file=sys.stderr)  # noqa: T201  there is no window to say it
        return NO_WINDOW
    if options.can_start:
        return 0
    paths = find_paths(options.portable)
    files = [Path(name).absolute() for name in options.files]
    from guestcore_gui.instance import instance_name, take_place

    name = instance_name(paths)
    place = take_place(paths)
    if place is None:
        return _hand_over(name, files)
    _keep_log(paths)
    desktop = _make_desktop(paths, name)
    desktop.open(files)
    return desktop.run()


def _hand_over(name: str, files: list[Path]) -> int:
    from guestcore_gui.instance import hand_over

    end = time.monotonic() + _HAND_OVER
    while not hand_over(name, files):  # it may be starting
        if time.monotonic() > end:
            text = "GuestCore is running already, and does not answer."
            print(text, file=sys.stderr)  # noqa: T201  there is no window to say it
            return NO_ANSWER
        time.sleep(0.1)
    return 0


def _make_desktop(paths: Paths, name: str) -> Desktop:
    from guestcore_gui.app import Desktop

    return Desktop(paths, name)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="guestcore-gui",
        description="The desktop of GuestCore: drop a saved state of a VMware virtual "
        "machine in, get a core for crash, gdb and drgn.",
    )
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE|FOLDER",
        help="saved states, snapshots, machines, folders or cores to open",
    )
    parser.add_argument(
        "--portable",
        type=Path,
        metavar="FOLDER",
        help="keep settings, state and logs in this folder",
    )
    parser.add_argument(
        "--can-start",
        action="store_true",
        help=f"only tell whether a window can be shown here (exit code 0 or "
        f"{NO_WINDOW})",
    )
    parser.add_argument("--version", action="version", version=__version__)
    return parser


def _keep_log(paths: Paths) -> None:
    try:
        paths.log.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            paths.log / "guestcore.log",
            maxBytes=_LOG_SIZE,
            backupCount=2,
            encoding="utf-8",
            errors="backslashreplace",
        )
    except OSError as error:
        reason = printable(f"{error}", limit=1000)
        print(f"warning: no log: {reason}", file=sys.stderr)  # noqa: T201  nor a window yet
        return
    handler.setFormatter(_PlainFormatter("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])


class _PlainFormatter(logging.Formatter):
    """Writes what comes from files and guests without control characters."""

    def format(self, record: logging.LogRecord) -> str:
        lines = super().format(record).splitlines()
        return "\n".join(printable(line, limit=4000) for line in lines)
