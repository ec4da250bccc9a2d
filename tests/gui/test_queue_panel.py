"""The zone of the queue as its user meets it: rows, keys, buttons, questions."""

import os
from pathlib import Path

import pytest

pytestmark = pytest.mark.gui

from PySide6.QtCore import QPoint, Qt  # noqa: E402  the mark comes first
from PySide6.QtGui import QAccessible, QGuiApplication  # noqa: E402
from PySide6.QtTest import QAbstractItemModelTester, QTest  # noqa: E402
from PySide6.QtWidgets import (  # noqa: E402
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
)

from guestcore.core.output import OutputFile  # noqa: E402
from guestcore.sentence import sentence  # noqa: E402
from guestcore_gui.jobs.job import (  # noqa: E402
    Asked,
    JobRequest,
    JobState,
    Why,
    new_job,
)
from guestcore_gui.jobs.scheduling import StopChoice  # noqa: E402
from guestcore_gui.jobs.words import state_word  # noqa: E402
from guestcore_gui.queue.log_dialog import LogDialog  # noqa: E402
from guestcore_gui.queue.looks import Button, buttons_of, state_look  # noqa: E402
from guestcore_gui.queue.model import Column, QueueModel  # noqa: E402
from guestcore_gui.queue.panel import QueuePanel  # noqa: E402
from guestcore_gui.queue.stop_dialog import StopDialog  # noqa: E402
from tests.gui.queues import (  # noqa: E402
    Queue,
    demo_state,
    large_state,
    remove_folder,
)

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
LEFT = Qt.MouseButton.LeftButton
NO = Qt.KeyboardModifier.NoModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
KEY = Qt.Key
HOSTILE = "<b>evil</b>\x1b[31m\u202egpj.exe\n&amp;"


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    folder = tmp_path_factory.mktemp("large")
    yield large_state(folder)
    remove_folder(folder)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    return demo_state(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def queue(qt, work, tmp_path):
    made = Queue(qt, work, tmp_path)
    yield made
    made.end()


@pytest.fixture
def panel(qt, queue):
    made = QueuePanel(queue.controller)
    QAbstractItemModelTester(made.view.model(), FATAL, made)
    return qt.show(made, 900, 300)


def press(panel, key, modifier=NO):
    QGuiApplication.processEvents()  # the rows of new jobs are shown
    panel.activateWindow()
    assert QTest.qWaitForWindowActive(panel)
    panel.view.setFocus()
    QTest.keyClick(panel.view, key, modifier)


def click(panel, button, row=0):
    """Click a button inside a row."""
    job = panel.view.model().job(row)
    place = buttons_of(job).index(button)
    rect = panel.view.visualRect(panel.view.model().index(row, Column.ACTIONS))
    at = QPoint(rect.left() + place * 28 + 12, rect.center().y())
    QTest.mouseClick(panel.view.viewport(), LEFT, NO, at)


def footer_button(panel, word):
    buttons = panel.footer.findChildren(QPushButton)
    names = [button.text().replace("&", "") for button in buttons]
    panel.window().activateWindow()
    return dict(zip(names, buttons, strict=True))[word]


def has_button(panel, word):
    buttons = panel.footer.findChildren(QPushButton)
    return word in [button.text().replace("&", "") for button in buttons]


def text(panel, row, column):
    model = panel.view.model()
    return model.index(row, column).data()


def test_an_empty_queue_is_one_quiet_line(panel):
    shown = [label for label in panel.findChildren(QLabel) if label.isVisible()]
    assert [label.text() for label in shown] == [
        "The queue is empty. What is converted appears here."
    ]
    assert not panel.footer.isVisible()
    assert not panel.view.isVisible()


def test_a_row_tells_everything_of_a_finished_job(panel, queue, demo):
    job = queue.add(demo, title="demo")
    queue.wait_until_over(job)
    assert text(panel, 0, Column.STATE) == "Valid"
    assert text(panel, 0, Column.TITLE) == "demo"
    passed, asked = job.checks
    assert text(panel, 0, Column.PROGRESS) == f"{passed} of {asked} checks passed"
    assert text(panel, 0, Column.SIZE).endswith("MiB")
    assert state_look(job).icon == "circle-check"


def test_space_pauses_and_resumes(panel, queue, large):
    job = queue.add(large)
    queue.wait_for_writing(job)
    panel.select(job)
    press(panel, KEY.Key_Space)
    assert text(panel, 0, Column.STATE) == "Pausing…"
    queue.wait_for(job, JobState.PAUSED)
    assert text(panel, 0, Column.STATE) == "Paused"
    assert text(panel, 0, Column.RATE) == ""
    press(panel, KEY.Key_Space)
    assert text(panel, 0, Column.STATE) == "Running"
    queue.wait_until_over(job)
    assert job.state is JobState.DONE


def test_delete_cancels_first_and_removes_then(panel, queue, large):
    job = queue.add(large)
    queue.wait_for_writing(job)
    panel.select(job)
    press(panel, KEY.Key_Delete)
    assert text(panel, 0, Column.STATE) == "Cancelling…"
    queue.wait_until_over(job)
    assert text(panel, 0, Column.STATE) == "Cancelled"
    press(panel, KEY.Key_Delete)
    assert queue.controller.jobs == ()
    assert queue.names() == []


def test_ctrl_r_converts_again(panel, queue, demo, tmp_path):
    missing = demo.parent / "hidden.vmss"
    job = queue.add(missing)
    queue.wait_until_over(job)
    panel.select(job)
    os.link(demo, missing)
    os.link(demo.with_suffix(".vmem"), missing.with_suffix(".vmem"))
    press(panel, KEY.Key_R, CTRL)
    queue.wait_for(job, JobState.DONE)


def test_alt_and_arrows_move_a_job_that_stays_chosen(panel, queue, large, demo):
    jobs = [queue.add(large, "a.core")]
    jobs += [queue.add(demo, f"{n}.core") for n in range(2)]
    panel.select(jobs[2])
    press(panel, KEY.Key_Up, ALT)
    assert queue.controller.jobs == (jobs[0], jobs[2], jobs[1])
    assert panel.view.chosen() == [jobs[2]]
    press(panel, KEY.Key_Up, ALT)
    press(panel, KEY.Key_Up, ALT)
    assert queue.controller.jobs[0] is jobs[2]
    press(panel, KEY.Key_Down, ALT)
    assert queue.controller.jobs == (jobs[0], jobs[2], jobs[1])


def test_several_rows_move_together_and_stop_at_the_end(panel, queue, large, demo):
    jobs = [queue.add(large, "a.core")]
    jobs += [queue.add(demo, f"{n}.core") for n in range(3)]
    panel.view.selectRow(2)
    press(panel, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert panel.view.chosen() == jobs[2:]
    press(panel, KEY.Key_Up, ALT)
    assert queue.controller.jobs == (jobs[0], jobs[2], jobs[3], jobs[1])
    press(panel, KEY.Key_Down, ALT)
    press(panel, KEY.Key_Down, ALT)
    assert queue.controller.jobs == tuple(jobs)


def test_return_asks_for_the_report(panel, queue, demo, qt):
    job = queue.add(demo)
    queue.wait_until_over(job)
    asked = qt.collect(panel.report_requested)
    panel.select(job)
    press(panel, KEY.Key_Return)
    assert asked == [(job,)]


def test_the_log_can_be_read_copied_and_follows(panel, queue, large, qt):
    job = queue.add(large)
    queue.wait_for_writing(job)
    panel.select(job)
    press(panel, KEY.Key_L, CTRL)
    dialog = panel.findChild(LogDialog)
    qt.wait(dialog.isVisible)
    assert not dialog.isModal()
    assert "Writing memory" in dialog.text()
    queue.wait_until_over(job)
    qt.wait(lambda: "checks passed" in dialog.text())
    copy = next(b for b in dialog.findChildren(QPushButton) if "Copy" in b.text())
    QTest.mouseClick(copy, LEFT)
    assert QGuiApplication.clipboard().text() == "\n".join(job.log)
    dialog.close()


def test_buttons_in_a_row(panel, queue, large, qt):
    job = queue.add(large)
    queue.wait_for_writing(job)
    click(panel, Button.PAUSE)
    queue.wait_for(job, JobState.PAUSED)
    click(panel, Button.RESUME)
    assert job.state is JobState.RUNNING
    click(panel, Button.CANCEL)
    queue.wait_until_over(job)
    click(panel, Button.RETRY)
    queue.wait_until_over(job)
    assert job.state is JobState.DONE
    shown = qt.collect(panel.show_folder_requested)
    reports = qt.collect(panel.report_requested)
    click(panel, Button.FOLDER)
    click(panel, Button.REPORT)
    assert shown == [(job.core,)]
    assert reports == [(job,)]


def test_the_menu_offers_all_with_shortcuts(panel, queue, demo, qt):
    job = queue.add(demo)
    queue.wait_until_over(job)
    panel.select(job)
    panel.view.customContextMenuRequested.emit(QPoint(5, 5))
    menu = panel.view.findChild(QMenu)
    qt.wait(menu.isVisible)
    entries = {
        action.text().replace("&", ""): (
            action.shortcut().toString(), action.isEnabled(),
        )
        for action in menu.actions()
        if not action.isSeparator()
    }  # fmt: skip
    assert entries == {
        "Show report": ("Return", True),
        "Log": ("Ctrl+L", True),
        "Show in folder": ("", True),
        "Copy path": ("Ctrl+C", True),
        "Pause": ("Space", False),
        "Remove from the list": ("Del", True),
        "Convert again": ("Ctrl+R", False),
        "Move up": ("Alt+Up", True),
        "Move down": ("Alt+Down", True),
    }
    menu.close()
    press(panel, KEY.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == str(job.core)


def test_keys_work_after_a_menu_in_which_they_could_not(panel, queue, demo, large, qt):
    done = queue.add(demo)
    queue.wait_until_over(done)
    panel.select(done)
    panel.view.customContextMenuRequested.emit(QPoint(5, 5))
    menu = panel.view.findChild(QMenu)
    qt.wait(menu.isVisible)
    menu.close()
    running = queue.add(large, "b.core")
    queue.wait_for_writing(running)
    panel.select(running)
    press(panel, KEY.Key_Space)
    assert running.asked is Asked.PAUSE


def test_the_finished_core_is_dragged_out_as_a_copy(panel, queue, demo, tmp_path):
    job, failed = queue.add(demo), queue.add(tmp_path / "no.vmss", "b.core")
    queue.wait_until_over(job, failed)
    model = panel.view.model()
    draggable = Qt.ItemFlag.ItemIsDragEnabled
    assert model.index(0, 0).flags() & draggable
    assert not model.index(1, 0).flags() & draggable
    mime = model.mimeData([model.index(0, n) for n in range(3)])
    assert [url.toLocalFile() for url in mime.urls()] == [str(job.core)]
    assert model.supportedDragActions() == Qt.DropAction.CopyAction
    assert panel.view.dragEnabled()
    assert not panel.view.acceptDrops()


def test_the_footer_counts_pauses_and_clears(panel, queue, large, demo, qt):
    done = queue.add(demo, "a.core")
    queue.wait_until_over(done)
    running, _last = queue.add(large, "b.core"), queue.add(demo, "c.core")
    queue.wait_for_writing(running)
    bar = panel.footer.findChild(QProgressBar)
    qt.wait(bar.isVisible)
    qt.wait(lambda: "1 of 2" in panel.footer._label.text())
    QTest.mouseClick(footer_button(panel, "Clear finished"), LEFT)
    assert done not in queue.controller.jobs
    assert running.state is JobState.RUNNING
    QTest.mouseClick(footer_button(panel, "Pause all"), LEFT)
    queue.wait_for(running, JobState.PAUSED)
    qt.wait(lambda: has_button(panel, "Resume all"))
    QTest.mouseClick(footer_button(panel, "Resume all"), LEFT)
    queue.wait_until_over(*queue.controller.jobs)
    qt.wait(lambda: not bar.isVisible())
    assert panel.footer._label.text() == "2 done"


def test_retry_failed_is_there_when_something_failed(panel, queue, tmp_path, qt):
    job = queue.add(tmp_path / "no.vmss")
    queue.wait_until_over(job)
    button = footer_button(panel, "Retry failed")
    qt.wait(button.isVisible)
    QTest.mouseClick(button, LEFT)
    assert job.state in (JobState.WAITING, JobState.RUNNING)
    queue.wait_until_over(job)


@pytest.mark.parametrize(
    ("choice", "first", "second"),
    [
        (StopChoice.FINISH, JobState.DONE, JobState.WAITING),
        (StopChoice.NOW, JobState.CANCELLED, JobState.WAITING),
        (StopChoice.GO_ON, JobState.DONE, JobState.DONE),
    ],
)
def test_stop_asks_what_is_meant(panel, queue, large, demo, qt, choice, first, second):
    jobs = queue.add(large, "a.core"), queue.add(demo, "b.core")
    queue.wait_for_writing(jobs[0])
    QTest.mouseClick(footer_button(panel, "Stop…"), LEFT)
    dialog = panel.window().findChild(StopDialog)
    qt.wait(dialog.isVisible)
    QTest.mouseClick(dialog.findChild(QPushButton, choice.name), LEFT)
    queue.wait_until_over(jobs[0])
    if second is JobState.DONE:
        queue.wait_until_over(jobs[1])
    assert [job.state for job in jobs] == [first, second]
    assert jobs[1].held is (second is JobState.WAITING)


def test_escape_goes_on_and_the_question_ends_with_the_work(panel, queue, large, qt):
    job = queue.add(large)
    queue.wait_for_writing(job)
    panel.ask_to_stop()
    panel.ask_to_stop()  # once
    dialogs = panel.window().findChildren(StopDialog)
    assert len(dialogs) == 1
    QTest.keyClick(dialogs[0], KEY.Key_Escape)
    assert job.asked is Asked.NOTHING
    qt.wait(lambda: not panel.window().findChildren(StopDialog))
    panel.ask_to_stop()
    (dialog,) = panel.window().findChildren(StopDialog)
    gone = qt.collect(dialog.destroyed)
    queue.wait_until_over(job)
    qt.wait(lambda: gone)
    assert job.state is JobState.DONE


@pytest.mark.parametrize("choice", list(StopChoice))
def test_closing_asks_too(qt, choice):
    dialog = qt.show(StopDialog(1, None, closing=True))
    chosen = qt.collect(dialog.chosen)
    button = dialog.findChild(QPushButton, choice.name)
    if choice is not StopChoice.GO_ON:
        assert "close" in button.text()
    QTest.keyClick(button, KEY.Key_Space)
    assert chosen == [(choice,)]


def test_a_failed_job_says_why_and_looks_like_no_success(panel, queue, tmp_path):
    job = queue.add(tmp_path / "no.vmss")
    queue.wait_until_over(job)
    assert text(panel, 0, Column.STATE) == "Failed"
    assert "No such file or directory" in text(panel, 0, Column.PROGRESS)
    tip = panel.view.model().index(0, Column.PROGRESS).data(Qt.ItemDataRole.ToolTipRole)
    assert "check the name" in tip
    assert state_look(job).tone == "bad"


def test_an_invalid_core_looks_like_no_success(panel, queue, demo, monkeypatch):
    real = OutputFile.flush

    def spoil(self, progress):
        real(self, progress)
        os.pwrite(self.fd, b"\xff" * 4096, os.fstat(self.fd).st_size - 4096 * 40)

    monkeypatch.setattr(OutputFile, "flush", spoil)
    job = queue.add(demo)
    queue.wait_until_over(job)
    assert text(panel, 0, Column.STATE) == "Invalid"
    assert "cannot be trusted" in text(panel, 0, Column.PROGRESS)
    assert state_look(job).tone == "bad"
    spoken = (
        panel.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    )
    assert "Valid" not in spoken


def all_kinds(tmp_path):
    """Return one job of each kind that a row may show."""
    jobs = []
    for state in JobState:
        for held in (False, True):
            for asked in Asked:
                job = new_job(JobRequest(tmp_path / "a.vmss", tmp_path / "a.core"))
                job.state, job.held, job.asked = state, held, asked
                job.why = Why.SPACE if held else Why.NOTHING
                job.reason = sentence("cannot open {path}", path=HOSTILE)
                jobs.append(job)
    return jobs


def test_every_state_has_its_word_and_icon(qt, tmp_path):
    for job in all_kinds(tmp_path):
        assert state_word(job)
        assert state_look(job).icon
        assert len(buttons_of(job)) <= 2
    looks = {
        verdict: state_look(job).icon for verdict, job in verdicts(tmp_path).items()
    }
    assert len(set(looks.values())) == len(looks)  # never by colour alone


def verdicts(tmp_path):
    jobs = {}
    for verdict in ("valid", "warnings", "", "invalid"):
        job = new_job(JobRequest(tmp_path / "a.vmss", tmp_path / "a.core"))
        job.state = JobState.INVALID if verdict == "invalid" else JobState.DONE
        job.summary = {"check": {"verdict": verdict, "checks": []}}
        jobs[verdict] = job
    return jobs


def test_hostile_text_is_shown_as_it_is(panel, queue, tmp_path, qt):
    job = queue.add(tmp_path / "no.vmss", title=HOSTILE)
    queue.wait_until_over(job)
    model = panel.view.model()
    shown = text(panel, 0, Column.TITLE)
    assert "<b>evil</b>" in shown
    for character in "\x1b\u202e\n":
        assert character not in shown
    tip = model.index(0, Column.TITLE).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in tip
    assert "<b>" not in tip
    panel.show_log(job)
    dialog = panel.findChild(LogDialog)
    assert "\u202e" not in dialog.windowTitle()
    dialog.close()


def test_a_screen_reader_hears_rows_and_progress(panel, queue, large, qt):
    job = queue.add(large, title="web01")
    queue.wait_for_writing(job)
    panel.select(job)
    table = QAccessible.queryAccessibleInterface(panel.view)
    assert table.text(QAccessible.Text.Name) == "Queue"
    cells = [table.child(n) for n in range(table.childCount())]
    names = [cell.text(QAccessible.Text.Name) for cell in cells]
    assert any("Writing memory, " in name and "percent" in name for name in names)
    descriptions = {cell.text(QAccessible.Text.Description) for cell in cells}
    assert any("web01, Running, Writing memory" in text for text in descriptions)
    queue.controller.cancel(job)
    queue.wait_until_over(job)
    for button in panel.footer.findChildren(QPushButton):
        interface = QAccessible.queryAccessibleInterface(button)
        assert interface.text(QAccessible.Text.Name)


def test_tab_leaves_the_table(panel, queue, demo, qt):
    job = queue.add(demo)
    queue.wait_until_over(job)
    panel.view.setFocus()
    QTest.keyClick(panel.view, KEY.Key_Tab)
    assert not panel.view.hasFocus()


def test_the_model_follows_thousands_of_changes(qt, queue, tmp_path):
    model = QueueModel(queue.controller)
    QAbstractItemModelTester(model, FATAL, model)
    queue.controller.stop(StopChoice.NOW)
    source = Path(tmp_path / "no.vmss")
    jobs = [queue.add(source, f"{n}.core") for n in range(40)]
    for place, job in enumerate(jobs):
        queue.controller.move_to(job, (place * 7) % 40)
        queue.controller.pause(job)
    queue.wait_until_over(*[job for job in jobs if not job.held])
    for job in jobs[::2]:
        queue.controller.remove(job)
    shown = tuple(model.job(row) for row in range(model.rowCount()))
    assert shown == queue.controller.jobs
    for row in range(model.rowCount()):
        assert model.row_of(model.job(row)) == row


def row_is_seen(panel, job):
    model, view = panel.view.model(), panel.view
    rect = view.visualRect(model.index(model.row_of(job), 0))
    return rect.isValid() and view.viewport().rect().contains(rect)


def fill(queue, demo, count=12):
    jobs = [queue.add(demo, f"{number}.core") for number in range(count)]
    queue.wait_until_over(*jobs)
    queue.qt.settle()
    return jobs


def test_home_and_end_go_to_the_first_and_the_last_row(panel, queue, demo):
    jobs = fill(queue, demo)
    panel.select(jobs[4])
    press(panel, KEY.Key_End)
    assert panel.view.chosen() == [jobs[-1]]
    assert row_is_seen(panel, jobs[-1])
    press(panel, KEY.Key_Home)
    assert panel.view.chosen() == [jobs[0]]
    assert row_is_seen(panel, jobs[0])


def test_new_jobs_and_those_that_fail_are_scrolled_to(qt, panel, queue, demo, tmp_path):
    fill(queue, demo)
    panel.view.scrollToTop()
    new = queue.add(demo, "new.core")
    qt.wait(lambda: row_is_seen(panel, new))
    bad = queue.add(tmp_path / "none.vmss", "bad.core")
    queue.controller.pause(bad)
    queue.wait_until_over(new)
    qt.settle()
    panel.view.scrollToTop()
    queue.controller.resume(bad)
    queue.wait_until_over(bad)
    qt.wait(lambda: row_is_seen(panel, bad))


def test_nothing_is_scrolled_while_the_user_works_in_the_list(qt, panel, queue, demo):
    jobs = fill(queue, demo)
    press(panel, KEY.Key_Home)
    new = queue.add(demo, "new.core")
    queue.wait_until_over(new)
    qt.settle()
    assert row_is_seen(panel, jobs[0])
    assert not row_is_seen(panel, new)
