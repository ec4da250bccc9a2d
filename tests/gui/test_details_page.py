"""What was dropped or selected is understood before anything is written."""

import shutil
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.gui

from PySide6.QtCore import Qt  # noqa: E402  the mark comes first
from PySide6.QtGui import QGuiApplication, QImage  # noqa: E402
from PySide6.QtTest import QAbstractItemModelTester, QTest  # noqa: E402
from PySide6.QtWidgets import (  # noqa: E402
    QAbstractButton,
    QLabel,
    QWidget,
)

from guestcore.errors import Cancelled  # noqa: E402
from guestcore.model import PagingMode, Vcpu  # noqa: E402
from guestcore.pipeline import CheckDepth  # noqa: E402
from guestcore_gui.details import page as page_module  # noqa: E402
from guestcore_gui.details.picture import decode_picture  # noqa: E402
from guestcore_gui.details.vcpu_table import FIRST, VcpuTable  # noqa: E402
from guestcore_gui.parts.primary import PrimaryButton, contrast  # noqa: E402
from guestcore_gui.theme.colours import dark_palette, light_palette  # noqa: E402
from tests.gui.details_pages import Details, mnemonics, texts  # noqa: E402

LEFT = Qt.MouseButton.LeftButton
STATE = "fabricated-demo-5eed0de0.vmss"


@pytest.fixture
def details(qt, work, tmp_path):
    return Details(qt, work, tmp_path)


def test_the_demo_is_understood(details, demo):
    details.show(demo / STATE)
    sheet = details.sheet
    assert sheet.title.text() == STATE
    assert "GuestCore demo (fabricated)" in sheet.subtitle.text()
    value = sheet.facts.value
    assert value("Kernel release") == "6.1.0-demo-amd64"
    assert value("Host name") == "demo"
    assert value("KASLR offset").startswith("0x")
    assert len(value("Build ID")) == 40
    assert "Debian 12" in value("Guest system")
    assert "VMware Workstation" in value("Product")
    assert value("Memory file") == str(demo / "fabricated-demo-5eed0de0.vmem")
    assert sheet.picture.image is not None
    assert len(sheet.memory.map.spans) == 3
    assert sheet.convert.isVisible()
    assert not sheet.problem.isVisible()


def test_the_name_of_a_snapshot_stands_below_its_file(details, demo):
    details.show(demo / "fabricated-demo-Snapshot3.vmsn")
    assert 'before the "big" update' in details.sheet.subtitle.text()
    assert details.sheet.facts.value("Memory").endswith("inside the saved state")


def test_facts_are_copied(details, demo):
    details.show(demo / STATE)
    QTest.mouseClick(details.sheet.copy_facts, LEFT)
    assert "Kernel release: 6.1.0-demo-amd64" in QGuiApplication.clipboard().text()


def test_looking_writes_nothing(details, demo):
    before = sorted(demo.iterdir())
    details.show(demo / STATE)
    details.wait_space()
    assert sorted(demo.iterdir()) == before


def test_convert_asks_for_what_is_shown(details, demo):
    details.show(demo / STATE)
    QTest.mouseClick(details.sheet.convert, LEFT)
    request = details.request()
    assert request.source == demo / STATE
    assert request.output == demo / "fabricated-demo-5eed0de0.core"
    assert request.title.startswith("GuestCore demo (fabricated)")
    assert request.check is CheckDepth.QUICK
    assert request.command == ()
    assert not request.force


def test_the_memory_file_may_be_named_instead(details, demo):
    details.show(demo / "fabricated-demo-5eed0de0.vmem")
    details.page.convert_current()
    request = details.request()
    assert request.source == demo / STATE
    assert request.memory == demo / "fabricated-demo-5eed0de0.vmem"


def test_an_empty_page_says_what_to_do(qt, details):
    details.page.show_nothing(library_is_empty=True)
    drop = details.page.drop_page
    assert drop.text.text().count("\n") == 1
    opened = qt.collect(details.page.open_requested)
    demo = qt.collect(details.page.demo_requested)
    QTest.mouseClick(drop.choose, LEFT)
    QTest.mouseClick(drop.demo, LEFT)
    assert (len(opened), len(demo)) == (1, 1)
    first = drop.text.text()
    details.page.show_nothing(library_is_empty=False)
    assert drop.text.text() != first


def test_convert_without_anything_does_nothing(qt, details):
    details.page.show_nothing(library_is_empty=False)
    details.page.convert_current()
    qt.settle()
    assert not details.requests


def slow_load(monkeypatch):
    real = page_module.load

    def load(path, opening, progress):
        end = time.monotonic() + 20
        while "slow" in path.name and time.monotonic() < end:
            progress.check()
            time.sleep(0.002)
        return real(path, opening, progress)

    monkeypatch.setattr(page_module, "load", load)


def test_what_takes_long_can_be_stopped(qt, details, demo, monkeypatch):
    slow_load(monkeypatch)
    details.show(demo / STATE)
    details.page.show_path(Path("/nowhere/slow.vmss"))
    loading = details.page.loading_page
    qt.wait(loading.isVisible)
    assert "slow.vmss" in loading.title.text()
    QTest.mouseClick(loading.cancel, LEFT)
    qt.wait(details.sheet.isVisible)
    assert details.sheet.title.text() == STATE
    details.page.convert_current()
    assert details.request().source == demo / STATE


def test_cancel_before_anything_was_shown_goes_back_to_the_start(
    qt, details, monkeypatch
):
    slow_load(monkeypatch)
    details.page.show_nothing(library_is_empty=False)
    details.page.show_path(Path("/nowhere/slow.vmss"))
    qt.wait(details.page.loading_page.isVisible)
    QTest.keyClick(details.page.loading_page.cancel, Qt.Key.Key_Space)
    qt.wait(details.page.drop_page.isVisible)


def test_what_is_quick_does_not_flicker(qt, details, demo):
    shown = []
    details.page.stack.currentChanged.connect(
        lambda index: shown.append(details.page.stack.widget(index))
    )
    details.show(demo / STATE)
    details.show(demo / "fabricated-demo-Snapshot3.vmsn")
    if details.page.loading_page in shown:  # a busy machine: then for long enough
        assert shown[-1] is details.sheet
    assert shown[-1:] == [details.sheet]


def test_a_newer_choice_replaces_an_older_one(qt, details, demo, monkeypatch):
    slow_load(monkeypatch)
    details.page.show_path(Path("/nowhere/slow.vmss"))
    details.page.convert_current()
    details.show(demo / STATE)
    qt.settle()
    assert details.sheet.title.text() == STATE
    assert not details.requests


def test_nothing_is_converted_while_another_input_is_looked_at(
    qt, details, demo, monkeypatch
):
    slow_load(monkeypatch)
    details.show(demo / STATE)
    details.page.show_path(Path("/nowhere/slow.vmss"))
    assert not details.sheet.convert.isEnabled()
    details.page.convert_current()
    qt.settle()
    assert not details.requests
    details.page.show_nothing(library_is_empty=False)


def test_a_bug_while_looking_goes_to_those_who_report_it(qt, app, tmp_path):
    from guestcore_gui.work import Work

    work = Work()
    unexpected = qt.collect(work.unexpected)
    details = Details(qt, work, tmp_path)

    def load(*_args):
        raise ZeroDivisionError

    page_module_load, page_module.load = page_module.load, load
    try:
        details.page.show_path(tmp_path)
        qt.wait(lambda: unexpected)
    finally:
        page_module.load = page_module_load
    assert details.page.stack.currentWidget() is details.page.drop_page
    assert work.cancel_all(5)


def test_cancelled_is_no_failure(qt, details, monkeypatch):
    def load(*_args):
        raise Cancelled

    monkeypatch.setattr(page_module, "load", load)
    details.page.show_path(Path("/nowhere"))
    qt.wait(lambda: not details.page._latest.is_running)
    assert details.page.stack.currentWidget() is details.page.drop_page


def test_a_drag_over_the_window_is_shown(qt, details, demo):
    details.show(demo / STATE)
    details.page.set_drop_hint(True)
    assert details.page._hint.isVisible()
    assert details.page._hint.geometry() == details.page.rect()
    details.page.set_drop_hint(False)
    assert not details.page._hint.isVisible()


# vCPUs


def vcpus(count):
    registers = {"cr0": 0x80050033, "cr3": 0x1000, "cs": 0x10}
    return tuple(
        Vcpu(i, registers | {"rip": 0xFFFFFFFF81000000 + i}, PagingMode.LONG_4LEVEL)
        for i in range(count)
    )


def test_the_model_of_vcpus_keeps_the_rules(qt):
    table = VcpuTable()
    tester = QAbstractItemModelTester(
        table.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    table.show_vcpus(vcpus(40))
    table.model.show_all()
    table.show_vcpus(())
    assert tester.model() is table.model


def test_the_first_vcpus_are_shown_then_all(qt):
    table = VcpuTable()
    table.show_vcpus(vcpus(4096))
    qt.show(table, 600, 600)
    assert table.model.rowCount() == FIRST
    height = table.table.height()
    QTest.mouseClick(table.more, LEFT)
    assert table.model.rowCount() == 4096
    assert table.table.height() == height
    assert table.table.verticalScrollBar().maximum() > 0
    assert not table.more.isVisible()


def test_addresses_are_grouped_and_copied_ungrouped(qt):
    table = VcpuTable()
    table.show_vcpus(vcpus(2))
    qt.show(table, 600, 200)
    assert table.model.index(1, 2).data() == "ffffffff 81000001"
    assert table.model.index(1, 1).data() == "kernel (ring 0)"
    table.table.setFocus()
    table.table.selectRow(1)
    QTest.keyClick(table.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied == "1\tkernel (ring 0)\t0xffffffff81000001\t64-bit, 4 levels"


# Looks and manners


def test_pictures_are_bounded():
    from guestcore.demo.thumbnail import draw_console

    big = draw_console(["x"])
    image = decode_picture(big)
    assert isinstance(image, QImage)
    assert image.width() <= 640
    assert decode_picture(None) is None
    assert decode_picture(b"") is None
    assert decode_picture(big[:60]) is None
    assert decode_picture(b"GIF89a" + bytes(100)) is None


@pytest.mark.parametrize("palette", [light_palette, dark_palette])
def test_the_primary_button_can_be_read(qt, palette):
    button = PrimaryButton("&Convert")
    button.setPalette(palette())
    fill, text = button.colours()
    assert contrast(fill, text) >= 4.5


def test_everything_fits_into_the_smallest_window(qt, work, tmp_path, demo):
    details = Details(qt, work, tmp_path, 560, 340)
    assert details.page.size().width() == 560
    assert details.page.size().height() == 340
    details.show(demo / STATE)
    QTest.mouseClick(details.sheet.memory.toggle, LEFT)
    qt.settle()
    area = details.sheet.area
    assert area.widget().width() <= area.viewport().width()
    for label in area.widget().findChildren(QLabel):
        if label.isVisible() and not label.wordWrap():
            assert label.width() >= label.sizeHint().width(), label.text()
    for button in area.widget().findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            assert button.width() >= button.minimumSizeHint().width(), button.text()


@pytest.mark.parametrize("name", [STATE, "fabricated-demo-Snapshot2.vmsn", "."])
def test_mnemonics_are_unique(details, demo, name):
    details.show(demo / name)
    found = mnemonics(details.page)
    assert len(found) == len(set(found)), found


def test_every_control_has_a_name(details, demo):
    from PySide6.QtGui import QAccessible

    details.show(demo / STATE)
    for child in details.sheet.findChildren(QWidget):
        takes_focus = child.focusPolicy() & Qt.FocusPolicy.TabFocus
        if child.isVisible() and takes_focus:
            interface = QAccessible.queryAccessibleInterface(child)
            assert interface.text(QAccessible.Text.Name), child


def test_tab_goes_through_everything_and_leaves_the_tables(qt, details, demo):
    details.show(demo / STATE)
    details.sheet.convert.setFocus()
    seen = []
    for _ in range(40):
        seen.append(details.page.focusWidget())
        QTest.keyClick(details.page.focusWidget(), Qt.Key.Key_Tab)
        if details.page.focusWidget() is details.sheet.convert:
            break
    output = details.sheet.output
    wanted = [
        details.sheet.convert, details.sheet.memory.toggle, details.sheet.memory.map,
        output.file, output.choose, output.check.combo, output.engine.engine.combo,
        details.sheet.copy_facts, details.sheet.vcpus.table,
    ]  # fmt: skip
    assert [widget for widget in seen if widget in wanted] == wanted


def test_hostile_names_are_shown_as_plain_text(details, tmp_path, demo):
    folder = tmp_path / "evil"
    shutil.copytree(demo, folder)
    vmx = folder / "fabricated-demo.vmx"
    text = vmx.read_text(encoding="utf-8")
    evil = "<b>bold</b>\u202egnp.exe\u0007"
    vmx.write_text(text.replace("GuestCore demo (fabricated)", evil), encoding="utf-8")
    details.show(folder / STATE)
    shown = details.sheet.subtitle.text()
    assert "<b>bold</b>\\u202egnp.exe\\x07" in shown
    assert not any("\u202e" in line for line in texts(details.page))
    assert "&lt;b&gt;" in details.sheet.subtitle.toolTip()
    for label in details.sheet.findChildren(QLabel):
        if label.buddy() is None:
            assert label.textFormat() is Qt.TextFormat.PlainText, label.text()


def test_hostile_host_names_are_shown_as_plain_text(qt):
    from guestcore.model import GuestOs, KernelInfo
    from guestcore.pipeline import Description
    from guestcore_gui.details.facts import facts_of

    kernel = KernelInfo(GuestOs.LINUX, "6.1\u202e" + "x" * 1000, hostname="<img src=x>")
    known = Description(Path("x"), kernel=kernel)
    found = {fact.label: fact.value for fact in facts_of(known)}
    assert found["Host name"] == "<img src=x>"
    assert found["Kernel release"].startswith("6.1\\u202e")
    assert len(found["Kernel release"]) < 300
