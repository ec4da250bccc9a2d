"""Runs and tests GuestCore from a checkout, with nothing but Python 3.11.

    python3 packaging/dev.py run                    the window
    python3 packaging/dev.py run convert FILE.vmsn  the command line
    python3 packaging/dev.py test [PYTEST OPTION …] the tests
    python3 packaging/dev.py screenshots FOLDER     every page of the window
    python3 packaging/dev.py lint                   ruff and mypy
    python3 packaging/dev.py translations           texts for translators, compiled

Makes its own environment in .venv (ignored by git) and leaves the system's
Python alone, so it also works where pip refuses system-wide installs. Only the
standard library is used here.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
EXTRAS = {
    "run": "",
    "test": "test",
    "lint": "test,lint,gui",
    "translations": "gui",
    "screenshots": "gui",
}
"""Optional dependencies (pyproject.toml) that each command needs."""


def main() -> int:
    """Run one command; return its exit code."""
    command, arguments = (sys.argv[1:2] or [""])[0], sys.argv[2:]
    if command not in EXTRAS:
        print(__doc__, file=sys.stderr)
        return 0 if command in ("-h", "--help", "help") else 2
    if sys.version_info < (3, 11):  # noqa: UP036  this script meets any Python
        print(
            f"GuestCore needs Python 3.11 or newer; this is {sys.version.split()[0]}",
            file=sys.stderr,
        )
        return 1
    prepare(_extra_of(command, arguments))
    if command == "test":
        return _python("-m", "pytest", *arguments, folder=ROOT)
    if command == "lint":
        return lint()
    if command != "run":
        return _python(str(ROOT / "packaging" / f"{command}.py"), *arguments)
    return _python("-m", "guestcore", *arguments) if arguments else run_window()


def _extra_of(command: str, arguments: list[str]) -> str:
    """Return the optional dependencies that a call needs."""
    if command == "run" and not arguments:
        return "gui"
    extra = EXTRAS[command]
    if command == "test":  # the quick tests do without Qt, drgn and Volatility 3
        for marker in ("gui", "external"):
            if any(marker in argument for argument in arguments):
                extra += f",{marker}"
    return extra


def prepare(extra: str) -> None:
    """Make the environment and install the project into it, once.

    :raises SystemExit: with advice, if the environment cannot be made.
    """
    project = (ROOT / "pyproject.toml").read_bytes()
    wanted = hashlib.sha256(project + sys.version.encode()).hexdigest()
    stamp = ENVIRONMENT / f"installed-{extra.replace(',', '-') or 'base'}"
    if stamp.is_file() and stamp.read_text() == wanted and PYTHON.exists():
        return
    if not PYTHON.exists():
        _make_environment()
    print("Installing into .venv (first time only) …", file=sys.stderr)
    target = f"{ROOT}[{extra}]" if extra else str(ROOT)
    pip = (str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet")
    if subprocess.call([*pip, "install", "--editable", target]):
        raise SystemExit("The installation failed; see pip's message above.")
    stamp.write_text(wanted)


def _make_environment() -> None:
    try:
        import ensurepip  # noqa: F401  absent on Debian without python3-venv
    except ImportError:
        raise SystemExit(
            "This Python cannot make virtual environments.\n"
            "On Debian and Ubuntu: sudo apt install python3-venv"
        ) from None
    try:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    except (OSError, subprocess.CalledProcessError) as error:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        raise SystemExit(
            f"Cannot make the environment {ENVIRONMENT}: {error}"
        ) from None


def run_window() -> int:
    """Open the window; where there can be none, say why and run the demo."""
    command = [str(PYTHON), "-m", "guestcore_gui", "--can-start"]
    if subprocess.call(command) == 0:
        return _python("-m", "guestcore_gui")
    print("\nUntil then, this is what it does, on the command line:", flush=True)
    return run_demo()


def run_demo() -> int:
    """Make the demo machine, convert its suspended state, print the report."""
    with tempfile.TemporaryDirectory(prefix="guestcore-demo-") as folder:
        demo = Path(folder) / "demo"
        command = [str(PYTHON), "-m", "guestcore", "demo", str(demo)]
        made = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        if made.returncode:
            return made.returncode
        for arguments in (("list", "."), ("convert", next(demo.glob("*.vmss")).name)):
            print(f"\n$ guestcore {' '.join(arguments)}", flush=True)
            code = _python("-m", "guestcore", *arguments, folder=demo)
            if code:
                return code
    print(
        "\nThat was a fabricated machine, removed again. Yours:\n"
        "  python3 packaging/dev.py run convert PATH/TO/STATE.vmsn\n"
        "  python3 packaging/dev.py run demo FOLDER      keeps a demo to play with"
    )
    return 0


def lint() -> int:
    """Check style and types."""
    commands = (
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
    )
    return max(_python("-m", *command, folder=ROOT) for command in commands)


def _python(*arguments: str, folder: Path | None = None) -> int:
    with subprocess.Popen([str(PYTHON), *arguments], cwd=folder) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # the program got the Ctrl-C, too, and is tidying up


if __name__ == "__main__":
    raise SystemExit(main())
