"""A desktop of its own for a test: X server, window manager, session bus, real input.

The program runs in it as users run it, in a process of its own; keys, mouse and
drags are xdotool's. What is on the screen is asked for by the program's own state on
disk and by the accessibility tree, never guessed from pixels.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

NEEDED = ("Xvfb", "openbox", "xdotool", "wmctrl", "dbus-daemon", "import")
PATIENCE = 30
"""Seconds, for machines that do other work, too."""

DRAG_SOURCE = Path(__file__).parent / "drag_source.py"


def missing_programs():
    return [name for name in NEEDED if shutil.which(name) is None]


def wait_for(condition, seconds=PATIENCE, what=None):
    """Wait until a condition holds and return what it returned."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"in vain: {what or condition}"
        time.sleep(0.05)
    return found


class Screen:
    """An X server with a window manager and a session bus. Use it in ``with``."""

    def __init__(self, folder, size="1280x800"):
        self._folder = folder
        self._size = size
        self._stack = contextlib.ExitStack()
        self.environment = {}

    def __enter__(self):
        self._folder.mkdir(parents=True, exist_ok=True)
        read, write = os.pipe()
        with os.fdopen(read) as pipe:
            self._start(
                "Xvfb", "-displayfd", str(write), "-screen", "0", f"{self._size}x24",
                "-nolisten", "tcp", "-noreset", pass_fds=[write],
            )  # fmt: skip
            os.close(write)
            number = pipe.readline().strip()
        assert number, (self._folder / "Xvfb.log").read_text()
        home = self._folder / "home"
        home.mkdir(exist_ok=True)
        self.environment = {
            **os.environ,
            "DISPLAY": f":{number}",
            "HOME": str(home),
            "XDG_CURRENT_DESKTOP": "GNOME",
            "LC_ALL": "C.UTF-8",
            "DBUS_SESSION_BUS_ADDRESS": self._start_bus(),
        }
        for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "XDG_CONFIG_HOME"):
            self.environment.pop(name, None)
        self._start("openbox", "--sm-disable")
        wait_for(lambda: self.run("wmctrl", "-m", check=False), what="openbox")
        return self

    def __exit__(self, *error):
        self._stack.close()

    def _start_bus(self):
        address = f"unix:path={self._folder / 'bus'}"
        self._start("dbus-daemon", "--session", "--nofork", f"--address={address}")
        wait_for((self._folder / "bus").exists, what="dbus-daemon")
        return address

    def _start(self, *command, pass_fds=()):
        log = self._stack.enter_context((self._folder / f"{command[0]}.log").open("wb"))
        process = subprocess.Popen(
            command,
            env=self.environment or None,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=pass_fds,
        )
        self._stack.callback(end_process, process)
        return process

    def run(self, *command, check=True):
        """Run a program in this desktop and return what it printed."""
        ended = subprocess.run(
            command,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert not check or ended.returncode == 0, (command, ended.stderr)
        return ended.stdout if ended.returncode == 0 else ""

    def keys(self, *names):
        """Press keys in the active window, as ``ctrl+o`` or ``Return``."""
        self.run("xdotool", "key", "--clearmodifiers", "--delay", "40", *names)

    def type(self, text):
        self.run("xdotool", "type", "--clearmodifiers", "--delay", "10", text)

    def click(self, x, y):
        self.run("xdotool", "mousemove", str(x), str(y), "click", "1")

    def window(self, title, seconds=PATIENCE):
        """Return the id of a window that is shown."""

        def look():
            command = ("xdotool", "search", "--onlyvisible", "--name", title)
            return self.run(*command, check=False).split()

        return wait_for(look, seconds, f"window {title}")[0]

    def has_window(self, title):
        command = ("xdotool", "search", "--onlyvisible", "--name", title)
        return bool(self.run(*command, check=False).split())

    def activate(self, window):
        self.run("xdotool", "windowactivate", "--sync", window)

    def active_window(self):
        return self.run("xdotool", "getactivewindow", check=False).strip()

    def place(self, window):
        """Return x, y, width and height of a window."""
        text = self.run("xdotool", "getwindowgeometry", "--shell", window)
        values = dict(line.split("=") for line in text.split())
        return tuple(int(values[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))

    def picture(self, path):
        """Save what is on the screen."""
        self.run("import", "-window", "root", str(path))

    def drag(self, files, target, *, shift=False):
        """Drag files out of a file manager's stand-in onto a place of the screen."""
        source = subprocess.Popen(
            [sys.executable, str(DRAG_SOURCE), *map(str, files)],
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        # It stays until the end: the target asks it for the files after the drop.
        self._stack.callback(source.stdout.close)
        self._stack.callback(end_process, source)
        window = self.window("drag source")
        x, y, width, height = self.place(window)
        self._drag(x + width // 2, y + height // 2, *target, shift=shift)
        return source.stdout.readline().strip()

    def drag_between(self, start, end):
        """Drag what lies at one place of the screen to another."""
        self._drag(*start, *end, shift=False)

    def _drag(self, from_x, from_y, to_x, to_y, *, shift):
        def move(x, y):
            self.run("xdotool", "mousemove", "--sync", str(x), str(y))
            time.sleep(0.05)

        move(from_x, from_y)
        self.run("xdotool", "mousedown", "1")
        for share in (1, 2, 4, 6, 8, 9, 10):
            move(
                from_x + (to_x - from_x) * share // 10,
                from_y + (to_y - from_y) * share // 10,
            )
            if share == 4 and shift:
                self.run("xdotool", "keydown", "shift")
        move(to_x + 2, to_y + 2)
        time.sleep(0.3)
        self.run("xdotool", "mouseup", "1")
        if shift:
            self.run("xdotool", "keyup", "shift")


class Program:
    """The desktop program, started as a user starts it."""

    def __init__(self, screen, folder, *files, settings=None):
        self.screen = screen
        self.folder = folder
        self.log = folder / "program.log"
        folder.mkdir(parents=True, exist_ok=True)
        if settings is not None:
            (folder / "config").mkdir(exist_ok=True)
            (folder / "config" / "settings.json").write_text(settings)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command(*files),
                env=screen.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.window = None

    def command(self, *files):
        program = [sys.executable, "-m", "guestcore_gui"]
        return [*program, "--portable", str(self.folder), *map(str, files)]

    def __enter__(self):
        self.window = self.screen.window("^GuestCore$")
        self.screen.activate(self.window)
        return self

    def __exit__(self, *error):
        end_process(self.process)

    def kill(self):
        """End it as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def centre(self):
        """Return a place in the middle of its window."""
        x, y, width, height = self.screen.place(self.window)
        return x + width * 3 // 5, y + height * 2 // 5


def end_process(process):
    """End a process, gently at first."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait()
