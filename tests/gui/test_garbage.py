"""Cyclic garbage is collected in the GUI thread, also what has grown old."""

import gc
import weakref

import pytest

pytestmark = pytest.mark.gui

from guestcore_gui import garbage  # noqa: E402  the mark comes first
from guestcore_gui.garbage import GarbageCollector  # noqa: E402


class Cycle:
    def __init__(self):
        self.itself = self


@pytest.fixture
def collector(app):
    state = {"busy": True}
    made = GarbageCollector(lambda: state["busy"], None)
    made.state = state
    yield made
    made.stop()
    gc.disable()  # as tests/gui/conftest.py has it
    made.deleteLater()


def lose_one():
    return weakref.ref(Cycle())


def test_young_garbage_is_collected_while_work_is_done(qt, collector):
    lost = lose_one()
    kept = [[] for _ in range(2000)]
    qt.wait(lambda: lost() is None)
    assert kept


def test_old_garbage_is_collected_when_it_is_quiet(qt, collector, monkeypatch):
    monkeypatch.setattr(garbage, "_QUIET", 0.1)
    monkeypatch.setattr(garbage, "_GROWN", 10)
    lost = lose_one()
    kept = [[] for _ in range(100)]
    gc.freeze()  # it was set aside while there was much to do
    gc.collect()
    assert lost() is not None
    collector.state["busy"] = False
    qt.wait(lambda: lost() is None)
    assert kept


@pytest.mark.parametrize(("busy", "interval"), [(True, 200), (False, 2000)])
def test_it_looks_seldom_while_there_is_nothing(qt, collector, busy, interval):
    collector.state["busy"] = busy
    qt.wait(lambda: collector._timer.interval() == interval)


def test_it_looks_often_again_when_there_is_much(qt, collector):
    qt.wait(lambda: collector._timer.interval() == 200)
    kept = [[] for _ in range(20_000)]
    qt.wait(lambda: collector._timer.interval() == 50)
    assert kept
