"""ITaskbarList3 by ctypes: progress on the button of the Windows taskbar.

The interface and its numbers are those of Microsoft's shobjidl_core.h.
"""

from __future__ import annotations

import ctypes
import os
import uuid
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

_CLASS = uuid.UUID("56fdf344-fd6d-11d0-958a-006097c9a090")
_INTERFACE = uuid.UUID("ea1afb91-9e28-4b86-90e9-9e9f8a5eefaf")
_IN_PROCESS = 1
_RELEASE, _INITIALISE, _SET_VALUE, _SET_STATE = 2, 3, 9, 10
"""Places in the table of methods."""
_NO_PROGRESS, _NORMAL, _ERROR = 0, 2, 4
_STEPS = 1000
APP_ID = "GuestCore.Desktop"
"""Groups our windows on the taskbar; set before the first one."""


def set_app_id() -> None:
    """Tell Windows which program this is, not Python."""
    if os.name == "nt":
        _windows().shell32.SetCurrentProcessExplicitAppUserModelID(APP_ID)


def open_windows_taskbar(window: QWidget) -> WindowsTaskbar | None:
    """Return the taskbar, or None if Windows gives none (Server Core)."""
    ole = _windows().ole32
    ole.CoInitialize(None)
    pointer = ctypes.c_void_p()
    result = ole.CoCreateInstance(
        _CLASS.bytes_le, None, _IN_PROCESS, _INTERFACE.bytes_le, ctypes.byref(pointer)
    )
    if result != 0 or not pointer.value:
        return None
    taskbar = WindowsTaskbar(pointer, window)
    if not taskbar.initialise():
        call_method(pointer, _RELEASE)
        return None
    window.destroyed.connect(partial(call_method, pointer, _RELEASE))
    return taskbar


def _windows() -> Any:  # noqa: ANN401  ctypes has this on Windows only
    return getattr(ctypes, "windll")  # noqa: B009  unknown to mypy elsewhere


class WindowsTaskbar:
    """The button of one window."""

    def __init__(self, pointer: ctypes.c_void_p, window: QWidget) -> None:
        self._pointer = pointer
        self._window = window

    def initialise(self) -> bool:
        """Prepare it; False if that fails."""
        return self._call(_INITIALISE) == 0

    def show_progress(self, fraction: float | None, *, failed: bool = False) -> None:
        """Show a share from 0 to 1; None: nothing is running."""
        handle = ctypes.c_void_p(int(self._window.winId()))
        if fraction is None:
            self._call(_SET_STATE, handle, ctypes.c_int(_NO_PROGRESS))
            return
        self._call(_SET_STATE, handle, ctypes.c_int(_ERROR if failed else _NORMAL))
        done = ctypes.c_ulonglong(round(_STEPS * fraction))
        self._call(_SET_VALUE, handle, done, ctypes.c_ulonglong(_STEPS))

    def _call(self, place: int, *arguments: Any) -> int:  # noqa: ANN401  ctypes values
        return call_method(self._pointer, place, *arguments)


def call_method(pointer: ctypes.c_void_p, place: int, *arguments: Any) -> int:  # noqa: ANN401  ctypes values
    """Call a method of an object by its place in the table of methods."""
    table = ctypes.cast(pointer, ctypes.POINTER(ctypes.c_void_p))
    methods = ctypes.cast(table[0] or 0, ctypes.POINTER(ctypes.c_void_p))
    kinds = [type(argument) for argument in arguments]
    prototype = ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_void_p, *kinds)
    function = prototype(methods[place] or 0)
    return int(function(pointer, *arguments))
