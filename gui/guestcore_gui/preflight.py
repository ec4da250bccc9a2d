"""What a window needs and a bare machine may lack, told before Qt is loaded.

Qt itself ends the whole process when its platform plugin does not load, and blames
one library whatever is missing.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Mapping

_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
"""Needed for every platform; package names are Debian's and Ubuntu's."""
_X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}


def find_obstacle(
    environment: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    can_load: Callable[[str], bool] | None = None,
    can_connect: Callable[[str], bool] | None = None,
) -> str | None:
    """Return why no window can be shown here and what to do; None if one can.

    :param can_load: Tells whether a shared library is there.
    :param can_connect: Tells whether an X display answers.
    """
    if not platform.startswith("linux"):
        return None
    wanted = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    has_x11 = bool(environment.get("DISPLAY"))
    has_wayland = bool(environment.get("WAYLAND_DISPLAY"))
    if not wanted and not has_x11 and not has_wayland:
        return (
            "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set. "
            "Start it in a desktop session; the command line needs none."
        )
    needed = dict(_LIBRARIES)
    if wanted in ("", "xcb") and has_x11:
        needed |= _X11_LIBRARIES
    if wanted.startswith("wayland") or (not wanted and has_wayland):
        needed |= _WAYLAND_LIBRARIES
    can_load = can_load or _can_load
    missing = [package for name, package in needed.items() if not can_load(name)]
    if not missing:
        return _find_dead_display(environment, wanted, can_connect or _can_connect)
    return (
        f"The window needs system libraries that are missing. On Debian and Ubuntu:\n"
        f"  sudo apt install {' '.join(dict.fromkeys(missing))}"
    )


def _find_dead_display(
    environment: Mapping[str, str], wanted: str, can_connect: Callable[[str], bool]
) -> str | None:
    display = environment.get("DISPLAY", "")
    if wanted not in ("", "xcb") or not display or environment.get("WAYLAND_DISPLAY"):
        return None
    if can_connect(display):
        return None
    return (
        f"The display {display} does not answer, or does not let you in (as after su, "
        "sudo or ssh). Start it in a desktop session; the command line needs none."
    )


def _can_connect(display: str) -> bool:
    """Ask the X server as Qt will; Qt would end the process."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:  # not the display's fault
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    xcb.xcb_connection_has_error.argtypes = (ctypes.c_void_p,)
    xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
    connection = xcb.xcb_connect(display.encode(), None)
    is_good = not xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return is_good


def _can_load(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
