"""Engines other than our own: VMware's vmss2core, where the user has it.

It is found, its command line put together, run in a folder of its own, and what it
writes is judged like a core of ours. VMware's program cannot be had for tests: what is
known of it is in FORMAT.md.
"""

from __future__ import annotations

from guestcore.engines.commands import (
    DumpKind,
    command_line,
    format_command,
    parse_command,
)
from guestcore.engines.conversion import convert_with_vmss2core
from guestcore.engines.finding import Vmss2core, find_vmss2core, read_version

__all__ = [
    "DumpKind",
    "Vmss2core",
    "command_line",
    "convert_with_vmss2core",
    "find_vmss2core",
    "format_command",
    "parse_command",
    "read_version",
]
