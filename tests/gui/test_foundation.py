"""Settings, dropped files, colours, crash reports, notices, taskbar."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.gui

pytest.importorskip("PySide6.QtWidgets", reason="the extra gui is missing")

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl  # noqa: E402  Qt may be missing
from PySide6.QtGui import QColor, QDropEvent, QIcon, QPalette  # noqa: E402  as above
from PySide6.QtTest import QTest  # noqa: E402  as above

GUI = Path(__file__).parents[2] / "gui" / "guestcore_gui"


# Settings


def test_settings_survive(qt, tmp_path):
    from guestcore_gui.settings import SettingsStore

    store = SettingsStore(tmp_path / "config" / "settings.json")
    changes = qt.collect(store.changed)
    store.update(theme="dark", folders=("/vm",), parallel_jobs=3)
    before, after = changes[0]
    assert (before.theme, after.theme) == ("system", "dark")
    again = SettingsStore(tmp_path / "config" / "settings.json")
    assert again.value == store.value


def test_settings_that_make_no_sense_are_the_defaults():
    from guestcore_gui.settings import Settings, settings_from

    nonsense = {
        "theme": "purple",
        "parallel_jobs": 5000,
        "check": 7,
        "folders": ["/vm", 3, None],
        "notify": "yes",
        "unknown": 1,
    }
    assert settings_from(nonsense) == Settings(folders=("/vm",))
    for other in (None, [], "text", {"parallel_jobs": True}):
        assert settings_from(other) == Settings()


def test_a_damaged_file_is_kept_aside(tmp_path):
    from guestcore_gui.settings import Settings, SettingsStore

    path = tmp_path / "settings.json"
    path.write_text('{"theme": "da')
    assert SettingsStore(path).value == Settings()
    assert (tmp_path / "settings.json.damaged").read_text() == '{"theme": "da'


def test_settings_that_cannot_be_read_are_told_and_not_lost(qt, tmp_path, monkeypatch):
    from guestcore_gui.settings import Settings, SettingsStore

    def refuse(*_arguments):
        raise PermissionError(13, "no")

    path = tmp_path / "settings.json"
    path.write_text('{"theme": "dark"}')
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.read_bytes", refuse)
        store = SettingsStore(path)
    failures = qt.collect(store.failed)
    qt.wait(lambda: failures)
    assert "settings.json.unreadable" in failures[0][0]
    assert store.value == Settings()
    store.update(check="full")
    kept = tmp_path / "settings.json.unreadable"
    assert kept.read_text() == '{"theme": "dark"}'
    assert SettingsStore(path).value.check == "full"


def test_settings_that_cannot_be_saved_are_told_and_hold(qt, tmp_path):
    from guestcore_gui.settings import SettingsStore

    (tmp_path / "config").write_text("a file where the folder should be")
    store = SettingsStore(tmp_path / "config" / "settings.json")
    failures = qt.collect(store.failed)
    store.update(theme="dark")
    assert store.value.theme == "dark"
    assert len(failures) == 1


# Files that are dropped or pasted


def mime_of(*paths, text=None):
    mime = QMimeData()
    if paths:
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    if text is not None:
        mime.setText(text)
    return mime


def test_local_files_are_taken_once_each():
    from guestcore_gui.dropping import local_paths

    mime = mime_of("/vm/a b.vmss", "/vm/ü#%.vmsn", "/vm/a b.vmss")
    assert local_paths(mime) == [Path("/vm/a b.vmss"), Path("/vm/ü#%.vmsn")]


def test_addresses_of_other_machines_are_not():
    from guestcore_gui.dropping import local_paths

    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/a.vmss"), QUrl("javascript:alert(1)")])
    assert local_paths(mime) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/vm/a.vmss\n/vm/b.vmsn\n", ["/vm/a.vmss", "/vm/b.vmsn"]),
        ('"/vm/a b.vmss"', ["/vm/a b.vmss"]),
        ("file:///vm/a%20b.vmss", ["/vm/a b.vmss"]),
        ("relative.vmss\nhello\n\n", []),
        ("https://x/y\nftp://x/y", []),
        ("/a\0b", []),
    ],
    ids=["lines", "quoted", "address", "no paths", "not here", "a NUL"],
)
def test_paths_are_pasted_as_text(text, expected):
    from guestcore_gui.dropping import local_paths

    assert local_paths(mime_of(text=text)) == [Path(path) for path in expected]


@pytest.mark.parametrize(
    "keys",
    [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier],
    ids=["drop", "Shift-drop"],
)
def test_every_drop_is_a_copy(keys):
    from guestcore_gui.dropping import accept_copy

    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    mime = mime_of("/vm/a.vmss")
    event = QDropEvent(QPointF(1, 1), both, mime, Qt.MouseButton.LeftButton, keys)
    event.setDropAction(Qt.DropAction.MoveAction)
    accept_copy(event)
    assert event.isAccepted()
    assert event.dropAction() is Qt.DropAction.CopyAction


# Colours and icons


def contrast(one, other):
    def luminance(colour):
        parts = [
            p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4
            for p in (colour.redF(), colour.greenF(), colour.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=["light", "dark"])
def palette(request, app):
    from guestcore_gui.theme import colours

    return getattr(colours, f"{request.param}_palette")()


@pytest.mark.parametrize("name", ["good", "warning", "bad", "quiet"])
def test_coloured_text_is_readable(palette, name):
    from guestcore_gui.theme.colours import colours

    colour = getattr(colours(palette), name)
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
        assert contrast(colour, palette.color(role)) >= 4.5


def test_all_text_of_our_palettes_is_readable(palette):
    role = QPalette.ColorRole
    for text, ground in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.ButtonText, role.Button),
        (role.ToolTipText, role.ToolTipBase),
        (role.HighlightedText, role.Highlight),
        (role.PlaceholderText, role.Base),
        (role.Link, role.Window),
    ):
        assert contrast(palette.color(text), palette.color(ground)) >= 4.0, text
    assert contrast(palette.color(role.WindowText), palette.color(role.Window)) >= 7


def test_the_parts_of_the_memory_map_differ(palette):
    from guestcore_gui.theme.colours import colours

    named = colours(palette)
    for one, other in (
        (named.resident, named.zero),
        (named.resident, named.hole),
        (named.missing, named.zero),
    ):
        assert contrast(one, other) >= 1.5


@pytest.mark.parametrize("theme", ["dark", "light", "system"])
def test_the_theme_is_switched_while_running(qt, app, theme):
    from guestcore_gui.theme.colours import is_dark
    from guestcore_gui.theme.scheme import apply_theme

    apply_theme(app, "dark" if theme == "light" else "light")
    apply_theme(app, theme)
    if theme != "system":
        assert is_dark(app.palette()) is (theme == "dark")
    apply_theme(app, "light")


def pixels(icon, size=24):
    image = icon.pixmap(size, size).toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 200
    }


def test_icons_follow_the_theme(qt, app):
    from guestcore_gui.theme.icons import icon
    from guestcore_gui.theme.scheme import apply_theme

    square = icon("square")
    apply_theme(app, "light")
    light = pixels(square)
    apply_theme(app, "dark")
    dark = pixels(square)
    apply_theme(app, "light")
    assert light
    assert dark
    assert all(QColor(name).lightness() < 80 for name in light)
    assert all(QColor(name).lightness() > 180 for name in dark)


def icon_names():
    """Names that the program asks for, by reading it."""
    names = set()
    for path in GUI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if is_call and node.func.id == "icon" and node.args:
                names |= {
                    leaf.value
                    for leaf in ast.walk(node.args[0])
                    if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)
                }
    return names


def test_every_icon_is_there_and_can_be_drawn(qt):
    from guestcore_gui.theme.icons import icon

    names = icon_names()
    assert len(names) > 5
    for name in names:
        assert (GUI / "theme" / "icons" / f"{name}.svg").is_file(), name
        assert pixels(icon(name)), name


def test_the_icons_licence_lies_beside_them():
    text = (GUI / "theme" / "icons" / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("ISC License")


def test_the_program_has_an_icon(qt):
    from guestcore_gui.theme.icons import app_icon

    assert pixels(app_icon(), 64)
    assert isinstance(app_icon(), QIcon)


# What nobody foresaw


def fail_on(secret):
    raise ValueError(f"cannot read {secret}")


def caught(secret):
    try:
        fail_on(secret)
    except ValueError as error:
        return error
    return None


def test_a_report_holds_places_and_versions_and_nothing_of_a_guest(app):
    from guestcore_gui.crash import report_text

    report = report_text(caught("swordfish of web01"))
    assert "ValueError" in report
    assert "in fail_on" in report
    assert "PySide6 " in report
    assert "swordfish" not in report
    assert str(Path.home()) + "/" not in report


def test_an_exception_in_a_slot_ends_in_a_dialog_with_a_report_to_copy(
    qt, app, monkeypatch
):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QPushButton

    from guestcore_gui.crash import CrashDialog, CrashReporter

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # put back afterwards
    monkeypatch.setattr("threading.excepthook", None)
    reporter = CrashReporter()
    reporter.install()
    QTimer.singleShot(0, lambda: fail_on("guest"))
    dialogs = lambda: [w for w in app.topLevelWidgets() if isinstance(w, CrashDialog)]  # noqa: E731  asked again and again
    qt.wait(dialogs)
    (dialog,) = dialogs()
    copy = next(b for b in dialog.findChildren(QPushButton) if "opy" in b.text())
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert "in fail_on" in app.clipboard().text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qt.wait(lambda: not dialogs())


def test_a_fault_is_mentioned_by_the_next_start_and_only_once(tmp_path):
    from guestcore_gui.crash import FaultLog

    path = tmp_path / "log" / "fault.log"
    program = (
        "import sys, os, signal\n"
        "from pathlib import Path\n"
        "from guestcore_gui.crash import FaultLog\n"
        "log = FaultLog(Path(sys.argv[1]))\n"
        "os.kill(os.getpid(), signal.SIGSEGV)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        check=False,
        capture_output=True,
        timeout=60,
    )
    assert ended.returncode != 0
    log = FaultLog(path)
    assert "Segmentation fault" in log.previous
    log.close()
    assert not path.exists()
    again = FaultLog(path)
    assert again.previous == ""
    again.close()


# Notices


def test_a_notice_does_what_its_button_says_and_goes(qt):
    from guestcore_gui.notice import NoticeBar

    bar = qt.show(NoticeBar(), 600, 100)
    done = []
    notice = bar.add("<b>12 files</b>", "warning")
    button = notice.add_action("Convert all", lambda: done.append(1))
    assert notice.label.textFormat() is Qt.TextFormat.PlainText
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == [1]
    assert bar.notices() == []


def test_old_notices_make_room(qt):
    from guestcore_gui.notice import NoticeBar

    bar = qt.show(NoticeBar(), 600, 300)
    for number in range(9):
        bar.add(f"notice {number}")
    texts = [notice.label.text() for notice in bar.notices()]
    assert texts == [f"notice {number}" for number in range(5, 9)]


# Our own files


def test_a_file_of_ours_is_whole_or_untouched(tmp_path, monkeypatch):
    from guestcore_gui import jsonfile

    path = tmp_path / "queue.json"
    jsonfile.write_json(path, {"a": 1})

    def fail(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(jsonfile.os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        jsonfile.write_json(path, {"a": 2})
    assert json.loads(path.read_text()) == {"a": 1}
    assert [p.name for p in tmp_path.iterdir()] == ["queue.json"]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_a_file_of_ours_is_for_nobody_else_and_a_report_for_whom_the_user_likes(
    tmp_path,
):
    from guestcore_gui import jsonfile

    ours, report = tmp_path / "queue.json", tmp_path / "report.json"
    ours.write_text("{}")
    usual = ours.stat().st_mode & 0o777
    jsonfile.write_json(ours, {"a": 1})
    jsonfile.replace_text(report, ["{}"])
    assert ours.stat().st_mode & 0o777 == 0o600
    assert report.stat().st_mode & 0o777 == usual
