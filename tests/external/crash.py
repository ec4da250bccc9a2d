"""Runs crash with no option but those that keep it quiet."""

from __future__ import annotations

import re

from tests.external.tools import run
from tests.lab.archive import UNSTABLE
from tests.lab.packages import fetch_program

_MARK = 7_3951_8642
"""Printed before each answer."""


def installed():
    """Return the command of Debian's."""
    return ["crash"]


def newest():
    """Return the command of unstable's, from its own folder."""
    return fetch_program(UNSTABLE, "crash", "crash").command


def ask(program, opened, *commands, memory=None):
    """Return what crash prints for each command."""
    script = "".join(f"p {_MARK}\n{command}\n" for command in commands) + "quit\n"
    told, complaints = run(
        [*program, "--no_scroll", "-s", opened.vmlinux, memory or opened.core], script
    )
    assert "do not match" not in told + complaints
    answers = re.split(rf"^\$\d+ = {_MARK}\n", told, flags=re.MULTILINE)[1:]
    assert len(answers) == len(commands), told
    return answers


def parse_registers(told):
    """Return what ``help -r`` says of each vCPU."""
    vcpus = []
    for text in re.split(r"^CPU \d+:$", told, flags=re.MULTILINE)[1:]:
        found = re.findall(r"\b([A-Z][A-Z0-9]{1,5}): *([0-9a-f]{8,16})\b", text)
        found += re.findall(r"\b([A-Z]{2}): selector: ([0-9a-f]{4})", text)
        registers = {name.lower(): int(value, 16) for name, value in found}
        registers["eflags"] = registers.pop("rflags")
        vcpus.append(registers)
    return vcpus
