"""The words of a report: verdicts, outcomes, facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

from guestcore.model import GuestOs
from guestcore.report.judgement import NOT_COMPARED
from guestcore.report.units import seconds_text, size_text
from guestcore.text import printable
from guestcore.validation.result import Outcome
from guestcore_gui.i18n import localized, translate
from guestcore_gui.result.shown import Judgement, Shown

_MAX_TEXT = 400
_MAX_PATH = 4000

OUTCOMES: dict[Outcome, tuple[str, str, Any]] = {
    Outcome.PASS: ("circle-check", "good", QT_TRANSLATE_NOOP("Report", "Passed")),
    Outcome.WARN: ("triangle-alert", "warning", QT_TRANSLATE_NOOP("Report", "Warning")),
    Outcome.FAIL: ("circle-x", "bad", QT_TRANSLATE_NOOP("Report", "Failed")),
    Outcome.SKIP: ("minus", "quiet", QT_TRANSLATE_NOOP("Report", "Not checked")),
}
"""Icon, tone and word."""

LOOKS: dict[Judgement, tuple[str, str]] = {
    Judgement.VALID: ("shield-check", "good"),
    Judgement.WARNINGS: ("shield-alert", "warning"),
    Judgement.NOT_COMPARED: ("info", "warning"),
    Judgement.INVALID: ("shield-x", "bad"),
    Judgement.UNCHECKED: ("circle-help", "quiet"),
    Judgement.FAILED: ("file-x", "bad"),
    Judgement.CANCELLED: ("ban", "quiet"),
    Judgement.NOT_OVER: ("loader", "quiet"),
}

_TITLES: dict[Judgement, Any] = {
    Judgement.VALID: QT_TRANSLATE_NOOP("Report", "Valid core"),
    Judgement.WARNINGS: QT_TRANSLATE_NOOP("Report", "Valid core, with warnings"),
    Judgement.NOT_COMPARED: QT_TRANSLATE_NOOP("Report", "Valid, not compared"),
    Judgement.INVALID: QT_TRANSLATE_NOOP("Report", "This core cannot be trusted"),
    Judgement.UNCHECKED: QT_TRANSLATE_NOOP("Report", "This core was not checked"),
    Judgement.FAILED: QT_TRANSLATE_NOOP("Report", "No core was made"),
    Judgement.CANCELLED: QT_TRANSLATE_NOOP("Report", "The conversion was cancelled"),
    Judgement.NOT_OVER: QT_TRANSLATE_NOOP("Report", "The conversion is not over"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a table; the value is fit to be shown."""

    label: str
    value: str
    is_fixed: bool = False


def outcome_word(outcome: Outcome) -> str:
    """Return the word of an outcome."""
    return translate("Report", OUTCOMES[outcome][2])


def verdict_title(shown: Shown) -> str:
    """Return the words that are read first."""
    if shown.judgement is Judgement.FAILED and shown.core is not None:
        return translate("Report", "This core cannot be checked")
    return translate("Report", _TITLES[shown.judgement])


def verdict_sentence(shown: Shown, first_failed: str) -> str:
    """Return what a verdict means.

    :param first_failed: Title of the first check that failed.
    """
    kind = shown.judgement
    if kind in (Judgement.VALID, Judgement.NOT_COMPARED):
        return _passed(shown)
    if kind is Judgement.WARNINGS:
        more = translate("Report", "Read the warnings before relying on it.")
        return f"{_passed(shown)} {more}"
    if kind is Judgement.INVALID:
        return _failed(shown, first_failed)
    if kind is Judgement.UNCHECKED:
        return translate("Report", "Whether it can be trusted is not known: check it.")
    if kind is Judgement.CANCELLED:
        return translate("Report", "Nothing was written.")
    if kind is Judgement.NOT_OVER:
        return translate("Report", "The queue shows how far it is.")
    return ""


def _passed(shown: Shown) -> str:
    text = translate("Report", "{passed} of {asked} checks passed.")
    counted = text.format(passed=shown.passed, asked=shown.asked)
    alone = "" if shown.against else localized(NOT_COMPARED)
    return " ".join(text for text in (counted, alone, _opens(shown)) if text)


def _opens(shown: Shown) -> str:
    if shown.core is not None and shown.core.is_windows_dump:
        return translate("Report", "Opens in WinDbg.")
    if shown.kernel is not None and shown.kernel.os is GuestOs.LINUX:
        return translate("Report", "Opens in crash, gdb and drgn.")
    return ""


def _failed(shown: Shown, first_failed: str) -> str:
    count = len(shown.failed)
    if not count:
        return translate(
            "Report",
            "A check failed when it was written, though none fails now. Convert it "
            "again.",
        )
    text = translate(
        "Report", "{count} of {asked} checks failed; the first: {title}.", count
    )
    return text.format(count=count, asked=shown.asked, title=first_failed)


def kernel_facts(shown: Shown) -> list[Fact]:
    """Return what is known of the guest's kernel."""
    kernel = shown.kernel
    if kernel is None:
        return []
    systems = {GuestOs.LINUX: "Linux", GuestOs.WINDOWS: "Windows"}
    facts = [
        Fact(translate("Report", "System"), systems[kernel.os]),
        Fact(translate("Report", "Release"), _shown(kernel.osrelease)),
        Fact(translate("Report", "Host name"), _shown(kernel.hostname)),
        Fact(translate("Report", "Banner"), _shown(kernel.banner)),
        Fact(translate("Report", "KASLR offset"), _address(kernel.kaslr_offset), True),
        Fact(translate("Report", "Kernel start"), _address(kernel.text_start), True),
        Fact(translate("Report", "Build ID"), _shown(kernel.build_id), True),
    ]
    return [fact for fact in facts if fact.value]


def core_facts(shown: Shown) -> list[Fact]:
    """Return what is known of the file."""
    return [fact for fact in _core_facts(shown) if fact.value]


def _core_facts(shown: Shown) -> Iterator[Fact]:
    core = shown.core
    if core is None:
        return
    yield Fact(translate("Report", "File"), printable(str(core.path), limit=_MAX_PATH))
    yield Fact(translate("Report", "Class"), _shown(core.elf_class))
    if core.size is not None:
        yield Fact(translate("Report", "Size"), localized(size_text(core.size)))
    yield Fact(translate("Report", "On disk"), _on_disk(shown))
    if core.segments is not None:
        yield Fact(translate("Report", "Segments"), str(core.segments))
    if core.notes is not None:
        yield Fact(translate("Report", "Notes"), str(core.notes))
    if shown.seconds is not None:
        yield Fact(
            translate("Report", "Written in"), localized(seconds_text(shown.seconds))
        )
    if shown.source is not None:
        source = printable(str(shown.source), limit=_MAX_PATH)
        yield Fact(translate("Report", "Made from"), source)


def _on_disk(shown: Shown) -> str:
    core = shown.core
    if core is None or core.allocated is None:
        return ""
    if core.shared:
        return translate("Report", "shared with the memory file")
    return localized(size_text(core.allocated))


def _address(value: int | None) -> str:
    return "" if value is None else f"{value:#x}"


def _shown(text: str | None) -> str:
    return printable(text or "", limit=_MAX_TEXT)
