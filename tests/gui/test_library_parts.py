"""The library: rows that change in place, pictures, watching, VMware's lists."""

import os
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

pytestmark = pytest.mark.gui

pytest.importorskip("PySide6.QtWidgets", reason="the extra gui is missing")

from PySide6.QtCore import QPersistentModelIndex, QSize  # noqa: E402  Qt may be missing
from PySide6.QtGui import QAccessible, QImage  # noqa: E402  as above
from PySide6.QtTest import QAbstractItemModelTester  # noqa: E402  as above

from tests.gui.libraries import Library, write_vmx  # noqa: E402  as above


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


# Rows


@pytest.fixture
def model(qt):
    from guestcore_gui.library.entry import Entry, Kind
    from guestcore_gui.library.filter import LibraryFilter
    from guestcore_gui.library.model import LibraryModel

    result = LibraryModel()
    proxy = LibraryFilter(result, result)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    result.testers = [QAbstractItemModelTester(m, fatal, m) for m in (result, proxy)]
    result.set_group("g", Entry(Kind.FOLDER, "group", "g"))
    return result


def entry(name, *children, **fields):
    from guestcore_gui.library.entry import Entry, Kind

    fields = {
        "kind": Kind.MACHINE,
        "title": name,
        "key": name,
        "by_name": name,
    } | fields
    return Entry(children=children, **fields)


def run(steps):
    return sum(1 for _ in steps)


def shape(index):
    """Return titles as nested dictionaries."""
    model = index.model()
    rows = (model.index(row, 0, index) for row in range(model.rowCount(index)))
    return {row.data(): shape(row) for row in rows}


def test_rows_change_in_place(model):
    group = model.index(0, 0)
    machine = entry("web", entry("one", entry("two")), entry("three"))
    run(model.merge("g", [machine, entry("other")]))
    kept = {
        name: QPersistentModelIndex(next(model.find(lambda e, n=name: e.title == n)))
        for name in ("web", "one", "three")
    }
    assert shape(group) == {"web": {"one": {"two": {}}, "three": {}}, "other": {}}
    changed = entry("web", entry("one", detail="new"), entry("three", entry("four")))
    run(model.merge("g", [changed]))
    assert shape(group) == {"web": {"one": {}, "three": {"four": {}}}, "other": {}}
    assert all(index.isValid() for index in kept.values())
    assert model.entry(kept["one"]).detail == "new"


def test_rows_move_below_another_parent(model):
    run(model.merge("g", [entry("web", entry("one"), entry("two"))]))
    run(model.merge("g", [entry("web", entry("one", entry("two")))]))
    assert shape(model.index(0, 0)) == {"web": {"one": {"two": {}}}}


def test_only_what_is_kept_remains_and_machines_are_counted(model):
    run(model.merge("g", [entry(f"vm{n}", entry("state")) for n in range(60)]))
    assert model.machine_count == 60
    run(model.keep("g", lambda row: row.title == "vm7"))
    assert shape(model.index(0, 0)) == {"vm7": {"state": {}}}
    assert model.machine_count == 1
    model.remove_group("g")
    assert (model.rowCount(), model.machine_count) == (0, 0)


def test_what_arrives_for_a_removed_group_is_dropped(model):
    steps = model.merge("g", [entry(f"vm{n}") for n in range(60)])
    next(steps)
    model.remove_group("g")
    run(steps)
    assert (model.rowCount(), model.machine_count) == (0, 0)


def test_a_change_is_cut_into_small_steps(model):
    states = [entry(f"state {n}") for n in range(500)]
    assert run(model.merge("g", [entry("big", *states)])) > 500


def test_long_work_lets_the_event_loop_run(qt):
    from PySide6.QtCore import QObject, QTimer

    from guestcore_gui.library.stepper import Stepper

    def slow():
        for _ in range(50):
            time.sleep(0.002)
            yield

    parent = QObject()
    stepper, ticks = Stepper(parent), []
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()
    stepper.add(slow())
    idle = qt.collect(stepper.idle)
    qt.wait(lambda: idle)
    assert len(ticks) > 5
    assert not stepper.is_busy


# Words


def test_a_screen_reader_finds_the_marks_of_a_row(qt, panel, store, demo):
    store.update(folders=(str(demo),))
    library = Library(qt, panel).start()
    view = QAccessible.queryAccessibleInterface(library.view)
    names = [
        view.child(n).text(QAccessible.Text.Name) for n in range(view.childCount())
    ]
    powered_off = next(name for name in names if name.startswith("powered off"))
    assert "No memory" in powered_off
    assert any("64 MiB of memory" in name for name in names)
    assert "You are here" in names


def test_each_mark_has_an_icon_and_words_of_its_own(qt):
    from guestcore_gui.library.marks import Mark, marked

    marks = [marked(mark) for mark in Mark]
    assert len({mark.words for mark in marks}) == len(marks)
    assert all(mark.words and mark.icon for mark in marks)


def test_a_missing_memory_file_is_no_lack_of_memory(qt, panel, store, demo):
    (demo / "fabricated-demo-Snapshot1.vmem").unlink()
    store.update(folders=(str(demo),))
    library = Library(qt, panel).start()
    assert "Memory file missing" in library.says("clean install")


def test_a_state_that_is_gone_is_marked(qt, panel, store, demo):
    (demo / "fabricated-demo-Snapshot1.vmsn").unlink()
    store.update(folders=(str(demo),))
    library = Library(qt, panel).start()
    assert "File missing" in library.says("clean install")


def test_a_new_core_is_marked_at_once_and_a_deleted_one_no_more(qt, panel, store, demo):
    from guestcore.pipeline import ConvertOptions, convert

    store.update(folders=(str(demo),))
    library = Library(qt, panel).start()
    state = next(demo.glob("*.vmss"))
    panel.mark_converted(state)
    assert "Converted" in library.says("Suspended state")
    core = convert(state, ConvertOptions()).core.path
    core.unlink()
    panel.refresh_marks(core)
    qt.wait(lambda: "Converted" not in library.says("Suspended state"))


# Pictures


@pytest.fixture
def thumbnails(qt, work):
    from PySide6.QtCore import QObject

    from guestcore_gui.library.thumbnails import Thumbnails

    parent = QObject()
    result = Thumbnails(work, parent)
    result.owner = parent
    return result


def pictured(path):
    return entry("state", path=path, stamp="1")


def test_a_picture_comes_later_small_and_once(qt, thumbnails, demo, monkeypatch):
    from guestcore.sources import thumbnail

    asked = []
    real = thumbnail.read_thumbnail
    monkeypatch.setattr(
        thumbnail, "read_thumbnail", lambda path: asked.append(path) or real(path)
    )
    row = pictured(next(demo.glob("*.vmss")))
    assert thumbnails.picture(row) is None
    qt.wait(lambda: thumbnails.picture(row) is not None)
    image = thumbnails.picture(row)
    assert isinstance(image, QImage)
    assert image.size().boundedTo(QSize(80, 60)) == image.size()
    assert len(asked) == 1
    assert thumbnails.picture(replace(row, stamp="2")) is None  # it has changed


def test_a_state_without_a_picture_is_asked_once(qt, thumbnails, tmp_path, work):
    (tmp_path / "x.vmss").write_bytes(b"no state")
    loaded = qt.collect(thumbnails.loaded)
    row = pictured(tmp_path / "x.vmss")
    assert thumbnails.picture(row) is None
    qt.wait(lambda: loaded)
    qt.wait(lambda: work.running == 0)
    assert thumbnails.picture(row) is None
    assert work.running == 0


def test_pictures_are_kept_in_bounds(qt, thumbnails, tmp_path, work, monkeypatch):
    monkeypatch.setattr("guestcore_gui.library.thumbnails._KEPT", 10)
    for number in range(500):
        thumbnails.picture(pictured(tmp_path / f"{number}.vmss"))
    qt.wait(lambda: work.running == 0)
    assert len(thumbnails._kept) <= 10
    assert not thumbnails._waiting


# Watching


def test_a_machine_that_is_copied_bit_by_bit_is_noticed(qt, panel, store, tmp_path):
    place = tmp_path / "machines"
    write_vmx(place / "first", "first")
    store.update(folders=(str(place),))
    library = Library(qt, panel).start()
    qt.wait(lambda: place in panel.content.scanner.watched)
    (place / "second").mkdir()
    qt.wait(lambda: place / "second" in panel.content.scanner.watched)
    write_vmx(place / "second", "second")
    qt.wait(lambda: library.find("second") is not None)


def test_a_folder_that_vanishes_and_comes_back_is_noticed(qt, panel, store, tmp_path):
    place = tmp_path / "machines"
    write_vmx(place / "web", "web")
    store.update(folders=(str(place),))
    library = Library(qt, panel).start()
    qt.wait(lambda: place in panel.content.scanner.watched)
    shutil.rmtree(place)
    qt.wait(lambda: "Cannot be read" in library.says("machines"))
    assert library.find("web") is None
    qt.wait(lambda: tmp_path in panel.content.scanner.watched)
    write_vmx(place / "web", "web")
    qt.wait(lambda: library.find("web") is not None)
    assert "Cannot be read" not in library.says("machines")


def test_a_machine_that_starts_is_marked_without_asking(qt, panel, store, tmp_path):
    vmx = write_vmx(tmp_path / "machines" / "web", "web")
    store.update(folders=(str(tmp_path / "machines"),))
    library = Library(qt, panel).start()
    qt.wait(lambda: vmx.parent in panel.content.scanner.watched)
    lock = vmx.with_name("web.vmdk.lck")
    lock.mkdir()
    (lock / "M1.lck").write_bytes(b"x")
    qt.wait(lambda: "Running" in library.says("web"))


def test_watched_folders_are_bounded(qt, panel, store, tmp_path, monkeypatch):
    monkeypatch.setattr("guestcore_gui.library.watch.MAX_WATCHED", 5)
    for number in range(20):
        write_vmx(tmp_path / "machines" / f"vm{number}", f"vm {number}")
    store.update(folders=(str(tmp_path / "machines"),))
    Library(qt, panel).start()
    watched = panel.content.scanner.watched
    qt.wait(lambda: len(panel.content.scanner.watched) == 5)
    assert len(watched) <= 5


def test_folders_whose_names_are_no_text_do_no_harm(qt, panel, store, tmp_path):
    place = tmp_path / "machines"
    write_vmx(place / "web", "web")
    os.mkdir(os.fsencode(place) + b"/\xff\xfe")
    store.update(folders=(str(place), "/nul\0byte", "relative"))
    library = Library(qt, panel).start()
    assert library.find("web") is not None


# VMware's own lists


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home in which VMware keeps a list of one machine, and another in its folder."""
    folder = tmp_path / "home"
    monkeypatch.setenv("HOME", str(folder))
    (folder / ".vmware").mkdir(parents=True)
    listed = write_vmx(tmp_path / "elsewhere" / "listed", "listed")
    lines = ['.encoding = "UTF-8"', f'vmlist1.config = "{listed}"', ""]
    (folder / ".vmware" / "inventory.vmls").write_text("\n".join(lines), "utf-8")
    write_vmx(folder / "vmware" / "kept", "kept")
    return folder


@pytest.mark.skipif(os.name == "nt", reason="VMware keeps its lists elsewhere there")
def test_a_machine_of_vmware_is_shown_once(qt, panel, store, home, tmp_path):
    store.update(vmware_folders=True)
    library = Library(qt, panel).start()
    assert set(library.titles()) == {"VMware", "kept", "listed"}
    assert "2 virtual machine" in library.says("VMware")
    panel.add_folder(tmp_path / "elsewhere")
    qt.wait(lambda: library.find("elsewhere") is not None)
    qt.wait(lambda: not panel.content.is_scanning)
    assert library.titles().count("listed") == 1
    assert library.find("listed").parent().data() == "elsewhere"
    panel.content.remove_folder(tmp_path / "elsewhere")
    qt.wait(lambda: library.find("elsewhere") is None)
    qt.wait(lambda: library.find("listed") is not None)
    assert library.find("listed").parent().data() == "VMware"


def test_what_vmware_lists_and_is_gone_is_a_row_with_the_reason(
    qt, panel, store, home, tmp_path
):
    shutil.rmtree(tmp_path / "elsewhere")
    store.update(vmware_folders=True)
    library = Library(qt, panel).start()
    assert "not there" in library.says("listed.vmx")
    assert library.find("kept") is not None


def test_names_are_sorted_as_people_count():
    from guestcore_gui.library.entry import sort_text

    names = ["VM 10", "vm 2", "Äpfel", "zebra", "birne"]
    assert sorted(names, key=sort_text) == [
        "Äpfel",
        "birne",
        "vm 2",
        "VM 10",
        "zebra",
    ]


def test_dates_that_are_out_of_range_do_no_harm():
    from datetime import UTC, datetime

    from guestcore_gui.library.entry import newest_first, short_date

    ends = [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]
    assert newest_first(ends[1]) < newest_first(ends[0]) < newest_first(None)
    assert all(isinstance(short_date(when), str) for when in ends)


def test_recent_paths_are_few_and_the_newest_comes_first(qt, work, tmp_path):
    from PySide6.QtCore import QObject

    from guestcore_gui.jsonfile import read_json
    from guestcore_gui.library.recent import MAX_RECENT, Recent

    parent, file = QObject(), tmp_path / "recent.json"
    recent = Recent(work, file, parent)
    for number in range(20):
        recent.note(Path(f"/vm/{number}.vmss"))
    qt.wait(lambda: work.running == 0)
    assert len(recent.paths) == MAX_RECENT
    assert recent.paths[0] == Path("/vm/19.vmss")
    assert read_json(file) == [str(path) for path in recent.paths]
    again = Recent(work, file, parent)
    rows = qt.collect(again.described)
    again.look_again()
    qt.wait(lambda: rows)
    assert again.paths == recent.paths
    again.forget(recent.paths[0])
    qt.wait(lambda: read_json(file) == [str(path) for path in recent.paths[1:]])
