"""Languages: found as ``translations/guestcore_XX.qm``, switched while running."""

from __future__ import annotations

from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QTranslator,
)

from guestcore.errors import system_reason
from guestcore.sentence import sentence, translated
from guestcore.text import printable

_PREFIX = "guestcore_"
_SENTENCES = "guestcore"
"""Context of guestcore's own sentences."""


class Translations:
    """The translators that are installed."""

    def __init__(self) -> None:
        self._installed: list[QTranslator] = []

    def use(self, language: str) -> QLocale:
        """Switch to a language; what is shown from now on is in it.

        :param language: A code of :func:`languages`; empty: as the system.
        """
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed.clear()
        locale = _locale(language)
        QLocale.setDefault(locale)
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        with as_file(_folder()) as own_folder:
            for name, folder in (("qtbase_", qt_folder), (_PREFIX, str(own_folder))):
                translator = QTranslator()
                if translator.load(name + locale.name()[:2], folder):
                    QCoreApplication.installTranslator(translator)
                    self._installed.append(translator)
        return locale


def languages() -> list[tuple[str, str]]:
    """Return codes and own names of the languages that are there."""
    codes = sorted(
        Path(entry.name).stem.removeprefix(_PREFIX)
        for entry in _folder().iterdir()
        if entry.name.startswith(_PREFIX) and entry.name.endswith(".qm")
    )
    return [(code, _own_name(code)) for code in codes]


def translate(context: str, text: str, n: int = -1) -> str:
    """Translate a literal outside a QObject; lupdate knows the name."""
    return QCoreApplication.translate(context, text, None, n)


def localized(text: str, *, limit: int = 1000) -> str:
    """Return a sentence of guestcore in the user's language, fit to be shown.

    :param limit: Characters before it is cut.
    """
    return printable(translated(text, translated_template), limit=limit)


def reason_of(error: OSError, path: Path) -> str:
    """Return what the system has against a file of ours, to be shown."""
    return localized(sentence("{path}: {what}", path=path, what=system_reason(error)))


def translated_template(english: str) -> str:
    """Return a template of guestcore in the user's language; from any thread."""
    return translate(_SENTENCES, english)


def _folder() -> Traversable:
    return files("guestcore_gui") / "translations"


def _locale(language: str) -> QLocale:
    locale = QLocale(language) if language else QLocale.system()
    if locale.language() is QLocale.Language.C:  # which has no plurals, no dates
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    return locale


def _own_name(code: str) -> str:
    name = QLocale(code).nativeLanguageName()
    if code == "en":
        name = "English"
    return name[:1].upper() + name[1:]
