"""Inputs: one module for each family, one entry in ``SOURCES``.

A source answers in three ways: a :class:`Guest` (mine), ``None`` (not mine, ask
the next), or a ``GuestCoreError`` (mine, but damaged).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from guestcore.files.source_file import SourceFile
from guestcore.guest.guest import Guest
from guestcore.sources import vmware_checkpoint, vmware_debug_guest
from guestcore.sources.identify import error_for
from guestcore.sources.locate import locate
from guestcore.sources.options import OpenOptions

Probe = Callable[[SourceFile, OpenOptions], Guest | None]

SOURCES: tuple[Probe, ...] = (vmware_checkpoint.probe, vmware_debug_guest.probe)


def open_guest(path: Path, options: OpenOptions | None = None) -> Guest:
    """Open an input: a state file, its memory file, a .vmx, a .vmsd, a folder.

    What keeps a recognised guest from being converted is its ``problem``.

    :raises GuestCoreError: if there is no guest that could be described.
    """
    options = options or OpenOptions()
    located = locate(path)
    if located.memory is not None and options.vmem is None:
        options = replace(options, vmem=located.memory)
    file = SourceFile(located.state)
    try:
        for probe in SOURCES:
            guest = probe(file, options)
            if guest is not None:
                guest.warnings[:0] = located.warnings
                return guest
        raise error_for(file)
    except BaseException:
        file.close()
        raise
