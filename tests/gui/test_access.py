"""Everything by keyboard and by ear, on every page of the window, at every scale."""

import os
import subprocess
import sys
from functools import partial

import pytest

pytestmark = pytest.mark.gui

pytest.importorskip("PySide6.QtWidgets", reason="the extra gui is missing")

from PySide6.QtCore import Qt  # noqa: E402  Qt may be missing
from PySide6.QtGui import QAccessible, QKeySequence  # noqa: E402  as above
from PySide6.QtTest import QTest  # noqa: E402  as above
from PySide6.QtWidgets import (  # noqa: E402  as above
    QApplication,
    QLabel,
    QMenu,
    QProgressBar,
    QTextBrowser,
)
from shiboken6 import isValid  # noqa: E402  as above

from guestcore_gui.queue.log_dialog import LogDialog  # noqa: E402  as above
from tests.gui.windows import (  # noqa: E402  as above
    DESCRIPTION,
    NAME,
    VALUE,
    Tour,
    clipped,
    interfaces,
    keys,
    letter_of,
    twice,
)

KEY, CTRL, SHIFT = (
    Qt.Key,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
ROLE = QAccessible.Role
FITS = "test_every_page_fits_the_smallest_window_and_no_key_is_twice"
INTERACTIVE = (
    ROLE.Button, ROLE.CheckBox, ROLE.ComboBox, ROLE.EditableText, ROLE.ListItem,
    ROLE.MenuItem, ROLE.PageTab, ROLE.ProgressBar, ROLE.SpinBox, ROLE.Table,
    ROLE.Tree, ROLE.TreeItem,
)  # fmt: skip


@pytest.fixture
def tour(qt, desktop, window, demo):
    window.resize(900, 600)
    window.activateWindow()
    return Tour(qt, desktop, demo)


def nameless(widget):
    """Roles of what a screen reader could only call by its role."""
    root = QAccessible.queryAccessibleInterface(widget)
    return [
        (one.role().name, str(one.object()))
        for one in interfaces(root)
        if (one.state().focusable or one.role() in INTERACTIVE)
        and one.role() is not ROLE.Cell  # of a row, some cells are empty
        and not one.text(NAME)
    ]


def unlabelled(widget):
    """Choices that say their value and nobody says of what."""
    root = QAccessible.queryAccessibleInterface(widget)
    label = QAccessible.RelationFlag.Label
    return [
        one.text(VALUE)
        for one in interfaces(root)
        if one.role() is ROLE.ComboBox
        and not one.relations(label)
        and not one.text(DESCRIPTION)
    ]


def test_a_screen_reader_finds_a_name_for_everything(tour):
    for page in tour.pages():
        assert not nameless(tour.window), page
        assert not unlabelled(tour.window), page


def test_a_screen_reader_hears_what_a_job_has_become(tour):
    for page in tour.pages():
        if page == "report":
            break
    root = QAccessible.queryAccessibleInterface(tour.window)
    said = [(one.role(), one.text(NAME)) for one in interfaces(root)]
    names = [name for _role, name in said]
    for wanted in ("Valid core", "Structure of the file: Passed", "1 done", "Queue"):
        assert wanted in names
    cells = [name for role, name in said if role is ROLE.Cell]
    assert cells[0] == "Valid"
    assert any("Suspended" in name for role, name in said if role is ROLE.TreeItem)


def test_progress_is_a_value_for_a_screen_reader(qt, window):
    bar = window.queue.findChild(QProgressBar)
    bar.setVisible(True)
    bar.setValue(420)
    interface = QAccessible.queryAccessibleInterface(bar)
    assert interface.role() is ROLE.ProgressBar
    assert interface.text(NAME) == "Progress of the whole queue"
    assert interface.valueInterface().currentValue() == 420
    assert interface.valueInterface().maximumValue() == 1000


def go_round(qt, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press a key until the focus is where it was; returns where it has been."""
    start = QApplication.focusWidget()
    seen = [start]
    for _ in range(100):
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)
        focus = QApplication.focusWidget()
        if focus is start:
            return seen
        assert focus not in seen, f"a trap: {focus}"
        assert focus.isVisible()
        seen.append(focus)
    raise AssertionError("Tab never comes back")


def test_tab_goes_round_every_page_and_back(qt, tour):
    for page in tour.pages():
        window = tour.window
        window.go_to(0)
        forward = go_round(qt, KEY.Key_Tab)
        window.go_to(0)
        back = go_round(qt, KEY.Key_Tab, SHIFT)
        assert forward[1:] == back[:0:-1], page
        first = window.library.search
        forward = forward[forward.index(first) :] + forward[: forward.index(first)]
        zones = [zone_of(window, widget) for widget in forward]
        assert zones == sorted(zones), page
        assert {0, 1} <= set(zones)


def zone_of(window, widget):
    zones = (window.library, window.centre, window.queue)
    return next(n for n, zone in enumerate(zones) if zone.isAncestorOf(widget))


def test_the_report_is_gone_through_from_its_top(qt, tour):
    for page in tour.pages():
        if page == "report":
            break
    window, view = tour.window, tour.window.result.view
    window.go_to(1)
    order = go_round(qt, KEY.Key_Tab)
    wanted = [
        view.buttons.back, view.buttons.primary, view.area, view.buttons.copy_path,
        *(view.commands.lines[name] for name in ("crash", "gdb", "drgn")),
        window.queue.view,
    ]  # fmt: skip
    assert [widget for widget in order if widget in wanted] == wanted


@pytest.mark.skipif(
    sys.platform == "win32", reason="the system itself turns Shift+F10 into a menu"
)
def test_the_menus_of_rows_open_by_key(qt, tour):
    for page in tour.pages():
        if page == "report":
            break
    window = tour.window
    for zone, view in ((0, window.library.view), (2, window.queue.view)):
        window.go_to(zone)
        QTest.keyClick(view, KEY.Key_Home)
        QTest.keyClick(view, KEY.Key_Down)
        qt.settle()
        window.activateWindow()  # a popup takes this away, where nobody manages windows
        qt.wait(window.isActiveWindow)
        QTest.keyClick(view, KEY.Key_F10, SHIFT)
        qt.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert all(entry.text() for entry in menu.actions() if not entry.isSeparator())
        assert any(not entry.shortcut().isEmpty() for entry in menu.actions())
        place = view.mapFromGlobal(menu.pos())
        assert view.rect().adjusted(-4, -4, 4, 4).contains(place)
        QTest.keyClick(menu, KEY.Key_Escape)
        qt.wait(lambda: QApplication.activePopupWidget() is None)


def test_help_lists_every_shortcut_of_the_window(qt, window):
    QTest.keyClick(window, KEY.Key_F1)
    qt.wait(lambda: window.routes.dialogs.is_open("help"))
    text = window.routes.dialogs.dialog("help").findChild(QTextBrowser).toPlainText()
    actions = [
        *window.actions_.all(),
        *window.queue.commands.shortcuts(),
        *window.library.commands.shortcuts(),
    ]
    assert len(actions) > 20
    for action in actions:
        for keys_ in action.shortcuts():
            shown = keys_.toString(QKeySequence.SequenceFormat.NativeText)
            assert shown in text, action.text()
    assert "Ctrl+F" in text


def test_every_entry_of_the_menus_shows_its_shortcut(window):
    for action in window.actions_.all():
        if not action.shortcut().isEmpty():
            assert action.isShortcutVisibleInContextMenu()
    tips = [window.library.add_button.toolTip(), window.details.sheet.convert.toolTip()]
    assert tips == ["Ctrl+Shift+L", "Ctrl+Return"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_page_fits_the_smallest_window_and_no_key_is_twice(tour, language):
    window = tour.window
    menus = [letter_of(action.text()) for action in window.menuBar().actions()]
    for page in tour.pages():
        assert (window.width(), window.height()) == (900, 600)
        assert not clipped(window), page
        assert not twice(keys(window) + menus), page


@pytest.mark.parametrize("scale", ["1.5", "2"])
def test_every_page_fits_when_everything_is_larger(scale):
    test = f"{__file__}::{FITS}"
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-m", "gui", "-n0", test],
        env={**os.environ, "QT_SCALE_FACTOR": scale},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout


def test_no_text_of_a_page_is_taken_for_markup(tour):
    """Labels with a key to press are ours; Qt takes no markup without being told."""
    for page in tour.pages():
        wrong = [
            label.text()
            for label in tour.window.findChildren(QLabel)
            if label.textFormat() is not Qt.TextFormat.PlainText
            and label.buddy() is None
            and label.text()
        ]
        assert not wrong, page


def dialogs(qt, window, folder):
    """Open one dialog after another, as the menus do; yields each."""
    from guestcore_gui.jobs.job import JobRequest

    actions, open_ = window.actions_, window.routes.dialogs
    for name in ("settings", "capture", "help", "about"):
        getattr(actions, name).trigger()
        yield open_.dialog(name)
    request = JobRequest(folder / "not there.vmss", folder / "a.core")
    (job,) = window.jobs.add([request])
    qt.wait(lambda: job.state.is_over)
    window.queue.show_log(job)
    yield window.queue.findChild(LogDialog)


def test_dialogs_are_named_gone_round_by_tab_and_closed_by_escape(qt, window, tmp_path):
    for dialog in dialogs(qt, window, tmp_path):
        qt.wait(dialog.isVisible)
        qt.wait(lambda: window.desktop.work.running == 0)
        qt.settle()
        name = dialog.windowTitle()
        assert not nameless(dialog), name
        assert not unlabelled(dialog), name
        dialog.activateWindow()
        qt.wait(dialog.isActiveWindow)
        if QApplication.focusWidget() is None:
            QTest.keyClick(dialog, KEY.Key_Tab)
        go_round(qt, KEY.Key_Tab)
        go_round(qt, KEY.Key_Tab, SHIFT)
        QTest.keyClick(dialog, KEY.Key_Escape)
        qt.wait(partial(is_gone, dialog))


def is_gone(dialog):
    return not isValid(dialog) or not dialog.isVisible()
