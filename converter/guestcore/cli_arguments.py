"""What the command line takes, and its help."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from guestcore.text import printable

_INPUT = (
    "a .vmss or .vmsn state file, its .vmem, the .vmx or .vmsd, "
    "or the folder of the virtual machine"
)

_EXAMPLES = """\
examples:
  guestcore convert Server-Snapshot3.vmsn
  guestcore info "/vms/web01"
  guestcore check Server-Snapshot3.core --against Server-Snapshot3.vmsn --full
  guestcore list
  guestcore demo /tmp/demo

exit codes:
  0    done and valid (warnings included)
  1    could not: stderr says why (error: ...) and what to do (hint: ...)
  2    wrong usage
  3    done, but a check failed: the core cannot be trusted
  130  stopped by Ctrl-C; nothing unfinished is left behind
"""

_CONVERT = """\
Writes an ELF core that crash, gdb and drgn open without options, checks it, and
prints the command lines that open it. The default output lies beside the state
file and has its name with .core. Only a complete core gets that name; one that
fails its check is kept as CORE.invalid. Sources are opened read-only.
"""

_CONVERT_NOTES = """\
what to know:
  The core is readable by its owner only: it holds every secret of the guest.
  From a folder, .vmx or .vmsd the only state with memory is taken; if there are
  several, all are named and none is guessed.
  Several INPUTs get a core each; the exit code is the worst.
  All memory is read for the kernel's VMCOREINFO only if the guest is Linux and its
  page tables do not lead there, or with --scan.

examples:
  guestcore convert Server-Snapshot3.vmsn
  guestcore convert Server-Snapshot3.vmsn -o /cores/server.core --check full
  guestcore convert copied.vmsn --vmem elsewhere/Server-Snapshot3.vmem
  guestcore convert /vms/*/*.vmss --json
"""

_INFO_NOTES = """\
examples:
  guestcore info Server-Snapshot3.vmsn
  guestcore info Server-Snapshot3.vmsn --json | jq -r .kernel.osrelease
  guestcore info Server-Snapshot3.vmsn --tags > tags.txt
"""

_CHECK_NOTES = """\
verdicts:
  valid     every check that could be made passed
  warnings  sound, but a reader may stumble: the report names it
  invalid   wrong bytes, registers or addresses, or a cut file; exit code 3

examples:
  guestcore check Server-Snapshot3.core
  guestcore check Server-Snapshot3.core --against Server-Snapshot3.vmsn --full
"""

_LIST_NOTES = """\
Without DIR: the machines of VMware's own inventory and of its recent list, and those
in the folder where new ones are created.
"""

_CHECK = """\
Reads any ELF core of a kernel with an independent reader and judges it. With
--against every register and the memory are compared with the checkpoint it was
made from.
"""

_INFO = """\
Says what an input is: product, memory and its regions, vCPUs, and the kernel
that runs in the guest, without writing anything.
"""

_LIST = """\
Lists virtual machines and their checkpoints: below the folders given, or where
VMware itself keeps them.
"""

_DEMO = """\
Writes a small fabricated virtual machine with a suspended state and snapshots,
to try everything on when there is no VMware at hand.
"""


class _Parser(argparse.ArgumentParser):
    """A parser whose messages cannot harm a terminal: they quote what was typed."""

    def error(self, message: str) -> NoReturn:
        """Print how to call and what was wrong; exit with 2."""
        super().error(printable(message, limit=4000))


def _path(text: str) -> Path:
    """Return the path; an empty one would mean the current folder, unasked."""
    if not text:
        raise argparse.ArgumentTypeError("an empty name is no file")
    return Path(text)


def build_parser(version: str) -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = _Parser(
        prog="guestcore",
        description="Turns the saved state of a VMware virtual machine into a core\n"
        "that crash, gdb and drgn open at once.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"guestcore {version}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_convert(
        _command(
            commands, "convert", "write a core and check it", _CONVERT, _CONVERT_NOTES
        )
    )
    _add_info(_command(commands, "info", "say what an input is", _INFO, _INFO_NOTES))
    _add_check(_command(commands, "check", "judge a core", _CHECK, _CHECK_NOTES))
    _add_list(
        _command(commands, "list", "list machines and checkpoints", _LIST, _LIST_NOTES)
    )
    demo = _command(commands, "demo", "write a fabricated machine", _DEMO)
    demo.add_argument("folder", type=_path, metavar="DIR", help="where to write it")
    return parser


def _command(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    summary: str,
    description: str,
    notes: str = "",
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=summary,
        description=description,
        epilog=notes,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _add_convert(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", nargs="+", type=_path, metavar="INPUT", help=_INPUT)
    parser.add_argument(
        "-o", "--output", type=_path, metavar="CORE", help="where to write the core"
    )
    _add_opening(parser)
    parser.add_argument(
        "--check",
        choices=("quick", "full", "none"),
        default="quick",
        help="compare a sample (default), every page, or nothing",
    )
    parser.add_argument("--force", action="store_true", help="replace an existing core")
    parser.add_argument(
        "--sparse",
        choices=("auto", "never"),
        default="auto",
        help="leave zero pages as holes (default), or write a plain file",
    )
    parser.add_argument(
        "--reflink",
        choices=("auto", "never"),
        default="auto",
        help="share blocks with the source where the file system can (default)",
    )
    _add_json(parser)
    parser.add_argument(
        "-q", "--quiet", action="store_true", help="print only warnings and errors"
    )


def _add_info(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", type=_path, metavar="INPUT", help=_INPUT)
    _add_opening(parser)
    _add_json(parser)
    parser.add_argument(
        "--tags",
        action="store_true",
        help="list every tag of the state file instead: names, sizes and format facts "
        "only, so the list can be mailed (with --json, beside the rest)",
    )


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("core", type=_path, metavar="CORE", help="an ELF core")
    parser.add_argument(
        "--against", type=_path, metavar="INPUT", help="the checkpoint it was made from"
    )
    parser.add_argument(
        "--vmem", type=_path, metavar="FILE", help="the memory file of --against"
    )
    parser.add_argument(
        "--full", action="store_true", help="compare every page, not a sample"
    )
    _add_json(parser)


def _add_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", nargs="*", type=_path, metavar="DIR", help="folders to look below"
    )
    _add_json(parser)


def _add_opening(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--vmem", type=_path, metavar="FILE", help="use this memory file"
    )
    parser.add_argument(
        "--allow-truncated",
        action="store_true",
        help="take a memory file that is too short as far as it goes",
    )
    parser.add_argument(
        "--ignore-lock",
        action="store_true",
        help="read although the machine seems to run (a stale lock)",
    )
    parser.add_argument(
        "--scan",
        action="store_true",
        help="search all memory for the kernel's VMCOREINFO if need be",
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json", action="store_true", help="print exactly one JSON object on stdout"
    )
