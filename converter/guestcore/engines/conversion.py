"""A conversion by vmss2core: like the pipeline's, with another program's file.

The program has a folder to itself on the target's file system, since it chooses the
names of what it writes. Its file is then moved, checked and named like a core of ours.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from guestcore.core.naming import WINDOWS_SUFFIX, default_output
from guestcore.core.output import OutputFile
from guestcore.core.output_errors import output_errors
from guestcore.engines.commands import (
    format_command,
    writes_elf_core,
    writes_windows_dump,
)
from guestcore.engines.outcome import (
    DUMP_MAGICS,
    describe_code,
    read_head,
    require_kind,
    take_product,
)
from guestcore.engines.running import Log, run_engine
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.guest.guest import Guest
from guestcore.insight import ScanPolicy, find_kernel
from guestcore.pipeline import (
    CheckDepth,
    Conversion,
    ConvertOptions,
    Core,
    Description,
    describe_guest,
    finish_output,
    with_insight,
)
from guestcore.progress import NoProgress, Phase, Progress
from guestcore.sentence import Sentence, sentence
from guestcore.sources import open_guest
from guestcore.validation import check_core
from guestcore.validation.core_file import open_core
from guestcore.validation.process_core import refuse_process
from guestcore.validation.result import Check, Outcome, ValidationReport
from guestcore.validation.windows_dump import check_windows_dump
from guestcore.validation.windows_file import open_windows_file

_UNREADABLE = (
    ErrorKind.UNKNOWN_FORMAT,
    ErrorKind.UNSUPPORTED,
    ErrorKind.TRUNCATED,
    ErrorKind.DAMAGED,
)


def convert_with_vmss2core(
    path: Path,
    command: Sequence[str],
    options: ConvertOptions,
    progress: Progress | None = None,
    log: Log | None = None,
) -> Conversion:
    """Have vmss2core convert one input, and check what it wrote.

    Errors are part of the result, beside whatever was found out before.

    :param path: The input, to be understood and compared with.
    :param command: What is run, see :func:`command_line`; it need not name *path*.
    :param options: ``sparse`` and ``reflink`` mean nothing here.
    :param log: Is told the command, what it prints, and how it ended.
    :raises Cancelled: if the user asked to stop; then the program and all that it
        started are gone, and nothing unfinished stays.
    """
    started = time.monotonic()
    progress, log = progress or NoProgress(), log or _ignore
    known = Description(path)
    try:
        with ExitStack() as stack:
            progress.report(Phase.OPENING, 0, 0)
            if not command:
                raise _no_command()
            guest = stack.enter_context(open_guest(path, options.opening))
            known = describe_guest(path, guest)
            guest.require_memory()
            output = stack.enter_context(_open_output(guest, command, options))
            progress.report(Phase.UNDERSTANDING, 0, 0)
            policy = ScanPolicy.ALWAYS if options.scan else ScanPolicy.WHEN_BLIND
            insight = find_kernel(guest, scan=policy, progress=progress)
            known = with_insight(known, insight)
            _run(command, guest, output, progress, log)
            report = _check(guest, output, options, progress)
            core = _describe_core(output)
            core = replace(core, path=finish_output(output, guest, report))
    except GuestCoreError as error:
        seconds = time.monotonic() - started
        return Conversion(replace(known, error=error), seconds=seconds)
    return Conversion(known, core, report, time.monotonic() - started)


def _open_output(
    guest: Guest, command: Sequence[str], options: ConvertOptions
) -> OutputFile:
    target = options.output or default_output(guest.origin.path)
    if options.output is None and writes_windows_dump(command):
        target = target.with_suffix(WINDOWS_SUFFIX)
    return OutputFile(target, sources=guest.files, force=options.force)


def _run(
    command: Sequence[str],
    guest: Guest,
    output: OutputFile,
    progress: Progress,
    log: Log,
) -> None:
    size = guest.require_memory().size
    output.require_space(size)
    folder = output.make_folder()
    log(format_command(command))
    ending = run_engine(command, folder, size, progress, log)
    log(describe_code(ending.code))
    with output_errors(sentence("read what {name} wrote", name=command[0])):
        product = take_product(folder, ending)
        if writes_windows_dump(command) or writes_elf_core(command):
            require_kind(product, ending, is_dump=writes_windows_dump(command))
    output.adopt(product)
    output.flush(progress)


def _check(
    guest: Guest, output: OutputFile, options: ConvertOptions, progress: Progress
) -> ValidationReport | None:
    """Check as the user wishes; what cannot be read has failed, but is kept."""
    if options.check is CheckDepth.NONE:
        return None
    full = options.check is CheckDepth.FULL
    path = output.temporary
    try:
        if read_head(path) in DUMP_MAGICS:
            with open_windows_file(path):
                check = check_windows_dump
        else:
            with open_core(path) as core:
                refuse_process(core)
                check = check_core
    except GuestCoreError as error:
        if error.kind not in _UNREADABLE:
            raise
        problem = _said_of(error.message, output.target)
        return ValidationReport((Check("structure", Outcome.FAIL, problem),))
    return check(path, guest, full=full, progress=progress)


def _said_of(message: str, path: Path) -> str:
    """Return a sentence about a temporary file as one about its final name."""
    if isinstance(message, Sentence) and "path" in message.values:
        return Sentence(message.template, {**message.values, "path": path.name})
    return message


def _describe_core(output: OutputFile) -> Core:
    """Return what is known of the file that was taken, under its temporary name."""
    path, head = output.temporary, read_head(output.temporary)
    kind, runs, notes = "ELF64" if head[4:5] == b"\2" else "ELF32", 0, 0
    with contextlib.suppress(GuestCoreError):  # told by the check
        if head in DUMP_MAGICS:
            kind = "DUMP64" if head == DUMP_MAGICS[0] else "DUMP32"
            with open_windows_file(path) as dump:
                runs = len(dump.loads)
        else:
            with open_core(path) as core:
                runs, notes = len(core.loads), len(core.notes)
    size = os.fstat(output.fd).st_size
    return Core(path, size, output.allocated(), kind, runs, notes)


def _no_command() -> GuestCoreError:
    return GuestCoreError(
        ErrorKind.INPUT,
        sentence("the command line names no program"),
        hint=sentence("choose where vmss2core is"),
    )


def _ignore(line: str) -> None:
    del line
