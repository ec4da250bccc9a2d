"""Engines other than our own: VMware's vmss2core, where the user has it.

It is found, its command line put together, run in a folder of its own, and what it
writes is judged like a core of ours. VMware's program cannot be had for tests: what is
known of it is in FORMAT.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from guestcore.lazy import lazy_names

if TYPE_CHECKING:
    from guestcore.engines.commands import (
        DumpKind,
        command_line,
        default_kind,
        format_command,
        parse_command,
    )
    from guestcore.engines.conversion import convert_with_vmss2core
    from guestcore.engines.finding import Vmss2core, find_vmss2core, read_version
else:
    __getattr__ = lazy_names(
        __name__,
        {
            "DumpKind": "commands",
            "Vmss2core": "finding",
            "command_line": "commands",
            "convert_with_vmss2core": "conversion",
            "default_kind": "commands",
            "find_vmss2core": "finding",
            "format_command": "commands",
            "parse_command": "commands",
            "read_version": "finding",
        },
    )

__all__ = [
    "DumpKind",
    "Vmss2core",
    "command_line",
    "convert_with_vmss2core",
    "default_kind",
    "find_vmss2core",
    "format_command",
    "parse_command",
    "read_version",
]
