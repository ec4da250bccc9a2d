"""What users read can be translated: whole sentences, kept as templates.

A text that is not made by guestcore.sentence would stay English in every language,
and so would one that is put together with "+" or an f-string afterwards.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from guestcore.sentence import placeholders

PACKAGE = Path(__file__).parent.parent / "converter" / "guestcore"
COMMAND_LINE = {"cli.py", "cli_arguments.py", "cli_output.py"}
MODULES = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.name not in COMMAND_LINE and path.name != "sentence.py"
]
CALLS = [
    (path, node)
    for path in MODULES
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.Call)
]

SHOWN = {"GuestCoreError": 1, "Check": 2, "HelperLostError": 0, "RegionError": 0}
"""What is made of texts that users read, and where its text stands."""
SHOWN |= {"FastLzError": 0, "StreamError": 0, "WindowNeeded": 0}
LISTS = ("warnings", "faults", "odd", "wrong", "departures", "problems")


def name_of(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(PACKAGE)}:{node.lineno}"


def templates() -> Iterator[tuple[str, ast.Call, list[ast.expr]]]:
    for path, call in CALLS:
        if name_of(call.func) == "sentence":
            yield place(path, call), call, call.args[:1]
        elif name_of(call.func) == "plural":
            yield place(path, call), call, call.args[1:3]


def test_templates_are_literals():
    wrong = [
        where
        for where, _call, arguments in templates()
        if not arguments
        or not all(
            isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            for argument in arguments
        )
    ]
    assert not wrong, "the collector of translations cannot find these"


def test_every_placeholder_has_its_value_and_every_value_its_placeholder():
    wrong = []
    for where, call, arguments in templates():
        given = {keyword.arg for keyword in call.keywords}
        used = [
            {name for name, _, _ in placeholders(argument.value) or ()}
            for argument in arguments
        ]
        if len(used) == 2:
            used = [names - {"count"} for names in used]
        if None in given or any(names != given for names in used):
            wrong.append(where)
    assert not wrong


def is_plain_text(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and any(map(str.isalpha, node.value))
    if isinstance(node, ast.IfExp):
        return is_plain_text(node.body) or is_plain_text(node.orelse)
    return isinstance(node, ast.JoinedStr | ast.BinOp)


def shown_arguments(call: ast.Call) -> Iterator[ast.expr]:
    name = name_of(call.func)
    if name in SHOWN:
        yield from call.args[SHOWN[name] : SHOWN[name] + 1]
        yield from (k.value for k in call.keywords if k.arg in ("hint", "message"))
    elif name in ("append", "insert") and isinstance(call.func, ast.Attribute):
        if name_of(call.func.value).strip("_") in LISTS:
            yield from call.args[-1:]
    elif name.strip("_") == "on_skip":
        yield from call.args


def test_what_users_read_is_made_of_templates():
    wrong = [
        place(path, call)
        for path, call in CALLS
        if any(map(is_plain_text, shown_arguments(call)))
    ]
    assert not wrong, "use guestcore.sentence"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_sentences_are_not_taken_apart_or_glued_together(path):
    def is_sentence(node: ast.AST) -> bool:
        called = isinstance(node, ast.Call) and name_of(node.func)
        return called in ("sentence", "plural", "join_findings", "message_of")

    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        parts: list[ast.AST] = []
        if isinstance(node, ast.BinOp):
            parts = [node.left, node.right]
        elif isinstance(
            node, ast.AugAssign | ast.FormattedValue | ast.Subscript | ast.Attribute
        ):
            parts = [node.value]
        assert not any(map(is_sentence, parts)), place(path, node)
