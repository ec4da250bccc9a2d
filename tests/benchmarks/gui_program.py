"""The desktop program, watched from inside; bench_gui.py starts it.

    python gui_program.py WHAT FOLDER [ARGUMENT ...]

It is started as users start it, with FOLDER for its settings and state, and ends by
itself. What it found out is printed as one JSON object. Only what the program itself
needs is imported before its window is painted.
"""

from __future__ import annotations

import sys
import time

_TICK = 5
"""Milliseconds of the timer that shows whether the event loop goes round."""
_SETTLE = 1.0
"""Seconds between the first paint and what is measured, and behind that."""


def on_painted(window, act):
    """Call *act* as soon as a window was painted and what it shows is on its way."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, watched, event):  # noqa: N802  Qt's own name
            if event.type() == QEvent.Type.Paint and not self.property("seen"):
                self.setProperty("seen", True)
                QTimer.singleShot(0, act)
            return False

    window.installEventFilter(Watch(window))


def finish(desktop, **found):
    import json

    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    desktop.app.quit()


def later(seconds, act):
    from PySide6.QtCore import QTimer

    QTimer.singleShot(round(seconds * 1000), act)


class Gaps:
    """The longest times in which the event loop did not go round."""

    def __init__(self, parent):
        from PySide6.QtCore import Qt, QTimer

        self.all = []
        """Milliseconds of each gap, and how long in it others had the processor."""
        self._last, self._waited = time.perf_counter(), waited()
        timer = QTimer(parent, interval=_TICK, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._tick)
        timer.start()

    def _tick(self):
        now, waited_now = time.perf_counter(), waited()
        self.all.append(((now - self._last) * 1000, waited_now - self._waited))
        self._last, self._waited = now, waited_now

    def found(self):
        """Return the longest ones."""
        return {"gaps": sorted(self.all, reverse=True)[:5]}


def waited():
    """Return milliseconds that this thread could run and had no processor."""
    with open("/proc/thread-self/schedstat") as status:
        return int(status.read().split()[1]) / 1e6


def paint(desktop):
    """When the window was painted, on the clock that all processes share."""
    on_painted(desktop.window, lambda: finish(desktop, painted=time.monotonic()))


def idle(desktop):
    """The event loop while nothing is done."""

    def begin():
        gaps = Gaps(desktop)
        later(3, lambda: finish(desktop, **gaps.found()))

    on_painted(desktop.window, lambda: later(_SETTLE, begin))


def scan(desktop):
    """The event loop from the first paint until the library is scanned."""
    started = time.perf_counter()
    gaps = None

    def begin():
        nonlocal gaps, started
        gaps, started = Gaps(desktop), time.perf_counter()

    def end():
        seconds = time.perf_counter() - started
        later(_SETTLE, lambda: finish(desktop, seconds=seconds, **gaps.found()))

    desktop.window.library.scanned.connect(end)
    on_painted(desktop.window, begin)


def convert(desktop, source, output):
    """The event loop and the seconds of one conversion."""
    from pathlib import Path

    def begin():
        from guestcore_gui.jobs.job import JobRequest

        gaps, started = Gaps(desktop), time.perf_counter()

        def end(job):
            seconds = time.perf_counter() - started
            found = {"seconds": seconds, "state": str(job.state), **gaps.found()}
            later(_SETTLE, lambda: finish(desktop, **found))

        desktop.jobs.job_finished.connect(end)
        desktop.jobs.add([JobRequest(Path(source), Path(output), force=True)])

    on_painted(desktop.window, lambda: later(_SETTLE, begin))


def queue(desktop, source, folder, *counts):
    """Memory after numbers of conversions, all in one queue."""
    from pathlib import Path

    wanted, done, sizes = [int(count) for count in counts], 0, {}

    def begin():
        from guestcore_gui.jobs.job import JobRequest

        sizes[0] = held()
        desktop.jobs.add(
            JobRequest(Path(source), Path(folder) / f"{n}.core", f"demo {n}")
            for n in range(wanted[-1])
        )

    def on_finished(job):
        nonlocal done
        done += 1
        assert job.state == "done", (job.state, job.reason)
        job.core.unlink()
        if done in wanted:
            count = done
            later(0, lambda: sizes.update({count: held()}))
        if done == wanted[-1]:
            later(_SETTLE, lambda: finish(desktop, held=sizes, peak=held("VmHWM")))

    desktop.jobs.job_finished.connect(on_finished)
    on_painted(desktop.window, lambda: later(_SETTLE, begin))


def held(name="VmRSS"):
    """Return bytes of memory that this process holds, or held at most."""
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith(f"{name}:"))
    return int(line.split()[1]) << 10


def main():
    what, folder, *arguments = sys.argv[1:]
    from guestcore_gui import start

    make = start._make_desktop

    def make_and_watch(paths, name):
        desktop = make(paths, name)
        globals()[what](desktop, *arguments)
        return desktop

    start._make_desktop = make_and_watch
    return start.start(["--portable", folder])


if __name__ == "__main__":
    sys.exit(main())
