"""What a check is called, what it proves, and what its failure means."""

from __future__ import annotations

from dataclasses import dataclass

from guestcore.validation.meaning import meaning_of
from guestcore.validation.result import Check
from guestcore_gui.i18n import localized


@dataclass(frozen=True, slots=True)
class Explained:
    """Texts that are fit to be shown; empty if there is nothing to say."""

    title: str
    proves: str = ""
    means: str = ""
    advice: str = ""


def explain(check: Check) -> Explained:
    """Return what guestcore says about a check."""
    known = meaning_of(check.name)
    if known is None:
        title = localized(check.name)
        return Explained(title[:1].upper() + title[1:])
    return Explained(
        localized(known.title),
        localized(known.proves),
        localized(known.means),
        localized(known.advice),
    )
