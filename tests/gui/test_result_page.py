"""The report as a page: verdict, checks, what can be copied, saved and done."""

import json
import os
import shlex
from dataclasses import replace

import pytest

pytestmark = pytest.mark.gui

from guestcore.model import GuestOs  # noqa: E402  the mark comes first
from guestcore.pipeline import CheckDepth, convert  # noqa: E402
from guestcore.report.objects import convert_object  # noqa: E402
from guestcore.validation.result import (  # noqa: E402
    Check,
    Outcome,
    ValidationReport,
    Verdict,
)

BAD = Check("content", Outcome.FAIL, "3 of 16384 pages differ from the source")
ODD = Check("cpu order", Outcome.WARN, "2 vCPUs share their per-CPU data")


@pytest.fixture
def page(qt, work, tmp_path):
    from guestcore_gui.result.page import ResultPage
    from guestcore_gui.settings import SettingsStore

    made = ResultPage(work, SettingsStore(tmp_path / "settings.json"))
    return qt.show(made, 560, 800)


@pytest.fixture
def source(demo):
    return next(demo.glob("*.vmss"))


@pytest.fixture
def request_(source, tmp_path):
    from guestcore_gui.jobs.job import JobRequest

    folder = tmp_path / "my cores"
    folder.mkdir()
    return JobRequest(source, folder / "a core.core", "A machine")


@pytest.fixture
def job(request_):
    """A job that made a valid core."""
    from guestcore_gui.jobs.job import Job, JobState

    result = convert(request_.source, request_.options)
    assert result.core
    summary = convert_object(result)
    return Job("1", request_, JobState.DONE, result=result, summary=summary)


def with_check(job, *checks):
    """The job, had these checks come out so."""
    from guestcore_gui.jobs.job import JobState

    named = {check.name: check for check in checks}
    report = [named.get(check.name, check) for check in job.result.report.checks]
    job.result = replace(job.result, report=ValidationReport(tuple(report)))
    job.summary = convert_object(job.result)
    if job.result.failed_check:
        job.state = JobState.INVALID
    return job


def restarted(job):
    """What is left of it after a restart."""
    job.pack_away()
    return job


def spoiled(job, spoil):
    """The job after a restart, had its file been spoiled."""
    job.result = None
    job.summary = json.loads(json.dumps(job.summary))
    spoil(job.summary)
    job.pack_away()
    return job


def click(widget):
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    assert widget.isVisible()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def button(page, name):
    from guestcore_gui.result.buttons import Action

    return page.view.buttons.button(Action[name])


def clipboard():
    from PySide6.QtGui import QGuiApplication

    return QGuiApplication.clipboard().text()


def show(qt, page, job):
    """Show a job and wait until its files were looked for."""
    page.show_job(job)
    qt.wait(lambda: not page._looking.is_running)
    qt.settle()


def answer(monkeypatch, label):
    """Press the button of the next question; return what was asked."""
    from PySide6.QtWidgets import QMessageBox

    asked = []

    def press(box):
        asked.append(box.text() + "\n" + box.informativeText())
        buttons = {button.text(): button for button in box.buttons()}
        buttons[label].click()

    monkeypatch.setattr(QMessageBox, "exec", press)
    return asked


def choose_file(monkeypatch, path, kind=""):
    from PySide6.QtWidgets import QFileDialog

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), kind))


def looks_successful(page):
    banner = page.view.banner
    return banner.tone in ("good", "warning") or "Valid" in banner.title.text()


def test_a_valid_core_says_so_in_icon_word_and_sentence(qt, page, job):
    show(qt, page, job)
    banner = page.view.banner
    assert banner.title.text() == "Valid core"
    assert banner.sentence.text() == (
        "7 of 7 checks passed. Opens in crash, gdb and drgn."
    )
    assert banner.tone == "good"
    assert banner.accessibleName() == "Valid core"


def test_each_check_is_a_row_with_word_and_figures(qt, page, job):
    show(qt, page, job)
    rows = page.view.rows
    assert len(rows) == len(job.result.report.checks)
    for row, check in zip(rows, job.result.report.checks, strict=True):
        assert row.word.text() == "Passed"
        assert row.figures.text() == check.detail
        assert row.accessibleName().endswith(": Passed")


@pytest.mark.parametrize("is_restarted", [False, True])
def test_a_core_that_failed_is_never_shown_as_success(qt, page, job, is_restarted):
    with_check(job, BAD)
    show(qt, page, restarted(job) if is_restarted else job)
    assert page.view.banner.title.text() == "This core cannot be trusted"
    assert "1 of 7 checks failed" in page.view.banner.sentence.text()
    assert page.view.banner.tone == "bad"
    assert not looks_successful(page)
    assert not page.shown.is_success
    assert page.view.commands is None
    assert page.view.buttons.primary.text() == "Co&nvert again"


def test_an_invalid_job_stays_so_even_if_its_summary_says_else(qt, page, job):
    from guestcore_gui.jobs.job import JobState

    job.state = JobState.INVALID
    show(qt, page, restarted(job))
    assert not looks_successful(page)


@pytest.mark.parametrize("spoilt", ["verdict", "checks", "check", "core"])
def test_a_damaged_summary_is_no_success(qt, page, job, spoilt):

    def spoil(summary):
        if spoilt == "verdict":
            for check in summary["check"]["checks"]:
                check["verdict"] = "splendid"
        elif spoilt == "checks":
            summary["check"]["checks"] = 7
        else:
            summary[spoilt] = "what?"

    spoiled(job, spoil)
    show(qt, page, job)
    assert not looks_successful(page)


def test_a_full_check_that_passes_does_not_make_an_invalid_core_good(qt, page, job):
    show(qt, page, with_check(job, BAD))
    changed = qt.collect(page.report_changed)
    click(button(page, "CHECK"))
    qt.wait(lambda: changed)
    assert not looks_successful(page)
    assert "when it was written" in page.view.banner.sentence.text()


def test_a_core_marked_as_invalid_is_not_shown_as_success_when_dropped(
    qt, page, job, tmp_path
):
    marked = job.core.with_name("a core.core.invalid")
    job.core.rename(marked)
    page.show_core(marked)
    qt.wait(lambda: page.shown is not None)
    assert not looks_successful(page)


def test_what_failed_says_what_it_means_and_what_to_do(qt, page, job):
    from PySide6.QtWidgets import QLabel

    show(qt, page, with_check(job, BAD))
    row = next(row for row in page.view.rows if row.word.text() == "Failed")
    texts = " ".join(label.text() for label in row.findChildren(QLabel))
    assert BAD.detail in texts
    assert "other bytes than the source" in texts
    assert "convert it again" in texts


def test_what_failed_is_read_first(qt, page, job):
    show(qt, page, with_check(with_check(job, ODD), BAD))
    words = [row.word.text() for row in page.view.rows]
    assert words[:3] == ["Failed", "Warning", "Passed"]


def test_warnings_are_neither_hidden_nor_a_failure(qt, page, job):
    show(qt, page, with_check(job, ODD))
    assert page.view.banner.title.text() == "Valid core, with warnings"
    assert page.view.banner.tone == "warning"


def test_a_core_that_was_not_checked_is_no_success(qt, page, job):
    job.result = replace(job.result, report=None)
    job.summary = convert_object(job.result)
    show(qt, page, job)
    assert page.view.banner.title.text() == "This core was not checked"
    assert page.view.buttons.primary.text() == "Chec&k in full"


def test_after_a_restart_the_report_is_the_same(qt, page, job):
    show(qt, page, job)
    before = page.view.banner.sentence.text()
    facts = page.shown.kernel.osrelease, page.shown.core.size
    show(qt, page, restarted(job))
    assert page.view.banner.sentence.text() == before
    assert (page.shown.kernel.osrelease, page.shown.core.size) == facts
    assert page.view.commands is not None


@pytest.mark.parametrize("is_restarted", [False, True])
def test_no_debugger_of_linux_is_offered_for_a_windows_dump(
    qt, page, job, is_restarted
):
    job.result = replace(job.result, core=replace(job.result.core, elf_class="DUMP64"))
    job.summary = convert_object(job.result)
    show(qt, page, restarted(job) if is_restarted else job)
    assert page.shown.kernel.os is GuestOs.LINUX
    assert page.shown.core.is_windows_dump
    assert page.view.commands is None


def test_the_path_is_copied_and_the_button_says_so(qt, page, job):
    show(qt, page, job)
    copy = page.view.buttons.copy_path
    click(copy)
    assert clipboard() == str(job.core)
    assert copy.text() == "Copied"
    qt.wait(lambda: copy.text() != "Copied")


def test_debugger_lines_are_copied_exactly_and_quoted(qt, page, job):
    show(qt, page, job)
    card = page.view.commands
    for name, copy in card.buttons.items():
        click(copy)
        words = shlex.split(clipboard())
        assert words[0] == name
        assert str(job.core) in words
        assert card.lines[name].text() == clipboard()
        assert card.lines[name].isReadOnly()
    assert "VMLINUX" in card.hint.text()
    assert "package" in card.hint.text()


def test_the_html_report_is_saved_and_says_what_the_page_says(
    qt, page, job, monkeypatch, tmp_path
):
    show(qt, page, with_check(job, BAD))
    choose_file(monkeypatch, tmp_path / "report")
    click(button(page, "SAVE"))
    qt.wait(lambda: "saved" in page.view.note.text())
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert BAD.detail in text


@pytest.mark.parametrize("is_restarted", [False, True])
def test_the_json_report_is_saved(qt, page, job, monkeypatch, tmp_path, is_restarted):
    show(qt, page, restarted(job) if is_restarted else job)
    choose_file(monkeypatch, tmp_path / "report", "JSON, for programs (*.json)")
    click(button(page, "SAVE"))
    qt.wait(lambda: "saved" in page.view.note.text())
    saved = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert saved["check"]["verdict"] == "valid"


def test_the_html_of_a_core_that_failed_before_does_not_call_it_valid(
    qt, page, job, monkeypatch, tmp_path
):
    marked = job.core.with_name("a core.core.invalid")
    job.core.rename(marked)
    page.show_core(marked)
    qt.wait(lambda: page.shown is not None)
    qt.wait(lambda: not page._looking.is_running)
    choose_file(monkeypatch, tmp_path / "report.html")
    click(button(page, "SAVE"))
    qt.wait(lambda: "saved" in page.view.note.text())
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "cannot be trusted" in text
    assert "failed when the core was written" in text


def test_a_report_that_cannot_be_saved_is_told(qt, page, job, monkeypatch, tmp_path):
    show(qt, page, job)
    choose_file(monkeypatch, tmp_path / "not there" / "report.html")
    click(button(page, "SAVE"))
    qt.wait(lambda: "annot write" in page.view.note.text())


def test_a_report_touches_no_file_but_its_own(tmp_path):
    from guestcore_gui.result.looking import save_report

    report, other, part = (tmp_path / n for n in ("r.html", "other", ".r.html.part"))
    for mine in (other, part):
        mine.write_text("mine")
    report.symlink_to(other)
    save_report(report, "text \udcff")
    assert (other.read_text(), part.read_text()) == ("mine", "mine")
    assert report.read_text() == "text \\udcff"
    assert not report.is_symlink()
    assert len(list(tmp_path.iterdir())) == 3


def test_a_report_never_replaces_a_core_by_its_name(monkeypatch, tmp_path):
    from guestcore_gui.result.looking import report_path

    assert report_path(str(tmp_path / "a.core"), ".html").name == "a.core.html"


def test_check_in_full_compares_with_the_source(qt, page, job):
    show(qt, page, job)
    changed = qt.collect(page.report_changed)
    click(button(page, "CHECK"))
    assert page.view.bar.isVisible()
    qt.wait(lambda: changed)
    ((core, report),) = changed
    assert (core, report.verdict) == (job.core, Verdict.VALID)
    assert not page.view.bar.isVisible()
    assert "Every page" in page.view.note.text()
    assert looks_successful(page)


def test_check_in_full_finds_what_a_sample_may_miss(qt, page, job):
    show(qt, page, job)
    with job.core.open("r+b") as file:
        file.seek(-4096, os.SEEK_END)
        file.write(b"other")
    changed = qt.collect(page.report_changed)
    click(button(page, "CHECK"))
    qt.wait(lambda: changed)
    assert changed[0][1].verdict is Verdict.INVALID
    assert not looks_successful(page)


def test_a_full_check_without_the_source_says_so(qt, page, job):
    show(qt, page, job)
    job.request.source.unlink()
    click(button(page, "CHECK"))
    qt.wait(lambda: "source is not there" in page.view.note.text())
    banner = page.view.banner
    assert banner.title.text() == "Valid, not compared"
    assert "were not compared with the source" in banner.sentence.text()
    assert banner.tone == "warning"


def test_a_full_check_can_be_stopped_and_the_report_stays(qt, page, job, monkeypatch):
    from guestcore.progress import Phase
    from guestcore_gui.result import page as module

    def slow(shown, progress):
        while True:
            progress.report(Phase.CHECKING, 1, 2)

    monkeypatch.setattr(module, "examine_in_full", slow)
    show(qt, page, job)
    click(button(page, "CHECK"))
    qt.wait(lambda: page.view.bar.value() == 500)
    click(page.view.stop)
    assert not page.view.stop.isEnabled()
    qt.wait(lambda: not page.view.bar.isVisible())
    assert "stopped" in page.view.note.text()
    assert looks_successful(page)
    assert button(page, "CHECK").isEnabled()


def test_deleting_asks_and_deletes_the_core_only(qt, page, job, monkeypatch):
    show(qt, page, job)
    deleted = qt.collect(page.core_deleted)
    asked = answer(monkeypatch, "Cancel")
    click(button(page, "DELETE"))
    assert str(job.core) in asked[0]
    assert job.core.exists()
    answer(monkeypatch, "&Delete")
    before = sorted(job.request.source.parent.iterdir())
    click(button(page, "DELETE"))
    qt.wait(lambda: deleted)
    assert deleted == [(job.core,)]
    assert not job.core.exists()
    assert sorted(job.request.source.parent.iterdir()) == before
    assert not page.view.handle.isVisible()
    assert page.view.commands is None
    assert page.view.banner.title.text() == "The core was deleted"
    assert not looks_successful(page)


@pytest.mark.parametrize("which", ["source", "memory"])
def test_a_machines_files_are_never_deleted(qt, page, job, monkeypatch, which):
    source = job.request.source
    victim = source if which == "source" else source.with_suffix(".vmem")
    spoiled(job, lambda summary: summary["core"].update(path=str(victim)))
    show(qt, page, job)
    answer(monkeypatch, "&Delete")
    click(button(page, "DELETE"))
    qt.wait(lambda: "not a core" in page.view.note.text())
    assert victim.exists()


def test_convert_again_asks_before_it_replaces(qt, page, job, monkeypatch):
    show(qt, page, job)
    wanted = qt.collect(page.convert_again)
    answer(monkeypatch, "Cancel")
    click(button(page, "CONVERT"))
    qt.wait(lambda: not page._asking.is_running)
    assert not wanted
    answer(monkeypatch, "&Replace")
    click(button(page, "CONVERT"))
    qt.wait(lambda: wanted)
    assert wanted[0][0] == replace(job.request, force=True)


def test_convert_again_is_asked_once_where_nothing_is_replaced(qt, page, job):
    show(qt, page, with_check(job, BAD))
    job.core.unlink()
    wanted = qt.collect(page.convert_again)
    click(page.view.buttons.primary)
    qt.wait(lambda: wanted)
    assert wanted[0][0] == job.request


def test_what_appears_after_the_look_is_not_replaced(qt, page, job, monkeypatch):
    from guestcore_gui.result import looking
    from guestcore_gui.result import page as page_module

    def look_and_lose(path):
        taken = looking.is_taken(path)
        path.touch()
        return taken

    monkeypatch.setattr(page_module, "is_taken", look_and_lose)
    job.request = replace(job.request, force=True)  # agreed to for another core
    show(qt, page, job)
    job.core.unlink()
    wanted = qt.collect(page.convert_again)
    click(button(page, "CONVERT"))
    qt.wait(lambda: wanted)
    assert not wanted[0][0].force


def test_a_failed_job_says_why_and_what_to_do_and_can_be_retried(qt, page, request_):
    from guestcore_gui.jobs.job import Job, JobState

    reason, hint = "cannot open it: No such file", "look where it went"
    job = Job("1", request_, JobState.FAILED, reason=reason, hint=hint)
    show(qt, page, job)
    banner = page.view.banner
    assert banner.title.text() == "No core was made"
    assert banner.sentence.text() == "Cannot open it: No such file"
    assert banner.advice.text() == "Look where it went"
    retried = qt.collect(page.retry_requested)
    click(page.view.buttons.primary)
    assert retried == [(job,)]
    assert not button(page, "DELETE").isVisible()


@pytest.mark.parametrize("state", ["CANCELLED", "FAILED", "WAITING", "RUNNING"])
def test_only_what_is_done_is_success(qt, page, job, state):
    from guestcore_gui.jobs.job import JobState

    job.state = JobState[state]
    show(qt, page, job)
    assert not looks_successful(page)


def test_a_dropped_core_is_examined_against_its_source(qt, page, job):
    core = job.request.source.with_suffix(".core")
    core.write_bytes(job.core.read_bytes())
    page.show_core(core)
    assert "Examining" in page.view.banner.title.text()
    qt.wait(lambda: page.shown is not None)
    assert page.view.banner.title.text() == "Valid core"
    assert all(row.word.text() == "Passed" for row in page.view.rows)
    assert page.shown.kernel.osrelease


def test_what_is_no_core_is_told(qt, page, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("no core at all")
    page.show_core(path)
    qt.wait(lambda: page.shown is not None)
    assert page.view.banner.title.text() == "This core cannot be checked"
    assert not looks_successful(page)


def test_a_core_that_is_gone_is_told(qt, page, job):
    job.core.unlink()
    show(qt, page, job)
    assert "no longer" in page.view.banner.title.text()
    assert not looks_successful(page)
    assert not button(page, "SHOW").isVisible()


def test_the_core_can_be_dragged_out_as_a_copy(qt, page, job):
    from guestcore_gui.dropping import local_paths

    show(qt, page, job)
    assert page.view.handle.isVisible()
    assert local_paths(page.view.handle.mime_data()) == [job.core]


def test_another_report_replaces_one_that_is_being_looked_at(qt, page, job):
    page.show_core(job.core)
    show(qt, page, job)
    qt.settle()
    assert page.shown.title == "A machine"


def test_escape_closes_the_page_wherever_the_focus_is(qt, page, job):
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

    window, other = QWidget(), QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(other)
    layout.addWidget(page)
    qt.show(window, 600, 800)
    page.show()
    show(qt, page, job)
    closed = qt.collect(page.closed)
    window.activateWindow()
    other.setFocus()
    QTest.keyClick(other, Qt.Key.Key_Escape)
    assert len(closed) == 1
    page.hide()
    QTest.keyClick(other, Qt.Key.Key_Escape)
    assert len(closed) == 1


def test_buttons_stay_where_they_are_when_something_is_remarked(qt, page, job):
    show(qt, page, job)
    before = button(page, "SAVE").mapTo(page, button(page, "SAVE").rect().center())
    page.view.say("info", "", "The report was saved as x.html.")
    qt.settle()
    after = button(page, "SAVE").mapTo(page, button(page, "SAVE").rect().center())
    assert after == before


def test_escape_and_back_close_the_page(qt, page, job):
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    show(qt, page, job)
    closed = qt.collect(page.closed)
    click(page.view.buttons.back)
    page.activateWindow()
    page.view.buttons.back.setFocus()
    QTest.keyClick(page.view.buttons.back, Qt.Key.Key_Escape)
    assert len(closed) == 2


def test_hostile_text_stays_plain(qt, page, job):
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QLabel

    evil = "<a href='file:///etc'>x</a>\u202e\x1b[31m"
    kernel = replace(job.result.description.kernel, hostname=evil, banner=evil)
    description = replace(job.result.description, kernel=kernel, warnings=(evil,))
    job.result = replace(job.result, description=description)
    job.request = replace(job.request, title=evil)
    show(qt, page, with_check(job, Check("content", Outcome.PASS, evil)))
    labels = page.findChildren(QLabel)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
    shown = [label.text() for label in labels] + [page.view.title.text()]
    assert not any("\u202e" in text or "\x1b" in text for text in shown)
    assert sum("\\u202e" in text for text in shown) >= 4


def test_nothing_is_clipped_at_the_smallest_width(qt, page, job):
    page.resize(560, 600)
    show(qt, page, job)
    qt.settle()
    assert page.view.area.widget().width() <= page.view.area.viewport().width()
    assert page.minimumSizeHint().width() <= 560


def test_no_check_depth_is_invented_for_a_dropped_core(qt, page, job):
    core = job.request.source.with_suffix(".core")
    core.write_bytes(job.core.read_bytes())
    page.show_core(core)
    qt.wait(lambda: page.shown is not None)
    qt.wait(lambda: not page._looking.is_running)
    core.unlink()
    wanted = qt.collect(page.convert_again)
    click(button(page, "CONVERT"))
    qt.wait(lambda: wanted)
    assert wanted[0][0].source == job.request.source
    assert wanted[0][0].output == core
    assert wanted[0][0].check is CheckDepth.QUICK
