"""Brings resources/translations up to date and compiles it for the window.

Started by ``python3 packaging/dev.py translations``. Two kinds of text meet in each
guestcore_XX.ts: the window's words, in the context that Qt will look in, and the
sentences of guestcore (see guestcore/sentence.py). Both are read from the program's
syntax: Qt's lupdate knows no sentences, and of Python it gets contexts and plurals
wrong. What is translated stays, what nobody says any more goes. No line numbers are
kept, so that differences show words alone.

A new language is a new file: copy guestcore_en.ts, name its language in the third line,
start this, then translate with Qt Linguist.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "resources" / "translations"
COMPILED = ROOT / "gui" / "guestcore_gui" / "translations"
WINDOW = ROOT / "gui" / "guestcore_gui"
ENGINE = ROOT / "converter" / "guestcore"
CONTEXT = "guestcore"
"""Of sentences, which are guestcore's; errors that the window makes are some, too."""
PREFIX = "guestcore_"
ENGLISH = "en"
"""Needs a file for its plural forms alone: its other words are in the program."""
_PLURAL_FORMS = 2
"""Of a language that is new here; Qt Linguist knows better."""


@dataclass(frozen=True, slots=True)
class Key:
    """What identifies a message."""

    context: str
    source: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A message and what it is in one language."""

    key: Key
    plural: bool = False
    forms: tuple[str, ...] = ("",)
    """The translation; of a plural, one for each form that the language has."""
    is_finished: bool = False


@dataclass(slots=True)
class Catalogue:
    """The messages of one language."""

    language: str
    messages: dict[Key, Message] = field(default_factory=dict)

    def add(self, message: Message) -> None:
        """Take a message, or replace the one that there is."""
        self.messages[message.key] = message


def main() -> int:
    """Update and compile every language; return 1 if something is untranslated."""
    unfinished = 0
    for path in sorted(SOURCES.glob(f"{PREFIX}*.ts")):
        catalogue = update(path)
        missing = [m for m in catalogue.messages.values() if not m.is_finished]
        unfinished += len(missing)
        print(f"{path.name}: {len(catalogue.messages)} texts, {len(missing)} to do")
        compiled = COMPILED / f"{path.stem}.qm"
        compile_messages(path, compiled)
    return 1 if unfinished else 0


def update(path: Path) -> Catalogue:
    """Bring one file up to date; return what it holds now."""
    language = path.stem.removeprefix(PREFIX)
    old = read(path)
    plurals = [len(m.forms) for m in old.messages.values() if m.plural]
    catalogue = collect(language, max(plurals, default=_PLURAL_FORMS))
    for key, message in list(catalogue.messages.items()):
        known = old.messages.get(key)
        if known is not None and known.plural == message.plural:
            catalogue.add(
                replace(message, forms=known.forms, is_finished=known.is_finished)
            )
        elif language == ENGLISH:
            catalogue.add(replace(message, forms=english_forms(key.source)))
    path.write_text(as_xml(catalogue), encoding="utf-8", newline="\n")
    return catalogue


def collect(language: str, plural_forms: int) -> Catalogue:
    """Return all that has to be translated into a language, untranslated."""
    catalogue = Catalogue(language)
    keys = {key for path in sorted(WINDOW.rglob("*.py")) for key in window_texts(path)}
    if language != ENGLISH:
        keys |= {
            Key(CONTEXT, template)
            for folder in (ENGINE, WINDOW)
            for path in sorted(folder.rglob("*.py"))
            for template in templates(path)
        }
    for key in keys:
        plural = "%n" in key.source and key.context != CONTEXT
        if plural or language != ENGLISH:
            forms = ("",) * (plural_forms if plural else 1)
            catalogue.add(Message(key, plural, forms))
    return catalogue


def templates(path: Path) -> Iterator[str]:
    """Yield the templates of the sentences in a module."""
    if path.name == "sentence.py":
        return
    for call in _calls(path):
        places = {"sentence": slice(0, 1), "plural": slice(1, 3)}
        for argument in call.args[places.get(_name(call.func), slice(0))]:
            if (text := _literal(argument)) is None:
                where = f"{path.relative_to(ROOT)}:{call.lineno}"
                raise SystemExit(f"{where}: the template has to be a literal")
            yield text


def window_texts(path: Path) -> Iterator[Key]:
    """Yield what the window says in a module, with its context.

    Texts that are no literals come from tables, which mark theirs.
    """
    for call, owner in _calls_with_owners(path):
        name, texts = _name(call.func), [_literal(a) for a in call.args[:2]]
        if name == "tr" and texts and texts[0]:
            yield Key(owner, texts[0], (texts[1] if len(texts) > 1 else "") or "")
        elif name in ("translate", "QT_TRANSLATE_NOOP") and len(texts) == 2:
            context, text = texts
            if context and text:
                yield Key(context, text)


def _calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node


def _calls_with_owners(path: Path) -> Iterator[tuple[ast.Call, str]]:
    """Yield each call and the innermost class around it, which is tr()'s context."""
    waiting: list[tuple[ast.AST, str]] = [(ast.parse(path.read_text("utf-8")), "")]
    while waiting:
        node, owner = waiting.pop()
        if isinstance(node, ast.Call):
            yield node, owner
        inside = node.name if isinstance(node, ast.ClassDef) else owner
        waiting += [(child, inside) for child in ast.iter_child_nodes(node)]


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _literal(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def english_forms(source: str) -> tuple[str, str]:
    """Return such as "%n file" and "%n files" of "%n file(s)".

    A draft: somebody has to look at the verbs before it is finished.
    """
    one = re.sub(r"\((\w+)\)", "", source)
    return one, re.sub(r"\((\w+)\)", r"\1", source)


def compile_messages(path: Path, compiled: Path) -> None:
    """Compile with Qt's lrelease, of the PySide6 beside this Python.

    :raises SystemExit: if that fails.
    """
    suffix = ".exe" if sys.platform == "win32" else ""
    program = Path(sys.executable).with_name(f"pyside6-lrelease{suffix}")
    try:
        subprocess.run(
            [str(program), "-silent", str(path), "-qm", str(compiled)], check=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise SystemExit(f"lrelease failed: {error}") from None


def read(path: Path) -> Catalogue:
    """Return what a .ts file holds; obsolete messages are left out."""
    root = ElementTree.parse(path).getroot()
    catalogue = Catalogue(root.get("language", ""))
    for context in root.iter("context"):
        for element in context.iter("message"):
            message = _read_message(context.findtext("name", ""), element)
            if message is not None:
                catalogue.add(message)
    return catalogue


def _read_message(context: str, element: ElementTree.Element) -> Message | None:
    translation = element.find("translation")
    state = "unfinished" if translation is None else translation.get("type", "")
    if state in ("obsolete", "vanished"):
        return None
    forms: tuple[str, ...] = ("",)
    plural = element.get("numerus") == "yes"
    if translation is not None and plural:
        forms = tuple(form.text or "" for form in translation.iter("numerusform"))
    elif translation is not None:
        forms = (translation.text or "",)
    key = Key(context, element.findtext("source", ""), element.findtext("comment", ""))
    return Message(key, plural, forms, state == "" and all(forms))


def as_xml(catalogue: Catalogue) -> str:
    """Return a catalogue as Qt Linguist writes it, contexts and messages sorted."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines.append(
        f'<TS version="2.1" language="{catalogue.language}" sourcelanguage="{ENGLISH}">'
    )
    by_context: dict[str, list[Message]] = {}
    for message in catalogue.messages.values():
        by_context.setdefault(message.key.context, []).append(message)
    for context, messages in sorted(by_context.items()):
        lines += ["<context>", f"    <name>{_quote(context)}</name>"]
        for message in sorted(messages, key=lambda m: (m.key.source, m.key.comment)):
            lines += _message_lines(message)
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def _message_lines(message: Message) -> Iterator[str]:
    yield '    <message numerus="yes">' if message.plural else "    <message>"
    yield f"        <source>{_quote(message.key.source)}</source>"
    if message.key.comment:
        yield f"        <comment>{_quote(message.key.comment)}</comment>"
    kind = "" if message.is_finished else ' type="unfinished"'
    if message.plural:
        yield f"        <translation{kind}>"
        for form in message.forms:
            yield f"            <numerusform>{_quote(form)}</numerusform>"
        yield "        </translation>"
    else:
        yield f"        <translation{kind}>{_quote(message.forms[0])}</translation>"
    yield "    </message>"


def _quote(text: str) -> str:
    return escape(text, {'"': "&quot;", "'": "&apos;"})


if __name__ == "__main__":
    raise SystemExit(main())
