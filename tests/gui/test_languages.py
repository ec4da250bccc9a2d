"""In every language the pages fit into the smallest window, and Alt finds each button.

German is a third longer than English, and its letters are others.
"""

import pytest

pytestmark = pytest.mark.gui

pytest.importorskip("PySide6.QtWidgets", reason="the extra gui is missing")

from tests.builders.saved_states import pages, write_pair  # noqa: E402  Qt may be missing
from tests.gui.windows import clipped, keys, letter_of, twice, visible  # noqa: E402  as above

LANGUAGES = ["de", "en"]
CENTRE = (560, 380)
"""Pixels that the smallest window leaves for its centre."""
LIBRARY = (310, 380)
QUEUE = (884, 180)


@pytest.fixture(params=LANGUAGES)
def language(app, request):
    """Everything is in this language while the test runs."""
    from guestcore_gui.i18n import Translations

    translations = Translations()
    translations.use(request.param)
    yield request.param
    translations.use("en")


@pytest.fixture
def settings(qt, tmp_path):
    from guestcore_gui.settings import SettingsStore

    return SettingsStore(tmp_path / "settings.json")


def assert_fits(widget):
    assert not clipped(widget)
    assert not twice(keys(widget))


def menu_bar(settings):
    from PySide6.QtWidgets import QMainWindow

    from guestcore_gui.actions import Actions

    window = QMainWindow()
    Actions(window, settings)
    return window


def menus_below(menu):
    for action in menu.actions():
        if action.menu():
            yield action.menu()
            yield from menus_below(action.menu())


def test_no_two_entries_of_a_menu_have_one_letter(qt, language, settings):
    window = menu_bar(settings)
    bar = window.menuBar()
    for menu in (bar, *menus_below(bar)):
        entries = [entry for entry in menu.actions() if not entry.isSeparator()]
        letters = [letter_of(entry.text()) for entry in entries]
        assert all(letters)
        assert not twice(letters)
    window.deleteLater()


@pytest.mark.parametrize(
    "name", ["sound", "no memory file", "cut", "folder", "junk", "odd"]
)
def test_the_details_fit(qt, work, language, settings, demo, name):
    from guestcore_gui.details.page import DetailsPage

    page = qt.show(DetailsPage(work, settings), *CENTRE)
    page.show_path(an_input(demo, name))
    qt.wait(lambda: page.loaded is not None)
    qt.wait(lambda: page.stack.currentWidget() is page.sheet)
    qt.wait(lambda: work.running == 0)
    qt.settle()
    assert_fits(page)
    assert not twice(keys(page) + menu_letters(settings))


def menu_letters(settings):
    window = menu_bar(settings)
    letters = [letter_of(entry.text()) for entry in window.menuBar().actions()]
    window.deleteLater()
    return letters


def an_input(demo, name):
    """Something that the details have different things to say about."""
    state = next(demo.glob("*.vmss"))
    memory = state.with_suffix(".vmem")
    if name == "no memory file":
        memory.unlink()
    if name == "cut":
        with memory.open("r+b") as file:
            file.truncate(memory.stat().st_size // 2)
    if name == "odd":  # registers that lead to no kernel
        write_pair(demo, pages(64), stem="odd")
        return demo / "odd.vmss"
    if name == "junk":
        state.write_bytes(b"no saved state" * 1000)
    return demo if name == "folder" else state


def test_the_page_that_waits_for_files_fits(qt, work, language, settings):
    from guestcore_gui.details.page import DetailsPage

    page = qt.show(DetailsPage(work, settings), *CENTRE)
    for is_empty in (True, False):
        page.show_nothing(is_empty)
        qt.settle()
        assert_fits(page)


def test_the_library_fits(qt, work, language, settings, demo, tmp_path):
    from guestcore_gui.library.pages import EmptyPage, NoMatchPage
    from guestcore_gui.library.panel import LibraryPanel

    settings.update(vmware_folders=False)
    panel = qt.show(LibraryPanel(work, settings, tmp_path / "recent.json"), *LIBRARY)
    panel.start()
    qt.wait(lambda: visible(panel, EmptyPage))
    assert_fits(panel)
    panel.add_folder(demo)
    qt.wait(lambda: not panel.is_empty)
    panel.search.setText("what nothing is called")
    qt.wait(lambda: visible(panel, NoMatchPage))
    qt.settle()
    assert_fits(panel)
    assert not twice(keys(panel) + menu_letters(settings))


def test_a_report_fits(qt, work, language, settings, demo, tmp_path):
    from guestcore.choices import ConvertOptions
    from guestcore.pipeline import convert
    from guestcore_gui.result.page import ResultPage

    core = tmp_path / "a.core"
    convert(next(demo.glob("*.vmss")), ConvertOptions(output=core))
    page = qt.show(ResultPage(work, settings), *CENTRE)
    page.show_core(core)
    qt.wait(lambda: page.view.rows and work.running == 0)
    qt.settle()
    assert_fits(page)
    assert not twice(keys(page) + menu_letters(settings))


def test_the_queue_fits(qt, work, language, settings, tmp_path):
    from guestcore_gui.jobs.controller import JobController
    from guestcore_gui.jobs.job import JobRequest
    from guestcore_gui.queue.panel import QueuePanel

    controller = JobController(work, settings, tmp_path / "state" / "queue.json")
    panel = qt.show(QueuePanel(controller), *QUEUE)
    qt.wait(lambda: controller.is_loaded)
    (job,) = controller.add([JobRequest(tmp_path / "a.vmss", tmp_path / "a.core")])
    qt.wait(lambda: job.state.is_over and work.running == 0)
    qt.settle()
    assert_fits(panel)
    assert not twice(keys(panel) + menu_letters(settings))
    controller.shut_down()


def dialogs(work, settings, folder):
    from guestcore_gui.capture.dialog import CaptureDialog
    from guestcore_gui.dialogs.about import AboutDialog
    from guestcore_gui.dialogs.help import HelpDialog
    from guestcore_gui.dialogs.settings_dialog import SettingsDialog
    from guestcore_gui.queue.stop_dialog import StopDialog

    return {
        "settings": lambda: SettingsDialog(settings, work),
        "capture": lambda: CaptureDialog(work, settings, folder / "captures"),
        "help": lambda: HelpDialog([]),
        "about": AboutDialog,
        "stop": lambda: StopDialog(2, None, closing=False),
        "close": lambda: StopDialog(1, None, closing=True),
    }


@pytest.mark.parametrize(
    "name", ["settings", "capture", "help", "about", "stop", "close"]
)
def test_a_dialog_fits(qt, work, language, settings, tmp_path, name):
    dialog = dialogs(work, settings, tmp_path)[name]()
    qt.show(dialog)
    qt.wait(lambda: work.running == 0)
    qt.settle()
    assert dialog.width() <= 900
    assert_fits(dialog)
