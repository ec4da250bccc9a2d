"""The taskbar of Windows, spoken to by a stand-in that counts its calls."""

import ctypes
from types import SimpleNamespace

import pytest

pytestmark = pytest.mark.gui

RELEASE, INITIALISE, SET_VALUE, SET_STATE = 2, 3, 9, 10
KINDS = {
    RELEASE: (),
    INITIALISE: (),
    SET_VALUE: (ctypes.c_void_p, ctypes.c_ulonglong, ctypes.c_ulonglong),
    SET_STATE: (ctypes.c_void_p, ctypes.c_int),
}


class FakeTaskbar:
    """An object as COM has them: a pointer to a table of functions."""

    def __init__(self):
        self.calls, self.answers, self._kept = [], {}, []
        self._table = (ctypes.c_void_p * 11)()
        for place, kinds in KINDS.items():
            kind = ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_void_p, *kinds)
            function = kind(lambda _this, *given, place=place: self._note(place, given))
            self._kept.append(function)
            self._table[place] = ctypes.cast(function, ctypes.c_void_p).value
        self._object = ctypes.c_void_p(ctypes.addressof(self._table))

    def create(self, _class, _outer, _context, _interface, pointer):
        pointer._obj.value = ctypes.addressof(self._object)
        return 0

    def _note(self, place, given):
        self.calls.append((place, *given[1:]))
        return self.answers.get(place, 0)


@pytest.fixture
def fake(monkeypatch):
    made = FakeTaskbar()
    ole = SimpleNamespace(
        CoInitialize=lambda _reserved: 0, CoCreateInstance=made.create
    )
    windows = SimpleNamespace(ole32=ole)
    monkeypatch.setattr("guestcore_gui.taskbar_windows._windows", lambda: windows)
    return made


def test_a_share_is_shown_and_taken_away(qt, fake):
    from PySide6.QtWidgets import QWidget

    from guestcore_gui.taskbar_windows import open_windows_taskbar

    taskbar = open_windows_taskbar(qt.show(QWidget()))
    taskbar.show_progress(0.25)
    taskbar.show_progress(0.5, failed=True)
    taskbar.show_progress(None)
    assert fake.calls == [
        (INITIALISE,),
        (SET_STATE, 2),
        (SET_VALUE, 250, 1000),
        (SET_STATE, 4),
        (SET_VALUE, 500, 1000),
        (SET_STATE, 0),
    ]


def test_it_is_given_back_with_the_window(qt, fake):
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QWidget

    from guestcore_gui.taskbar_windows import open_windows_taskbar

    window = QWidget()
    assert open_windows_taskbar(window)
    window.deleteLater()
    qt.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert fake.calls == [(INITIALISE,), (RELEASE,)]


def test_it_is_given_back_if_it_cannot_be_prepared(qt, fake):
    from PySide6.QtWidgets import QWidget

    from guestcore_gui.taskbar_windows import open_windows_taskbar

    fake.answers[INITIALISE] = -1
    assert open_windows_taskbar(QWidget()) is None
    assert fake.calls == [(INITIALISE,), (RELEASE,)]
