"""The library's search and order, with many machines and states, too."""

import time

import pytest

pytestmark = pytest.mark.gui

pytest.importorskip("PySide6.QtWidgets", reason="the extra gui is missing")

from PySide6.QtCore import Qt, QTimer  # noqa: E402  Qt may be missing
from PySide6.QtTest import QTest  # noqa: E402  as above

from tests.gui.libraries import Library, write_snapshots, write_vmx  # noqa: E402  as above

MANY = 5000
LONGEST = 0.6
"""Seconds in which nothing else may happen, on a machine that does other work, too: the
figure that is wanted is measured by tests/benchmarks."""


@pytest.fixture
def store(tmp_path, qt):
    from guestcore_gui.settings import SettingsStore

    result = SettingsStore(tmp_path / "settings.json")
    result.update(vmware_folders=False)
    return result


@pytest.fixture
def panel(qt, work, store, tmp_path):
    from guestcore_gui.library.panel import LibraryPanel

    return LibraryPanel(work, store, tmp_path / "recent.json")


@pytest.fixture
def machines(tmp_path):
    """Three machines, one with states."""
    place = tmp_path / "machines"
    write_vmx(place / "web2", "web 2")
    write_vmx(place / "web10", "Web 10", guestOS="windows11-64")
    write_snapshots(write_vmx(place / "db", "database"), 3)
    return place


@pytest.fixture
def library(qt, panel, store, machines):
    store.update(folders=(str(machines),))
    return Library(qt, panel).start()


def machine_titles(library):
    return [str(index.data()) for level, index in library.indexes() if level == 1]


def test_names_are_ordered_as_people_count(library):
    assert machine_titles(library) == ["database", "web 2", "Web 10"]


def test_the_newest_comes_first_by_date(qt, library, store):
    combo = library.sort_box
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    qt.wait(lambda: store.value.sort == "date")
    assert machine_titles(library)[0] == "database"
    store.update(sort="name")
    qt.wait(lambda: machine_titles(library) == ["database", "web 2", "Web 10"])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("WEB", ["web 2", "Web 10"]),
        ("windows", ["Web 10"]),
        ("db-Snapshot2.vmsn", ["database"]),
        ("state 3", ["database"]),
        ("web 10", ["Web 10"]),
        ("nothing like it", []),
    ],
    ids=["name", "system", "file", "state", "words", "nothing"],
)
def test_the_search_finds_names_systems_and_files(qt, library, text, names):
    library.type(text)
    qt.wait(lambda: machine_titles(library) == names)


def test_a_found_state_is_shown_below_its_machine(qt, library):
    library.type("state 3")
    qt.wait(lambda: machine_titles(library) == ["database"])
    index = library.find("state 3")
    assert library.view.visualRect(index).isValid()
    assert library.find("state 2") is not None  # it is above


def test_the_rows_come_back_when_the_search_ends(qt, library):
    library.type("windows")
    qt.wait(lambda: machine_titles(library) == ["Web 10"])
    library.type("")
    qt.wait(lambda: len(machine_titles(library)) == 3)


def test_a_search_selects_nothing_by_itself(qt, library):
    library.click("web 2")
    told = len(library.selected)
    library.type("windows")
    qt.wait(lambda: machine_titles(library) == ["Web 10"])
    library.type("")
    qt.wait(lambda: len(machine_titles(library)) == 3)
    assert len(library.selected) == told


def test_what_is_found_during_a_search_obeys_it(qt, library, machines):
    library.type("windows")
    qt.wait(lambda: machine_titles(library) == ["Web 10"])
    write_vmx(machines / "other", "other")
    write_vmx(machines / "third", "third", guestOS="windows11-64")
    library.panel.refresh()
    qt.wait(lambda: "third" in machine_titles(library))
    assert "other" not in machine_titles(library)


class Gaps:
    """Measures the longest time in which the event loop did nothing else."""

    def __init__(self):
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self):
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def restart(self):
        self._last = time.perf_counter()
        self.longest = 0.0


@pytest.fixture
def crowded(qt, panel, store, tmp_path):
    """5000 states in 50 machines, and a way to measure."""
    place = tmp_path / "many"
    for number in range(50):
        vmx = write_vmx(place / f"vm{number:03}", f"machine {number}")
        write_snapshots(vmx, MANY // 50, branch=8)
    store.update(folders=(str(place),))
    return Library(qt, panel)


def test_five_thousand_states_are_searched_and_scrolled_without_a_stall(qt, crowded):
    gaps = Gaps()
    library = crowded.start()
    assert gaps.longest < LONGEST
    gaps.restart()
    for text in ("state", "machine 7", "vm007-Snapshot33", "nothing", ""):
        library.type(text)
        QTest.qWait(400)
        qt.settle()
    assert gaps.longest < LONGEST
    gaps.restart()
    library.view.expandAll()
    bar = library.view.verticalScrollBar()
    gaps.restart()
    for share in range(50):
        bar.setValue(bar.maximum() * share // 50)
        qt.app.processEvents()
    assert gaps.longest < LONGEST
    gaps.restart()
    library.panel.refresh()
    before = len(library.scans)
    qt.wait(lambda: len(library.scans) > before)
    assert gaps.longest < LONGEST
    gaps.restart()
    library.panel._settings.update(sort="date")
    qt.settle()
    assert gaps.longest < LONGEST


def test_five_thousand_states_of_one_machine_do_not_stall(qt, panel, store, tmp_path):
    vmx = write_vmx(tmp_path / "one" / "big", "big")
    write_snapshots(vmx, MANY, branch=MANY)
    store.update(folders=(str(tmp_path / "one"),))
    gaps = Gaps()
    library = Library(qt, panel).start()
    qt.wait(lambda: library.find("big") is not None)
    gaps.restart()
    for text in ("state", "Snapshot33", ""):
        library.type(text)
        QTest.qWait(400)
        qt.settle()
    assert gaps.longest < LONGEST


def test_rows_are_as_wide_as_the_view_after_a_search_without_a_match(qt, library):
    library.type("zzqq")
    qt.wait(lambda: not machine_titles(library))
    library.type("web")
    qt.wait(lambda: len(machine_titles(library)) == 2)
    qt.settle()
    view = library.view
    assert view.header().sectionSize(0) >= view.viewport().width()
