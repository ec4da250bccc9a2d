"""Every word of the window and every sentence of guestcore is in every language.

What is to be translated is read from the program's source here: a text that is listed
in another context than the one that Qt looks in would stay English.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from guestcore.sentence import placeholders

pytestmark = pytest.mark.gui

ROOT = Path(__file__).parent.parent.parent
WINDOW = ROOT / "gui" / "guestcore_gui"
ENGINE = ROOT / "converter" / "guestcore"
FILES = sorted((ROOT / "resources" / "translations").glob("guestcore_*.ts"))
LANGUAGES = [path.stem.removeprefix("guestcore_") for path in FILES]
FUNCTIONS = ("translate", "QT_TRANSLATE_NOOP")
"""Take a context and a text."""
DEFINES_THEM = WINDOW / "i18n.py"
UPDATE = "run: python3 packaging/dev.py translations"


class Text(NamedTuple):
    """What has to be translated."""

    context: str
    source: str
    is_plural: bool


class Use(NamedTuple):
    """A call in the source that asks for a translation."""

    path: Path
    call: ast.Call
    name: str
    owner: str
    """The class around it."""
    in_fstring: bool

    @property
    def place(self):
        return f"{self.path.relative_to(ROOT)}:{self.call.lineno}"

    @property
    def text(self):
        """The text's expression, if there is one."""
        arguments = self.call.args[0 if self.name == "tr" else 1 :]
        return arguments[0] if arguments else None

    @property
    def has_number(self):
        named = any(keyword.arg == "n" for keyword in self.call.keywords)
        return named or len(self.call.args) > 2


def find_uses(path: Path) -> Iterator[Use]:
    def visit(node: ast.AST, owner: str, in_fstring: bool) -> Iterator[Use]:
        if isinstance(node, ast.ClassDef):
            owner = node.name
        in_fstring = in_fstring or isinstance(node, ast.JoinedStr)
        name = asked_by(node) if isinstance(node, ast.Call) else ""
        if name:
            yield Use(path, node, name, owner, in_fstring)
        for child in ast.iter_child_nodes(node):
            yield from visit(child, owner, in_fstring)

    yield from visit(ast.parse(path.read_text(encoding="utf-8")), "", False)


def asked_by(call: ast.Call) -> str:
    """The function's name if it translates; painters and texts translate, too."""
    function = call.func
    if isinstance(function, ast.Name):
        known = (*FUNCTIONS, "QT_TR_NOOP")
        return function.id if function.id in known else ""
    if not isinstance(function, ast.Attribute):
        return ""
    is_qt = getattr(function.value, "id", "") == "QCoreApplication"
    if function.attr == "tr" or (function.attr == "translate" and is_qt):
        return function.attr
    return ""


USES = [
    use
    for path in sorted(WINDOW.rglob("*.py"))
    if path != DEFINES_THEM
    for use in find_uses(path)
]


def is_literal(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def texts_of_the_window() -> Iterator[Text]:
    for use in USES:
        if is_literal(use.text):
            context = use.owner if use.name == "tr" else use.call.args[0].value
            yield Text(context, use.text.value, "%n" in use.text.value)


def sentences() -> Iterator[Text]:
    for path in [*sorted(ENGINE.rglob("*.py")), *sorted(WINDOW.rglob("*.py"))]:
        if path.name == "sentence.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                used = {"sentence": slice(0, 1), "plural": slice(1, 3)}
                for argument in node.args[used.get(node.func.id, slice(0))]:
                    yield Text("guestcore", argument.value, False)


def wanted(language: str) -> set[Text]:
    texts = {*texts_of_the_window(), *sentences()}
    return {t for t in texts if t.is_plural} if language == "en" else texts


class Translation(NamedTuple):
    """What a .ts file says of a text."""

    text: Text
    comment: str
    forms: list[str]
    is_finished: bool


def translations(language: str) -> list[Translation]:
    path = FILES[LANGUAGES.index(language)]
    return [
        read_message(context.findtext("name"), message)
        for context in ElementTree.parse(path).getroot().iter("context")
        for message in context.iter("message")
    ]


def read_message(context: str, message: ElementTree.Element) -> Translation:
    element = message.find("translation")
    is_plural = message.get("numerus") == "yes"
    forms = (
        [form.text or "" for form in element.iter("numerusform")]
        if is_plural
        else [element.text or ""]
    )
    text = Text(context, message.findtext("source"), is_plural)
    comment = message.findtext("comment", "")
    return Translation(text, comment, forms, element.get("type") is None)


def test_there_are_english_and_german():
    assert {"de", "en"} <= set(LANGUAGES)


def test_texts_are_literals():
    wrong = [
        use.place
        for use in USES
        if not is_literal(use.text)
        and (use.name != "translate" or not in_a_table(use.call.args[0]))
    ]
    assert not wrong, "only literals can be collected; a table needs QT_TRANSLATE_NOOP"


def in_a_table(context: ast.expr) -> bool:
    """Whether some table marks texts for translation in this very context."""
    return is_literal(context) and any(
        use.name == "QT_TRANSLATE_NOOP" and use.call.args[0].value == context.value
        for use in USES
    )


def test_contexts_are_literals():
    wrong = [
        use.place
        for use in USES
        if use.name in FUNCTIONS and not is_literal(use.call.args[0])
    ]
    assert not wrong


def test_a_method_tr_belongs_to_a_class():
    assert not [use.place for use in USES if use.name == "tr" and not use.owner]


def test_no_text_hides_in_an_fstring():
    assert not [use.place for use in USES if use.in_fstring], "use .format()"


def test_the_marker_without_a_context_is_not_used():
    assert not [use.place for use in USES if use.name == "QT_TR_NOOP"]


def test_a_plural_is_given_its_number():
    wrong = [
        use.place
        for use in USES
        if is_literal(use.text)
        and "%n" in use.text.value
        and use.name != "QT_TRANSLATE_NOOP"
        and not use.has_number
    ]
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_listed_in_its_context_and_no_other(language):
    listed = {translation.text for translation in translations(language)}
    assert not wanted(language) - listed, UPDATE
    assert not listed - wanted(language), UPDATE


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language):
    missing = [
        t.text.source
        for t in translations(language)
        if not t.is_finished or not all(t.forms)
    ]
    assert not missing, f"{len(missing)} are missing"


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_placeholders(language):
    def names(text: str) -> object:
        return placeholders(text), "%n" in text

    wrong = [
        (t.text.source, form)
        for t in translations(language)
        for form in t.forms
        if form and names(form) != names(t.text.source)
    ]
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_keys_and_dots(language):
    """A key to press with Alt stays one, and an ellipsis tells of a dialog."""

    def marks(text: str) -> tuple[int, bool]:
        return len(re.findall(r"&\w", text.replace("&&", ""))), text.endswith("…")

    wrong = [
        (t.text.source, form)
        for t in translations(language)
        for form in t.forms
        if form
        and t.text.context != "guestcore"
        and marks(form) != marks(t.text.source)
    ]
    assert not wrong


@pytest.mark.parametrize("language", ["de", "en"])
def test_plurals_have_both_forms(language):
    forms = [t.forms for t in translations(language) if t.text.is_plural]
    assert forms
    assert all(len(both) == 2 for both in forms)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_loads_is_up_to_date(language):
    from PySide6.QtCore import QTranslator

    loaded = QTranslator()
    assert loaded.load(str(WINDOW / "translations" / f"guestcore_{language}.qm"))
    stale = []
    for text, comment, forms, _ in translations(language):
        numbers = [1, 2][: len(forms)] if text.is_plural else [-1]
        said = [
            loaded.translate(text.context, text.source, comment or None, number) or ""
            for number in numbers
        ]
        if said != forms[: len(numbers)]:
            stale.append(text.source)
    assert not stale, UPDATE
