"""A result as one HTML page that needs nothing else: no script, no other file.

Everything shown is escaped: names, paths and banners come from machines that nobody
trusts.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime

from guestcore import __version__
from guestcore.examination import Examination
from guestcore.pipeline import Conversion
from guestcore.report.commands import debugger_commands
from guestcore.report.html_style import STYLE
from guestcore.report.judgement import Judgement
from guestcore.report.subject import ReportSubject, Row, Table, subject_of
from guestcore.sentence import sentence, translated
from guestcore.text import printable
from guestcore.validation.meaning import meaning_of
from guestcore.validation.result import Check, Outcome, ValidationReport

Translate = Callable[[str], str]

_LIMIT = 4000
_MAX_WARNINGS = 200
_MAX_ROWS = 256
_MARKS = {"good": "✓", "warn": "▲", "bad": "✕"}
_OUTCOMES = {
    Outcome.PASS: ("good", _MARKS["good"], sentence("Passed")),
    Outcome.WARN: ("warn", _MARKS["warn"], sentence("Warning")),
    Outcome.FAIL: ("bad", _MARKS["bad"], sentence("Failed")),
    Outcome.SKIP: ("quiet", "·", sentence("Not checked")),
}


def _same(template: str) -> str:
    return template


def html_report(
    result: Conversion | Examination,
    translate: Translate = _same,
    now: datetime | None = None,
    *,
    language: str = "en",
) -> str:
    """Return a page with verdict, checks, facts and the debuggers' lines.

    :param translate: From an English template to that of *language*.
    :param now: When the report is made; now if not told.
    """
    page = _Page(translate)
    page.add_all(subject_of(result), now or datetime.now(UTC))
    title = page.text(page.title)
    return (
        f'<!DOCTYPE html>\n<html lang="{html.escape(language)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(page.parts)
        + "\n</main>\n</body>\n</html>\n"
    )


class _Page:
    """Collects the parts of the page, escaped."""

    def __init__(self, translate: Translate) -> None:
        self._translate = translate
        self.parts: list[str] = []
        self.title = ""

    def text(self, text: object, limit: int = _LIMIT) -> str:
        """Return text of any origin in the page's language, escaped."""
        said = translated(text, self._translate) if isinstance(text, str) else str(text)
        return html.escape(printable(said, limit=limit))

    def add_all(self, subject: ReportSubject, now: datetime) -> None:
        self.title = sentence("Report on {name}", name=subject.path.name)
        self.parts.append(f"<h1>{self.text(self.title)}</h1>")
        self.parts.append(f'<p class="quiet">{self.text(str(subject.path))}</p>')
        self._add_judgement(subject.judgement)
        self._add_warnings(subject.warnings)
        if subject.report is not None:
            self._add_checks(subject.report)
        for heading, rows in subject.facts:
            self._add_facts(heading, rows)
        for table in subject.tables:
            self._add_table(table)
        if subject.may_open:
            self._add_commands(subject)
        self._add_footer(now)

    def _heading(self, text: str) -> None:
        self.parts.append(f"<h2>{self.text(text)}</h2>")

    def _add_judgement(self, said: Judgement) -> None:
        hint = f"<p>{self.text(said.hint)}</p>" if said.hint else ""
        self.parts.append(
            f'<section class="verdict {said.tone}">'
            f'<span class="mark {said.tone}" aria-hidden="true">{_MARKS[said.tone]}'
            f'</span><div><p><strong class="{said.tone}">{self.text(said.title)}'
            f"</strong></p><p>{self.text(said.text)}</p>{hint}</div></section>"
        )

    def _add_warnings(self, warnings: Sequence[str]) -> None:
        if not warnings:
            return
        self._heading(sentence("Warnings"))
        rows = [f"<li>{self.text(text)}</li>" for text in warnings[:_MAX_WARNINGS]]
        more = len(warnings) - _MAX_WARNINGS
        if more > 0:
            rows.append(f"<li>{self.text(sentence('and {more} more', more=more))}</li>")
        self.parts.append(f'<ul class="warnings">{"".join(rows)}</ul>')

    def _add_checks(self, report: ValidationReport) -> None:
        self._heading(sentence("Checks"))
        for check in report.checks:
            self.parts.append("".join(self._check(check)))

    def _check(self, check: Check) -> Iterator[str]:
        tone, mark, word = _OUTCOMES[check.outcome]
        meaning = meaning_of(check.name)
        title = meaning.title if meaning else check.name
        yield (
            f'<section class="check"><p class="outcome {tone}">'
            f'<span aria-hidden="true">{mark}</span> {self.text(word)}</p>'
            f"<h3>{self.text(title)}</h3><p>{self.text(check.detail)}</p>"
        )
        if meaning is not None:
            proves = meaning.proves
            if check.outcome in (Outcome.FAIL, Outcome.WARN):
                yield f"<p>{self.text(meaning.means)} {self.text(meaning.advice)}</p>"
            if check.outcome is not Outcome.PASS:
                proves = sentence("What passing would prove: {proves}", proves=proves)
            yield f'<p class="quiet">{self.text(proves)}</p>'
        yield "</section>"

    def _add_facts(self, heading: str, rows: Iterable[Row]) -> None:
        shown = [
            f"<dt>{self.text(label)}</dt><dd>{self._value(value)}</dd>"
            for label, value in rows
        ]
        if shown:
            self._heading(heading)
            self.parts.append(f"<dl>{''.join(shown)}</dl>")

    def _value(self, value: str) -> str:
        said = self.text(value)
        is_address = value.startswith(("0x", "-0x"))
        return f'<span class="fixed">{said}</span>' if is_address else said

    def _add_table(self, table: Table) -> None:
        if not table.rows:
            return
        self._heading(table.heading)
        head = "".join(f'<th scope="col">{self.text(c)}</th>' for c in table.columns)
        body = "".join(
            f"<tr>{''.join(f'<td>{self._value(cell)}</td>' for cell in row)}</tr>"
            for row in table.rows[:_MAX_ROWS]
        )
        self.parts.append(
            '<div class="scroll"><table><thead><tr>'
            f"{head}</tr></thead><tbody>{body}</tbody></table></div>"
        )
        more = len(table.rows) - _MAX_ROWS
        if more > 0:
            text = self.text(sentence("and {more} more", more=more))
            self.parts.append(f'<p class="quiet">{text}</p>')

    def _add_commands(self, subject: ReportSubject) -> None:
        commands = debugger_commands(subject.path, subject.kernel, subject.source)
        if commands is None:
            return
        self._heading(sentence("Open it with"))
        self.parts += [
            f"<pre><code>{self.text(line)}</code></pre>" for line in commands.lines
        ]
        if commands.hint:
            self.parts.append(f'<p class="quiet">{self.text(commands.hint)}</p>')

    def _add_footer(self, now: datetime) -> None:
        made = sentence(
            "Made by GuestCore {version} on {time} UTC",
            version=__version__,
            time=f"{now.astimezone(UTC):%Y-%m-%d %H:%M:%S}",
        )
        self.parts.append(f'<footer class="quiet">{self.text(made)}</footer>')
