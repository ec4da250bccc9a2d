import pytest

from guestcore.text import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("web01", "web01", id="plain"),
        pytest.param("Büro 東京", "Büro 東京", id="other scripts stay"),
        pytest.param("a\x1b[31mb", "a\\x1b[31mb", id="terminal escape"),
        pytest.param("a\nb\tc", "a\\x0ab\\x09c", id="line break and tab"),
        pytest.param("exe\u202etxt", "exe\\u202etxt", id="right-to-left override"),
        pytest.param("a\u2066b\u200fc", "a\\u2066b\\u200fc", id="isolates and marks"),
        pytest.param("caf\udce9", "caf\\xe9", id="byte that was not UTF-8"),
        pytest.param("\ud800", "\\ud800", id="lone surrogate"),
        pytest.param("\U000e0041", "\\U000e0041", id="tag character"),
        pytest.param("a\u2028b", "a\\u2028b", id="line separator"),
    ],
)
def test_hidden_characters_become_visible(text, shown):
    assert printable(text) == shown


def test_long_text_is_cut():
    assert printable("x" * 500, limit=10) == "x" * 10 + "…"
    assert printable("x" * 10, limit=10) == "x" * 10
