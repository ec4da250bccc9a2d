"""The report as one page: whole, escaped, without anything from elsewhere."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from guestcore import __version__
from guestcore.demo.machine import write_demo
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.examination import CoreKind, Examination, examine_core
from guestcore.model import GuestOs, KernelInfo, MemoryRegion, Vcpu
from guestcore.pipeline import ConvertOptions, convert
from guestcore.report.html import html_report
from guestcore.report.html_style import STYLE
from guestcore.report.plain import convert_lines
from guestcore.validation import CHECKS
from guestcore.validation.meaning import meaning_of
from guestcore.validation.result import Check, Outcome, ValidationReport

NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
HOSTILE = "<script>alert('x')</script>&\u202e\x1b]0;t\x07\"><img src=//evil/x>"
VOID = {"meta"}


class Page(HTMLParser):
    """Text and tags of a page; refuses what is not closed."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.words, self.style = [], [], [], ""
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" in self.open:
            self.style += data
        elif data.strip():
            self.words.append(data.strip())

    @property
    def text(self):
        return " ".join(self.words)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    state = write_demo(tmp_path_factory.mktemp("demo") / "vm")
    return convert(state, ConvertOptions())


def of(result, **options):
    return Page(html_report(result, now=NOW, **options))


def report_of(*outcomes):
    checks = [
        Check(name, outcome, f"figures of {name}")
        for name, outcome in zip(
            ("structure", "content", "layout"), outcomes, strict=False
        )
    ]
    return ValidationReport(tuple(checks))


def test_a_valid_core(made):
    page = of(made)
    assert "Valid core" in page.text
    assert "7 of 7 checks passed. Opens in crash, gdb and drgn." in page.text
    for known in (
        made.core.path.name,
        made.description.kernel.osrelease,
        made.description.kernel.build_id,
        hex(made.description.kernel.kaslr_offset),
        hex(made.description.vcpus[0].registers["rip"]),
        "VMware Workstation",
        "Debian 12 (64-bit)",
        "crash VMLINUX",
        "gdb -c",
        f"GuestCore {__version__} on 2026-05-04 03:02:01 UTC",
    ):
        assert known in page.text
    for check in made.report.checks:
        assert check.detail in page.text
        assert meaning_of(check.name).title in page.text
        assert meaning_of(check.name).proves in page.text


def test_the_same_result_gives_the_same_page(made):
    assert html_report(made, now=NOW) == html_report(made, now=NOW)


def test_a_page_needs_nothing_else(made):
    page = of(made)
    assert {tag for tag, _ in page.tags}.isdisjoint(
        {"script", "img", "link", "iframe", "object", "form", "a", "base"}
    )
    attributes = {name for _, attrs in page.tags for name in attrs}
    assert attributes <= {
        "lang", "charset", "http-equiv", "content", "name", "class", "scope",
        "aria-hidden",
    }  # fmt: skip
    assert "url(" not in page.style
    assert "@import" not in page.style
    assert "prefers-color-scheme: dark" in page.style


def test_a_core_that_failed_is_never_shown_as_success():
    report = report_of(Outcome.PASS, Outcome.FAIL, Outcome.SKIP)
    seen = Examination(Path("a.core"), CoreKind.ELF, report=report)
    kernel = KernelInfo(os=GuestOs.LINUX, osrelease="6.1.0")
    page = of(replace(seen, kernel=kernel))
    assert "This core cannot be trusted" in page.text
    assert "1 of 2 checks failed, the first: figures of content" in page.text
    meaning = meaning_of("content")
    assert f"{meaning.means} {meaning.advice}" in page.text
    assert f"What passing would prove: {meaning.proves}" in page.text
    assert "Valid" not in page.text
    assert "Open it with" not in page.text


def test_a_core_that_failed_before_stays_invalid():
    report = report_of(Outcome.PASS)
    page = of(Examination(Path("a.core.invalid"), CoreKind.ELF, report=report))
    assert "This core cannot be trusted" in page.text
    assert "Valid" not in page.text


@pytest.mark.parametrize(
    ("report", "title"),
    [
        (report_of(Outcome.PASS, Outcome.WARN), "Valid core, with warnings"),
        (report_of(Outcome.SKIP), "This core was not checked"),
        (None, "This core was not checked"),
    ],
)
def test_less_than_valid_is_said(report, title):
    page = of(Examination(Path("a.core"), CoreKind.ELF, report=report))
    assert title in page.text
    assert "good" not in {attrs.get("class") for _, attrs in page.tags[:12]}


def test_an_error_is_told_with_its_remedy(tmp_path):
    page = of(convert(tmp_path / "absent.vmss", ConvertOptions()))
    assert "There is no core that could be trusted" in page.text
    assert "cannot open" in page.text
    assert "check the name and that you may read the file" in page.text


def test_an_examined_core(made):
    page = of(examine_core(made.core.path, against=made.description.path))
    assert "Valid core" in page.text
    assert made.description.kernel.hostname in page.text
    assert "No source" not in page.text or "Not checked" in page.text


def test_a_core_without_its_source_is_not_called_compared(made):
    page = of(examine_core(made.core.path))
    assert "Valid, not compared" in page.text
    assert "were not compared with the source: it is not there" in page.text
    assert "good" not in {attrs.get("class") for _, attrs in page.tags[:12]}


def hostile_results(made):
    kernel = KernelInfo(
        os=GuestOs.LINUX, osrelease=HOSTILE, banner=HOSTILE, hostname=HOSTILE
    )
    error = GuestCoreError(ErrorKind.INPUT, HOSTILE, hint=HOSTILE)
    checks = (Check(HOSTILE, Outcome.FAIL, HOSTILE),)
    known = replace(
        made.description,
        path=Path(HOSTILE),
        origin=replace(
            made.description.origin,
            path=Path(HOSTILE), product=HOSTILE, product_version=HOSTILE, build=HOSTILE,
        ),
        guest_os=HOSTILE,
        kernel=kernel,
        warnings=(HOSTILE,),
    )  # fmt: skip
    core = replace(made.core, path=Path(HOSTILE), elf_class=HOSTILE)
    yield replace(made, description=known, core=core)
    yield replace(made, description=replace(known, error=error), core=None, report=None)
    yield replace(made, description=known, report=ValidationReport(checks))
    yield Examination(
        Path(HOSTILE), CoreKind.ELF, kernel=kernel, against=Path(HOSTILE), error=error
    )


@pytest.mark.parametrize("elf_class", ["DUMP64", "DUMP32"])
def test_no_debugger_of_linux_is_offered_for_a_windows_dump(made, elf_class):
    dump = replace(made, core=replace(made.core, elf_class=elf_class))
    assert dump.description.kernel.os is GuestOs.LINUX
    for result, is_offered in ((made, True), (dump, False)):
        assert ("Open it with" in of(result).text) is is_offered
        lines = "\n".join(convert_lines(result))
        assert ("Open it with" in lines) is is_offered
        assert ("drgn -c" in lines) is is_offered


@pytest.mark.parametrize("number", range(4))
def test_text_of_guests_is_only_text(made, number):
    source = html_report(list(hostile_results(made))[number], now=NOW)
    page = Page(source)
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "img"})
    assert all(c.isprintable() or c == "\n" for c in source)
    assert "\\u202e" in page.text


def test_what_is_endless_is_cut(made):
    known = replace(
        made.description,
        vcpus=tuple(Vcpu(n, {"rip": n}) for n in range(4096)),
        layout=replace(
            made.description.layout,
            regions=tuple(MemoryRegion(n << 13, 4096, 0) for n in range(1024)),
        ),
        warnings=("w" * 100_000,) * 10_000,
    )
    source = html_report(replace(made, description=known), now=NOW)
    assert len(source) < 2_000_000
    text = Page(source).text
    for more in (4096 - 256, 1024 - 256, 10_000 - 200):
        assert f"and {more} more" in text


def test_another_language(made):
    def translate(template):
        return {
            "Checks": "Prüfungen",
            "{passed} of {count} checks passed.": "{passed} von {count} bestanden.",
            "Passed": "Bestanden",
        }.get(template, template)

    source = html_report(made, translate, NOW, language="de")
    assert '<html lang="de">' in source
    text = Page(source).text
    assert "Prüfungen" in text
    assert "7 von 7 bestanden." in text
    assert "Bestanden" in text


def test_every_check_has_a_meaning():
    names = {
        "structure", "notes", "registers", "content", "translation", "layout",
        "cpu order", "header", "size",
    }  # fmt: skip
    assert len(CHECKS) == 7
    for name in names:
        meaning = meaning_of(name)
        for text in (meaning.title, meaning.proves, meaning.means, meaning.advice):
            assert text
            assert text[0] == text[0].upper() or text.startswith("gdb")
    assert meaning_of("another") is None


def test_every_check_of_a_conversion_has_a_meaning(made):
    assert all(meaning_of(check.name) for check in made.report.checks)


def luminance(colour):
    def linear(part):
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[i : i + 2]) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_all_text_can_be_read_in_light_and_dark():
    themes = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    assert len(themes) == 2
    for theme in themes:
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", theme))
        for text in ("text", "quiet", "good", "warn", "bad"):
            for ground in ("page", "soft"):
                assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
