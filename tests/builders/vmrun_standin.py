"""A machine that "runs" under the stand-in of vmrun (tests/standins/vmrun.py)."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from guestcore.demo.checkpoint_writer import (
    CheckpointSpec,
    MemoryStorage,
    write_checkpoint,
)
from guestcore.demo.fabricated_linux import LinuxSpec, fabricate

_SCRIPT = Path(__file__).parent.parent / "standins" / "vmrun.py"
_MIB = 1 << 20
_CPU = ({"rip": 0xFFFF_FFFF_8100_0000, "cs": 0x10, "cr0": 0x8005_0033},)
MEMORY_MIB = 4
ERROR = "Something is wrong with the virtual machine"


@dataclass(frozen=True, slots=True)
class StandIn:
    """The stand-in, and the machine that it knows."""

    path: Path
    """The program."""
    vmx: Path

    @property
    def home(self) -> Path:
        """The folder of the program and its settings."""
        return self.path.parent

    def set(self, **settings: object) -> None:
        """Change how it behaves; see :func:`make_standin`."""
        file = self.home / "vmrun.json"
        known = json.loads(file.read_text(encoding="utf-8"))
        if not settings.keys() <= known.keys():
            raise KeyError(str(settings))
        file.write_text(json.dumps(known | settings), encoding="utf-8")

    def calls(self, command: str = "") -> list[list[str]]:
        """Return the arguments of each call so far, or of those of one command."""
        log = self.home / "calls.log"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        calls = [json.loads(line) for line in lines]
        return [call for call in calls if not command or call[2] == command]

    def is_running(self) -> bool:
        """True if the machine runs."""
        file = self.home / "running.txt"
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        return str(self.vmx) in text.splitlines()

    def switch(self, *, on: bool) -> None:
        """Start or stop the machine behind everybody's back."""
        text = f"{self.vmx}\n" if on else ""
        (self.home / "running.txt").write_text(text, encoding="utf-8")

    def snapshots(self) -> list[str]:
        """Return the titles that the snapshot list holds."""
        vmsd = self.vmx.with_suffix(".vmsd")
        lines = vmsd.read_text(encoding="utf-8").splitlines() if vmsd.exists() else []
        return [line.split('"')[1] for line in lines if ".displayName" in line]


def make_standin(
    folder: Path,
    *,
    linux: LinuxSpec | None = None,
    running: bool = True,
    **settings: object,
) -> StandIn:
    """Make a machine below *folder*, and the stand-in that controls it.

    :param linux: What its captures hold; without one, memory that says nothing.
    :param settings: ``fail_before`` and ``fail_after`` (the command did its work):
        a dictionary of command to [text, times], -1 for always; ``hang``, commands
        that never end; ``returns_early``, a snapshot's memory is still written when
        the command ends; ``write_seconds``, how long that takes; ``command_seconds``;
        ``encrypted``; ``stops_halfway``, the memory is never complete;
        ``stays_locked``, and never released; ``without_memory``, snapshots are.
    """
    home, machine = folder / "vmrun home", folder / "virtual machine"
    home.mkdir()
    machine.mkdir()
    memory_mib = _write_templates(home, linux)
    vmx = machine / "guest.vmx"
    vmx.write_text(
        '.encoding = "UTF-8"\ndisplayName = "A guest"\nguestOS = "debian12-64"\n'
        f'memsize = "{memory_mib}"\nnumvcpus = "1"\ncheckpoint.vmState = ""\n',
        encoding="utf-8",
    )
    defaults: dict[str, object] = {
        "state": str(home / "template.vmsn"),
        "memory": str(home / "template.vmem"),
        "state_without_memory": str(home / "without.vmsn"),
        "fail_before": {},
        "fail_after": {},
        "hang": [],
        "returns_early": True,
        "write_seconds": 0.2,
        "command_seconds": 0.0,
        "encrypted": False,
        "stops_halfway": False,
        "stays_locked": False,
        "without_memory": False,
    }
    (home / "vmrun.json").write_text(json.dumps(defaults), encoding="utf-8")
    made = StandIn(_install(home), vmx)
    made.set(**settings)
    made.switch(on=running)
    return made


def _install(home: Path) -> Path:
    """Copy the program so that it runs under this Python, and starts fast."""
    script = home / "vmrun"
    body = _SCRIPT.read_text(encoding="utf-8").split("\n", 1)[1]
    if os.name == "nt":
        script = home / "vmrun.py"
        starter = home / "vmrun.cmd"
        starter.write_text(f'@"{sys.executable}" -S -E "{script}" %*\n')
    script.write_text(f"{_shebang(home)}\n{body}", encoding="utf-8")
    script.chmod(0o755)
    return script if os.name != "nt" else starter


def _shebang(home: Path) -> str:
    """Return a first line: it takes one option, and a path without blanks."""
    python = home.parent / "python"
    if os.name != "nt":
        python.symlink_to(sys.executable)
    return f"#!{python} -SE"


def _write_templates(home: Path, linux: LinuxSpec | None) -> int:
    """Write the saved states that every capture yields; return the memory in MiB."""
    if linux is None:
        spec = CheckpointSpec(
            regions=((0, MEMORY_MIB * _MIB),), vcpus=_CPU, crash_readable=False
        )
        write_checkpoint(home, "template", spec, _page_numbers, suffix=".vmsn")
        size = MEMORY_MIB
    else:
        guest = fabricate(linux)
        spec = CheckpointSpec(regions=guest.regions, vcpus=guest.vcpus)
        write_checkpoint(home, "template", spec, guest.read, suffix=".vmsn")
        size = sum(size for _, size in guest.regions) // _MIB
    without = CheckpointSpec(memory=MemoryStorage.NONE, crash_readable=False)
    write_checkpoint(home, "without", without, suffix=".vmsn")
    return size


def _page_numbers(gpa: int, size: int) -> bytes:
    return b"".join(
        (page + 1).to_bytes(8, "little") * 512
        for page in range(gpa >> 12, (gpa + size) >> 12)
    )


def compress_template(standin: StandIn) -> None:
    """Have captures yield compressed memory."""
    for suffix in (".vmsn", ".vmem"):
        (standin.home / f"template{suffix}").unlink()
    spec = CheckpointSpec(
        regions=((0, MEMORY_MIB * _MIB),),
        vcpus=_CPU,
        memory=MemoryStorage.VMEM_COMPRESSED,
        crash_readable=False,
    )
    write_checkpoint(standin.home, "template", spec, _page_numbers, suffix=".vmsn")
