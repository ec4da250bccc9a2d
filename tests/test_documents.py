"""What the documents link to and show is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(
    path
    for folder in (".", "converter", "gui")
    for path in (ROOT / folder).glob("*.md")
)
PICTURES = sorted((ROOT / "resources" / "screenshots").iterdir())
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_MAX_PICTURE = 300 * 1000
_PNG = b"\x89PNG\r\n\x1a\n"


def anchor(heading):
    """The address of a heading, as GitHub makes it."""
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")


def anchors(path):
    text = path.read_text(encoding="utf-8")
    return {anchor(found) for found in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}


def links(path):
    found = _LINK.findall(path.read_text(encoding="utf-8"))
    return [link for link in found if not link.startswith(("http:", "https:"))]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    for link in links(path):
        name, _, part = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), link
        assert not part or part in anchors(target), link


def test_pictures_are_small_and_shown():
    shown = {
        (path.parent / link).resolve()
        for path in DOCUMENTS
        for link in links(path)
        if link.endswith(".png")
    }
    assert shown == set(PICTURES)
    assert len(PICTURES) == 6
    for path in PICTURES:
        assert path.stat().st_size < _MAX_PICTURE, path.name
        assert path.read_bytes().startswith(_PNG), path.name
