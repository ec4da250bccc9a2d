"""What a check found, and what all checks together say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """The verdict of one check."""

    PASS = "pass"
    WARN = "warn"
    FAIL = "fail"
    SKIP = "skip"


class Verdict(StrEnum):
    """The verdict of a whole report."""

    VALID = "valid"
    WARNINGS = "warnings"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name, outcome, and one sentence with figures."""

    name: str
    outcome: Outcome
    detail: str


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """All checks of one core, in the order they ran."""

    checks: Sequence[Check]

    @property
    def verdict(self) -> Verdict:
        """Invalid if any check failed, warnings if any warned."""
        outcomes = {check.outcome for check in self.checks}
        if Outcome.FAIL in outcomes:
            return Verdict.INVALID
        return Verdict.WARNINGS if Outcome.WARN in outcomes else Verdict.VALID
