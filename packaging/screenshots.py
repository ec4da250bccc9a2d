"""Makes a picture of every page of the window, in every look.

    python3 packaging/dev.py screenshots FOLDER [LOOK …]

Looks: light, dark, german, double (200 %), smallest. The machines in the pictures are
fabricated and vmrun is a stand-in. No display is needed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget  # noqa: TID251  the pictures are of the window

    from guestcore_gui.jobs.job import Job

ROOT = Path(__file__).resolve().parent.parent
LOOKS: Mapping[str, Mapping[str, str]] = {
    "light": {"theme": "light", "language": "en"},
    "dark": {"theme": "dark", "language": "en"},
    "german": {"theme": "light", "language": "de"},
    "dark-german": {"theme": "dark", "language": "de"},
    "double": {"theme": "light", "language": "en"},
    "smallest": {"theme": "light", "language": "en"},
}
"""Settings of each look."""
_USUAL, _SMALLEST = (1200, 800), (900, 600)
_PATIENCE = 60.0
"""Seconds."""
_MACHINES = "_GUESTCORE_PICTURED"
"""Environment variable: where the machines are, for a process that takes pictures."""


def main() -> int:
    """Make the pictures; return the exit code."""
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(sys.argv[1]).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    looks = sys.argv[2:] or list(LOOKS)
    unknown = [look for look in looks if look not in LOOKS]
    if unknown:
        print(f"unknown look: {', '.join(unknown)}", file=sys.stderr)
        return 2
    sys.path.insert(0, str(ROOT))
    if os.environ.get(_MACHINES):
        return _make(folder, looks[0])
    from tests.builders.pictured_machines import write_pictured_machines

    with tempfile.TemporaryDirectory(prefix="guestcore-machines-") as machines:
        write_pictured_machines(Path(machines))
        return max(_run_apart(folder, look, machines) for look in looks)


def _run_apart(folder: Path, look: str, machines: str) -> int:
    """Make the pictures of one look in a process of its own: Qt scales once."""
    environment = {
        **os.environ,
        _MACHINES: machines,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": "2" if look == "double" else "1",
        "LC_ALL": "C.UTF-8",
    }
    command = [sys.executable, __file__, str(folder), look]
    return subprocess.call(command, env=environment)


def _make(folder: Path, look: str) -> int:
    with tempfile.TemporaryDirectory(prefix="vm-") as scratch:
        home = Path(scratch) / "home"
        home.mkdir()
        os.environ["HOME"] = str(home)
        studio = Studio(Path(scratch), folder, look)
        try:
            for page in PAGES:
                page(studio)
        finally:
            studio.close()
    return 0


class Studio:
    """A running program, machines to show, and the camera."""

    def __init__(self, scratch: Path, folder: Path, look: str) -> None:
        from guestcore_gui.app import Desktop
        from guestcore_gui.instance import instance_name
        from guestcore_gui.paths import find_paths
        from guestcore_gui.settings import SettingsStore

        self.scratch = scratch
        self._folder = folder
        self._look = look
        self.machines = scratch / "vmware"
        shutil.copytree(
            os.environ[_MACHINES], self.machines, copy_function=os.link, symlinks=True
        )
        paths = find_paths(scratch / "places")
        settings = {**LOOKS[look], "vmware_folders": False}
        SettingsStore(paths.settings).update(**settings)
        self.desktop = Desktop(paths, instance_name(paths))
        self.window = self.desktop.window
        self.window.resize(*(_SMALLEST if look == "smallest" else _USUAL))
        self.desktop.open([])
        self.settle()

    def suspended(self, machine: str) -> Path:
        """Return the suspended state of a machine."""
        return next((self.machines / machine).glob("*.vmss"))

    def snapshot(self, machine: str) -> Path:
        """Return the first snapshot of a machine."""
        return min((self.machines / machine).glob("*.vmsn"))

    def wait(self, condition: Callable[[], object]) -> None:
        """Let the program work until a condition holds."""
        deadline = time.monotonic() + _PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                raise SystemExit(f"in vain: {condition}")
            self.desktop.app.processEvents()
            time.sleep(0.005)

    def settle(self, seconds: float = 0.4) -> None:
        """Let timers run out and layouts settle."""
        end = time.monotonic() + seconds
        self.wait(lambda: time.monotonic() > end)

    def rest(self) -> None:
        """Wait until nothing is looked at, written or checked any more."""
        self.settle()
        self.wait(lambda: self.desktop.work.running == 0)
        self.settle()

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Save a picture of the window, or of another one."""
        self.settle()
        path = self._folder / f"{name}-{self._look}.png"
        if not (widget or self.window).grab().save(str(path)):
            raise SystemExit(f"cannot write {path}")
        print(path.name, flush=True)

    def close(self) -> None:
        """End the program."""
        self.desktop.jobs.shut_down()
        self.desktop.work.cancel_all(10)
        self.desktop.fault.close()


def take_empty(studio: Studio) -> None:
    """Nothing found, nothing opened."""
    studio.rest()
    studio.take("empty")


def take_details(studio: Studio) -> None:
    """The library, and a state that can be converted."""
    studio.window.library.add_folder(studio.machines)
    studio.rest()
    studio.window.routes.open_paths([studio.suspended("api01")])
    studio.rest()
    studio.take("details")


def take_problem(studio: Studio) -> None:
    """A snapshot whose memory file is not there."""
    state = studio.snapshot("legacy")
    memory = state.with_suffix(".vmem")
    memory.rename(memory.with_name("mail memory (copy).vmem"))
    studio.window.library.refresh()
    studio.rest()
    studio.window.routes.open_paths([state])
    studio.rest()
    studio.take("problem")


def take_queue(studio: Studio) -> None:
    """A job is done, one has failed, one runs, one waits."""
    from tests.builders.pictured_machines import write_slow_machine

    jobs, window = studio.desktop.jobs, studio.window
    window.routes.open_paths([studio.suspended("api01")])
    studio.rest()
    window.details.convert_current()
    studio.wait(lambda: jobs.jobs and jobs.jobs[0].core is not None)
    slow = write_slow_machine(studio.machines / "db02")
    window.routes.convert_all(
        [studio.snapshot("legacy"), slow, studio.suspended("runner")]
    )
    studio.wait(lambda: any(0.3 < job.fraction < 1 for job in jobs.jobs))
    window.routes.show_input(studio.suspended("api01"))
    studio.wait(lambda: window.details.loaded is not None)
    studio.take("queue")
    jobs.cancel(_named(studio, "db02"))
    studio.wait(lambda: not jobs.is_running)


def _named(studio: Studio, name: str) -> Job:
    jobs = studio.desktop.jobs.jobs
    return next(job for job in jobs if job.request.source.parent.name == name)


def take_results(studio: Studio) -> None:
    """A valid core, and one that was damaged afterwards."""
    from guestcore_gui.result.buttons import Action

    job = _named(studio, "api01")
    studio.window.routes.show_report(job)
    studio.rest()
    studio.take("valid")
    core = job.core
    if core is None:
        raise SystemExit(f"no core: {job.reason}")
    _damage(core)
    studio.window.routes.show_core(core)
    studio.rest()
    studio.window.result.view.buttons.button(Action.CHECK).click()
    studio.rest()
    studio.take("invalid")


def _damage(core: Path) -> None:
    """Change some of its memory, as a failing disk would."""
    with core.open("r+b") as file:
        file.seek(core.stat().st_size // 8 * 3)
        file.write(b"not what the guest had" * 1000)


def take_dialogs(studio: Studio) -> None:
    """Settings, help, about, and the capture of a machine that runs."""
    from tests.builders.vmrun_standin import make_standin

    routes = studio.window.routes
    for name, show in (
        ("settings", routes.dialogs.open_settings),
        ("help", routes.dialogs.open_help),
        ("about", routes.dialogs.open_about),
    ):
        show()
        studio.rest()
        studio.take(name, routes.dialogs.dialog(name))
        routes.dialogs.dialog(name).close()
    standin = make_standin(studio.scratch)
    text = standin.vmx.read_text(encoding="utf-8").replace("A guest", "shop frontend")
    standin.vmx.write_text(text, encoding="utf-8")
    studio.desktop.settings.update(vmrun=str(standin.path))
    routes.dialogs.open_capture(standin.vmx)
    # as on a screen that is not that small
    routes.dialogs.dialog("capture").resize(640, 740)
    studio.rest()
    studio.take("capture", routes.dialogs.dialog("capture"))
    routes.dialogs.dialog("capture").close()


PAGES = (
    take_empty,
    take_details,
    take_problem,
    take_queue,
    take_results,
    take_dialogs,
)


if __name__ == "__main__":
    raise SystemExit(main())
