"""The command line: the only place that prints and picks exit codes."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import FrameType

from guestcore import __version__
from guestcore.cli_arguments import build_parser
from guestcore.cli_output import (
    abandon_stdout,
    prepare_streams,
    print_error,
    print_json,
    print_lines,
    print_usage_error,
    print_warnings,
    report_bug,
)
from guestcore.errors import Cancelled, GuestCoreError
from guestcore.pipeline import (
    CheckDepth,
    Conversion,
    ConvertOptions,
    Description,
    convert,
    default_output,
    describe,
)
from guestcore.report import objects, plain
from guestcore.report.terminal import open_progress
from guestcore.sources import OpenOptions, open_guest
from guestcore.sources.listing import TagListing, list_tags

EXIT_OK = 0
EXIT_ERROR = 1
EXIT_USAGE = 2
EXIT_FAILED_CHECK = 3
EXIT_INTERRUPTED = 130

_CHECK_FIELDS = ("verdict", "checks")


def main(arguments: Sequence[str]) -> int:
    """Run one command; return the exit code.

    0 done and valid, 1 could not, 2 usage, 3 done but a check failed,
    130 stopped by Ctrl-C.
    """
    prepare_streams()
    parser = build_parser(__version__)
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:
        return EXIT_USAGE if stop.code else EXIT_OK
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # nohup has SIGHUP ignored, and so it stays
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)
    try:
        code = COMMANDS[options.command](options)
        sys.stdout.flush()
    except (KeyboardInterrupt, Cancelled):
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # the reader of our output went away, such as `| head`
        abandon_stdout()
        return EXIT_ERROR
    except OSError as error:  # files of ours give GuestCoreError: it is the output
        print_lines((f"error: cannot print the result: {error.strerror}",), sys.stderr)
        abandon_stdout()
        return EXIT_ERROR
    except Exception as error:  # noqa: BLE001  told as what it is: a bug of ours
        report_bug(error, options)
        return EXIT_ERROR
    return code


def _stop(number: int, frame: FrameType | None) -> None:
    """Leave as after Ctrl-C: everything unfinished is removed on the way out."""
    del number, frame
    raise KeyboardInterrupt


def _convert(options: argparse.Namespace) -> int:
    inputs: list[Path] = options.input
    problem = _conflicting_targets(inputs, options)
    if problem:
        print_usage_error("convert", problem)
        return EXIT_USAGE
    chosen = ConvertOptions(
        output=options.output,
        opening=_opening(options),
        check=CheckDepth(options.check),
        force=options.force,
        sparse=options.sparse,
        reflink=options.reflink,
        scan=options.scan,
    )
    results = []
    for path in inputs:
        with open_progress(quiet=options.quiet) as progress:
            results.append(convert(path, chosen, progress))
        if not options.json:
            about = str(path) if len(inputs) > 1 else None
            _print_conversion(results[-1], quiet=options.quiet, about=about)
    if options.json:
        print_json(_conversions_object(results))
    return _worst(_conversion_code(result) for result in results)


def _conflicting_targets(inputs: list[Path], options: argparse.Namespace) -> str | None:
    """Return why these inputs cannot be converted in one call, or None."""
    if len(inputs) == 1:
        return None
    if options.output or options.vmem:
        name = "-o" if options.output else "--vmem"
        return f"{name} goes with one INPUT, {len(inputs)} were given"
    seen: dict[Path, Path] = {}
    for path in inputs:
        try:
            with open_guest(path, _opening(options)) as guest:
                target = Path(os.path.realpath(default_output(guest.origin.path)))
        except GuestCoreError:
            continue  # its own conversion will say so
        if target in seen:
            return f"{seen[target]} and {path} would both be written to {target}"
        seen[target] = path
    return None


def _conversions_object(results: list[Conversion]) -> dict[str, object]:
    converted = [objects.convert_object(result) for result in results]
    if len(converted) == 1:
        return converted[0]
    return {"schema": objects.SCHEMA, "results": converted}


def _print_conversion(
    result: Conversion, *, quiet: bool, about: str | None = None
) -> None:
    """Print what became of an input, named *about* where there are several."""
    if result.error is not None:
        print_lines(plain.error_lines(result.error), sys.stderr)
    elif result.failed_check:
        print_lines(plain.convert_lines(result))
        print_lines(
            (
                "error: the core failed its check and cannot be trusted",
                "hint: see the failed checks above; copy the files and try again",
            ),
            sys.stderr,
        )
    elif not quiet:
        print_lines(plain.convert_lines(result))
    else:
        print_warnings(result.description.warnings, about)


def _conversion_code(result: Conversion) -> int:
    if result.error is not None:
        return EXIT_ERROR
    return EXIT_FAILED_CHECK if result.failed_check else EXIT_OK


def _worst(codes: Iterable[int]) -> int:
    ranked = (EXIT_OK, EXIT_FAILED_CHECK, EXIT_ERROR)
    return max(codes, key=ranked.index)


def _info(options: argparse.Namespace) -> int:
    with open_progress(quiet=False) as progress:
        known = describe(
            options.input, _opening(options), scan=options.scan, progress=progress
        )
    tags = _open_tags(known) if options.tags else None
    if options.json:
        _print_known(known, tags, with_tags=options.tags)
    else:
        # The list is to be mailed: the report, which names the guest, is not in it.
        lines = plain.describe_lines(known) if tags is None else plain.tag_lines(tags)
        print_lines(lines)
        if known.error is not None:
            print_lines(plain.error_lines(known.error), sys.stderr)
    return EXIT_OK if known.error is None else EXIT_ERROR


def _open_tags(known: Description) -> Iterator[TagListing] | None:
    """Return the tags of a state file, ``None`` if it could not be opened."""
    return None if known.origin is None else list_tags(known.origin.path)


def _print_known(
    known: Description, tags: Iterator[TagListing] | None, *, with_tags: bool
) -> None:
    """Print one object; its tags, which may be millions, as they come."""
    text = json.dumps(objects.describe_object(known))
    if not with_tags:
        print(text)
    elif tags is None:
        print(f'{text[:-1]}, "tags": null}}')
    else:
        print(f'{text[:-1]}, "tags": [', end="")
        for piece in objects.tag_pieces(tags):
            print(piece, end="")
        print("]}")


def _check(options: argparse.Namespace) -> int:
    from guestcore.validation import check_core

    if options.vmem and not options.against:
        print_usage_error("check", "--vmem goes with --against")
        return EXIT_USAGE
    try:
        with open_progress(quiet=False) as progress:
            if options.against is None:
                report = check_core(options.core, full=options.full, progress=progress)
            else:
                # Only comparing: memory that is short, or of a machine that runs,
                # shows in the report.
                opening = OpenOptions(
                    vmem=options.vmem, allow_truncated=True, ignore_lock=True
                )
                with open_guest(options.against, opening) as guest:
                    guest.require_memory()
                    report = check_core(
                        options.core, guest, full=options.full, progress=progress
                    )
    except GuestCoreError as error:
        print_error(error, as_json=options.json, missing=_CHECK_FIELDS)
        return EXIT_ERROR
    if options.json:
        print_json(objects.check_object(report))
    else:
        print_lines(plain.check_lines(report))
    return EXIT_FAILED_CHECK if report.verdict == "invalid" else EXIT_OK


def _list(options: argparse.Namespace) -> int:
    from guestcore.machines.inventory import find_machines

    try:
        machines = find_machines(
            options.folder or None, on_skip=None if options.json else _warn_of_skip
        )
    except GuestCoreError as error:
        print_error(error, as_json=options.json, missing=("vms",))
        return EXIT_ERROR
    if options.json:
        print_json(objects.list_object(machines))
    else:
        print_lines(plain.list_lines(machines))
    return EXIT_OK


def _warn_of_skip(text: str) -> None:
    print_warnings((text,))


def _demo(options: argparse.Namespace) -> int:
    from guestcore.demo.machine import write_demo

    try:
        state = write_demo(options.folder)
    except GuestCoreError as error:
        print_error(error, as_json=False)
        return EXIT_ERROR
    print_lines(plain.demo_lines(options.folder, state))
    return EXIT_OK


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "convert": _convert,
    "info": _info,
    "check": _check,
    "list": _list,
    "demo": _demo,
}


def _opening(options: argparse.Namespace) -> OpenOptions:
    return OpenOptions(
        vmem=options.vmem,
        allow_truncated=options.allow_truncated,
        ignore_lock=options.ignore_lock,
    )
