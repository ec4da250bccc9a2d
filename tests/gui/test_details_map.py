"""The memory map: to scale, with the keyboard, and for those who do not see it."""

from itertools import pairwise

import pytest

pytestmark = pytest.mark.gui

from PySide6.QtCore import QPoint, Qt  # noqa: E402  the mark comes first
from PySide6.QtGui import QAccessible, QGuiApplication  # noqa: E402
from PySide6.QtTest import QAbstractItemModelTester, QTest  # noqa: E402

from guestcore.sources.memory_map import (  # noqa: E402
    Cell,
    CellKind,
    Hole,
    MappedRegion,
    MemoryMap,
)
from guestcore_gui.details.map_geometry import (  # noqa: E402
    HOLE_WIDTH,
    blocks,
    find_span,
    lay_out,
)
from guestcore_gui.details.map_panel import MapPanel, RangeModel  # noqa: E402

GIB = 1 << 30


def region(gpa, size, share=None, *, missing=False):
    return MappedRegion(gpa, size, missing, share)


def drawn(*regions, holes=(), exact=True, cells=None):
    if cells is None:
        cells = [
            Cell(r.gpa, r.end, CellKind.MISSING if r.missing else CellKind.RESIDENT,
                 r.zero_share)
            for r in regions
        ]  # fmt: skip
    return MemoryMap(tuple(regions), tuple(holes), tuple(cells), exact)


PC = drawn(
    region(0, 3 * GIB, 0.25),
    region(4 * GIB, GIB, 1.0),
    holes=[Hole(3 * GIB, GIB)],
)


def test_regions_are_to_scale():
    first, hole, second = lay_out(PC, 1000)
    assert first.width == pytest.approx(3 * second.width)
    assert second.end == pytest.approx(1000)
    assert hole.x == pytest.approx(first.end)


def test_a_large_hole_is_compressed_and_marked():
    spans = lay_out(drawn(region(0, GIB), region(1 << 45, GIB),
                          holes=[Hole(GIB, (1 << 45) - GIB)]), 1000)  # fmt: skip
    assert spans[1].is_compressed
    assert spans[1].width == HOLE_WIDTH


def test_a_small_hole_is_to_scale_and_not_marked():
    low = region(0, 640 << 10)
    high = region(1 << 20, 15 << 20)
    hole = Hole(640 << 10, 384 << 10)
    spans = lay_out(drawn(low, high, holes=[hole]), 800)
    assert not spans[1].is_compressed
    assert spans[1].width == pytest.approx(800 * hole.size / (PC.size), abs=30)


def test_nothing_is_too_small_to_be_pointed_at():
    spans = lay_out(drawn(region(0, 4096), region(8192, 64 * GIB),
                          holes=[Hole(4096, 4096)]), 500)  # fmt: skip
    assert min(span.width for span in spans) >= 5.9
    assert spans[-1].end == pytest.approx(500)


def test_a_thousand_regions_stay_inside():
    regions = [region(i * 8192, 4096) for i in range(1024)]
    holes = [Hole(i * 8192 + 4096, 4096) for i in range(1023)]
    spans = lay_out(drawn(*regions, holes=holes), 300)
    assert len(spans) == 2047
    assert spans[-1].end == pytest.approx(300)
    assert all(a.end == pytest.approx(b.x) for a, b in pairwise(spans))


def test_no_memory_draws_nothing():
    assert lay_out(MemoryMap(), 300) == []
    assert find_span([], 5) is None


def test_a_place_finds_its_range():
    spans = lay_out(PC, 1000)
    assert find_span(spans, 0) == 0
    assert find_span(spans, spans[1].x + 1) == 1
    assert find_span(spans, 1001) is None
    assert find_span(spans, -1) is None


def test_equal_cells_are_painted_as_one_and_never_over_a_hole():
    cells = [Cell(i * 4096, i * 4096 + 4096, CellKind.RESIDENT, 0.0) for i in range(8)]
    cells += [Cell(GIB, GIB + 4096, CellKind.ZERO, 1.0)]
    memory = drawn(region(0, 8 * 4096), region(GIB, 4096),
                   holes=[Hole(8 * 4096, GIB - 8 * 4096)], cells=cells)  # fmt: skip
    spans = lay_out(memory, 1000)
    first, second = blocks(memory, spans)
    assert first.width == pytest.approx(spans[0].width)
    assert second.x == pytest.approx(spans[2].x)
    assert second.zero_share == 1.0


@pytest.fixture
def panel(qt):
    made = MapPanel()
    made.layout().addWidget(made.table)
    made.show_map(PC)
    return qt.show(made, 600, 300)


def test_pointing_tells_range_size_and_share_of_zero(qt, panel):
    first = panel.map.spans[0]
    QTest.mouseMove(panel.map, QPoint(round(first.x + first.width / 2), 20))
    qt.wait(lambda: "zero" in panel.words.text())
    text = panel.words.text()
    assert "00000000 to bfffffff" in text
    assert "3 GiB" in text
    assert "25 % zero" in text


def test_estimates_are_called_so(qt, panel):
    panel.show_map(drawn(region(0, GIB, 0.5), exact=False))
    panel.map.setFocus()
    qt.wait(lambda: "about 50 % zero" in panel.words.text())


def test_arrow_keys_go_from_range_to_range(qt, panel):
    panel.map.setFocus()
    qt.settle()
    seen = [panel.map.current]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(panel.map, key)
        seen.append(panel.map.current)
    assert seen == [PC.regions[0], PC.holes[0], PC.regions[1], PC.regions[1]]
    QTest.keyClick(panel.map, Qt.Key.Key_Home)
    assert panel.map.current == PC.regions[0]
    QTest.keyClick(panel.map, Qt.Key.Key_End)
    assert panel.map.current == PC.regions[1]
    QTest.keyClick(panel.map, Qt.Key.Key_Left)
    assert panel.map.current == PC.holes[0]


def test_a_screen_reader_hears_the_map_and_the_chosen_range(qt, panel):
    interface = QAccessible.queryAccessibleInterface(panel.map)
    assert interface.text(QAccessible.Text.Name) == "Memory map"
    assert "4 GiB" in interface.text(QAccessible.Text.Description)
    panel.map.setFocus()
    QTest.keyClick(panel.map, Qt.Key.Key_Right)
    told = interface.text(QAccessible.Text.Description)
    assert "not memory" in told
    assert "1 GiB" in told


def test_the_table_says_the_same_and_is_copied_ungrouped(qt, panel):
    assert not panel.table.isVisible()
    QTest.mouseClick(panel.toggle, Qt.MouseButton.LeftButton)
    qt.wait(panel.table.isVisible)
    model = panel.table.model()
    assert model.rowCount() == 3
    assert model.index(2, 0).data() == "0001 00000000"
    panel.table.setFocus()
    panel.table.selectRow(2)
    QTest.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == (
        f"0x100000000\t0x13fffffff\t{GIB}\tmemory\t100 % zero"
    )


def test_the_model_of_the_table_keeps_the_rules(qt):
    model = RangeModel()
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    model.show_map(PC)
    model.show_map(MemoryMap())
    model.show_map(PC)
    assert tester.model() is model


def test_the_legend_names_what_the_map_shows(qt, panel):
    from tests.gui.details_pages import texts

    assert {"memory", "zero", "not memory"} <= set(texts(panel))
    panel.show_map(drawn(region(0, GIB, missing=True)))
    qt.settle()
    shown = set(texts(panel))
    assert "missing in the file" in shown
    assert "not memory" not in shown
