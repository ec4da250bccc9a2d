"""Sentences are their English text and can be said in another language."""

import copy
import json
import pickle
from pathlib import Path

import pytest

from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.sentence import Sentence, join, plural, sentence, translated

GERMAN = {
    "{path} is empty": "{path} ist leer",
    "{count} page": "{count} Seite",
    "{count} pages": "{count} Seiten",
    "one region": "eine Region",
    "{count} regions": "{count} Regionen",
    "{pages} of {total:#x} differ": "von {total:#x} weichen {pages} ab",
    ", ": "; ",
    "lost {name}": "{name",
    "gone {name}": "weg {names}",
    "odd {name}": "seltsam {name!r}",
}


def german(text: str) -> str:
    return translated(text, lambda template: GERMAN.get(template, template))


def test_a_sentence_equals_its_english_text():
    made = sentence("{path} is empty", path=Path("a.vmem"))

    assert made == "a.vmem is empty"
    assert hash(made) == hash("a.vmem is empty")
    assert isinstance(made, str)
    assert f"{made}!" == "a.vmem is empty!"
    assert json.dumps([made]) == '["a.vmem is empty"]'


def test_it_remembers_its_template_and_values():
    made = sentence("{path} is empty", path="a.vmem")

    assert made.template == "{path} is empty"
    assert made.values == {"path": "a.vmem"}


def test_it_cannot_be_changed():
    made = sentence("{path} is empty", path="a.vmem")

    with pytest.raises(AttributeError):
        made.template = "x"  # type: ignore[misc]  it has no setter
    with pytest.raises(AttributeError):
        made._template = "x"
    with pytest.raises(TypeError):
        made.values["path"] = "b"  # type: ignore[index]  it is read-only


def test_numbers_are_formatted_by_the_template():
    assert (
        sentence("at {gpa:#x}, {count:,}", gpa=4096, count=1234) == "at 0x1000, 1,234"
    )


def test_braces_in_values_mean_nothing():
    hostile = "{path} {0} {"
    made = sentence("{path} is empty", path=hostile)

    assert made == "{path} {0} { is empty"
    assert german(made) == "{path} {0} { ist leer"


def test_plural_takes_the_template_that_fits():
    texts = [plural(count, "one region", "{count} regions") for count in (0, 1, 2)]

    assert texts == ["0 regions", "one region", "2 regions"]
    assert [german(text) for text in texts] == [
        "0 Regionen",
        "eine Region",
        "2 Regionen",
    ]


def test_plural_takes_further_values():
    assert plural(2, "{count} of {all}", "{count} of {all}", all=3) == "2 of 3"


def test_values_are_translated_with_their_sentence():
    pages = plural(3, "{count} page", "{count} pages")
    made = sentence("{pages} of {total:#x} differ", pages=pages, total=16)

    assert made == "3 pages of 0x10 differ"
    assert german(made) == "von 0x10 weichen 3 Seiten ab"


def test_parts_are_joined_and_translated_each():
    parts = [sentence("{path} is empty", path="{a}"), "plain"]

    assert join(", ", parts) == "{a} is empty, plain"
    assert german(join(", ", parts)) == "{a} ist leer, plain"
    assert german(join(sentence(", "), parts)) == "{a} ist leer; plain"
    assert join(", ", []) == ""


def test_plain_text_stays_as_it_is():
    assert german("{path} is empty") == "{path} is empty"


@pytest.mark.parametrize("kind", ["lost", "gone", "odd", "unknown"])
def test_english_is_used_where_a_translation_is_missing_or_broken(kind):
    made = Sentence(f"{kind} {{name}}", {"name": "x"})

    assert german(made) == f"{kind} x"


@pytest.mark.parametrize(
    "copied",
    [copy.copy, copy.deepcopy, lambda made: pickle.loads(pickle.dumps(made))],
    ids=["copy", "deepcopy", "pickle"],
)
def test_copies_can_be_translated_too(copied):
    inner = sentence("{path} is empty", path=Path("a"))
    made = copied(sentence("{inner}, {count:,}", inner=inner, count=1000))

    assert isinstance(made, Sentence)
    assert made == "a is empty, 1,000"
    assert german(made) == "a ist leer, 1,000"


def test_an_error_keeps_its_sentences():
    error = GuestCoreError(
        ErrorKind.TRUNCATED,
        sentence("{path} is empty", path="a"),
        hint=sentence("{path} is empty", path="b"),
    )

    assert str(error) == "a is empty"
    assert german(error.message) == "a ist leer"
    assert german(error.hint) == "b ist leer"
